"""Text from outside made safe: file names for every system, printing without control codes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
_MOST = 60
"""Characters of a name: with its folder and suffix it stays below the 255 bytes of file systems."""


def slug(title: str, fallback: str = "untitled") -> str:
    """Lower-case words of `title` joined by dashes: any script, digits; 60 at most."""
    text = "".join(_plain(c) for c in unicodedata.normalize("NFC", title)).lower()
    text = text.replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", text)
    name = _cut(words) or fallback
    return f"{name}-story" if name in _RESERVED else name


def story_name(path: Path) -> str:
    """The output folder's name for a story file: its folder's for index.md, else its own."""
    own = path.parent.resolve().name if path.stem.lower() in {"index", "readme"} else path.stem
    return slug(own, "story")


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters: the end of a longer one gives way to an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _plain(letter: str) -> str:
    """A Latin letter without its accent; any other as it is."""
    base = unicodedata.normalize("NFKD", letter)
    return base[0] if base[0].isascii() and base[0].isalpha() else letter


def _cut(words: list[str]) -> str:
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_MOST]
        if len(longer) > _MOST or len(longer.encode()) > 3 * _MOST:
            break
        name = longer
    return name


_KEPT = "\n\t"


ORDERS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that change the order of others, so that text is not what it seems."""


_BREAKS = frozenset({"Cc", "Zl", "Zp"})
"""Unicode's categories of control characters, and of what parts lines and paragraphs."""


def one_row(text: str) -> str:
    """`text` on one row: a break in a name would end its row in the files that hold it."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in _BREAKS else c for c in text).strip()


def printable(text: str) -> str:
    """`text` with control characters written out (`\\x1b`) instead of obeyed."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter in _KEPT or (unicodedata.category(letter) != "Cc" and letter not in ORDERS):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
