"""What is on screen while something is shown: faces, drawn lettering and calm, in canvas pixels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from render.camera.facts import PictureFacts, Region
from render.camera.prompt_places import LEFT, RIGHT, Place, places
from render.camera.view import View
from render.camera.words import stems
from render.pixels.ground import spread_box
from render.shots import Rect, Shot, rect_at

_MOMENTS = 5
_SURE = 0.3
"""Faces and lettering seen with less certainty than this don't count."""


@dataclass(frozen=True)
class Scenery:
    """A scene's shots with the facts of their pictures, and the prompts that these were made by.

    `facts` and `prompts` are by the picture's key in the store.
    """

    shots: tuple[Shot, ...]
    facts: Mapping[str, PictureFacts]
    prompts: Mapping[str, str]
    view: View


def shot_on(scenery: Scenery, frame: int) -> Shot | None:
    """The shot in front at `frame` of the scene."""
    on = (s for s in reversed(scenery.shots) if s.start <= frame < s.start + s.frames)
    return next(on, None)


def kept_clear(scenery: Scenery, first: int, last: int) -> tuple[Rect, ...]:
    """Boxes of faces and drawn lettering seen in frames [first, last), on the canvas."""
    found: list[Rect] = []
    for frame in moments(first, last):
        shot = shot_on(scenery, frame)
        if shot and shot.picture in scenery.facts:
            regions = _marked(scenery.facts[shot.picture].regions)
            boxes = (to_canvas(each.box, shot, frame, scenery.view) for each in regions)
            found += [box for box in boxes if _seen(box, scenery.view)]
    return tuple(found)


def moments(first: int, last: int) -> tuple[int, ...]:
    """A few frames spread over [first, last), its first and last among them."""
    marks = np.linspace(first, max(first, last - 1), _MOMENTS)
    return tuple(dict.fromkeys(int(mark) for mark in marks))


def to_canvas(box: Rect, shot: Shot, frame: int, view: View) -> Rect:
    """Where a box of panel pixels lies on the canvas while `shot` shows `frame`."""
    crop = rect_at(shot, frame - shot.start, view.fps)
    place = spread_box(shot, view)
    left, top = (place.x, place.y) if place else (0, 0)
    wide, high = (place.w, place.h) if place else (view.width, view.height)
    across, down = wide / crop.w, high / crop.h
    return Rect(
        left + (box.x - crop.x) * across, top + (box.y - crop.y) * down, box.w * across,
        box.h * down,
    )  # fmt: skip


def bustle(scenery: Scenery, frame: int, columns: int, rows: int) -> NDArray[np.float64]:
    """How much there is to see in each cell of the canvas, float64 [rows, columns], 0..1."""
    shot = shot_on(scenery, frame)
    facts = scenery.facts.get(shot.picture) if shot else None
    if shot is None or facts is None or not facts.saliency:
        return np.zeros((rows, columns))
    levels = np.array(facts.saliency, np.float64) / 255
    whole = to_canvas(facts.whole, shot, frame, scenery.view)
    x = (np.arange(columns) + 0.5) / columns * scenery.view.width
    y = (np.arange(rows) + 0.5) / rows * scenery.view.height
    across, down = (x - whole.x) / whole.w, (y - whole.y) / whole.h
    height, width = levels.shape
    column = np.clip(across * width, 0, width - 1).astype(int)
    row = np.clip(down * height, 0, height - 1).astype(int)
    inside = ((down >= 0) & (down < 1))[:, None] & ((across >= 0) & (across < 1))[None, :]
    seen: NDArray[np.float64] = np.where(inside, levels[row[:, None], column[None, :]], 0.0)
    return seen


def whereabouts(scenery: Scenery, speaker: str, frame: int) -> tuple[float, float] | None:
    """Where on the canvas a speaker's mouth is likely to be, None where nothing tells.

    The prompt says which part of the panel; a face that lies there is theirs.
    """
    shot = shot_on(scenery, frame)
    facts = scenery.facts.get(shot.picture) if shot else None
    if shot is None or facts is None:
        return None
    zone = speaker_zone(scenery.prompts.get(shot.picture, ""), speaker)
    if zone is None:
        return None
    part = Rect(zone.x * facts.width, zone.y * facts.height, zone.w * facts.width,
                zone.h * facts.height)  # fmt: skip
    face = _face_in(facts.of("face"), part)
    if face is None and zone.w >= 1:
        return None
    box = to_canvas(face or _head_of(part), shot, frame, scenery.view)
    return box.x + box.w / 2, box.y + box.h * 0.7


def speaker_zone(prompt: str, speaker: str) -> Rect | None:
    """The part of the picture in which its prompt puts a speaker, in parts of its size."""
    wanted = stems(speaker)
    found = [(each, _zone(each)) for each in places(prompt) if wanted & each.stems]
    sure = [(each, zone) for each, zone in found if zone]
    best = max(
        sure, key=lambda pair: (_match(pair[1], pair[0], wanted), -pair[0].order), default=None
    )
    return best[1] if best else None


def _zone(place: Place) -> Rect | None:
    """Where somebody stands: the side that their phrase names, else its sentence, else a depth."""
    for text in (place.text, place.whole):
        sides = {side for side in ("left", "right") if re.search(rf"\b{side}\b", text)}
        if len(sides) == 1:
            return LEFT if "left" in sides else RIGHT
        if place.zone and place.zone.w < 1:
            break
    return place.zone


def overlap(a: Rect, b: Rect) -> float:
    """The area that two boxes share."""
    wide = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    high = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return max(wide, 0.0) * max(high, 0.0)


def _match(zone: Rect, place: Place, wanted: frozenset[str]) -> float:
    """How much a phrase tells: of the speaker's words in it, and of the side that they are on."""
    return len(wanted & place.stems) + 0.5 * (zone.w < 1)


def _marked(regions: Iterable[Region]) -> list[Region]:
    return [each for each in regions if each.kind != "salient" and each.weight >= _SURE]


def _seen(box: Rect, view: View) -> bool:
    return overlap(box, Rect(0.0, 0.0, float(view.width), float(view.height))) > 1.0


def _face_in(faces: Sequence[Region], part: Rect) -> Rect | None:
    middle = Rect(part.x + part.w * 0.2, part.y, part.w * 0.6, part.h)
    inside = [face for face in faces if overlap(face.box, middle) > 0.5 * face.box.w * face.box.h]
    best = max(inside, key=lambda face: face.weight * face.box.w * face.box.h, default=None)
    return best.box if best else None


def _head_of(part: Rect) -> Rect:
    """Where a head is likely in a part of the picture in which somebody stands."""
    return Rect(part.x + part.w * 0.4, part.y + part.h * 0.3, part.w * 0.2, part.h * 0.16)


def frames_between(start: int, end: int, fps: Fraction, rate: int) -> tuple[int, int]:
    """The frames [first, last) that show samples [start, end), at least one."""
    first = int(Fraction(start) * fps / rate)
    return first, max(first + 1, -int(-Fraction(end) * fps // rate))
