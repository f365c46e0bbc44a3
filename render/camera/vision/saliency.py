"""What a picture draws the eye to, from its pixels alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from render.camera.vision.facts import PictureFacts
from render.geometry import Floats

Plane = NDArray[np.float32]

MAP_LONG_SIDE = 96
"""Cells along the longer side of the saliency map."""


def saliency_map(picture: Image.Image) -> Plane:
    """Where colour, light and detail differ from what surrounds them: rows x columns, 0..1.

    `picture` may have any mode.
    """
    lab = _small(picture)
    contrast: Plane = np.sum([_centre_surround(lab[..., c]) for c in range(3)], axis=0)
    edges = ndimage.gaussian_filter(_edges(lab[..., 0]), 2.5)
    raw = _unit(contrast) + 0.7 * _unit(edges)
    return _unit(raw * _towards_centre(*raw.shape))


def saliency_sums(facts: PictureFacts) -> Floats:
    """Sums of a picture's saliency up to each row and column, its mean being 1:
    [rows + 1, columns + 1]. A picture without a map is as salient everywhere."""
    plane = np.asarray(facts.saliency or np.ones((64, 64)), dtype=np.float64)
    mean = max(float(plane.mean()), 1e-9)
    return np.asarray(np.pad(plane / mean, ((1, 0), (1, 0))).cumsum(0).cumsum(1))


def drawing_the_eye(crops: Floats, facts: PictureFacts, sums: Floats | None = None) -> Floats:
    """How much draws the eye in each crop [n, 4], in pixels, beside the picture's mean; `sums` are
    its sums, where they are known."""
    sums = saliency_sums(facts) if sums is None else sums
    down, across = (side - 1 for side in sums.shape)
    left, right = (
        np.clip(np.rint(x / facts.width * across), 0, across).astype(int)
        for x in (crops[:, 0], crops[:, 0] + crops[:, 2])
    )
    top, bottom = (
        np.clip(np.rint(y / facts.height * down), 0, down).astype(int)
        for y in (crops[:, 1], crops[:, 1] + crops[:, 3])
    )
    mass = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(mass / np.maximum((right - left) * (bottom - top), 1))


def _small(picture: Image.Image) -> Plane:
    scale = MAP_LONG_SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.convert("RGB").resize(size, Image.Resampling.BOX)
    rgb = np.asarray(small, dtype=np.float32) / 255
    light = rgb @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    warm, leafy = rgb[..., 0] - rgb[..., 2], rgb[..., 1] - (rgb[..., 0] + rgb[..., 2]) / 2
    return np.stack([light, warm, leafy], axis=-1)


def _centre_surround(plane: Plane) -> Plane:
    fine = [ndimage.gaussian_filter(plane, s, mode="nearest") for s in (1.5, 3.0)]
    coarse = [ndimage.gaussian_filter(plane, s, mode="nearest") for s in (10.0, 20.0)]
    total: Plane = np.sum([np.abs(f - c) for f in fine for c in coarse], axis=0)
    return total


def _edges(plane: Plane) -> Plane:
    grown: Plane = np.hypot(ndimage.sobel(plane, 0), ndimage.sobel(plane, 1))
    return grown


def _unit(plane: Plane) -> Plane:
    low, high = np.percentile(plane, 1), np.percentile(plane, 99)
    scaled: Plane = np.clip((plane - low) / max(float(high - low), 1e-6), 0, 1)
    return scaled


def _towards_centre(rows: int, columns: int) -> Plane:
    y = (np.arange(rows) + 0.5) / rows - 0.5
    x = (np.arange(columns) + 0.5) / columns - 0.5
    near: Plane = np.exp(-(y[:, None] ** 2 + x[None, :] ** 2) / 0.5).astype(np.float32)
    return near
