"""Faces for voices without a name: "one executive" may be anybody of the panel's people.

Never somebody whom the prompt names, and the same people for the same voice throughout a panel.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

from render.camera.beats import Beat
from render.camera.composition import SMALLEST_HEAD
from render.camera.targets import Target
from render.geometry import seen
from story.english.stems import names_several

FEW = 4
"""A group of more heads than this is a crowd, in which nobody in particular speaks."""


def stand_ins(
    beats: Sequence[Beat],
    speakers: Sequence[Target | None],
    targets: Sequence[Target],
    people: Collection[str],
) -> list[Target | None]:
    """For each sentence who may be seen to say it: None where the speaker is known, has a name, or
    where everybody in the panel has one."""
    single, groups = _extras(targets)
    given: dict[str, Target] = {}
    found: list[Target | None] = []
    for beat, speaker in zip(beats, speakers, strict=True):
        if beat.kind != "speech" or speaker is not None or beat.speaker in people:
            found.append(None)
            continue
        extras = [*groups, *single] if names_several(beat.speaker) else [*single, *groups]
        free = [each for each in extras if each not in given.values()] or extras
        if free and beat.speaker not in given:
            given[beat.speaker] = free[0]
        found.append(given.get(beat.speaker))
    return found


def _extras(targets: Sequence[Target]) -> tuple[list[Target], list[Target]]:
    """Single heads without a name that are large enough, and small groups without a named one."""
    named = [target.head for target in targets if target.named and target.head]
    single = [
        target
        for target in targets
        if target.kind == "person"
        and target.head
        and not target.named
        and target.head.h >= SMALLEST_HEAD
    ]
    groups = [
        target
        for target in targets
        if target.kind == "group"
        and not any(seen(head, target.box) > 0.5 for head in named)
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
