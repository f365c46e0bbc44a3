"""What each sentence of a panel means, and whose face may be seen to say it.

A voice without a name ("one executive") may be anybody of the panel's people: never somebody whom
the prompt names, and the same person for the same voice throughout a panel.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from render.camera.beats import Beat
from render.camera.drawn import Drawn
from render.camera.framing.candidates import SMALLEST_HEAD
from render.camera.grammar import PLACED, SURE
from render.camera.mentions import mentions
from render.camera.targets import Target, TargetMention, speaker_target, voice_target
from render.geometry import seen
from story.english.stems import is_writing, names_several

LINGERS, NAMED_THING = 2.6, 0.4
"""Seconds before a sentence's end from which on what is named there goes on being meant in the next
one of the same line, if that names nothing ("… the gears. Something went crunch."); and how clearly
words mean a thing that they name."""

FEW = 4
"""A group of more heads than this is a crowd, in which nobody in particular speaks."""


@dataclass(frozen=True)
class Told:
    """A sentence, what it speaks of, best first, and who is surely seen to say it; where nobody
    is, `stand_in` are people without a name who may. `voice` is who says it, seen surely or not;
    `elsewhere`: it names somebody of the story who is not drawn here; `lingers`: what the sentence
    before it named last, where this one names nothing."""

    beat: Beat
    mentions: tuple[TargetMention, ...]
    speaker: Target | None = None
    stand_in: Target | None = None
    voice: Target | None = None
    elsewhere: bool = False
    lingers: tuple[TargetMention, ...] = ()


def named_there(mention: TargetMention) -> bool:
    """Does a mention clearly name something whose place in the panel is known?"""
    return mention.weight >= NAMED_THING and mention.target.sure >= PLACED


def told_of(
    beats: Sequence[Beat], panel: Drawn, targets: Sequence[Target], people: Collection[str]
) -> tuple[Told, ...]:
    """A panel's sentences, with what they mean and who may be seen to speak. `people` are the
    story's characters with a name."""
    by_head = {target.head: target for target in targets if target.head}
    found = [speaker_target(beat, panel) for beat in beats]
    speakers = [by_head.get(one.head, one) if one and one.head else one for one in found]
    away = {last for name in people if (last := name.split()[-1]).istitle()} - _drawn(panel)
    voices = [voice_target(beat, panel) for beat in beats]
    meant = mentions(beats, panel)
    extras = stand_ins(beats, speakers, targets, people, meant)
    rows = zip(beats, meant, speakers, extras, voices, strict=True)
    told = [Told(*row, elsewhere=_names(row[0], away)) for row in rows]
    for number, (before, after) in enumerate(pairwise(told), 1):
        told[number] = replace(after, lingers=_lingering(before, after))
    return tuple(told)


def _lingering(before: Told, told: Told) -> tuple[TargetMention, ...]:
    """What goes on being meant in a sentence of what the one before it names."""
    named = any(mention.weight >= NAMED_THING for mention in told.mentions)
    if named or before.beat.line != told.beat.line:
        return ()
    late = before.beat.offset - LINGERS
    return tuple(m for m in before.mentions if m.weight >= NAMED_THING and m.time >= late)


def _drawn(panel: Drawn) -> set[str]:
    return {name.capitalize() for figure in panel.figures for name in figure.names}


def _names(beat: Beat, people: Collection[str]) -> bool:
    return not set(people).isdisjoint(re.findall(r"[^\W_]+", beat.text))


def stand_ins(
    beats: Sequence[Beat],
    speakers: Sequence[Target | None],
    targets: Sequence[Target],
    people: Collection[str],
    meant: Sequence[Sequence[TargetMention]],
) -> list[Target | None]:
    """For each sentence who may be seen to say it: None where the speaker is known, has a name or
    is something written, and where nobody stands where the prompt has a group of people. Several
    who speak ("the financial team") are a group that their words are about; `meant` is what each
    sentence speaks of."""
    single, groups = _extras(targets)
    given: dict[str, Target] = {}
    found: list[Target | None] = []
    for beat, speaker, about in zip(beats, speakers, meant, strict=True):
        known = speaker is not None or beat.speaker in people or is_writing(beat.speaker)
        if beat.kind != "speech" or known:
            found.append(None)
            continue
        several = names_several(beat.speaker)
        extras = [*_spoken_of(about, targets), *groups, *single] if several else [*single, *groups]
        free = [each for each in extras if each not in given.values()] or extras
        if free and beat.speaker not in given:
            given[beat.speaker] = free[0]
        found.append(given.get(beat.speaker))
    return found


def _spoken_of(about: Sequence[TargetMention], targets: Sequence[Target]) -> list[Target]:
    """Groups of the prompt that a sentence clearly speaks of, best first, without a named one."""
    return [
        one.target
        for one in about
        if one.weight >= NAMED_THING
        and one.target.kind == "group"
        and one.target.sure >= SURE
        and not _with_a_name(one.target, targets)
    ]


def _with_a_name(group: Target, targets: Sequence[Target]) -> bool:
    """Is somebody with a name in a group?"""
    return any(
        seen(target.head, group.box) > 0.5 for target in targets if target.named and target.head
    )


def _extras(targets: Sequence[Target]) -> tuple[list[Target], list[Target]]:
    """Single heads without a name that are large enough, of the groups that the prompt asks for;
    and small groups without a named one."""
    asked = [target.box for target in targets if target.kind == "group" and target.text]
    single = [
        target
        for target in targets
        if target.kind == "person"
        and target.head
        and not target.named
        and target.head.h >= SMALLEST_HEAD
        and any(seen(target.head, box) > 0.5 for box in asked)
    ]
    groups = [
        target
        for target in targets
        if asked
        and target.kind == "group"
        and not _with_a_name(target, targets)
        and 1 < sum(seen(one.head, target.box) > 0.8 for one in single if one.head) <= FEW
    ]
    return _facing_each_other(single), groups


def _facing_each_other(single: Sequence[Target]) -> list[Target]:
    """The largest heads first, from the two sides of the panel in turn."""
    ranked = sorted(single, key=lambda one: -(one.head.h if one.head else 0.0))
    if not ranked:
        return []
    middle = sum(one.box.x + one.box.w / 2 for one in ranked) / len(ranked)
    left = [one for one in ranked if one.box.x + one.box.w / 2 <= middle]
    right = [one for one in ranked if one not in left]
    first, second = (left, right) if ranked[0] in left else (right, left)
    pairs = zip_longest(first, second)
    return [one for pair in pairs for one in pair if one is not None]
