"""The measures of a film's cutting: pure functions of its shots, in seconds and shares of them.

Pace is measured as the shared folder measures it in finished films, with the
storyboard's crops in place of frames registered to panels: crops are alike when they are of one
panel and overlap by more than half (intersection over union).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev

from bench.camera.film import Box, Film, Shot, View, area, cut_lengths, inside, overlap, shared
from bench.camera.truth import Head, Truth

ALIKE = 0.5
BEFORE, FRESH = 6, 20
"""Seconds: a framing is stale when it is like the one so long before; new when unlike all since."""

CLOSE = 0.45
"""A crop narrower than this share of its panel's width is close."""

LONG_CHAPTER = 40.0
ONE_LENGTH, IN_A_ROW = 0.15, 3
THIRD = 1 / 3
PAUSE = 1.2
EDGE = 0.03
"""The share of a face that may be lost at an edge before it counts as cut: a box's own error."""

NEARLY_ALL = 0.72
"""A crop that is this share of its panel's width or height, or more, at either end of its shot is
the whole picture: frames of looks along a panel are 0.74 of the widest and more."""

SHORT = 1.2
"""Seconds: what is shown for less is felt as a slip."""

UNDER_A_CARD = "under a card"
"""The reason that a storyboard gives for a picture with a card over it."""

HEAD_SEEN, TALL = 0.85, 0.12
"""A speaker is whole with the face and so much of the head (a close may take hair), and tall
enough when the head is this share of the frame's height."""


def alike(a: View | None, b: View | None) -> bool:
    return (
        a is not None and b is not None and a.panel == b.panel and overlap(a.crop, b.crop) > ALIKE
    )


def main_view(film: Film, time: float) -> View | None:
    """The largest picture on screen; None where none is, or a card is looked at instead."""
    shot = film.shot_at(time)
    return shot.at(time)[0] if shot and shot.reason != UNDER_A_CARD else None


def views(film: Film, span: tuple[float, float], step: float) -> list[View | None]:
    count = int((span[1] - span[0]) / step)
    return [main_view(film, span[0] + (number + 0.5) * step) for number in range(count)]


@dataclass(frozen=True)
class Pace:
    """`stale` and `close` are shares of seconds, `longest` seconds, the others a minute."""

    seconds: int
    stale: float
    longest: int
    framings: float
    cuts: float
    scale: float
    close: float


def pace_of(half: Sequence[View | None], width: Callable[[str], float]) -> Pace:
    """Of views twice a second; `width` gives a panel's in its own pixels."""
    one = half[::2]
    minutes = max(len(one), 1) / 60
    pairs = [(a, b) for a, b in zip(one[BEFORE:], one, strict=False) if a]
    fresh = sum(
        view is not None and not any(alike(view, b) for b in one[max(0, i - FRESH) : i])
        for i, view in enumerate(one)
    )
    jumps = sum(
        a is not None and b is not None and not alike(a, b) for a, b in itertools.pairwise(half)
    )
    scales = [view.crop[2] / width(view.panel) for view in one if view]
    return Pace(
        len(one),
        fmean(alike(a, b) for a, b in pairs) if pairs else 0.0,
        longest(one),
        fresh / minutes,
        jumps / minutes,
        median(scales) if scales else 0.0,
        fmean(scale < CLOSE for scale in scales) if scales else 0.0,
    )


def longest(one: Sequence[View | None]) -> int:
    """Seconds of the longest run whose ends are like its middle."""
    best = 0
    for i in range(len(one)):
        j = i
        while j < len(one) and _like_middle(one, i, j):
            j += 1
        best = max(best, j - i)
    return best


def _like_middle(one: Sequence[View | None], i: int, j: int) -> bool:
    middle = one[(i + j) // 2]
    return alike(one[j], middle) and alike(one[i], middle)


def pace(film: Film, width: Callable[[str], float]) -> Pace:
    """Of all chapters, each by itself as films are; means are weighted by seconds."""
    parts = [pace_of(views(film, span, 0.5), width) for span in film.chapters]
    total = max(sum(part.seconds for part in parts), 1)

    def mean(value: Callable[[Pace], float]) -> float:
        return sum(value(part) * part.seconds for part in parts) / total

    return Pace(
        total,
        mean(lambda p: p.stale),
        max((part.longest for part in parts), default=0),
        mean(lambda p: p.framings),
        mean(lambda p: p.cuts),
        mean(lambda p: p.scale),
        mean(lambda p: p.close),
    )


def spread(lengths: Sequence[float]) -> float:
    """Standard deviation by mean of shots' lengths."""
    return pstdev(lengths) / fmean(lengths) if len(lengths) > 1 else 0.0


def metronomes(lengths: Sequence[float]) -> int:
    """Runs of more than three shots in a row, all within 15 % of the mean of four neighbours."""
    size = IN_A_ROW + 1
    even = [
        all(abs(one - fmean(four)) <= ONE_LENGTH * fmean(four) for one in four)
        for four in (lengths[i : i + size] for i in range(len(lengths) - size + 1))
    ]
    return sum(now and not before for before, now in zip([False, *even], even, strict=False))


@dataclass(frozen=True)
class Lengths:
    """Of shots between cuts: `median` in seconds, `least` the least spread of a long chapter."""

    median: float
    spreads: tuple[float, ...]
    metronomes: int

    @property
    def least(self) -> float | None:
        return min(self.spreads, default=None)


def lengths_of(film: Film) -> Lengths:
    chapters = [(cut_lengths(film, span), span[1] - span[0]) for span in film.chapters]
    every = [length for lengths, _ in chapters for length in lengths]
    return Lengths(
        median(every) if every else 0.0,
        tuple(spread(lengths) for lengths, seconds in chapters if seconds > LONG_CHAPTER),
        sum(metronomes(lengths) for lengths, _ in chapters),
    )


def is_whole(shot: Shot, size: Callable[[str], tuple[float, float]]) -> bool:
    """Does a shot show all of its panel, or as much of it as a frame can, at either end?"""
    picture = shot.pictures[0]
    wide, high = size(picture.panel)
    ends = (picture.first, picture.last)
    return any(max(crop[2] / wide, crop[3] / high) >= NEARLY_ALL for crop in ends)


@dataclass(frozen=True)
class Returns:
    """How often a film comes back: shots, those of them of the whole picture, those that are in
    turn with it (whole, other, whole, other), those that go to and fro between any two framings
    (A, B, A, B), and those that are over before they are seen."""

    shots: int
    whole: int
    in_turn: int
    to_and_fro: int
    short: int


def returns_of(film: Film, size: Callable[[str], tuple[float, float]]) -> Returns:
    """Of all chapters, each by itself. A shot is in turn, or goes to and fro, where it is the
    fourth and later of such a run."""
    whole = in_turn = to_and_fro = 0
    shots = [shot for shot in film.shots if shot.pictures and shot.reason != UNDER_A_CARD]
    for start, end in film.chapters:
        own = [shot for shot in shots if start - 1e-6 <= shot.start < end]
        wholes = [is_whole(shot, size) for shot in own]
        views = [shot.at((shot.start + shot.end) / 2)[0] for shot in own]
        whole += sum(wholes)
        for at in range(3, len(own)):
            a, b, c, d = wholes[at - 3 : at + 1]
            in_turn += a == c != b == d
            to_and_fro += _to_and_fro(views[at - 3 : at + 1])
    short = sum(shot.seconds < SHORT - 0.001 for shot in shots)
    return Returns(len(shots), whole, in_turn, to_and_fro, short)


def _to_and_fro(four: Sequence[View]) -> bool:
    return alike(four[0], four[2]) and alike(four[1], four[3]) and not alike(four[0], four[1])


def pauses(film: Film) -> float:
    """Pauses between sentences of one chapter of 1.2 s and more, a minute."""
    count = sum(
        b.time[0] - a.time[1] >= PAUSE - 0.001
        for start, end in film.chapters
        for a, b in zip(film.sentences, film.sentences[1:], strict=False)
        if start <= a.time[0] and b.time[1] <= end
    )
    return count / minutes(film)


def minutes(film: Film) -> float:
    return max(sum(end - start for start, end in film.chapters) / 60, 1e-9)


def fills(box: Box, view: View) -> bool:
    """Does what is seen of a box fill a third of the frame's width or height?"""
    seen = shared(box, view.crop)
    if area(seen) <= 0:
        return False
    wide = seen[2] / view.crop[2] * view.rect[2]
    return wide >= THIRD or seen[3] / view.crop[3] * view.rect[3] >= THIRD


def subject_share(film: Film, truth: Truth) -> tuple[float, float]:
    """The share of seconds in which the shot's subject fills a third, of those whose subject has
    a box drawn by hand or told; and the share of seconds that have one."""
    known, filled, every = 0, 0, 0
    for time in film.moments():
        every += 1
        shot = film.shot_at(time)
        found = _filling(shot, time, truth) if shot else None
        if found is not None:
            known, filled = known + 1, filled + found
    return filled / max(known, 1), known / max(every, 1)


def _filling(shot: Shot, time: float, truth: Truth) -> bool | None:
    on = shot.at(time)
    pairs = [(view, truth.box_of(view.panel, shot.subject)) for view in on]
    drawn = [(view, box) for view, box in pairs if box]
    if not drawn and shot.box:
        drawn = [(on[0], shot.box)]
    return any(fills(box, view) for view, box in drawn) if drawn else None


def faces_cut(film: Film, truth: Truth) -> float:
    """The share of half seconds with panels drawn by hand in which an edge crosses a face. Under a
    card a picture is ground, and shows nobody."""
    cut = [
        any(crossed(head, view) for view in on for head in truth.heads(view.panel))
        for time in film.moments()
        if (shot := film.shot_at(time)) and shot.reason != UNDER_A_CARD and (on := shot.at(time))
        if any(truth.knows(view.panel) for view in on)
    ]
    return fmean(cut) if cut else 0.0


def crossed(head: Head, view: View) -> bool:
    """Does an edge run between eyes and chin? Faces in painted pictures do not count."""
    if head.face is None or head.painted:
        return False
    return EDGE < inside(head.face, view.crop) < 1 - EDGE


def speakers_seen(film: Film, truth: Truth) -> tuple[float, float]:
    """The share of the seconds said by a named person who is drawn in a panel on screen, in which
    that person is whole and at least 12 % of the frame's height; and these seconds."""
    seen, every = 0.0, 0.0
    for speaker, start, end in spoken(film):
        steps = max(1, round((end - start) / 0.1))
        for number in range(steps):
            found = _speaker_on(
                film, truth, speaker, start + (number + 0.5) * (end - start) / steps
            )
            if found is not None:
                every += (end - start) / steps
                seen += found * (end - start) / steps
    return seen / max(every, 1e-9), every


def spoken(film: Film) -> Iterable[tuple[str, float, float]]:
    """Who speaks from when to when: a sentence's seconds are shared out by its characters."""
    for sentence in film.sentences:
        length = max(sentence.end - sentence.start, 1)
        begin, pace = sentence.time[0], (sentence.time[1] - sentence.time[0]) / length
        for line in film.speech:
            first, last = max(line.start, sentence.start), min(line.end, sentence.end)
            if first < last:
                at = begin + (first - sentence.start) * pace
                yield line.speaker, at, at + (last - first) * pace


def _speaker_on(film: Film, truth: Truth, speaker: str, time: float) -> bool | None:
    """None where the speaker is drawn in no panel on screen."""
    shot = film.shot_at(time)
    on = shot.at(time) if shot else ()
    heads = [(view, head) for view in on for head in truth.called(view.panel, speaker)]
    return any(whole(head, view) for view, head in heads) if heads else None


def whole(head: Head, view: View) -> bool:
    face = head.face or head.head
    tall = head.head[3] / view.crop[3] * view.rect[3] >= TALL
    return tall and inside(face, view.crop) > 1 - EDGE and inside(head.head, view.crop) >= HEAD_SEEN
