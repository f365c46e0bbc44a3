"""Sections and a timeline made from plain text, at a steady pace: for tests of captions."""

from __future__ import annotations

import re
from fractions import Fraction

from story.model import NARRATOR, Line, Panel, Section
from voices.clock import RATE, frame_to_sample, frames_to_hold
from voices.timeline import Clip, Gap, PanelSpan, SectionTimeline, Timeline, Word

PAUSES = {"start": 0.5, "tag": 0.12, "sentence": 0.35, "paragraph": 0.7}


def line(number, speaker, text, joint="sentence", panel=0):
    kind = "narration" if speaker == NARRATOR else "speech"
    ranges = tuple((m.start(), m.end()) for m in re.finditer(r"\S[^.!?]*[.!?]*", text))
    return Line(
        f"line-{number}",
        kind,
        speaker,
        panel,
        0,
        len(text),
        text,
        tuple(range(len(text))),
        ranges,
        joint,
    )


def section(title, *said, panels=1, kind="chapter", label=""):
    """A section in which each of `said` is (speaker, text, joint[, panel])."""
    lines = tuple(line(f"{title}-{i}", *each) for i, each in enumerate(said))
    pictures = tuple(Panel(f"{title}-{i}.png", None) for i in range(panels))
    return Section(title.lower(), kind, title, label, pictures, lines, 0, 0)


def perform(*sections, fps=Fraction(30), pace=15.0):
    """A timeline in which every character takes 1 / `pace` seconds."""
    return Timeline(fps, tuple(_perform(each, fps, pace) for each in sections))


def _perform(each, fps, pace):
    clips, gaps, spans, now = [], [], [], 0
    for said in each.lines:
        pause = round(PAUSES[said.joint] * RATE)
        gaps.append(Gap("sentence", now, now + pause))
        now += pause
        if not spans or spans[-1][0] != said.panel:
            spans.append((said.panel, now if spans else 0))
        clips.append(_clip(said, now, pace))
        now = clips[-1].end
    frames = frames_to_hold(now + RATE // 2, fps)
    spans = spans or [(0, 0)]
    edges = [at for _, at in spans] + [frame_to_sample(frames, fps)]
    shown = tuple(PanelSpan(panel, edges[i], edges[i + 1]) for i, (panel, _) in enumerate(spans))
    return SectionTimeline(each.identity, frames, tuple(clips), tuple(gaps), shown)


def _clip(said, start, pace):
    def at(character):
        return start + round(character / pace * RATE)

    words = tuple(
        Word(m.start(), m.end(), at(m.start()), at(m.end()))
        for m in re.finditer(r"[\w$€%'’.-]*\w", said.text)
    )
    length = at(len(said.text)) - start
    return Clip("take", said.id, 0, len(said.text), start, length, 0, 0.0, words)
