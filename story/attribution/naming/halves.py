"""Merges a first name with the title and surname that it never meets in the scenes of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from story.attribution.naming.address_merging import may_be, name_parts
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_NEAR = 6
"""Turns behind one in which another speaks in the same talk."""

_TOGETHER = 5
"""How often both must speak in the same talk: two people would answer each other by then."""

_TAGS = 10
"""Tags that each of the two names must have."""

_MEETS_KIN = 0.1
"""Of the times that two names of one surname speak in the same talk, the share that may meet."""

_TAGS_KIN = 4
"""Tags that each of two names of one surname must have: that it is one speaks for one person."""

Pair = tuple[int, int]


def merge_halves(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges "Henry" with "Mr. Vane": both speak in the same scenes and neither ever answers the
    other, calls or names the other; whether there were any. Of two sisters whose name is Vane it
    is so found which one "Miss Vane" is."""
    tags = Counter(turn.named[0] for turn in turns if len(turn.named) == 1 and not turn.loose)
    usual = [number for number, count in tags.items() if count >= _TAGS_KIN]
    firsts = [n for n in usual if _has_first(n, people)]
    lasts = [n for n in usual if _has_last_only(n, people)]
    if not firsts or not lasts:
        return False
    together, met = _meetings(readings, turns, talk)
    merged = False
    for last in lasts:
        able = []
        for first in firsts:
            pair = _pair(first, last)
            kin = _share_surname(first, last, people)
            enough = kin or min(tags[first], tags[last]) >= _TAGS
            meets = met[pair] > (_MEETS_KIN * together[pair] if kin else 0)
            if enough and not meets and together[pair] >= _TOGETHER and _alike(first, last, people):
                able.append(first)
        if len(able) == 1 and people.persons[able[0]].forms:
            people.absorb(people.persons[last], people.persons[able[0]])
            merged = True
    return merged


def _has_first(number: int, people: People) -> bool:
    """Whether somebody is known by a first name, and perhaps by a whole one."""
    person = people.persons[number]
    return person.named and not person.fixed and bool(name_parts(person)[0])


def _has_last_only(number: int, people: People) -> bool:
    """Whether somebody is known by a surname alone."""
    person = people.persons[number]
    if not person.named or person.fixed:
        return False
    firsts, lasts = name_parts(person)
    return bool(lasts) and not firsts


def _share_surname(first: int, last: int, people: People) -> bool:
    """Whether a surname is also that of somebody with a first name."""
    return bool(name_parts(people.persons[first])[1] & name_parts(people.persons[last])[1])


def _alike(first: int, last: int, people: People) -> bool:
    """Whether two are known to be of one gender, and nothing in their names parts them."""
    one, other = people.persons[first], people.persons[last]
    same = one.gender == other.gender != "unknown"
    return same and (may_be(one, other) or _may_have_wed(one, other))


def _may_have_wed(one: Person, other: Person) -> bool:
    """Whether "Mrs. Pyle" may be the later name of Gwen Stone, or of Miss Stone."""
    names = one.names
    titles = one.titles() & names.civil, other.titles() & names.civil
    return titles[1] == {names.married} and names.married not in titles[0]


def _meetings(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk]
) -> tuple[Counter[Pair], Counter[Pair]]:
    """By pair of people, how often both speak in one talk, and how often they meet there: answer
    each other, or name each other in speech."""
    together: Counter[Pair] = Counter()
    met: Counter[Pair] = Counter()
    voices = [turn.named[0] if len(turn.named) == 1 and not turn.loose else -1 for turn in turns]
    sections = [readings[turn.passage].passage.section for turn in turns]
    for at, voice in enumerate(voices):
        if voice < 0:
            continue
        behind = range(at + 1, min(len(turns), at + 1 + _NEAR))
        here = {voices[n] for n in behind if sections[n] == sections[at]} - {-1, voice}
        together.update(_pair(voice, other) for other in here)
        named = talk[turns[at].passage].addressed | talk[turns[at].passage].spoken_of
        met.update(_pair(voice, other) for other in named)
        if at + 1 < len(turns) and voices[at + 1] in here:
            met[_pair(voice, voices[at + 1])] += 1
    return together, met


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
