"""What is on screen while something is shown: faces, drawn lettering and calm, in canvas pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from render.camera.drawn import Drawn, drawn
from render.camera.prompts.figures import speaking
from render.camera.prompts.places import places
from render.camera.targets import SPEAKER_SURE, person_target
from render.camera.vision.facts import PictureFacts, Region, RegionKind, face_in
from render.geometry import Rect, seen
from render.pixels.spread import spread_box
from render.shots import Shot, View, place_at, rect_at, shot_at, shots_at

_MOMENTS = 5, 25
"""Frames at which it is looked what is seen, at least and at most; between, two a second."""
_AROUND = 0.03
"""What is kept clear around a face or lettering, as a part of its size."""
_SURE = 0.2
"""Faces and lettering seen with less certainty than this don't count."""


_LIKELY = 0.3
"""A tail leads to a head that is somebody's by this chance, rather than to nobody's."""
_HEAD = 0.16
"""Height of a head that was not found, as a part of the panel's height."""
_HEAD_SEEN, _GUESSED = 0.6, 0.95
"""The part of a head that a frame shows of who is seen, and of the room about a guessed one."""
_BROAD, _DEEP = 2.4, 2.5
"""A drawn body's width in heads, and how much of it below the chin is looked at."""
_NEAR_CUT = 0.4
"""Seconds in which the eye is busy with a cut."""
BRIEF = 2.5
"""Seconds of a shot in which there is time for a picture alone: nothing is laid on a shorter one
that nobody says in it."""
_SEEN = 1.0
"""Square pixels of a box from which on it is in sight."""
_LEVEL = 0.28
"""Drawn people stand with their heads above the middle: where a head that was not found begins."""


@dataclass(frozen=True)
class Head:
    """A head's box; not `sure` where nobody saw one, and it only is likely there."""

    box: Rect
    sure: bool

    @property
    def mouth(self) -> tuple[float, float]:
        return self.box.x + self.box.w / 2, self.box.y + self.box.h * 0.75

    @property
    def room(self) -> Rect:
        """What should stay in sight: with hair and hat, more where it was not seen."""
        side, up, down = (0.15, 0.25, 0.1) if self.sure else (0.5, 0.6, 0.5)
        x, y, w, h = self.box.x, self.box.y, self.box.w, self.box.h
        return Rect(x - side * w, y - up * h, w * (1 + 2 * side), h * (1 + up + down))


@dataclass(frozen=True)
class Scenery:
    """A scene's shots with the facts of their pictures, and the prompts that these were made by.

    `facts` and `prompts` are by the picture's key in the store; `people` are all who speak in the
    story.
    """

    shots: tuple[Shot, ...]
    facts: Mapping[str, PictureFacts]
    prompts: Mapping[str, str]
    view: View
    people: tuple[str, ...] = ()


def kept_clear(scenery: Scenery, kind: RegionKind, first: int, last: int) -> tuple[Rect, ...]:
    """Boxes of faces, or of drawn lettering, seen in frames [first, last), on the canvas.

    Of a panel that fades in or out too. A box is there once for each moment that was looked at.
    """
    found: list[Rect] = []
    for frame in sampled_frames(scenery, first, last):
        for shot in scenery.shots:
            if shot.start <= frame < shot.start + shot.frames and shot.picture in scenery.facts:
                known = scenery.facts[shot.picture]
                regions = _sure(known.heads if kind == "face" else known.of(kind))
                boxes = (to_canvas(_wider(each.box), shot, frame, scenery.view) for each in regions)
                place = stands(shot, frame, scenery.view)
                shown = ((box, _within(box, place)) for box in boxes)
                found += [
                    part if shot.places else box for box, part in shown if part.w * part.h > _SEEN
                ]
    return tuple(found)


def sampled_frames(scenery: Scenery, first: int, last: int) -> tuple[int, ...]:
    """Frames spread over [first, last), with its first and last and those at which shots change."""
    end = max(first, last - 1)
    least, most = _MOMENTS
    count = min(max(least, round(2 * (last - first) / scenery.view.fps)), most)
    changes = [at for s in scenery.shots for at in (s.start, s.start + s.frames - 1)]
    marks = [*np.linspace(first, end, count), *(at for at in changes if first <= at <= end)]
    return tuple(sorted({int(mark) for mark in marks}))


def to_canvas(box: Rect, shot: Shot, frame: int, view: View) -> Rect:
    """Where a box of panel pixels lies on the canvas while `shot` shows `frame`."""
    crop = rect_at(shot, frame - shot.start, view.fps)
    place = stands(shot, frame, view)
    across, down = place.w / crop.w, place.h / crop.h
    return Rect(
        place.x + (box.x - crop.x) * across, place.y + (box.y - crop.y) * down, box.w * across,
        box.h * down,
    )  # fmt: skip


def stands(shot: Shot, frame: int, view: View) -> Rect:
    """Where a shot's picture stands on the canvas at `frame` of its section."""
    if shot.places:
        return place_at(shot.places, frame - shot.start)
    box = spread_box(shot, view)
    return Rect(*astuple(box)) if box else Rect(0.0, 0.0, float(view.width), float(view.height))


def bustle(scenery: Scenery, frame: int, columns: int, rows: int) -> NDArray[np.float64]:
    """How much there is to see in each cell of the canvas, float64 [rows, columns], 0..1."""
    seen = np.zeros((rows, columns))
    for shot in shots_at(scenery.shots, frame):
        seen = np.maximum(seen, _bustle_of(shot, scenery, frame, columns, rows))
    return seen


def _bustle_of(
    shot: Shot, scenery: Scenery, frame: int, columns: int, rows: int
) -> NDArray[np.float64]:
    facts = scenery.facts.get(shot.picture)
    if facts is None or not facts.saliency:
        return np.zeros((rows, columns))
    place = stands(shot, frame, scenery.view)
    levels = np.array(facts.saliency, np.float64) / 255
    whole = to_canvas(facts.whole, shot, frame, scenery.view)
    x = (np.arange(columns) + 0.5) / columns * scenery.view.width
    y = (np.arange(rows) + 0.5) / rows * scenery.view.height
    across, down = (x - whole.x) / whole.w, (y - whole.y) / whole.h
    height, width = levels.shape
    column = np.clip(across * width, 0, width - 1).astype(int)
    row = np.clip(down * height, 0, height - 1).astype(int)
    inside = ((down >= 0) & (down < 1))[:, None] & ((across >= 0) & (across < 1))[None, :]
    inside &= ((y >= place.y) & (y < place.y + place.h))[:, None]
    inside &= ((x >= place.x) & (x < place.x + place.w))[None, :]
    seen: NDArray[np.float64] = np.where(inside, levels[row[:, None], column[None, :]], 0.0)
    return seen


def head_of(scenery: Scenery, speaker: str, frame: int) -> Head | None:
    """Where on the canvas, or beside it, a speaker's head is; None where nothing tells. Of
    pictures side by side, the one that shows it counts."""
    found = [
        (_in_sight(head, stands(shot, frame, scenery.view)), head)
        for shot in shots_at(scenery.shots, frame)
        if (head := _head_in(shot, scenery, speaker, frame))
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _head_in(shot: Shot, scenery: Scenery, speaker: str, frame: int) -> Head | None:
    facts = scenery.facts.get(shot.picture)
    if facts is None:
        return None
    panel = _panel(
        scenery.prompts.get(shot.picture, ""),
        facts,
        tuple(dict.fromkeys((*scenery.people, speaker))),
    )
    found = panel_head(panel, speaker)
    return replace(found, box=to_canvas(found.box, shot, frame, scenery.view)) if found else None


def seen_head(scenery: Scenery, speaker: str, first: int, last: int) -> Head | None:
    """The head of a speaker whom one shot shows all through frames [first, last), as it is in the
    middle of them; None for somebody else's picture, or where only a wide one tells where it is."""
    shot = shot_at(scenery.shots, first)
    if shot is None or shot.start + shot.frames < last:
        return None
    frames = (first, last - 1, (first + last) // 2)
    heads = [head_of(scenery, speaker, frame) for frame in frames]
    places = [
        [stands(each, frame, scenery.view) for each in shots_at(scenery.shots, frame)]
        for frame in frames
    ]
    shown = [
        head
        for head, those in zip(heads, places, strict=True)
        if head and any(_in_sight(head, place) for place in those)
    ]
    return shown[-1] if len(shown) == len(heads) else None


def _in_sight(head: Head, place: Rect) -> bool:
    """Whether a picture that stands in `place` shows a head."""
    return seen(head.box, place) >= _HEAD_SEEN if head.sure else seen(head.room, place) >= _GUESSED


def hair(faces: Iterable[Rect]) -> tuple[Rect, ...]:
    """Where hair and hats are about faces: what stands there is taken for theirs."""
    return tuple(Head(face, sure=True).room for face in faces)


def bodies(scenery: Scenery, first: int, last: int) -> tuple[Rect, ...]:
    """Where the bodies are of those whose faces are seen in frames [first, last), on the canvas."""
    found = []
    for box in kept_clear(scenery, "face", first, last):
        chin = box.y + box.h
        deep = min(_DEEP * box.h, scenery.view.height - chin)
        if deep > 0:
            found.append(Rect(box.x + (1 - _BROAD) / 2 * box.w, chin, _BROAD * box.w, deep))
    return tuple(found)


def cut_frames(scenery: Scenery) -> tuple[int, ...]:
    """The frames from which another shot is in front, rising."""
    return tuple(sorted({shot.start for shot in scenery.shots if shot.start > 0}))


def on_the_cut(frame: int, scenery: Scenery) -> int:
    """When something enters that is due at `frame`: with the cut where one is near, since what
    comes right beside it is a flicker."""
    near = round(_NEAR_CUT * scenery.view.fps)
    cuts = [at for at in cut_frames(scenery) if abs(at - frame) < near]
    return min(cuts, key=lambda at: abs(at - frame), default=frame)


def is_brief(scenery: Scenery, first: int, last: int) -> bool:
    """Whether a shot that is in front in frames [first, last) is too short to have more on it than
    what is said."""
    on = [shot for frame in (first, last - 1) if (shot := shot_at(scenery.shots, frame))]
    return any(min(0, shot.start) + shot.frames < BRIEF * scenery.view.fps for shot in on)


@lru_cache(maxsize=16)
def _panel(prompt: str, facts: PictureFacts, people: tuple[str, ...]) -> Drawn:
    return drawn(facts, places(prompt), people)


def panel_head(panel: Drawn, speaker: str) -> Head | None:
    """A speaker's head in panel pixels: sure where it is the one that the camera would show as
    theirs, else the likeliest, or about where the prompt puts them; None where nothing tells."""
    number = speaking(speaker, panel.figures)
    if number is None:
        return None
    target = person_target(panel, number)
    if target and target.head and target.sure >= _LIKELY:
        return Head(face_in(target.head), sure=target.sure >= SPEAKER_SURE)
    zone = panel.figures[number].zone
    if zone is None or zone.w >= 1:
        return None
    side = _HEAD * panel.facts.height
    across = (zone.x + zone.w / 2) * panel.facts.width
    return Head(Rect(across - side / 2, _LEVEL * panel.facts.height, side, side), sure=False)


def _sure(regions: Iterable[Region]) -> list[Region]:
    return [each for each in regions if each.weight >= _SURE]


def _wider(box: Rect) -> Rect:
    return Rect(
        box.x - _AROUND * box.w, box.y - _AROUND * box.h, box.w * (1 + 2 * _AROUND),
        box.h * (1 + 2 * _AROUND),
    )  # fmt: skip


def _within(box: Rect, place: Rect) -> Rect:
    """What of a box is in a place; of no size where nothing is."""
    left, top = max(box.x, place.x), max(box.y, place.y)
    right, bottom = min(box.x + box.w, place.x + place.w), min(box.y + box.h, place.y + place.h)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))
