"""Reads any SRT or WebVTT file, whoever wrote it, keeping the row of every cue."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from story.errors import RenderError

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(.*)$")
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
    cues, index = [], 0
    while index < len(rows):
        found = _TIMES.match(rows[index])
        if not found:
            if "-->" in rows[index] and not rows[index].startswith("NOTE"):
                faults.append((index + 1, "a time that can't be read"))
            index += 1
            continue
        body = []
        for line in rows[index + 1 :]:
            if not line.strip():
                break
            body.append(line)
        cues.append(_cue(index + 1, found, body, kind))
        index += 1 + len(body)
    return tuple(cues)


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
