"""From a sentence to the parts of a picture that it may speak of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from render.camera.beats import Beat
from render.camera.facts import PictureFacts
from render.camera.prompt_places import Place
from render.camera.subjects import Subject, groups, persons, sign_words, signs, things, within
from render.camera.words import (
    families,
    is_person,
    names_people,
    names_several,
    near,
    proper_names,
    stem,
    stems,
    words,
)
from render.shots import Rect

SIGN, PLACE, NAMED, ROLE, SPEAKER, EYE = 2.0, 1.5, 1.5, 0.8, 0.5, 0.35
"""How much each kind of evidence counts, before a sentence's weights are made to add up to 1."""

TURNS = 2
"""Things that draw the eye that are looked at in turn."""

THE_EYE = "what draws the eye"

MOST_AIMS = 4
"""More guesses than this only pull the camera to the middle of everything."""

_ONE = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))

KIN = 0.45
"""What a word of the same family counts against the same word."""

AS_WHOLE = 0.5
"""What a prompt asks for first is often the scene itself: the weight of showing all of it."""

BY_ZONE, BY_PEOPLE, BY_EYE = 0.8, 0.6, 0.35
"""How far a place of the prompt is trusted that is found by this alone; 1 where a sign names it."""


@dataclass(frozen=True)
class Aim:
    """Something that a sentence may speak of, in panel pixels; a beat's weights add up to 1.

    `boxes` are nested guesses at how far it reaches, each as likely as the next. `what` says it
    in a word or two, for people.
    """

    boxes: tuple[Rect, ...]
    weight: float
    what: str

    @property
    def box(self) -> Rect:
        return self.boxes[len(self.boxes) // 2]

    @property
    def meant(self) -> bool:
        """Do the words speak of it, or does it merely draw the eye?"""
        return self.what != THE_EYE


@dataclass(frozen=True)
class Drawn:
    """A panel as the matcher knows it: what its prompt asks for, what its pixels show.

    `common` counts the words told over it, `heroes` are the names of persons in it, `names` the
    stems of these.
    """

    facts: PictureFacts
    places: tuple[Place, ...]
    persons: tuple[Subject, ...]
    groups: tuple[Subject, ...]
    signs: tuple[Subject, ...]
    things: tuple[Subject, ...]
    common: Counter[str]
    heroes: frozenset[str]
    names: frozenset[str]


def drawn(
    facts: PictureFacts, places: Sequence[Place], story: Iterable[str], speakers: Iterable[str]
) -> Drawn:
    """Ready a panel for matching; `story` are the sentences told over it, `speakers` who speaks."""
    told = list(story)
    heroes = _heroes(places, told, speakers)
    return Drawn(
        facts=facts,
        places=tuple(places),
        persons=persons(facts),
        groups=groups(facts),
        signs=signs(facts),
        things=things(facts),
        common=Counter(word for text in told for word in stems(text)),
        heroes=heroes,
        names=frozenset(stem(name) for name in heroes),
    )


def _heroes(
    places: Sequence[Place], story: Iterable[str], speakers: Iterable[str]
) -> frozenset[str]:
    """Names of persons in the picture: those who speak, those the prompt calls he or she."""
    asked = frozenset(name for place in places for name in place.names)
    told = frozenset(name for text in story for name in proper_names(f"so {text}"))
    speak = frozenset(word for name in speakers for word in words(name))
    person = frozenset(
        name for place in places for name in place.names if is_person(name, place.whole)
    )
    return asked & (speak | (told & person))


def aims(beat: Beat, panel: Drawn, turn: int = 0) -> tuple[Aim, ...]:
    """What the sentence may speak of, likeliest first. Never empty.

    Where it speaks of nothing that is drawn, each `turn` looks at something else first.
    """
    found = [
        *_lettered(beat, panel),
        *_asked_for(beat, panel),
        *_people(beat, panel),
        *_striking(panel, turn),
    ]
    if not found:
        found = [Aim((panel.facts.whole,), 1.0, "the whole")]
    ranked = sorted(_merged(found), key=lambda aim: -aim.weight)[:MOST_AIMS]
    total = sum(aim.weight for aim in ranked)
    return tuple(replace(aim, weight=aim.weight / total) for aim in ranked)


def _merged(found: Sequence[Aim]) -> list[Aim]:
    """Aims at the same boxes as one, named by the weightier evidence."""
    merged: dict[tuple[Rect, ...], Aim] = {}
    for aim in sorted(found, key=lambda aim: -aim.weight):
        known = merged.get(aim.boxes)
        merged[aim.boxes] = replace(known, weight=known.weight + aim.weight) if known else aim
    return list(merged.values())


def _rarity(word: str, panel: Drawn) -> float:
    """Words that half the section's sentences use say little of where to look."""
    return 1 / (1 + math.log(max(panel.common[word], 1)))


def _lettered(beat: Beat, panel: Drawn) -> list[Aim]:
    """Signs whose words are spoken."""
    spoken = stems(beat.text)
    scores = [_sign_score(sign, spoken, panel) for sign in panel.signs]
    best = max(scores, default=0.0)
    return [
        Aim(sign.boxes, SIGN * score * (score / best), f"“{sign.text}”")
        for sign, score in zip(panel.signs, scores, strict=True)
        if score > 0
    ]


def _sign_score(sign: Subject, spoken: frozenset[str], panel: Drawn) -> float:
    """How much of what is lettered on a sign is said, in these words or in kindred ones."""
    lettered = [stem(word) for word in sign_words(sign)]
    joined = "".join(words(sign.text))
    score = 0.0
    for word in spoken - panel.names:
        if any(near(word, other) for other in lettered) or (len(word) > 4 and word in joined):
            score += _rarity(word, panel)
    kin = families(frozenset(lettered)) & families(spoken)
    return min(1.5, (score + KIN * len(kin)) / math.sqrt(math.sqrt(max(len(lettered), 1))))


def _asked_for(beat: Beat, panel: Drawn) -> list[Aim]:
    """Places of the prompt that the sentence has words in common with."""
    scores = [_place_score(beat, place, panel) for place in panel.places]
    best = max(scores, default=0.0)
    return [
        replace(aim, weight=PLACE * score * (score / best) * aim.weight)
        for place, score in zip(panel.places, scores, strict=True)
        if score > 0
        for aim in _where(place, panel)
    ]


def _place_score(beat: Beat, place: Place, panel: Drawn) -> float:
    spoken = stems(beat.text)
    same = sum(_rarity(word, panel) for word in place.stems & spoken)
    kin = KIN * len(place.families & families(spoken))
    return min(1.2, (same + kin) / math.sqrt(1 + 0.3 * len(place.stems)))


def _where(place: Place, panel: Drawn) -> list[Aim]:
    """Boxes that may show what a place asks for; their weights add up to 1 at the most."""
    zone = _zone(place, panel.facts)
    named = [
        Aim(sign.boxes, score, place.text)
        for sign in panel.signs
        if (score := _sign_score(sign, place.stems, panel)) > 0.3
    ]
    found, trust = named, 1.0
    if place.people or place.names & panel.heroes:
        there = _there([*panel.groups, *panel.persons[:4]], zone)
        found = named + [Aim(subject.boxes, 0.3 + subject.weight, place.text) for subject in there]
        trust = trust if named else BY_PEOPLE
    elif not named:
        there = _there([*panel.things, *panel.persons[:1]], zone)
        found = [Aim(subject.boxes, 0.1 + subject.weight, place.text) for subject in there]
        trust = BY_EYE
    if zone is not None:
        found = [*found, Aim((_core(zone),), 0.7, place.text)]
        trust = max(trust, BY_ZONE)
    if not place.order:
        found = [*found, Aim((panel.facts.whole,), AS_WHOLE, place.text)]
    total = sum(aim.weight for aim in found) / trust
    return [replace(aim, weight=aim.weight / total) for aim in found]


def _zone(place: Place, facts: PictureFacts) -> Rect | None:
    zone = place.zone
    if zone is None:
        return None
    return Rect(
        zone.x * facts.width, zone.y * facts.height, zone.w * facts.width, zone.h * facts.height
    )


def _core(zone: Rect) -> Rect:
    """The middle of a zone, which stands for it where nothing in it was found."""
    return Rect(zone.x + 0.15 * zone.w, zone.y + 0.15 * zone.h, 0.7 * zone.w, 0.7 * zone.h)


def _there(found: Sequence[Subject], zone: Rect | None) -> list[Subject]:
    return list(found) if zone is None else within(found, zone)


def _people(beat: Beat, panel: Drawn) -> list[Aim]:
    """Persons: one or two who are named, those in a role, whoever speaks."""
    found: list[Aim] = []
    said = frozenset(words(beat.text))
    named = len((said | frozenset(words(beat.speaker))) & panel.heroes)
    if named > 1 and panel.groups:
        found += _shared(panel.groups[:1], NAMED, 1.0, "persons named")
    elif named or said & _ONE:
        found += _shared(panel.persons[:3], NAMED, 3.0, "a person named")
    if names_several(beat.text):
        found += _shared([*panel.groups, *panel.persons[:2]], ROLE, 1.0, "people")
    elif names_people(beat.text):
        found += _shared(panel.persons[:4], ROLE, 1.0, "a person")
    if beat.kind == "speech" and not found:
        found += _shared(panel.persons[:4], SPEAKER, 1.0, "the speaker")
    return found


def _striking(panel: Drawn, turn: int) -> list[Aim]:
    """What draws the eye whatever is said."""
    people = [replace(person, weight=2 * person.weight) for person in panel.persons[:3]]
    ranked = sorted([*panel.things, *people], key=lambda subject: -subject.weight)
    first = turn % max(min(len(ranked), TURNS), 1)
    turned = [*ranked[first:], *ranked[:first]]
    weighed = [
        replace(subject, weight=rank.weight) for subject, rank in zip(turned, ranked, strict=True)
    ]
    return _shared(weighed, EYE, 1.5, THE_EYE)


def _shared(found: Sequence[Subject], weight: float, power: float, what: str) -> list[Aim]:
    """One weight shared out by how much each subject draws the eye."""
    parts = [(0.05 + subject.weight) ** power for subject in found]
    total = sum(parts)
    return [
        Aim(subject.boxes, weight * part / total, what)
        for subject, part in zip(found, parts, strict=True)
    ]
