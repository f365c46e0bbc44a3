"""Reads an image prompt as data: who and what is in the picture, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from render.camera.prompts.zones import zone_of
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from story.english.stems import (
    families,
    names_people,
    names_several,
    person_in,
    proper_names,
    stems,
)

_ONE = frozenset("a an the his her their one another".split())
_BEFORE_ONE = frozenset("and as stands sits leans kneels waits".split())
_ENDS_NOUN = frozenset("of in on at with to from by for and who that whose is are".split())
_NOUN_WITHIN = 7
"""A phrase names who it is about in its first words, if at all."""
_BOILERPLATE = re.compile(
    r"\bstyle\b|no lettering|color palette|colour palette|emotional tone|\bgenerate\b|consisten|"
    r"do not |\baspect ratio\b|\baesthetic|without asking|wide[- ]landscape|"
    r"^\s*(?:please )?(?:use|avoid|make sure|ensure) ",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:drawing|image|picture|illustration|scene)?[^.]*?"
    r"(?:\bshowing\b|\bdepicting\b|\bThe scene shows\b|\bdepicts\b|\bShow\b)",
    re.IGNORECASE,
)
_JOINTS = r",|\bwith\b|\band\b(?= (?:a|an|the|his|her|one|another) | [A-Z]\w+ (?:on|at|in) )"
_NEXT_TO = re.compile(
    r"\W*(?:just )?(?:beside|next to|close to|by) (?:her|him|them|it)\b(?!,? (?:on|at|in) the)"
    r"(?:,? to (?:the|her|his|their) (?P<side>left|right)\b)?",
    re.IGNORECASE,
)
"""Not "beside her, on the left": that is the picture's left, "to the left" is hers."""
HALF = 0.5
"""Of a picture's width: a side that is told without more."""
ASIDE = 0.2
"""Of a picture's width: how far off that is."""
_NO_TITLE = "".join(rf"(?<!\b{title}\.)" for title in ("Mr", "Mrs", "Ms", "Dr", "St", "Prof"))


@dataclass(frozen=True)
class Place:
    """Something that the prompt asks for.

    `zone` is where, in parts of the picture's width and height, None where the prompt does not
    say; `order` counts from the first thing asked for; `owner` is the order of what it belongs to
    ("a girl in a yellow coat, with a lantern"), its own where it stands for itself. `people` tells
    whether it names persons. `whole` is the sentence that it stands in.
    """

    text: str
    stems: frozenset[str]
    families: frozenset[int]
    names: frozenset[str]
    zone: Rect | None
    people: bool
    order: int
    whole: str = ""
    owner: int = 0


def places(prompt: str) -> tuple[Place, ...]:
    """What a prompt asks for, in its order. An empty prompt gives none."""
    found: list[Place] = []
    for segment in _segments(prompt):
        found += _asked(segment, found)
    return tuple(found)


def _asked(segment: str, before: Sequence[Place]) -> list[Place]:
    """A sentence's places: where one says nothing of where it is, it is where the last one was."""
    first = len(before)
    found: list[Place] = []
    zone = last = _beside(segment, before)
    owner = first
    for part in _parts(segment):
        said = zone_of(part)
        order = first + len(found)
        another = bool(found) and somebody(part) and not _apposition(part, found, owner)
        owner = order if said or another else owner
        zone = _with_side_of(zone, said) if said and not (last and _only_place(part)) else zone
        if another is False and order > owner and (other := _bowed_to(part, found, owner)):
            owner, part = order, f"{other}, {part.strip()}"
        place = _place(part, zone, order, segment, owner)
        if any(word.isalpha() for word in place.stems):
            found.append(place)
        elif said and found and found[-1].zone is None:
            found[-1] = replace(found[-1], zone=said)
    return found


def in_parts(places: Sequence[Place], facts: PictureFacts) -> tuple[Place, ...]:
    """Places as a panel has them that is two pictures: "one side" and "the left half" are these."""
    parts = facts.of("part")
    if not parts:
        return tuple(places)
    edge = parts[0].box.w / facts.width
    return tuple(replace(place, zone=_in_part(place.zone, edge)) for place in places)


def _in_part(zone: Rect | None, edge: float) -> Rect | None:
    if zone is None or zone.w != HALF or zone.x not in (0.0, HALF):
        return zone
    left, right = (0.0, edge) if zone.x == 0.0 else (edge, 1.0)
    return Rect(left, zone.y, right - left, zone.h)


def _only_place(part: str) -> bool:
    """Does a phrase say where, and nothing of what: "beside her", "to the right"?"""
    return bool(_NEXT_TO.fullmatch(part.strip())) or not any(w.isalpha() for w in stems(part))


def _beside(segment: str, before: Sequence[Place]) -> Rect | None:
    """Where somebody is of whom a sentence says that they are beside the one before: near them, on
    the side that it tells."""
    near = _NEXT_TO.match(segment)
    owner = next((place for place in before if place.order == before[-1].owner), None)
    if near is None or owner is None or owner.zone is None:
        return None
    side, zone = near["side"] or "", owner.zone
    left = zone.x + {"left": -ASIDE, "right": ASIDE}.get(side.lower(), 0.0)
    left, right = max(0.0, left), min(1.0, left + zone.w)
    return Rect(left, zone.y, right - left, zone.h)


def somebody(part: str) -> bool:
    """Does a phrase begin with one person: "a concerned physician", "his son"?"""
    tokens = part.split()
    while tokens and tokens[0].lower() in _BEFORE_ONE:
        tokens = tokens[1:]
    if not tokens or tokens[0].lower() not in _ONE:
        return False
    for token in tokens[1:_NOUN_WITHIN]:
        bare = re.sub(r"[^\w'’-]", "", token)
        if bare.lower() in _ENDS_NOUN:
            return False
        if person_in([bare.lower()]) and not names_several(bare):
            return "clock" not in part
    return False


def _apposition(part: str, found: list[Place], owner: int) -> bool:
    """Does a phrase say once more who the owner is: "Mira, a nine-year-old girl in yellow"?"""
    last = found[-1]
    acts = re.match(r"\s*(?:\w+ ){1,4}?\w+ing\b", part) and not re.match(r"\s*the ", part)
    own = last.owner == owner and (last.people or bool(last.names))
    return own and not acts and part.split()[0].lower() in ("a", "an", "the")


def _bowed_to(part: str, found: list[Place], owner: int) -> str:
    """Whom an apposition is about if not the owner: "Euler bows to Frederick, a slim king"."""
    last = found[-1] if found else None
    if last is None or last.owner != owner or not somebody(part):
        return ""
    other = re.search(r"[a-z] (?:to|at|with|by|beside|toward|from) ([A-Z]\w+)$", last.text)
    return other[1] if other and len(last.names) > 1 else ""


def _with_side_of(last: Rect | None, said: Rect) -> Rect:
    """What is said to be behind or below something is on the side of that."""
    if last is None or said.w < 1 or last.w >= 1:
        return said
    return Rect(last.x, said.y, last.w, said.h)


def _segments(prompt: str) -> list[str]:
    flat = re.sub(r"\s+", " ", re.sub(r"[*_#`]|[A-Z]{3,} [A-Z ]{3,}:|\bPanel \d+:?", "", prompt))
    sentences = re.split(rf"(?<=[.!?;:]){_NO_TITLE}\s+(?=[A-Z\"“]|on (?:the|one)|one )", flat)
    kept = [_subject_of(sentence) for sentence in sentences]
    return [part for text in kept if text for part in re.split(r"\bwhile\b|;", text)]


def _subject_of(sentence: str) -> str:
    """A sentence without its instructions on style; empty where it holds nothing else."""
    if not _BOILERPLATE.search(sentence):
        return sentence
    asked = _SUBJECT.match(sentence)
    return sentence[asked.end() :] if asked else ""


def _parts(segment: str) -> list[str]:
    return [part for part in re.split(_JOINTS, segment) if part]


def _place(text: str, zone: Rect | None, order: int, whole: str, owner: int) -> Place:
    found = stems(text)
    return Place(
        text=text.strip(),
        stems=found,
        families=families(found),
        names=proper_names(f"the {text.strip()}"),
        zone=zone,
        people=names_people(text),
        order=order,
        whole=whole,
        owner=owner,
    )
