"""Which part of which panel makes a thumbnail, and where in it the words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from render.camera.facts import PictureFacts, Region
from render.shots import Rect

Floats = NDArray[np.float64]

SIZE = (1280, 720)
_SCALES = (1.0, 0.86, 0.74, 0.63, 0.54)
_STEPS = 7
_LEAST_WIDTH = 900
"""Pixels of the panel: with fewer a thumbnail looks soft."""

PLACES: dict[str, Rect] = {
    "left": Rect(0.035, 0.10, 0.43, 0.80),
    "right": Rect(0.535, 0.10, 0.43, 0.80),
    "bottom": Rect(0.04, 0.54, 0.92, 0.42),
    "top": Rect(0.04, 0.04, 0.92, 0.42),
}
"""Where words may stand, in shares of the thumbnail."""

_DIMMED = {
    "left": Rect(0.0, 0.0, 0.53, 1.0),
    "right": Rect(0.47, 0.0, 0.53, 1.0),
    "bottom": Rect(0.0, 0.47, 1.0, 0.53),
    "top": Rect(0.0, 0.0, 1.0, 0.53),
}
"""What the scrim behind the words makes dark."""

_REACHED = 0.2
"""The share of a piece of lettering in the scrim from which it is blurred."""

_DWELT = 0.02
"""The share of the thumbnail from which lettering is read before anything else."""

_PREFERENCE = {"left": 0.05, "right": 0.03, "bottom": 0.0, "top": -0.06}


@dataclass(frozen=True)
class Framing:
    """A part of a picture with room for words: `crop` in its pixels, `place` names where."""

    crop: Rect
    place: str
    score: float


def best_panel(panels: Sequence[PictureFacts]) -> int:
    """The index of the panel that makes the best thumbnail; the earlier of equals."""
    scores = [best_framing(facts).score - 0.02 * index for index, facts in enumerate(panels)]
    return int(np.argmax(scores))


def best_framing(facts: PictureFacts, sizes: Mapping[str, float] | None = None) -> Framing:
    """The part of a picture, and the place for words in it, that hide and cut the least.

    `sizes`: how large the words are at each place, in pixels; larger is better.
    """
    crops, sums = _crops(facts), _sums(facts)
    scores = np.stack(
        [_scores(facts, sums, crops, place) + _size_score(sizes, place) for place in PLACES],
        axis=1,
    )
    number, place = (int(each) for each in np.unravel_index(np.argmax(scores), scores.shape))
    crop = Rect(*(float(side[number]) for side in crops))
    return Framing(crop, tuple(PLACES)[place], float(scores[number, place]))


def _size_score(sizes: Mapping[str, float] | None, place: str) -> float:
    return 0.6 * min(sizes[place], 180) / 180 if sizes else 0.0


class _Rects(NamedTuple):
    """Many rects: their sides, one number for each."""

    x: Floats
    y: Floats
    w: Floats
    h: Floats

    def within(self, share: Rect) -> _Rects:
        """The same part of each."""
        return _Rects(
            self.x + share.x * self.w,
            self.y + share.y * self.h,
            share.w * self.w,
            share.h * self.h,
        )

    def share_of(self, box: Rect) -> Floats:
        """The share of `box` that lies in each."""
        wide = np.minimum(box.x + box.w, self.x + self.w) - np.maximum(box.x, self.x)
        high = np.minimum(box.y + box.h, self.y + self.h) - np.maximum(box.y, self.y)
        area = max(box.w * box.h, 1e-9)
        return np.asarray(np.maximum(wide, 0.0) * np.maximum(high, 0.0) / area)


def _crops(facts: PictureFacts) -> _Rects:
    aspect = SIZE[0] / SIZE[1]
    wide = min(facts.width, facts.height * aspect) * np.array(_SCALES)
    steps = np.linspace(0, 1, _STEPS)
    w, across, down = (each.reshape(-1) for each in np.meshgrid(wide, steps, steps, indexing="ij"))
    h = w / aspect
    return _Rects(across * (facts.width - w), down * (facts.height - h), w, h)


def _scores(facts: PictureFacts, sums: Floats, crops: _Rects, place: str) -> Floats:
    """How good each crop is with the words at `place`."""
    words, dimmed = crops.within(PLACES[place]), crops.within(_DIMMED[place])
    score = _PREFERENCE[place] + 0.8 * (_seen(facts, sums, crops) - _seen(facts, sums, words))
    score += _faces_score(facts.of("face"), crops, words, dimmed)
    score -= sum(_lettering_cost(each, crops, words, dimmed) for each in facts.of("lettering"))
    return np.asarray(score - 0.25 * np.maximum(0.0, _LEAST_WIDTH - crops.w) / _LEAST_WIDTH)


def _faces_score(faces: Sequence[Region], crops: _Rects, words: _Rects, dimmed: _Rects) -> Floats:
    score, tallest = np.zeros_like(crops.x), np.zeros_like(crops.x)
    for face in faces:
        seen, hidden = crops.share_of(face.box), words.share_of(face.box)
        dim = dimmed.share_of(face.box)
        cut = np.where((seen > 0) & (seen < 0.98), seen, 0.0)
        score -= face.weight * (2.5 * hidden + 1.5 * cut + 0.3 * dim)
        large = face.weight * (np.minimum(face.box.h / crops.h, 0.4) * (1 - 0.5 * dim))
        shown = (seen >= 0.98) & (hidden < 0.02)
        tallest = np.where(shown, np.maximum(tallest, large), tallest)
    return np.asarray(score + 1.6 * tallest)


def blurred(framing: Framing, facts: PictureFacts) -> tuple[Rect, ...]:
    """Lettering that no crop leaves out and nobody should read, in shares of the crop: what the
    words' scrim reaches, what the frame cuts, what is large enough to be dwelt on."""
    crop, dimmed = framing.crop, _within(framing.crop, _DIMMED[framing.place])
    boxes = [each.box for each in facts.of("lettering") if _shared(each.box, crop) > 0]
    return tuple(
        Rect((box.x - crop.x) / crop.w, (box.y - crop.y) / crop.h, box.w / crop.w, box.h / crop.h)
        for box in boxes
        if _shared(box, dimmed) > _REACHED
        or _shared(box, crop) < 0.98
        or box.w * box.h > _DWELT * crop.w * crop.h
    )


def _lettering_cost(region: Region, crops: _Rects, words: _Rects, dimmed: _Rects) -> Floats:
    """Much where it is cut, more the larger it is read, little where it is blurred."""
    seen, dark = crops.share_of(region.box), dimmed.share_of(region.box)
    size = region.box.w * region.box.h / (crops.w * crops.h)
    behind = np.where(words.share_of(region.box) > 0, 0.1, 0.0)
    blurred = behind + 4.0 * size * np.maximum(0.0, seen - dark)
    cut = np.where((seen > 0.02) & (seen < 0.98), 0.3 + 8.0 * size, 0.0)
    read = cut + (0.4 + 10.0 * size) * seen
    return np.asarray(region.weight * np.where(dark > _REACHED, blurred, read))


def _sums(facts: PictureFacts) -> Floats:
    """The saliency's share above and left of every place: [rows + 1, columns + 1], 0..1."""
    seen = np.array(facts.saliency or ((1,),), np.float64)
    sums = np.pad(seen.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    return np.asarray(sums / max(sums[-1, -1], 1.0))


def _seen(facts: PictureFacts, sums: Floats, rects: _Rects) -> Floats:
    """The share of what draws the eye that lies in each."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    ends = (rects.y, rects.y + rects.h), (rects.x, rects.x + rects.w)
    top, bottom = (np.rint(y / facts.height * rows).astype(int) for y in ends[0])
    left, right = (np.rint(x / facts.width * columns).astype(int) for x in ends[1])
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(inside)


def _within(crop: Rect, share: Rect) -> Rect:
    return Rect(
        crop.x + share.x * crop.w, crop.y + share.y * crop.h, share.w * crop.w, share.h * crop.h
    )


def _shared(box: Rect, other: Rect) -> float:
    """The share of `box` that lies in `other`."""
    wide = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
    high = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
    return max(wide, 0.0) * max(high, 0.0) / max(box.w * box.h, 1e-9)
