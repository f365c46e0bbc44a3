"""Callouts on the picture: when each comes, and where it stands in the calm of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from render.geometry import Rect
from render.lettering.model import Area, Lettered, LetterStyle, taken_in
from render.lettering.onscreen import (
    Scenery,
    bodies,
    bustle,
    cut_frames,
    hair,
    is_brief,
    kept_clear,
)
from render.lettering.signs.callout_signs import (
    CalloutSign,
    callout_size,
    counting,
    counts_up,
)
from render.lettering.signs.signs import sign_key
from render.lettering.siting import Kept, best_place, safe_area
from render.shots import Overlay, Shot, shot_at
from story.callouts import Callout
from story.problems import Problem
from voices.clock import RATE
from voices.timeline import SectionTimeline

_BEFORE, _AFTER = 0.7, 3.0
"""Seconds after a card, or a section's start, and before its end in which nothing is called out."""
_LEAST, _MOST = 1.5, 3.0
_LONGEST = 60
"""Letters of a callout: more are not read in the time that one is seen."""
_A_LETTER = 0.09
"""Seconds that a callout is seen, from the least to the most, and what each letter adds."""
_NEAR_CUT = 0.4
"""Seconds beside a cut in which nothing comes but on it."""
_FADE = 0.13
_COUNTING, _STEPS = 0.4, 7
"""Seconds in which the digits of a large number roll, and in how many steps: it is read at once."""
_SIZES = 1.0, 0.8, 0.65
"""Sizes that are tried until one hides nothing."""
_WIDEST = 0.45, 0.8
"""A callout's width at most, as a part of a wide and of a tall canvas's."""
_DOWNS = 0.08, 0.0, 0.16, 0.26, 0.36, 0.6, 0.72, 0.84
_ACROSSES = 0.0, 1.0, 0.1, 0.9, 0.22, 0.78, 0.5
"""Places over the safe area, as parts of what is left of it beside the callout."""
_GRID = 32, 18
"""Columns and rows of the map of what there is to see."""


def called_out(
    timeline: SectionTimeline,
    scenery: Scenery,
    style: LetterStyle,
    found: Sequence[Callout],
    busy_until: int = 0,
    areas: Sequence[Area] = (),
) -> Lettered:
    """The callouts of a section that have room and time; one that has not is left out, with a
    Problem where its author asked for it.

    A card is on screen before `busy_until`; `areas` are taken by other lettering. Beside captions,
    which are on all the time, stands only what is asked for.
    """
    fps = scenery.view.fps
    captioned = style.kind in ("captions", "karaoke")
    busy = [(area.first, area.last) for area in areas]
    called: list[tuple[int, int]] = []
    made = Lettered()
    wrong: list[Problem] = []
    timed = [(at, each) for each in found if (at := _onset(each, timeline, scenery)) is not None]
    first, final = busy_until + _BEFORE * fps, timeline.frames - _AFTER * fps
    for at, each in sorted(timed, key=lambda one: (-one[1].weight, -one[1].size, one[0])):
        asked = each.kind == "told"
        if len(each.text) > _LONGEST:
            wrong.append(_too_long(each))
            continue
        if not asked and (not first <= at <= final or _beside_a_cut(at, scenery)):
            continue
        end = min(_end(each, at, scenery), timeline.frames)
        if _lettered(each, scenery, at, style) or (not asked and is_brief(scenery, at, end)):
            continue
        beside = () if not (asked and captioned) else taken_in(areas, at, end)
        alone = not any(a < end and at < b for a, b in (called if beside else [*busy, *called]))
        shown = _shown(each, at, end, scenery, style, beside) if alone else None
        if shown:
            called.append((at, end))
            made += shown
        elif asked:
            wrong.append(_no_room(each, alone=alone))
    return replace(made, problems=tuple(wrong))


def _too_long(each: Callout) -> Problem:
    said = f"“{each.text[:30]}…” is too long to be read in {_MOST:g} seconds, so it is not shown."
    return Problem("", each.row, "callout-long", said, f"Make it {_LONGEST} letters at the most.")


def _no_room(each: Callout, *, alone: bool) -> Problem:
    return Problem(
        "",
        each.row,
        "callout-no-room",
        f"“{each.text}” is not called out: "
        + (
            "wherever it may stand, it hides a face or lettering of the picture."
            if alone
            else "something else is written on the picture then, and one thing is seen at a time."
        ),
        "Make it shorter, or write it before another line."
        if alone
        else "Write it before a line over which nothing else stands.",
    )


def _onset(each: Callout, timeline: SectionTimeline, scenery: Scenery) -> int | None:
    """The first frame that begins after the callout's word has begun to be heard."""
    words = [word for clip in timeline.clips if clip.line == each.line for word in clip.words]
    word = next((word for word in words if word.end > each.first), None)
    return -int(-word.onset * scenery.view.fps // RATE) if word else None


def _beside_a_cut(at: int, scenery: Scenery) -> bool:
    near = _NEAR_CUT * scenery.view.fps
    return any(0 < abs(cut - at) < near for cut in cut_frames(scenery))


def _end(each: Callout, at: int, scenery: Scenery) -> int:
    """When it is gone: as long as it is read, or with a cut that comes a little sooner."""
    fps = scenery.view.fps
    usual = at + round(min(_LEAST + _A_LETTER * len(each.text), _MOST) * fps)
    cuts = (cut for cut in cut_frames(scenery) if at + _LEAST * fps <= cut < usual)
    return next(cuts, usual)


def _lettered(each: Callout, scenery: Scenery, at: int, style: LetterStyle) -> bool:
    """Whether the panel that is seen says it itself."""
    shot = shot_at(scenery.shots, at)
    return (
        shot is not None
        and each.kind != "told"
        and written_in(each.figure or each.text, shot, scenery, style)
    )


def written_in(text: str, shot: Shot, scenery: Scenery, style: LetterStyle) -> bool:
    """Whether a shot's panel says it itself: what was read in it, or its prompt wants lettered."""
    facts = scenery.facts.get(shot.picture)
    read = [region.text for region in facts.of("lettering")] if facts else []
    prompt = scenery.prompts.get(shot.picture, "")
    asked = [part for found in style.written.findall(prompt) for part in found]
    return any(_plain(text) in _plain(other) for other in (*read, *asked))


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _shown(
    each: Callout,
    first: int,
    last: int,
    scenery: Scenery,
    style: LetterStyle,
    beside: Sequence[Rect] = (),
) -> Lettered | None:
    """The callout where it hides nothing, in a size that keeps off hair if one does; None where it
    would."""
    view = scenery.view
    faces, drawn = (kept_clear(scenery, kind, first, last) for kind in ("face", "lettering"))
    kept = Kept(beside, faces, drawn, bodies(scenery, first, last), hair(faces))
    seen = bustle(scenery, first, *_GRID)
    across, down = _GRID[0] / view.width, _GRID[1] / view.height

    def calm(box: Rect) -> float:
        part = seen[int(box.y * down) : int((box.y + box.h) * down) + 1,
                    int(box.x * across) : int((box.x + box.w) * across) + 1]  # fmt: skip
        return float(part.mean()) + 0.2 * box.y / view.height

    found = None
    for size in _SIZES:
        unit = min(view.width, view.height) / 1080 * size
        widest = view.width * _WIDEST[view.height > view.width] * size
        sign = CalloutSign(each.text, each.kind, unit, widest, style.fonts)
        box, hidden = best_place(list(_places(sign, scenery)), kept, calm)
        if hidden.nothing and not hidden.bodies:
            found = found or _overlays(sign, box, first, last, scenery)
            if not hidden.maybe:
                return _overlays(sign, box, first, last, scenery)
    return found


def _places(sign: CalloutSign, scenery: Scenery) -> Iterator[Rect]:
    """Boxes about the frame; in the lower part there may be captions of a player's."""
    safe = safe_area(scenery.view.width, scenery.view.height)
    width, height = callout_size(sign)
    for down, across in product(_DOWNS, _ACROSSES):
        left = safe.x + across * max(safe.w - width, 0)
        yield Rect(round(left), round(safe.y + down * max(safe.h - height, 0)), width, height)


def _overlays(sign: CalloutSign, box: Rect, first: int, last: int, scenery: Scenery) -> Lettered:
    """The callout from the frame `first` on; a large number rolls in."""
    fps = scenery.view.fps
    fade = round(_FADE * fps)
    if not counts_up(sign):
        overlay = Overlay(sign_key(sign), first, last, fade, box.x, box.y)
        return Lettered((overlay,), (sign,), areas=(Area(box, first, last),))
    step = max(1, round(_COUNTING * fps / _STEPS))
    signs = list(counting(sign, _STEPS))
    marks = [first + step * number for number in range(_STEPS)]
    overlays = [
        Overlay(sign_key(each), start, end, 0, box.x, box.y)
        for each, start, end in zip(signs, marks, [*marks[1:], last], strict=True)
    ]
    overlays[-1] = replace(overlays[-1], fade_out=fade)
    return Lettered(tuple(overlays), tuple(signs), areas=(Area(box, first, last),))
