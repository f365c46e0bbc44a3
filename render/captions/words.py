"""The written words of a script with their times: what captions are cut from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from story.model import Line, Section
from voices.timeline import Clip, SectionTimeline, Word

_LONGEST = 40
"""Characters of a piece of a word: a row holds 42, and a label or a mark may stand beside it."""


@dataclass(frozen=True)
class CaptionWord:
    """A word as written, its punctuation with it, heard over [start, end) samples of the episode.

    `spaced` says whether a space parts it from the word before; `joint` is its line's where it is
    the line's first word, else ""; `panel` indexes its section's pictures (None: a card).
    """

    text: str
    start: int
    end: int
    speaker: str
    line: str
    section: int
    panel: int | None
    spaced: bool = True
    joint: str = ""

    @property
    def paragraph(self) -> bool:
        """Whether a paragraph begins with this word."""
        return self.joint in ("start", "paragraph")


def spoken_words(
    section: Section, timeline: SectionTimeline, index: int, start: int
) -> tuple[CaptionWord, ...]:
    """The words of a section that begins at sample `start`; lines that are not heard are left out.

    Words without a mark of their own (a lone dash) take the time of those beside them.
    """
    clips: dict[str, list[Clip]] = defaultdict(list)
    for clip in timeline.clips:
        clips[clip.line].append(clip)
    found: list[CaptionWord] = []
    for line in section.lines:
        if line.id in clips:
            found += _line_words(line, clips[line.id], timeline, index, start)
    return tuple(found)


def _line_words(
    line: Line, clips: Sequence[Clip], timeline: SectionTimeline, index: int, start: int
) -> list[CaptionWord]:
    spans = _spans(line.text)
    times = _times(spans, clips)
    edges = [span.start for span in timeline.panels]
    words = []
    for (first, last), (onset, offset) in zip(spans, times, strict=True):
        span = timeline.panels[max(0, bisect_right(edges, onset) - 1)] if edges else None
        words.append(
            CaptionWord(
                line.text[first:last],
                start + onset,
                start + offset,
                line.speaker,
                line.id,
                index,
                span.panel if span else None,
                spaced=first == 0 or line.text[first - 1].isspace(),
                joint=line.joint if first == spans[0][0] else "",
            )
        )
    return words


def _spans(text: str) -> list[tuple[int, int]]:
    """Ranges of the words between white space; one too long for a row is cut."""
    return [
        (at, min(at + _LONGEST, found.end()))
        for found in re.finditer(r"\S+", text)
        for at in range(found.start(), found.end(), _LONGEST)
    ]


def _times(spans: Sequence[tuple[int, int]], clips: Sequence[Clip]) -> list[tuple[int, int]]:
    """When each range is heard: rising, never overlapping."""
    heard = [word for clip in clips for word in _marks(clip)]
    times: list[tuple[int, int] | None] = []
    for first, last in spans:
        inside = [word for word in heard if word.start < last and word.end > first]
        times.append((inside[0].onset, inside[-1].offset) if inside else None)
    return _filled(times, clips[0].start, clips[-1].end)


def _marks(clip: Clip) -> tuple[Word, ...]:
    """The clip's words; the whole clip as one where it has none."""
    return clip.words or (Word(clip.first, clip.last, clip.start, clip.end),)


def _filled(times: list[tuple[int, int] | None], start: int, end: int) -> list[tuple[int, int]]:
    filled: list[tuple[int, int]] = []
    now = start
    for index, time in enumerate(times):
        if time is None:
            following = next((later[0] for later in times[index:] if later), end)
            time = (now, max(now, following if index == 0 else now))
        onset = max(time[0], now)
        now = max(time[1], onset)
        filled.append((onset, now))
    return filled
