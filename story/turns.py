"""Turns: the quotations of a paragraph that one speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from story.passages import Reading
from story.people import People
from story.phrases import Mention
from story.tags import Tag
from story.words import GENERIC_NOUNS, PRONOUNS


@dataclass(frozen=True)
class Turn:
    """Quotations `quotes` of passage `passage`.

    `named` are the people that the tag names (several where it is ambiguous), `pronoun` is what
    it says instead ("he"), `how` names the evidence.
    """

    passage: int
    quotes: tuple[int, ...]
    how: str
    tag: Tag | None = None
    named: tuple[int, ...] = ()
    pronoun: str = ""
    loose: bool = False


def turns_of(readings: Sequence[Reading], people: People) -> list[Turn]:
    """The turns of all passages, in order."""
    turns: list[Turn] = []
    for number, reading in enumerate(readings):
        turns += _turns(number, reading, people)
    return turns


def _turns(number: int, reading: Reading, people: People) -> list[Turn]:
    groups: list[tuple[list[int], Tag | None, tuple[int, ...]]] = []
    label = reading.passage.label
    scene = reading.passage.scene
    for at, spoken in enumerate(reading.speech):
        if not spoken:
            continue
        tag = reading.tags[at]
        named = tuple(people.resolve(tag.mention, scene)) if tag else ()
        if groups and not _parts(groups[-1], tag, named, people):
            quotes, first, known = groups[-1]
            groups[-1] = ([*quotes, at], first or tag, known or named)
        else:
            groups.append(([at], tag, named))
    if label:
        person = people.labelled(label)
        return [Turn(number, tuple(quotes), "label", None, (person,)) for quotes, _, _ in groups]
    return [_turn(number, quotes, tag, named) for quotes, tag, named in groups]


Group = tuple[list[int], Tag | None, tuple[int, ...]]


def _parts(group: Group, tag: Tag | None, named: tuple[int, ...], people: People) -> bool:
    """Whether a quotation with this tag is another speaker's than the group's."""
    first = group[1]
    if not tag or not first or min(tag.sure, first.sure) < 0.6:
        return False
    if named and group[2]:
        return not set(named) & set(group[2])
    a, b = _gender(first, group[2], people), _gender(tag, named, people)
    return bool(a and b and a != b)


def _gender(tag: Tag, named: tuple[int, ...], people: People) -> str:
    """What a tag says of its speaker's gender or number; empty where nothing."""
    if len(named) == 1:
        gender = people.persons[named[0]].gender
        return "" if gender == "unknown" else gender
    kind = PRONOUNS.get(tag.mention.head, "") if tag.mention.kind == "pronoun" else ""
    return kind


def _turn(number: int, quotes: list[int], tag: Tag | None, named: tuple[int, ...]) -> Turn:
    if tag is None:
        return Turn(number, tuple(quotes), "context")
    mention = tag.mention
    if mention.kind == "pronoun":
        return Turn(number, tuple(quotes), "pronoun", tag, (), mention.head)
    how = "explicit" if mention.kind == "name" or not _generic(mention) else "description"
    return Turn(number, tuple(quotes), how, tag, named, loose=_generic(mention))


def _generic(mention: Mention) -> bool:
    """Whether a description may be of somebody known by another name: "the man", "his friend"."""
    first = mention.text.split()[0].lower()
    definite = first in ("the", "his", "her", "my", "their", "this", "that")
    return mention.kind == "role" and definite and mention.head in GENERIC_NOUNS
