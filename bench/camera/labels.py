"""Is what a sentence speaks of shown while it is said? Boxes drawn by hand against crops.

Met: for a second, or half of its sentence, some picture on screen holds at least 90 % of a box of
the label, and the box fills a third of the picture's width or height, or the crop is at the limit
of enlargement. A label of kind "whole" asks for nearly all that a 16:9 frame can show. The same
definition as the shared folder has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.camera.film import Box, Film, Sentence, Shot, View, area, inside, name_of
from bench.camera.measures import THIRD, fills

Label = dict[str, Any]

NARROWEST = 1920 / 4.4
"""The narrowest crop in panel pixels: enlargement at 1080p."""

STEP = 0.1
KINDS = ("explicit", "implied", "whole")


def labels_in(path: Path) -> list[Label]:
    """The labels of sentences in a file, without those that their author was unsure of."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return [each for each in found if each["kind"] in KINDS and each.get("sure") != "low"]


def boxes(label: Label) -> list[Box]:
    return [tuple(label["box"]), *(tuple(other["box"]) for other in label.get("alt") or ())]


def met(label: Label, crop: Box) -> bool:
    w, h = label["width"], label["height"]
    if label["kind"] == "whole":
        return area(crop) >= 0.95 * w * h * min(1, w / h * 9 / 16, h / w * 16 / 9)
    return any(_shown(box, crop) for box in boxes(label))


def _shown(box: Box, crop: Box) -> bool:
    large = max(box[2] / crop[2], box[3] / crop[3]) >= THIRD or crop[2] <= NARROWEST * 1.02
    return inside(box, crop) >= 0.9 and large


def sentence_of(label: Label, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that shares most characters with a label's, over the label's panel."""

    def common(each: Sentence) -> int:
        return min(each.end, label["end"]) - max(each.start, label["start"])

    best = max(sentences, key=common, default=None)
    if best is None or common(best) <= 0 or best.panel != name_of(label["panel"]):
        return None
    return best


def is_met(label: Label, film: Film) -> bool:
    sentence = sentence_of(label, film.sentences)
    if sentence is None:
        return False
    start, end = sentence.time
    steps = max(int((end - start) / STEP), 1)
    good = sum(
        any(view.panel == name_of(label["panel"]) and met(label, view.crop) for view in on)
        for on in _sampled(film, sentence, steps)
    ) * ((end - start) / steps)
    return good >= min(1.0, 0.5 * (end - start))


def _sampled(film: Film, sentence: Sentence, steps: int) -> Iterator[tuple[View, ...]]:
    """The pictures at moments of a sentence; without real shots, its one crop all through."""
    start, end = sentence.time
    held = (View(sentence.panel, sentence.crop),)
    for number in range(steps):
        shot = (
            None if film.derived else film.shot_at(start + (end - start) * (number + 0.5) / steps)
        )
        yield shot.at(start + (end - start) * (number + 0.5) / steps) if shot else held


def share(labels: Sequence[Label], film: Film) -> float:
    return sum(is_met(label, film) for label in labels) / max(len(labels), 1)


def label_fills(labels: Sequence[Label], film: Film) -> float:
    """The share of labelled sentences' half seconds in which a box of the label fills a third of
    the frame: the subject's share for films whose storyboard names no subjects."""
    found = [
        _filled(label, shot, time)
        for label in labels
        if label["kind"] != "whole" and (sentence := sentence_of(label, film.sentences))
        for time in film.moments()
        if sentence.time[0] <= time < sentence.time[1] and (shot := film.shot_at(time))
    ]
    return sum(found) / max(len(found), 1)


def _filled(label: Label, shot: Shot, time: float) -> bool:
    panel = name_of(label["panel"])
    on = [view for view in shot.at(time) if view.panel == panel]
    return any(fills(box, view) for view in on for box in boxes(label))
