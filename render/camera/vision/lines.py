"""Where a picture is drawn finely and where it is plain, from its pixels alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

LONG_SIDE = 128
"""Cells along the longer side of a map of lines: twelve pixels of a usual panel, a thin outline and
its surroundings."""

FINER = 4
"""Pixels along a cell in which lines are sought: a mean over a cell would lose thin ones."""

LEVELS = 9
"""The strongest line of a map: one digit a cell."""


def line_map(picture: Image.Image) -> tuple[str, ...]:
    """How strongly the lines of each cell of an RGB picture stand out, 0 to 9, in rows from the
    top: ink and edges, in any of its three colours."""
    scale = LONG_SIDE / max(picture.size)
    columns, rows = (max(1, round(side * scale)) for side in picture.size)
    fine = picture.resize((columns * FINER, rows * FINER), Image.Resampling.BOX)
    slopes = _slopes(np.asarray(fine, dtype=np.float64) / 255)
    strongest = slopes.reshape(rows, FINER, columns, FINER).max(axis=(1, 3))
    levels = np.rint(np.clip(strongest, 0, 1) * LEVELS).astype(int)
    return tuple("".join(map(str, row)) for row in levels.tolist())


def _slopes(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    planes = [ndimage.gaussian_filter(rgb[..., colour], 1.0) for colour in range(3)]
    slopes = [np.hypot(ndimage.sobel(one, 0), ndimage.sobel(one, 1)) for one in planes]
    return np.asarray(np.max(slopes, axis=0))
