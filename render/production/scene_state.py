"""How far the scenes of a production have come, and what all its parts share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from render.camera.direct import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.pixels.segments import Segment
from render.production.queue.once import Once
from render.production.spec import Ask
from story.problems import Problems
from voices.recording.takes import Phrase, TakeInfo
from voices.store.store import Store
from voices.timeline import SectionTimeline

T = TypeVar("T")


@dataclass
class Played:
    """How far a scene has come."""

    takes: dict[Phrase, TakeInfo] = field(default_factory=dict)
    facts: dict[int, PictureFacts] = field(default_factory=dict)
    timeline: SectionTimeline | None = None
    direction: ShotPlan | None = None
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
