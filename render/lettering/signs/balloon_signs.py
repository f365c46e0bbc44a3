"""Speech balloons drawn as by hand: an uneven ink line, thick and thin, around comic lettering."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from render.lettering.signs.balloon_rows import ROUND, SQUARE, BalloonRows, rows_for
from render.typography.ink import Cover, Floats, filled, inset, union, wobble
from render.typography.paint import clear_canvas, paste, to_rgba, wash
from render.typography.type import Colour, TextStyle, draw_text

Manner = Literal["", "whisper", "shout", "thought", "aside"]
"""How it is said. An aside comes from somebody whom the panel does not show."""
PAPER: Colour = (255, 253, 246)
"""A warm white, as printed balloons are: pure white glares beside paintings."""
INK: Colour = (22, 18, 30)
"""Not quite black, for the same reason."""
_POINTS = 1440
"""Points of an outline: a quarter of a degree, finer than a pixel on any balloon."""
_PADS = {"shout": 20, "aside": 20}
"""Pixels around the text at 1080p, where not 17: jagged and square bodies need more."""


@dataclass(frozen=True)
class BalloonSign:
    """What is said, and how; `tail` is where it points, in pixels from the balloon's centre.

    A tail of (0, 0) is none. `unit` is the canvas's shorter side / 1080.
    """

    text: str
    manner: Manner
    tail: tuple[float, float]
    unit: float
    widest: float
    fonts: tuple[Path, ...] = ()
    tint: Colour = (0, 0, 0)


def balloon_body(sign: BalloonSign) -> tuple[float, float]:
    """Half the width and half the height in pixels of the body, without its tail."""
    rows, pad = _rows(sign), _PADS.get(sign.manner, 17) * sign.unit
    return rows.wide + pad * 1.25, rows.high + pad


def balloon_rim(sign: BalloonSign) -> float:
    """Pixels that the outline may reach beyond its body: rays, clouds, a hand's unevenness."""
    return (40 if sign.manner in ("shout", "thought") else 10) * sign.unit


def balloon_reach(sign: BalloonSign) -> tuple[int, int]:
    """From the picture's edge to the body's centre, in pixels: the same on both sides."""
    (wide, high), rim = balloon_body(sign), balloon_rim(sign)
    x, y = abs(sign.tail[0]), abs(sign.tail[1])
    return round(max(wide + rim, x + rim)), round(max(high + rim, y + rim))


def balloon_pixels(sign: BalloonSign) -> NDArray[np.uint8]:
    """The balloon as RGBA uint8 [h, w, 4], its body's centre in the picture's middle."""
    reach = balloon_reach(sign)
    size = (2 * reach[0], 2 * reach[1])
    angles: Floats = np.linspace(0, 2 * np.pi, _POINTS, endpoint=False)
    outer = _outline(sign, angles) + reach
    ink, paper = _shapes(sign, angles, outer, np.array(reach, np.float64), size)
    canvas = clear_canvas(size)
    wash(canvas, INK, ink)
    wash(canvas, _paper(sign), paper)
    style, rows = _style(sign), _rows(sign)
    lettered = draw_text(rows.text, style)
    inked = np.flatnonzero(lettered[..., 3].any(axis=1))
    middle = (inked[0] + inked[-1] + 1) / 2 if len(inked) else lettered.shape[0] / 2
    paste(canvas, lettered, reach[0] - lettered.shape[1] / 2, reach[1] - middle)
    return to_rgba(canvas)


def _shapes(
    sign: BalloonSign, angles: Floats, outer: Floats, centre: Floats, size: tuple[int, int]
) -> tuple[Cover, Cover]:
    """Where ink is, and where paper lies over it."""
    seed = _seed(sign)
    line = sign.unit * 5.0 * (1 + wobble(angles + 1, seed + 1, 0.4) + 0.25 * np.sin(angles - 0.6))
    inner = inset(outer, line)
    tails = _bubbles(sign, centre) if sign.manner == "thought" else _tail(sign, centre)
    thin = np.full(1, 4.5 * sign.unit)
    ink = union(filled(outer, size), *(filled(each, size) for each in tails))
    paper = union(
        filled(inner, size),
        *(filled(inset(each, np.repeat(thin, len(each))), size) for each in tails),
    )
    rim = 2 * round(2.2 * sign.unit) + 1
    paper = np.minimum(paper, ndimage.grey_erosion(ink, (rim, rim)))
    if sign.manner == "whisper":
        paper = np.maximum(paper, ink * _gaps(sign, centre, size))
    return ink, np.minimum(paper, ink)


def _outline(sign: BalloonSign, angles: Floats) -> Floats:
    """The body's edge around (0, 0), float64 [n, 2]: a squarish ellipse, a cloud or a burst."""
    wide, high = balloon_body(sign)
    seed, cos, sin = _seed(sign), np.cos(angles), np.sin(angles)
    power = 2 / _power(sign)
    edge = np.stack([np.sign(cos) * np.abs(cos) ** power * wide,
                     np.sign(sin) * np.abs(sin) ** power * high], axis=1)  # fmt: skip
    edge = edge * (1 + wobble(angles, seed, 0.008 if sign.manner == "aside" else 0.022))[:, None]
    if sign.manner not in ("thought", "shout"):
        return edge
    way, length = _way_along(edge)
    outwards = inset(edge, np.full(len(edge), -1.0)) - edge
    if sign.manner == "thought":
        count = max(7, round(length / (82 * sign.unit)))
        return edge + outwards * (22 * sign.unit * np.abs(np.sin(np.pi * way * count)))[:, None]
    count = max(11, round(length / (52 * sign.unit)))
    spikes = 1 - np.abs((way * count) % 1 - 0.5) * 2
    reach = 27 * sign.unit * (1 + wobble(way * 2 * np.pi * 4, seed + 2, 0.35))
    return edge + outwards * (spikes * reach)[:, None]


def _way_along(edge: Floats) -> tuple[Floats, float]:
    """How far around each point of a closed line lies, 0..1, and the line's length."""
    steps = np.linalg.norm(np.roll(edge, -1, axis=0) - edge, axis=1)
    length = float(steps.sum())
    return np.concatenate([[0.0], np.cumsum(steps)[:-1]]) / length, length


def _tail(sign: BalloonSign, centre: Floats) -> tuple[Floats, ...]:
    """A curved tail from inside the body to its tip."""
    tip = np.array(sign.tail)
    length = float(np.linalg.norm(tip))
    if length < 1:
        return ()
    along = tip / length
    across = np.array([-along[1], along[0]])
    bend = 0.10 * length * (1 if sign.tail[0] >= 0 else -1) * across
    root = min(34 * sign.unit, 0.55 * min(balloon_body(sign)))
    t = np.linspace(0, 1, 24)[:, None]
    spine = centre + t * tip + 4 * t * (1 - t) * bend
    width = root * (1 - t) ** 0.8
    return (np.concatenate([spine + across * width, (spine - across * width)[::-1]]),)


def _bubbles(sign: BalloonSign, centre: Floats) -> tuple[Floats, ...]:
    """Three bubbles that shrink towards the thinker."""
    tip = np.array(sign.tail)
    length = float(np.linalg.norm(tip))
    if length < 1:
        return ()
    edge = _to_edge(sign)
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    circle = np.stack([np.cos(turns), 0.86 * np.sin(turns)], axis=1)
    ways = np.linspace(min(edge + 0.2, 0.94), 0.98, 3)
    sizes = np.array([19.0, 14.0, 9.0]) * sign.unit
    return tuple(centre + way * tip + circle * size for way, size in zip(ways, sizes, strict=True))


def _to_edge(sign: BalloonSign) -> float:
    """The part of the tail that lies inside the body."""
    wide, high = balloon_body(sign)
    x, y = abs(sign.tail[0]) / wide, abs(sign.tail[1]) / high
    return float(min(1 / max((x**2.5 + y**2.5) ** 0.4, 1e-6), 1.0))


def _gaps(sign: BalloonSign, centre: Floats, size: tuple[int, int]) -> Cover:
    """1 where a whisper's line is broken, in even dashes around the body."""
    x, y = np.meshgrid(np.arange(size[0]) + 0.5 - centre[0], np.arange(size[1]) + 0.5 - centre[1])
    wide, high = balloon_body(sign)
    turns: Floats = np.linspace(-np.pi, np.pi, _POINTS, endpoint=False)
    edge = _outline(sign, turns)
    way, length = _way_along(edge)
    seen_at = np.interp(
        np.arctan2(y / high, x / wide), np.arctan2(edge[:, 1] / high, edge[:, 0] / wide), way
    )
    wave = np.cos(2 * np.pi * seen_at * round(length / (34 * sign.unit)))
    outside = (np.abs(x / wide) ** 2.5 + np.abs(y / high) ** 2.5) > 1.16
    gaps: Cover = np.where(outside, 0.0, np.clip(wave * 4 - 1.2, 0, 1)).astype(np.float32)
    return gaps


def _style(sign: BalloonSign) -> TextStyle:
    loud = sign.manner == "shout"
    size = {"shout": 60, "whisper": 43, "aside": 46}.get(sign.manner, 50) * sign.unit
    face = "shout" if loud else "comic"
    style = TextStyle(face, size, fill=INK, align="centre", leading=1.08, extra=sign.fonts)
    return replace(style, tracking=0.03 if loud else 0.0)


def _rows(sign: BalloonSign) -> BalloonRows:
    return rows_for(sign.text, _style(sign), sign.widest, _power(sign))


def _power(sign: BalloonSign) -> float:
    return SQUARE if sign.manner == "aside" else ROUND


def _paper(sign: BalloonSign) -> Colour:
    """Warm white; an aside's has a breath of its speaker's colour."""
    if sign.manner != "aside":
        return PAPER
    r, g, b = (
        round(0.72 * paper + 0.28 * tint) for paper, tint in zip(PAPER, sign.tint, strict=True)
    )
    return r, g, b


def _seed(sign: BalloonSign) -> int:
    return zlib.crc32(sign.text.encode())
