"""Sizes of bytes as people write and read them."""

from __future__ import annotations

import re

from story.errors import SettingsError

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
"""Thousands, as disks and file managers count."""


def parse_bytes(text: str) -> int:
    """A number of bytes from "500M" or "20 GB". Raises SettingsError."""
    found = re.fullmatch(r"\s*(\d{1,15}(?:\.\d{1,9})?)\s*([KMGT]?)i?B?\s*", text, re.IGNORECASE)
    if not found:
        raise SettingsError(f"{text!r} is no size: write a number and a unit, such as 500M or 20G.")
    return int(float(found[1]) * _UNITS[found[2].upper()])


def size_text(count: int) -> str:
    """Bytes for people: 12 kB, 3.4 GB."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{count} B"
