"""What speech says of people by name: who is called to, who gives their own name."""

from __future__ import annotations

from collections.abc import Sequence

from story.english.vocabulary import VOCATIVE_LEADS, word_set
from story.language.tokens import Token

_FOND = word_set("dear my old poor little sweet good")
"""Words between a call and its name: "Oh, my dear Anne"."""


def introduces(words: Sequence[Token], first: int) -> bool:
    """Whether the name at `first` is given as the speaker's own: "I am Ada"."""
    lead = [word.lower for word in words[max(0, first - 3) : first]]
    named = lead in (["my", "name", "is"], ["my", "name", "was"]) or lead[-2:] == ["my", "name's"]
    return named or lead[-2:] == ["i", "am"] or lead[-1:] in (["i'm"], ["i’m"])


def addresses(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name [first, last) is called to: set off by signs, and no member of a list."""
    while first and words[first - 1].lower in _FOND:
        first -= 1
    opens = (
        first == 0
        or words[first - 1].text in ',.!?;:—-“"'
        or words[first - 1].lower in VOCATIVE_LEADS
    )
    closes = last >= len(words) or words[last].text in ",.!?;:—-"
    listed = last + 1 < len(words) and words[last].text == "," and words[last + 1].lower == "and"
    return opens and closes and not listed
