"""What a caption format is.

To add a format:

1. Write a small module in this folder with a function `name(cues: Sequence[Cue]) -> str` that
   gives the whole file. A cue's text is the author's: escape what the format would read as markup.
2. Times come from `cue_time`; speakers from `Cue.speaker`, or `Cue.rows` with its ready label.
3. Add it to `FORMATS` in `__init__.py` under its file suffix: every render then writes it.
4. Add a test to `tests/render/captions/test_caption_formats.py` that holds a whole file as a
   literal, and reads it back with a parser that isn't ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from render.captions.model import Cue
from render.captions.words import CaptionWord
from story.safe_text import one_row
from voices.clock import RATE


@dataclass(frozen=True)
class Captioned:
    """What a format may use of an episode: all its cues in order, and what to know beside them.

    `size` of the picture in pixels, width and height; `headings` the sections' titles, "" for none;
    `karaoke` where words are to be marked as they are said.
    """

    cues: tuple[Cue, ...]
    title: str = ""
    size: tuple[int, int] = (1920, 1080)
    headings: tuple[str, ...] = ()
    karaoke: bool = False

    @property
    def shown(self) -> tuple[Cue, ...]:
        """The cues that captions show: what is neither described nor written on a board."""
        return tuple(cue for cue in self.cues if cue.captioned)


Writer = Callable[[Captioned], str]
"""Gives the text of a whole file."""

_JOINER = "\u2060"  # no width, no ink: keeps a reader from seeing markup where there is none


def cue_time(samples: int, point: str = ".") -> str:
    """Samples as "00:01:02.345", rounded to the nearest millisecond."""
    milliseconds = (samples * 1000 + RATE // 2) // RATE
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{milliseconds:03d}"


def whole_rows(rows: Sequence[str]) -> str:
    """Rows under each other: a break within one, or one of nothing, would end its cue."""
    kept = [safe for row in rows if (safe := one_row(row))]
    return "\n".join(kept) or _JOINER


def timed_words(cue: Cue) -> Iterator[tuple[str, str, CaptionWord]]:
    """What stands before each of a cue's words, the word as it is shown, and the word."""
    text, at = whole_rows(cue.lines), 0
    for word in cue.words:
        shown = one_row(word.text)
        found = text.index(shown, at)
        yield text[at:found], shown, word
        at = found + len(shown)


def without_times(text: str) -> str:
    """Text that a reader of captions can't mistake for the times of a cue."""
    return re.sub(r"(?<=\d:)(?=\d\d[.,]\d)", _JOINER, text)


def without_markup(text: str) -> str:
    """Text that a reader of plain captions can't mistake for a tag, an arrow or a line break."""
    text = re.sub(r"\\(?=[Nnh])", rf"\\{_JOINER}", without_times(text))
    text = re.sub(r"<(?=[/A-Za-z!])", f"<{_JOINER}", text)
    return text.replace("-->", f"--{_JOINER}>")
