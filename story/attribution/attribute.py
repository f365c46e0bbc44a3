"""Says who speaks each quotation, from tags, pronouns, names in speech and turn-taking."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from story.attribution.conversation import Conversation
from story.attribution.forward_backward import Choice, solve
from story.attribution.naming.address_merging import (
    merge_called,
    merge_described,
    merge_introduced,
)
from story.attribution.naming.alias_merging import register
from story.attribution.naming.callers import merge_roles
from story.attribution.naming.callings import with_callings
from story.attribution.naming.families import join_surnames, settle_surnames
from story.attribution.naming.generations import part_generations, told_apart, without
from story.attribution.naming.halves import merge_halves
from story.attribution.naming.introductions import name_roles
from story.attribution.naming.kinship import merge_kin, with_kin
from story.attribution.naming.marriages import merge_married
from story.attribution.naming.name_census import Census
from story.attribution.naming.newcomers import merge_newcomers, with_newcomers
from story.attribution.naming.partings import part_names
from story.attribution.naming.reveals import with_reveals
from story.attribution.passages import Passage, Reading, lead_in, read_passage, spoken_above
from story.attribution.people import People, Person
from story.attribution.scoring import scored
from story.attribution.speech_mentions import talk_of
from story.attribution.sureness import how_sure
from story.attribution.turns import Turn, settled, turns_of
from story.language.base import Language, NameKey
from story.language.tokens import Tag
from story.settings import StorySettings

_LOOKS = 3
"""How often all turns are decided: each look takes from the one before who is present."""

_MERGES = (
    merge_kin,
    merge_introduced,
    merge_called,
    merge_described,
    merge_newcomers,
    merge_roles,
    merge_halves,
    merge_married,
)
"""What tells that two names are one person's, each asked until it finds no more."""

_ALONE = 9.0
"""The lead of somebody who is the only candidate."""


@dataclass(frozen=True)
class Verdict:
    """Who speaks a quotation; None where it is no speech but a term, a title or writing."""

    speaker: int | None
    how: str = "term"
    confidence: float = 1.0
    alternatives: tuple[int, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True)
class Attribution:
    """Verdicts by passage and quotation, and everybody they name."""

    verdicts: tuple[tuple[Verdict, ...], ...]
    persons: tuple[Person, ...]


def attribute(
    passages: Sequence[Passage],
    settings: StorySettings,
    language: Language,
    named: Sequence[str] = (),
) -> Attribution:
    """Reads all passages of a story and decides every quotation in it.

    `named` are those whom the author gives lines to; they decide nothing here.
    """
    company = Counter(passage.section for passage in passages if not passage.heading)
    readings = [
        read_passage(passage, language, alone=company[passage.section] == 1) for passage in passages
    ]
    for before, reading in pairwise(readings):
        reading.lead = lead_in(before, reading, language)
        above = spoken_above(before, reading, language)
        before.tags[-1:] = [above] if above else before.tags[-1:]
    people = People(settings, language)
    apart = {} if settings.closed_cast else told_apart(readings, language)
    census = () if settings.closed_cast else _census(readings, language).people()
    register(without(census, apart, language), people)
    part_generations(people, apart)
    name_roles(readings, people)
    if settings.closed_cast:
        settle_surnames(readings, people)
    turns = turns_of(readings, people)
    if settings.closed_cast and join_surnames(readings, turns, people):
        turns = turns_of(readings, people)
    if not settings.closed_cast and part_names(readings, turns, people):
        turns = turns_of(readings, people)
    talk = [talk_of(reading, people) for reading in readings]
    for merge in () if settings.closed_cast else _MERGES:
        while merge(readings, turns, talk, people):
            turns = turns_of(readings, people)
            talk = [talk_of(reading, people) for reading in readings]
    if not settings.closed_cast:
        turns = with_reveals(readings, turns, talk, people)
        turns = with_newcomers(readings, turns, talk, people)
    turns = with_callings(readings, with_kin(readings, turns, people), people)
    turns = settled(turns, readings, people, settings.lines) if settings.lines else turns
    conversation = Conversation.of(readings, turns, people, settings)
    choices = solve(scored(conversation))
    for _ in range(_LOOKS - 1):
        choices = solve(scored(conversation, [_heard(choice) for choice in choices]))
    reader = people.unknown().number if conversation.narrator < 0 else -1
    verdicts = _verdicts(readings, turns, choices, people, reader)
    _introduce(named, people)
    return Attribution(verdicts, tuple(people.persons))


def _introduce(named: Sequence[str], people: People) -> None:
    """Adds whom the author alone names: what a name says of its bearer holds of them too."""
    known = bearers(people.persons).keys() | {people.names.key(one.label) for one in people.persons}
    for key, name in {people.names.key(name): name for name in reversed(named)}.items():
        if key and key not in known:
            people.new_name(name, key)


def bearers(persons: Sequence[Person]) -> dict[NameKey, int]:
    """Names that one person alone goes by, and whose they are."""
    known: dict[NameKey, set[int]] = defaultdict(set)
    for person in persons:
        for key in () if person.absorbed else person.known_as():
            known[key].add(person.number)
    return {key: min(numbers) for key, numbers in known.items() if len(numbers) == 1}


def _census(readings: Sequence[Reading], language: Language) -> Census:
    census = Census(language)
    for reading in readings:
        if reading.passage.heading:
            continue
        for words in reading.words:
            census.read(reading.passage.text, words, beside=any(reading.speech))
        for words in reading.quoted:
            census.read(reading.passage.text, words, told=False)
    for reading in readings:
        for tag in reading.tags:
            if tag and tag.mention.kind == "name":
                census.spoke(tag.mention, tag.sure)
    return census


def _heard(choice: Choice) -> tuple[int, float]:
    """Who is heard in a turn, and how sure that is."""
    return choice.ranked[0][0], 1 - math.exp(-_lead(choice) / 2)


def _lead(choice: Choice) -> float:
    """How far the likeliest speaker leads the next."""
    return choice.ranked[1][1] if len(choice.ranked) > 1 else _ALONE


def _verdicts(
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    choices: Sequence[Choice],
    people: People,
    reader: int,
) -> tuple[tuple[Verdict, ...], ...]:
    rows = [[Verdict(None)] * len(reading.passage.quotes) for reading in readings]
    for turn, choice in zip(turns, choices, strict=True):
        speaker, _ = choice.ranked[0]
        others = tuple(number for number, gap in choice.ranked[1:4] if gap < 8)
        lost = speaker == reader and turn.how != "label"
        how, sure = ("unknown", 0.1) if lost else (turn.how, how_sure(turn, _lead(choice), people))
        for number in turn.quotes:
            tag = readings[turn.passage].tags[number]
            rows[turn.passage][number] = Verdict(speaker, how, round(sure, 3), others, tag)
    return tuple(tuple(row) for row in rows)
