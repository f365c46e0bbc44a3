"""Speech without quotation marks: behind dashes, and thoughts in italics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.attribution.quotes import Quote
from story.language.base import Language

_TURN = re.compile(r"(?<=[,.!?…])\s+|\s?[—―–]\s?")
_NEAR = 40
"""Characters in which a dash and the spaces behind it end."""
_OPENING = re.compile(r"[—―– ]+(?:[.,;:](?=\s)[—―– ]*)?")
"""Dashes before a speech, and the stop of the tag that they close: "—asked Ada—. And you?"."""
_DASH = re.compile(r"[—―–]")


def dashed(text: str, start: int, language: Language) -> list[Quote]:
    """The speech in a paragraph that begins with a dash: "— Yes, said Marie. — And you?"."""
    quotes: list[Quote] = []
    at = start
    while at < len(text):
        opening = _OPENING.match(text, at, at + _NEAR)
        inner = opening.end() if opening else at
        end, told = _speech_end(text, inner, language)
        if end > inner:
            quotes.append(Quote(at, end, inner, end))
        resumed = _DASH.search(text, told)
        at = resumed.start() if resumed else len(text)
    return quotes


def _speech_end(text: str, start: int, language: Language) -> tuple[int, int]:
    """Where speech gives way to a tag, and where that ends; twice the end where there is none."""
    for found in _TURN.finditer(text, start + 1):
        tag = language.grammar.tag_after(text, found.end(), len(text), text[start : found.start()])
        sure = tag and tag.sure >= 1 and tag.verb in language.verbs.speech
        if tag and sure and tag.start - found.end() < 2:
            return found.start(), tag.end
    return len(text), len(text)


def thoughts(text: str, emphasis: Sequence[tuple[int, int]], language: Language) -> list[Quote]:
    """Sentences in italics that a verb of thought or speech goes with."""
    quotes = []
    grammar, inward = language.grammar, language.verbs.thought | language.verbs.speech
    for start, end in emphasis:
        inner = text[start:end].strip()
        if len(inner.split()) < 2 or inner[-1] not in ".,!?…—-":
            continue
        after = grammar.tag_after(text, end, len(text), inner) if end < len(text) else None
        before = grammar.tag_before(text, 0, start) if start else None
        near = [tag for tag in (after, before) if tag and tag.sure >= 0.9]
        if any(tag.verb in inward for tag in near):
            quotes.append(Quote(start, end, start, end))
    return quotes
