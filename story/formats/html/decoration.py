"""Pictures that decorate a page and show nothing of its story: ornaments, logos, drawn initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from story.document import Block, Picture, Rule

_PARTS = frozenset(("ornament", "ornamental", "fleuron", "dinkus"))
"""Words in classes of what stands between two scenes."""
_WHOLE = frozenset(("scene-break", "scenebreak", "section-break", "ornamental-break", "asterism"))
_OF_PICTURES = frozenset(
    (
        *("logo", "dropcap", "drop-cap", "icon", "emoji", "avatar", "smiley", "badge"),
        *("headpiece", "tailpiece", "gravatar"),
    )
)
_TOLD = re.compile(
    r"(?:.*\b)?(?:drop[- ]?cap|decorat(?:ion|ive)|ornament(?:al)?|(?:head|tail)piece|logo|fleuron"
    r"|divider|section break|scene break)\b.{0,40}",
    re.IGNORECASE,
)
"""Alternative texts that say so."""
_LONGEST = 60
"""Characters of such a text: longer ones describe a picture that happens to hold one."""
_SEVERAL = 3
"""Times that a picture stands in a text before it is no picture of one place in it."""


def is_decoration(name: str, given: Mapping[str, str]) -> bool:
    """Whether an element is drawn between scenes or around them, by its class and text."""
    words = set(given.get("class", "").lower().split())
    parts = {part for word in words for part in re.split(r"[^a-z]+", word)}
    if parts & _PARTS or words & _WHOLE:
        return name in ("div", "p", "span", "img", "figure", "section")
    if name != "img":
        return False
    alt = given.get("alt", "")
    return bool(words & _OF_PICTURES) or (len(alt) < _LONGEST and bool(_TOLD.fullmatch(alt)))


def is_initial(given: Mapping[str, str], after: str) -> bool:
    """Whether a picture is the first letter of the word that goes on behind it."""
    letter = given.get("alt", "").strip()
    return len(letter) == 1 and letter.isalpha() and after.isalpha() and after.islower()


def without_ornaments(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without pictures that stand several times among them, as ornaments do."""
    times = Counter(block.path for block in blocks if isinstance(block, Picture))
    return [
        Rule(block.start, block.end)
        if isinstance(block, Picture) and block.path and times[block.path] >= _SEVERAL
        else block
        for block in blocks
    ]
