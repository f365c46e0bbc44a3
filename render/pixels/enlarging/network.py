"""The network that draws: convolutions of three by three, run over a picture by Winograd's method.

F(4x4, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2015): sixteen
places of a channel take 36 products in place of 144. Beside onnxruntime's direct convolutions it
needs two fifths of the time, and what it draws differs by a thousandth of a level at the most.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voices.sound.compiled import compiler

Floats = NDArray[np.float32]

TIMES = 4
"""How many times higher and wider than the picture is what the network draws."""
_BLOCK = 4
"""Pixels of a side that are made together, from two more."""
_ROW = 29
"""Blocks at a time, half a tile's with its margins: their products stay in the second cache, and
are few enough for OpenBLAS to make them on one thread. An odd number, since at 64 all points of a
block fall on the same lines of the first cache: twice the time, whenever memory lies badly."""
_KERNELS = np.array(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ]
)
"""What brings a line of a kernel to the six points at which products are made."""

_TWO, _FOUR, _FIVE, _EIGHT = (np.float32(number) for number in (2, 4, 5, 8))
"""Numbers of Winograd's method; as Python's own, they would make sums in 64 bits."""
_Number = Any
"""A float of 32 bits: numpy's types and numba's differ on what sums of them are."""

_fast = compiler(fastmath={"contract", "nnan", "ninf", "nsz"})


@_fast
def _six_points(
    a: _Number, b: _Number, c: _Number, d: _Number, e: _Number, f: _Number
) -> tuple[_Number, ...]:
    even, odd = e - _FOUR * c, d - _FOUR * b
    near, far = e - c, _TWO * (d - b)
    ends = _FOUR * a - _FIVE * c + e, _FOUR * b - _FIVE * d + f
    return ends[0], even + odd, even - odd, near + far, near - far, ends[1]


@_fast
def _to_points(
    source: Floats, top: int, left: int, blocks: int, points: Floats, lines: Floats
) -> None:
    """Six by six pixels of each block to the points at which products are made."""
    channels = source.shape[2]
    for block in range(blocks):
        x = left + 4 * block
        for j in range(6):
            for c in range(channels):
                a, b, d = (
                    source[top, x + j, c],
                    source[top + 1, x + j, c],
                    source[top + 2, x + j, c],
                )
                e, f = source[top + 3, x + j, c], source[top + 4, x + j, c]
                found = _six_points(a, b, d, e, f, source[top + 5, x + j, c])
                lines[0, j, c], lines[1, j, c], lines[2, j, c] = found[0], found[1], found[2]
                lines[3, j, c], lines[4, j, c], lines[5, j, c] = found[3], found[4], found[5]
        for i in range(6):
            for c in range(channels):
                a, b, d = lines[i, 0, c], lines[i, 1, c], lines[i, 2, c]
                found = _six_points(a, b, d, lines[i, 3, c], lines[i, 4, c], lines[i, 5, c])
                points[6 * i, block, c], points[6 * i + 1, block, c] = found[0], found[1]
                points[6 * i + 2, block, c], points[6 * i + 3, block, c] = found[2], found[3]
                points[6 * i + 4, block, c], points[6 * i + 5, block, c] = found[4], found[5]


@_fast
def _four_pixels(
    a: _Number, b: _Number, c: _Number, d: _Number, e: _Number, f: _Number
) -> tuple[_Number, ...]:
    near, slope = b + c, b - c
    far, steep = d + e, d - e
    return a + near + far, slope + _TWO * steep, near + _FOUR * far, slope + _EIGHT * steep + f


@_fast
def _bent(level: _Number, slope: _Number) -> _Number:
    return level if level > 0 else level * slope


@_fast
def _from_points(
    products: Floats,
    blocks: int,
    out: Floats,
    top: int,
    left: int,
    bias: Floats,
    slopes: Floats,
    lines: Floats,
) -> None:
    """Products to four by four pixels of each block, with what follows a convolution."""
    channels = out.shape[2]
    for block in range(blocks):
        x = left + 4 * block
        for j in range(6):
            for c in range(channels):
                a, b, d = (
                    products[j, block, c],
                    products[6 + j, block, c],
                    products[12 + j, block, c],
                )
                e, f = products[18 + j, block, c], products[24 + j, block, c]
                found = _four_pixels(a, b, d, e, f, products[30 + j, block, c])
                lines[0, j, c], lines[1, j, c] = found[0], found[1]
                lines[2, j, c], lines[3, j, c] = found[2], found[3]
        for i in range(4):
            for c in range(channels):
                a, b, d = lines[i, 0, c], lines[i, 1, c], lines[i, 2, c]
                found = _four_pixels(a, b, d, lines[i, 3, c], lines[i, 4, c], lines[i, 5, c])
                out[top + i, x, c] = _bent(found[0] + bias[c], slopes[c])
                out[top + i, x + 1, c] = _bent(found[1] + bias[c], slopes[c])
                out[top + i, x + 2, c] = _bent(found[2] + bias[c], slopes[c])
                out[top + i, x + 3, c] = _bent(found[3] + bias[c], slopes[c])


@_fast
def _convolve(
    source: Floats,
    kernels: Floats,
    bias: Floats,
    slopes: Floats,
    out: Floats,
    size: tuple[int, int],
    left_out: int,
) -> None:
    """A layer over `size` pixels of the source that begin `left_out` from its border."""
    height, width = size
    channels, made = kernels.shape[1], kernels.shape[2]
    points = np.empty((36, _ROW, channels), np.float32)
    products = np.empty((36, _ROW, made), np.float32)
    lines = np.empty((6, 6, max(channels, made)), np.float32)
    for top in range(0, height, 4):
        for left in range(0, width, 4 * _ROW):
            blocks = min(_ROW, (width - left + 3) // 4)
            _to_points(source, top + left_out, left + left_out, blocks, points, lines)
            for k in range(36):
                np.dot(points[k], kernels[k], products[k])
            _from_points(products, blocks, out, top + 1, left + 1, bias, slopes, lines)


@dataclass(frozen=True)
class Layer:
    """A convolution, as its products are made: float32 [36, channels in, channels out]; what is
    added to each channel, and by what it is multiplied below zero."""

    kernels: Floats
    bias: Floats
    slopes: Floats


def read_network(data: bytes) -> tuple[Layer, ...]:
    """The layers from a file that `assets/enlarge/build.py` made."""
    with np.load(io.BytesIO(data)) as file:
        count = sum(name.startswith("kernels") for name in file.files)
        return tuple(_layer(file, number) for number in range(count))


def _layer(file: Any, number: int) -> Layer:
    written = file[f"kernels{number}"].astype(np.float64)  # [out, in, 3, 3]
    points = np.einsum("ai,ocij,bj->abco", _KERNELS, written, _KERNELS)
    kernels = points.reshape(36, written.shape[1], written.shape[0])
    return Layer(
        np.ascontiguousarray(kernels, np.float32), file[f"bias{number}"], file[f"slopes{number}"]
    )


def draw(network: tuple[Layer, ...], picture: Floats, spared: int = 0) -> Floats:
    """What the network makes of a picture, float32 [3, height, width], 0 to 1: four times as large.

    On each side, `spared` pixels are looked at and not drawn, in whole blocks, a block for as
    many layers at the most: what lies further in than all layers look is then as with none
    spared. Beyond the picture's edges, each layer sees zeros.
    """
    colours, height, width = picture.shape
    held = _empty(height, width, colours)
    held[1 : height + 1, 1 : width + 1] = picture.transpose(1, 2, 0)
    cut, spare = 0, dict[tuple[int, int, int], Floats]()
    for done, layer in enumerate(network, 1):
        here = min(spared, done // _BLOCK * _BLOCK) - cut
        cut, height, width = cut + here, height - 2 * here, width - 2 * here
        size = height, width, layer.bias.size
        out = spare.pop(size, None)
        out = _empty(*size) if out is None else out
        _convolve(held, layer.kernels, layer.bias, layer.slopes, out, size[:2], here)
        out[height + 1 :], out[:, width + 1 :] = 0, 0
        if not here:
            spare[height, width, held.shape[2]] = held
        held = out
    drawn = held[1 : height + 1, 1 : width + 1].reshape(height, width, colours, TIMES, TIMES)
    large = drawn.transpose(2, 0, 3, 1, 4).reshape(colours, height * TIMES, width * TIMES)
    kept = picture[:, cut : cut + height, cut : cut + width]
    return large + kept.repeat(TIMES, axis=1).repeat(TIMES, axis=2)


def _empty(height: int, width: int, channels: int) -> Floats:
    """Room for a picture in whole blocks, with a border that stays zero."""
    sides = (-(-side // _BLOCK) * _BLOCK + 2 for side in (height, width))
    return np.zeros((*sides, channels), np.float32)
