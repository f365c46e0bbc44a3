"""Collects the characters of a paragraph and the stress on them, each in its place."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from story.document import Run

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Signs that nobody sees or hears."""
_STRETCH = re.compile(
    r"(?P<space>\s+)|(?P<dropped>[\x00-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff]+)"
    r"|(?P<words>[^\s\x00-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff]+)"
)
_STRONG = frozenset(("b", "strong"))
STRESS = _STRONG | {"em", "i", "cite", "u", "mark"}

_AGAIN = 3
"""So often one element that nobody closed goes on in the next paragraph: a browser's own limit,
without which a page of a hundred thousand costs their square."""


@dataclass
class RunBuilder:
    """The text of one paragraph as it grows."""

    parts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    stress: list[tuple[str, int]] = field(default_factory=list)
    ranges: list[tuple[int, int, bool]] = field(default_factory=list)

    def text(self, source: str, start: int, end: int) -> None:
        for found in _STRETCH.finditer(source, start, end):
            if found.lastgroup == "words":
                self.parts.append(found.group())
                self.offsets.extend(range(found.start(), found.end()))
            elif found.lastgroup == "space":
                self._space(found.start())

    def sign(self, sign: str, at: int) -> None:
        if sign.isspace():
            self._space(at)
        elif sign not in _DROPPED and sign >= " " and sign != "\x7f":
            self.parts.append(sign)
            self.offsets.append(at)

    def _space(self, at: int) -> None:
        if self.parts and self.parts[-1] != " ":
            self.parts.append(" ")
            self.offsets.append(at)

    def entity(self, written: str, at: int) -> None:
        meant = html.unescape(written)
        if meant == written:
            for place, sign in enumerate(written):
                self.sign(sign, at + place)
            return
        for sign in meant:
            self.sign(sign, at)

    def line_break(self, at: int) -> None:
        self.sign(" ", at)
        self.breaks.append(len(self.offsets))

    def open(self, name: str) -> None:
        self.stress.append((name, len(self.offsets)))

    def close(self, name: str) -> None:
        for depth in range(len(self.stress) - 1, max(-1, len(self.stress) - 20), -1):
            opened, start = self.stress[depth]
            if opened == name:
                del self.stress[depth]
                self.ranges.append((start, len(self.offsets), name in _STRONG))
                return

    def taken(self) -> Run:
        """The run; what was open goes on in the next one."""
        if self.parts and self.parts[-1] == " ":
            self.parts.pop()
            self.offsets.pop()
        size = len(self.offsets)
        for name, start in self.stress:
            self.ranges.append((start, size, name in _STRONG))
        ranges = [
            (a, min(b, size), strong) for a, b, strong in sorted(self.ranges) if a < min(b, size)
        ]
        run = Run(
            "".join(self.parts),
            tuple(self.offsets),
            tuple((a, b) for a, b, _ in ranges),
            tuple((a, b) for a, b, strong in ranges if strong),
            tuple(at for at in self.breaks if 0 < at < size),
        )
        self.parts, self.offsets, self.breaks, self.ranges = [], [], [], []
        self.stress = [(name, 0) for name in self._going_on()]
        return run

    def _going_on(self) -> list[str]:
        """The elements that are still open, in order; of each the last few."""
        found: list[str] = []
        for name, _ in reversed(self.stress):
            if found.count(name) < _AGAIN:
                found.append(name)
        return found[::-1]
