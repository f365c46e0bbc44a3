"""Speech balloons: what each says, when, and where: calm, hiding nothing, near the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from render.camera.view import View
from render.captions.words import CaptionWord, spoken_words
from render.cutting import Overlay
from render.lettering.balloon_signs import (
    BalloonSign,
    Manner,
    balloon_body,
    balloon_reach,
    balloon_rim,
)
from render.lettering.lettered import Area, Lettered, LetterStyle, taken_in, tint_of
from render.lettering.onscreen import (
    Scenery,
    bustle,
    frames_between,
    head_of,
    kept_clear,
    overlap,
)
from render.lettering.signs import sign_key
from render.lettering.siting import best_place, safe_area
from render.lettering.standing import Head
from render.shots import Rect
from story.model import Line, Section
from voices.clock import RATE, seconds_to_samples
from voices.timeline import SectionTimeline

LONGEST = 90
"""Letters in a balloon; longer speech goes on in the next."""
_HOLD, _FADE = 0.45, 0.14
_WIDEST = 0.42, 0.66
"""Width of a balloon's body at most, as a part of a wide and of a tall canvas's."""
_ACROSS, _DOWN = 21, 15
_GRID = 32, 18
_TOGETHER = 90
"""Frames between two balloons of one speaker that the eye should find in one place."""
_TAIL = 0.2
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
    tint = tint_of(line.speaker, style)
    return BalloonSign(
        text,
        manner,
        (0.0, 0.0),
        unit,
        view.width * _WIDEST[view.height > view.width],
        style.fonts,
        tint,
    )


def _placed(
    sign: BalloonSign, line: Line, scenery: Scenery, first: int, last: int, areas: Sequence[Area]
) -> tuple[BalloonSign, Area]:
    """The sign with its tail, and where its body stands."""
    head = head_of(scenery, line.speaker, (first + last) // 2)
    if head is None and not sign.manner:
        sign = replace(sign, manner="aside")
    half = balloon_body(sign)
    faces = kept_clear(scenery, first, last)
    others = [each for each in faces if head is None or overlap(each, head.box) == 0]
    price = _Price(scenery, (first + last) // 2, head, half, others, _before(line, first, areas))
    clear = [*faces, *([head.room] if head else [])]
    box = best_place(_candidates(sign, scenery.view), clear, taken_in(areas, first, last), price)
    tail = _tail(box, head, half, scenery.view)
    return replace(sign, tail=tail), Area(box, first, last, line.speaker)


def _candidates(sign: BalloonSign, view: View) -> list[Rect]:
    """Boxes all over the safe area; a body of this sign just fits each."""
    half, rim = balloon_body(sign), balloon_rim(sign)
    safe = safe_area(view.width, view.height)
    width, height = 2 * (half[0] + rim), 2 * (half[1] + rim)
    return [
        Rect(safe.x + across * max(safe.w - width, 0), safe.y + down * max(safe.h - height, 0),
             width, height)
        for down in np.linspace(0, 1, _DOWN)
        for across in np.linspace(0, 1, _ACROSS)
    ]  # fmt: skip


def _before(line: Line, first: int, areas: Sequence[Area]) -> Rect | None:
    """Where the same speaker's balloon stood until just now."""
    last = areas[-1] if areas else None
    near = last and last.owner == line.speaker and first - last.last < _TOGETHER
    return last.box if last and near else None


@dataclass(frozen=True)
class _Price:
    """What a place costs: calm is cheap, near the speaker, above the mouth, where the last was."""

    scenery: Scenery
    frame: int
    head: Head | None
    half: tuple[float, float]
    others: Sequence[Rect]
    before: Rect | None

    def __call__(self, box: Rect) -> float:
        view, head = self.scenery.view, self.head
        tail = _tail(box, head, self.half, view)
        low = (box.y + box.h / 2) / view.height
        price = 1.6 * _busy(self.seen, box, view) + 1.1 * _away(box, head, view) + 0.9 * low
        price += 3.0 * _crosses(box, tail, self.others)
        price += 1.0 * _misleads(box, tail, head, self.others)
        if head and tail == (0.0, 0.0):
            price += 0.8
        if head is None:
            price += 0.9 * low + 0.3 * box.x / view.width  # a box is read first at the top left
        if self.before:
            x, y = box.x + box.w / 2, box.y + box.h / 2
            was = self.before
            away = np.hypot(x - was.x - was.w / 2, y - was.y - was.h / 2)
            price += 0.8 * float(away) / view.height
        return price

    @cached_property
    def seen(self) -> NDArray[np.float64]:
        return bustle(self.scenery, self.frame, *_GRID)


def _busy(seen: NDArray[np.float64], box: Rect, view: View) -> float:
    """How much there is to see under a box, 0..1."""
    across, down = _GRID[0] / view.width, _GRID[1] / view.height
    part = seen[int(box.y * down) : int((box.y + box.h) * down) + 1,
                int(box.x * across) : int((box.x + box.w) * across) + 1]  # fmt: skip
    return float(part.mean()) if part.size else 1.0


def _away(box: Rect, head: Head | None, view: View) -> float:
    """How far a box is from who speaks; below a mouth is worse."""
    if head is None:
        return 0.0
    x, y = box.x + box.w / 2 - head.mouth[0], box.y + box.h / 2 - head.mouth[1]
    return float(np.hypot(x, y)) / view.height + (0.2 if y > 0 else 0.0)


def _misleads(
    box: Rect, tail: tuple[float, float], head: Head | None, others: Sequence[Rect]
) -> bool:
    """Whether somebody else's face is nearer to where the tail ends than the speaker's is."""
    if head is None:
        return False
    x, y = box.x + box.w / 2 + tail[0], box.y + box.h / 2 + tail[1]
    own = np.hypot(x - head.mouth[0], y - head.mouth[1])
    return any(np.hypot(x - o.x - o.w / 2, y - o.y - o.h / 2) < own for o in others)


def _crosses(box: Rect, tail: tuple[float, float], faces: Sequence[Rect]) -> float:
    """How much of the tail lies over faces that are not the speaker's, 0..1."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    way = [(x + share * tail[0], y + share * tail[1]) for share in np.linspace(0, 1, 12)]
    over = [any(f.x < px < f.x + f.w and f.y < py < f.y + f.h for f in faces) for px, py in way]
    return sum(over) / len(way)


def _tail(
    box: Rect, head: Head | None, half: tuple[float, float], view: View
) -> tuple[float, float]:
    """From the body's centre towards the mouth; it ends before the face."""
    if head is None:
        return 0.0, 0.0
    x, y = head.mouth[0] - box.x - box.w / 2, head.mouth[1] - box.y - box.h / 2
    length, short = float(np.hypot(x, y)), min(view.width, view.height)
    inside = 1 / max(((abs(x) / half[0]) ** 2.5 + (abs(y) / half[1]) ** 2.5) ** 0.4, 1e-6)
    face = min(head.box.w / 2 / max(abs(x), 1e-6), 0.75 * head.box.h / max(abs(y), 1e-6), 1.0)
    gap = (1 - inside - face) * length
    reach = min(0.8 * gap, gap - 0.02 * short, _TAIL * short)
    if reach < 0.02 * short:
        return 0.0, 0.0
    share = inside + reach / length
    return round(x * share, 1), round(y * share, 1)
