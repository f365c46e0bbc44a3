"""Whom "the painter" means: the one near of whom the text says so, or whose title does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from story.attribution.epithets import Arrivals
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.turns import Turn
from story.language.tokens import Mention, Token

_BEHIND, _AHEAD = 24, 3
"""Passages before and after a turn in which whoever has the calling is named."""


def with_callings(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> list[Turn]:
    """The turns, those tagged "said the painter" with the one near who is told to be one."""
    if not any(_calling(turn, people) for turn in turns):
        return list(turns)
    bearers: dict[str, set[int]] = defaultdict(set)
    for person in people.persons:
        for title in _titles(person) if person.named else ():
            for noun in people.names.title_nouns.get(title, ()):
                bearers[noun].add(person.number)
    named: list[set[int]] = []
    for reading in readings:
        named.append(set())
        for words in reading.words:
            spots = [(a, b, who[0]) for a, b, who in people.spot(words) if len(who) == 1]
            named[-1].update(who for _, _, who in spots if people.persons[who].named)
            for first, last, who in spots:
                for role in _told(reading.passage.text, words, first, last, people):
                    for noun in (role.head, *people.names.title_nouns.get(role.head, ())):
                        bearers[noun].add(who)
    arrivals = Arrivals(readings, people)
    return [_called(turn, readings, named, bearers, arrivals, people) for turn in turns]


def _titles(person: Person) -> set[str]:
    """The titles of somebody, the one that is all their name included: "the Duke"."""
    alone = {key[0] for key in person.known_as() if len(key) == 1}
    return person.titles() | (alone & person.names.offices)


def _calling(turn: Turn, people: People) -> str:
    """The noun of a tag such as "the painter", unless it already means somebody by name."""
    mention = turn.tag.mention if turn.tag else None
    if mention is None or mention.kind != "role" or turn.epithet:
        return ""
    roles = people.language.roles
    definite = mention.text.split()[0].lower() == roles.definite and not roles.mark(mention)
    definite = definite or mention.head in people.names.styles
    known = any(people.persons[number].named for number in turn.named)
    return mention.head if definite and not known and not roles.may_be_named(mention) else ""


def _told(
    text: str, words: Sequence[Token], first: int, last: int, people: People
) -> Iterator[Mention]:
    """The roles that the text gives to whoever is named by tokens [first, last)."""
    grammar = people.language.grammar
    for beside in (grammar.apposition, grammar.named_role, grammar.predicate, grammar.equated):
        role = beside(text, words, first, last)
        if role and people.language.roles.is_somebody(role):
            yield role


def _called(
    turn: Turn,
    readings: Sequence[Reading],
    named: Sequence[set[int]],
    bearers: dict[str, set[int]],
    arrivals: Arrivals,
    people: People,
) -> Turn:
    noun = _calling(turn, people)
    if not bearers.get(noun) or arrivals.has_come(noun, turn.passage):
        return turn
    section = readings[turn.passage].passage.section
    around = range(max(0, turn.passage - _BEHIND), min(len(readings), turn.passage + _AHEAD + 1))
    near = set().union(*(named[at] for at in around if readings[at].passage.section == section))
    able = near & bearers[noun]
    return replace(turn, named=tuple(able), loose=True) if len(able) == 1 else turn
