"""Quotations that close a story between rules: an end card, not speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from story.document import Block, Prose, Rule

_SIGNED = re.compile(r"[\"“«].{3,600}[\"”»]\s*(?:(?:[—–―]|--?)\s*\S.{1,100})?", re.DOTALL)
_SIGNATURE = re.compile(r"(?:[—–―]|--?)\s*\S.{1,100}")


def closing_cards(blocks: Sequence[Block], *, ends: bool) -> list[Prose]:
    """The quotations behind the last rules of a section, where nothing else stands there.

    Where the section `ends` the story they may be unsigned.
    """
    parts = [(ruled, list(part)) for ruled, part in groupby(blocks, lambda b: isinstance(b, Rule))]
    closed = ends and bool(parts) and parts[-1][0]
    told = [part for ruled, part in parts if not ruled]
    tail: list[Prose] = []
    for part in told[:0:-1] if parts and not parts[0][0] else told[::-1]:
        quoted = _quotations(part, between=closed)
        if not quoted:
            break
        tail = quoted + tail
        closed = ends
    return tail


def _quotations(part: Sequence[Block], *, between: bool) -> list[Prose]:
    """The paragraphs of a part that is all quotations: signed, or in italics between rules."""
    quoted = [block for block in part if isinstance(block, Prose) and _is_quotation(block)]
    if not quoted or len(quoted) < len(part):
        return []
    signed = any(re.search(r"[—–―]|--", block.run.text[-100:]) for block in quoted)
    return quoted if signed or (between and all(_slanted(block) for block in quoted)) else []


def _is_quotation(prose: Prose) -> bool:
    return bool(_SIGNED.fullmatch(prose.run.text) or _SIGNATURE.fullmatch(prose.run.text))


def _slanted(prose: Prose) -> bool:
    return sum(b - a for a, b in prose.run.emphasis) >= len(prose.run.text) - 2
