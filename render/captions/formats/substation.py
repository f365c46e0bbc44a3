"""Advanced SubStation Alpha (.ass): styled by speaker, karaoke by word. Written by pysubs2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pysubs2 import Alignment, Color, SSAEvent, SSAFile, SSAStyle

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
        "Title": " ".join(title.split()),
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
    text = (
        _sung(cue)
        if karaoke and cue.words
        else "\\N".join(_escaped(one_row(row)) for row in cue.lines)
    )
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
    text, at, parts = "\n".join(cue.lines), 0, []
    for word, (start, end) in zip(cue.words, pairwise(edges), strict=True):
        found = text.index(word.text, at)
        between = text[at:found].replace("\n", "\\N")
        parts.append(f"{between}{{\\kf{max(0, end - start)}}}{_escaped(word.text)}")
        at = found + len(word.text)
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")


def _milliseconds(samples: int) -> int:
    return _hundredths(samples) * 10


def _hundredths(samples: int) -> int:
    return (samples * 100 + RATE // 2) // RATE
