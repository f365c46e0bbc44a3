"""Speech balloons: what each says, when, and where: calm, hiding nothing, near the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from render.captions.words import CaptionWord, spoken_words
from render.cutting import Overlay
from render.lettering.balloon_signs import BalloonSign, Manner, balloon_body, balloon_reach
from render.lettering.lettered import Area, Lettered, LetterStyle, taken_in
from render.lettering.onscreen import Scenery, bustle, frames_between, kept_clear, whereabouts
from render.lettering.signs import sign_key
from render.lettering.siting import best_place, safe_area
from render.shots import Rect
from story.model import Line, Section
from voices.clock import RATE, seconds_to_samples
from voices.timeline import SectionTimeline

LONGEST = 90
"""Letters in a balloon; longer speech goes on in the next."""
_HOLD, _FADE = 0.45, 0.14
_ACROSS, _DOWN = 13, 9
_GRID = 32, 18
_TAIL = 0.17
"""The length of a tail, as a part of the canvas's shorter side, at the most."""
_MANNERS: dict[str, Manner] = {"whisper": "whisper", "shout": "shout", "thought": "thought"}


def balloons(
    section: Section, timeline: SectionTimeline, scenery: Scenery, style: LetterStyle
) -> Lettered:
    """A balloon for each piece of speech: in with its first word, out soon after its last."""
    overlays: list[Overlay] = []
    signs: list[BalloonSign] = []
    areas: list[Area] = []
    pieces = list(_pieces(section, timeline))
    for number, (line, words) in enumerate(pieces):
        end = words[-1].end + seconds_to_samples(_HOLD)
        if number + 1 < len(pieces):
            end = min(end, max(words[-1].end, pieces[number + 1][1][0].start))
        first, last = frames_between(words[0].start, end, scenery.view.fps, RATE)
        last = min(last, timeline.frames)
        if first < last:
            sign, area = _placed(
                _sign(line, words, scenery, style), line, scenery, first, last, areas
            )
            reach = balloon_reach(sign)
            x, y = area.box.x + area.box.w / 2, area.box.y + area.box.h / 2
            fade = min(round(_FADE * scenery.view.fps), (last - first) // 3)
            overlays.append(
                Overlay(sign_key(sign), first, last, fade, round(x) - reach[0], round(y) - reach[1])
            )
            signs.append(sign)
            areas.append(area)
    return Lettered(tuple(overlays), tuple(signs), areas=tuple(areas))


def _pieces(
    section: Section, timeline: SectionTimeline
) -> Iterator[tuple[Line, tuple[CaptionWord, ...]]]:
    lines = {line.id: line for line in section.lines if line.kind == "speech"}
    words = spoken_words(section, timeline, 0, 0)
    for name, group in groupby(words, key=lambda word: word.line):
        if name in lines:
            for piece in _parted(tuple(group)):
                yield lines[name], piece


def _parted(words: tuple[CaptionWord, ...]) -> Iterator[tuple[CaptionWord, ...]]:
    """A line's words in balloonfuls of about one length, ended at a sentence where one is near."""
    letters = sum(len(word.text) + 1 for word in words)
    room = letters / -(-letters // LONGEST)
    piece: list[CaptionWord] = []
    for word in words:
        piece.append(word)
        length = len(_said(piece))
        if length >= room or (length >= room * 0.6 and word.text[-1] in ".!?…"):
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def _said(words: Sequence[CaptionWord]) -> str:
    return "".join((" " if word.spaced else "") + word.text for word in words).strip()


def _sign(
    line: Line, words: Sequence[CaptionWord], scenery: Scenery, style: LetterStyle
) -> BalloonSign:
    view = scenery.view
    manners = (_MANNERS.get(each.value) for each in line.directions if each.kind == "delivery")
    manner: Manner = next((each for each in manners if each), "")
    unit = min(view.width, view.height) / 1080
    text = _said(words).rstrip(",;:") if line.text.endswith(words[-1].text) else _said(words)
    return BalloonSign(text, manner, (0.0, 0.0), unit, view.width * 0.4, style.fonts)


def _placed(
    sign: BalloonSign, line: Line, scenery: Scenery, first: int, last: int, areas: Sequence[Area]
) -> tuple[BalloonSign, Area]:
    """The sign with its tail, and where its body stands."""
    view, middle = scenery.view, (first + last) // 2
    half = balloon_body(sign)
    rim = (40 if sign.manner in ("shout", "thought") else 10) * sign.unit
    safe = safe_area(view.width, view.height)
    width, height = 2 * (half[0] + rim), 2 * (half[1] + rim)
    candidates = [
        Rect(safe.x + across * max(safe.w - width, 0), safe.y + down * max(safe.h - height, 0),
             width, height)
        for down in np.linspace(0, 1, _DOWN)
        for across in np.linspace(0, 1, _ACROSS)
    ]  # fmt: skip
    at = whereabouts(scenery, line.speaker, middle)
    clear = list(kept_clear(scenery, first, last))
    if at:
        side = 0.16 * view.height
        clear.append(Rect(at[0] - side / 2, at[1] - side * 0.8, side, side))
    seen = bustle(scenery, middle, *_GRID)

    def price(box: Rect) -> float:
        low = (box.y + box.h / 2) / view.height
        return 2.6 * _busy(seen, box, scenery) + _away(box, at, scenery) + 0.9 * low

    box = best_place(candidates, clear, taken_in(areas, first, last), price)
    return replace(sign, tail=_tail(box, at, half, scenery)), Area(box, first, last)


def _busy(seen: NDArray[np.float64], box: Rect, scenery: Scenery) -> float:
    """How much there is to see under a box, 0..1."""
    across, down = _GRID[0] / scenery.view.width, _GRID[1] / scenery.view.height
    part = seen[int(box.y * down) : int((box.y + box.h) * down) + 1,
                int(box.x * across) : int((box.x + box.w) * across) + 1]  # fmt: skip
    return float(part.mean()) if part.size else 1.0


def _away(box: Rect, at: tuple[float, float] | None, scenery: Scenery) -> float:
    """How far a box is from who speaks; below a mouth is worse."""
    view = scenery.view
    x, y = box.x + box.w / 2, box.y + box.h / 2
    if at is None:
        return 0.0
    below = 0.35 if y > at[1] else 0.0
    return float(np.hypot((x - at[0]) / view.width, (y - at[1]) / view.height)) + below


def _tail(
    box: Rect, at: tuple[float, float] | None, half: tuple[float, float], scenery: Scenery
) -> tuple[float, float]:
    """From the body's centre towards the mouth, stopping short of it."""
    if at is None:
        return 0.0, 0.0
    x, y = at[0] - box.x - box.w / 2, at[1] - box.y - box.h / 2
    length = float(np.hypot(x, y))
    inside = 1 / max(((abs(x) / half[0]) ** 2.5 + (abs(y) / half[1]) ** 2.5) ** 0.4, 1e-6)
    short = min(scenery.view.width, scenery.view.height)
    most = inside * length + _TAIL * short
    wanted = min(length - 0.07 * short, most)
    if wanted <= inside * length + 0.02 * short:
        return 0.0, 0.0
    return round(x * wanted / length, 1), round(y * wanted / length, 1)
