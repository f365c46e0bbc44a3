"""WebVTT (.vtt): for the web, with speakers as voices, and word times where asked."""

from __future__ import annotations

from collections.abc import Sequence

from render.captions.formats.base import cue_time, timed_words, whole_rows, without_times
from render.captions.model import Cue
from story.model import NARRATOR
from story.safe_text import one_row


def vtt(cues: Sequence[Cue], *, word_times: bool = False) -> str:
    """The cues as WebVTT. `word_times` marks every word for players that follow the voice."""
    return "\n".join(["WEBVTT\n", *(_block(n, cue, word_times) for n, cue in enumerate(cues, 1))])


def _block(number: int, cue: Cue, word_times: bool) -> str:
    times = f"{cue_time(cue.start)} --> {cue_time(cue.end)}"
    text = _timed_text(cue) if word_times and cue.words else _escaped(whole_rows(cue.lines))
    return f"{number}\n{times}{_place(cue)}\n{_voice(cue)}{text}\n"


def _place(cue: Cue) -> str:
    if cue.kind == "sound":
        return " line:8% align:start position:4%"
    return " line:8%" if cue.top or cue.kind == "description" else ""


def _voice(cue: Cue) -> str:
    if cue.kind != "speech":
        return ""
    name = "Narrator" if cue.speaker == NARRATOR else " ".join(one_row(cue.speaker).split())
    return f"<v {_escaped(name)}>" if name else ""


def _timed_text(cue: Cue) -> str:
    """The cue's text with the time of every word but the first in front of it."""
    parts = []
    for before, shown, word in timed_words(cue):
        time = f"<{cue_time(word.start)}>" if cue.start < word.start < cue.end else ""
        parts.append(_escaped(before) + time + _escaped(shown))
    return "".join(parts)


def _escaped(text: str) -> str:
    return without_times(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
