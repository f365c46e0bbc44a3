"""Reads any SRT or WebVTT file, whoever wrote it, keeping the row of every cue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from story.errors import RenderError

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(.*)$")
_LIKE = r"\s*\d+(?::\d+){1,2}(?:[,.]\d+)?"
_PAIR = re.compile(rf"{_LIKE}\W{{1,8}}{_LIKE}\s*$")
"""Two times, whatever stands between them: "00:00:03,000 -> 00:00:04,500"."""
_ARROW = re.compile(rf"{_LIKE}\s*[-–—=]*[>→]\s*{_LIKE}\s*$")
"""Two times with an arrow: in the words of a cue "10:30 - 11:45" may stand."""
_UNREADABLE = "a time that can't be read"
_ASIDE = re.compile(r"WEBVTT|NOTE\b|STYLE\b|REGION\b")
"""What opens a block of WebVTT that is no cue."""
_MOST = 59
"""Minutes of an hour, and seconds of a minute."""
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]*|\d\d:[\d:.]+)>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")


@dataclass(frozen=True)
class ReadCue:
    """A cue as a file has it: `row` of its times, milliseconds, rows of plain text.

    `markup` are the tags that were in it, `voices` the WebVTT speakers.
    """

    row: int
    start: int
    end: int
    lines: tuple[str, ...]
    markup: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class ReadCaptions:
    """What a caption file holds. `faults` are (row, what is wrong with the file itself)."""

    kind: str
    cues: tuple[ReadCue, ...]
    faults: tuple[tuple[int, str], ...] = ()


def read_captions(data: bytes, name: str) -> ReadCaptions:
    """The cues of an SRT or WebVTT file called `name`. Raises RenderError where it is neither."""
    faults: list[tuple[int, str]] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        faults.append((0, "not UTF-8"))
    rows = re.split(r"\r\n|\n|\r", text)
    kind = "vtt" if rows[0].startswith("WEBVTT") else "srt"
    if kind == "srt" and name.lower().endswith(".vtt"):
        faults.append((1, "no WEBVTT in the first row"))
    cues = _cues(rows, kind, faults)
    if not cues and kind == "srt" and text.strip():
        raise RenderError(f"{name} is neither SRT nor WebVTT: no cue was found in it.")
    return ReadCaptions(kind, cues, tuple(faults))


def _cues(rows: list[str], kind: str, faults: list[tuple[int, str]]) -> tuple[ReadCue, ...]:
    """A cue for each block that has times; all that a player would leave out is a fault."""
    cues = []
    for first, block in _blocks(rows):
        at = next((n for n, row in enumerate(block) if _TIMES.match(row)), len(block))
        body = block[at + 1 :]
        faults += ((first + n, _UNREADABLE) for n, row in enumerate(block[:at]) if _is_broken(row))
        faults += (
            (first + at + 1 + n, "the times of a cue inside another, without an empty row before")
            for n, row in enumerate(body)
            if _TIMES.match(row) or _ARROW.match(row)
        )
        found = _TIMES.match(block[at]) if at < len(block) else None
        if found:
            cues.append(_cue(first + at, found, body, kind))
            if any(int(part) > _MOST for part in found.group(2, 3, 6, 7)):
                faults.append((first + at, f"a time of more than {_MOST} minutes or seconds"))
        elif not any(map(_is_broken, block)) and not (kind == "vtt" and _ASIDE.match(block[0])):
            faults.append((first, f"{block[0].strip()[:30]!r} belongs to no cue"))
    return tuple(cues)


def _blocks(rows: list[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty rows, with the number of its first row."""
    numbered = enumerate(rows, 1)
    for filled, group in groupby(numbered, lambda pair: bool(pair[1].strip())):
        if filled:
            block = list(group)
            yield block[0][0], [row for _, row in block]


def _is_broken(row: str) -> bool:
    """Whether a row is meant for the times of a cue, but is none that a player reads."""
    return ("-->" in row and not row.startswith("NOTE")) or bool(_PAIR.match(row))


def _cue(row: int, found: re.Match[str], body: list[str], kind: str) -> ReadCue:
    whole = "\n".join(body)
    markup = tuple(_TAG.findall(whole))
    plain = _TAG.sub("", whole)
    plain = html.unescape(plain) if kind == "vtt" else plain
    return ReadCue(
        row,
        _milliseconds(found.groups()[:4]),
        _milliseconds(found.groups()[4:8]),
        tuple(line.strip() for line in plain.split("\n") if line.strip()),
        markup,
        tuple(_VOICE.findall(whole)),
    )


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
