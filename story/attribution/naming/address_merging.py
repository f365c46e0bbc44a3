"""Merges a name that is only called with whoever answers to it: "Miss Vane" with Sibyl."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from story.attribution.naming.alias_merging import best_name
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_CALLS = 3
"""Answers that are needed: one or two may be somebody else who was quicker."""

_SHARE = 0.5
"""Of the answers to a name, the share that one person must give."""

_LEAD = 2.0
"""How many times as often as anybody else that person must answer."""

_TAGGED = 0.3
"""Tags that give a speech to a name, to calls by it: above that it is a person's usual name."""

_EXCHANGE = 6
"""Turns before and behind one in which the two who talk are heard."""

_TELLER = -2
"""Whoever says "I" in the narration, before their name is known."""


@dataclass
class Calls:
    """Of one name: how often it is called, who answers, and who calls it (and so bears it not)."""

    count: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    callers: Counter[int] = field(default_factory=Counter)


def calls_of(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> dict[int, Calls]:
    """Who is called by name, and who speaks next to that, by person."""
    calls: dict[int, Calls] = defaultdict(Calls)
    for at, turn in enumerate(turns):
        addressed = talk[turn.passage].addressed
        if len(addressed) != 1:
            continue
        (person,) = addressed
        one, speaker = calls[person], sure_speaker(turn, people)
        one.count += 1
        if speaker is not None:
            one.callers[speaker] += 1
        for other in neighbours(readings, turns, at):
            answer = sure_speaker(other, people)
            if answer is not None and answer != speaker:
                one.answers[answer] += 1
    return calls


def neighbours(readings: Sequence[Reading], turns: Sequence[Turn], at: int) -> Iterator[Turn]:
    """The turns just before and behind one, where little narration stands between."""
    turn = turns[at]
    section = readings[turn.passage].passage.section
    for near in (at - 1, at + 1):
        if 0 <= near < len(turns):
            other = turns[near]
            apart = abs(other.passage - turn.passage)
            if 0 < apart <= 2 and readings[other.passage].passage.section == section:
                yield other


def sure_speaker(turn: Turn, people: People) -> int | None:
    """Who surely speaks a turn: a person, -2 for whoever says "I" in the narration."""
    if people.language.pronouns.kinds.get(turn.pronoun) == "first":
        return _TELLER
    return turn.named[0] if len(turn.named) == 1 and not turn.loose else None


def merge_called(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges the names that are called with those who answer; whether there were any."""
    calls = calls_of(readings, turns, talk, people)
    tagged = Counter(turn.named[0] for turn in turns if len(turn.named) == 1)
    merged = False
    for number in sorted(calls, key=lambda person: (-calls[person].count, person)):
        one, person = calls[number], people.persons[number]
        if person.fixed or not person.named:
            continue
        usual = tagged[number] > _TAGGED * one.count
        bearer = _bearer(one, number if usual else -1)
        if bearer < 0 or not may_be(person, people.persons[bearer]):
            continue
        if not usual or _never_together(person, people.persons[bearer], turns):
            people.absorb(people.persons[bearer], person)
            merged = True
    return merged


def merge_introduced(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges whoever gives a name as their own with its bearer: "My name is Odo," said the
    keeper; whether there were any."""
    merged = False
    said_by = Counter(turn.named[0] for turn in turns if len(turn.named) == 1)
    for at, turn in enumerate(turns):
        own = talk[turn.passage].says_own
        said = turn.named if len(turn.named) == 1 else _other_of_two(readings, turns, at, own)
        said = said or _only_one(readings, turns, at, own, people)
        if len(own) != 1 or len(said) != 1 or said[0] in own:
            continue
        (number,) = own
        name, speaker = people.persons[number], people.persons[said[0]]
        known = may_be(name, speaker) if speaker.named else of_one_sex(name, speaker)
        if not known or not name.forms or (speaker.named and not speaker.forms):
            continue
        if not (speaker.named or _stays(speaker, turn, turns, readings)):
            continue
        tags = min(said_by[number], said_by[speaker.number])
        if not speaker.plural and not _meet(turns, number, speaker.number, tags):
            people.absorb(name, speaker)
            name.label = best_name(name.forms, people.names)
            merged = True
    return merged


def _exchange(readings: Sequence[Reading], turns: Sequence[Turn], at: int) -> list[Turn]:
    """The turns around one in its section."""
    section = readings[turns[at].passage].passage.section
    near = turns[max(0, at - _EXCHANGE) : at + _EXCHANGE + 1]
    return [turn for turn in near if readings[turn.passage].passage.section == section]


def _other_of_two(
    readings: Sequence[Reading], turns: Sequence[Turn], at: int, own: frozenset[int]
) -> tuple[int, ...]:
    """Who speaks a turn without a tag, and gives a name of their `own`, between two of one speaker,
    where only one other is heard near it."""
    near = _exchange(readings, turns, at)
    voices = [turn.named[0] if len(turn.named) == 1 else -1 for turn in near]
    here = near.index(turns[at])
    around = set(voices[max(0, here - 1) : here + 2]) - {-1}
    others = set(voices) - around - own - {-1}
    alone = not turns[at].named and not turns[at].pronoun
    return tuple(others) if alone and len(around) == len(others) == 1 else ()


def _only_one(
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    at: int,
    own: frozenset[int],
    people: People,
) -> tuple[int, ...]:
    """Whom "he said" of a turn that gives a name of their `own` means, where only one heard before
    it may be a man and has no name yet."""
    gender = people.language.pronouns.kinds.get(turns[at].pronoun, "")
    if gender not in ("male", "female"):
        return ()
    before = [turn for turn in _exchange(readings, turns, at) if turn.passage < turns[at].passage]
    heard = {turn.named[0] for turn in before if len(turn.named) == 1} - own
    able = [n for n in sorted(heard) if people.persons[n].gender in (gender, "unknown")]
    known = [n for n in able if people.persons[n].gender == gender] or able
    return tuple(known) if len(known) == 1 and not people.persons[known[0]].named else ()


def _stays(role: Person, turn: Turn, turns: Sequence[Turn], readings: Sequence[Reading]) -> bool:
    """Whether a description mostly speaks in the section of a turn: "the man" of another section
    is another man."""
    section = readings[turn.passage].passage.section
    said = [readings[t.passage].passage.section for t in turns if role.number in t.named]
    return 2 * said.count(section) >= len(said)


def merge_described(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges a description with whom the others call when it speaks: "the painter" with Basil;
    whether there were any.

    The two must not answer each other, as two people in one room would.
    """
    calls = calls_of(readings, turns, talk, people)
    said = Counter(turn.named[0] for turn in turns if len(turn.named) == 1 and not turn.loose)
    merged = False
    for role in [person for person in people.persons if not person.named and not person.plural]:
        if said[role.number] < _CALLS:
            continue
        answers = Counter({who: one.answers[role.number] for who, one in calls.items()})
        best = [*answers.most_common(2), (-1, 0), (-1, 0)]
        (who, count), (_, second) = best[:2]
        if count < max(_CALLS, _LEAD * second):
            continue
        bearer = people.persons[who]
        if bearer.named and of_one_sex(role, bearer) and not _meet(turns, role.number, who, count):
            people.absorb(bearer, role)
            merged = True
    return merged


def of_one_sex(one: Person, other: Person) -> bool:
    """Whether nothing says that one is a man, and the other a woman."""
    return "unknown" in (one.gender, other.gender) or one.gender == other.gender


def _meet(turns: Sequence[Turn], one: int, other: int, calls: int) -> bool:
    """Whether two people answer each other, more than now and then."""
    speakers = [turn.named[0] if len(turn.named) == 1 else -1 for turn in turns]
    return 5 * sum({a, b} == {one, other} for a, b in pairwise(speakers)) > calls


def teller_name(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> int:
    """Whom the others mean when they call the person who says "I"; -1 where it stays open.

    The narration hardly names its own teller: of those whom it does name, none is meant.
    """
    own = _introduced(readings, people)
    if own >= 0:
        return own
    for turn in turns:
        said = talk[turn.passage].says_own
        if len(said) == 1 and sure_speaker(turn, people) == _TELLER:
            return next(iter(said))
    asked = _answered(readings, turns, people)
    if asked >= 0:
        return asked
    calls = calls_of(readings, turns, talk, people)
    told = _told(readings, people)
    tagged = Counter(turn.named[0] for turn in turns if len(turn.named) == 1)
    found = {
        number: one.answers[_TELLER] - one.callers[_TELLER]
        for number, one in calls.items()
        if told[number] + tagged[number] <= one.count
    }
    best = max(found, key=lambda number: (found[number], -number), default=-1)
    if best >= 0 and found[best] >= 2:
        return best
    return _never_told({n: one for n, one in calls.items() if not told[n] + tagged[n]}, people)


def _never_told(calls: Mapping[int, Calls], people: People) -> int:
    """Whom the others call far more often than anybody else of whom nothing is told: that is
    whoever tells; -1 where nobody."""
    able = {
        number: one.count
        for number, one in calls.items()
        if not one.callers[_TELLER] and name_parts(people.persons[number])[0]
    }
    ranked = sorted(able.items(), key=lambda item: (-item[1], item[0]))
    second = ranked[1][1] if len(ranked) > 1 else 0
    sure = bool(ranked) and ranked[0][1] >= max(_CALLS, _LEAD * second)
    return ranked[0][0] if sure else -1


def _introduced(readings: Sequence[Reading], people: People) -> int:
    """Whom the narration gives as its own name first: "my name is Ada"; -1 where nobody."""
    for reading in readings:
        for words in reading.words:
            for first, _, who in people.spot(words):
                if len(who) == 1 and people.language.grammar.introduces(words, first):
                    return who[0]
    return -1


def _answered(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> int:
    """The name that the teller gives when asked for it; -1 where nobody asks."""
    asks = people.language.grammar.asks_name
    for before, turn in pairwise(turns):
        asked = readings[before.passage].passage
        if sure_speaker(turn, people) != _TELLER or not asks(asked.text):
            continue
        spots = people.spot(readings[turn.passage].quoted[turn.quotes[0]])
        first, _, who = next(spots, (1, 1, []))
        if first == 0 and len(who) == 1:
            return who[0]
    return -1


def _told(readings: Sequence[Reading], people: People) -> Counter[int]:
    """How often the narration names each person."""
    counts: Counter[int] = Counter()
    for reading in readings:
        for words in reading.words:
            counts.update(who[0] for _, _, who in people.spot(words) if len(who) == 1)
    return counts


def _never_together(one: Person, other: Person, turns: Sequence[Turn]) -> bool:
    """Whether two usual names, of one known gender, never answer each other."""
    same = one.gender == other.gender != "unknown"
    return same and not _meet(turns, one.number, other.number, 0)


def _bearer(calls: Calls, usual: int = -1) -> int:
    """Who bears a name by the answers to it; -1 where that is open, -2 for the teller. Answers
    under the name itself, where it is a `usual` one, tell nothing."""
    answers = Counter({who: n for who, n in calls.answers.items() if who != usual})
    ranked = answers.most_common(2)
    if not ranked:
        return -1
    who, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    total = sum(answers.values())
    sure = count >= _CALLS and count >= _SHARE * total and count >= _LEAD * second
    return who if sure and 5 * calls.callers[who] <= count else -1


def may_be(called: Person, bearer: Person) -> bool:
    """Whether two names may be one person's: no word of one contradicts the other."""
    if not bearer.named or bearer.fixed:
        return False
    if "unknown" not in (called.gender, bearer.gender) and called.gender != bearer.gender:
        return False
    civil, other = (one.titles() & one.names.civil for one in (called, bearer))
    if civil and other and not civil & other:
        return False
    firsts, lasts = name_parts(called)
    other_firsts, other_lasts = name_parts(bearer)
    same = called.names.same_first
    apart = not any(same(one, other) for one in firsts for other in other_firsts)
    return not (firsts and other_firsts and apart) and not (
        lasts and other_lasts and not lasts & other_lasts
    )


def name_parts(person: Person) -> tuple[set[str], set[str]]:
    """The first names and the surnames that a person is known by."""
    firsts: set[str] = set()
    lasts: set[str] = set()
    alone: set[str] = set()
    told = {person.names.key(form) for form in person.bynames}
    for key in person.known_as():
        key = key[1:] if len(key) > 1 and key[0] in person.names.ages else key
        core = person.names.core(key)
        if key in told and core == key:
            continue  # "the Grey Captain" is nobody's surname
        if key[0] in person.names.kin:
            firsts.update(core if core != key else ())
        elif len(core) > 1:
            firsts.add(core[0])
            lasts.update(core[-1].split("-"))
        elif len(key) > 1:
            lasts.add(core[0])
        elif person.names.first_gender(core[0]) != "unknown":
            alone.add(core[0])
    firsts |= alone - lasts
    return firsts, lasts - firsts
