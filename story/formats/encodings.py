"""Texts that are no UTF-8: the encoding that they name, or the one that most of them have."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*(?P<name>[A-Za-z][\w.:-]{1,40})")
_HEAD = 4096
"""Bytes at the start of a page in which it may name its encoding."""
_LATIN = "windows-1252"
"""What browsers take for Latin-1, and what Windows wrote for decades."""
_LATIN_NAMES = frozenset(("iso8859-1", "ascii", "us-ascii", "iso-8859-1", "latin-1"))


def declared(data: bytes) -> str:
    """The text of a page or an XML file in the encoding that it names; "" where that fails."""
    found = _DECLARED.search(data, 0, _HEAD)
    try:
        name = codecs.lookup(found["name"].decode("ascii")).name if found else ""
        if not name or name == "utf-8":
            return ""
        return data.decode(_LATIN if name in _LATIN_NAMES else name, errors="replace")
    except (LookupError, UnicodeError):  # no encoding of that name, or one of no text
        return ""


def is_latin(data: bytes) -> bool:
    """Whether no sign beyond ASCII is valid UTF-8: then it is an older encoding throughout."""
    text = data.decode("utf-8", errors="replace")
    return all(sign == "\ufffd" or sign.isascii() for sign in text)


def latin(data: bytes) -> str:
    """A text of an older Windows."""
    return data.decode(_LATIN, errors="replace")
