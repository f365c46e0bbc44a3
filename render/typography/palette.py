"""Colours for type, taken from a picture: a deep shade, a light tint, and what is vivid in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.typography.type import Colour
from story.model import NARRATOR

# Oklab by Björn Ottosson: equal steps look equal, so a lightness holds for every hue.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_BINS = 24
"""Bins of the hue's circle, 15 degrees: neighbours that one names alike fall together."""

TINTS: tuple[Colour, ...] = (
    *((255, 205, 96), (128, 208, 255), (158, 232, 146), (255, 166, 148), (206, 180, 255)),
    *((255, 188, 224), (146, 236, 214), (236, 214, 166)),
)
"""Colours of speakers, in the order of the cast: light, and told apart at a glance."""


@dataclass(frozen=True)
class Palette:
    """`deep` for grounds and scrims, `light` for text on them, `accent` for what should glow."""

    deep: Colour
    light: Colour
    accent: Colour


STORY_PALETTE = Palette(deep=(22, 20, 40), light=(255, 247, 232), accent=(255, 190, 92))
"""Where no picture gives colours."""


def speaker_tint(speaker: str, speakers: Sequence[str]) -> Colour | None:
    """The colour of one of the `speakers`, by their order; None for the narrator and for others."""
    people = [name for name in speakers if name != NARRATOR]
    return TINTS[people.index(speaker) % len(TINTS)] if speaker in people else None


def palette(picture: NDArray[np.uint8] | None) -> Palette:
    """Colours that belong to `picture` (RGB uint8 [h, w, 3]); STORY_PALETTE where there is none.

    Text in `light` or `accent` on `deep` has a contrast of at least 7:1, whatever the picture.
    """
    if picture is None or not picture.size:
        return STORY_PALETTE
    lab = _lab(_small(picture)).reshape(-1, 3)
    chroma, hue = np.hypot(lab[:, 1], lab[:, 2]), np.arctan2(lab[:, 2], lab[:, 1])
    if np.percentile(chroma, 98) < 0.04:
        grey = STORY_PALETTE
        return Palette(deep=(18, 19, 22), light=grey.light, accent=grey.accent)
    ground = _main_hue(hue, chroma)
    glow = _main_hue(hue, chroma**2 * np.clip(lab[:, 0] - 0.3, 0, 1) * _apart(hue, ground))
    return Palette(
        deep=_colour(0.19, 0.045, ground),
        light=_colour(0.97, 0.018, glow),
        accent=_colour(0.84, 0.14, glow),
    )


def luminance(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Relative luminance by WCAG 2, 0..1, of RGB in the last axis."""
    weighed: NDArray[np.float64] = _linear(rgb) @ np.array([0.2126, 0.7152, 0.0722])
    return weighed


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    step = max(1, min(picture.shape[:2]) // 96)
    return picture[step // 2 :: step, step // 2 :: step, :3]


def _linear(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    value = rgb / 255.0
    linear: NDArray[np.float64] = np.where(
        value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4
    )
    return linear


def _lab(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    lab: NDArray[np.float64] = np.cbrt(_linear(rgb) @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def _main_hue(hue: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """The hue, in radians, around which most of the weight lies."""
    index = np.floor((hue / (2 * np.pi) % 1) * _BINS).astype(int) % _BINS
    histogram = np.bincount(index, weight, _BINS)
    smooth = histogram + 0.6 * (np.roll(histogram, 1) + np.roll(histogram, -1))
    return float((np.argmax(smooth) + 0.5) / _BINS * 2 * np.pi)


def _apart(hue: NDArray[np.float64], other: float) -> NDArray[np.float64]:
    """1 for hues across the circle from `other`, 0.35 beside it: an accent should stand out."""
    apart: NDArray[np.float64] = 0.35 + 0.65 * (1 - np.cos(hue - other)) / 2
    return apart


def _colour(lightness: float, chroma: float, hue: float) -> Colour:
    """The sRGB colour of an Oklab lightness, chroma and hue, its chroma reduced into the gamut."""
    back = np.linalg.inv(_TO_LMS), np.linalg.inv(_TO_LAB)
    linear = np.zeros(3)
    for share in np.linspace(1, 0, 21):
        a, b = share * chroma * np.cos(hue), share * chroma * np.sin(hue)
        linear = back[0] @ (back[1] @ np.array([lightness, a, b])) ** 3
        if linear.min() >= -1e-4 and linear.max() <= 1 + 1e-4:
            break
    linear = np.clip(linear, 0, 1)
    value = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(float(part) * 255) for part in value)
    return red, green, blue
