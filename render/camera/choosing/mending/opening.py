"""Room for the look along a panel that it opens with: what follows has to be another picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from render.camera.choosing.choice import Pick
from render.camera.choosing.mending.prices import PanelCuts
from render.camera.moving.way import Moved, cut_plainly

Looks = Callable[[float], Sequence[Moved]]
"""The clean looks along a panel that take so many seconds."""

WORTH_A_LOOK = 3.0
"""What may be lost of what a shot shows, in seconds of a subject rightly shown, for a look along
the panel before it: no panel goes without one that can have one."""

NEAR = 3
"""Lines of a panel in which its second shot may be another for that: a word changed in the first
moves nothing from the third line after it on."""


def opened(picks: Sequence[Pick], panel: PanelCuts, looks: Looks) -> tuple[Pick, ...]:
    """The picks with another second one, where no look along the panel could be cut to it."""
    if len(picks) < 2 or not panel.blocks[0].opens:
        return tuple(picks)
    first, second, *later = picks
    if any(second.first >= block.first for block in panel.blocks[NEAR:]):
        return tuple(picks)
    among = panel.among
    ways = looks((first.last - first.first) / among.fps)
    fits = np.array(
        [any(cut_plainly(way.last, each.rect, way) for way in ways) for each in among.compositions]
    )
    if fits[second.index] or not fits.any():
        return tuple(picks)
    fits &= among.clear[first.index]
    if later:
        fits &= among.clear[:, later[0].index]
    worth = panel.worth(second).all
    best = int(np.where(fits, worth, -np.inf).argmax())
    if not fits[best] or worth[best] < worth[second.index] - WORTH_A_LOOK:
        return tuple(picks)
    return (first, replace(second, index=best), *later)
