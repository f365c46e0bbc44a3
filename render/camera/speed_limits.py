"""What a viewer's eye bears."""

from __future__ import annotations

PAN = 0.14
"""Peak speed of a pan, in widths of the frame a second: what crosses the frame in seven seconds is
followed with ease (the rule of camera operators). Crossing a panel in one shot needs it."""

ZOOM = 0.03
"""Peak speed of a zoom: change of the crop's width a second, as a part of that width."""
