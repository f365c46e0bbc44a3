"""The sentences of a section on the clock: what the camera has to follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from render.spans import Spans
from story.model import Annotation, Line, Section
from voices.clock import RATE
from voices.timeline import Clip, PanelSpan, SectionTimeline, Word

_STEP = 10 * RATE
"""Samples that a panel is shown, or thereabouts."""


@dataclass(frozen=True)
class HeardWord:
    """A word of a sentence: [start, end) in the beat's text, where it begins in its line (an id
    and a character), and when it begins to be heard, in seconds from the section's start."""

    start: int
    end: int
    line: str
    first: int
    onset: float


@dataclass(frozen=True)
class Beat:
    """A sentence, its tag included (`"Go," said Ann.`), as it is heard.

    `line` is the id of the line it begins in, [first, last) its range there; `start`, `end` are
    source offsets, `onset`, `offset` seconds from the section's start. `speaker` is who speaks
    most of it; `tag` is the narrator's part of a sentence that is otherwise speech. `panel` is the
    one on screen at its middle.
    """

    line: str
    first: int
    last: int
    start: int
    end: int
    panel: int | None
    text: str
    speaker: str
    kind: str
    onset: float
    offset: float
    tag: str = ""
    paragraph: bool = False
    directions: tuple[Annotation, ...] = ()
    words: tuple[HeardWord, ...] = ()

    @property
    def middle(self) -> float:
        return (self.onset + self.offset) / 2

    @property
    def weighs(self) -> bool:
        """Is it a question, an exclamation, or does it trail off?"""
        return re.search(r"[?!…]|\.\.\.", self.text) is not None


def beats(section: Section, timeline: SectionTimeline) -> tuple[Beat, ...]:
    """The section's sentences in order; those that the timeline does not say are left out."""
    words = _words_by_line(timeline.clips)
    shown = Spans([(span.start, span.end, span) for span in timeline.panels], _STEP)
    found: list[Beat] = []
    for line in section.lines:
        if line.id not in words:
            continue
        for number, (first, last) in enumerate(line.sentences):
            heard = [word for word in words[line.id] if word.start < last and word.end > first]
            if not heard:  # "She smiled. 😀": nothing of the second is said
                continue
            beat = _shown_over(_beat(line, first, last, heard), shown)
            beat = replace(beat, paragraph=number == 0 and line.joint in ("start", "paragraph"))
            if number == 0 and line.joint == "tag" and found and found[-1].panel == beat.panel:
                found[-1] = _joined(found[-1], beat)
            else:
                found.append(beat)
    return tuple(found)


def pauses(timeline: SectionTimeline) -> tuple[tuple[float, float], ...]:
    """Stretches without a word, in seconds from the section's start, in order."""
    words = sorted((word for clip in timeline.clips for word in _words_of(clip)), key=_onset)
    edges = [0.0]
    for word in words:
        edges += [word.onset / RATE, word.offset / RATE]
    edges.append(max(edges[-1], words[-1].offset / RATE if words else 0.0) + 60.0)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in pairs if end >= start)


def _onset(word: Word) -> int:
    return word.onset


def _words_by_line(clips: Sequence[Clip]) -> dict[str, list[Word]]:
    words: dict[str, list[Word]] = {}
    for clip in clips:
        words.setdefault(clip.line, []).extend(_words_of(clip))
    return words


def _words_of(clip: Clip) -> tuple[Word, ...]:
    """A clip whose engine marks no words counts as one word."""
    return clip.words or (Word(clip.first, clip.last, clip.start, clip.end),)


def _beat(line: Line, first: int, last: int, words: Sequence[Word]) -> Beat:
    onset, offset = words[0].onset, words[-1].offset
    if len(words) == 1 and len(line.sentences) > 1:
        onset, offset = _shared_out(words[0], first, last)
    return Beat(
        line=line.id,
        first=first,
        last=last,
        start=line.offsets[first],
        end=line.offsets[last - 1] + 1,
        panel=line.panel,
        text=line.text[first:last],
        speaker=line.speaker,
        kind=line.kind,
        onset=onset / RATE,
        offset=offset / RATE,
        directions=line.annotations,
        words=_heard(line, first, last, words),
    )


def _heard(line: Line, first: int, last: int, words: Sequence[Word]) -> tuple[HeardWord, ...]:
    """The words of [first, last) of a line with their times; an unmarked stretch is shared out."""
    found = []
    for token in re.finditer(r"\S+", line.text[first:last]):
        at = first + token.start()
        inside = [word for word in words if word.start <= at < word.end]
        near = inside or [word for word in words if word.start >= at] or [words[-1]]
        onset, _ = _shared_out(near[0], at, at + 1) if inside else (near[0].onset, 0)
        found.append(HeardWord(token.start(), token.end(), line.id, at, onset / RATE))
    return tuple(found)


def _shown_over(beat: Beat, shown: Spans[PanelSpan]) -> Beat:
    """The beat with the panel that is on screen at its middle: a cover may stand before its own."""
    at = beat.middle * RATE
    on = [span.panel for span in shown.near(at, at) if span.start <= at < span.end]
    return replace(beat, panel=on[0]) if on else beat


def _shared_out(word: Word, first: int, last: int) -> tuple[int, int]:
    """The part of an unmarked stretch that falls to [first, last), by its letters."""
    letters = max(word.end - word.start, 1)
    pace = (word.offset - word.onset) / letters
    start = word.onset + round((max(first, word.start) - word.start) * pace)
    return start, word.onset + round((min(last, word.end) - word.start) * pace)


def _joined(beat: Beat, tail: Beat) -> Beat:
    """A sentence with what goes on in the next line: a quotation and its tag."""
    quoted, told = (beat, tail) if beat.kind == "speech" else (tail, beat)
    behind = len(beat.text) + 1
    later = (replace(w, start=w.start + behind, end=w.end + behind) for w in tail.words)
    tag = " ".join((beat.tag, told.text)).strip() if quoted.kind == "speech" else beat.tag
    return replace(
        beat,
        end=tail.end,
        text=f"{beat.text} {tail.text}",
        speaker=quoted.speaker,
        kind=quoted.kind,
        offset=tail.offset,
        tag=tag,
        directions=(*beat.directions, *tail.directions),
        words=(*beat.words, *later),
    )
