"""Reads an image prompt as data: who and what is in the picture, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from render.camera.words import families, names_people, proper_names, stems
from render.shots import Rect

LEFT, RIGHT = Rect(0, 0, 0.55, 1), Rect(0.45, 0, 0.55, 1)
_CUES: tuple[tuple[str, Rect], ...] = (
    (r"(?:top|upper)[- ]left", Rect(0, 0, 0.5, 0.5)),
    (r"(?:top|upper)[- ]right", Rect(0.5, 0, 0.5, 0.5)),
    (r"(?:bottom|lower)[- ]left", Rect(0, 0.5, 0.5, 0.5)),
    (r"(?:bottom|lower)[- ]right", Rect(0.5, 0.5, 0.5, 0.5)),
    (r"\bon (?:the|his|her|its) left\b|\bleft[- ](?:side|hand|half)|\bto the left\b", LEFT),
    (r"\bon (?:the|his|her|its) right\b|\bright[- ](?:side|hand|half)|\bto the right\b", RIGHT),
    (r"\bon one side\b|\bone side\b|\bone (?:half|part)\b", LEFT),
    (r"\bthe other (?:side|half|part)?\b|\bopposite side\b", RIGHT),
    (r"\bforeground\b|\bin front of\b|\bclosest to\b", Rect(0, 0.35, 1, 0.65)),
    (r"\bbackground\b|\bin the distance\b|\bhorizon\b|\bbehind\b|\bfar\b", Rect(0, 0, 1, 0.65)),
    (r"\bsky\b|\babove\b|\boverhead\b|\bfloat\w*\b|\bceiling\b|\bclouds?\b", Rect(0, 0, 1, 0.5)),
    (r"\bfloor\b|\bbelow\b|\bbeneath\b|\bground\b|\bat (?:his|her) feet\b", Rect(0, 0.5, 1, 0.5)),
    (
        r"\b(?:in|at) the (?:very )?(?:center|centre|middle|heart)\b|\bcentral figure\b"
        r"|\bhead of the table\b",
        Rect(0.2, 0.1, 0.6, 0.85),
    ),
)
_BOILERPLATE = re.compile(
    r"\bstyle\b|color palette|colour palette|emotional tone|\bgenerate\b|consisten|do not |"
    r"\baspect ratio\b|\baesthetic|without asking|wide[- ]landscape",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:drawing|image|picture|illustration|scene)?[^.]*?"
    r"(?:\bshowing\b|\bdepicting\b|\bThe scene shows\b|\bdepicts\b|\bShow\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Something that the prompt asks for.

    `zone` is where, in parts of the picture's width and height, None where the prompt does not
    say; `order` counts from the first thing asked for. `people` tells whether it names persons.
    `whole` is the sentence that it stands in.
    """

    text: str
    stems: frozenset[str]
    families: frozenset[int]
    names: frozenset[str]
    zone: Rect | None
    people: bool
    order: int
    whole: str = ""


def places(prompt: str) -> tuple[Place, ...]:
    """What a prompt asks for, in its order. An empty prompt gives none."""
    found: list[Place] = []
    for segment in _segments(prompt):
        parts = _parts(segment)
        leading = zone_of(parts[0][:30]) if parts else None
        for part in parts:
            place = _place(part, zone_of(part) or leading, len(found), segment)
            if any(word.isalpha() for word in place.stems):
                found.append(place)
    return tuple(found)


def zone_of(text: str) -> Rect | None:
    """Where a phrase says that something is, the most exact cue first; None if it does not."""
    for cue, zone in _CUES:
        if re.search(cue, text, re.IGNORECASE):
            return zone
    return None


def _segments(prompt: str) -> list[str]:
    flat = re.sub(r"\s+", " ", re.sub(r"[*_#`]", "", prompt))
    sentences = re.split(r"(?<=[.!?;:])\s+(?=[A-Z\"“]|on (?:the|one)|one )", flat)
    kept = [_subject_of(sentence) for sentence in sentences]
    return [part for text in kept if text for part in re.split(r"\bwhile\b|;", text)]


def _subject_of(sentence: str) -> str:
    """A sentence without its instructions on style; empty where it holds nothing else."""
    if not _BOILERPLATE.search(sentence):
        return sentence
    asked = _SUBJECT.match(sentence)
    return sentence[asked.end() :] if asked else ""


def _parts(segment: str) -> list[str]:
    return [
        part for part in re.split(r",|\bwith\b|\band\b(?= (?:a|an|the|his|her) )", segment) if part
    ]


def _place(text: str, zone: Rect | None, order: int, whole: str) -> Place:
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
    )
