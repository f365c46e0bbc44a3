"""The order in which people number files: 2 before 10."""

from __future__ import annotations

import re


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts ch2 before ch10, in any case of letters."""
    parts = re.findall(r"\d{1,18}|\D+", name.lower())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
