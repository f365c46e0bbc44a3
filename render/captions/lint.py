"""Judges captions, cue by cue, against the rules that Inkreel's own keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from render.captions.model import CaptionRules
from render.captions.read import ReadCaptions, ReadCue
from story.problems import counted

_LABEL = re.compile(r"^(?:>>\s*)?(?:[A-Z0-9][^a-z:]{0,40}:\s+)?|^>>\s*")
_SOUND = re.compile(r"^[\[(♪].*[\])♪]$", re.DOTALL)
_SPEAKER = re.compile(r"^(?:>>|[-–—]\s?[A-Z])")
_ROUNDING = 2  # milliseconds
_HELD = 130  # a cue this close to the next one can't be held any longer
_HURRIED = 1.3  # times the speed asked for: a faster cue is a fault, whatever the voice does


@dataclass(frozen=True)
class CaptionFault:
    """What is wrong with a cue (`number` from 1, 0 for the file). `row` in the file.

    `forced`: the voice leaves no room to do better (the next cue follows at once).
    """

    number: int
    row: int
    code: str
    message: str
    forced: bool = False


@dataclass(frozen=True)
class CaptionFigures:
    """Measures of a caption file: characters a second (labels left out), seconds, characters."""

    cues: int
    speed: float
    fastest: float
    shortest: float
    longest: float
    columns: int
    rows: int


def lint_captions(
    captions: ReadCaptions,
    rules: CaptionRules,
    *,
    length: float | None = None,
    fps: float = 60.0,
) -> tuple[CaptionFault, ...]:
    """Every fault of a caption file, in order. `length` of the film in seconds, where known."""
    faults = [CaptionFault(0, row, "caption-file", text) for row, text in captions.faults]
    following = captions.cues[1:]
    for number, (cue, after) in enumerate(zip_longest(captions.cues, following), 1):
        faults += (
            CaptionFault(number, cue.row, code, message, forced)
            for code, message, forced in (
                *_text_faults(cue, rules, captions.kind),
                *_time_faults(cue, after, rules),
            )
        )
    for number, (before, cue) in enumerate(pairwise(captions.cues), 2):
        faults += _order_faults(number, before, cue, rules.gap * 1000 / fps)
    if length is not None and captions.cues and captions.cues[-1].end > length * 1000 + 1000 / fps:
        last = captions.cues[-1]
        message = f"ends at {last.end / 1000:.2f} s, the film at {length:.2f} s"
        faults.append(CaptionFault(len(captions.cues), last.row, "caption-late", message))
    return tuple(sorted(faults, key=lambda fault: (fault.number, fault.row)))


def caption_figures(cues: Sequence[ReadCue]) -> CaptionFigures:
    """The measures of `cues`; zeros where there are none."""
    speeds = sorted(_speed(cue) for cue in cues if not _SOUND.match(cue.text))
    times = [(cue.end - cue.start) / 1000 for cue in cues]
    rows = [row for cue in cues for row in cue.lines]
    return CaptionFigures(
        len(cues),
        speeds[len(speeds) // 2] if speeds else 0.0,
        max(speeds, default=0.0),
        min(times, default=0.0),
        max(times, default=0.0),
        max(map(len, rows), default=0),
        max((len(cue.lines) for cue in cues), default=0),
    )


def _text_faults(cue: ReadCue, rules: CaptionRules, kind: str) -> Iterator[tuple[str, str, bool]]:
    if not cue.lines:
        yield "caption-empty", "has no text", False
    if len(cue.lines) > rules.rows:
        yield (
            "caption-rows",
            f"has {counted(len(cue.lines), 'row')}, {rules.rows} are read at a glance",
            False,
        )
    widest = max(map(len, cue.lines), default=0)
    if widest > rules.columns:
        yield "caption-columns", f"a row of {widest} characters, {rules.columns} at most", False
    if cue.markup and kind == "srt":
        yield "caption-markup", f"markup in SRT: {cue.markup[0]}", False
    speakers = max(len(set(cue.voices)), sum(bool(_SPEAKER.match(row)) for row in cue.lines))
    if speakers > 1:
        yield "caption-speakers", f"{speakers} speakers in one cue", False


def _time_faults(
    cue: ReadCue, after: ReadCue | None, rules: CaptionRules
) -> Iterator[tuple[str, str, bool]]:
    time = cue.end - cue.start
    if time <= 0:
        yield "caption-backwards", "ends before it starts", False
        return
    held = after is not None and after.start - cue.end <= _HELD
    if time < rules.shortest * 1000 - _ROUNDING:
        message = f"shown {time / 1000:.2f} s, {rules.shortest:.2f} s at least"
        yield "caption-short", message, held
    if time > rules.longest * 1000 + _ROUNDING:
        message = f"shown {time / 1000:.2f} s, {rules.longest:.0f} s at most"
        yield "caption-long", message, False
    speed = _speed(cue)
    if speed > rules.speed + 0.5 and not _SOUND.match(cue.text):
        message = f"{speed:.1f} characters a second, {rules.speed:.0f} at most"
        yield "caption-fast", message, held and speed <= rules.speed * _HURRIED


def _order_faults(
    number: int, before: ReadCue, cue: ReadCue, wanted: float
) -> Iterator[CaptionFault]:
    gap = cue.start - before.end
    if cue.start < before.start:
        yield CaptionFault(number, cue.row, "caption-order", "starts before the cue ahead of it")
    elif gap < 0:
        message = f"starts {-gap} ms before the cue ahead of it ends"
        yield CaptionFault(number, cue.row, "caption-overlap", message)
    elif gap < wanted - _ROUNDING:
        message = f"{gap} ms after the cue ahead of it, {wanted:.0f} ms at least"
        yield CaptionFault(number, cue.row, "caption-gap", message)


def _speed(cue: ReadCue) -> float:
    """Characters a second of what is said: a speaker's label is recognised, not read."""
    said = _LABEL.sub("", cue.text, count=1)
    return len(said) * 1000 / max(cue.end - cue.start, 1)
