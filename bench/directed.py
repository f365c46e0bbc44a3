"""Directs a story over a timeline of estimated durations, so that no voice is needed."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from render.camera.direct import direct
from render.camera.vision.facts import PictureFacts
from render.camera.vision.look import look
from render.camera.vision.marks import marked
from render.shots import View
from render.storyboard.seen import SeenScene, board_json
from story.model import Line, Panel, Section
from story.problems import Problems
from story.script import read_script
from voices.clock import RATE, frame_to_sample
from voices.timeline import Clip, PanelSpan, SectionTimeline, Word

PACE = 14.5
"""Characters of text a second."""

GAPS = {"start": 0.8, "tag": 0.15, "sentence": 0.4, "paragraph": 0.75}
VIEW = View(1920, 1080, Fraction(30))


def directed_board(story: Path, view: View = VIEW) -> dict[str, Any]:
    return board_json(directed(story, view), view)


def directed(story: Path, view: View = VIEW) -> list[SeenScene]:
    script = read_script(story, Problems())
    scenes, facts, first = [], {}, 0
    people = [person.name for person in script.characters if person.named]
    for section in script.sections:
        timeline = estimated(section, view.fps)
        pictures = tuple(seen(panel, facts) for panel in section.panels)
        direction = direct(section, timeline, pictures, view, people)
        scenes.append(SeenScene(section, timeline, direction, pictures, first))
        first += timeline.frames
    return scenes


def seen(panel: Panel, known: dict[Path, PictureFacts]) -> PictureFacts | None:
    if panel.file is None:
        return None
    if panel.file not in known:
        with Image.open(panel.file) as picture:
            known[panel.file] = look(ImageOps.exif_transpose(picture), str(panel.file))
    return marked(known[panel.file], panel)


def estimated(section: Section, fps: Fraction) -> SectionTimeline:
    """A timeline as if every character took the same time to say."""
    clips, changes, at = [], [], 0.0
    for line in section.lines:
        at += GAPS[line.joint]
        if not changes or changes[-1][1] != line.panel:
            changes.append((max(0.0, at - 0.3) if changes else 0.0, line.panel))
        words, end = _spoken(line, at)
        clips.append(_clip(line, words, at, end))
        at = end
    frames = int((at + 0.9) * fps)
    edges = [*(round(time * RATE) for time, _ in changes), frame_to_sample(frames, fps)]
    spans = [
        PanelSpan(panel, start, end)
        for (_, panel), start, end in zip(changes, edges, edges[1:], strict=False)
    ]
    if not changes:
        spans = [PanelSpan(0 if section.panels else None, 0, edges[-1])]
    return SectionTimeline(section.identity, frames, tuple(clips), (), tuple(spans))


def _spoken(line: Line, at: float) -> tuple[list[Word], float]:
    starts = {first: number for number, (first, _) in enumerate(line.sentences)}
    words: list[Word] = []
    for found in re.finditer(r"\S+", line.text):
        if starts.get(found.start(), 0) > 0:
            at += GAPS["sentence"]
        end = at + len(found[0]) / PACE
        words.append(Word(found.start(), found.end(), round(at * RATE), round(end * RATE)))
        at = end + 1 / PACE
    return words, at - 1 / PACE


def _clip(line: Line, words: list[Word], start: float, end: float) -> Clip:
    first, length = round(start * RATE), round((end - start) * RATE)
    return Clip("", line.id, 0, len(line.text), first, length, 0, 0.0, tuple(words))
