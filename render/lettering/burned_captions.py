"""Captions as lettering: when each is shown, and where it hides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from render.captions.model import CaptionRules, Cue
from render.captions.timing import cues
from render.geometry import Rect
from render.lettering.caption_place import place_caption
from render.lettering.model import Area, Lettered, LetterStyle, tint_of
from render.lettering.onscreen import Scenery
from render.lettering.signs.caption_signs import CaptionSign, can_light, caption_fits, caption_size
from render.lettering.signs.signs import sign_key
from render.shots import Overlay, View
from story.model import Section
from voices.clock import frames_showing
from voices.timeline import SectionTimeline, Timeline

_FADE = 0.1
"""Seconds: soft, and still there with the word."""
_SIZES = 1.0, 0.86, 0.74, 0.66
"""Letters may shrink to keep off a face; 36 pixels at 1080p are still read with ease."""
_WIDEST = 0.84, 0.69
"""A caption's width at most, as a part of a wide and of a tall canvas's."""


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
    first, last = frames_showing(cue.start, cue.end, view.fps)
    sign, box = place_caption(list(_forms(cue, view, style)), scenery, first, last)
    fade = min(round(_FADE * view.fps), (last - first) // 3)
    yield Overlay(sign_key(sign), first, last, fade, box.x, box.y), sign
    if style.kind != "karaoke":
        return
    for lit, start, end in _lights(cue, sign, scenery, last):
        one = replace(sign, lit=lit)
        yield Overlay(sign_key(one), start, end, 0, box.x, box.y), one


def _forms(cue: Cue, view: View, style: LetterStyle) -> Iterator[CaptionSign]:
    """The caption as it is best read, then in other rows, then all of these in smaller letters."""
    unit, widest = (
        min(view.width, view.height) / 1080,
        view.width * _WIDEST[view.height > view.width],
    )
    dim, tint = style.kind == "karaoke", tint_of(cue.speaker, style)
    for size in _SIZES:
        for rows in dict.fromkeys((cue.lines, (cue.text,), _halves(cue.text))):
            sign = CaptionSign(rows, tint, unit * size, widest, style.fonts, dim=dim)
            if rows == cue.lines or caption_fits(sign):
                yield sign


def _halves(text: str) -> tuple[str, ...]:
    """The text in two rows of about one length."""
    spaces = [at for at, char in enumerate(text) if char == " "]
    at = min(spaces, key=lambda space: abs(2 * space - len(text)), default=0)
    return (text[:at], text[at + 1 :]) if at else (text,)


def _lights(
    cue: Cue, sign: CaptionSign, scenery: Scenery, last: int
) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    """Each word's row and range in it, with the frames in which it is lit."""
    found = list(_ranges(cue, sign.rows))
    starts = [frames_showing(word.start, word.end, scenery.view.fps)[0] for word in cue.words]
    for lit, (start, end) in zip(found, pairwise([*starts, last]), strict=False):
        if start < end and can_light(sign.rows[lit[0]]):
            yield lit, start, end


def _ranges(cue: Cue, rows: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    row = at = 0
    for word in cue.words:
        found = rows[row].find(word.text, at)
        if found < 0 and row + 1 < len(rows):
            row, at = row + 1, 0
            found = rows[row].find(word.text)
        if found < 0:
            return
        at = found + len(word.text)
        yield row, found, at
