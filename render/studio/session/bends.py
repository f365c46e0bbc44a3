"""How near a panel is that a film bends, for the page to bend it by: the renderer's own field.

It is smooth: cut into patches, smaller where it curves more, it is a plane on each of them, and a
plane of nearness is one affine map of what a patch shows, which a browser draws at once.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.pixels.canvas import Shelf
from render.pixels.living.bending import bend_of
from render.pixels.segments import Depth, PanelLayer, Segment, VideoSettings
from render.studio.session.closeups import decoded_panel, placed_layers
from voices.store.store import Store

Field = NDArray[np.float32]

Cells = tuple[int, int, int, int]
"""A patch in cells of the field: left, top, right, bottom."""

LEAST = 4
"""Cells that a patch measures to each side at the least: 16 pixels."""
OFF = 0.1
"""Panel pixels by which what a patch shows may lie beside its place. At half of that there are
twice as many patches, and a frame takes half as long again without being seen to be nearer."""
MOST = 400
"""Patches of a panel: without a graphics processor, a frame of so many takes a browser twice what
it takes where nothing is bent."""


@dataclass(frozen=True)
class Bend:
    """A `picture` that is bent by `depth` in a shot whose frame is `width` pixels of it wide at its
    narrowest."""

    picture: str
    depth: Depth
    width: float

    @property
    def name(self) -> str:
        """Names it by what decides it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Patch:
    """A part of a panel, in its pixels: `near` is how near it is in its middle, 0 .. 1, and it is
    nearer by `across` for each pixel to the right and by `down` for each that is lower."""

    left: float
    top: float
    width: float
    height: float
    near: float
    across: float
    down: float


@dataclass(frozen=True)
class BentPatches:
    """The patches that lie over all of a panel of `width` x `height` pixels, by `pixels` of which
    the nearest passes the farthest, 0 for none."""

    width: int
    height: int
    pixels: float
    patches: tuple[Patch, ...]


def bends_of(segments: Sequence[Segment]) -> tuple[tuple[tuple[int, ...], Bend], ...]:
    """What a scene's panels are bent by, each with the place of its layer: its segment's, its own,
    and its own in that of a picture that comes over others."""
    found = []
    for number, segment in enumerate(segments):
        for at, layer in placed_layers(segment.layers):
            if isinstance(layer, PanelLayer) and layer.depth and not layer.depth.cels:
                width = min(key.rect.w for key in layer.shot.keyframes)
                found.append(((number, *at), Bend(layer.shot.picture, layer.depth, width)))
    return tuple(found)


def bent_patches(bend: Bend, settings: VideoSettings, store: Store, shelf: Shelf) -> BentPatches:
    """What a film bends a panel by.

    Raises LostError for a picture that is gone, RenderError for one that can't be decoded.
    """
    panel = decoded_panel(bend.picture, settings, store, shelf)
    field, kept = bend_of(panel, bend.depth, bend.width)
    size, pixels = (panel.width, panel.height), kept / panel.scale
    return BentPatches(*size, pixels, patches_of(field, size, pixels))


def patches_of(field: Field, size: tuple[int, int], pixels: float) -> tuple[Patch, ...]:
    """The planes of a field, [columns, rows] of cells that lie over a panel of that size; half of
    `pixels` is the farthest that anything is moved. What is farthest off is cut first."""

    def placed(cells: Cells) -> tuple[float, Cells, Patch]:
        patch, off = _plane(field, cells, size)
        return -off * pixels / 2, cells, patch

    found, small = [placed((0, 0, *field.shape))], list[tuple[float, Cells, Patch]]()
    while found and -found[0][0] > OFF and len(found) + len(small) < MOST:
        worst = heapq.heappop(found)
        ways = [[placed(half) for half in cut] for cut in _cuts(worst[1])]
        if not ways:
            small.append(worst)
            continue
        for half in max(ways, key=lambda way: sum(off for off, *_ in way)):
            heapq.heappush(found, half)
    return tuple(patch for *_, patch in (*found, *small))


def _cuts(cells: Cells) -> list[tuple[Cells, Cells]]:
    """The two ways to cut a patch in halves, as far as it is not too small."""
    left, top, right, bottom = cells
    x, y, cuts = (left + right) // 2, (top + bottom) // 2, []
    if right - left >= 2 * LEAST:
        cuts.append(((left, top, x, bottom), (x, top, right, bottom)))
    if bottom - top >= 2 * LEAST:
        cuts.append(((left, top, right, y), (left, y, right, bottom)))
    return cuts


def _plane(field: Field, cells: Cells, size: tuple[int, int]) -> tuple[Patch, float]:
    """The plane that lies nearest to the field from one cell to another and in those around them,
    and how far from it the field is at the most."""
    left, top, right, bottom = cells
    wide, high = size[0] / field.shape[0], size[1] / field.shape[1]
    i = np.arange(max(left - 1, 0), min(right + 1, field.shape[0]))
    j = np.arange(max(top - 1, 0), min(bottom + 1, field.shape[1]))
    seen = field[i[0] : i[-1] + 1, j[0] : j[-1] + 1].astype(np.float64)
    x = ((i + 0.5) - (left + right) / 2) * wide
    y = ((j + 0.5) - (top + bottom) / 2) * high
    across, down = _rise(seen.mean(axis=1), x), _rise(seen.mean(axis=0), y)
    near = seen.mean() - across * x.mean() - down * y.mean()
    off = seen - (near + across * x[:, None] + down * y[None, :])
    low, most = float(off.min()), float(off.max())
    place = left * wide, top * high, (right - left) * wide, (bottom - top) * high
    return Patch(*place, float(near + (low + most) / 2), across, down), (most - low) / 2


def _rise(values: NDArray[np.float64], places: NDArray[np.float64]) -> float:
    """By how much values rise from one place to the next, as a straight line."""
    beside = places - places.mean()
    return float((values * beside).sum() / max((beside * beside).sum(), 1e-9))
