"""The crops that a camera may choose among, and how well each shows what is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from render.camera.drawn import Aim
from render.camera.vision.facts import PictureFacts
from render.geometry import Floats, Rect, area, crop_at, seen_parts, widest
from render.shots import View

SCALE_CUT = 1.3
"""A cut inside a panel needs this change of scale, or less than half in common."""

POINTING = 0.60
"""A crop of more than this part of a panel's area shows the panel, not something in it."""

AIMED = 0.597
"""The part that the largest crops aim for: a camera still on its way to one has arrived, too."""

TIERS = (1.0, 0.94, 0.88, 0.82, 0.768, 0.7, 0.6)
"""Widths of the crops that point, in parts of the largest that does."""

TIGHTER = 0.768
"""The tier to which a cut from the largest leads."""

ON_SPREAD = (1.0, 0.93, 0.87)
"""Widths, in parts of the panel, between which one moves that is set on a spread of itself: it is
there to be seen whole, so nothing much of it may be lost."""

DRIFT_FROM = 1.12
"""Width of a crop that opens a panel with a drift, in parts of the largest that points."""

STEPS, COARSE = 7, 4
"""Positions along each axis on which crops of one width are tried, of those in between fewer."""

CUT_FACE, CUT_LETTERING, DWELL, MOST_CUT = 0.20, 0.05, 0.8, 0.45
EDGE_POINTS, AT_EDGE = 24, 0.01
"""Points along an edge at which it is looked what it cuts; an edge this near to the panel's, in
parts of its sides, cuts nothing."""

TIGHT = 0.45
"""A crop of less than this part of a panel dwells on what it shows."""

CLOSER, ROOM = 0.20, 0.16
"""What it counts that what is seen fills the frame, and that it has room about it."""

NOT_POINTED = 0.2
"""What it counts that something is seen in a crop that does not point at it."""


@dataclass(frozen=True)
class Framing:
    """Candidate crops of one panel: rows of x, y, w, h; `wide` marks those of the largest size.

    `care` is the cost of each for faces and lettering that its edges cut.
    """

    crops: Floats
    wide: NDArray[np.bool_]
    care: Floats

    def rect(self, index: int) -> Rect:
        return Rect(*(float(value) for value in self.crops[index]))


def pointing_width(facts: PictureFacts, view: View) -> float:
    """Width of the largest crop that points at something in the panel."""
    most = widest(facts.width, facts.height, view.aspect)
    return min(most.w, float((AIMED * area(facts.whole) * view.aspect) ** 0.5))


def least_width(facts: PictureFacts, view: View) -> float:
    """Width of the smallest crop that still looks sharp; where none does, of the largest that
    points and can be cut to."""
    return min(view.width / view.enlargement, _cut_width(facts, view))


def _cut_width(facts: PictureFacts, view: View) -> float:
    """Width of the largest crop that points, and that a cut from the widest may lead to."""
    most = widest(facts.width, facts.height, view.aspect)
    return min(pointing_width(facts, view), most.w / (SCALE_CUT * 1.001))


def drift_starts(facts: PictureFacts, view: View) -> list[Rect]:
    """Crops in the corners that show nearly all of a panel, from which the camera drifts in."""
    most = widest(facts.width, facts.height, view.aspect)
    width = min(DRIFT_FROM * pointing_width(facts, view), most.w)
    corners = [(0, 0), (facts.width, 0), (0, facts.height), (facts.width, facts.height)]
    rects = (crop_at(x, y, width, view.aspect, facts.whole) for x, y in corners)
    return list(dict.fromkeys(rects))


def framing(facts: PictureFacts, view: View, aims: Sequence[Aim]) -> Framing:
    """Candidates over the whole panel and about what its sentences speak of."""
    most = widest(facts.width, facts.height, view.aspect)
    pointing, least = pointing_width(facts, view), least_width(facts, view)
    cut_to = _cut_width(facts, view)
    widths = sorted({max(w, least) for w in (cut_to, *(pointing * t for t in TIERS))}, reverse=True)
    full = {max(w, least) for w in (cut_to, pointing, pointing * TIGHTER)}
    wide = _grid(most.w, facts, view)
    found = [] if pointing > 0.97 * most.w else list(wide)
    for width in widths:
        found += _grid(width, facts, view, STEPS if width in full else COARSE)
        found += _about(width, facts, view, aims)
    found += drift_starts(facts, view)
    unique = list(dict.fromkeys((*wide, *found)))
    crops = np.array([(r.x, r.y, r.w, r.h) for r in unique])
    return Framing(crops, crops[:, 2] > 0.97 * most.w, _care(crops, facts))


def framing_on_spread(facts: PictureFacts) -> Framing:
    """Candidates for a panel that is set on a spread of itself: all of it, and nearly all, which
    counts as the whole."""
    own = own_view(facts)
    found = [rect for part in ON_SPREAD for rect in _grid(part * facts.width, facts, own, 3)]
    crops = np.array([(r.x, r.y, r.w, r.h) for r in dict.fromkeys(found)])
    return Framing(crops, np.ones(len(crops), dtype=bool), _care(crops, facts))


def own_view(facts: PictureFacts) -> View:
    """A view of the panel's own shape and size: the frame that stands on its spread."""
    return View(facts.width, facts.height, Fraction(30))


def coverage(framing: Framing, aims: Sequence[Aim], facts: PictureFacts) -> Floats:
    """For each candidate how well it can be expected to show what a sentence speaks of, 0..1.

    A guess at a box counts when nearly all of it is seen, or of what the crop has room for; a
    little for being partly seen. Crops that show the whole panel point at nothing. Tighter is
    better where no likely guess is lost.
    """
    whole = sum(
        aim.weight * float(np.mean([area(box) > 0.9 * area(facts.whole) for box in aim.boxes]))
        for aim in aims
    )
    return coverage_of(framing.crops, aims, facts) + whole * framing.wide


def coverage_of(crops: Floats, aims: Sequence[Aim], facts: PictureFacts) -> Floats:
    """The same for any crops, where nothing is to be shown that fills the panel."""
    score = np.zeros(len(crops))
    areas = crops[:, 2] * crops[:, 3]
    most = POINTING * area(facts.whole)
    for aim in aims:
        for box in aim.boxes:
            part = aim.weight / len(aim.boxes)
            if area(box) > most:
                continue
            seen = seen_parts(crops, box)
            fills = np.minimum(area(box) / areas, 0.5)
            around = seen_parts(crops, _with_margin(box, facts))
            score += part * (
                np.clip((seen - 0.75) / 0.2, 0, 1) * (1 + CLOSER * fills + ROOM * around)
                + 0.12 * seen
            )
    return np.where(areas <= 1.001 * most, score, NOT_POINTED * score)


def _with_margin(box: Rect, facts: PictureFacts) -> Rect:
    x, y = 0.1 * facts.width, 0.1 * facts.height
    left, top = max(0.0, box.x - x), max(0.0, box.y - y)
    right, bottom = min(facts.width, box.x + box.w + x), min(facts.height, box.y + box.h + y)
    return Rect(left, top, right - left, bottom - top)


def _grid(width: float, facts: PictureFacts, view: View, steps: int = STEPS) -> list[Rect]:
    at = [step / (steps - 1) for step in range(steps)]
    return [
        crop_at(x * facts.width, y * facts.height, width, view.aspect, facts.whole)
        for x in _spread(at, facts.width, width)
        for y in _spread(at, facts.height, width / float(view.aspect))
    ]


def _spread(at: Sequence[float], length: float, size: float) -> list[float]:
    """Centres, in parts of a side, at which a crop runs from edge to edge."""
    if size >= 0.999 * length:
        return [0.5]
    half = size / length / 2
    return [half + step * (1 - 2 * half) for step in at]


def _about(width: float, facts: PictureFacts, view: View, aims: Sequence[Aim]) -> list[Rect]:
    boxes = dict.fromkeys(aim.box for aim in aims if aim.weight > 0.15)
    return [crop_at(b.x + b.w / 2, b.y + b.h / 2, width, view.aspect, facts.whole) for b in boxes][
        :24
    ]


def _care(crops: Floats, facts: PictureFacts) -> Floats:
    """What each crop is charged for carelessness, and for dwelling on lettering."""
    cost = DWELL * _lettered(crops, facts) + careless(crops, facts)
    return np.minimum(cost, MOST_CUT)


def careless(crops: Floats, facts: PictureFacts) -> Floats:
    """Heads and lettering that an edge cuts, bodies without a head: dearer for the larger ones."""
    cost = np.zeros(len(crops))
    largest = max((face.box.h for face in facts.of("face")), default=1.0)
    for region in facts.regions:
        size = min(2.0, region.box.h / (0.08 * facts.height))
        if region.kind == "lettering":
            seen = seen_parts(crops, region.box)
            cut = (seen > 0.08) & (seen < 0.95)
            cost += CUT_LETTERING * min(size, 1.0) * region.weight * cut
        else:
            size *= (region.box.h / largest) ** 2
            cost += CUT_FACE * size * region.weight * _beheaded(crops, region.box, facts)
    return cost


def busy_edges(crops: Floats, facts: PictureFacts) -> Floats:
    """How much draws the eye along the edges of each crop that lie inside the panel: the sum over
    them of the mean of the saliency map, 0..4. An edge where the picture is calm cuts nothing."""
    if not facts.saliency:
        return np.zeros(len(crops))
    plane = np.asarray(facts.saliency, dtype=np.float64) / 255
    rows, columns = plane.shape
    along = np.linspace(0, 1, EDGE_POINTS)
    left, top = crops[:, 0] / facts.width, crops[:, 1] / facts.height
    right, bottom = left + crops[:, 2] / facts.width, top + crops[:, 3] / facts.height
    across = left[:, None] + (right - left)[:, None] * along
    down = top[:, None] + (bottom - top)[:, None] * along

    def seen(x: Floats, y: Floats) -> Floats:
        column = np.clip((x * columns).astype(int), 0, columns - 1)
        means: Floats = plane[np.clip((y * rows).astype(int), 0, rows - 1), column].mean(axis=1)
        return means

    sides = (
        (left > AT_EDGE, left[:, None] + 0 * down, down),
        (right < 1 - AT_EDGE, right[:, None] + 0 * down, down),
        (top > AT_EDGE, across, top[:, None] + 0 * across),
        (bottom < 1 - AT_EDGE, across, bottom[:, None] + 0 * across),
    )
    total: Floats = np.sum([inside * seen(x, y) for inside, x, y in sides], axis=0)
    return total


def _lettered(crops: Floats, facts: PictureFacts) -> Floats:
    """The part of each tight crop that lettering covers, past what any panel of signs has."""
    covered = np.zeros(len(crops))
    for region in facts.of("lettering"):
        covered += seen_parts(crops, region.box) * area(region.box)
    areas = crops[:, 2] * crops[:, 3]
    clipped: Floats = np.clip(covered / areas - 0.06, 0, None)
    return np.where(areas < TIGHT * area(facts.whole), clipped, 0.0)


def _beheaded(crops: Floats, face: Rect, facts: PictureFacts) -> NDArray[np.bool_]:
    """Crops that show a part of a head, or a chest without all of its head."""
    top = max(0.0, face.y - 0.4 * face.h)
    head = Rect(face.x - 0.1 * face.w, top, 1.2 * face.w, face.y + 1.05 * face.h - top)
    chest = Rect(face.x, face.y + 1.2 * face.h, face.w, 1.2 * face.h)
    seen = seen_parts(crops, head)
    chest_seen = seen_parts(crops, chest) > 0.5
    lost = (seen < 0.93) & ((seen > 0.08) | chest_seen)
    beside = (face.x < 0.02 * facts.width) | (face.x + face.w > 0.98 * facts.width)
    return lost & (not beside)
