"""Looks along a panel: a frame slides over most of it, past few faces, on what is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from render.camera.framing.edges import blemishes, found_crossed, fullness, words_cut
from render.camera.framing.stage import Stage
from render.camera.grammar import PAN
from render.camera.moving.way import CRUISE, FAINT, LANDED, Meant, Move, Moved, clean
from render.geometry import Rect, rows, seen_of

ACROSS, ALL_ACROSS, NEARLY_ALL = 0.17, 0.11, 0.97
"""Parts of the frame that a pan leads over at least: less is not felt as a move; and one that looks
over nearly all of a panel, as a frame of nine tenths of one of 16:9 does: little of it is out of
the frame at any time (by eye)."""

LONG_LOOK, LONG_ACROSS = 8.0, 0.3
"""A look along a panel that lasts so many seconds leads over this part of the frame at least: a
slower one is hardly seen to move (by eye)."""

LONG_PAN, QUICK_PAN = 9.0, 3.6
"""Seconds after which a look along a scene keeps the story waiting; and in which a longer shot may
look along it, and rest then, where it would else be on faces for too long."""

PAN_WIDTHS, NEARER = (1.0, 0.92, 0.9, 0.88, 0.86, 0.82, 0.78, 0.74), (0.68, 0.62, 0.56, 0.5)
"""Widths of the frame that pans across a panel, in parts of the widest: the largest first that
has some way to go; and those of one that looks along people, where all wider ones cut some."""

SCENE = 0.74
"""A narrower frame than this, in parts of the widest, does not say where we are: none opens with
it (at half the width both of two jurors chose the film that opened with all of it, clearly)."""

PAN_LEVELS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.0, 1.0)
"""How high a frame slides across, in parts of the room that it has; the first where all are as
good."""

STOPS = 29
"""Places along a panel at which a pan may begin and end."""

OVER = 0.6
"""The part of a panel's length that a pan looks over at the least: less is a drift."""

CROSSING, PASSING, UNSEEN, TURNED = 2.0, 2.4, 1.2, 0.15
"""What it is worth to look over all of a panel; what it costs to be on faces all the way, and to
look elsewhere while something is spoken of; what the way is worth that is this panel's turn."""

SOMEBODY = 0.12
"""Heads of this part of the widest frame's height are whom a picture is about: a look along it that
has none of them at its height is one along the ceiling (by eye)."""

CUT_WORDS, SLICED = 0.35, 0.4
"""How much lettering an edge may cut where a pan rests: of the smallest, one; and for what part of
its way an edge may cut more: it passes words, and does not slide along their halves."""


@dataclass(frozen=True)
class _Line:
    """A line along which a frame slides: its width, how far from the panel's top (or left) it is,
    in pixels, the part of the panel that it looks over at least, and which way it goes."""

    w: float
    level: float
    tall: bool
    forward: bool


def looks(
    seconds: float,
    stage: Stage,
    *,
    rightward: bool,
    meant: Sequence[Meant] = (),
    narrowest: float = SCENE,
) -> list[Moved]:
    """Looks along a panel for a shot of so many seconds, as `pans` has them; where none is clean
    that takes as long as the shot, quicker ones that rest where they land."""
    along = partial(pans, stage=stage, rightward=rightward, narrowest=narrowest)
    found = along(seconds, meant=meant)
    if found or seconds <= QUICK_PAN:
        return found
    sooner = [(box, part * seconds / QUICK_PAN, sure) for box, part, sure in meant]
    early = [each for each in sooner if each[1] < 1]
    return [replace(way, within=QUICK_PAN) for way in along(QUICK_PAN, meant=early)]


def pans(
    seconds: float,
    stage: Stage,
    *,
    rightward: bool,
    meant: Sequence[Meant] = (),
    narrowest: float = SCENE,
) -> list[Moved]:
    """Looks along a panel that is longer than the frame, and over whole ones from a little nearer,
    that take no longer than a shot; the best first: over most of the panel, past few faces, on what
    is `meant` when it is. No frame is narrower than `narrowest`, in parts of the widest."""
    facts = stage.facts
    tall = (
        facts.width - stage.most.w < facts.height - stage.most.h
        and stage.most.h < 0.72 * facts.height
    )
    way = (seconds, rightward, tall, stage, meant)
    nearer = [width for width in NEARER if width >= narrowest]
    found = _across(PAN_WIDTHS, *way) or _across(nearer, *way)
    return [way for _, way in sorted(found, key=lambda each: -each[0])]


def _across(
    widths: Sequence[float],
    seconds: float,
    rightward: bool,
    tall: bool,
    stage: Stage,
    meant: Sequence[Meant],
) -> list[tuple[float, Moved]]:
    """Clean looks along a panel by frames of these `widths`, in parts of the widest, each with how
    good it is."""
    facts, aspect = stage.facts, float(stage.view.aspect)
    found = []
    for w in (part * stage.most.w for part in widths):
        room = facts.width - w if tall else facts.height - w / aspect
        if w < stage.least_width:
            continue
        for forward in (True, False):
            name = _named(tall=tall, forward=forward)
            turned = TURNED * (forward == (rightward or tall))
            for part in PAN_LEVELS:
                line = _Line(w, part * room, tall=tall, forward=forward)
                if not _about_people(line, stage):
                    continue
                best = _along_line(line, seconds, stage, meant)
                way = Moved(*best[1], name) if best else None
                if best and way and clean(way, stage, seconds):
                    found.append((best[0] + turned, way))
    return found


def _about_people(line: _Line, stage: Stage) -> bool:
    """Has a line somebody at its height whom the picture is about, where there is anybody?"""
    heads = stage.heads[stage.heads[:, 3] >= SOMEBODY * stage.most.h]
    if line.tall or not len(heads):
        return True
    high = line.w / float(stage.view.aspect)
    level = (heads[:, 1] >= line.level) & (heads[:, 1] + heads[:, 3] <= line.level + high)
    return bool(level.any())


def _named(*, tall: bool, forward: bool) -> Move:
    if tall:
        return "tilt down" if forward else "tilt up"
    return "pan right" if forward else "pan left"


def _along_line(
    line: _Line, seconds: float, stage: Stage, meant: Sequence[Meant]
) -> tuple[float, tuple[Rect, Rect]] | None:
    """The best way for a frame to slide along a line: how good it is, and its ends. None where
    every end crosses somebody."""
    w, h = line.w, line.w / float(stage.view.aspect)
    reach = PAN / CRUISE * min(seconds - LANDED, LONG_PAN)
    length = stage.facts.height if line.tall else stage.facts.width
    side = h if line.tall else w
    at = np.linspace(0, max(length - side, 0.0), STOPS)
    rects = [
        Rect(line.level, x, w, h) if line.tall else Rect(x, line.level, w, h) for x in at.tolist()
    ]
    faces = found_crossed(rows(rects), stage)
    passed = np.concatenate([[0], (faces > 0).cumsum()])
    low, high = np.triu_indices(STOPS, 1)
    far, over = (at[high] - at[low]) / w, (at[high] - at[low] + side) / length
    ends = np.maximum(faces[low], faces[high])
    words = words_cut(rows(rects), stage)
    sliced = np.concatenate([[0], (words > CUT_WORDS).cumsum()])
    read = np.maximum(words[low], words[high]) <= CUT_WORDS
    read &= (sliced[high + 1] - sliced[low]) / (high - low + 1) <= SLICED
    felt = (far >= ACROSS) | ((far >= ALL_ACROSS) & (over >= NEARLY_ALL))
    if seconds >= LONG_LOOK:
        felt &= far >= LONG_ACROSS
    free = (ends <= FAINT) & read & felt & (far <= reach) & (over >= OVER)
    if not free.any():
        return None
    first, last = (low, high) if line.forward else (high, low)
    share = (passed[high + 1] - passed[low]) / (high - low + 1)
    good = np.minimum(fullness(rows(rects), stage), 1) - blemishes(rows(rects), stage)
    worth = CROSSING * over - PASSING * (share + ends) + good[first] + good[last]
    for box, part, weight in meant:
        shown = seen_of(rows(rects), rows([box]))[:, 0]
        there = np.rint(first + part * (last - first)).astype(int)
        worth = worth - UNSEEN * weight * (1 - shown[there])
    worth = np.where(free, worth, -np.inf)
    best = int(worth.argmax())
    return float(worth[best]), (rects[first[best]], rects[last[best]])
