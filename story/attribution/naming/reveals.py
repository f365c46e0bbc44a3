"""Whose "a voice" is: the one whom the text names just after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn
from story.language.tokens import Token

AHEAD = 6
"""Passages behind a voice in which the text may say whose it is."""


def with_reveals(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> list[Turn]:
    """The turns, those of "a voice" with whom the text then says that it was ("It was Kit."), or
    whom the answer calls."""
    out: list[Turn] = []
    for at, turn in enumerate(turns):
        meant = _meant(at, readings, turns, talk, people) if _unseen(turn, people) else -1
        out.append(replace(turn, named=(meant,), loose=False) if meant >= 0 else turn)
    return out


def _unseen(turn: Turn, people: People) -> bool:
    """Whether a turn is tagged with what is only heard of somebody: "a voice"."""
    mention = turn.tag.mention if turn.tag else None
    named = any(people.persons[number].named for number in turn.named)
    heard = people.language.roles.heard
    return mention is not None and mention.kind == "role" and not named and mention.head in heard


def _meant(
    at: int,
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    talk: Sequence[Talk],
    people: People,
) -> int:
    """Whom a voice turns out to be; -1 where that stays open."""
    turn = turns[at]
    own = talk[turn.passage].says_own
    if len(own) == 1:
        return next(iter(own))
    section = readings[turn.passage].passage.section
    behind = readings[turn.passage : turn.passage + AHEAD + 1]
    for reading in behind:
        if reading.passage.section != section:
            break
        for words in (*reading.words, *reading.quoted):
            for who in revealed(words, people):
                return who if _suits(turn, who, people) else -1
    called = talk[turns[at + 1].passage].addressed if at + 1 < len(turns) else frozenset()
    near = at + 1 < len(turns) and turns[at + 1].passage == turn.passage + 1
    who = next(iter(called)) if near and len(called) == 1 else -1
    return who if who >= 0 and who not in turns[at + 1].named and _suits(turn, who, people) else -1


def revealed(words: Sequence[Token], people: People) -> Iterator[int]:
    """Those of whom words say that it was they: "It was Kit Rowan.", "It's Kit!"."""
    for first, last, who in people.spot(words):
        if len(who) == 1 and people.language.grammar.reveals(words, first, last):
            yield who[0]


def _suits(turn: Turn, who: int, people: People) -> bool:
    """Whether a voice may be somebody's: not a woman's a man's."""
    words = turn.tag.mention.text.lower().split() if turn.tag else []
    said = {people.language.roles.gender_of(people.names.owner(word)) for word in words}
    genders = (said | {people.persons[who].gender}) - {"unknown"}
    return len(genders) < 2 and people.persons[who].named
