"""Says who speaks each quotation, from tags, pronouns, names in speech and turn-taking."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from story.attribution.conversation import Conversation
from story.attribution.naming.address_merging import merge_called
from story.attribution.naming.alias_merging import name_roles, register
from story.attribution.naming.families import join_surnames, settle_surnames
from story.attribution.naming.name_census import Census
from story.attribution.passages import Passage, Reading, lead_in, read_passage
from story.attribution.people import People, Person
from story.attribution.scoring import scored
from story.attribution.speech_mentions import talk_of
from story.attribution.turns import Turn, turns_of
from story.attribution.viterbi import Choice, solve
from story.language.base import Language
from story.language.tokens import Tag
from story.settings import StorySettings

_SAID = frozenset(("explicit", "label", "lead-in"))
"""Evidence that names the speaker."""

_NEVER_SURER = 0.89
"""How sure at most, where nothing names the speaker: in novels a quarter of such are wrong."""


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
    passages: Sequence[Passage], settings: StorySettings, language: Language
) -> Attribution:
    """Reads all passages of a story and decides every quotation in it."""
    company = Counter(passage.section for passage in passages if not passage.heading)
    readings = [
        read_passage(passage, language, alone=company[passage.section] == 1) for passage in passages
    ]
    for before, reading in pairwise(readings):
        reading.lead = lead_in(before, reading, language)
    people = People(settings, language)
    register(_census(readings, language).people() if not settings.closed_cast else (), people)
    name_roles(readings, people)
    if settings.closed_cast:
        settle_surnames(readings, people)
    turns = turns_of(readings, people)
    if settings.closed_cast and join_surnames(readings, turns, people):
        turns = turns_of(readings, people)
    talk = [talk_of(reading, people) for reading in readings]
    if not settings.closed_cast and merge_called(readings, turns, talk, people):
        turns = turns_of(readings, people)
    conversation = Conversation.of(readings, turns, people, settings)
    first = solve(scored(conversation))
    choices = solve(scored(conversation, [choice.ranked[0][0] for choice in first]))
    reader = people.unknown().number if conversation.narrator < 0 else -1
    verdicts = _verdicts(readings, turns, choices, reader)
    return Attribution(verdicts, tuple(people.persons))


def _census(readings: Sequence[Reading], language: Language) -> Census:
    census = Census(language)
    for reading in readings:
        if reading.passage.heading:
            continue
        for words in reading.words:
            census.read(reading.passage.text, words)
        for quote in reading.passage.quotes:
            census.read_quote(reading.passage.text, quote.inner, quote.outer)
    for reading in readings:
        for tag in reading.tags:
            if tag and tag.mention.kind == "name":
                census.spoke(tag.mention, tag.sure)
    return census


def _verdicts(
    readings: Sequence[Reading], turns: Sequence[Turn], choices: Sequence[Choice], reader: int
) -> tuple[tuple[Verdict, ...], ...]:
    rows = [[Verdict(None)] * len(reading.passage.quotes) for reading in readings]
    for turn, choice in zip(turns, choices, strict=True):
        speaker, _ = choice.ranked[0]
        others = tuple(number for number, gap in choice.ranked[1:4] if gap < 8)
        margin = choice.ranked[1][1] if len(choice.ranked) > 1 else 9.0
        sure = 1 / (1 + math.exp(-margin / 1.5))
        lost = speaker == reader and turn.how != "label"
        sure = sure if turn.how in _SAID else min(sure, _NEVER_SURER)
        how, sure = ("unknown", 0.1) if lost else (turn.how, sure)
        for number in turn.quotes:
            tag = readings[turn.passage].tags[number]
            rows[turn.passage][number] = Verdict(speaker, how, round(sure, 3), others, tag)
    return tuple(tuple(row) for row in rows)
