"""Who is that? A speaker's name, on screen while they first speak in an episode."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from render.captions.words import spoken_words
from render.geometry import Rect
from render.lettering.model import Area, Lettered, LetterStyle, taken_in, tint_of
from render.lettering.onscreen import Scenery, head_of, kept_clear
from render.lettering.signs.signs import NameSign, name_size, sign_key
from render.lettering.siting import Kept, best_place, safe_area
from render.shots import Overlay
from story.audio_description import DESCRIBER
from story.model import NARRATOR, Section
from voices.clock import frames_showing
from voices.timeline import SectionTimeline

SECONDS, FADE = 2.0, 0.25
"""How long a name is seen, read twice over; in and out without a jump."""
_HEIGHTS = (0.0, 0.06, 0.12, 0.18, 0.24, 0.62, 0.7, 0.78, 0.86, 1.0, 0.3, 0.4, 0.5)
"""How far up the safe area a name may stand, in the order in which it is tried."""
_WIDEST = 0.42, 0.7
"""A name's width at most, as a part of a wide and of a tall canvas's."""


def introductions(
    section: Section,
    timeline: SectionTimeline,
    scenery: Scenery,
    style: LetterStyle,
    met: Collection[str] = (),
    busy_until: int = 0,
    areas: tuple[Area, ...] = (),
) -> Lettered:
    """The names of those who speak in a section and are not in `met`.

    Before the frame `busy_until` (a card is on screen) nobody is introduced: they are with a
    later line of theirs, if there is one. `areas` are taken by other lettering.
    """
    overlays: list[Overlay] = []
    signs: list[NameSign] = []
    shown: list[Area] = []
    for speaker, first in _entrances(section, timeline, scenery, met, busy_until):
        last = min(first + round(SECONDS * scenery.view.fps), timeline.frames)
        sign = _sign(speaker, scenery, style)
        taken = taken_in((*areas, *shown), first, last)
        box = _place(sign, speaker, scenery, first, last, taken)
        fade = min(round(FADE * scenery.view.fps), (last - first) // 3)
        slide = 26 * sign.unit
        overlays.append(Overlay(sign_key(sign), first, last, fade, box.x, box.y, slide))
        signs.append(sign)
        shown.append(Area(box, first, last))
    return Lettered(tuple(overlays), tuple(signs), areas=tuple(shown))


def _entrances(
    section: Section,
    timeline: SectionTimeline,
    scenery: Scenery,
    met: Collection[str],
    busy_until: int,
) -> Iterator[tuple[str, int]]:
    """Each new speaker with the frame at which their first line begins to be heard."""
    seen = {NARRATOR, DESCRIBER, *met}
    for word in spoken_words(section, timeline, 0, 0):
        first, _ = frames_showing(word.start, word.end, scenery.view.fps)
        begins = word.spaced and word.speaker not in seen
        if begins and busy_until <= first < timeline.frames - 2:
            seen.add(word.speaker)
            yield word.speaker, first


def _sign(speaker: str, scenery: Scenery, style: LetterStyle) -> NameSign:
    view = scenery.view
    name = style.labels.get(speaker, speaker)
    unit = min(view.width, view.height) / 1080
    text = name[:1].upper() + name[1:]
    widest = _WIDEST[view.height > view.width]
    return NameSign(text, tint_of(speaker, style), unit, view.width * widest, style.fonts)


def _place(
    sign: NameSign, speaker: str, scenery: Scenery, first: int, last: int, taken: tuple[Rect, ...]
) -> Rect:
    """Low on the speaker's side, on the left where nothing tells; elsewhere to hide nothing."""
    view = scenery.view
    safe = safe_area(view.width, view.height)
    width, height = name_size(sign)
    head = head_of(scenery, speaker, (first + last) // 2)
    right = bool(head and head.mouth[0] > view.width * 0.56)
    inset = 0.2 * (safe.w - width)
    lefts = (safe.x, safe.x + inset, safe.x + safe.w - width - inset, safe.x + safe.w - width)
    lowest = safe.y + safe.h - height - view.height * 0.04
    candidates = [
        Rect(round(left), round(lowest - up * (lowest - safe.y)), width, height)
        for up, left in product(_HEIGHTS, lefts[::-1] if right else lefts)
    ]
    faces, drawn = (kept_clear(scenery, kind, first, last) for kind in ("face", "lettering"))
    return best_place(candidates, Kept(taken, faces, drawn), lambda _: 0.0)[0]
