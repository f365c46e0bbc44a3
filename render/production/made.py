"""What a production has made so far, and what all its steps work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from render.camera.shot_list import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.pixels.segments import Segment
from render.production.planning.plan import RenderPlan
from render.production.queue.once import Once
from story.problems import Problems
from voices.recording.takes import Phrase, TakeInfo
from voices.store.store import Store
from voices.timeline import SectionTimeline


@dataclass(frozen=True)
class Made:
    """What each step has made, by the number of the scene or the episode that it is for.

    A step reads what the steps that it needs have made, and nothing else: those are complete.
    """

    gains: dict[int, Mapping[str, float]] = field(default_factory=dict)
    facts: dict[int, tuple[PictureFacts, ...]] = field(default_factory=dict)
    takes: dict[int, Mapping[Phrase, TakeInfo]] = field(default_factory=dict)
    timelines: dict[int, SectionTimeline] = field(default_factory=dict)
    directions: dict[int, ShotPlan] = field(default_factory=dict)
    segments: dict[int, tuple[Segment, ...]] = field(default_factory=dict)
    enlarged: dict[int, int] = field(default_factory=dict)
    drawn: dict[int, int] = field(default_factory=dict)
    intros: dict[int, int] = field(default_factory=dict)
    endings: dict[int, tuple[Segment, ...]] = field(default_factory=dict)
    ends_enlarged: dict[int, int] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    sounds: dict[int, str] = field(default_factory=dict)
    films: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What all steps of a production work with."""

    plan: RenderPlan
    store: Store
    once: Once
    problems: Problems
    made: Made
