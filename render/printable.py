"""Text from a story as a terminal may show it: no code in it moves, colours or renames anything."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
ORDERS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that change the order of others, so that text is not what it seems."""


def printable(text: str) -> str:
    """`text` with control characters written out (`\\x1b`) instead of obeyed."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter in _KEPT or (unicodedata.category(letter) != "Cc" and letter not in ORDERS):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
