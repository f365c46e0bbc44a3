"""How far the scenes of a production have come, and what all its parts share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from render.camera.direct import Direction
from render.camera.facts import PictureFacts
from render.pixels.segments import Segment
from render.production.asked import Ask
from render.production.once import Once
from story.problems import Problems
from voices.store import Store
from voices.takes import Phrase, TakeInfo
from voices.timeline import SectionTimeline

T = TypeVar("T")


@dataclass
class Played:
    """How far a scene has come."""

    takes: dict[Phrase, TakeInfo] = field(default_factory=dict)
    facts: dict[int, PictureFacts] = field(default_factory=dict)
    timeline: SectionTimeline | None = None
    direction: Direction | None = None
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What all parts of a production work with; `played` stands beside `ask.scenes`."""

    ask: Ask
    store: Store
    once: Once
    problems: Problems
    played: tuple[Played, ...]


def there(value: T | None) -> T:
    """`value`, which must have been made by now."""
    if value is None:
        raise AssertionError("asked for before it was made")
    return value
