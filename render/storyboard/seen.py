"""The storyboard: what the camera shows for every sentence, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from render.camera.beats import Beat, beats
from render.camera.direct import Direction
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Shot, rect_at
from story.model import Section
from voices.timeline import SectionTimeline


@dataclass(frozen=True)
class Scene:
    """A section with all that its storyboard needs; `first` is its first frame in the film."""

    section: Section
    timeline: SectionTimeline
    direction: Direction
    pictures: tuple[PictureFacts | None, ...]
    first: int


@dataclass(frozen=True)
class Shown:
    """A sentence on screen: the crop at its middle, None while no panel is shown.

    `what` says what is meant to be seen in it.
    """

    beat: Beat
    panel: str
    crop: Rect | None
    what: str = ""


def shown(scene: Scene, fps: Fraction) -> tuple[Shown, ...]:
    """Every sentence of a scene that is heard over one of its panels, in order."""
    meant = {(station.line, station.first): station.what for station in scene.direction.stations}
    found = []
    for beat in beats(scene.section, scene.timeline):
        if beat.panel is None:
            continue
        path = scene.section.panels[beat.panel].path
        crop = crop_at_time(scene.direction.shots, beat.middle, fps)
        found.append(Shown(beat, path, crop, meant.get((beat.line, beat.first), "")))
    return tuple(found)


def crop_at_time(shots: Sequence[Shot], time: float, fps: Fraction) -> Rect | None:
    """The rect on screen `time` seconds into a section, None where no panel is."""
    frame = int(Fraction(time) * fps)
    on = [shot for shot in shots if shot.start <= frame < shot.start + shot.frames]
    return rect_at(on[-1], frame - on[-1].start, fps) if on else None


def board_json(scenes: Sequence[Scene], fps: Fraction) -> dict[str, Any]:
    """`{"sentences": [{"start", "end", "panel", "time": [from, to], "crop": [x, y, w, h]}]}`.

    Offsets count the source's characters, times are seconds in the film, crops are in pixels of
    the panel at the sentence's middle.
    """
    return {
        "sentences": [
            _sentence(each, float(scene.first / fps))
            for scene in scenes
            for each in shown(scene, fps)
            if each.crop
        ]
    }


def _sentence(each: Shown, begin: float) -> dict[str, Any]:
    crop = each.crop or Rect(0, 0, 0, 0)
    times = (begin + each.beat.onset, begin + each.beat.offset)
    return {
        "start": each.beat.start,
        "end": each.beat.end,
        "panel": each.panel,
        "time": [round(time, 3) for time in times],
        "crop": [round(value, 2) for value in (crop.x, crop.y, crop.w, crop.h)],
    }
