"""The verbatim law: every character of the source has exactly one fate."""

from __future__ import annotations

import re
from collections.abc import Iterable

from story.model import Piece

_BLANK, _MARKUP, _SPOKEN, _FIRST_REASON = range(4)
"""What a character is painted with, a byte each; reasons for skipping count on from the last."""


class Fates:
    """Paints the characters of a source; what is painted later covers what was before."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.codes = bytearray(len(source))
        self.reasons: list[str] = []

    def markup(self, start: int, end: int) -> None:
        self._paint(start, end, _MARKUP)

    def skip(self, start: int, end: int, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)
        self._paint(start, end, _FIRST_REASON + self.reasons.index(reason))

    def spoken(self, offsets: Iterable[int]) -> None:
        for offset in offsets:
            self.codes[offset] = _SPOKEN

    def _paint(self, start: int, end: int, code: int) -> None:
        if start < end:
            self.codes[start:end] = bytes((code,)) * (end - start)

    def pieces(self) -> tuple[Piece, ...]:
        """The partition of the source, in order."""
        return tuple(
            self._piece(run.start(), run.end())
            for run in re.finditer(rb"(.)\1*", bytes(self.codes), re.DOTALL)
        )

    def _piece(self, start: int, end: int) -> Piece:
        code = self.codes[start]
        if code == _SPOKEN:
            return Piece(start, end, "spoken")
        if code == _MARKUP or (
            code == _BLANK and self.source[start:end].strip("\ufeff \t\r\n\f\v")
        ):
            return Piece(start, end, "markup")
        reason = "blank" if code == _BLANK else self.reasons[code - _FIRST_REASON]
        return Piece(start, end, "skipped", reason)
