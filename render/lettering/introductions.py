"""Who is that? A speaker's name, on screen while they first speak in an episode."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

import numpy as np

from render.captions.words import spoken_words
from render.geometry import Rect, overlap
from render.lettering.model import Area, Lettered, LetterStyle, taken_in, tint_of
from render.lettering.onscreen import (
    Scenery,
    head_of,
    is_brief,
    kept_clear,
    on_the_cut,
    seen_head,
)
from render.lettering.signs.signs import NameSign, name_size, sign_key
from render.lettering.siting import Kept, best_place, safe_area
from render.shots import Overlay, shot_at
from story.audio_description import DESCRIBER
from story.model import NARRATOR, Section
from voices.clock import frames_showing
from voices.timeline import SectionTimeline

SECONDS, FADE = 2.0, 0.25
"""How long a name is seen, read twice over; in and out without a jump."""
_LATE = 1.5
"""Seconds after a word in which a name still tells who said it: where balloons say whose words
these are, a later one is only in the way."""
_SHORTEST = 1.2
"""Seconds in which a name is read: a shot that is over sooner has none."""
_HEIGHTS, _ACROSS = (0.0, 0.06, 0.12, 0.18, 0.24, 0.3, 0.4, 0.5), 13
"""How far up the safe area a name may stand, and how many places are tried across it."""
_LOW = 0.35
"""How much of a name's way down from its bearer's chest counts, where that is too long."""
_BELOW = 2.0
"""How far below a chest a name still is its bearer's, in heads: as low as that, it is read best."""
_CHEST = 1.6
"""How far below the top of a head a chest is, in heads."""
_TAKEN_FOR = 1.0
"""What it costs to stand nearer to somebody else, whose name it would be: all of a frame's way."""
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
    frames: tuple[Area, ...] = (),
) -> Lettered:
    """The names of those who speak in a section and are not in `met`, each over a shot that shows
    them while they speak.

    Before the frame `busy_until` (a card is on screen) nobody is introduced: they are with a
    later line of theirs, if there is one; so are those who speak while an inset of `frames` is
    seen. `areas` are taken by other lettering; a name comes when a balloon has gone, captions stay.
    """
    overlays: list[Overlay] = []
    signs: list[NameSign] = []
    shown: list[Area] = []
    known = {*met, *style.unnamed}
    busy = areas if style.kind == "balloons" else frames
    for speaker, first, last in _entrances(section, timeline, scenery, known, busy_until, busy):
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
    busy: tuple[Area, ...],
) -> Iterator[tuple[str, int, int]]:
    """Each new speaker with the frames [first, last) in which their name is seen: from a word of
    theirs, or from the cut that comes with it, in the first shot that shows them for as long; when
    nothing else of what is `busy` stands there."""
    done, tried = {NARRATOR, DESCRIBER, *met}, set[tuple[str, int]]()
    free = busy_until
    for word in spoken_words(section, timeline, 0, 0):
        if not word.spaced or word.speaker in done:
            continue
        due = on_the_cut(frames_showing(word.start, word.end, scenery.view.fps)[0], scenery)
        first = _free(due, busy)
        if first - due > _LATE * scenery.view.fps:
            continue
        shot = shot_at(scenery.shots, first)
        if first < free or shot is None or (word.speaker, shot.start) in tried:
            continue
        tried.add((word.speaker, shot.start))
        last = min(first + round(SECONDS * scenery.view.fps), timeline.frames,
                   shot.start + shot.frames)  # fmt: skip
        head = seen_head(scenery, word.speaker, first, last)
        long = last - first >= _SHORTEST * scenery.view.fps and not is_brief(scenery, first, last)
        if long and head and head.sure and not taken_in(busy, first, last):
            done.add(word.speaker)
            free = last
            yield word.speaker, first, last


def _free(frame: int, busy: tuple[Area, ...]) -> int:
    """The first frame from one on at which nothing stands on the picture."""
    for area in sorted(busy, key=lambda each: each.first):
        frame = area.last if area.first <= frame < area.last else frame
    return frame


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
    """Low under its bearer and under nobody else, on the left where nothing tells; elsewhere to
    hide nothing."""
    view = scenery.view
    safe = safe_area(view.width, view.height)
    width, height = name_size(sign)
    head = head_of(scenery, speaker, (first + last) // 2)
    lefts = np.linspace(safe.x, safe.x + safe.w - width, _ACROSS)
    lowest = safe.y + safe.h - height - view.height * 0.04
    candidates = [
        Rect(round(left), round(lowest - up * (lowest - safe.y)), width, height)
        for up, left in product(_HEIGHTS, lefts.tolist())
    ]
    faces, drawn = (kept_clear(scenery, kind, first, last) for kind in ("face", "lettering"))
    others = [each for each in faces if head is None or overlap(each, head.box) == 0]

    def price(box: Rect) -> float:
        if head is None:
            return 0.0
        own = _away(box, head.box)
        misleads = any(_away(box, each) < own for each in others)
        return own / view.height + _TAKEN_FOR * misleads

    return best_place(candidates, Kept(taken, faces, drawn), price)[0]


def _away(box: Rect, head: Rect) -> float:
    """How far a name is from the chest below a head: more so aside than below."""
    x = box.x + box.w / 2 - head.x - head.w / 2
    y = box.y + box.h / 2 - head.y - _CHEST * head.h
    return float(np.hypot(x, _LOW * max(0.0, y - _BELOW * head.h) if y > 0 else y))
