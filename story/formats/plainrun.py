"""Runs of plain text: only `_underscores_` and white space are markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.document import Run

_MARK = re.compile(r"(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|[\s\x00-\x1f\x7f\u200b\ufeff]+")


def plain_run(source: str, spans: Sequence[tuple[int, int]]) -> Run:
    """The run that `spans` of `source` make, a line each."""
    parts: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    marks: list[int] = []
    for start, end in spans:
        if parts and parts[-1] != " ":
            parts.append(" ")
            offsets.append(start - 1)
        breaks.append(len(offsets))
        _scan(source, start, end, parts, offsets, marks)
    if parts and parts[-1] == " ":
        parts.pop()
        offsets.pop()
    text = "".join(parts)
    pairs = zip(marks[::2], marks[1::2], strict=False)
    emphasis = tuple((a, min(b, len(text))) for a, b in pairs if a < min(b, len(text)))
    return Run(text, tuple(offsets), emphasis, (), tuple(at for at in breaks if 0 < at < len(text)))


def _scan(
    source: str, start: int, end: int, parts: list[str], offsets: list[int], marks: list[int]
) -> None:
    at = start
    for found in _MARK.finditer(source, start, end):
        if at < found.start():
            parts.append(source[at : found.start()])
            offsets.extend(range(at, found.start()))
        at = found.end()
        if found.group() == "_":
            marks.append(len(offsets))
        elif parts and parts[-1] != " " and not found.group().strip("\x00").strip():
            parts.append(" ")
            offsets.append(found.start())
    if at < end:
        parts.append(source[at:end])
        offsets.extend(range(at, end))
