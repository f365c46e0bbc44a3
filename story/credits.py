"""Quotations that close a story between rules: an end card, not speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.document import Block, Prose, Rule

_SIGNED = re.compile(r"[\"“«].{3,600}[\"”»]\s*(?:(?:[—–―]|--?)\s*\S.{1,100})?", re.DOTALL)
_SIGNATURE = re.compile(r"(?:[—–―]|--?)\s*\S.{1,100}")


def closing_cards(blocks: Sequence[Block]) -> list[Prose]:
    """The quotations behind the last rule of a section, where nothing else stands there."""
    rest = list(blocks)
    while rest and isinstance(rest[-1], Rule):
        rest.pop()
    tail: list[Prose] = []
    signed = False
    while rest and isinstance(block := rest[-1], Prose):
        rest.pop()
        text = block.run.text
        if not (_SIGNED.fullmatch(text) or _SIGNATURE.fullmatch(text)):
            return []
        signed = signed or bool(re.search(r"[—–―]|--", text[-100:]))
        tail.append(block)
    return tail[::-1] if tail and signed and rest and isinstance(rest[-1], Rule) else []
