"""An episode as a page plays it: segments, clips, shots and captions of each scene, as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from render.camera.vision.facts import PictureFacts, head_about
from render.captions.model import CaptionRules
from render.captions.timing import cues
from render.geometry import Rect
from render.pixels.segments import Segment, all_layers, segment_to_json
from render.production.made import Made
from render.production.planning.plan import RenderPlan
from render.storyboard.doubts import cut_heads, doubts
from render.storyboard.seen import SeenScene, SeenShot, happening, seen_shots
from render.studio.session.bends import Bend, bends_of
from render.studio.session.closeups import CloseUp, closeups_of
from story.model import Panel
from voices.timeline import Clip, Timeline


@dataclass(frozen=True)
class PlayedScene:
    """A scene for the page: its data, the clips that it plays, the pictures, close-ups, bends and
    segments that it shows."""

    data: Mapping[str, Any]
    clips: Mapping[str, Clip]
    pictures: frozenset[str]
    closeups: Mapping[str, CloseUp]
    bends: Mapping[str, Bend]
    segments: tuple[Segment, ...]


def played_scene(
    plan: RenderPlan, made: Made, number: int, first: int, recorded: Mapping[str, bool]
) -> PlayedScene:
    """Scene `number` of a plan of which it is made; it begins with frame `first` of its episode.

    Times in frames and samples count from the scene's start.
    """
    scene, timeline, facts = plan.scenes[number], made.timelines[number], made.facts[number]
    section = scene.section
    there = zip(scene.pictures, facts, strict=True)
    shown = tuple(each if look.key == each.key else None for look, each in there)
    seen_scene = SeenScene(section, timeline, made.directions[number], shown, first, scene.callouts)
    clips = {clip_name(clip): clip for clip in timeline.clips}
    segments = made.segments[number]
    sizes = {each.key: (each.width, each.height) for each in facts}
    near, bent = closeups_of(segments, plan.video, sizes), bends_of(segments)
    data = {
        "id": f"{number}:{section.identity}",
        "title": section.title or section.label,
        "first": first,
        "frames": timeline.frames,
        "segments": [segment_to_json(each) for each in segments],
        "closeups": [{"at": list(at), **each.page()} for at, each in near],
        "bends": [{"at": list(at), "name": each.name} for at, each in bent],
        "shots": [
            _shot(each, seen_scene, plan.view.fps) for each in seen_shots(seen_scene, plan.view)
        ],
        "clips": [_clip(name, clip, recorded) for name, clip in clips.items()],
        "panels": [
            _panel(panel, each, found=look.key == each.key)
            for panel, look, each in zip(section.panels, scene.pictures, facts, strict=True)
        ],
        "captions": _captions(plan, made, number),
    }
    closeups = {each.name: each for _, each in near}
    bends = {each.name: each for _, each in bent}
    pictures = frozenset(_pictures(segments, facts))
    return PlayedScene(data, clips, pictures, closeups, bends, tuple(segments))


def clip_name(clip: Clip) -> str:
    """What names the sound of a clip, wherever it is heard."""
    shape = {key: value for key, value in asdict(clip).items() if key not in ("start", "words")}
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:24]


def _clip(name: str, clip: Clip, recorded: Mapping[str, bool]) -> dict[str, Any]:
    return {
        "name": name,
        "line": clip.line,
        "start": clip.start,
        "end": clip.end,
        "first": clip.first,
        "last": clip.last,
        "recorded": recorded.get(clip.line, True),
        "words": [[word.start, word.end, word.onset, word.offset] for word in clip.words],
    }


def _panel(panel: Panel, facts: PictureFacts, *, found: bool) -> dict[str, Any]:
    return {
        "path": panel.path,
        "marks": [{"box": list(each.box), "name": each.name} for each in panel.heads],
        "picture": facts.key,
        "found": found,
        "width": facts.width,
        "height": facts.height,
        "heads": [
            {
                "box": _numbers(head_about(region.box, facts.whole)),
                "name": region.text,
                "weight": round(region.weight, 3),
                "kind": region.kind,
            }
            for region in facts.heads
        ],
    }


def _shot(each: SeenShot, scene: SeenScene, fps: Fraction) -> dict[str, Any]:
    first = scene.first
    return {
        "id": each.id,
        "first": each.first - first,
        "last": each.last - first,
        "panel": each.note.panel,
        "scale": each.note.scale,
        "subject": each.note.subject,
        "reason": each.note.reason,
        "move": each.note.move,
        "from": _numbers(each.crop_from),
        "to": _numbers(each.crop_to),
        "words": each.words,
        "happens": happening(each),
        "cut": [_numbers(head) for head in cut_heads(scene, each)],
        "doubts": list(doubts(scene, each, fps)),
    }


def _captions(plan: RenderPlan, made: Made, number: int) -> list[dict[str, Any]]:
    timeline = Timeline(plan.view.fps, (made.timelines[number],))
    found = cues([plan.scenes[number].section], timeline, CaptionRules())
    return [
        {"start": cue.start, "end": cue.end, "rows": list(cue.lines), "speaker": cue.speaker}
        for cue in found
    ]


def _pictures(segments: Any, facts: tuple[PictureFacts, ...]) -> list[str]:
    keys = [each.key for each in facts]
    for segment in segments:
        for layer in all_layers(segment):
            shot = getattr(layer, "shot", None)
            keys.append(shot.picture if shot else getattr(layer, "picture", ""))
            depth = getattr(layer, "depth", None)
            keys += [cel.picture for cel in depth.cels] if depth else []
    return [key for key in keys if key]


def _numbers(rect: Rect) -> list[float]:
    return [round(value, 2) for value in (rect.x, rect.y, rect.w, rect.h)]
