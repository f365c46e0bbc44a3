"""A film as `inkreel storyboard --json` tells it: shots with their crops, sentences, chapters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, width, height, in pixels of a panel."""

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


def area(box: Box) -> float:
    return box[2] * box[3]


def shared(a: Box, b: Box) -> Box:
    """What two boxes have in common; of no area where they have nothing."""
    x, y = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[0] + a[2], b[0] + b[2]), min(a[1] + a[3], b[1] + b[3])
    return x, y, max(0.0, right - x), max(0.0, bottom - y)


def inside(box: Box, crop: Box) -> float:
    """The share of a box that a crop shows, 0..1."""
    return area(shared(box, crop)) / max(area(box), 1e-9)


def overlap(a: Box, b: Box) -> float:
    """Intersection over union, 0..1."""
    common = area(shared(a, b))
    return common / max(area(a) + area(b) - common, 1e-9)


def between(a: Box, b: Box, part: float) -> Box:
    x, y, w, h = (p + (q - p) * part for p, q in zip(a, b, strict=True))
    return x, y, w, h


@dataclass(frozen=True)
class Picture:
    """A panel's crop on its way from one box to another; `rect` is its place in the frame, 0..1."""

    panel: str
    first: Box
    last: Box
    rect: Box = WHOLE


@dataclass(frozen=True)
class View:
    """One picture at one moment: the panel's name, the crop, its place in the frame."""

    panel: str
    crop: Box
    rect: Box = WHOLE


@dataclass(frozen=True)
class Shot:
    """What stands between two cuts; seconds in the film. `box` is its subject's and `words` are
    those heard meanwhile, where told."""

    start: float
    end: float
    pictures: tuple[Picture, ...]
    scale: str = ""
    subject: str = ""
    reason: str = ""
    move: str = ""
    held: bool = False
    box: Box | None = None
    words: str | None = None

    @property
    def seconds(self) -> float:
        return self.end - self.start

    def at(self, time: float) -> tuple[View, ...]:
        """The pictures at a second of the film, the largest first; moves are taken to be even."""
        part = min(max((time - self.start) / max(self.seconds, 1e-6), 0.0), 1.0)
        views = (View(p.panel, between(p.first, p.last, part), p.rect) for p in self.pictures)
        return tuple(sorted(views, key=lambda view: -area(view.rect)))


@dataclass(frozen=True)
class Sentence:
    """A sentence: its range of the source, seconds in the film, and the crop at its middle."""

    start: int
    end: int
    time: tuple[float, float]
    panel: str
    crop: Box


@dataclass(frozen=True)
class Speech:
    """What somebody says: its range of the source, and who."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Film:
    """Shots and sentences in order; `chapters` are spans of seconds, `derived` says that the
    shots were made up from sentences because the storyboard has none."""

    shots: tuple[Shot, ...]
    sentences: tuple[Sentence, ...]
    chapters: tuple[tuple[float, float], ...]
    speech: tuple[Speech, ...] = ()
    derived: bool = False
    sizes: dict[str, tuple[float, float]] = field(default_factory=dict)

    def shot_at(self, time: float) -> Shot | None:
        found = [shot for shot in self.shots if shot.start - 1e-6 <= time < shot.end - 1e-6]
        return found[-1] if found else None

    def moments(self, step: float = 0.5) -> Iterator[float]:
        """The middles of equal steps through all chapters, in seconds."""
        for start, end in self.chapters:
            for number in range(int((end - start) / step)):
                yield start + (number + 0.5) * step


def name_of(path: str) -> str:
    return PurePath(path).name


def film_of(board: dict[str, Any], script: dict[str, Any] | None = None) -> Film:
    """The film of a storyboard's JSON, with or without `shots`; who speaks is the script's."""
    sentences = tuple(
        Sentence(
            each["start"], each["end"], tuple(each["time"]), name_of(each["panel"]),
            tuple(each["crop"]),
        )
        for each in board["sentences"]
    )  # fmt: skip
    told = board.get("shots") or []
    spans = _sections(script, sentences)
    shots = tuple(map(_shot, told)) or tuple(
        shot for group in spans for shot in shots_between(group)
    )
    speech = tuple(
        Speech(line["start"], line["end"], line["speaker"])
        for section in (script or {"sections": []})["sections"]
        for line in section["lines"]
        if line["kind"] == "speech" and line.get("speaker")
    )
    return Film(shots, sentences, _chapters(spans, shots), speech, not told)


def _shot(told: dict[str, Any]) -> Shot:
    box = told.get("box") or told.get("subject_box")
    return Shot(
        told["in"],
        told["out"],
        tuple(
            Picture(
                name_of(each["panel"]), tuple(each["crop_from"]), tuple(each["crop_to"]),
                _in_frame(each.get("rect")),
            )
            for each in told["pictures"]
        ),
        told.get("scale", ""),
        told.get("subject", ""),
        told.get("reason", ""),
        told.get("move", ""),
        bool(told.get("held")),
        tuple(box) if box else None,
        told.get("words"),
    )  # fmt: skip


def _in_frame(rect: Sequence[float] | None) -> Box:
    """A picture's place as parts of the frame; one in pixels is taken to be of 1920 by 1080."""
    if not rect:
        return WHOLE
    x, y, w, h = rect
    if max(rect) <= 1.5:
        return x, y, w, h
    return x / 1920, y / 1080, w / 1920, h / 1080


def _sections(script: dict[str, Any] | None, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences in groups, one a film: chapters, or the whole of a story that has none."""
    if script is None:
        return [list(sentences)] if sentences else []
    firsts = [
        min(line["start"] for line in section["lines"])
        for section in script["sections"]
        if section["kind"] == "chapter" and section["lines"]
    ][1:]
    groups: dict[int, list[Sentence]] = {}
    for each in sentences:
        groups.setdefault(sum(first <= each.start + 1 for first in firsts), []).append(each)
    return list(groups.values())


def _chapters(
    groups: Sequence[Sequence[Sentence]], shots: Sequence[Shot]
) -> tuple[tuple[float, float], ...]:
    """Each group's seconds: from the first to the last of the shots whose middle is nearer to its
    words than to another group's."""
    edges = [
        (before[-1].time[1] + after[0].time[0]) / 2 for before, after in itertools.pairwise(groups)
    ]
    spans: list[list[Shot]] = [[] for _ in groups]
    for shot in shots:
        if groups:
            spans[sum(edge <= (shot.start + shot.end) / 2 for edge in edges)].append(shot)
    return tuple((span[0].start, span[-1].end) for span in spans if span)


PAN, ZOOM = 0.05, 0.018
"""The most that a film without told shots moves in a second: shares of the frame's width, and of
its own scale. Crops that are farther apart than this are taken to be parted by a cut. So chosen,
two finished films have as many cuts as are seen in their frames."""


LEAD, TAIL = 0.3, 0.9
"""Seconds for which a panel is taken to stand before a section's first word and after its last."""


def shots_between(sentences: Sequence[Sentence]) -> list[Shot]:
    """Shots as they must have been, from the crops at sentences' middles: an even way from one to
    the next, with a cut before a sentence whose crop no move could reach."""
    if not sentences:
        return []
    cuts = [sentences[0].time[0] - LEAD]
    runs: list[list[Sentence]] = [[sentences[0]]]
    for before, after in itertools.pairwise(sentences):
        if before.panel == after.panel and in_reach(before, after):
            runs[-1].append(after)
        else:
            runs.append([after])
            cuts.append(after.time[0] - LEAD / 2)
    cuts.append(sentences[-1].time[1] + TAIL)
    return [
        leg
        for run, start, end in zip(runs, cuts, cuts[1:], strict=False)
        for leg in _legs(run, start, end)
    ]


def in_reach(before: Sentence, after: Sentence) -> bool:
    """Can a camera that does not cut be at both crops in time?"""
    seconds = (sum(after.time) - sum(before.time)) / 2
    (x, y, w, h), (u, v, k, j) = before.crop, after.crop
    moved = math.hypot(u + k / 2 - x - w / 2, v + j / 2 - y - h / 2) / min(w, k)
    return moved <= PAN * seconds and abs(math.log(k / w)) <= ZOOM * seconds


def _legs(run: Sequence[Sentence], start: float, end: float) -> list[Shot]:
    """One unbroken run as one shot for each leg of its way; they follow without a cut."""
    times = [start, *(sum(each.time) / 2 for each in run), end]
    boxes = [run[0].crop, *(each.crop for each in run), run[-1].crop]
    return [
        Shot(a, b, (Picture(run[0].panel, p, q),), move="leg")
        for a, b, p, q in zip(times, times[1:], boxes, boxes[1:], strict=False)
    ]


def cut_lengths(film: Film, span: tuple[float, float]) -> list[float]:
    """Seconds between cuts in a span; legs of one derived shot count as one."""
    lengths: list[float] = []
    last: Shot | None = None
    for shot in film.shots:
        if not span[0] - 1e-6 <= shot.start < span[1]:
            continue
        if last is not None and _goes_on(last, shot):
            lengths[-1] += shot.seconds
        else:
            lengths.append(shot.seconds)
        last = shot
    return lengths


def _goes_on(before: Shot, after: Shot) -> bool:
    if before.move != "leg" or after.move != "leg":
        return False
    a, b = before.pictures[0], after.pictures[0]
    return a.panel == b.panel and a.last == b.first and abs(before.end - after.start) < 1e-6


def cuts_of(film: Film) -> list[float]:
    """Seconds at which the film cuts."""
    return [
        after.start
        for before, after in itertools.pairwise(film.shots)
        if not _goes_on(before, after)
    ]
