"""Which part of which panel makes a thumbnail, and where in it the words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

import numpy as np

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Floats, Rect, in_shares, seen, seen_parts

SIZE = (1280, 720)
"""Width and height that YouTube asks for, in pixels."""
_SCALES = (1.0, 0.86, 0.74, 0.63, 0.54)
"""Widths of crops that are tried, in those of the widest: a face may be brought nearer."""
_STEPS = 7
"""Places that are tried along each side for each width."""
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
"""What a place is worth by itself: players lay the film's length over the bottom right."""


@dataclass(frozen=True)
class ThumbnailFraming:
    """A part of a picture with room for words: `crop` in its pixels, `place` names where."""

    crop: Rect
    place: str
    score: float


def best_panel(panels: Sequence[PictureFacts]) -> int:
    """The index of the panel that makes the best thumbnail; the earlier of equals."""
    scores = [best_framing(facts).score - 0.02 * index for index, facts in enumerate(panels)]
    return int(np.argmax(scores))


def best_framing(facts: PictureFacts, sizes: Mapping[str, float] | None = None) -> ThumbnailFraming:
    """The part of a picture, and the place for words in it, that hide and cut the least.

    `sizes`: how large the words are at each place, in pixels; larger is better.
    """
    crops, sums = _crops(facts), _sums(facts)
    scores = np.stack(
        [_scores(facts, sums, crops, place) + _size_score(sizes, place) for place in PLACES],
        axis=1,
    )
    number, place = (int(each) for each in np.unravel_index(np.argmax(scores), scores.shape))
    crop = Rect(*(float(side) for side in crops[number]))
    return ThumbnailFraming(crop, tuple(PLACES)[place], float(scores[number, place]))


def _size_score(sizes: Mapping[str, float] | None, place: str) -> float:
    return 0.6 * min(sizes[place], 180) / 180 if sizes else 0.0


def _crops(facts: PictureFacts) -> Floats:
    """Crops of the thumbnail's shape all over a picture: rows of x, y, w, h."""
    aspect = SIZE[0] / SIZE[1]
    wide = min(facts.width, facts.height * aspect) * np.array(_SCALES)
    steps = np.linspace(0, 1, _STEPS)
    w, across, down = (each.reshape(-1) for each in np.meshgrid(wide, steps, steps, indexing="ij"))
    h = w / aspect
    return np.stack([across * (facts.width - w), down * (facts.height - h), w, h], axis=1)


def _scores(facts: PictureFacts, sums: Floats, crops: Floats, place: str) -> Floats:
    """How good each crop is with the words at `place`."""
    words, dimmed = _within(crops, PLACES[place]), _within(crops, _DIMMED[place])
    score = _PREFERENCE[place] + 0.8 * (_seen(facts, sums, crops) - _seen(facts, sums, words))
    score += _faces_score(facts.of("face"), crops, words, dimmed)
    score -= sum(_lettering_cost(each, crops, words, dimmed) for each in facts.of("lettering"))
    return np.asarray(score - 0.25 * np.maximum(0.0, _LEAST_WIDTH - crops[:, 2]) / _LEAST_WIDTH)


def _faces_score(faces: Sequence[Region], crops: Floats, words: Floats, dimmed: Floats) -> Floats:
    score, tallest = np.zeros(len(crops)), np.zeros(len(crops))
    for face in faces:
        seen, hidden = seen_parts(crops, face.box), seen_parts(words, face.box)
        dim = seen_parts(dimmed, face.box)
        cut = np.where((seen > 0) & (seen < 0.98), seen, 0.0)
        score -= face.weight * (2.5 * hidden + 1.5 * cut + 0.3 * dim)
        large = face.weight * (np.minimum(face.box.h / crops[:, 3], 0.4) * (1 - 0.5 * dim))
        shown = (seen >= 0.98) & (hidden < 0.02)
        tallest = np.where(shown, np.maximum(tallest, large), tallest)
    return np.asarray(score + 1.6 * tallest)


def blurred(framing: ThumbnailFraming, facts: PictureFacts) -> tuple[Rect, ...]:
    """Lettering that no crop leaves out and nobody should read, in shares of the crop: what the
    words' scrim reaches, what the frame cuts, what is large enough to be dwelt on."""
    crop = framing.crop
    dimmed = Rect(*_within(np.array(astuple(crop)), _DIMMED[framing.place]).tolist())
    boxes = [each.box for each in facts.of("lettering") if seen(each.box, crop) > 0]
    return tuple(
        in_shares(box, crop)
        for box in boxes
        if seen(box, dimmed) > _REACHED
        or seen(box, crop) < 0.98
        or box.w * box.h > _DWELT * crop.w * crop.h
    )


def _lettering_cost(region: Region, crops: Floats, words: Floats, dimmed: Floats) -> Floats:
    """Much where it is cut, more the larger it is read, little where it is blurred."""
    seen, dark = seen_parts(crops, region.box), seen_parts(dimmed, region.box)
    size = region.box.w * region.box.h / (crops[:, 2] * crops[:, 3])
    behind = np.where(seen_parts(words, region.box) > 0, 0.1, 0.0)
    blurred = behind + 4.0 * size * np.maximum(0.0, seen - dark)
    cut = np.where((seen > 0.02) & (seen < 0.98), 0.3 + 8.0 * size, 0.0)
    read = cut + (0.4 + 10.0 * size) * seen
    return np.asarray(region.weight * np.where(dark > _REACHED, blurred, read))


def _sums(facts: PictureFacts) -> Floats:
    """The saliency's share above and left of every place: [rows + 1, columns + 1], 0..1."""
    seen = np.array(facts.saliency or ((1,),), np.float64)
    sums = np.pad(seen.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    return np.asarray(sums / max(sums[-1, -1], 1.0))


def _seen(facts: PictureFacts, sums: Floats, rects: Floats) -> Floats:
    """The share of what draws the eye that lies in each."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    x, y, w, h = rects.T
    top, bottom = (np.rint(at / facts.height * rows).astype(int) for at in (y, y + h))
    left, right = (np.rint(at / facts.width * columns).astype(int) for at in (x, x + w))
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(inside)


def _within(crops: Floats, share: Rect) -> Floats:
    """The same part of each crop."""
    x, y, w, h = crops.T
    parts = [x + share.x * w, y + share.y * h, share.w * w, share.h * h]
    return np.stack(parts, axis=-1)
