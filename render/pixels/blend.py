"""Mixes drawn planes into a canvas, in whole levels, rounded once."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from render.pixels.resample import compiled_fast
from render.pixels.segments import Box

Planes = tuple[NDArray[np.uint8], ...]


@compiled_fast
def _blend(
    target: NDArray[np.uint8], source: NDArray[np.uint8], x: int, y: int, share: int
) -> None:
    """Mix by `share` of 4096."""
    height, width = source.shape
    for row in range(height):
        out, line = target[y + row, x : x + width], source[row]
        for i in range(width):
            mixed = np.int32(out[i]) * np.int32(4096 - share) + np.int32(line[i]) * np.int32(share)
            out[i] = np.uint8((mixed + np.int32(2048)) >> np.int32(12))


@compiled_fast
def _blend_flat(target: NDArray[np.uint8], level: int, share: int) -> None:
    for row in range(target.shape[0]):
        out = target[row]
        for i in range(out.size):
            mixed = np.int32(out[i]) * np.int32(4096 - share) + np.int32(level * share)
            out[i] = np.uint8((mixed + np.int32(2048)) >> np.int32(12))


@compiled_fast
def _blend_masked(
    target: NDArray[np.uint8],
    source: NDArray[np.uint8],
    alpha: NDArray[np.uint8],
    x: int,
    y: int,
    opacity: float,
) -> None:
    """out + opacity * (source - alpha * out), where source is already times alpha."""
    height, width = source.shape
    share, one, half = np.float32(opacity), np.float32(1 / 255), np.float32(0.5)
    for row in range(height):
        out, line, mask = target[y + row, x : x + width], source[row], alpha[row]
        for i in range(width):
            level = np.float32(out[i])
            level += share * (np.float32(line[i]) - np.float32(mask[i]) * one * level)
            level = min(max(level + half, np.float32(0)), np.float32(255))
            out[i] = np.uint8(np.int32(level))


@compiled_fast
def _lay(target: NDArray[np.uint8], source: NDArray[np.uint8], width: int, left: float) -> None:
    """Lay `width` columns over as many with their left edge at `left`, between pixels too."""
    whole = math.floor(left)
    share = np.float32(left - whole)
    for row in range(target.shape[0]):
        out, line = target[row], source[row]
        for i in range(max(whole, 0), min(whole + width + 1, width)):
            here, before = i - whole, i - whole - 1
            a = np.float32(line[here]) if here < width else np.float32(out[i])
            b = np.float32(line[before]) if before >= 0 else np.float32(out[i])
            out[i] = np.uint8(a + (b - a) * share + np.float32(0.5))


def lay(target: Planes, source: Planes, width: int, left: float) -> None:
    """Lay drawn Y, U, V planes, `width` pixels wide, over others, `left` pixels further right."""
    for shift, (out, plane) in zip((0, 1, 1), zip(target, source, strict=True), strict=True):
        _lay(out, plane, width >> shift, left / (1 << shift))


def blend(target: Planes, source: Planes, box: Box, opacity: float) -> None:
    """Mix `source`, as large as `box`, into `box` of `target`."""
    for shift, (out, planes) in zip((0, 1, 1), zip(target, source, strict=True), strict=True):
        _blend(out, planes, box.x >> shift, box.y >> shift, round(opacity * 4096))


def blend_flat(target: Planes, levels: tuple[int, int, int], opacity: float) -> None:
    """Mix one colour into all of `target`."""
    for out, level in zip(target, levels, strict=True):
        _blend_flat(out, level, round(opacity * 4096))


def blend_masked(target: Planes, still: Planes, box: Box, opacity: float) -> None:
    """Mix a still (Y, U, V times alpha, alpha, alpha at half size) into `box` of `target`."""
    luma, u, v, alpha, half = still
    _blend_masked(target[0], luma, alpha, box.x, box.y, opacity)
    _blend_masked(target[1], u, half, box.x >> 1, box.y >> 1, opacity)
    _blend_masked(target[2], v, half, box.x >> 1, box.y >> 1, opacity)
