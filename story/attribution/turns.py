"""Turns: the quotations of a paragraph that one speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from story.attribution.passages import Reading
from story.attribution.people import People, key_of
from story.attribution.tags import Tag, first_subject
from story.english.phrases import Mention, animate, phrase_at
from story.english.tokens import sentences, tokens
from story.english.words import ANAPHORS, COMPANIONS, GENERIC_NOUNS, POSSESSIVES, PRONOUNS


@dataclass(frozen=True)
class Turn:
    """Quotations `quotes` of passage `passage`.

    `named` are the people that the tag names (several where it is ambiguous), `pronoun` is what
    it says instead ("he"), `how` names the evidence. `loose` is set where a description (of a
    `noun`) may be of somebody known by another name. `newcomer` is whom the sentence before
    brings in, -1 where it does not.
    """

    passage: int
    quotes: tuple[int, ...]
    how: str
    tag: Tag | None = None
    named: tuple[int, ...] = ()
    pronoun: str = ""
    noun: str = ""
    loose: bool = False
    newcomer: int = -1


Group = tuple[list[int], Tag | None, tuple[int, ...]]


def turns_of(readings: Sequence[Reading], people: People) -> list[Turn]:
    """The turns of all passages, in order."""
    turns: list[Turn] = []
    for number, reading in enumerate(readings):
        turns += _turns(number, reading, people)
    return turns


def _turns(number: int, reading: Reading, people: People) -> list[Turn]:
    groups: list[Group] = []
    label = reading.passage.label
    section = reading.passage.section
    for at, spoken in enumerate(reading.speech):
        if not spoken:
            continue
        tag = reading.tags[at]
        tag = tag or _beat(reading, at)
        if tag and _idle(tag, people):
            tag = None
        named = (
            tuple(people.resolve(tag.mention, section)) if tag and not _points(tag.mention) else ()
        )
        if groups and not _parts(groups[-1], tag, named, people):
            numbers, first, known = groups[-1]
            numbers.append(at)
            groups[-1] = (numbers, first or tag, known or named)
        else:
            groups.append(([at], tag, named))
    if label:
        person = people.labelled(label)
        return [Turn(number, tuple(group[0]), "label", None, (person,)) for group in groups]
    turns = [_turn(number, *group) for group in groups]
    lead = reading.lead
    for at, turn in enumerate(turns):
        mention = newcomer(reading, turn)
        bearers = people.resolve(mention, section) if mention else []
        if len(bearers) == 1:
            turns[at] = replace(turn, newcomer=bearers[0])
    if (
        turns
        and lead
        and not _idle(lead, people)
        and turns[0].tag is None
        and turns[0].quotes[0] == 0
    ):
        turns[0] = _led(turns[0], lead, people, section)
    return turns


def _beat(reading: Reading, number: int) -> Tag | None:
    """Who acts behind an unnamed person's question: they are likely to answer it."""
    if not number or not reading.speech[number - 1]:
        return None
    before, text = reading.tags[number - 1], reading.passage.text
    asked = reading.passage.quotes[number - 1]
    start, end = reading.passage.told[number]
    told = text[start:end].strip()
    if not before or before.mention.kind != "role":
        return None
    if before.after or text[asked.outer - 1] != "?" or told[-1:] not in (".", "!"):
        return None
    found = first_subject(text, tokens(text, start, end))
    if not found or found.text == before.mention.text or not told[0].isupper():
        return None
    return Tag(found, "", 0.65, start, end, after=False)


def _idle(tag: Tag, people: People) -> bool:
    """Whether a tag without a verb of speech names nobody that is known."""
    mention = tag.mention
    if tag.verb or mention.kind == "pronoun":
        return False
    stranger = mention.kind == "role" and animate(mention)
    return not stranger and not people.lookup(key_of(mention.text))


def _led(turn: Turn, lead: Tag, people: People, section: int) -> Turn:
    """A turn that the paragraph before it leads in."""
    named = () if _points(lead.mention) else tuple(people.resolve(lead.mention, section))
    found = _turn(turn.passage, list(turn.quotes), lead, named)
    return replace(found, tag=None, how="lead-in")


def _parts(group: Group, tag: Tag | None, named: tuple[int, ...], people: People) -> bool:
    """Whether a quotation with this tag is another speaker's than the group's."""
    first = group[1]
    if not tag or not first or min(tag.sure, first.sure) < 0.6:
        return False
    if named and group[2]:
        return not set(named) & set(group[2])
    if not tag.verb and tag.mention.kind == "pronoun":
        return True
    a, b = _gender(first, group[2], people), _gender(tag, named, people)
    return bool(a and b and a != b)


def _gender(tag: Tag, named: tuple[int, ...], people: People) -> str:
    """What a tag says of its speaker's gender or number; empty where nothing."""
    if len(named) == 1:
        gender = people.persons[named[0]].gender
        return "" if gender == "unknown" else gender
    return PRONOUNS.get(tag.mention.head, "") if tag.mention.kind == "pronoun" else ""


def _turn(number: int, quotes: list[int], tag: Tag | None, named: tuple[int, ...]) -> Turn:
    if tag is None:
        return Turn(number, tuple(quotes), "context")
    mention = tag.mention
    if mention.kind == "pronoun":
        return Turn(number, tuple(quotes), "pronoun", tag, (), mention.head)
    how = "explicit" if mention.kind == "name" or not _generic(mention) else "description"
    noun = mention.head if mention.kind == "role" else ""
    return Turn(number, tuple(quotes), how, tag, named, noun=noun, loose=_generic(mention))


def _points(mention: Mention) -> bool:
    """Whether words only point back at somebody: "the other", "his friend"."""
    if mention.kind != "role":
        return False
    first = mention.text.split()[0].lower()
    back = first in ("the", "that", "this") and mention.head in ANAPHORS
    return back or (first in POSSESSIVES and mention.head in COMPANIONS)


def newcomer(reading: Reading, turn: Turn) -> Mention | None:
    """Somebody without a name whom the sentence before a quotation brings in."""
    if turn.named or turn.pronoun not in ("", "he", "she"):
        return None
    place = turn.quotes[0]
    start, end = reading.passage.told[place]
    text = reading.passage.text
    ranges = sentences(text, start, end)
    words = tokens(text, *ranges[-1]) if ranges else []
    found = phrase_at(text, words, 0)
    if not found or found.kind != "role" or not animate(found) or found.last >= len(words):
        return None
    return found if found.text.split()[0].lower() not in POSSESSIVES else None


def _generic(mention: Mention) -> bool:
    """Whether a description may be of somebody known by another name: "the man", "his friend"."""
    first = mention.text.split()[0].lower()
    definite = first in ("the", "his", "her", "my", "their", "this", "that")
    return mention.kind == "role" and definite and mention.head in GENERIC_NOUNS
