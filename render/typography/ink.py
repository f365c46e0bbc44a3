"""Shapes drawn by hand: outlines as points, filled with exact coverage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.typography.outline import outline_coverage

Floats = NDArray[np.float64]
Cover = NDArray[np.float32]


def filled(points: Floats, size: tuple[int, int]) -> Cover:
    """Coverage 0..1, float32 [h, w], of a closed shape; `points` are float64 [n, 2] in pixels."""
    edges = np.concatenate([points, np.roll(points, -1, axis=0)], axis=1)
    x0, y0, x1, y1 = edges.T
    if (x0 * y1 - x1 * y0).sum() < 0:
        edges = edges[:, [2, 3, 0, 1]]
    return np.clip(outline_coverage(edges, *size), 0, 1)


def wobble(angles: Floats, seed: int, amount: float) -> Floats:
    """A slow unevenness around a closed line, as a hand has: mean 0, at most `amount`."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 3)
    waves = sum(np.sin(k * angles + p) / k for k, p in zip((2, 3, 5), phases, strict=True))
    shape: Floats = np.asarray(waves) * amount / (1 / 2 + 1 / 3 + 1 / 5)
    return shape


def inset(points: Floats, widths: Floats) -> Floats:
    """A closed outline moved inwards by `widths`, one for each of its points."""
    along = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    towards = points.mean(axis=0) - points
    normal *= np.sign((normal * towards).sum())
    return points + normal * widths[:, None]


def union(*covers: Cover) -> Cover:
    """Coverage of shapes laid over each other."""
    together: Cover = np.maximum.reduce(covers)
    return together
