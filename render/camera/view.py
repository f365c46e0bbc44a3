"""What the film is made for, and what a viewer's eye bears."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

PAN = 0.08
"""Peak speed of a pan, in widths of the frame a second. Tried by eye on wide panels at 1080p:
at 0.12 lettering can't be read while it moves, at 0.05 a panel is over before it was seen."""

ZOOM = 0.03
"""Peak speed of a zoom: change of the crop's width a second, as a part of that width."""

SHARPEST = ((1080, 2.2), (2160, 2.5))
"""Output height, and how many times a panel's pixels may be enlarged at it."""


@dataclass(frozen=True)
class View:
    """What the film is made for: output size in pixels, frames a second.

    `still` holds each panel without any move. `lead_in` frames of a panel's first shot stand
    before its span, for a transition into it: they alone overlap the shot before.
    """

    width: int
    height: int
    fps: Fraction
    still: bool = False
    lead_in: int = 0

    @property
    def aspect(self) -> Fraction:
        return Fraction(self.width, self.height)

    @property
    def enlargement(self) -> float:
        """How many times a panel's pixels may be enlarged and still look drawn for this size."""
        (low, least), (high, most) = SHARPEST
        short = min(max(min(self.width, self.height), low), high)
        return least + (most - least) * (short - low) / (high - low)
