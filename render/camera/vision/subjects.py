"""What can be pointed at in a picture: people, lettering on its board, whatever else stands out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, area, around, cells, centre, overlap, seen
from story.english.stems import words

ROOM = 0.58
"""A crop that points at somebody has room for about this part of a panel's area; it is 16:9."""

FRAMED, INSIDE, SMALLER, CLEAR = 0.08, 0.95, 0.75, 0.9
"""The part of a picture that a painting on its wall fills at the most, the part of a portrait's
head that lies in its frame, how large that head is at the most beside the largest that is as
clearly seen as the last (by eye)."""

_WITH_DIGITS = re.compile(r"(?<=\d)(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")
"""Between a word and the digits it is read with: a sign drawn before it is read as some."""

T = TypeVar("T")
SubjectKind = Literal["person", "group", "sign", "thing"]


@dataclass(frozen=True)
class Subject:
    """Something drawn, in panel pixels; `weight` 0..1 says how much it draws the eye.

    How far it reaches is a guess: `boxes` are nested, each as likely as the next. `text` is what
    is lettered on a sign, or the name that the author gives a head; `clear`, 0..1, is how sure it
    is that it is one at all, `head` the box about a person's face.
    """

    kind: SubjectKind
    boxes: tuple[Rect, ...]
    weight: float
    text: str = ""
    clear: float = 1.0
    head: Rect | None = None

    @property
    def box(self) -> Rect:
        return self.boxes[len(self.boxes) // 2]


def persons(facts: PictureFacts) -> tuple[Subject, ...]:
    """Each head with as much of its body as the picture has room for, the most prominent first."""
    found = [
        Subject(
            "person",
            figure_of(face.box, facts),
            _prominence(face, facts),
            face.text,
            face.weight,
            face.box,
        )
        for face in facts.of("face")
    ]
    return tuple(sorted(found, key=lambda subject: -subject.weight))


def maybe_persons(facts: PictureFacts) -> tuple[Subject, ...]:
    """Persons whose heads are faint as well: for those who know that somebody should be there."""
    faint = replace(facts, regions=tuple(replace(f, kind="face") for f in facts.of("faint")))
    return (*persons(facts), *persons(faint))


def unframed(facts: PictureFacts) -> PictureFacts:
    """What is seen without the heads that hang on a wall: smaller ones, in a small frame."""
    most = FRAMED * area(facts.whole)
    frames = [each.box for each in facts.of("drawing") if area(each.box) < most]
    large = max((face.box.h for face in facts.of("face") if face.weight >= CLEAR), default=0.0)

    def hangs(region: Region) -> bool:
        small = region.kind in ("face", "faint") and region.box.h < SMALLER * large
        return small and any(seen(region.box, frame) > INSIDE for frame in frames)

    return replace(facts, regions=tuple(each for each in facts.regions if not hangs(each)))


def groups(facts: PictureFacts) -> tuple[Subject, ...]:
    """People who belong together: the leads, those who stand together, all of them."""
    people = persons(facts)
    leads = [person for person in people if person.weight >= 0.5 * people[0].weight]
    total = sum(person.weight for person in people)
    sets = [leads, *_clusters(people, _neighbours), list(people)]
    unique = {tuple(sorted(map(id, members))): members for members in sets if len(members) > 1}
    return tuple(
        Subject("group", _union(members), sum(person.weight for person in members) / total)
        for members in unique.values()
    )


def signs(facts: PictureFacts) -> tuple[Subject, ...]:
    """Lettering, lines that belong together in one, with a guess at what it stands on."""
    found = []
    for lines in sign_clusters(facts.of("lettering")):
        legible = [region for region in lines if region.text]  # a logo above them is none
        box = around(region.box for region in legible or lines)
        text = _WITH_DIGITS.sub(" ", " ".join(region.text for region in legible))
        found.append(Subject("sign", _board(box, facts), area(box) / area(facts.whole), text))
    return tuple(found)


def things(facts: PictureFacts, most: int = 5) -> tuple[Subject, ...]:
    """What stands out apart from people and lettering: the part of the picture that has most of
    it, then single spots, strongest first."""
    if not facts.saliency:
        return ()
    plane = _elsewhere(facts)
    down, across = facts.height / plane.shape[0], facts.width / plane.shape[1]
    labels, count = ndimage.label(plane > max(0.35, float(np.quantile(plane, 0.8))))
    total = max(float(plane.sum()), 1e-9)
    mass = ndimage.sum_labels(plane, labels, range(1, count + 1)) / total
    found = [
        Subject("thing", (cells(place, across, down),), round(float(weight), 4))
        for place, weight in zip(ndimage.find_objects(labels), mass, strict=True)
    ]
    best, weight = _richest(plane)
    part = Subject("thing", (cells(best, across, down),), round(weight / total, 4))
    return (part, *sorted(found, key=lambda subject: -subject.weight)[:most])


def _elsewhere(facts: PictureFacts) -> NDArray[np.float64]:
    """The saliency map, 0..1, with people and lettering played down."""
    plane = np.asarray(facts.saliency, dtype=np.float64) / 255
    down, across = facts.height / plane.shape[0], facts.width / plane.shape[1]
    for region in (*facts.of("face"), *facts.of("lettering")):
        box = region.box if region.kind == "lettering" else figure_of(region.box, facts)[1]
        rows = slice(int(box.y / down), int(np.ceil((box.y + box.h) / down)))
        plane[rows, int(box.x / across) : int(np.ceil((box.x + box.w) / across))] *= 0.25
    return plane


def _richest(plane: NDArray[np.float64]) -> tuple[tuple[slice, slice], float]:
    """The part of the map, half as wide and half as high, that has most of it, and how much."""
    rows, columns = (max(1, side // 2) for side in plane.shape)
    sums = np.pad(plane, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    inside = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns]
    inside += sums[:-rows, :-columns]
    top, left = (int(at) for at in np.unravel_index(int(inside.argmax()), inside.shape))
    return (slice(top, top + rows), slice(left, left + columns)), float(inside.max())


def sign_clusters(lettering: Sequence[Region]) -> list[list[Region]]:
    """Runs of lettering, those that belong together in one."""
    return _clusters(lettering, _same_sign)


def sign_words(subject: Subject) -> list[str]:
    """The words lettered on a sign, those of one letter left out."""
    return [word for word in words(subject.text) if len(word) > 1]


def figure_of(face: Rect, facts: PictureFacts) -> tuple[Rect, ...]:
    """Bust, half length, seated, standing: a drawn body is about seven heads high, and the box
    about a face about two thirds of a head."""
    return tuple(
        _upper(
            _inside(_about(face, sideways * face.w, 0.3 * face.h, heads * face.h), facts.whole),
            facts,
        )
        for sideways, heads in ((0.7, 1.2), (1.1, 3.2), (1.9, 6.0), (2.2, 9.0))
    )


def _upper(body: Rect, facts: PictureFacts) -> Rect:
    """As much of a body, from the head down, as a crop that points at it has room for."""
    h = math.sqrt(ROOM * area(facts.whole) * 9 / 16)
    w = min(body.w, h * 16 / 9)
    return Rect(body.x + (body.w - w) / 2, body.y, w, min(body.h, h))


def _board(box: Rect, facts: PictureFacts) -> tuple[Rect, ...]:
    """Lettering, its board, the thing it names: more often below a heading than above it."""
    unit = (min(box.h, 0.1 * facts.height) * min(box.w, 0.3 * facts.width)) ** 0.5
    return tuple(
        _inside(_about(box, part * unit, part * unit, 1.6 * part * unit), facts.whole)
        for part in (0.1, 0.5, 1.0)
    )


def _about(box: Rect, sideways: float, above: float, below: float) -> Rect:
    return Rect(box.x - sideways, box.y - above, box.w + 2 * sideways, box.h + above + below)


def _union(members: Sequence[Subject]) -> tuple[Rect, ...]:
    return tuple(around(boxes) for boxes in zip(*(m.boxes for m in members), strict=True))


def _prominence(face: Region, facts: PictureFacts) -> float:
    """Large, near the middle, clearly seen."""
    x, y = centre(face.box)
    off = abs(x / facts.width - 0.5) + abs(y / facts.height - 0.4)
    size = (area(face.box) / area(facts.whole)) ** 0.5
    return float(min(1.0, 4 * size) * (1 - 0.5 * off) * (0.5 + 0.5 * face.weight))


def _clusters(found: Sequence[T], together: Callable[[T, T], bool]) -> list[list[T]]:
    """Sets of what is joined by `together`, directly or through others."""
    clusters: list[list[T]] = []
    for item in found:
        near = [c for c in clusters if any(together(item, other) for other in c)]
        clusters = [c for c in clusters if c not in near]
        clusters.append([*(member for c in near for member in c), item])
    return clusters


def _neighbours(a: Subject, b: Subject) -> bool:
    """Two who stand side by side, drawn at about the same size."""
    left, right = a.boxes[0], b.boxes[0]
    alike = max(left.h, right.h) < 1.8 * min(left.h, right.h)
    return alike and overlap(a.boxes[1], b.boxes[1]) > 0


def _same_sign(a: Region, b: Region) -> bool:
    """Two runs of one line, or two lines of one text."""
    (p, q), height = (a.box, b.box), min(a.box.h, b.box.h)
    across = max(p.x, q.x) - min(p.x + p.w, q.x + q.w)
    down = max(p.y, q.y) - min(p.y + p.h, q.y + q.h)
    in_line = down < -0.5 * height and across < 0.6 * height
    stacked = across < -0.5 * min(p.w, q.w) and down < 0.5 * height
    return max(p.h, q.h) < 2.2 * height and (in_line or stacked)


def _inside(box: Rect, whole: Rect) -> Rect:
    left, top = max(box.x, whole.x), max(box.y, whole.y)
    right = min(box.x + box.w, whole.x + whole.w)
    bottom = min(box.y + box.h, whole.y + whole.h)
    return Rect(left, top, max(right - left, 1.0), max(bottom - top, 1.0))


def within(found: Iterable[Subject], zone: Rect) -> list[Subject]:
    """Subjects most of which lies in a zone."""
    return [subject for subject in found if seen(subject.box, zone) >= 0.6]
