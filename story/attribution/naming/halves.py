"""Merges a first name with the surname of one who speaks in the same scenes and never meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from story.attribution.naming.address_merging import may_be, name_parts
from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_NEAR = 6
"""Turns behind one in which another speaks in the same talk."""

_TOGETHER = 5
"""How often both must speak in the same talk: two people would answer each other by then."""

_TAGS = 10
"""Tags that each of the two names must have."""

Pair = tuple[int, int]


def merge_halves(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges "Henry" with "Mr. Vane": both speak in the same scenes and neither ever answers the
    other, calls or names the other; whether there were any."""
    tags = Counter(turn.named[0] for turn in turns if len(turn.named) == 1 and not turn.loose)
    usual = [number for number, count in tags.items() if count >= _TAGS]
    firsts = [n for n in usual if _has_only(n, people, first=True)]
    lasts = [n for n in usual if _has_only(n, people, first=False)]
    if not firsts or not lasts:
        return False
    together, met = _meetings(readings, turns, talk)
    merged = False
    for last in lasts:
        able = [
            first
            for first in firsts
            if together[_pair(first, last)] >= _TOGETHER and not met[_pair(first, last)]
            and _alike(first, last, people)
        ]  # fmt: skip
        if len(able) == 1 and people.persons[able[0]].forms:
            people.absorb(people.persons[last], people.persons[able[0]])
            merged = True
    return merged


def _has_only(number: int, people: People, *, first: bool) -> bool:
    """Whether somebody is known by first names alone, or by a surname alone."""
    person = people.persons[number]
    if not person.named or person.fixed:
        return False
    firsts, lasts = name_parts(person)
    return bool(firsts) and not lasts if first else bool(lasts) and not firsts


def _alike(first: int, last: int, people: People) -> bool:
    """Whether two are known to be of one gender, and nothing in their names parts them."""
    one, other = people.persons[first], people.persons[last]
    return one.gender == other.gender != "unknown" and may_be(one, other)


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
