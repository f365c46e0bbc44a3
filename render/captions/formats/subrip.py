"""SubRip (.srt): plain text that every site takes, speakers as ">> NAME:" where they change."""

from __future__ import annotations

from collections.abc import Sequence

from render.captions.formats.base import cue_time, whole_rows, without_markup
from render.captions.model import Cue


def srt(cues: Sequence[Cue]) -> str:
    """The cues as SubRip, UTF-8 without a byte order mark when encoded."""
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Cue) -> str:
    times = f"{cue_time(cue.start, ',')} --> {cue_time(cue.end, ',')}"
    return f"{number}\n{times}\n{without_markup(whole_rows(cue.rows))}\n"
