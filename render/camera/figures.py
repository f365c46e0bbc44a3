"""Who is who in a picture: the persons that its prompt asks for, and the heads seen in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from render.camera.facts import PictureFacts
from render.camera.frame import centre
from render.camera.prompt_places import Place
from render.camera.subjects import Subject
from render.camera.words import names_several, person_in, words
from render.camera.zones import fits
from render.shots import Rect
from story.names import first_name_gender

SURE = 0.7
"""How far the best match of persons to heads is trusted."""

NOBODY = 1e-6
THERE = 0.4
"""A head that lies in a figure's zone less well than this is somebody else's."""

_HERS = frozenset("she her hers herself woman girl lady mother grandmother grandma queen".split())
_HIS = frozenset("he his him himself man boy gentleman father grandfather grandpa king".split())


@dataclass(frozen=True)
class Figure:
    """A single person that a prompt asks for.

    `orders` are the places of the prompt that describe them, `names` what they are called there;
    `gender` is "female", "male" or "unknown"; `zone` is where they are asked for.
    """

    orders: frozenset[int]
    names: frozenset[str]
    gender: str
    zone: Rect | None


def figures(places: Sequence[Place], heroes: Collection[str]) -> tuple[Figure, ...]:
    """The single persons among a prompt's places, in its order."""
    found = []
    for head in places:
        if head.owner != head.order:
            continue
        own = [place for place in places if place.owner == head.order]
        if _single(own, heroes):
            found.append(_figure(own, heroes))
    return tuple(found)


def _single(own: Sequence[Place], heroes: Collection[str]) -> bool:
    """Is the first that is asked for, or what it is said to be, one person?"""
    head = own[0]
    called = any(_stands(name, head.text) for name in head.names & frozenset(heroes))
    role = any(person_in(words(p.text)) and not names_several(p.text) for p in own[:2])
    return (called or role) and not names_several(head.text)


def _stands(name: str, text: str) -> bool:
    """Is it the bearer of a name who is there, and not something of theirs?"""
    return re.search(rf"\b{re.escape(name)}\b(?!['’]s?\b)", text, re.IGNORECASE) is not None


def _figure(own: Sequence[Place], heroes: Collection[str]) -> Figure:
    said = frozenset(word for place in own for word in words(place.text))
    names = frozenset(name for place in own[:2] for name in place.names & frozenset(heroes))
    known = {first_name_gender(name) for name in names} - {"unknown"}
    if said & _HERS and not said & _HIS:
        gender = "female"
    elif said & _HIS and not said & _HERS:
        gender = "male"
    else:
        gender = known.pop() if len(known) == 1 else "unknown"
    zones = [place.zone for place in own if place.zone]
    orders = frozenset(place.order for place in own)
    return Figure(orders, names, gender, zones[0] if zones else None)


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
    rows, columns = linear_sum_assignment(np.log(score), maximize=True)
    best = {
        r: c for r, c in zip(rows.tolist(), columns.tolist(), strict=True) if score[r, c] > NOBODY
    }
    return [_chances(score[row], best.get(row), seen, figure) for row, figure in enumerate(asked)]


def _likely(figure: Figure, person: Subject, facts: PictureFacts) -> float:
    x, y = centre(person.boxes[0])
    place = fits(x / facts.width, y / facts.height, figure.zone)
    return (0.05 + person.weight) * place**4 if place > THERE else NOBODY


def _chances(
    score: np.ndarray, best: int | None, seen: Sequence[Subject], figure: Figure
) -> list[tuple[Subject, float]]:
    if score.max() <= NOBODY:
        return []
    parts = (score / score.sum()) ** (1.0 if figure.zone else 1.5)
    parts = (1 - SURE) * parts / parts.sum() if best is not None else parts / parts.sum()
    if best is not None:
        parts[best] += SURE
    return [(person, float(part)) for person, part in zip(seen, parts, strict=True) if part > 0.05]
