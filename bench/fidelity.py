"""Measures of how well a frame is sampled: jitter, PSNR and SSIM against a float reference."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from render.geometry import Rect

Floats = NDArray[np.float64]
PERIOD = 24.0
"""Panel pixels to a wave of the sinusoid panel."""


def waves(width: int = 1536, height: int = 1024) -> bytes:
    """A grey panel, PNG, of one sine across and one down: its position can be read off exactly."""
    x = np.sin(2 * math.pi * (np.arange(width) + 0.5) / PERIOD)
    y = np.sin(2 * math.pi * (np.arange(height) + 0.5) / PERIOD)
    levels = np.rint(128 + 50 * x[None, :] + 50 * y[:, None]).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(levels).save(file, "PNG")
    return file.getvalue()


def offset(levels: Floats, scale: float) -> float:
    """Where, in panel pixels modulo a wave, the first of `levels` starts on the panel.

    `levels` are means over rows or columns; `scale` is panel pixels to a frame pixel.
    """
    at = 2 * math.pi * scale * (np.arange(len(levels)) + 0.5) / PERIOD
    basis = np.stack([np.sin(at), np.cos(at), np.ones_like(at)], axis=1)
    sine, cosine, _ = np.linalg.lstsq(basis, levels, rcond=None)[0]
    return math.atan2(cosine, sine) * PERIOD / (2 * math.pi)


def jitter(frames: Iterable[NDArray[np.uint8]], rects: Sequence[Rect]) -> float:
    """Root mean square, in frame pixels, of where the panel lies less where it should lie.

    `frames` are luma, [height, width], of the panel of `waves` seen through `rects`. The larger
    of the two directions; a constant offset does not count.
    """
    across, down = [], []
    for frame, rect in zip(frames, rects, strict=True):
        height, width = frame.shape
        across.append(_miss(frame.mean(axis=0), rect.x, rect.w / width))
        down.append(_miss(frame.mean(axis=1), rect.y, rect.h / height))
    return max(float(np.std(across)), float(np.std(down)))


def _miss(levels: Floats, start: float, scale: float) -> float:
    miss = offset(levels, scale) - start
    return (miss - PERIOD * round(miss / PERIOD)) / scale


def reference_luma(pixels: NDArray[np.uint8], rect: Rect, size: tuple[int, int]) -> Floats:
    """BT.709 limited luma of `rect` of an RGB picture, Lanczos-3 in double precision, unrounded."""
    luma = 16 + pixels.astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722]) * 219 / 255
    across = _matrix(rect.x, rect.w, size[0], luma.shape[1])
    down = _matrix(rect.y, rect.h, size[1], luma.shape[0])
    return np.clip(down @ luma @ across.T, 0, 255)


def _matrix(start: float, length: float, count: int, limit: int) -> Floats:
    step = length / count
    stretch = max(step, 1.0)
    matrix = np.zeros((count, limit))
    for i in range(count):
        centre = start + (i + 0.5) * step - 0.5
        taps = np.arange(math.floor(centre - 3 * stretch), math.ceil(centre + 3 * stretch) + 1)
        x = (taps - centre) / stretch
        weights = np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0.0)
        np.add.at(matrix[i], np.clip(taps, 0, limit - 1), weights / weights.sum())
    return matrix


def psnr(a: Floats | NDArray[np.uint8], b: Floats | NDArray[np.uint8]) -> float:
    """Peak signal to noise ratio of two planes of levels, in dB."""
    error = float(np.mean((a.astype(np.float64) - b) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def ssim(a: Floats | NDArray[np.uint8], b: Floats | NDArray[np.uint8]) -> float:
    """Mean structural similarity of two planes of levels (Gaussian windows of sigma 1.5)."""
    x, y = a.astype(np.float32), b.astype(np.float32)
    mx, my = gaussian_filter(x, 1.5), gaussian_filter(y, 1.5)
    xx, yy = gaussian_filter(x * x, 1.5) - mx * mx, gaussian_filter(y * y, 1.5) - my * my
    xy = gaussian_filter(x * y, 1.5) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mx * my + c1) * (2 * xy + c2)
    return float(np.mean(top / ((mx * mx + my * my + c1) * (xx + yy + c2))))
