"""What a panel can show, and which of it a sentence speaks of: what the shot planner works with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from render.camera.beats import Beat, HeardWord
from render.camera.drawn import Aim, Drawn
from render.camera.match import all_aims
from render.camera.vision.facts import head_about
from render.camera.vision.subjects import Subject
from render.geometry import Rect, around, overlap
from story.english.stems import stems

TargetKind = Literal["person", "group", "sign", "thing", "place"]

UNSURE = 0.3
"""How sure a box is that only a zone of the prompt, or what draws the eye, gives."""

_FACING = re.compile(r"\b(?:looking|gazing|pointing|facing|turned)\b[^,;.]*?\b(left|right)\b")


@dataclass(frozen=True)
class Target:
    """Something that can be shown. Boxes are in panel pixels.

    `name` says who or what it is in a few words, `box` how far it can be seen, `head` (persons
    only) reaches from hair to chin. `sure`, 0..1, is the chance that this box is what the name
    says. `named` tells a person with a name from "a woman"; `facing` where the prompt says that
    they look or point, "" where it does not. `read`: lettering whose reading is surely right.
    `text` is what the prompt, or the lettering, says of it.
    """

    kind: TargetKind
    name: str
    box: Rect
    head: Rect | None = None
    sure: float = 0.0
    named: bool = False
    facing: Literal["left", "right", ""] = ""
    read: bool = False
    text: str = ""


@dataclass(frozen=True)
class Mention:
    """Words that speak of a target: characters [first, last) of the line with the id `line`,
    heard from `time` on (seconds from the section's start); `weight`, 0..1, is how clearly."""

    target: Target
    weight: float
    line: str
    first: int
    last: int
    time: float


def panel_targets(panel: Drawn) -> tuple[Target, ...]:
    """Everything in a panel that can be shown: people, groups, signs, places of the prompt,
    things. Persons come first, those of the prompt before those nobody asked for."""
    people = [_person(panel, number) for number in range(len(panel.figures))]
    known = [person for person in people if person]
    taken = [person.head for person in known if person.head]
    for subject in panel.persons:
        head = _head(panel, subject)
        if head and not any(overlap(head, other) > 0 for other in taken):
            known.append(Target("person", "somebody", subject.boxes[1], head, 0.9))
    groups = [Target("group", "people", group.boxes[1], None, 0.8) for group in panel.groups]
    signs = [_sign(sign) for sign in panel.signs]
    things = [Target("thing", "what stands out", thing.box, None, UNSURE) for thing in panel.things]
    return (*known, *groups, *signs, *_asked(panel), *things)


def _person(panel: Drawn, number: int) -> Target | None:
    """A figure of the prompt where it is likeliest; None where nothing tells."""
    figure, look = panel.figures[number], panel.looks[number]
    if not look:
        return None
    best = max(look, key=lambda aim: aim.weight)
    subject = next((p for p in panel.persons if p.boxes == best.boxes), None)
    head = _head(panel, subject) if subject else None
    text = " ".join(place.text for place in panel.places if place.order in figure.orders)
    return Target(
        "person", best.what, best.box if subject is None else subject.boxes[1], head,
        best.weight if subject else UNSURE * best.weight, bool(figure.names), _facing(text),
        text=text,
    )  # fmt: skip


def _facing(text: str) -> Literal["left", "right", ""]:
    found = _FACING.search(text)
    return "" if not found else "left" if found[1] == "left" else "right"


def _head(panel: Drawn, subject: Subject) -> Rect | None:
    """The head of a person seen."""
    bust = subject.boxes[0]
    faces = [face.box for face in panel.facts.of("face") if overlap(face.box, bust) > 0]
    if not faces:
        return None
    face = max(faces, key=lambda box: overlap(box, bust) / max(box.w * box.h, 1.0))
    return head_about(face, panel.facts.whole)


def _sign(sign: Subject) -> Target:
    return Target("sign", sign.text, sign.boxes[0], None, 0.9 if sign.text else 0.5, text=sign.text)


def _asked(panel: Drawn) -> list[Target]:
    """Things and places of the prompt that are no single person."""
    figures = {order for figure in panel.figures for order in figure.orders}
    found = []
    for place, where in zip(panel.places, panel.where, strict=True):
        if place.order in figures or not where:
            continue
        best = max(where, key=lambda aim: aim.weight)
        kind: TargetKind = "group" if place.people else "place" if place.zone else "thing"
        found.append(
            Target(kind, place.text, best.box, None, UNSURE * best.weight, text=place.text)
        )
    return found


def mentions(beats: Sequence[Beat], panel: Drawn) -> list[tuple[Mention, ...]]:
    """For each sentence what its words really speak of, best first, each at its own word.

    What merely draws the eye is no mention: a sentence may have none.
    """
    targets = panel_targets(panel)
    found = []
    for beat, aims in zip(beats, all_aims(beats, panel), strict=True):
        met: dict[Target, Mention] = {}
        for aim in aims:
            target = _target_of(aim, targets) if aim.meant else None
            if target is not None and target not in met:
                word = _word_for(target, beat)
                met[target] = Mention(
                    target, aim.weight, word.line, word.first,
                    word.first + word.end - word.start, word.onset,
                )  # fmt: skip
        found.append(tuple(met.values()))
    return found


def speaker_target(beat: Beat, panel: Drawn) -> Target | None:
    """Who speaks in a sentence, where that person's head is surely known; else None."""
    if beat.kind != "speech":
        return None
    said = frozenset(re.findall(r"\w+", beat.speaker.lower()))
    for figure, target in zip(panel.figures, _people(panel), strict=True):
        if target and target.head and figure.names & said and target.sure >= SPEAKER_SURE:
            return target
    return None


SPEAKER_SURE = 0.6
"""A head is shown as the speaker's from here on."""


def _people(panel: Drawn) -> list[Target | None]:
    return [_person(panel, number) for number in range(len(panel.figures))]


def _target_of(aim: Aim, targets: Sequence[Target]) -> Target | None:
    """The target that an aim points at: of those it is named for, else where it lies."""
    named = [t for t in targets if aim.what in (t.name, f"“{t.text}”")]
    near = named or [t for t in targets if t.box in aim.boxes]
    best = max(near, key=lambda t: overlap(t.box, around(aim.boxes)), default=None)
    return best if best and best.name != "what stands out" else None


def _word_for(target: Target, beat: Beat) -> HeardWord:
    """The first word of a sentence that a target's text has too; else its first word."""
    words = beat.words or (HeardWord(0, len(beat.text), beat.line, beat.first, beat.onset),)
    meant = stems(f"{target.name} {target.text}")
    for word in words:
        if stems(beat.text[word.start : word.end]) & meant:
            return word
    return words[0]
