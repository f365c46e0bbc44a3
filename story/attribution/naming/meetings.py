"""Who can't be the bearer of a description: whoever stands in one sentence with it, or speaks of
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from story.attribution.naming.address_merging import sure_speaker
from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.turns import Turn
from story.language.tokens import Token


def met(
    heads: Mapping[int, set[str]],
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    people: People,
) -> dict[tuple[int, int], set[int]]:
    """By section and description, of which the nouns are given, those who are not its bearer."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    roles: dict[str, set[int]] = defaultdict(set)
    for number, nouns in heads.items():
        for noun in nouns:
            roles[noun].add(number)
    for reading in readings:
        for words in reading.words:
            for sentence in _sentences(words):
                names = {n for *_, who in people.spot(sentence) for n in who}
                here = {role for word in sentence for role in roles.get(word.lower, ())}
                for role in here | (names & heads.keys()):
                    found[reading.passage.section, role] |= names - {role}
    definite = people.language.roles.definite
    for turn in turns:
        speaker, section = sure_speaker(turn, people), readings[turn.passage].passage.section
        for words in (readings[turn.passage].quoted[n] for n in turn.quotes):
            for article, word in pairwise(words):
                if article.lower == definite and speaker is not None:
                    for role in roles.get(word.lower, ()):
                        found[section, role].add(speaker)
    return found


def _sentences(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Words in sentences, roughly: a stop behind a title ends none."""
    first = 0
    for at, word in enumerate(words):
        if word.text in ".!?" and not words[at - 1].capital:
            yield words[first : at + 1]
            first = at + 1
    yield words[first:]
