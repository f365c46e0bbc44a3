"""How a line is delivered: what whisper, shout and thought mean for speed, level and filter."""

from __future__ import annotations

from dataclasses import dataclass

from story.model import Line
from voices.casting.voice_use import VoiceUse
from voices.engines.checks import within_speeds
from voices.sound.resampling import pitch_ratio


@dataclass(frozen=True)
class Delivery:
    """`speed` is what the engine is asked for on top of the voice's; `gain` in dB; `effect` names
    a filter in voices/sound/effects.py ("" none)."""

    speed: float = 1.0
    gain: float = 0.0
    effect: str = ""


PLAIN = Delivery()
DELIVERIES = {
    "whisper": Delivery(speed=0.93, gain=-5.0, effect="whisper"),
    "shout": Delivery(speed=1.06, gain=2.5, effect="shout"),
    "thought": Delivery(speed=0.96, gain=-2.0, effect="thought"),
    "calm": Delivery(speed=0.95),
    "excited": Delivery(speed=1.06, gain=1.0),
    "sad": Delivery(speed=0.92, gain=-1.0),
}


def delivery_of(line: Line, use: VoiceUse) -> Delivery:
    """How a line is performed: by its last direction, else as its speaker always does."""
    asked = [each.value for each in line.annotations if each.kind == "delivery"]
    return DELIVERIES.get(asked[-1] if asked else use.delivery, PLAIN)


def speed_of(line: Line, use: VoiceUse, pace: float = 1.0) -> float:
    """The speed that an engine is asked for: the speaker's, the line's and the reading's.

    A voice that is played higher is recorded slower by as much.
    """
    speed = use.speed * delivery_of(line, use).speed * pace / pitch_ratio(use.pitch)
    return round(within_speeds(speed), 4)
