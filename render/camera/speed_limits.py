"""What the film is made for, and what a viewer's eye bears."""

from __future__ import annotations

PAN = 0.08
"""Peak speed of a pan, in widths of the frame a second. Tried by eye on wide panels at 1080p:
at 0.12 lettering can't be read while it moves, at 0.05 a panel is over before it was seen."""

ZOOM = 0.03
"""Peak speed of a zoom: change of the crop's width a second, as a part of that width."""
