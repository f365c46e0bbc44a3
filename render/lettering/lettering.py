"""Text drawn on the picture: who speaks, and what is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from render.lettering.balloons import balloons
from render.lettering.burned_captions import burned
from render.lettering.callouts import called_out
from render.lettering.introductions import introductions
from render.lettering.model import Area, Lettered, LetterStyle
from render.lettering.onscreen import Scenery
from render.typography.layout import Setting, drawable
from render.typography.type import glyph_problems
from story.callouts import Callout
from story.model import Section
from story.problems import Problem
from voices.timeline import SectionTimeline


def letter_section(
    section: Section,
    timeline: SectionTimeline,
    scenery: Scenery,
    style: LetterStyle,
    met: Collection[str] = (),
    busy_until: int = 0,
    found: Sequence[Callout] = (),
    frames: tuple[Area, ...] = (),
) -> Lettered:
    """All lettering of a section.

    `met` are those who spoke before in the episode; a card is on screen before `busy_until`;
    `found` may be called out; `frames` are taken by pictures in the picture.
    """
    made = Lettered(areas=frames)
    if style.kind in ("captions", "karaoke"):
        made += burned(section, timeline, scenery, style)
    if style.kind == "balloons":
        made += balloons(section, timeline, scenery, style, frames)
    if style.names:
        made += introductions(
            section, timeline, scenery, style, met, busy_until, made.areas, frames
        )
    if found:
        made += called_out(timeline, scenery, style, found, busy_until, made.areas)
    problems = (*made.problems, *_glyph_problems(section, made, style))
    return replace(_without_blanks(made, style), problems=problems)


def _without_blanks(made: Lettered, style: LetterStyle) -> Lettered:
    """No plate and no balloon is shown of whose text no font has a single character."""
    setting = Setting(extra=style.fonts)
    pairs = zip(made.overlays, made.signs, strict=True)
    kept = [(overlay, sign) for overlay, sign in pairs if drawable(sign.text, setting).strip()]
    overlays, signs = (tuple(each) for each in zip(*kept, strict=True)) if kept else ((), ())
    return replace(made, overlays=overlays, signs=signs)


def _glyph_problems(section: Section, made: Lettered, style: LetterStyle) -> tuple[Problem, ...]:
    text = " ".join(dict.fromkeys(sign.text for sign in made.signs))
    row = section.lines[0].row if section.lines else section.row
    return glyph_problems(text, Setting(extra=style.fonts), "", row)
