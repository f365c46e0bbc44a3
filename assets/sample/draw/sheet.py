"""The sheet that a panel is drawn on, and how it is finished and saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia
from PIL import Image, ImageFilter

OVERSAMPLING = 2
MOST_BYTES = 700_000


@dataclass(frozen=True)
class Sheet:
    """A surface of `width` x `height` logical units, and the source of chance for its panel."""

    width: int
    height: int
    surface: skia.Surface
    rng: np.random.Generator

    @property
    def canvas(self) -> skia.Canvas:
        return self.surface.getCanvas()


def blank(width: int, height: int, rng: np.random.Generator) -> Sheet:
    surface = skia.Surface(width * OVERSAMPLING, height * OVERSAMPLING)
    surface.getCanvas().scale(OVERSAMPLING, OVERSAMPLING)
    return Sheet(width, height, surface, rng)


def finish(sheet: Sheet, vignette: float = 0.28, bloom: float = 0.22) -> Image.Image:
    """Reduce to the final size; add bloom, contrast, a painted surface, a vignette and grain."""
    pixels = np.asarray(sheet.surface.makeImageSnapshot())[..., 2::-1]
    large = Image.fromarray(np.ascontiguousarray(pixels))
    image = large.resize((sheet.width, sheet.height), Image.Resampling.LANCZOS)
    plane = np.asarray(image, dtype=np.float32) / 255.0
    plane = _graded(_bloomed(plane, bloom))
    plane = plane * _surface(sheet) * _vignette(sheet, vignette)
    plane = plane + _grain(sheet)
    return Image.fromarray((np.clip(plane, 0, 1) * 255 + 0.5).astype(np.uint8))


def _bloomed(plane: np.ndarray, strength: float) -> np.ndarray:
    bright = np.clip(plane - 0.62, 0, 1) * 2.0
    image = Image.fromarray((np.clip(bright, 0, 1) * 255).astype(np.uint8))
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(16)), dtype=np.float32) / 255.0
    screened: np.ndarray = 1 - (1 - plane) * (1 - soft * strength)
    return screened


def _graded(plane: np.ndarray) -> np.ndarray:
    """A little more contrast and colour."""
    curve = plane * plane * (3 - 2 * plane)
    steep = plane + 0.22 * (curve - plane)
    grey = steep.mean(axis=-1, keepdims=True)
    rich: np.ndarray = grey + 1.10 * (steep - grey)
    return rich


def _surface(sheet: Sheet) -> np.ndarray:
    """Uneven pigment: broad slow clouds and finer diagonal strokes, a few percent strong."""
    broad = noise(sheet.rng, sheet.width, sheet.height, (7, 5), octaves=3)
    strokes = noise(sheet.rng, sheet.width, sheet.height, (90, 150), octaves=1)
    return (1 + 0.018 * broad + 0.010 * strokes)[..., None]


def _vignette(sheet: Sheet, strength: float) -> np.ndarray:
    x = np.linspace(-1, 1, sheet.width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, sheet.height, dtype=np.float32)[:, None]
    dark = np.clip((x**2 * 0.75 + y**2 * 0.75) - 0.45, 0, 1) * strength
    return np.stack([1 - dark, 1 - dark, 1 - dark * 0.7], axis=-1)


def _grain(sheet: Sheet) -> np.ndarray:
    shape = (sheet.height, sheet.width)
    fine = sheet.rng.standard_normal(shape).astype(np.float32)
    soft = (fine + np.roll(fine, 1, 0) + np.roll(fine, 1, 1) + np.roll(fine, (1, 1), (0, 1))) / 2
    return (soft * 0.009)[..., None]


def noise(
    rng: np.random.Generator, width: int, height: int, cells: tuple[int, int], octaves: int = 4
) -> np.ndarray:
    """Smooth noise (height, width) of mean about 0 and size about 1, from coarse to fine."""
    total = np.zeros((height, width), dtype=np.float32)
    for octave in range(octaves):
        shape = (cells[1] * 2**octave + 1, cells[0] * 2**octave + 1)
        coarse = Image.fromarray(rng.standard_normal(shape).astype(np.float32))
        fine = coarse.resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(fine) * 0.5**octave
    return total


def save(image: Image.Image, path: Path) -> None:
    """Write a JPEG without colour subsampling, as good as the size limit allows."""
    for quality in range(94, 80, -1):
        image.save(path, quality=quality, subsampling=0, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
