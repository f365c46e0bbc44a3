"""Which part of which panel makes a thumbnail, and where in it the words stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.camera.facts import PictureFacts, Region
from render.shots import Rect

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
    sums = _sums(facts)
    framings = (
        Framing(crop, place, _score(facts, sums, crop, place) + _size_score(sizes, place))
        for crop in _crops(facts)
        for place in PLACES
    )
    return max(framings, key=lambda framing: framing.score)


def _size_score(sizes: Mapping[str, float] | None, place: str) -> float:
    return 0.6 * min(sizes[place], 180) / 180 if sizes else 0.0


def _crops(facts: PictureFacts) -> Iterator[Rect]:
    aspect = SIZE[0] / SIZE[1]
    full = min(facts.width, facts.height * aspect)
    for scale in _SCALES:
        wide = full * scale
        high = wide / aspect
        for across in np.linspace(0, 1, _STEPS):
            for down in np.linspace(0, 1, _STEPS):
                x, y = across * (facts.width - wide), down * (facts.height - high)
                yield Rect(float(x), float(y), wide, high)


def _score(facts: PictureFacts, sums: NDArray[np.float64], crop: Rect, place: str) -> float:
    words, dimmed = _within(crop, PLACES[place]), _within(crop, _DIMMED[place])
    score = _PREFERENCE[place] + 0.8 * (_seen(facts, sums, crop) - _seen(facts, sums, words))
    score += _faces_score(facts.of("face"), crop, words, dimmed)
    score -= sum(_lettering_cost(each, crop, words, dimmed) for each in facts.of("lettering"))
    return score - 0.25 * max(0.0, _LEAST_WIDTH - crop.w) / _LEAST_WIDTH


def _faces_score(faces: Sequence[Region], crop: Rect, words: Rect, dimmed: Rect) -> float:
    score = tallest = 0.0
    for face in faces:
        seen, hidden = _shared(face.box, crop), _shared(face.box, words)
        dim = _shared(face.box, dimmed)
        cut = seen if 0 < seen < 0.98 else 0.0
        score -= face.weight * (2.5 * hidden + 1.5 * cut + 0.3 * dim)
        if seen >= 0.98 and hidden < 0.02:
            large = min(face.box.h / crop.h, 0.4) * (1 - 0.5 * dim)
            tallest = max(tallest, face.weight * large)
    return score + 1.6 * tallest


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


def _lettering_cost(region: Region, crop: Rect, words: Rect, dimmed: Rect) -> float:
    """Much where it is cut, more the larger it is read, little where it is blurred."""
    seen = _shared(region.box, crop)
    size = region.box.w * region.box.h / (crop.w * crop.h)
    dark = _shared(region.box, dimmed)
    if dark > _REACHED:
        behind = 0.1 if _shared(region.box, words) > 0 else 0.0
        return region.weight * (behind + 4.0 * size * max(0.0, seen - dark))
    cut = 0.3 + 8.0 * size if 0.02 < seen < 0.98 else 0.0
    return region.weight * (cut + (0.4 + 10.0 * size) * seen)


def _sums(facts: PictureFacts) -> NDArray[np.float64]:
    """The saliency's share above and left of every place: [rows + 1, columns + 1], 0..1."""
    seen = np.array(facts.saliency or ((1,),), np.float64)
    sums = np.pad(seen.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    return np.asarray(sums / max(sums[-1, -1], 1.0))


def _seen(facts: PictureFacts, sums: NDArray[np.float64], rect: Rect) -> float:
    """The share of what draws the eye that lies in `rect`."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    top, bottom = (round(y / facts.height * rows) for y in (rect.y, rect.y + rect.h))
    left, right = (round(x / facts.width * columns) for x in (rect.x, rect.x + rect.w))
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return float(inside)


def _within(crop: Rect, share: Rect) -> Rect:
    return Rect(
        crop.x + share.x * crop.w, crop.y + share.y * crop.h, share.w * crop.w, share.h * crop.h
    )


def _shared(box: Rect, other: Rect) -> float:
    """The share of `box` that lies in `other`."""
    wide = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
    high = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
    return max(wide, 0.0) * max(high, 0.0) / max(box.w * box.h, 1e-9)
