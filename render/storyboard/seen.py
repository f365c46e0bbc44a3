"""The storyboard: what the camera shows for every sentence, as data."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from render.camera.beats import Beat, beats
from render.camera.shot_list import Inset, ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Flourish, Shot, View, place_at, rect_at
from story.callouts import Callout
from story.model import Section
from voices.timeline import SectionTimeline

VERSION = 1
"""Of the storyboard's JSON: it rises when what stood in it changes its meaning."""

SAME = 0.005
"""Aspects that differ by less than this part are one."""


@dataclass(frozen=True)
class SeenScene:
    """A section with all that its storyboard needs; `first` is its first frame in the film,
    `callouts` are words that may be seen in it."""

    section: Section
    timeline: SectionTimeline
    direction: ShotPlan
    pictures: tuple[PictureFacts | None, ...]
    first: int
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True)
class SeenSentence:
    """A sentence on screen: the crop at its middle, None while no panel is shown."""

    beat: Beat
    panel: str
    crop: Rect | None


def shown(scene: SeenScene, fps: Fraction) -> tuple[SeenSentence, ...]:
    """Every sentence of a scene that is heard over one of its panels, in order."""
    found = []
    for beat in beats(scene.section, scene.timeline):
        if beat.panel is None:
            continue
        crop = crop_at_time(scene.direction.shots, beat.middle, fps)
        path = scene.section.panels[_panel_at(scene, beat.middle, fps, beat.panel)].path
        found.append(SeenSentence(beat, path, crop))
    return tuple(found)


def _panel_at(scene: SeenScene, time: float, fps: Fraction, own: int) -> int:
    """The panel on screen, which may be one that is recalled; its own where no shot is."""
    frame = int(Fraction(time) * fps)
    plan = scene.direction
    on = [
        note.panel
        for shot, note in zip(plan.shots, plan.notes, strict=True)
        if shot.start <= frame < shot.start + shot.frames
    ]
    return on[-1] if on else own


def crop_at_time(shots: Sequence[Shot], time: float, fps: Fraction) -> Rect | None:
    """The rect on screen `time` seconds into a section, None where no panel is."""
    frame = int(Fraction(time) * fps)
    on = [shot for shot in shots if shot.start <= frame < shot.start + shot.frames]
    return rect_at(on[-1], frame - on[-1].start, fps) if on else None


@dataclass(frozen=True)
class SeenShot:
    """A shot on screen for [first, last) frames of the film, and why.

    `crop_from` and `crop_to` are in pixels of the panel; `rect` is where the picture stands in the
    frame, in parts of its width and height. `words` are those that are heard meanwhile. `over` are
    insets that come while it is seen, `beside` the other pictures that stand side by side with it,
    each as a shot of its own; `flourishes`, in frames of the film, happen to it.
    """

    id: str
    first: int
    last: int
    note: ShotNote
    panel: str
    crop_from: Rect
    crop_to: Rect
    rect: Rect
    words: str
    over: tuple[SeenShot, ...] = ()
    flourishes: tuple[Flourish, ...] = ()
    beside: tuple[SeenShot, ...] = ()


def seen_shots(scene: SeenScene, view: View) -> tuple[SeenShot, ...]:
    """The shots of a scene, in order; a shot that comes early for a transition begins with its
    first whole frame."""
    plan, found = scene.direction, []
    words = [
        (word.onset, beat.text[word.start : word.end])
        for beat in beats(scene.section, scene.timeline)
        for word in beat.words
    ]
    before = 0
    pairs = zip(plan.shots, plan.notes, strict=True)
    for number, (_, group) in enumerate(itertools.groupby(pairs, key=_at_a_time), 1):
        (shot, note), *others = group
        first, last = max(shot.start, before), shot.start + shot.frames
        before = last
        begin, end = float(first / view.fps), float(last / view.fps)
        said = " ".join(text for onset, text in words if begin <= onset < end)
        over = (each for each in plan.insets if first <= each.shot.start < last)
        happens = (each for each in plan.flourishes if each.first < last and first < each.last)
        seen = replace(
            _seen(shot, note, first, scene, view),
            id=f"{scene.section.identity}/{number}",
            words=said,
            over=tuple(_seen_inset(each, scene, view) for each in over),
            flourishes=tuple(
                replace(each, first=scene.first + each.first, last=scene.first + each.last)
                for each in happens
            ),
        )
        beside = tuple(_seen(one, why, first, scene, view) for one, why in others)
        found.append(replace(seen, beside=beside))
    return tuple(found)


def happening(each: SeenShot) -> str:
    """What its author has happen to a shot, in words: "snow, focus on Ada"; "" for nothing."""
    return ", ".join(dict.fromkeys(_happens(one) for one in each.flourishes))


def _happens(each: Flourish) -> str:
    match each.kind:
        case "focus":
            return f"focus on {each.words}"
        case "shake":
            return f"shake at “{each.words}”" if each.words else "shake"
        case _:
            return each.kind


def _at_a_time(pair: tuple[Shot, ShotNote]) -> tuple[int, bool]:
    """What pictures that stand side by side have in common, and no two other shots."""
    return pair[0].start, bool(pair[0].places)


def _seen(shot: Shot, note: ShotNote, first: int, scene: SeenScene, view: View) -> SeenShot:
    """A shot from the frame `first` of its section on."""
    last = shot.start + shot.frames
    crop_from, crop_to = (rect_at(shot, frame - shot.start, view.fps) for frame in (first, last))
    place = place_at(shot.places, 0) if shot.places else None
    return SeenShot(
        "",
        scene.first + first,
        scene.first + last,
        note,
        scene.section.panels[note.panel].path,
        crop_from,
        crop_to,
        _in_parts(place, view) if place else _stands(crop_from, view),
        "",
    )


def _in_parts(rect: Rect, view: View) -> Rect:
    """A rect of the canvas in parts of it."""
    return Rect(
        rect.x / view.width, rect.y / view.height, rect.w / view.width, rect.h / view.height
    )


def _seen_inset(each: Inset, scene: SeenScene, view: View) -> SeenShot:
    seen = _seen(each.shot, each.note, each.shot.start, scene, view)
    return replace(seen, rect=_in_parts(each.rect, view))


def _stands(crop: Rect, view: View) -> Rect:
    """Where a crop stands in the frame: all over it, or whole in the middle of its spread."""
    shape = crop.w / crop.h / float(view.aspect)
    w, h = min(shape, 1.0), min(1 / shape, 1.0)
    if abs(shape - 1) < SAME:
        return Rect(0.0, 0.0, 1.0, 1.0)
    return Rect((1 - w) / 2, (1 - h) / 2, w, h)


def board_json(scenes: Sequence[SeenScene], view: View) -> dict[str, Any]:
    """The storyboard as plain data, format 1; see docs/camera.md.

    `sentences`: "start", "end" count the source's characters, "time" is in seconds of the film,
    "crop" in pixels of the largest picture at the sentence's middle. `shots`: "in", "out" in
    seconds, what is shown and why, the "words" that are heard meanwhile, and the pictures side by
    side: crops in their panel's pixels, "rect" in parts of the frame.
    """
    return {
        "version": VERSION,
        "sentences": [
            _sentence(each, float(scene.first / view.fps))
            for scene in scenes
            for each in shown(scene, view.fps)
            if each.crop
        ],
        "shots": [_shot(each, view) for scene in scenes for each in seen_shots(scene, view)],
    }


def _shot(each: SeenShot, view: View) -> dict[str, Any]:
    return {
        "id": each.id,
        "in": round(float(each.first / view.fps), 3),
        "out": round(float(each.last / view.fps), 3),
        "scale": each.note.scale,
        "subject": each.note.subject,
        "reason": each.note.reason,
        "move": each.note.move,
        "words": each.words,
        "pictures": [
            _picture(each),
            *({**_picture(one), "subject": one.note.subject} for one in each.beside),
            *(_inset(over, view) for over in each.over),
        ],
        "flourishes": [_flourish(one, view) for one in each.flourishes],
    }


def _picture(each: SeenShot) -> dict[str, Any]:
    return {
        "panel": each.panel,
        "crop_from": _numbers(each.crop_from, 2),
        "crop_to": _numbers(each.crop_to, 2),
        "rect": _numbers(each.rect, 4),
    }


def _inset(each: SeenShot, view: View) -> dict[str, Any]:
    """A picture over the first, which comes later and may go sooner."""
    return {
        **_picture(each),
        "in": round(float(each.first / view.fps), 3),
        "out": round(float(each.last / view.fps), 3),
        "scale": each.note.scale,
        "subject": each.note.subject,
        "reason": each.note.reason,
    }


def _flourish(each: Flourish, view: View) -> dict[str, Any]:
    """What happens to the picture, from when to when in the film, and its author's words."""
    return {
        "kind": each.kind,
        "in": round(float(each.first / view.fps), 3),
        "out": round(float(each.last / view.fps), 3),
        "words": each.words,
    }


def _numbers(rect: Rect, places: int) -> list[float]:
    return [round(value, places) for value in (rect.x, rect.y, rect.w, rect.h)]


def _sentence(each: SeenSentence, begin: float) -> dict[str, Any]:
    crop = each.crop or Rect(0, 0, 0, 0)
    times = (begin + each.beat.onset, begin + each.beat.offset)
    return {
        "start": each.beat.start,
        "end": each.beat.end,
        "panel": each.panel,
        "time": [round(time, 3) for time in times],
        "crop": _numbers(crop, 2),
    }
