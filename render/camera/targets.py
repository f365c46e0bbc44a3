"""What a panel can show: people, groups, signs, things and places, where they are, how surely."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from render.camera.beats import Beat
from render.camera.drawn import A_SIGN, HEADS, MAY_BE, TOLD, Aim, Drawn, hung
from render.camera.prompts.figures import speaking
from render.camera.prompts.kinds import unasked
from render.camera.prompts.places import Place
from render.camera.prompts.settings import is_setting, where_open
from render.camera.prompts.wording import in_order, is_direction, sign_called, worded
from render.camera.vision.facts import head_about
from render.camera.vision.subjects import SMALLER, Subject, sign_words
from render.geometry import Rect, area, around, centre, seen
from story.english.stems import near, person_in, stem, words
from voices.pronunciation.lexicon import dictionary

TargetKind = Literal["person", "group", "sign", "thing", "place", "setting"]

SPEAKER_SURE = 0.6
"""A head is shown as somebody's from here on: of 40 looked at by hand, 38 were theirs."""

UNSURE = 0.3
"""How sure a box is that only a zone of the prompt, or what draws the eye, gives."""

NAMED_BY_SIGN, TOLD_BY_SIGN, BY_ZONE = 0.65, 0.45, 0.4
"""How sure the place of a thing is that short lettering names, that longer lettering speaks of,
that the prompt's zone gives: of five things that lettering told of, two were where it stood."""

IN_ZONE, ALL_OTHERS = 0.75, 0.55
"""How sure it is that the heads in a group's zone are that group; that all heads are, of the only
group asked for: four of ten looked at were not."""

NEAR_SIGN = (0.4, 2.5)
"""How far from lettering those stand whom it names, in its own widths and heights (by eye)."""

ONE_OF_THEM = 0.5
"""One of a group has the word from here on: nobody knows better, and none of them has a name."""

A_WALL = 0.55
"""Of a picture's width or height: what is larger is a house or the sky, and not a board."""

ALL_ABOUT = 0.35
"""How sure it is that an open part of a scene shows what the scene is full of: so that it is seen
wide, and no closer (by eye, on a wall of servers)."""

HELD = 0.55
"""How sure it is that what somebody holds is where they are: not so sure that it is shown close."""

_IN_HAND = re.compile(
    r"\b(?:in|on|under|around|over) (?:his|her|their|its) (?:\w+ )?"
    r"(?:hands?|arms?|laps?|shoulders?|heads?|necks?|fists?|fingers?|knees?|backs?)\b",
    re.IGNORECASE,
)

A_HEAD, FAR_OFF = 0.8, 0.5
"""How clear a head must be that nobody asked for, and how large beside the largest in the picture,
for a shot of its own (by eye: of seven of smaller ones all were unmotivated)."""

ON = 0.85
"""Lettering of which this part lies on a board stands on it."""


@dataclass(frozen=True)
class Target:
    """Something that can be shown. Boxes are in panel pixels.

    `name` says who or what it is in a few words, `box` how far it can be seen, `head` (persons
    only) reaches from hair to chin. `sure`, 0..1, is the chance that this box is what the name
    says. `named` tells a person with a name from "a woman"; `facing` where the prompt says that
    they look or point, "" where it does not. `read`: lettering whose reading is surely right.
    `text` is what the prompt, or the lettering, says of it. `faceless`: an animal, a statue.
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
    faceless: bool = False


@dataclass(frozen=True)
class TargetMention:
    """Words that speak of a target: characters [first, last) of the line with the id `line`,
    heard from `time` on (seconds from the section's start); `weight`, 0..1, is how clearly."""

    target: Target
    weight: float
    line: str
    first: int
    last: int
    time: float


def subject_of(target: Target) -> str:
    """What an editor would call a target on a shot list: "Mira", "the old fisherman"."""
    if target.kind == "sign":
        return sign_called(target.text)
    if target.named:
        return in_order(target.name.split(), target.text)
    if target.kind == "person":
        return worded(target.name) or "somebody"
    return worded(target.text) or ("people" if target.kind == "group" else "part of the scene")


def panel_targets(panel: Drawn) -> tuple[Target, ...]:
    """Everything in a panel that can be shown, persons first: those of the prompt, then heads that
    are nobody's whom it names ("somebody"), groups, signs, what else the prompt asks for, things
    that stand out."""
    asked = (person_target(panel, number) for number in range(len(panel.figures)))
    return (
        *(person for person in asked if person),
        *_somebody(panel),
        *_groups(panel),
        *(_sign(sign, panel) for sign in panel.signs),
        *_asked(panel),
        *_told(panel),
        *_unasked(panel),
        *(Target("thing", "", thing.box, None, UNSURE) for thing in panel.things),
    )


def person_target(panel: Drawn, number: int) -> Target | None:
    """A figure of the prompt where it is likeliest; None where nothing tells."""
    figure = panel.figures[number]
    facing = cast("Literal['left', 'right', '']", figure.facing)
    for subject, chance in panel.who[number][:1]:
        if chance >= MAY_BE and not figure.faceless:
            return Target(
                "person", figure.called, subject.boxes[1], _head(subject, panel), chance,
                bool(figure.names), facing, text=figure.text,
            )  # fmt: skip
    box, sure = _stands(panel, number)
    if box is None:
        return None
    kind: TargetKind = "thing" if figure.faceless else "person"
    named = bool(figure.names) and not figure.faceless
    return Target(
        kind, figure.called, box, None, sure, named, facing,
        text=figure.text, faceless=figure.faceless,
    )  # fmt: skip


def _head(subject: Subject, panel: Drawn) -> Rect:
    return head_about(subject.head or subject.boxes[0], panel.facts.whole)


def _stands(panel: Drawn, number: int) -> tuple[Rect | None, float]:
    """Where a figure may be whose head is not found, and how sure that is."""
    spot = panel.spots[number]
    if spot is not None and spot[1] >= UNSURE:
        return spot
    zone = panel.figures[number].zone
    if zone is None:
        return None, 0.0
    facts, look = panel.facts, panel.looks[number]
    if look and not panel.who[number]:
        return max(look, key=lambda aim: aim.weight).box, UNSURE
    top = max(zone.y, HEADS)
    box = Rect(zone.x * facts.width, top * facts.height, zone.w * facts.width,
               (1 - top) * facts.height)  # fmt: skip
    return box, UNSURE


def _somebody(panel: Drawn) -> list[Target]:
    """Heads that are no figure's, clearest first: nobody in the background, and nothing that may
    be no head at all."""
    taken = [chances[0][0].boxes for chances in panel.who if chances]
    return [
        Target("person", "somebody", person.boxes[1], _head(person, panel), 0.95 * person.clear)
        for person in panel.persons
        if person.boxes not in taken and person.clear >= A_HEAD
        if not _far_off([person], panel) and not _on_wall(person, panel)
    ]


def _on_wall(person: Subject, panel: Drawn) -> bool:
    """May a head be a portrait's, where the prompt asks for one: smaller and higher than others?"""
    if not hung(panel.places):
        return False
    larger = [other for other in panel.persons if SMALLER * _tall(other) > _tall(person)]
    middle = centre(person.boxes[0])[1]
    return any(middle < centre(other.boxes[0])[1] for other in larger)


def _far_off(people: Sequence[Subject], panel: Drawn) -> bool:
    """Are all of some people small beside the largest in the picture? Nobody asks who they are."""
    largest = max((_tall(person) for person in panel.persons), default=0.0)
    return max(_tall(person) for person in people) < FAR_OFF * largest


def _tall(person: Subject) -> float:
    return (person.head or person.boxes[0]).h


def members(panel: Drawn, place: Place) -> tuple[list[Subject], float]:
    """The persons seen who are a group of the prompt, and how sure that is: those in its zone,
    those about the sign that names them, or all others where no more than one group is left.
    Nobody who may be a person with a name is among them."""
    named = {
        person.boxes
        for figure, chances in zip(panel.figures, panel.who, strict=True)
        for person, chance in chances
        if figure.names and chance >= MAY_BE
    }
    free = [person for person in panel.persons if person.boxes not in named]
    if place.zone is not None and place.zone.w < 1:
        inside = [person for person in free if _within(person, place.zone, panel)]
        return inside, IN_ZONE if inside else 0.0
    if about := _about_sign(place, free, panel):
        return about, IN_ZONE
    groups = [each for each in panel.places if each.people and not _single(panel, each)]
    others = [each for each in groups if _about_sign(each, free, panel)]
    taken = [person for each in others for person in _about_sign(each, free, panel)]
    rest = [person for person in free if person not in taken]
    nouns = {_noun(each) for each in groups if each not in others}
    return rest, (ALL_OTHERS if len(nouns) == 1 else UNSURE) if rest else 0.0


def _noun(place: Place) -> str:
    """What the people of a place are called: "researchers", twice, are the same."""
    return stem(person_in(words(place.text)))


def _about_sign(place: Place, free: Sequence[Subject], panel: Drawn) -> list[Subject]:
    """Those who stand about the sign that bears a group's own words: its stand, its screen."""
    sign = _named_by(place, panel)
    if sign is None or len(sign_words(sign)) > A_SIGN:
        return []
    box = sign.boxes[0]
    near = Rect(
        box.x - NEAR_SIGN[0] * box.w, box.y - NEAR_SIGN[1] * box.h,
        (1 + 2 * NEAR_SIGN[0]) * box.w, (1 + 2 * NEAR_SIGN[1]) * box.h,
    )  # fmt: skip
    middles = [centre(person.boxes[0]) for person in free]
    return [
        person
        for person, (x, y) in zip(free, middles, strict=True)
        if near.x <= x <= near.x + near.w and near.y <= y <= near.y + near.h
    ]


def _within(person: Subject, zone: Rect, panel: Drawn) -> bool:
    x, _ = centre(person.boxes[0])
    return zone.x <= x / panel.facts.width <= zone.x + zone.w


def _single(panel: Drawn, place: Place) -> bool:
    return any(place.order in figure.orders for figure in panel.figures)


def _groups(panel: Drawn) -> list[Target]:
    """Groups that the prompt asks for, then those who stand together."""
    found = []
    for place in panel.places:
        if not place.people or _single(panel, place):
            continue
        there, sure = members(panel, place)
        if len(there) > 1:
            box = around(person.boxes[1] for person in there)
            found.append(Target("group", place.text, box, None, sure, text=place.text))
        elif place.zone is not None:
            zone = _likeliest(panel, place)
            if zone:
                found.append(Target("group", place.text, zone.box, None, UNSURE, text=place.text))
    together = [
        Target("group", "people", group.boxes[1], None, 0.9)
        for group in panel.groups
        if not _far_off(
            [one for one in panel.persons if seen(one.boxes[0], group.boxes[0]) >= ON], panel
        )
    ]
    return [*found, *together]


def _likeliest(panel: Drawn, place: Place) -> Aim | None:
    where = panel.where[panel.places.index(place)]
    return max(where, key=lambda aim: aim.weight, default=None)


def _sign(sign: Subject, panel: Drawn) -> Target:
    lettered = sign_words(sign)
    read = bool(lettered) and all(_spelt(word, panel) for word in lettered)
    sure = 0.95 if lettered else 0.5
    box = board_of(sign, panel)
    if box.h > A_WALL * panel.facts.height or box.w > A_WALL * panel.facts.width:
        box = sign.boxes[0]  # it is the lettering that is read, and no frame holds what it is on
    return Target("sign", sign.text, box, None, sure, read=read, text=sign.text)


def board_of(sign: Subject, panel: Drawn) -> Rect:
    """All of the board that a sign stands on, where its edges are found; else a guess at it."""
    about = [board.box for board in panel.facts.of("board") if seen(sign.boxes[0], board.box) > ON]
    return min(about, key=area, default=sign.boxes[1])


def _spelt(word: str, panel: Drawn) -> bool:
    """Is lettering spelt as the prompt or the dictionary spells it?"""
    return word in _asked_words(panel.places) or word in dictionary()


@cache
def _asked_words(places: tuple[Place, ...]) -> frozenset[str]:
    return frozenset(word for place in places for word in words(place.whole))


def _asked(panel: Drawn) -> list[Target]:
    """Things and places of the prompt, each where the author says, where its name is lettered,
    something looks like it, its colour is gathered, or its zone."""
    found = []
    for number, place in enumerate(panel.places):
        if _single(panel, place) or place.people or is_direction(place.text):
            continue
        if not worded(place.text):
            continue  # "on the far right": where something is, and nothing that can be shown
        kind: TargetKind = "place" if place.zone else "thing"
        sign = _named_by(place, panel)
        bearer = _bearer(place, panel)
        told = panel.alike[number]
        if told and told[1] >= TOLD:
            found.append(Target("thing", place.text, told[0], None, told[1], text=place.text))
        elif bearer is not None:
            found.append(Target("thing", place.text, *bearer, text=place.text))
        elif sign is not None:
            box = board_of(sign, panel)
            sure = NAMED_BY_SIGN if len(sign_words(sign)) <= A_SIGN else TOLD_BY_SIGN
            found.append(Target(kind, place.text, box, None, sure, text=place.text))
        elif alike := panel.alike[number]:
            found.append(Target("thing", place.text, alike[0], None, alike[1], text=place.text))
        elif about := _setting(place, panel):
            found.append(Target("setting", place.text, about, None, ALL_ABOUT, text=place.text))
        elif aim := _likeliest(panel, place):
            sure = BY_ZONE if place.zone and place.zone.w < 1 else UNSURE
            found.append(
                Target(kind, place.text, aim.box, None, sure * aim.weight, text=place.text)
            )
    return found


def _setting(place: Place, panel: Drawn) -> Rect | None:
    """An open part of the scene, where a place names what it is full of."""
    before = next((each for each in panel.places if each.order == place.order - 1), None)
    if not is_setting(place, before):
        return None
    people = [person.boxes[2] for person in panel.persons]
    return where_open(panel.facts, [*people, *(board_of(sign, panel) for sign in panel.signs)])


def _told(panel: Drawn) -> list[Target]:
    """The things that the author says are there."""
    return [
        Target("thing", thing.text, thing.box, None, TOLD, text=thing.text)
        for thing in panel.facts.of("thing")
    ]


def _unasked(panel: Drawn) -> list[Target]:
    """What is plainly seen where no prompt says what there is: words may speak of it."""
    if panel.places:
        return []
    faces = [face.box for face in panel.facts.of("face")]
    return [
        Target("thing", kind, box, None, sure, text=kind)
        for kind, box, sure in unasked(panel.facts, faces)
    ]


def _bearer(place: Place, panel: Drawn) -> tuple[Rect, None, float] | None:
    """Where the person is who holds a thing ("a lantern in her other hand"): the last one that the
    prompt speaks of before it; and how sure it is that it can be seen there."""
    if not _IN_HAND.search(place.text):
        return None
    before = [
        (max(order for order in figure.orders if order <= place.order), chances[0])
        for figure, chances in zip(panel.figures, panel.who, strict=True)
        if chances and not figure.faceless and min(figure.orders, default=99) <= place.order
    ]
    if not before:
        return None
    _, (person, chance) = max(before, key=lambda pair: pair[0])
    return (person.boxes[2], None, HELD * chance) if chance >= MAY_BE else None


def _named_by(place: Place, panel: Drawn) -> Subject | None:
    """The sign that bears a thing's own name: its last noun, or two of its words; for people also
    one on which nothing stands but a word that is theirs alone."""
    own = [stem(word) for word in words(place.text)]
    for sign in panel.signs:
        lettered = {stem(word) for word in sign_words(sign)} - panel.names
        met = [word for word in own if word in place.stems and any(near(word, o) for o in lettered)]
        alone = place.people and len(lettered) == 1 and any(panel.common[w] == 1 for w in met)
        if len(set(met)) > 1 or (met and own and met[-1] == own[-1]) or alone:
            return sign
    return None


def voice_target(beat: Beat, panel: Drawn) -> Target | None:
    """Who speaks in a sentence, where the prompt asks for them, however surely they are found."""
    number = speaking(beat.speaker, panel.figures) if beat.kind == "speech" else None
    return None if number is None else person_target(panel, number)


def speaker_target(beat: Beat, panel: Drawn) -> Target | None:
    """Who speaks in a sentence, where that person's head is surely known; else None.

    Somebody without a name ("one engineer") is one of the group of the prompt that they belong to
    ("the engineers"), the same each time; never somebody who has a name.
    """
    if beat.kind != "speech":
        return None
    number = speaking(beat.speaker, panel.figures)
    if number is None:
        return _one_of_them(beat.speaker, panel)
    target = person_target(panel, number)
    return target if target and target.head and target.sure >= SPEAKER_SURE else None


def _one_of_them(speaker: str, panel: Drawn) -> Target | None:
    role = stem(person_in(words(speaker)))
    for place in panel.places:
        if not role or not place.people or role not in {stem(word) for word in words(place.text)}:
            continue
        there, sure = members(panel, place)
        if there and sure >= ONE_OF_THEM:
            ranked = sorted(there, key=lambda person: -person.weight)[:MOST_OF_THEM]
            one = ranked[zlib.crc32(speaker.encode()) % len(ranked)]
            return Target("person", speaker, one.boxes[1], _head(one, panel), sure)
    return None


MOST_OF_THEM = 4
"""Of a group the most prominent have the word: further back they are too small to be shown."""
