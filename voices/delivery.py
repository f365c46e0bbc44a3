"""How a line is delivered: what whisper, shout and thought mean for speed, level and filter."""

from __future__ import annotations

from dataclasses import dataclass

from story.model import Line


@dataclass(frozen=True)
class Delivery:
    """`speed` is what the engine is asked for on top of the voice's; `gain` in dB; `effect` names
    a filter in voices/effects.py ("" none)."""

    speed: float = 1.0
    gain: float = 0.0
    effect: str = ""


PLAIN = Delivery()
DELIVERIES = {
    "whisper": Delivery(speed=0.93, gain=-5.0, effect="whisper"),
    "shout": Delivery(speed=1.06, gain=2.5, effect="shout"),
    "thought": Delivery(speed=0.96, gain=-2.0, effect="thought"),
}


def delivery_of(line: Line) -> Delivery:
    """The delivery that the line's directions ask for: the last one counts."""
    asked = [each.value for each in line.directions if each.kind == "delivery"]
    return DELIVERIES.get(asked[-1], PLAIN) if asked else PLAIN
