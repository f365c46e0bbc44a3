"""Names that the text itself gives to one person: "the old keeper, whose name was Odo"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from story.attribution.naming.alias_merging import best_name
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.language.tokens import Mention, Token

_BETWEEN = 5
"""Tokens between two names that may say that both are one person's."""


def name_roles(readings: Sequence[Reading], people: People) -> None:
    """Adds the roles that stand beside a name as aliases of its bearer, and joins the names that
    the narration says are one person's."""
    if people.closed:
        return
    pairs: list[tuple[int, int]] = []
    for reading in readings:
        for words in reading.words:
            spots = list(people.spot(words))
            pairs += _renamed(words, spots, people)
            for first, last, who in spots:
                if len(who) == 1:
                    for role in _roles(reading.passage.text, words, first, last, people):
                        _give(people, people.persons[who[0]], role)
    for one, other in pairs:
        join(people, one, other)


def join(people: People, one: int, other: int) -> bool:
    """Makes two names one person's, unless their genders or settings say otherwise."""
    first, second = people.persons[one], people.persons[other]
    genders = {first.gender, second.gender} - {"unknown"}
    if one == other or second.fixed or len(genders) > 1 or not (first.forms and second.forms):
        return False
    people.absorb(first, second)
    first.label = best_name(first.forms, people.names)
    return True


def _renamed(
    words: Sequence[Token], spots: Sequence[tuple[int, int, list[int]]], people: People
) -> Iterator[tuple[int, int]]:
    """Pairs of people with words between their names that say they are one."""
    for (_, end, one), (start, _, other) in pairwise(spots):
        alone = len(one) == len(other) == 1 and 0 < start - end <= _BETWEEN
        if alone and people.names.renaming(words[end:start]):
            yield one[0], other[0]


def _roles(
    text: str, words: Sequence[Token], first: int, last: int, people: People
) -> Iterator[Mention]:
    """The roles that stand before a name or behind it."""
    grammar = people.language.grammar
    for beside in (grammar.apposition, grammar.named_role, grammar.equated):
        role = beside(text, words, first, last)
        if role:
            yield role


def _give(people: People, person: Person, role: Mention) -> None:
    """Lets a role mean a person."""
    people.alias(role.text, person)
    person.forms.setdefault(role.text, 0)
    gender = people.language.roles.gender_of(role.head)
    person.votes[gender] += 20 * (gender != "unknown")
