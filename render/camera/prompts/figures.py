"""Who is who in a picture: the persons that its prompt asks for, and the heads seen in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from render.camera.prompts.places import Place
from render.camera.prompts.zones import centred
from render.camera.vision.colours import colours_in, share_of
from render.camera.vision.facts import PictureFacts
from render.camera.vision.subjects import Subject
from render.geometry import Rect, centre
from story.english.first_names import first_name_gender
from story.english.stems import names_several, person_in, words

SURE = 0.7
"""How far the best match of persons to heads is trusted."""

CLEARLY, OTHERWISE = 0.1, 0.3
"""Who wears a colour on this part of their body wears it clearly; what counts who wears none."""

NOBODY, UNSEEN = 1e-6, 0.03
"""A figure whose best head is likely by less than this is not seen, or has no head that is."""

_BESIDE = re.compile(
    r"\b(?:behind|beside|near|above|below|to|of|from|for|by|between)\s+$", re.IGNORECASE
)
_HERS = frozenset("she her hers herself woman girl lady mother grandmother grandma queen".split())
_HIS = frozenset("he his him himself man boy gentleman father grandfather grandpa king".split())


@dataclass(frozen=True)
class Figure:
    """A single person that a prompt asks for.

    `orders` are the places of the prompt that describe them, `names` what they are called there;
    `gender` is "female", "male" or "unknown"; `zone` is where they are asked for,
    `colours` the letters of those that they wear.
    """

    orders: frozenset[int]
    names: frozenset[str]
    gender: str
    zone: Rect | None
    colours: tuple[str, ...] = ()


def figures(places: Sequence[Place], heroes: Collection[str]) -> tuple[Figure, ...]:
    """The single persons among a prompt's places, in its order."""
    found: list[Figure] = []
    for head in places:
        if head.owner != head.order:
            continue
        own = [place for place in places if place.owner == head.order]
        if _single(own, heroes):
            _join(found, _figure(own, heroes))
    return tuple(found)


def _join(found: list[Figure], figure: Figure) -> None:
    """Take in a figure; one that bears the name of another is the same person."""
    for number, known in enumerate(found):
        if known.names & figure.names:
            gender = figure.gender if known.gender == "unknown" else known.gender
            orders, names = known.orders | figure.orders, known.names | figure.names
            worn = known.colours or figure.colours
            found[number] = Figure(orders, names, gender, known.zone or figure.zone, worn)
            return
    found.append(figure)


def _single(own: Sequence[Place], heroes: Collection[str]) -> bool:
    """Is the first that is asked for, or what it is said to be, one person?"""
    first = own[:2]
    names = frozenset(heroes)
    if any(_called(place, names) for place in first):
        return not names_several(own[0].text) or not own[0].names & names
    role = any(person_in(words(p.text)) and not names_several(p.text) for p in first)
    return role and not names_several(own[0].text)


def _called(place: Place, heroes: Collection[str]) -> frozenset[str]:
    """What the first person who is there is called; not one whom another stands beside, nor the
    owner of a thing."""
    found: list[str] = []
    for word in re.finditer(r"[\w]+(?:['’]s?\b)?", place.text):
        name = word[0].lower()
        if name in heroes and name in place.names:
            found.append(name)
        elif found:
            break
        if found and _BESIDE.search(place.text[: word.start()]) and len(found) == 1:
            return frozenset()
    return frozenset(found)


def _figure(own: Sequence[Place], heroes: Collection[str]) -> Figure:
    said = frozenset(word for place in own for word in words(place.text))
    names = next((named for place in own[:2] if (named := _called(place, heroes))), frozenset())
    known = {first_name_gender(name) for name in names} - {"unknown"}
    if said & _HERS and not said & _HIS:
        gender = "female"
    elif said & _HIS and not said & _HERS:
        gender = "male"
    else:
        gender = known.pop() if len(known) == 1 else "unknown"
    zones = [place.zone for place in own if place.zone]
    orders = frozenset(place.order for place in own)
    worn = colours_in(" ".join(place.text for place in own))
    return Figure(orders, names, gender, zones[0] if zones else None, worn)


def role_of(speaker: str, asked: Sequence[Figure], places: Sequence[Place]) -> int | None:
    """The figure that a speaker's words ("an old fisherman") describe best, if any does."""
    told = frozenset(words(speaker)) - {"the", "a", "an"}
    if not person_in(told):
        return None
    shared = [
        len(told & frozenset(w for p in places if p.order in f.orders for w in words(p.text)))
        if any(
            person_in([w])
            for p in places
            if p.order in f.orders
            for w in told & frozenset(words(p.text))
        )
        else 0
        for f in asked
    ]
    return shared.index(max(shared)) if max(shared, default=0) else None


def matched(
    asked: Sequence[Figure], seen: Sequence[Subject], facts: PictureFacts
) -> list[list[tuple[Subject, float]]]:
    """For each figure the persons that they may be, with chances that add up to 1.

    Each figure is one person and no other is; places asked for count, and that those who are
    asked for are drawn large. Empty for a figure in whose place nobody is seen.
    """
    if not asked or not seen:
        return [[] for _ in asked]
    score = np.array([[_likely(figure, person, facts) for person in seen] for figure in asked])
    nobody = np.full((len(asked), len(asked)), UNSEEN)
    rows, columns = linear_sum_assignment(np.log(np.hstack([score, nobody])), maximize=True)
    best = dict(zip(rows.tolist(), columns.tolist(), strict=True))
    return [_chances(score[row], best[row], seen, asked[row]) for row in range(len(asked))]


def _likely(figure: Figure, person: Subject, facts: PictureFacts) -> float:
    chance = (0.05 + person.weight) * _dressed(figure, person, facts)
    if figure.zone is None:
        return chance
    x, y = centre(person.boxes[0])
    return chance * centred(x / facts.width, y / facts.height, figure.zone) + NOBODY


def _dressed(figure: Figure, person: Subject, facts: PictureFacts) -> float:
    """How far a person wears the colours that are asked for, OTHERWISE .. 1."""
    if not figure.colours:
        return 1.0
    body = person.boxes[1]
    worn = [min(1.0, share_of(facts, one, body) / CLEARLY) for one in figure.colours]
    return OTHERWISE + (1 - OTHERWISE) * sum(worn) / len(worn)


def _chances(
    score: np.ndarray, best: int, seen: Sequence[Subject], figure: Figure
) -> list[tuple[Subject, float]]:
    if best >= len(seen) and figure.zone:
        return []
    parts = (score / score.sum()) ** (1.0 if figure.zone else 1.5)
    parts /= parts.sum()
    if best < len(seen):
        parts *= 1 - SURE
        parts[best] += SURE
    return [(person, float(part)) for person, part in zip(seen, parts, strict=True) if part > 0.05]
