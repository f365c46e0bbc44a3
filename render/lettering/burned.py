"""Captions as lettering: when each is shown, and where it hides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from render.captions.timing import CaptionRules, Cue, cues
from render.cutting import Overlay
from render.lettering.caption_signs import CaptionSign, can_light, caption_size
from render.lettering.lettered import Area, Lettered, LetterStyle, tint_of
from render.lettering.onscreen import Scenery, frames_between, kept_clear
from render.lettering.signs import sign_key
from render.lettering.siting import best_place, safe_area
from render.shots import Rect
from story.model import Section
from voices.clock import RATE
from voices.timeline import SectionTimeline, Timeline

_FADE = 0.1
_STEPS = 9


def burned(
    section: Section,
    timeline: SectionTimeline,
    scenery: Scenery,
    style: LetterStyle,
) -> Lettered:
    """The section's captions, at most two rows, low or high; with karaoke each word is lit
    while it is heard."""
    rules = CaptionRules(speakers=False, sounds=False)
    made = cues([section], Timeline(scenery.view.fps, (timeline,)), rules)
    overlays: list[Overlay] = []
    signs: list[CaptionSign] = []
    for cue in made:
        for overlay, sign in _shown(cue, scenery, style):
            if overlay.first < timeline.frames:
                overlays.append(overlay)
                signs.append(sign)
    pairs = zip(overlays, signs, strict=True)
    areas = tuple(_area(each, sign) for each, sign in pairs if sign.lit is None)
    return Lettered(tuple(overlays), tuple(signs), areas=areas)


def _area(overlay: Overlay, sign: CaptionSign) -> Area:
    box = Rect(overlay.x, overlay.y, *caption_size(sign))
    return Area(box, overlay.first, overlay.last)


def _shown(cue: Cue, scenery: Scenery, style: LetterStyle) -> Iterator[tuple[Overlay, CaptionSign]]:
    view = scenery.view
    unit = min(view.width, view.height) / 1080
    dim = style.kind == "karaoke"
    widest = view.width * (0.84 if view.width >= view.height else 0.74)
    tint = tint_of(cue.speaker, style)
    sign = CaptionSign(cue.lines, tint, unit, widest, style.fonts, dim=dim)
    first, last = frames_between(cue.start, cue.end, view.fps, RATE)
    box = _place(caption_size(sign), scenery, first, last)
    fade = min(round(_FADE * view.fps), (last - first) // 3)
    yield Overlay(sign_key(sign), first, last, fade, box.x, box.y), sign
    if style.kind != "karaoke":
        return
    for lit, start, end in _lights(cue, scenery, last):
        one = CaptionSign(sign.rows, sign.tint, unit, sign.widest, style.fonts, lit, dim)
        yield Overlay(sign_key(one), start, end, 0, box.x, box.y), one


def _place(size: tuple[int, int], scenery: Scenery, first: int, last: int) -> Rect:
    """At the bottom, at the top where that hides something, else wherever least is hidden."""
    view = scenery.view
    safe = safe_area(view.width, view.height)
    width, height = size
    x, room = round((view.width - width) / 2), safe.h - height
    heights = [1.0, 0.0, *(1 - step / _STEPS for step in range(1, _STEPS))]
    candidates = [Rect(x, round(safe.y + up * room), width, height) for up in heights]
    return best_place(candidates, kept_clear(scenery, first, last), (), lambda _: 0.0)


def _lights(
    cue: Cue, scenery: Scenery, last: int
) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    """Each word's row and range in it, with the frames in which it is lit."""
    found = list(_ranges(cue))
    starts = [frames_between(word.start, word.end, scenery.view.fps, RATE)[0] for word in cue.words]
    for lit, (start, end) in zip(found, pairwise([*starts, last]), strict=False):
        if start < end and can_light(cue.lines[lit[0]]):
            yield lit, start, end


def _ranges(cue: Cue) -> Iterator[tuple[int, int, int]]:
    row = at = 0
    for word in cue.words:
        found = cue.lines[row].find(word.text, at)
        if found < 0 and row + 1 < len(cue.lines):
            row, at = row + 1, 0
            found = cue.lines[row].find(word.text)
        if found < 0:
            return
        at = found + len(word.text)
        yield row, found, at
