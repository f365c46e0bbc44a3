"""Whom "her father" means: the one near who is said to be it, or whose surname says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.turns import Turn
from story.language.tokens import Token

_BEHIND, _AHEAD = 24, 3
"""Passages before and after a turn in which its speaker's kin may be named."""

Kin = dict[str, set[int]]
"""By noun, those whom the narration calls somebody's: "Mrs. Vane, his mother"."""


def with_kin(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> list[Turn]:
    """The turns, those tagged "said her father" with the one person near whom that may mean."""
    if not any(_kin_noun(turn, people) for turn in turns):
        return list(turns)
    told: Kin = defaultdict(set)
    named: list[set[int]] = []
    for reading in readings:
        named.append(set())
        for words in reading.words:
            spots = list(people.spot(words))
            named[-1].update(who[0] for _, _, who in spots if len(who) == 1)
            for noun, person in _said(words, spots, people):
                told[noun].add(person)
    before = [None, *turns[:-1]]
    return [
        _kin_turn(turn, last, readings, named, told, people)
        for last, turn in zip(before, turns, strict=True)
    ]


def _kin_noun(turn: Turn, people: People) -> str:
    """The noun of a tag such as "her father", unless it already means somebody by name."""
    if turn.tag is None or not turn.noun or any(people.persons[n].named for n in turn.named):
        return ""
    first = turn.tag.mention.text.split()[0].lower()
    owned = first in people.language.pronouns.genders or people.names.owner(first) != first
    return turn.noun if owned and turn.noun in people.names.kin else ""


def _said(
    words: Sequence[Token], spots: Sequence[tuple[int, int, list[int]]], people: People
) -> Iterator[tuple[str, int]]:
    """What the narration says of kin: "his mother, Mrs. Vane", "Mrs. Vane, his mother"."""
    owning, kin = people.language.pronouns.possessives, people.names.kin
    for first, last, who in spots:
        before = first - 1 if first and words[first - 1].text == "," else first
        behind = last + 1 if last < len(words) and words[last].text == "," else len(words)
        for at in (before - 2, behind):
            near = 0 <= at < len(words) - 1 and len(who) == 1
            if near and words[at].lower in owning and words[at + 1].lower in kin:
                yield words[at + 1].lower, who[0]


def _kin_turn(
    turn: Turn,
    before: Turn | None,
    readings: Sequence[Reading],
    named: Sequence[set[int]],
    told: Kin,
    people: People,
) -> Turn:
    noun = _kin_noun(turn, people)
    if not noun:
        return turn
    section = readings[turn.passage].passage.section
    around = range(max(0, turn.passage - _BEHIND), min(len(readings), turn.passage + _AHEAD + 1))
    near = set().union(*(named[at] for at in around if readings[at].passage.section == section))
    gender = people.language.roles.gender_of(noun)
    able = [people.persons[n] for n in sorted(near) if people.persons[n].gender == gender]
    owners = _owners(turn, near, people)
    if before and turn.verb in people.language.verbs.answering:
        able = [one for one in able if one.number not in before.named]  # "replied his son"
    said = [one for one in able if one.number in told[noun] and owners - {one.number}]
    meant = said or [one for one in able if _is_kin(one, noun, owners, people)]
    return replace(turn, named=(meant[0].number,), loose=False) if len(meant) == 1 else turn


def _owners(turn: Turn, near: set[int], people: People) -> set[int]:
    """Those near whom "her" or "Emma's" may mean."""
    first = turn.tag.mention.text.split()[0].lower() if turn.tag else ""
    gender = people.language.pronouns.genders.get(first)
    if gender:
        return {n for n in near if people.persons[n].gender == gender}
    return set(people.lookup(people.names.key(people.names.owner(first))))


def _is_kin(person: Person, noun: str, owners: set[int], people: People) -> bool:
    """Whether somebody is the parent or spouse of one of `owners` by title and surname."""
    names = people.names
    heads = {key[-1] for key in person.known_as() if len(key) == 2 and key[0] in names.heads}
    return noun in names.elders and any(
        heads & _surnames(people.persons[number]) for number in owners - {person.number}
    )


def _surnames(person: Person) -> set[str]:
    """The last words of somebody's whole and titled names."""
    return {key[-1] for key in person.known_as() if len(key) > 1}
