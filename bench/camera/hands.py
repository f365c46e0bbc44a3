"""How far does a film agree with chapters cut by hand? Sentence by sentence, on three counts.

A hand cut is JSON: shots with `in` (seconds), scale, subject and crops `from`, `to` as [x, y,
width] of 16:9 in a panel of `unit` size. Its clock, which is when each sentence is said in it, is
in the file itself or in cuts/clocks.json; a film with other takes is compared at the same places
of the same sentences.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.camera.film import (
    Box,
    Film,
    Picture,
    Sentence,
    Shot,
    View,
    cuts_of,
    inside,
    name_of,
    overlap,
)
from bench.camera.measures import fills
from bench.camera.truth import Truth, likeness

FOLDER = Path(__file__).resolve().parent / "cuts"
NEAR = 0.5
"""Seconds within which a cut is the same cut."""

SAME_PLACE = 0.4
"""Overlap (intersection over union) of two crops that show one subject, whatever it is called."""

STEP = 0.25
SEEN = 0.3
"""The share of a subject that must be in view: a close-up shows a part of a person."""

CLASSES = {
    "establishing": "wide",
    "wide": "wide",
    "medium": "medium",
    "medium close": "close",
    "close": "close",
    "detail": "detail",
    "insert": "detail",
}
SIZES = ((0.8, "wide"), (0.5, "medium"), (0.0, "detail"))
"""Size classes by crop width ÷ panel width, for films whose storyboard names none."""


@dataclass(frozen=True)
class HandCut:
    """A chapter as a film: `shots` on the hand's own clock, which `sentences` tell."""

    name: str
    story: str
    shots: tuple[Shot, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Agreement:
    """One sentence: whether subject and size are the same for most of it, and how many of the
    hand's cuts in it the film makes within half a second."""

    start: int
    subject: bool
    size: bool
    cuts: int
    met: int


def hand_cuts(story: str, truth: Truth, shared: Path | None) -> list[HandCut]:
    """Those of a story in this folder and in the shared one."""
    files = sorted(FOLDER.glob("*-[0-9]*.json"))
    if shared is not None:
        files += sorted((shared / "cuts").glob("*-[0-9]*.json"))
    clocks = json.loads((FOLDER / "clocks.json").read_text(encoding="utf-8"))
    found = [_hand_cut(file, clocks.get(file.stem, {}), truth) for file in files]
    return [cut for cut in found if cut and cut.story == story]


def _hand_cut(file: Path, clock: dict[str, Any], truth: Truth) -> HandCut | None:
    told = {**json.loads(file.read_text(encoding="utf-8")), **clock}
    if "sentences" not in told or "story" not in told:
        return None
    width = float(told["unit"].split("x")[0])
    ends = [*(each["in"] for each in told["shots"][1:]), told["end"]]

    def box(panel: str, place: Sequence[float]) -> Box:
        known = truth.panels.get(panel)
        scale = known.size[0] / width if known else 1.0
        x, y, w = (value * scale for value in place)
        return x, y, w, w * 9 / 16

    shots = []
    for each, end in zip(told["shots"], ends, strict=True):
        panel = name_of(each.get("panel") or told["panel"])
        way = Picture(panel, box(panel, each["from"]), box(panel, each["to"]))
        shots.append(Shot(each["in"], end, (way,), each["scale"], each["subject"], each["why"]))
    sentences = tuple(
        Sentence(first, last, (on, off), "", (0, 0, 1, 1))
        for first, last, on, off in told["sentences"]
    )
    return HandCut(file.stem, told["story"], tuple(shots), sentences)


def as_film(cut: HandCut, truth: Truth) -> Film:
    """A hand cut to be measured as films are."""
    sizes = {name: panel.size for name, panel in truth.panels.items()}
    span = (cut.shots[0].start, cut.shots[-1].end)
    return Film(cut.shots, cut.sentences, (span,), sizes=sizes)


def clock_between(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> Callable[[float], float]:
    """From our seconds to theirs, through the sentences that both have; even in between."""
    pairs = []
    for each in ours:
        match = [other for other in theirs if abs(other.start - each.start) <= 2]
        if match:
            pairs += list(zip(each.time, match[0].time, strict=True))

    def there(time: float) -> float:
        at = bisect_right(pairs, (time, float("inf")))
        if at == 0 or at == len(pairs):
            near = pairs[0 if at == 0 else -1]
            return time - near[0] + near[1]
        (a, b), (c, d) = pairs[at - 1], pairs[at]
        return b + (time - a) * (d - b) / max(c - a, 1e-9)

    return there


def agreement(cut: HandCut, film: Film) -> list[Agreement]:
    """Of each sentence that both have; none where the film does not have the chapter."""
    ours = _common(cut, film)
    if not ours:
        return []
    there = clock_between(ours, film.sentences)
    return [_agrees(cut, film, each, there) for each in ours]


def _common(cut: HandCut, film: Film) -> list[Sentence]:
    """The hand's sentences that the film says as well."""
    starts = [each.start for each in film.sentences]
    return [each for each in cut.sentences if any(abs(each.start - one) <= 2 for one in starts)]


def editors_subject(cut: HandCut, film: Film, truth: Truth) -> tuple[int, int]:
    """Half seconds in which what the hand's shot is of fills a third of the film's frame, and all
    of them; shots of the whole place are left out."""
    ours = _common(cut, film)
    there = clock_between(ours, film.sentences) if ours else None
    filled, every = 0, 0
    for shot in cut.shots:
        if there is None or CLASSES.get(shot.scale) == "wide":
            continue
        for number in range(int(2 * shot.seconds)):
            time = shot.start + (number + 0.5) / 2
            found = _in_film(shot, time, film.shot_at(there(time)), there(time), truth)
            filled, every = filled + found, every + 1
    return filled, every


def _in_film(hand: Shot, time: float, ours: Shot | None, there: float, truth: Truth) -> bool:
    """Is the hand's subject large in our shot, and in view? Undrawn ones are as the hand frames
    them."""
    view = hand.at(time)[0]
    box = truth.box_of(view.panel, hand.subject) or view.crop
    on = ours.at(there) if ours else ()
    same = [one for one in on if one.panel == view.panel]
    return any(fills(box, one) and inside(box, one.crop) >= SEEN for one in same)


def _agrees(
    cut: HandCut, film: Film, sentence: Sentence, there: Callable[[float], float]
) -> Agreement:
    start, end = sentence.time
    steps = max(1, int((end - start) / STEP))
    subject: list[bool] = []
    sizes: list[tuple[str, str]] = []
    for number in range(steps):
        time = start + (number + 0.5) * (end - start) / steps
        hand = next((s for s in cut.shots if s.start <= time < s.end), None)
        ours = film.shot_at(there(time))
        if hand is None or ours is None:
            continue
        a, b = hand.at(time)[0], ours.at(there(time))[0]
        subject.append(_same_subject(hand, a, ours, b))
        sizes.append((CLASSES.get(hand.scale, "wide"), size_of(ours, b, hand, film)))
    made = cuts_of(film)
    wanted = [s.start for s in cut.shots[1:] if start - NEAR <= s.start < end]
    met = sum(any(abs(there(time) - one) <= NEAR for one in made) for time in wanted)
    hand_size, our_size = (Counter(side) for side in zip(*sizes, strict=True)) if sizes else (0, 0)
    same = bool(sizes) and hand_size.most_common(1)[0][0] == our_size.most_common(1)[0][0]
    return Agreement(sentence.start, sum(subject) * 2 > len(subject), same, len(wanted), met)


def _same_subject(hand: Shot, a: View, ours: Shot, b: View) -> bool:
    if a.panel != b.panel:
        return False
    return likeness(hand.subject, ours.subject) >= 0.5 or overlap(a.crop, b.crop) >= SAME_PLACE


def size_of(ours: Shot, view: View, hand: Shot, film: Film) -> str:
    """A shot's size class; one that is only known by its width counts as close as well as detail,
    whichever the hand has."""
    if ours.scale:
        return CLASSES.get(ours.scale, "medium")
    width = film.sizes.get(view.panel, (view.crop[2], 0.0))[0]
    found = next(name for least, name in SIZES if view.crop[2] / width >= least)
    hands = CLASSES.get(hand.scale, "wide")
    return hands if found == "detail" and hands == "close" else found
