"""A panel as the matcher knows it: what its prompt asks for, and where in it that may be."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from render.camera.prompts.assignment import who_is_who
from render.camera.prompts.figures import Figure, figures
from render.camera.prompts.heroes import heroes_in
from render.camera.prompts.kinds import seen_as, told_as
from render.camera.prompts.places import Place, in_parts
from render.camera.prompts.spots import spot_of
from render.camera.prompts.wording import is_direction, worded
from render.camera.prompts.zones import centred, fits
from render.camera.vision.colours import colours_in, patches
from render.camera.vision.facts import PictureFacts
from render.camera.vision.subjects import (
    Subject,
    groups,
    maybe_persons,
    persons,
    sign_words,
    signs,
    things,
    unframed,
)
from render.geometry import Rect, centre
from story.english.stems import families, near, stem, words

KIN = 0.45
"""What a word of the same family counts against the same word."""

TOLD = 1.0
"""How sure it is what the author says: nothing outweighs it."""

AS_WHOLE = 0.5
"""What a prompt asks for first is often the scene itself: the weight of showing all of it."""

BY_ZONE, BY_PEOPLE, BY_EYE, BY_COLOUR = 0.8, 0.6, 0.35, 0.6
"""How far a place of the prompt is trusted that is found by this alone; 1 where a sign names it."""

HEADS, BODIES = 0.25, (0.6, 0.8, 1.0)
"""Nobody's head is drawn higher than this part of a picture, as a rule; and how much of the rest
somebody may fill."""

THERE = 0.7
"""What lies in a place's zone less well than this is something else."""

A_SIGN = 5
"""Lettering of more words than this tells the story itself, rather than naming what it is on."""

_HUNG = frozenset("portrait portraits bust busts statue statues painting paintings poster posters "
                  "photo photos photograph photographs".split())  # fmt: skip
"""What has a head that is nobody's."""

MAY_BE = 0.1
"""A head that may be somebody's by more is nobody else's; by less, theirs is not found."""

BESIDE = 0.2
"""How much of what a sign names is looked for elsewhere."""

BORNE = 0.5
"""How much of what belongs to somebody is looked for where they are."""


@dataclass(frozen=True)
class Aim:
    """Where something that the prompt asks for may be, in panel pixels.

    `boxes` are nested guesses at how far it reaches, each as likely as the next. `what` says it
    in a word or two, for people.
    """

    boxes: tuple[Rect, ...]
    weight: float
    what: str

    @property
    def box(self) -> Rect:
        return self.boxes[len(self.boxes) // 2]


@dataclass(frozen=True)
class Drawn:
    """What a panel's prompt asks for, what its pixels show, and which of these is which.

    `common` counts the words of the prompt, `heroes` are the names of persons in it, `names` the
    stems of these. `who` tells for each figure whom of those seen it may be, with chances; `looks`
    where it may be, `where` the same for each place; `spots` where those are whose head is not
    found, with how sure that is, None where nothing tells. `alike` is for each place what looks
    like what it asks for, with how sure that is: TOLD where the author says so.
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
    figures: tuple[Figure, ...] = ()
    who: tuple[tuple[tuple[Subject, float], ...], ...] = ()
    looks: tuple[tuple[Aim, ...], ...] = ()
    where: tuple[tuple[Aim, ...], ...] = ()
    spots: tuple[tuple[Rect, float] | None, ...] = ()
    alike: tuple[tuple[Rect, float] | None, ...] = ()


def drawn(facts: PictureFacts, places: Sequence[Place], people: Iterable[str]) -> Drawn:
    """Ready a panel for matching; `people` are names of the story's people.

    What is where follows from the picture and its prompt alone, so that an edit of the text that
    is told over them changes nobody's place.
    """
    places = in_parts(places, facts)
    heroes = heroes_in(places, people)
    alive = unframed(facts) if hung(places) else facts
    found = Drawn(
        facts=facts,
        places=tuple(places),
        persons=persons(alive),
        groups=groups(alive),
        signs=signs(facts),
        things=things(facts),
        common=Counter(word for place in places for word in place.stems),
        heroes=heroes,
        names=frozenset(stem(name) for name in heroes),
        figures=figures(places, heroes),
    )
    found = replace(found, who=_who(found), alike=_alike(found))
    found = replace(found, spots=_spots(found))
    found = replace(found, looks=_looks(found))
    return replace(found, where=tuple(tuple(_where(place, found)) for place in places))


def rarity(word: str, panel: Drawn) -> float:
    """Words that many things of the prompt have in common say little of which is meant."""
    return 1 / (1 + math.log(max(panel.common[word], 1)))


def sign_score(sign: Subject, spoken: frozenset[str], panel: Drawn) -> float:
    """How much of what is lettered on a sign is said, in these words or in kindred ones."""
    lettered = [stem(word) for word in sign_words(sign)]
    joined = "".join(words(sign.text))
    score = 0.0
    for word in spoken - panel.names:
        if any(near(word, other) for other in lettered) or (len(word) > 4 and word in joined):
            score += rarity(word, panel)
    kin = families(frozenset(lettered)) & families(spoken)
    length = max(len(lettered), 1)
    told = min(1.0, A_SIGN / length)
    return min(1.5, told * (score + KIN * len(kin)) / math.sqrt(math.sqrt(length)))


def _alike(panel: Drawn) -> tuple[tuple[Rect, float] | None, ...]:
    """For each place what the author says is it, or else what looks like what it asks for."""
    asked = [
        ("" if is_direction(place.text) else worded(place.text) or place.text, place.zone)
        for place in panel.places
    ]
    faces = [face.box for face in panel.facts.of("face")]
    looks = seen_as(asked, panel.facts, faces)
    told = (told_as(text, panel.facts) for text, _ in asked)
    return tuple((known, TOLD) if known else look for known, look in zip(told, looks, strict=True))


def _who(panel: Drawn) -> tuple[tuple[tuple[Subject, float], ...], ...]:
    portraits = hung(panel.places)
    seen = maybe_persons(unframed(panel.facts) if portraits else panel.facts)
    found = who_is_who(panel.figures, seen, panel.facts, portraits=portraits)
    return tuple(tuple(chances) for chances in found)


def hung(places: Sequence[Place]) -> bool:
    """Does a prompt ask for heads that are pictures or busts?"""
    return any(_HUNG & set(words(place.whole)) for place in places)


def _spots(panel: Drawn) -> tuple[tuple[Rect, float] | None, ...]:
    """Where each figure is whose head is not among those seen."""
    faced = [bool(who) and who[0][1] >= MAY_BE for who in panel.who]
    taken = [
        who[0][0].boxes[0]
        for figure, who, seen in zip(panel.figures, panel.who, faced, strict=True)
        if seen and not figure.faceless
    ]
    return tuple(
        None if seen and not figure.faceless else _spot(figure, panel, taken)
        for figure, seen in zip(panel.figures, faced, strict=True)
    )


def _spot(figure: Figure, panel: Drawn, taken: Sequence[Rect]) -> tuple[Rect, float] | None:
    """Where a figure is by its looks or its colours, whichever is surer."""
    told = spot_of(figure, panel.facts, panel.things, taken)
    if not figure.faceless:
        return told
    alike = (panel.alike[order] for order in sorted(figure.orders))
    found = [spot for spot in (told, *alike) if spot]
    return max(found, key=lambda spot: spot[1], default=None)


def _looks(panel: Drawn) -> tuple[tuple[Aim, ...], ...]:
    """For each figure where it may be: its weights add up to 1."""
    found = []
    for figure, likely, spot in zip(panel.figures, panel.who, panel.spots, strict=True):
        what = " ".join(sorted(figure.names)) or _first_text(figure, panel)
        aims = [Aim(person.boxes, chance, what) for person, chance in likely]
        aims += [Aim((spot[0],), spot[1], what)] if spot else []
        aims += _standing(figure.zone, panel, what, 0.35 if aims else 1.0)
        found.append(_adding_up(aims, 1.0) if aims else ())
    return tuple(found)


def _standing(zone: Rect | None, panel: Drawn, what: str, weight: float) -> list[Aim]:
    """Where in a zone somebody may be: from the head down, near or far."""
    if zone is None or zone.y >= 0.5 or zone.y + zone.h <= 0.5:
        return _in_zone(zone, panel, what, weight)
    top = HEADS * panel.facts.height
    room = panel.facts.height - top
    boxes = []
    for part in BODIES:
        core = _core(zone, part, panel.facts)
        boxes.append(Rect(core.x, top, core.w, part * room))
    return [Aim(tuple(boxes), weight, what)]


def _first_text(figure: Figure, panel: Drawn) -> str:
    return panel.places[min(figure.orders)].text if figure.orders else figure.called


def _where(place: Place, panel: Drawn) -> tuple[Aim, ...]:
    """Boxes that may show what a place asks for; their weights add up to 1 at the most."""
    named = [
        Aim(sign.boxes, score * _fits(sign, place.zone, panel), place.text)
        for sign in panel.signs
        if (score := sign_score(sign, place.stems, panel)) > 0.3 and not place.people
    ]
    for figure, look in zip(panel.figures, panel.looks, strict=True):
        if place.order in figure.orders and look:
            return _borne([replace(aim, what=place.text) for aim in look], named)
    found, trust = named, 1.0
    if place.people:
        there = _weighed([*panel.groups, *panel.persons[:4]], 0.3, place, panel)
        found, trust = named + there, 1.0 if named else BY_PEOPLE
    else:
        somebody = () if place.zone else panel.persons[:1]
        there = _weighed([*panel.things, *somebody], 0.1, place, panel)
        found, trust = _mixed(named, there)
        if coloured := _coloured(place, panel):
            found, trust = [*_adding_up(coloured, BY_COLOUR), *_adding_up(found, trust)], 1.0
        if alike := panel.alike[panel.places.index(place)]:
            if alike[1] >= TOLD:
                return (Aim((alike[0],), TOLD, place.text),)
            looks, trust = Aim((alike[0],), alike[1], place.text), (1 - alike[1]) * trust
            found, trust = [looks, *_adding_up(found, trust)], alike[1] + trust
    if place.zone is not None:
        found = [*found, *_in_zone(place.zone, panel, place.text, 0.7)]
        trust = max(trust, BY_ZONE)
    if not place.order:
        found = [*found, Aim((panel.facts.whole,), AS_WHOLE, place.text)]
    return _adding_up(found, trust)


def _coloured(place: Place, panel: Drawn) -> list[Aim]:
    """Where the colours are gathered that a place's words name."""
    return [
        Aim((box,), weight, place.text)
        for letters in colours_in(place.text)
        for box, weight in patches(panel.facts, letters, place.zone)
    ]


def _mixed(named: list[Aim], there: list[Aim]) -> tuple[list[Aim], float]:
    """Signs that name a thing, and what stands out, which may be it."""
    if not named:
        return there, BY_EYE
    signs_in = _adding_up(named, 1 - BESIDE if there else 1.0)
    return [*signs_in, *(_adding_up(there, BESIDE) if there else ())], 1.0


def _borne(look: list[Aim], named: list[Aim]) -> tuple[Aim, ...]:
    """Where a figure is, with the signs that a place of theirs names."""
    if not named:
        return _adding_up(look, 1.0)
    total = sum(aim.weight for aim in named)
    signs_in = [replace(aim, weight=BORNE * aim.weight / total) for aim in named]
    return _adding_up([*look, *signs_in], 1.0)


def _adding_up(found: Sequence[Aim], total: float) -> tuple[Aim, ...]:
    scale = sum(aim.weight for aim in found) / total
    return tuple(replace(aim, weight=aim.weight / scale) for aim in found if aim.weight > 0)


def _weighed(found: Sequence[Subject], least: float, place: Place, panel: Drawn) -> list[Aim]:
    """Aims at subjects, those outside the place's zone left out or trusted less."""
    fitting = [(subject, _fits(subject, place.zone, panel)) for subject in found]
    return [
        Aim(
            subject.boxes,
            (least + subject.weight) * fit**2 * _centred(subject, place, panel),
            place.text,
        )
        for subject, fit in fitting
        if fit > THERE
    ]


def _fits(subject: Subject, zone: Rect | None, panel: Drawn) -> float:
    x, y = centre(subject.box)
    return fits(x / panel.facts.width, y / panel.facts.height, zone)


def _centred(subject: Subject, place: Place, panel: Drawn) -> float:
    """How near a person or a group is to the middle of a place's zone; other things may be
    anywhere in it."""
    if subject.kind not in ("person", "group"):
        return 1.0
    x, y = centre(subject.box)
    return centred(x / panel.facts.width, y / panel.facts.height, place.zone)


def _in_zone(zone: Rect | None, panel: Drawn, what: str, weight: float) -> list[Aim]:
    """The middle of a zone, which stands for it where nothing in it was found."""
    if zone is None:
        return []
    return [Aim(tuple(_core(zone, part, panel.facts) for part in (0.45, 0.75, 1.0)), weight, what)]


def _core(zone: Rect, part: float, facts: PictureFacts) -> Rect:
    edge = (1 - part) / 2
    return Rect(
        (zone.x + edge * zone.w) * facts.width,
        (zone.y + edge * zone.h) * facts.height,
        part * zone.w * facts.width,
        part * zone.h * facts.height,
    )
