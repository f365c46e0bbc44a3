"""Names that a text says again and again: what it is about, where nobody wrote that down."""

from __future__ import annotations

import re
from collections import Counter

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'&-]+(?: [A-Z0-9][\w'&-]*)*")
_OFTEN = 3
"""Times: a name said twice may be met in passing."""


def often_named(text: str, language: str, most: int = 10) -> tuple[str, ...]:
    """At most so many names of `text`, the most frequent first: capitals inside an English
    sentence. None in other languages, some of which write all nouns so."""
    if not language.lower().startswith("en"):
        return ()
    names = Counter(name.removesuffix("'s") for name in _NAME.findall(text.replace("’", "'")))
    return tuple(name for name, count in names.most_common(most) if count >= _OFTEN)
