"""The shot list: what the camera sees. Plain data, from which frames follow."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from render.geometry import Rect, pixels_for

LegEasing = Literal["linear", "in-out-sine", "in-out-quad", "in-out-cubic", "out-cubic", "in-cubic"]
Easing = Literal[LegEasing, "smooth"]


@dataclass(frozen=True)
class Keyframe:
    """The camera is at `rect` at `time` seconds from the shot's start; `easing` leads to the next.

    Legs that follow each other and are all "smooth" make one curve, at rest only at its two ends:
    the camera passes through the stations between without a stop or a jerk.
    """

    time: float
    rect: Rect
    easing: Easing = "in-out-sine"


@dataclass(frozen=True)
class FramePlace:
    """Where a framed picture is at `frame` (from its shot's or its segment's first), in canvas
    pixels; `easing` leads to the next."""

    frame: float
    rect: Rect
    easing: LegEasing = "out-cubic"


Lights = tuple[tuple[int, float], ...]
"""How bright a framed picture is over time: (frame, 0..1), linear between, held outside; () is as
bright as it was drawn."""


@dataclass(frozen=True)
class Shot:
    """One panel under one continuous camera move for `frames` frames.

    `picture` names the picture in the store (by content), `start` is its first frame counted from
    its section's start (negative where it shows during the transition into the section). It fills
    the frame, unless it stands beside others of the same frames: then `places` say where, `lights`
    how bright it is, both counted from its first frame.
    """

    picture: str
    start: int
    frames: int
    keyframes: tuple[Keyframe, ...]
    places: tuple[FramePlace, ...] = ()
    lights: Lights = ()

    @cached_property
    def path(self) -> CropPath:
        return CropPath(self.keyframes)


def shot_at(shots: Sequence[Shot], frame: int) -> Shot | None:
    """The shot in front at `frame` of their section: of two that fade, the later; None in a gap."""
    on = (s for s in reversed(shots) if s.start <= frame < s.start + s.frames)
    return next(on, None)


def shots_at(shots: Sequence[Shot], frame: int) -> tuple[Shot, ...]:
    """All shots that stand side by side in front at `frame`; else the one, or none."""
    front = shot_at(shots, frame)
    if front is None or not front.places:
        return (front,) if front else ()
    span = (front.start, front.frames)
    return tuple(one for one in shots if one.places and (one.start, one.frames) == span)


def place_at(places: tuple[FramePlace, ...], frame: float) -> Rect:
    """Where a framed picture is at `frame`: between two places as the first says, held outside."""
    after = next((n for n, place in enumerate(places) if place.frame > frame), len(places))
    if after in (0, len(places)):
        return places[min(after, len(places) - 1)].rect
    a, b = places[after - 1], places[after]
    share = EASINGS[a.easing]((frame - a.frame) / (b.frame - a.frame))
    return _between(a.rect, b.rect, share)


def _in_out(power: int) -> Callable[[float], float]:
    def ease(t: float) -> float:
        return (2 * t) ** power / 2 if t < 0.5 else 1 - (2 - 2 * t) ** power / 2

    return ease


EASINGS: dict[LegEasing, Callable[[float], float]] = {
    "linear": lambda t: t,
    "in-out-sine": lambda t: (1 - math.cos(math.pi * t)) / 2,
    "in-out-quad": _in_out(2),
    "in-out-cubic": _in_out(3),
    "out-cubic": lambda t: 1 - (1 - t) ** 3,
    "in-cubic": lambda t: t**3,
}
"""How a leg is run through: the part of its way at a part of its time, by easings.net's names."""


def rect_at(shot: Shot, frame: int, fps: Fraction) -> Rect:
    """The crop rect of `frame`, counted from the shot's first; held before and after its path."""
    return shot.path.at(float(frame / fps))


def rect_at_time(keys: tuple[Keyframe, ...], time: float) -> Rect:
    """The crop rect `time` seconds into a path. For many times of one path, keep a `CropPath`."""
    return CropPath(keys).at(time)


class CropPath:
    """A path through stations, ready to be asked often: an answer costs the same on long paths.

    It never leaves the box around its stations.
    """

    def __init__(self, keys: tuple[Keyframe, ...]) -> None:
        self._keys = keys
        self._times = [key.time for key in keys]
        self._curves: dict[int, _Curve] = {}

    def at(self, time: float) -> Rect:
        keys = self._keys
        if time <= keys[0].time:
            return keys[0].rect
        if time >= keys[-1].time:
            return keys[-1].rect
        leg = bisect_right(self._times, time) - 1
        here, there = keys[leg], keys[leg + 1]
        if here.easing == "smooth":
            return self._curve_of(leg).at(time)
        share = EASINGS[here.easing]((time - here.time) / (there.time - here.time))
        return _between(here.rect, there.rect, share)

    def _curve_of(self, leg: int) -> _Curve:
        """The curve of the unbroken run of smooth legs that `leg` belongs to."""
        if leg not in self._curves:
            first, last = _run_of(self._keys, leg)
            curve = _Curve(self._keys[first : last + 2])
            self._curves |= dict.fromkeys(range(first, last + 1), curve)
        return self._curves[leg]


def _between(a: Rect, b: Rect, share: float) -> Rect:
    def mix(u: float, v: float) -> float:
        return u + (v - u) * share

    return Rect(mix(a.x, b.x), mix(a.y, b.y), mix(a.w, b.w), mix(a.h, b.h))


def _run_of(keys: tuple[Keyframe, ...], leg: int) -> tuple[int, int]:
    """The first and the last leg of the unbroken run of smooth ones that `leg` belongs to."""
    first = last = leg
    while first > 0 and keys[first - 1].easing == "smooth":
        first -= 1
    while last + 2 < len(keys) and keys[last + 1].easing == "smooth":
        last += 1
    return first, last


class _Curve:
    """Smooth legs in a row: each side of the rect follows a curve of its own."""

    def __init__(self, keys: tuple[Keyframe, ...]) -> None:
        rects = [key.rect for key in keys]
        sides = zip(*((r.x, r.y, r.w, r.h) for r in rects), strict=True)
        times = [key.time for key in keys]
        self._x, self._y, self._w, self._h = (Monotone(times, [*side]) for side in sides)
        self._right = max(rect.x + rect.w for rect in rects)
        self._bottom = max(rect.y + rect.h for rect in rects)

    def at(self, time: float) -> Rect:
        w, h = self._w.at(time), self._h.at(time)
        # Left edge and width are monotone each, their sum need not be: slide back inside.
        x, y = min(self._x.at(time), self._right - w), min(self._y.at(time), self._bottom - h)
        return Rect(x, y, w, h)


class Monotone:
    """Monotone cubic Hermite curve (Fritsch and Butland's slopes), at rest at both ends."""

    def __init__(self, times: list[float], values: list[float]) -> None:
        self._times, self._values = times, values
        self._slopes = [_slope(times, values, i) for i in range(len(times))]

    def at(self, time: float) -> float:
        times, values = self._times, self._values
        leg = min(bisect_right(times, time), len(times) - 1) - 1
        span = times[leg + 1] - times[leg]
        t = (time - times[leg]) / span
        rise = values[leg + 1] - values[leg]
        m0, m1 = self._slopes[leg] * span, self._slopes[leg + 1] * span
        return values[leg] + t * (m0 + t * (3 * rise - 2 * m0 - m1 + t * (m0 + m1 - 2 * rise)))


def _slope(times: list[float], values: list[float], i: int) -> float:
    """Slope at station `i`: 0 at ends and turning points, else a harmonic mean of its legs'."""
    if i in (0, len(times) - 1):
        return 0.0
    before, after = times[i] - times[i - 1], times[i + 1] - times[i]
    d0, d1 = (values[i] - values[i - 1]) / before, (values[i + 1] - values[i]) / after
    if d0 * d1 <= 0:
        return 0.0
    w0, w1 = 2 * after + before, after + 2 * before
    return (w0 + w1) / (w0 / d0 + w1 / d1)


@dataclass(frozen=True)
class Overlay:
    """A picture with transparency in [first, last), faded over `fade` frames at both ends, or over
    `fade_out` at the last.

    Its top left corner is at (x, y) canvas pixels; it comes from `slide` pixels left of there, or
    grows out of the point `grows` of the canvas.
    """

    picture: str
    first: int
    last: int
    fade: int
    x: float = 0.0
    y: float = 0.0
    slide: float = 0.0
    fade_out: int | None = None
    grows: tuple[float, float] | None = None

    @property
    def leaving(self) -> int:
        """Frames in which it goes."""
        return self.fade if self.fade_out is None else self.fade_out


FlourishKind = Literal["glow", "snow", "rain", "focus", "shake"]


@dataclass(frozen=True)
class Flourish:
    """What an author asks to happen to the picture itself, in [first, last) of its section.

    It comes over `fade` frames and goes over `fade_out`. The `seed` is made of its section and its
    place there. A "focus" is on `sharp` in `picture` (its pixels; the box of a head, where it is a
    `figure`'s). `words` are the author's.
    """

    kind: FlourishKind
    first: int
    last: int
    seed: int
    words: str
    fade: int = 0
    fade_out: int = 0
    picture: str = ""
    sharp: Rect | None = None
    figure: bool = False


SHARPEST = ((1080, 2.2), (2160, 2.5))
"""Output height, and how many times a panel's pixels may be resampled larger at it: past that,
lines are soft."""
UPSCALING = 2
"""How many times wider and higher than its panel an enlarged one is. Four times would be 25
megapixels of a panel of 1536 x 1024, and was hardly seen to be sharper at 1080p."""


@dataclass(frozen=True)
class View:
    """What the film is made for: output size in pixels, frames a second.

    `still` holds each panel without any move. `lead_in` frames of a panel's first shot stand
    before its span, for a transition into it: they alone overlap the shot before. `upscaled` lets
    the camera come nearer than a panel's own pixels bear: what it shows there is drawn anew.
    """

    width: int
    height: int
    fps: Fraction
    still: bool = False
    lead_in: int = 0
    upscaled: bool = True

    @property
    def aspect(self) -> Fraction:
        return Fraction(self.width, self.height)

    @property
    def enlargement(self) -> float:
        """How many times a panel's pixels may be enlarged and still look drawn for this size."""
        return self.resampling * (UPSCALING if self.upscaled else 1)

    @property
    def resampling(self) -> float:
        """How many times a panel's pixels may be resampled larger, with nothing drawn anew."""
        (low, least), (high, most) = SHARPEST
        short = min(max(min(self.width, self.height), low), high)
        return least + (most - least) * (short - low) / (high - low)

    def of_panel(self, width: float, height: float) -> View:
        """The view of a panel of that size: one that is too large to be kept enlarged isn't."""
        fits = width * height * UPSCALING**2 <= pixels_for((self.width, self.height))
        return self if fits else replace(self, upscaled=False)
