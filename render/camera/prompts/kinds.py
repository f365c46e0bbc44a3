"""Which of the things seen in a picture may be what a phrase of its prompt asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from render.camera.prompts.zones import fits
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.objects import known_objects
from render.geometry import Rect, area, around, centre, in_common
from story.english.stems import near, stem, words

KIN = 0.35
"""What it counts that something looks like a thing of the same sort, rather than of the kind."""

MAY_BE = 0.45
"""How sure it is at the most that what looks like something else is what is asked for."""

SAME = 0.5
"""Finds that overlap by so much of what they cover together are one thing."""

DOUBT = 0.05
"""How sure the looks must be, on average, for a chance of one half."""

LEAST = 0.3
"""Less sure than this it is nowhere: as unsure as the zone of a prompt is."""

RIVAL = 0.5
"""What something else that looks like it takes from a chance, in parts of how sure it is of it."""

PLAIN = 0.15
"""How sure the looks must be of what no prompt asks for: of some seventy such finds on 58 panels
about sixty are of the kind, by eye."""

SEVERAL = 0.4
"""Of the boats that are asked for those are meant that are seen this well beside the clearest."""

ANYWHERE = 0.5
"""What it counts at the least that something is seen outside the zone: "one part of the picture" is
any part, and who drew it may have put it elsewhere."""

PERSON = "person"
"""The kind that is no thing."""

UNDER_OTHERS = frozenset(("chair", "bench", "couch", "dining table", "bed", "tie"))
"""Kinds that somebody sits on or wears: nobody misses what an edge takes of them."""

LARGEST, SMALLEST = 0.5, 0.002
"""Of a picture's area: what is larger is the scene, what is smaller a stray."""

ROUND, EDGE = 1.5, 0.02
"""How many times as high as wide something round looks at the most, or the other way; and how near
an edge of the picture, in parts of its width, it may be cut by that."""

AS_LARGE, SMALLER = 0.1, 0.2
"""What a prompt asks for is drawn large: what fills less of the picture than the first counts less,
by this power of the part."""

TOGETHER = 2.5
"""Times the boxes of several, all of them fill: further apart they are no one thing to look at."""

_BEHIND = re.compile(r"\b(?:of|with|in|on|at|by|from|for|under|over|behind|beside|near)\b")
_SHAPE = re.compile(
    r"(?:silhouettes?|figures?|statues?|sculptures?|shapes?|logo|heads?|toys?|still|"
    r"\w+(?:ed|ing))$"
)
"""What may stand behind the noun asked for: "a llama silhouette"; a boat race is no boat."""


@dataclass(frozen=True)
class Likeness:
    """The kinds that a word asks for, those that look alike, whether several are asked for, and
    whether it is round."""

    kinds: frozenset[str]
    kin: frozenset[str]
    several: bool = False
    round: bool = False


@cache
def _known() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For a word the kinds that it asks for, and those that look alike."""
    table = known_objects()
    own: dict[str, set[str]] = {}
    kin: dict[str, set[str]] = {}
    for kind, called in table["kinds"]:
        for word in called.split():
            own.setdefault(word, set()).add(kind)
            for row in table["alike"]:
                kin.setdefault(word, set()).update(row["kinds"] if kind in row["kinds"] else ())
    for row in table["alike"]:
        for word in row["words"].split():
            own.setdefault(word, set())
            kin.setdefault(word, set()).update(row["kinds"])
    return {word: (frozenset(own[word]), frozenset(kin[word] - own[word])) for word in own}


@cache
def _round() -> frozenset[str]:
    """Words for round things that are none of the kinds."""
    rows = (row["words"].split() for row in known_objects()["alike"] if row.get("round"))
    return frozenset(word for row in rows for word in row)


def _called(kind: str) -> bool:
    """Do any words ask for a kind?"""
    return any(kind in kinds for kinds, _ in _known().values())


def likeness(phrase: str) -> Likeness | None:
    """What a phrase asks for by its noun, before it says of what or where; None where that names
    none of the kinds."""
    told = re.findall(r"[\w'’-]+", _BEHIND.split(phrase.strip(), maxsplit=1)[0])
    for at in range(len(told) - 1, -1, -1):
        word = next(iter(words(told[at])), "")
        one = _one(word)
        if one is None:
            continue
        behind = told[at + 1] if at + 1 < len(told) else ""
        if one != word and behind and at and told[at - 1][0].isupper():
            continue  # "Lenat watches these developments"
        if one != word or not behind or behind[0].isupper() or _SHAPE.match(behind):
            return Likeness(*_known()[one], one != word, one in _round())
    return None


def _one(word: str) -> str | None:
    """The singular of a word that asks for a kind; None for other words."""
    for end in ("", "s", "es"):
        one = word.removesuffix(end) if end else word
        if word.endswith(end) and one in _known():
            return one
    return None


def seen_as(
    phrases: Sequence[tuple[str, Rect | None]], facts: PictureFacts, taken: Sequence[Rect] = ()
) -> list[tuple[Rect, float] | None]:
    """For each phrase with its zone where in a picture, in its pixels, what it asks for may be, and
    how sure that is, 0..1; None where nothing looks like it. `taken` are the faces of people, on
    whose clothes nothing is sought. Nothing is two things: who is surest has it.
    """
    found = [_candidates(phrase, zone, facts, taken) for phrase, zone in phrases]
    given: list[tuple[Rect, float] | None] = [None] * len(found)
    for _ in found:
        first = [max(each, key=_sureness) if each else None for each in found]
        free = [(number, pair) for number, pair in enumerate(first) if pair]
        if not free:
            break
        number, best = max(free, key=lambda item: item[1][1])
        if best[1] < LEAST:
            break
        given[number] = best
        found[number] = []
        found = [[pair for pair in each if in_common(pair[0], best[0]) <= SAME] for each in found]
    return given


def told_as(phrase: str, facts: PictureFacts) -> Rect | None:
    """Where what a phrase asks for is by the author's word: the thing whose noun is the phrase's,
    of several the one that has most words in common with it; None where none has."""
    noun, own = _noun(phrase), set(words(phrase))
    fitting = [
        (len(own & set(words(thing.text))), thing.box)
        for thing in facts.of("thing")
        if noun and near(noun, _noun(thing.text))
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _noun(phrase: str) -> str:
    """The stem of the last word of a phrase before it says of what or where."""
    told = words(_BEHIND.split(phrase.strip(), maxsplit=1)[0])
    return stem(told[-1]) if told else ""


def unasked(facts: PictureFacts, taken: Sequence[Rect] = ()) -> list[tuple[str, Rect, float]]:
    """What is plainly seen in a picture that has no prompt: kind, where, how sure, surest first."""
    found: list[tuple[str, Rect, float]] = []
    for region in facts.of("object"):
        part = area(region.box) / area(facts.whole)
        plain = region.weight >= PLAIN and SMALLEST <= part <= LARGEST and _called(region.text)
        worn = any(_wears(region.box, face) for face in taken)
        if plain and not worn and not any(in_common(region.box, box) > SAME for _, box, _ in found):
            sure = region.weight / (region.weight + DOUBT)
            found.append((region.text, region.box, sure))
    return found


def standing(facts: PictureFacts) -> list[tuple[Rect, float, bool]]:
    """Where things and people stand in a picture, whatever they are: the box, how sure it is that
    something is there, whether it is somebody."""
    found = []
    for region in facts.of("object"):
        part = area(region.box) / area(facts.whole)
        if region.text not in UNDER_OTHERS and SMALLEST <= part <= LARGEST:
            sure = region.weight / (region.weight + DOUBT)
            found.append((region.box, sure, region.text == PERSON))
    return found


def _sureness(pair: tuple[Rect, float]) -> float:
    return pair[1]


def _candidates(
    phrase: str, zone: Rect | None, facts: PictureFacts, taken: Sequence[Rect]
) -> list[tuple[Rect, float]]:
    """What may be meant by one phrase, surest first, and how sure each is by itself."""
    asked = likeness(phrase)
    if asked is None:
        return []
    found = [
        (box, sure * _fits(box, zone, facts) * _size(box, facts) ** SMALLER)
        for box, sure in _places(asked, facts.of("object"))
        if SMALLEST <= area(box) / area(facts.whole) <= LARGEST
        and not any(_wears(box, face) for face in taken)
        and not (asked.round and _long(box, facts))
    ]
    found.sort(key=lambda pair: -pair[1])
    clear = _clearest(found) if asked.kinds else []
    if clear and asked.several and area(around(clear)) < TOGETHER * sum(map(area, clear)):
        found = [(around(clear), found[0][1])]
    most = 1.0 if asked.kinds else MAY_BE
    chances = []
    for number, (box, sure) in enumerate(found):
        rival = max((other for at, (_, other) in enumerate(found) if at != number), default=0.0)
        alone = 1.0 if asked.several else max(0.0, 1 - RIVAL * rival / sure)
        chances.append((box, min(sure / (sure + DOUBT) * alone, most)))
    return chances


def _places(asked: Likeness, seen: Sequence[Region]) -> list[tuple[Rect, float]]:
    """The boxes of what looks like it, with how sure the looks are of all its kinds together, less
    where it looks more like something else."""
    found: list[tuple[Rect, float]] = []
    for region in seen:
        if region.text in asked.kinds or region.text in asked.kin:
            counts = region.weight * (1.0 if region.text in asked.kinds else KIN)
            for number, (box, sure) in enumerate(found):
                if in_common(box, region.box) > SAME:
                    found[number] = (box, sure + counts)
                    break
            else:
                found.append((region.box, counts))
    every = [sum(r.weight for r in seen if in_common(box, r.box) > SAME) for box, _ in found]
    return [
        (box, sure * math.sqrt(min(sure / total, 1.0)))
        for (box, sure), total in zip(found, every, strict=True)
    ]


def _clearest(found: Sequence[tuple[Rect, float]]) -> list[Rect]:
    """Those that are about as sure as the first."""
    return [box for box, sure in found if sure >= SEVERAL * found[0][1]]


def _fits(box: Rect, zone: Rect | None, facts: PictureFacts) -> float:
    x, y = centre(box)
    return max(ANYWHERE, fits(x / facts.width, y / facts.height, zone))


def _long(box: Rect, facts: PictureFacts) -> bool:
    """Is a box too long for something round that no edge of the picture cuts?"""
    edge = EDGE * facts.width
    inside = (box.x > edge and box.x + box.w < facts.width - edge) and (
        box.y > edge and box.y + box.h < facts.height - edge
    )
    return inside and not 1 / ROUND < box.w / box.h < ROUND


def _size(box: Rect, facts: PictureFacts) -> float:
    return min(area(box) / area(facts.whole) / AS_LARGE, 1.0)


def _wears(box: Rect, face: Rect) -> bool:
    """Does a face stand in the upper half of a box, or right above it, that is no wider than a
    body? Then it is somebody's coat."""
    x, y = centre(face)
    across = box.x + 0.2 * box.w < x < box.x + 0.8 * box.w
    return across and box.y - face.h < y < box.y + 0.5 * box.h and box.w < 4 * face.w
