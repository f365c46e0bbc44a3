"""Merges a first name with the title and surname that it never meets in the scenes of both."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from story.attribution.naming.address_merging import (
    may_be,
    name_parts,
    neighbours,
    of_one_sex,
    sure_speaker,
)
from story.attribution.naming.alias_merging import best_name
from story.attribution.naming.callers import tells
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_NEAR = 8
"""Turns before and behind one in which another speaks in the same talk."""

_ANSWER = 1.0
"""What it counts that somebody speaks beside a call of the other name. Of three who talk whoever
is called answers four times of five, any other once: that is 1.4, and not all talk is so."""

_NEEDED, _OPEN = 3.0, 5.0
"""What must speak for one bearer of "Henry" and "Mr. Vane", and where what tells less: "Odo" and
"the Bishop". That two people keep apart so is as likely as one of 20, and of 150."""

_PARTED = 10.0
"""What must speak for one bearer of two names that were parted where they seemed to meet."""

_LEAD = 1.5
"""How much more must speak for the likeliest bearer than for the next."""

_MEETS_KIN = 0.1
"""Of the times that two names of one surname speak in the same talk, the share that may meet."""

_BETWEEN = 6
"""Words between two names of one sentence that are hardly one person's: "Ada looked at Tom"."""

_STOPS = frozenset(".!?;")
"""Signs behind which another name may be the same person's."""

Pair = tuple[int, int]


@dataclass
class _Meetings:
    """By pair of people: what speaks for one bearer, how often both speak in one talk, and how
    often they meet there: answer, call or name each other, or stand in one sentence."""

    votes: dict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    together: Counter[Pair] = field(default_factory=Counter)
    met: Counter[Pair] = field(default_factory=Counter)
    pairs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def beside(self, number: int) -> list[int]:
        """Those of whom something says that they and somebody are one."""
        if not self.pairs:
            for one, other in self.votes:
                self.pairs[one].append(other)
                self.pairs[other].append(one)
        return self.pairs.get(number, [])


def merge_halves(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges "Henry" with "Mr. Vane": both speak in the same scenes and neither ever answers the
    other, calls or names the other; whether there were any. Of two sisters whose name is Vane it
    is so found which one "Miss Vane" is, and "Odo" may be the Bishop, or the vicar Mr. Tull."""
    tags = Counter(turn.named[0] for turn in turns if len(turn.named) == 1 and not turn.loose)
    able = [n for n in sorted(tags) if not people.persons[n].fixed]
    named = {n for n in able if people.persons[n].named}
    roles = {turn.named[0] for turn in turns if _tells(turn, people)}
    halves = [n for n in able if n in roles or (n in named and not _whole(n, people))]
    if not halves or len(named) < 2:
        return False
    meetings = _meetings(readings, turns, talk, people)
    _hear(readings, turns, people, meetings)
    merged = False
    for half in halves:
        bearer = _bearer(half, named, meetings, people)
        bearer = bearer if bearer < 0 or _is_best(bearer, half, named, meetings, people) else -1
        if bearer >= 0 and not people.persons[half].absorbed:
            one, other = people.persons[half], people.persons[bearer]
            one, other = (one, other) if one.named else (other, one)
            people.absorb(one, other)
            one.label = best_name(one.forms, people.names)
            merged = True
    return merged


def _bearer(half: int, named: set[int], meetings: _Meetings, people: People) -> int:
    """Whose a half of a name is, or a description; -1 where that stays open."""
    apart = _apart(half, named, meetings, people)
    ranked = sorted((-meetings.votes[_pair(n, half)], n) for n in apart)
    if not ranked or not _alike(ranked[0][1], half, people):
        return -1
    votes, number = -ranked[0][0], ranked[0][1]
    second = -ranked[1][0] if len(ranked) > 1 else 0.0
    return number if votes >= max(_needed(number, half, people), second + _LEAD) else -1


def _is_best(bearer: int, half: int, named: set[int], meetings: _Meetings, people: People) -> bool:
    """Whether no other speaks as much for as a bearer's other half."""
    votes = meetings.votes[_pair(bearer, half)]
    others = _apart(bearer, named, meetings, people)
    return all(meetings.votes[_pair(bearer, n)] < votes for n in others if n != half)


def _apart(number: int, named: set[int], meetings: _Meetings, people: People) -> list[int]:
    """Those with a name who may be somebody: of one sex, and the two do not meet."""
    return [
        n
        for n in meetings.beside(number)
        if n in named
        and people.persons[n].forms
        and of_one_sex(people.persons[n], people.persons[number])
        and not _meets(n, number, meetings, people)
    ]


def _first(number: int, people: People) -> bool:
    """Whether somebody is known by a first name."""
    return bool(name_parts(people.persons[number])[0])


def _whole(number: int, people: People) -> bool:
    """Whether somebody is known by a first name and a surname."""
    return all(name_parts(people.persons[number]))


def _tells(turn: Turn, people: People) -> bool:
    """Whether a tag gives a turn to one without a name, by a definite description that not many
    have by turns: "the vicar"."""
    mention = turn.tag.mention if turn.tag else None
    if mention is None or len(turn.named) != 1:
        return False
    person = people.persons[turn.named[0]]
    return tells(mention, people) and not (person.named or person.plural or person.absorbed)


def _needed(first: int, half: int, people: People) -> float:
    """What must speak for one bearer of a name and of half of another, or of a description."""
    person = people.persons[half]
    if person.parted and people.persons[first].parted:
        return _PARTED
    plain = bool(name_parts(person)[1]) and _first(first, people)
    sure = person.gender == people.persons[first].gender != "unknown"
    return _NEEDED if plain and sure and not _share_surname(first, half, people) else _OPEN


def _meets(first: int, half: int, meetings: _Meetings, people: People) -> bool:
    """Whether two names meet too often for one bearer."""
    pair = _pair(first, half)
    share = _MEETS_KIN if _share_surname(first, half, people) else 0.0
    return meetings.met[pair] > share * meetings.together[pair]


def _share_surname(first: int, last: int, people: People) -> bool:
    """Whether a surname is also that of somebody with a first name."""
    return bool(name_parts(people.persons[first])[1] & name_parts(people.persons[last])[1])


def _alike(first: int, half: int, people: People) -> bool:
    """Whether nothing in the names of two parts them, and one adds to the other: of two that are
    bare surnames neither does."""
    one, other = people.persons[first], people.persons[half]
    if not other.named:
        return True
    adds = not (name_parts(one)[1] and name_parts(other)[1]) or _first(first, people)
    bare = not any(map(any, (name_parts(one), name_parts(other))))
    return adds and not bare and (may_be(one, other) or _may_have_wed(one, other))


def _may_have_wed(one: Person, other: Person) -> bool:
    """Whether "Mrs. Pyle" may be the later name of Gwen Stone, or of Miss Stone."""
    names = one.names
    titles = one.titles() & names.civil, other.titles() & names.civil
    return titles[1] == {names.married} and names.married not in titles[0]


def _meetings(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> _Meetings:
    """What the talk of a story tells of its pairs of people."""
    out = _Meetings()
    voices = [turn.named[0] if len(turn.named) == 1 and not turn.loose else -1 for turn in turns]
    sections = [readings[turn.passage].passage.section for turn in turns]
    for at, voice in enumerate(voices):
        said, called = talk[turns[at].passage], talk[turns[at].passage].addressed
        others = [sure_speaker(other, people) for other in neighbours(readings, turns, at)]
        if len(called) == 1:
            (name,) = called
            beside = {n for n in others if n is not None} - {voice, name}
            for number in beside:
                out.votes[_pair(name, number)] += _ANSWER
        if voice < 0:
            continue
        around = range(max(0, at - _NEAR), min(len(turns), at + 1 + _NEAR))
        here = {voices[n] for n in around if sections[n] == sections[at]} - {-1, voice}
        out.together.update(_pair(voice, other) for other in here)
        out.met.update(_pair(voice, other) for other in called | said.spoken_of)
        for other in others:
            _count(voice, other, here, out)
    _told(readings, people, out)
    return out


def _hear(
    readings: Sequence[Reading], turns: Sequence[Turn], people: People, out: _Meetings
) -> None:
    """Counts who speaks beside a call of a description: "Good day, vicar"."""
    roles: dict[str, set[int]] = defaultdict(set)
    for turn in turns:
        if _tells(turn, people) and turn.tag:
            roles[turn.tag.mention.head].add(turn.named[0])
    addresses = people.language.grammar.addresses
    for at, turn in enumerate(turns):
        for words in (readings[turn.passage].quoted[number] for number in turn.quotes):
            for place, word in enumerate(words):
                called = roles.get(word.lower, ())
                if len(called) != 1 or not addresses(words, place, place + 1):
                    continue
                (role,) = called
                out.met.update(_pair(role, number) for number in turn.named if number != role)
                for other in neighbours(readings, turns, at):
                    number = sure_speaker(other, people)
                    if number is not None and number not in (role, *turn.named):
                        out.votes[_pair(role, number)] += _ANSWER


def _count(voice: int, other: int | None, here: set[int], out: _Meetings) -> None:
    """Counts that one of those who speak near answers somebody: each of the rest has let pass a
    chance to do so."""
    if other is None or other in (voice, -1) or other not in here:
        return
    out.met[_pair(voice, other)] += 1
    for silent in here - {other}:
        out.votes[_pair(voice, silent)] -= math.log(1 - 1 / len(here))


def _told(readings: Sequence[Reading], people: People, out: _Meetings) -> None:
    """Counts those who stand side by side in the narration: "Henry and Mr. Vane"."""
    for reading in readings:
        for words in reading.words:
            spots = [spot for spot in people.spot(words) if len(spot[2]) == 1]
            for (_, end, one), (start, _, other) in pairwise(spots):
                between = [word.text for word in words[end:start]]
                if one != other and len(between) <= _BETWEEN and not set(between) & _STOPS:
                    out.met[_pair(one[0], other[0])] += 1


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
