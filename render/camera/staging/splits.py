"""Split frames: those who answer each other in quick turn, and stand far apart, side by side.

Shot and reverse shot is the rule for talk. A split is for what that can't show: three replies and
more that follow at once, between people whom no frame holds near. In a panel that is drawn as two
pictures two who answer each other, or are named together, need no more than that; in an upright
film neither do those who stand apart in a wide panel: they are seen one above the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from render.camera.choosing.blocks import Span, start_of
from render.camera.framing.candidates import compositions
from render.camera.framing.stage import Stage, stage_of
from render.camera.grammar import OF_ONE
from render.camera.targets import SPEAKER_SURE, Target
from render.camera.told import Told
from render.geometry import Rect, around, centre, rows, seen_of
from render.shots import FramePlace, Keyframe, Shot, View

LEAST, MOST = 4.0, 12.0
"""Seconds of a split: shorter it is a riddle, longer it is a wall."""

SECONDS_APART = 90.0
"""Seconds between two splits: more of them are a manner."""

MOST_PICTURES = 3
"""Pictures of a split: more are too narrow to be read at a glance."""

REPLIES, AT_ONCE = 3, 2.0
"""Turns of a quick exchange at least, and seconds within which each follows the one before."""

CLEAR = 0.5
"""How clearly a sentence has to mean somebody for them to be named."""

SURELY = 0.75
"""How surely a group is where it is taken to be, for a picture of its own."""

TAG = 42
"""Letters of narration between replies that is only their tag ("said Ada")."""

NEAR_ENOUGH, WELL = 0.2, 0.4
"""Heads that are as high as this in a frame of all of them, and groups that are as high or wide as
this, in parts of it, are seen well together: they need no split."""

BEFORE, AFTER = 3.0, 2.5
"""Seconds of a panel before and after a split: it is seen whole first, and in the end."""

MARGIN = 0.035
"""Of the canvas's shorter side: what is left at its edges, and between two pictures."""

LISTENING, DARKER, TURNING = 0.92, 0.72, 0.3
"""How large and how bright those are who have not the word, and seconds in which it passes on."""

EARLIER = 0.1
"""Seconds by which the word passes on before it is heard."""

PUSH = 0.04
"""How much nearer each camera comes, so that the pictures live."""

OTHER_HEAD, CUT_WORD = 0.06, (0.04, 0.96)
"""The part of somebody else's head that may be in a picture; parts of lettering that are cut."""


@dataclass(frozen=True)
class Split:
    """Frames [first, last) that show several people at once, each in a crop of the panel.

    `turns` tell who has the word from a frame on, as an index of `people`.
    """

    first: int
    last: int
    people: tuple[Target, ...]
    crops: tuple[Rect, ...]
    turns: tuple[tuple[int, int], ...]
    reason: str


def found_split(
    span: Span, stage: Stage, targets: Sequence[Target], since: int = 0
) -> Split | None:
    """The first split that a panel's words call for, from the frame `since` on; None where there is
    none."""
    view, told = stage.view, span.told
    for at in range(1, len(told)):
        for end in range(len(told) - 1, at, -1):
            run = told[at:end]
            people = _people(run, stage)
            if not 2 <= len(people) <= MOST_PICTURES or not _called_for(run, people, stage):
                continue
            first, last = start_of(span, at), start_of(span, end)
            if first < since or not _has_time(first, last, span, view):
                continue
            if _seen_together(people, view):
                continue
            split = split_of(people, first, last, run, stage, targets, _why(run, people, stage))
            if split:
                return split
    return None


def free_from(before: Iterable[tuple[int, Sequence[Shot]]], fps: Fraction) -> int:
    """The frame of a section from which on there may be a split; `before` are the frames and the
    shots of the sections that are seen before it, the nearest first."""
    apart, start = round(SECONDS_APART * fps), 0
    for frames, shots in before:
        start -= frames
        last = [start + shot.start + shot.frames for shot in shots if shot.places]
        if last or start <= -apart:
            return max([0, *(end + apart for end in last)])
    return 0


def _why(run: Sequence[Told], people: Sequence[Target], stage: Stage) -> str:
    if _turns(run) >= REPLIES:
        return "replies in quick turn"
    return "in two pictures" if _in_two_pictures(people, stage) else "named together"


def split_of(
    people: Sequence[Target],
    first: int,
    last: int,
    run: Sequence[Told],
    stage: Stage,
    targets: Sequence[Target],
    reason: str = "as asked",
) -> Split | None:
    """A split of these people; None where they are not two or three, or one has no crop alone."""
    if not 2 <= len(set(people)) == len(people) <= MOST_PICTURES:
        return None
    ordered = sorted(people, key=lambda one: (one.head or one.box).x)
    place = cells(len(ordered), stage.view)[0]
    view = replace(
        stage.view, width=round(place.w / 2) * 2, height=round(place.h / 2) * 2, upscaled=False
    )
    near = stage_of(stage.facts, targets, view)
    crops = [_alone(one, near) for one in ordered]
    if any(crop is None for crop in crops):
        return None
    fps = float(stage.view.fps)
    turns: list[tuple[int, int]] = []
    for told in run:
        number = next((n for n, one in enumerate(ordered) if one in _meant(told, stage)[:1]), None)
        frame = max(round((told.beat.onset - EARLIER) * fps), first)
        if number is not None and (not turns or turns[-1][1] != number):
            turns.append((frame, number))
    kept = tuple(crop for crop in crops if crop)
    return Split(first, last, tuple(ordered), kept, tuple(turns), reason)


def _people(run: Sequence[Told], stage: Stage) -> tuple[Target, ...]:
    """Those who speak or are named in a run; () where somebody else does, or nobody knows who."""
    found: dict[Target, None] = {}
    for told in run:
        meant = _meant(told, stage)
        if told.beat.kind == "speech" and not meant:
            return ()
        if not meant and len(told.beat.text) > TAG:
            return ()
        found |= dict.fromkeys(meant)
    return tuple(found)


def _meant(told: Told, stage: Stage) -> tuple[Target, ...]:
    """Who speaks in a sentence, else whom it names, where their heads are surely known; in an
    upright film, and where a panel is two pictures, also groups, where those are."""
    if told.beat.kind == "speech":
        return (told.speaker,) if told.speaker and told.speaker.head else ()
    named = [m for m in told.mentions if m.weight >= CLEAR]
    groups = _upright(stage.view) or bool(stage.facts.of("part"))
    sure = [m for m in named if _known(m.target, groups=groups)]
    return tuple(m.target for m in sorted(sure, key=lambda m: m.time))


def _known(target: Target, *, groups: bool) -> bool:
    if target.kind == "person":
        return target.head is not None and target.sure >= SPEAKER_SURE
    return groups and target.kind == "group" and bool(target.text) and target.sure >= SURELY


def _upright(view: View) -> bool:
    return view.height > view.width


def _in_two_pictures(people: Sequence[Target], stage: Stage) -> bool:
    """Are people drawn in different pictures of a panel that an edge parts in two?"""
    parts = [part.box for part in stage.facts.of("part")]
    heads = [centre(one.head or one.box) for one in people]
    return (
        len({n for n, part in enumerate(parts) for x, _ in heads if 0 <= x - part.x < part.w}) > 1
    )


def _called_for(run: Sequence[Told], people: Sequence[Target], stage: Stage) -> bool:
    """Is it a quick exchange; in an upright film, or in two pictures, do two answer each other, or
    are they named together?"""
    meant = [_meant(told, stage) for told in run]
    if not meant[0] or not meant[-1]:
        return False
    if _upright(stage.view) or _in_two_pictures(people, stage):
        return _turns(run) >= 2 or any(len(here) > 1 for here in meant)
    said = [told.beat for told in run if told.beat.kind == "speech"]
    gaps = [after.onset - before.offset for before, after in pairwise(said)]
    return _turns(run) >= REPLIES and max(gaps, default=0.0) <= AT_ONCE


def _turns(run: Sequence[Told]) -> int:
    """How often somebody else takes the word."""
    speakers = [told.speaker for told in run if told.beat.kind == "speech"]
    return sum(one != other for one, other in pairwise([None, *speakers]))


def _has_time(first: int, last: int, span: Span, view: View) -> bool:
    fps = float(view.fps)
    long = LEAST * fps <= last - first <= MOST * fps
    return long and first - span.first >= BEFORE * fps and span.last - last >= AFTER * fps


def _seen_together(people: Sequence[Target], view: View) -> bool:
    """Does one frame hold them all, and large?"""
    heads = [one.head for one in people if one.head]
    groups = [one.box for one in people if not one.head]
    box = around([*heads, *(replace(head, h=1.8 * head.h) for head in heads), *groups])
    height = max(1.15 * box.h, 1.15 * box.w / float(view.aspect))
    near = [head.h / height / NEAR_ENOUGH for head in heads]
    near += [max(each.h / height, each.w / height / float(view.aspect)) / WELL for each in groups]
    return min(near) >= 1


def _alone(one: Target, stage: Stage) -> Rect | None:
    """A crop that shows a person and nobody else, and cuts no word; None where there is none."""
    for each in compositions(stage, (one,)):
        if each.target != one or (one.head and each.scale not in OF_ONE):
            continue
        crop, own = rows([each.rect]), one.head or one.box
        heads = [head for head in stage.heads.tolist() if not _same(Rect(*head), own)]
        others = seen_of(crop, rows(Rect(*head) for head in heads))
        words = seen_of(crop, stage.lettering)
        low, high = CUT_WORD
        clean = not ((words > low) & (words < high)).any() and not (others > OTHER_HEAD).any()
        if clean and float(seen_of(crop, rows([own]))[0, 0]) > 0.97:
            return each.rect
    return None


def _same(head: Rect, own: Rect) -> bool:
    return float(seen_of(rows([own]), rows([head]))[0, 0]) > 0.6


def cells(count: int, view: View) -> tuple[Rect, ...]:
    """Where pictures stand on the canvas: side by side, or one above the other."""
    margin = MARGIN * min(view.width, view.height)
    across, down = (1, count) if view.height > view.width else (count, 1)
    width = (view.width - (across + 1) * margin) / across
    height = (view.height - (down + 1) * margin) / down
    return tuple(
        Rect(
            margin + (number if across > 1 else 0) * (width + margin),
            margin + (number if down > 1 else 0) * (height + margin),
            width,
            height,
        )
        for number in range(count)
    )


def split_shots(split: Split, picture: str, view: View) -> Iterator[tuple[Shot, Target]]:
    """A shot for each picture of a split, and whom it shows."""
    frames, fps = split.last - split.first, float(view.fps)
    pairs = zip(split.people, split.crops, cells(len(split.people), view), strict=True)
    for number, (one, crop, cell) in enumerate(pairs):
        near = _shrunk(crop, 1 - PUSH)
        keys = (Keyframe(0.0, crop, "linear"), Keyframe(frames / fps, near))
        places, lights = _way(split, number, cell, view)
        shown = keys[:1] if view.still else keys
        yield Shot(picture, split.first, frames, shown, places, lights), one


def _way(
    split: Split, number: int, cell: Rect, view: View
) -> tuple[tuple[FramePlace, ...], tuple[tuple[int, float], ...]]:
    """How large, and how bright, a picture is over time: more while its person has the word."""
    length = max(1, round(TURNING * view.fps))
    large = not split.turns or split.turns[0][1] == number
    sizes = {True: cell, False: _shrunk(cell, LISTENING)}
    lights = {True: 1.0, False: DARKER}
    places, shades = [FramePlace(0, sizes[large])], [(0, lights[large])]
    for frame, who in split.turns[1:]:
        at, now = max(frame - split.first, 1), who == number
        if now == large or at <= places[-1].frame:
            continue
        places += [FramePlace(at, sizes[large], "in-out-sine"), FramePlace(at + length, sizes[now])]
        shades += [(at, lights[large]), (at + length, lights[now])]
        large = now
    return tuple(places), tuple(shades)


def _shrunk(rect: Rect, part: float) -> Rect:
    """A rect made smaller about its middle."""
    return Rect(
        rect.x + rect.w * (1 - part) / 2,
        rect.y + rect.h * (1 - part) / 2,
        rect.w * part,
        rect.h * part,
    )
