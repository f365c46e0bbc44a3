"""Room for what is to stand on a shot: a crop is moved a little before anything is laid on it.

A balloon wants a place above its speaker's eyes, on the side where the frame has room; a box, an
upper corner; names and captions the lower fifth; a callout a calm third. Places are of one size
whatever the words, so that an edit of a line moves no crop but where somebody else speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from render.camera.beats import Beat
from render.camera.framing.composition import FACE, Composition, clear_cut
from render.camera.framing.edges import EYES_IN_HEAD, blemishes, fullness, people_crossed
from render.camera.framing.stage import Stage
from render.geometry import Floats, Rect, rows, seen_of

Stands = Literal["speech", "caption", "name", "callout"]
"""What may stand on a shot."""

SIZES: dict[Stands, tuple[float, float]] = {
    "speech": (0.3, 0.17), "caption": (0.62, 0.13), "name": (0.3, 0.09), "callout": (0.26, 0.15),
}  # fmt: skip
"""Width and height of each as parts of the frame, as most of them are (measured on four films)."""

PLACES: dict[Stands, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "speech": ((0.05, 0.2, 0.35, 0.5, 0.65), (0.05, 0.14, 0.23, 0.34)),
    "caption": ((0.19,), (0.82, 0.05)),
    "name": ((0.05, 0.2, 0.5, 0.65), (0.82, 0.74)),
    "callout": ((0.05, 0.69), (0.06, 0.2, 0.36, 0.55)),
}
"""Lefts and tops that are tried for each, inside the safe area."""

HIDDEN_HEAD, HIDDEN_SIGN, HIDDEN_BODY = 1.0, 0.6, 0.35
"""What it costs to hide a head, lettering, or a body: in parts of their own area."""

WRONG_SIDE, BELOW = 0.12, 0.5
"""What it costs that a balloon stands where its speaker has no room to look, and that it stands
lower than the eyes."""

ENOUGH = 0.1
"""A place that costs no more is room: a shot is moved for less by nobody."""

LACKING, MOVED, RESIZED = 5.0, 1.5, 1.2
"""What it costs that there is no room, to be moved by its own size, or made twice as large."""

SHIFTS, GROWN = np.linspace(-0.14, 0.14, 9), (1.0, 1.06, 1.14, 1.24)
"""How far a crop is moved for it, in parts of itself, and how much wider it may be."""

BROAD, DEEP = 2.4, 2.5
"""A body's width in heads, and how much of it below the chin is looked at."""


@dataclass(frozen=True)
class Room:
    """What a section's shots have room for: what is said (`speech`), in `captions` or in balloons,
    and `names` of those who say it; `called` are words at which something is called out, as lines
    and characters in them."""

    speech: bool = False
    captions: bool = False
    names: bool = False
    called: tuple[tuple[str, int], ...] = ()

    def on(self, heard: Sequence[Beat]) -> frozenset[Stands]:
        """What stands on a shot over which these sentences are heard."""
        return frozenset(self._on(heard))

    def _on(self, heard: Sequence[Beat]) -> Iterator[Stands]:
        spoken = any(each.kind == "speech" for each in heard)
        if self.captions and heard:
            yield "caption"
        if self.speech and spoken:
            yield "speech"
        if self.names and spoken:
            yield "name"
        if any(_says(each, line, at) for each in heard for line, at in self.called):
            yield "callout"


NOTHING = Room()
"""Nothing stands on the shots."""


def _says(beat: Beat, line: str, at: int) -> bool:
    return beat.line == line and beat.first <= at < beat.first + len(beat.text)


def roomed(
    each: Composition,
    wanted: frozenset[Stands],
    stage: Stage,
    speaker: Rect | None = None,
    beside: Sequence[Rect] = (),
) -> Composition:
    """The composition with room for what is `wanted`, where its crop can have that by a small
    move; `speaker` is the head of who speaks, `beside` are the crops that are cut from and to."""
    if not wanted or not _fills(each.rect, stage):
        return each
    crops = _near(each.rect, stage)
    own = rows([each.rect])
    head = speaker if speaker and float(seen_of(own, rows([speaker]))[0, 0]) > 0.9 else None
    lacks = _lacking(np.vstack([own, crops]), wanted, stage, head)
    if lacks[0] <= ENOUGH:
        return each
    cost = LACKING * lacks[1:] + FACE * people_crossed(crops, stage) + blemishes(crops, stage)
    cost += MOVED * np.hypot(
        (crops[:, 0] + crops[:, 2] / 2 - each.rect.x - each.rect.w / 2) / each.rect.w,
        (crops[:, 1] + crops[:, 3] / 2 - each.rect.y - each.rect.h / 2) / each.rect.h,
    )
    cost += RESIZED * np.abs(np.log2(crops[:, 2] / each.rect.w)) + _lost(crops, each, stage)
    best = Rect(*(float(value) for value in crops[int(cost.argmin())]))
    better = lacks[1:][int(cost.argmin())] < lacks[0]
    jumps = any(clear_cut(one, each.rect) and not clear_cut(one, best) for one in beside)
    given = _at(best, each, stage)
    return given if better and not jumps and given.crossed <= each.crossed else each


def _fills(rect: Rect, stage: Stage) -> bool:
    """Is it a crop of the view's aspect, which can be moved, and not a panel on a spread?"""
    aspect = float(stage.view.aspect)
    return abs(rect.w / rect.h / aspect - 1) < 1e-3


def _near(rect: Rect, stage: Stage) -> Floats:
    """Crops about one: moved a little, a little wider, no wider than keeps its scale."""
    whole, aspect = stage.facts.whole, float(stage.view.aspect)
    widths = [min(size * rect.w, max(stage.most.w, rect.w)) for size in GROWN]
    w, dx, dy = (grid.ravel() for grid in np.meshgrid(widths, SHIFTS, SHIFTS, indexing="ij"))
    h = w / aspect
    x = np.clip(rect.x + rect.w / 2 + dx * rect.w - w / 2, 0, np.maximum(whole.w - w, 0))
    y = np.clip(rect.y + rect.h / 2 + dy * rect.h - h / 2, 0, np.maximum(whole.h - h, 0))
    return np.stack([x, y, w, h], axis=1)


def _lost(crops: Floats, each: Composition, stage: Stage) -> Floats:
    """What it costs a crop to lose what it is for, or to be emptier than it was."""
    empty = np.clip(each.filled - fullness(crops, stage), 0, None)
    if each.target is None:
        return 0.6 * empty
    box = each.target.head or each.target.box
    shown = seen_of(np.vstack([rows([each.rect]), crops]), rows([box]))[:, 0]
    return np.asarray(0.6 * empty + 5.0 * np.clip(shown[0] - shown[1:], 0, None))


def _at(rect: Rect, each: Composition, stage: Stage) -> Composition:
    crop = rows([rect])
    return replace(
        each,
        rect=rect,
        crossed=float(people_crossed(crop, stage)[0]),
        flaws=float(min(1.0, blemishes(crop, stage)[0])),
        filled=float(fullness(crop, stage)[0]),
    )


def _lacking(crops: Floats, wanted: frozenset[Stands], stage: Stage, head: Rect | None) -> Floats:
    """How far each crop is from having room for all that is wanted: 0 where it has."""
    lacks = np.zeros(len(crops))
    for kind in sorted(wanted):
        lacks += _best(crops, kind, stage, head)
    return lacks


def _best(crops: Floats, kind: Stands, stage: Stage, head: Rect | None) -> Floats:
    """What the best place for one thing costs in each crop."""
    lefts, tops = PLACES[kind]
    width, height = SIZES[kind]
    places = np.array([(left, top, width, height) for top in tops for left in lefts])
    boxes = np.empty((len(crops), len(places), 4))
    boxes[:, :, :2] = crops[:, None, :2] + places[None, :, :2] * crops[:, None, 2:]
    boxes[:, :, 2:] = places[None, :, 2:] * crops[:, None, 2:]
    flat = boxes.reshape(-1, 4)
    heads = np.vstack([stage.heads, stage.faint])
    price = HIDDEN_HEAD * _hidden(flat, heads) + HIDDEN_SIGN * _hidden(flat, stage.lettering)
    price += HIDDEN_BODY * _hidden(flat, _bodies(stage.heads))
    if kind == "speech" and head is not None:
        price += _beside(flat, np.repeat(crops, len(places), axis=0), head)
    best: Floats = price.reshape(len(crops), len(places)).min(axis=1)
    return best


def _hidden(boxes: Floats, others: Floats) -> Floats:
    """The parts of others that each box hides, added up."""
    return np.asarray(seen_of(boxes, others).sum(axis=1)) if len(others) else np.zeros(len(boxes))


def _bodies(heads: Floats) -> Floats:
    """Where the bodies below heads are."""
    x, y, w, h = heads.T
    return np.stack([x + (1 - BROAD) / 2 * w, y + h, BROAD * w, DEEP * h], axis=1)


def _beside(boxes: Floats, crops: Floats, head: Rect) -> Floats:
    """What a balloon's place costs that is lower than its speaker's eyes, or on their near side."""
    x, eyes = head.x + head.w / 2, head.y + EYES_IN_HEAD * head.h
    low = boxes[:, 1] + boxes[:, 3] / 2 > eyes
    left = x < crops[:, 0] + crops[:, 2] / 2
    side = (boxes[:, 0] + boxes[:, 2] / 2 > x) != left
    return np.asarray(BELOW * low + WRONG_SIDE * side)
