"""Advanced SubStation Alpha (.ass): styled by speaker, karaoke by word. Written by pysubs2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pysubs2 import Alignment, Color, SSAEvent, SSAFile, SSAStyle

from render.captions.formats.base import timed_words, whole_rows
from render.captions.model import Cue
from render.typography.palette import speaker_tint
from story.safe_text import one_row
from voices.clock import RATE

_DARK = Color(16, 14, 26)
"""Outlines: nearly black, so that light letters stay readable on any picture."""


def ass(
    cues: Sequence[Cue],
    *,
    title: str = "",
    size: tuple[int, int] = (1920, 1080),
    karaoke: bool = False,
) -> str:
    """The cues as ASS for pictures of `size`. Each speaker has a colour; `karaoke` fills words
    as they are said."""
    file = SSAFile()
    file.info = {
        "Title": " ".join(one_row(title).split()),
        "ScriptType": "v4.00+",
        "WrapStyle": "2",
        "ScaledBorderAndShadow": "yes",
        "YCbCr Matrix": "TV.709",
        "PlayResX": str(size[0]),
        "PlayResY": str(size[1]),
    }
    names = list(dict.fromkeys(cue.speaker for cue in cues if cue.kind == "speech"))
    file.styles = {_style_name(name): _style(name, names, size) for name in names}
    file.styles["Sound"] = _style("", names, size, top=True)
    file.events = [_event(cue, karaoke=karaoke) for cue in cues]
    return str(file.to_string("ass"))


def _style_name(speaker: str) -> str:
    name = "".join(char if char.isalnum() else " " for char in speaker)
    return " ".join(name.split()).title() or "Sound"


def _style(
    speaker: str, names: Sequence[str], size: tuple[int, int], *, top: bool = False
) -> SSAStyle:
    unit = min(size) / 1080
    tint = speaker_tint(speaker, names) or (255, 255, 255)
    return SSAStyle(
        fontname="Alegreya Sans ExtraBold",
        fontsize=round(min(84 * unit, size[0] / 13.2)),  # 42 columns fit
        primarycolor=Color(*tint),
        secondarycolor=Color(150, 150, 160),
        outlinecolor=_DARK,
        backcolor=Color(0, 0, 0, 96),
        italic=top,
        outline=3.6 * unit,
        shadow=1.5 * unit,
        alignment=Alignment.TOP_LEFT if top else Alignment.BOTTOM_CENTER,
        marginl=round(size[0] * 0.06),
        marginr=round(size[0] * 0.06),
        marginv=round(size[1] * 0.06),
    )


def _event(cue: Cue, *, karaoke: bool) -> SSAEvent:
    speech = cue.kind == "speech"
    text = _sung(cue) if karaoke and cue.words else _escaped(whole_rows(cue.lines))
    text = f"{{\\an8}}{text}" if cue.top and speech else text
    return SSAEvent(
        start=_milliseconds(cue.start),
        end=_milliseconds(cue.end),
        text=text,
        style=_style_name(cue.speaker) if speech else "Sound",
        name=one_row(cue.speaker).replace(",", " "),
    )


def _sung(cue: Cue) -> str:
    """Words with karaoke lengths in hundredths of a second, their sum kept from drifting."""
    ends = [_hundredths(word.start - cue.start) for word in cue.words[1:]]
    edges = [0, *ends, _hundredths(cue.words[-1].end - cue.start)]
    return "".join(
        f"{_escaped(before)}{{\\kf{max(0, end - start)}}}{_escaped(shown)}"
        for (before, shown, _), (start, end) in zip(timed_words(cue), pairwise(edges), strict=True)
    )


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")
    return text.replace("\n", "\\N")


def _milliseconds(samples: int) -> int:
    return _hundredths(samples) * 10


def _hundredths(samples: int) -> int:
    return (samples * 100 + RATE // 2) // RATE
