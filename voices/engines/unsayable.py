"""Finds, ahead of speaking, what the G2P would leave out, spell out or make noise of."""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"\S+")
_SLASHED = re.compile(r"(?<![\w/])\d+(?:/\d+)+(?![\w/])")
_SIGNS = frozenset("£€¥₹₩°¢½¼¾²³¹×÷±™®©№")


def unsayable(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of `text` that the G2P leaves out, spells out or makes noise of."""
    found = [(m.start(), m.end()) for m in _SLASHED.finditer(text)]
    for match in _RUN.finditer(text):
        foreign = [match.start() + i for i, c in enumerate(match.group()) if is_foreign(c)]
        if foreign:
            found.append((foreign[0], foreign[-1] + 1))
    return tuple(sorted(found))


def is_foreign(character: str) -> bool:
    """Whether the G2P has no reading for this letter or picture: neither Latin nor a known sign."""
    if character.isascii() or unicodedata.category(character)[0] in "ZPCM":
        return False
    return not (unicodedata.name(character, "").startswith("LATIN") or character in _SIGNS)
