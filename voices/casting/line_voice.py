"""The voice of one line: its speaker's, unless the line asks for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from story.model import Line
from voices.casting.voice_names import find_voice
from voices.casting.voice_use import VoiceUse
from voices.model import Voice


def line_use(
    line: Line, cast: Mapping[str, VoiceUse], voices: Sequence[Voice], file: str = ""
) -> VoiceUse:
    """How `line` is spoken: a "voice" direction names a voice for it alone, the last one counts.

    Raises SettingsError, with the story's `file`, the row and the nearest names, where there is no
    such voice.
    """
    use = cast[line.speaker]
    asked = [each for each in line.annotations if each.kind == "voice"]
    if not asked:
        return use
    row = f"row {asked[-1].row or line.row}"
    place = f"{file}, {row}" if file else row
    return replace(
        use,
        voice=find_voice(asked[-1].value, voices, place),
        pitch=0.0,
        why="asked for by the line",
    )
