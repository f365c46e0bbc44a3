"""Where a balloon stands, and in which form: calm, hiding nothing, near who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect, overlap
from render.lettering.model import Area, taken_in
from render.lettering.onscreen import (
    Head,
    Scenery,
    bodies,
    bustle,
    hair,
    head_of,
    kept_clear,
    sampled_frames,
    seen_head,
)
from render.lettering.signs.balloon_signs import BalloonSign, Manner, balloon_body, balloon_rim
from render.lettering.siting import Hidden, Kept, best_place, safe_area
from render.shots import View, shot_at
from story.model import Line

_SIZES, _WIDTHS = (1.0, 0.86, 0.74, 0.66), (1.0, 0.7, 1.35)
"""Letters and widths of the forms that are tried until one hides nothing."""
_CLEAR = 0.011
"""How far a tail keeps from what it should not hide, as a part of the canvas's shorter side."""
_ACROSS, _DOWN = 21, 15
"""Places that are tried over the safe area: steps of about 4 %, finer ones look alike."""
_GRID = 32, 18
"""Columns and rows of the map of what there is to see: a cell is smaller than any balloon."""
_FOR_BODIES = 0.8
"""Letters are made no smaller than this, as a part, only to keep off a body."""
_USUAL = 0.26, 0.17
"""A usual balloon's width and height, as parts of the canvas's width and its shorter side."""
_NEAR_SIDE, _AT_HOME = 0.3, 1.0
"""What it costs a balloon to stand where its speaker has no room to look, and to be the canvas's
height away from where their others stand: in parts of what a busy place costs."""
_IN_THE_MIDDLE = 0.06
"""Who is no farther than this from the canvas's middle has room on both sides."""
_TAIL, _REACHING = 0.3, 0.45
"""The length of a tail at the most, as a part of the canvas's shorter side: as it looks best, and
where it has to be plain whose it is."""
_BUSY = 1.6
"""What it costs to stand where there is most to see."""
_OTHERS_BODIES, _PLAIN = 0.06, 0.025
"""The part of another's body that a balloon may hide for the sake of its tail, and how far that has
to lead out of it then, as a part of the canvas's shorter side."""
_CORNERS, _LOWEST = (0.0, 0.05, 0.1), (1.0, 0.94, 0.88)
"""How far down the safe area a box stands in an upper corner, and in the lower fifth, as parts of
what is left of it beside the box, in the order in which they are tried."""
_LOW, _ELSEWHERE, _INWARD, _CROWDED = 0.5, 0.35, 0.8, 0.6
"""What it costs a box to stand low, on the other side than its speaker's, as far as the frame is
high from its edge, and right beside somebody's face, whose words it would be taken for."""
_BESIDE = 0.08
"""What is beside a face: within this part of the canvas's height."""


@dataclass(frozen=True)
class _Way:
    """How a place is chosen: the length of a tail at the most, and whether (`strict`) a balloon has
    to point at its speaker from where it stands, be that on their own body, and a box to stand in
    a corner."""

    tail: float = 0.0
    strict: bool = False


_WAYS = _Way(_TAIL), _Way(_REACHING, strict=True), _Way(_TAIL, strict=True)
"""The ways that are tried, the one that looks best first."""


def place_balloon(
    sign: BalloonSign, line: Line, scenery: Scenery, first: int, last: int, areas: Sequence[Area]
) -> tuple[BalloonSign, Area]:
    """The sign with its tail, and where its body stands: the first form that hides nothing, and
    whose tail is taken for nobody else's; where there is none, a box, as of who is not seen."""
    head = seen_head(scenery, line.speaker, first, last)
    for form in _WAYS if head else ():
        chosen, area, misleads = _placed(sign, line, scenery, (first, last), areas, head, form)
        if not misleads:
            return chosen, area
    boxed = _placed(sign, line, scenery, (first, last), areas, None, _Way(strict=True))
    if boxed[2]:
        boxed = _placed(sign, line, scenery, (first, last), areas, None, _Way())
    return boxed[:2]


def _placed(
    sign: BalloonSign,
    line: Line,
    scenery: Scenery,
    span: tuple[int, int],
    areas: Sequence[Area],
    head: Head | None,
    way: _Way,
) -> tuple[BalloonSign, Area, bool]:
    """The best form in its place, and whether that is wrong: it, or its tail, ends nearer to
    somebody else, or it is not what the way asks for."""
    first, last = span
    kept = _kept(scenery, head, first, last, taken_in(areas, first, last))
    if way.strict:
        kept = replace(kept, bodies=[each for each in kept.bodies if not _below(each, head)])
    home = _home(line.speaker, scenery, head, first, last)
    moments = len(sampled_frames(scenery, first, last))
    tried: list[tuple[tuple[bool, bool, Hidden], BalloonSign, Rect]] = []
    for form in _forms(sign, seen=head is not None):
        half = balloon_body(form)
        others = _others(kept, head)
        price = _Price(scenery, (first + last) // 2, head, half, others, home, way.tail)
        places = _candidates(form, scenery.view, cornered=way.strict)
        if way.strict and head:
            places = [box for box in places if price.leads(box)] or places
        box, hidden = best_place(places, kept, price)
        tail = short_of(box, price.tail(box), others, scenery.view)
        misleads = _misleads(box, tail, head, others) or (way.strict and hidden.drawn > 0)
        if way.strict and head:
            plain = _plain(box, tail, scenery.view)
            misleads = misleads or hidden.bodies > _OTHERS_BODIES * moments or not plain
        tried.append(((not hidden.nothing, misleads, hidden), replace(form, tail=tail), box))
        small = form.unit < _FOR_BODIES * sign.unit
        if hidden.nothing and not misleads and (small or not hidden.bodies):
            break
    (_, misled, _), chosen, box = min(tried, key=lambda each: each[0])
    return chosen, Area(box, first, last, line.speaker), misled


def _kept(
    scenery: Scenery, head: Head | None, first: int, last: int, taken: Sequence[Rect] = ()
) -> Kept:
    """What a balloon should not hide in frames [first, last)."""
    faces, drawn = (kept_clear(scenery, kind, first, last) for kind in ("face", "lettering"))
    maybe = [head.room] if head else hair(faces)
    return Kept(taken, faces, drawn, bodies(scenery, first, last), maybe)


def _plain(box: Rect, tail: tuple[float, float], view: View) -> bool:
    """Whether a tail is long enough to be seen to lead somewhere."""
    out = max(abs(tail[0]) - box.w / 2, abs(tail[1]) - box.h / 2)
    return out >= _PLAIN * min(view.width, view.height)


def _below(body: Rect, head: Head | None) -> bool:
    """Whether a body is the one that hangs from a head."""
    return head is not None and abs(body.x + body.w / 2 - head.mouth[0]) < head.box.w / 2


def _others(kept: Kept, head: Head | None) -> list[Rect]:
    """What a tail should not lie over: lettering, and faces but the speaker's own."""
    known = (*kept.faces, *kept.drawn)
    return [each for each in known if head is None or overlap(each, head.box) == 0]


def _home(
    speaker: str, scenery: Scenery, head: Head | None, first: int, last: int
) -> tuple[float, float]:
    """Where a speaker's balloons stand about, whatever they say: a centre on the canvas.

    Where a balloon of a usual size stands best while the shot lasts; a corner for whom nobody sees,
    on the side where the panel has them, else one for each speaker, through the whole story.
    """
    view, middle = scenery.view, (first + last) // 2
    shot = shot_at(scenery.shots, middle)
    if head is None or shot is None:
        known = head_of(scenery, speaker, middle)
        order = scenery.people.index(speaker) if speaker in scenery.people else 0
        right = known.mouth[0] > view.width / 2 if known else order % 2 == 1
        safe = safe_area(view.width, view.height)
        return (safe.x + safe.w * right, safe.y)
    half = (_USUAL[0] * view.width / 2, _USUAL[1] * min(view.width, view.height) / 2)
    kept = _kept(scenery, head, max(shot.start, 0), shot.start + shot.frames)
    price = _Price(scenery, middle, head, half, _others(kept, head), None, _TAIL)
    box, _ = best_place(_over_the_safe_area(2 * half[0], 2 * half[1], view), kept, price)
    return box.x + box.w / 2, box.y + box.h / 2


def _forms(sign: BalloonSign, *, seen: bool) -> Iterator[BalloonSign]:
    """The balloon as it looks best, then narrower, flatter and smaller; whom nobody sees speaks
    from a box, however they do."""
    manner: Manner = sign.manner if seen else "aside"
    for size, width in product(_SIZES, _WIDTHS):
        yield replace(sign, manner=manner, unit=sign.unit * size, widest=sign.widest * width)


def _candidates(sign: BalloonSign, view: View, *, cornered: bool) -> list[Rect]:
    """Boxes all over the safe area, or in its corners for a voice from elsewhere; a body of this
    sign just fits each."""
    half, rim = balloon_body(sign), balloon_rim(sign)
    width, height = 2 * (half[0] + rim), 2 * (half[1] + rim)
    over = _in_the_corners if sign.manner == "aside" and cornered else _over_the_safe_area
    return over(width, height, view)


def _in_the_corners(width: float, height: float, view: View) -> list[Rect]:
    """Boxes in the upper corners, then in the lower ones."""
    safe = safe_area(view.width, view.height)
    places = product((*_CORNERS, *_LOWEST), (0.0, 1.0))
    return [
        Rect(safe.x + across * max(safe.w - width, 0), safe.y + down * max(safe.h - height, 0),
             width, height)
        for down, across in places
    ]  # fmt: skip


def _over_the_safe_area(width: float, height: float, view: View) -> list[Rect]:
    safe = safe_area(view.width, view.height)
    return [
        Rect(safe.x + across * max(safe.w - width, 0), safe.y + down * max(safe.h - height, 0),
             width, height)
        for down in np.linspace(0, 1, _DOWN)
        for across in np.linspace(0, 1, _ACROSS)
    ]  # fmt: skip


@dataclass(frozen=True)
class _Price:
    """What a place costs: calm is cheap, near the speaker, above the mouth, where they look, near
    their balloons' `home`.

    Nothing but the picture counts, so that a speaker's place is the same through a shot, whatever
    they say, and an edit of one line moves no other's balloon.
    """

    scenery: Scenery
    frame: int
    head: Head | None
    half: tuple[float, float]
    others: Sequence[Rect]
    home: tuple[float, float] | None
    longest: float

    def __call__(self, box: Rect) -> float:
        view, head = self.scenery.view, self.head
        tail = self.tail(box)
        low = (box.y + box.h / 2) / view.height
        if head is None:
            price = _BUSY * _busy(self.seen, box, view) + _from_corner(box, self.home, view)
            return price + _CROWDED * _crowds(box, self.others, view)
        price = _BUSY * _busy(self.seen, box, view) + 1.1 * _away(box, head, view) + 0.9 * low
        price += 3.0 * _crosses(box, tail, self.others)
        price += 1.0 * self.misleads(box)
        price += _NEAR_SIDE * _on_the_near_side(box, head, view) + _from_home(box, self.home, view)
        return price + (0.8 if tail == (0.0, 0.0) else 0.0)

    def tail(self, box: Rect) -> tuple[float, float]:
        """From a place's centre towards the mouth, whatever lies between."""
        return _tail(box, self.head, self.half, self.scenery.view, self.longest)

    def misleads(self, box: Rect) -> bool:
        """Whether the tail ends nearer to somebody else."""
        return _misleads(box, self.tail(box), self.head, self.others)

    def leads(self, box: Rect) -> bool:
        """Whether the tail plainly leads to the speaker."""
        return not self.misleads(box) and _plain(box, self.tail(box), self.scenery.view)

    @cached_property
    def seen(self) -> NDArray[np.float64]:
        return bustle(self.scenery, self.frame, *_GRID)


def _from_corner(box: Rect, home: tuple[float, float] | None, view: View) -> float:
    """How far a box is from its speaker's corner: boxes that stand there don't draw the eye from
    who is seen."""
    right, middle = bool(home and home[0] > view.width / 2), box.x + box.w / 2
    there = middle > view.width / 2 if right else middle < view.width / 2
    low = box.y + box.h / 2 > view.height / 2
    aside = min(box.x, view.width - box.x - box.w) / view.height
    down = abs(0.5 * low - box.y / view.height) / 10
    return _LOW * low + _ELSEWHERE * (not there) + _INWARD * aside + down


def _crowds(box: Rect, faces: Sequence[Rect], view: View) -> float:
    """How near a box comes to the face that is nearest, 0..1."""
    gaps = [
        max(f.x - box.x - box.w, box.x - f.x - f.w, f.y - box.y - box.h, box.y - f.y - f.h, 0.0)
        for f in faces
    ]
    return max(0.0, 1.0 - min(gaps, default=view.height) / (_BESIDE * view.height))


def _from_home(box: Rect, home: tuple[float, float] | None, view: View) -> float:
    """How far a balloon is from where its speaker's others are."""
    if home is None:
        return 0.0
    away = np.hypot(box.x + box.w / 2 - home[0], box.y + box.h / 2 - home[1])
    return _AT_HOME * float(away) / view.height


def _on_the_near_side(box: Rect, head: Head, view: View) -> bool:
    """Whether a balloon is where the frame has less room beside its speaker."""
    x, middle = head.mouth[0], view.width / 2
    if abs(x - middle) < _IN_THE_MIDDLE * view.width:
        return False
    return (box.x + box.w / 2 > x) == (x > middle)


def _busy(seen: NDArray[np.float64], box: Rect, view: View) -> float:
    """How much there is to see under a box, 0..1."""
    across, down = _GRID[0] / view.width, _GRID[1] / view.height
    part = seen[int(box.y * down) : int((box.y + box.h) * down) + 1,
                int(box.x * across) : int((box.x + box.w) * across) + 1]  # fmt: skip
    return float(part.mean()) if part.size else 1.0


def _away(box: Rect, head: Head | None, view: View) -> float:
    """How far a box is from who speaks; below a mouth is worse."""
    if head is None:
        return 0.0
    x, y = box.x + box.w / 2 - head.mouth[0], box.y + box.h / 2 - head.mouth[1]
    return float(np.hypot(x, y)) / view.height + (0.2 if y > 0 else 0.0)


def _misleads(
    box: Rect, tail: tuple[float, float], head: Head | None, others: Sequence[Rect]
) -> bool:
    """Whether somebody else's face is nearer to where the tail ends than the speaker's is."""
    if head is None:
        return False
    x, y = box.x + box.w / 2 + tail[0], box.y + box.h / 2 + tail[1]
    own = np.hypot(x - head.mouth[0], y - head.mouth[1])
    return any(np.hypot(x - o.x - o.w / 2, y - o.y - o.h / 2) < own for o in others)


def _crosses(box: Rect, tail: tuple[float, float], faces: Sequence[Rect]) -> float:
    """How much of the tail lies over faces that are not the speaker's, 0..1."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    way = [(x + share * tail[0], y + share * tail[1]) for share in np.linspace(0, 1, 12)]
    over = [any(f.x < px < f.x + f.w and f.y < py < f.y + f.h for f in faces) for px, py in way]
    return sum(over) / len(way)


def short_of(
    box: Rect, tail: tuple[float, float], others: Sequence[Rect], view: View
) -> tuple[float, float]:
    """The tail as far as it lies over nothing that should be seen; none where that is nothing."""
    x, y, gap = box.x + box.w / 2, box.y + box.h / 2, _CLEAR * min(view.width, view.height)
    for share in np.linspace(0, 1, 40).tolist():
        reach = share * tail[0], share * tail[1]
        tip = Rect(x + reach[0] - gap, y + reach[1] - gap, 2 * gap, 2 * gap)
        if any(overlap(tip, each) > 0 for each in others):
            outside = overlap(tip, box) == 0
            return (round(reach[0], 1), round(reach[1], 1)) if outside else (0.0, 0.0)
    return tail


def _tail(
    box: Rect, head: Head | None, half: tuple[float, float], view: View, longest: float
) -> tuple[float, float]:
    """From the body's centre towards the mouth; it ends before the face, or before all of where
    that may be."""
    if head is None:
        return 0.0, 0.0
    x, y = head.mouth[0] - box.x - box.w / 2, head.mouth[1] - box.y - box.h / 2
    length, short = float(np.hypot(x, y)), min(view.width, view.height)
    inside = 1 / max(((abs(x) / half[0]) ** 2.5 + (abs(y) / half[1]) ** 2.5) ** 0.4, 1e-6)
    kept = head.box if head.sure else head.room
    aside, above = kept.w / 2, head.mouth[1] - kept.y
    there = above if y > 0 else kept.h - above
    face = min(aside / max(abs(x), 1e-6), there / max(abs(y), 1e-6), 1.0)
    gap = (1 - inside - face) * length
    reach = min(0.85 * gap, gap - 0.015 * short, longest * short)
    if reach < 0.02 * short:
        return 0.0, 0.0
    share = inside + reach / length
    return round(x * share, 1), round(y * share, 1)
