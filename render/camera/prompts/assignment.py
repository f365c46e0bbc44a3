"""Who is who in a picture: the persons that its prompt asks for, and the heads seen in it.

One answer for everybody: the camera and a balloon's tail both ask here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from render.camera.prompts.figures import Figure
from render.camera.vision.colours import SHADES, share_of
from render.camera.vision.facts import PictureFacts
from render.camera.vision.subjects import Subject
from render.geometry import centre
from story.english.stems import words

MOST_HEADS, MOST_FIGURES = 10, 7
"""More are crowds: every way to seat so many can still be weighed."""

ZONE, SIZE, DEPTH, COLOUR, HEIGHT, CHILD, TURN = 2.0, 3.0, 1.0, 1.2, 1.2, 1.0, 0.25
"""How much each kind of evidence counts, in logarithms of a chance: where the prompt puts somebody,
how large they are drawn, how near, what they wear, whether they sit or stand, whether they are a
child, and that who is asked for first is drawn further left. Set on two stories and the sample."""

CENTRE = 1.0
"""What is held against the first who is asked for, where no side is told, at a picture's edge."""

LATER, PLACED = 0.7, 0.7
"""Who is asked for later, or in a place of their own, is drawn large less surely."""

CLEAR = 2.5
"""What a head counts that was seen half as clearly: a fourth. Of the faint ones few are heads."""

CLEARLY_SEEN = 0.8
"""Heads seen as clearly as this tell how large the largest are: what may be none, as chairs and
globes, draws nobody to it by being larger."""

ON_A_COAT, CLEARER = 3.0, 0.85
"""What is held against a head on the body of one that is this much clearer."""

ALONE = 0.5
"""What posture counts where all who are asked for have the same, and others are in the picture."""

ON_A_WALL = 1.5
"""What is held against small heads high up where the prompt asks for portraits or a bust."""

OUTSIDE = 7.0
"""The most that a head far outside a zone is held against it."""

GROWN = 0.6
"""What it counts against a grown person, where children are asked for, to look like one."""

WORN, CLEARLY = 0.04, 0.25
"""A colour on less than the one part of a body is not worn; on the other it is, for certain."""

HALF = 0.5
"""A zone as low as this is the top or the bottom of a picture; taller ones only say near or far."""

UNSEEN, FACELESS_UNSEEN = math.log(0.004), math.log(5.0)
"""How likely it is that the head of somebody asked for is not among those seen; what is
faceless has none that is found."""

SHARP = 1.25
"""Scores are stretched by this: where the first of a figure's heads has a chance of 0.6 and more,
19 of 20 looked at by hand are right."""

SAID = 60.0
"""What the author says of a head outweighs everything."""


def who_is_who(
    asked: Sequence[Figure],
    seen: Sequence[Subject],
    facts: PictureFacts,
    *,
    portraits: bool = False,
) -> list[list[tuple[Subject, float]]]:
    """For each figure the persons that they may be, first whom they are in the likeliest way to
    seat all, then by their chances; what is missing to 1 is the
    chance that they are none of them. `portraits`: does the prompt ask for heads on the walls?

    Each person is one figure at most. All ways to seat the figures are weighed together, so that
    a chance says how far the picture and the prompt leave a doubt.
    """
    figures = list(asked[:MOST_FIGURES])
    heads = sorted(seen, key=lambda head: not head.text)[:MOST_HEADS]
    scores = _scores(figures, heads, facts)
    if portraits:
        hung = [ON_A_WALL * _hangs(head, heads, facts) for head in heads]
        scores = [[a - b for a, b in zip(row, hung, strict=True)] for row in scores]
    unseen = [FACELESS_UNSEEN if figure.faceless else UNSEEN for figure in figures]
    seats = _best_seats(scores, unseen)
    found = []
    for row, seat in zip(_marginals(scores, unseen), seats, strict=True):
        chances = [(number, chance) for number, chance in enumerate(row) if chance > 0.02]
        chances.sort(key=lambda pair: (pair[0] != seat, -pair[1]))
        found.append([(heads[number], chance) for number, chance in chances])
    return found + [[] for _ in asked[MOST_FIGURES:]]


def _best_seats(scores: Sequence[Sequence[float]], unseen: Sequence[float]) -> list[int]:
    """The likeliest way to seat all figures: the number of each one's head, -1 for one whose head
    is not seen."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for row, none in zip(scores, unseen, strict=True):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for taken, (total, seats) in best.items():
            for head, score in ((-1, none), *enumerate(row)):
                mask = taken if head < 0 else taken | 1 << head
                free = head < 0 or not taken >> head & 1
                if free and (mask not in found or total + score > found[mask][0]):
                    found[mask] = (total + score, (*seats, head))
        best = found
    return list(max(best.values())[1])


def _hangs(head: Subject, heads: Sequence[Subject], facts: PictureFacts) -> bool:
    """Is a head high up, and smaller than the largest?"""
    largest = _largest(heads)
    high = centre(head.boxes[0])[1] < 0.42 * facts.height
    return high and head.boxes[0].h < 0.8 * largest


def _scores(
    figures: Sequence[Figure], heads: Sequence[Subject], facts: PictureFacts
) -> list[list[float]]:
    """How well each head fits each figure, as logarithms: 0 is neither here nor there."""
    differ = len({figure.posture for figure in figures}) > 1
    height = HEIGHT if differ else ALONE * HEIGHT if len(heads) > len(figures) else 0.0
    children = any(figure.child for figure in figures)
    rows = []
    for rank, figure in enumerate(figures):
        row = _looks_like(figure, rank, heads, facts)
        if children and not (figure.child or figure.faceless):
            row = [a - GROWN * b for a, b in zip(row, _childlike(heads, facts), strict=True)]
        if height:
            levels = _levels(heads, facts)
            rises = (_rises(levels, number) for number in range(len(heads)))
            row = [a - height * figure.posture * b for a, b in zip(row, rises, strict=True)]
        beside = sum(other.zone == figure.zone for other in figures) > 1
        if len(figures) > 1 and (figure.zone is None or beside) and not figure.faceless:
            turn = 2 * rank / (len(figures) - 1) - 1
            row = [a + TURN * turn * _side(head, heads) for a, head in zip(row, heads, strict=True)]
        rows.append([_said(figure, head, SHARP * a) for a, head in zip(row, heads, strict=True)])
    return rows


def _said(figure: Figure, head: Subject, score: float) -> float:
    """A score, but for a head that the author names."""
    if not head.text:
        return score
    return SAID if figure.names & frozenset(words(head.text)) else -SAID


def _looks_like(
    figure: Figure, rank: int, heads: Sequence[Subject], facts: PictureFacts
) -> list[float]:
    large = _largest(heads)
    small = _childlike(heads, facts)
    worn = [[share_of(facts, SHADES.get(one, one), head.boxes[1]) for head in heads]
            for one in figure.colours]  # fmt: skip
    part = SIZE * (LATER if rank else 1.0) * (PLACED if figure.zone else 1.0)
    scores = []
    for number, head in enumerate(heads):
        size = min(max(math.log(head.boxes[0].h / large), -1.5), 0.0)
        score = (
            (part + DEPTH * figure.depth) * size
            + _seen(head, heads)
            - _outside(figure, head, facts)
        )
        if not rank and (figure.zone is None or figure.zone.w >= 1):
            score -= CENTRE * (2 * centre(head.boxes[0])[0] / facts.width - 1) ** 2
        score += CHILD * small[number] if figure.child else 0.0
        score += sum(COLOUR * _worn(row, number) for row in worn) / max(1.0, len(worn) ** 0.5)
        scores.append(score)
    return scores


def _largest(heads: Sequence[Subject]) -> float:
    """The height of the largest head, in pixels, of those that are seen clearly where any are."""
    clear = [head for head in heads if head.clear >= CLEARLY_SEEN] or heads
    return max((head.boxes[0].h for head in clear), default=1.0)


def _childlike(heads: Sequence[Subject], facts: PictureFacts) -> list[float]:
    """How much lower and smaller than the others each head is, -1 .. 2."""
    large = max((head.boxes[0].h for head in heads), default=1.0)
    levels = _levels(heads, facts)
    return [
        _rises(levels, number) - max(math.log(head.boxes[0].h / large), -1.0)
        for number, head in enumerate(heads)
    ]


def _seen(head: Subject, heads: Sequence[Subject]) -> float:
    """How likely it is at all that a head is one: by how clearly it was seen, and that no fold of
    somebody's coat was taken for it."""
    score = CLEAR * math.log(max(head.clear, 0.1))
    return score - ON_A_COAT if any(_on_coat(head, other) for other in heads) else score


def _on_coat(head: Subject, other: Subject) -> bool:
    face, middle = other.head or other.boxes[0], centre(head.boxes[0])
    body = other.boxes[2]
    below = face.y + face.h < middle[1] < body.y + body.h
    return below and body.x < middle[0] < body.x + body.w and head.clear < CLEARER * other.clear


def _levels(heads: Sequence[Subject], facts: PictureFacts) -> list[float]:
    return [centre(head.boxes[0])[1] / facts.height for head in heads]


def _side(head: Subject, heads: Sequence[Subject]) -> float:
    """Where a head is among the larger ones, -1 leftmost .. 1 rightmost."""
    large = max(other.weight for other in heads)
    middles = [centre(h.boxes[0])[0] for h in heads if h.weight >= 0.4 * large]
    low, high = min(middles), max(middles)
    if high - low < 1:
        return 0.0
    return max(-1.0, min(1.0, 2 * (centre(head.boxes[0])[0] - low) / (high - low) - 1))


def _outside(figure: Figure, head: Subject, facts: PictureFacts) -> float:
    """What a head's distance from the middle of its figure's zone is held against it."""
    zone = figure.zone
    if zone is None:
        return 0.0
    x, y = centre(head.boxes[0])
    across = (x / facts.width - zone.x - zone.w / 2) / (0.6 * zone.w) if zone.w < 1 else 0.0
    level = y / facts.height
    if zone.h <= HALF:
        down = (level - zone.y - zone.h / 2) / (0.7 * zone.h)
    else:
        down = max(0.0, zone.y - level, level - zone.y - zone.h)
    return min(OUTSIDE, ZONE * (across**2 + down**2))


def _rises(levels: Sequence[float], number: int) -> float:
    """How much lower in the picture a head is than the others, -1 .. 1."""
    if len(levels) < 2:
        return 0.0
    others = [level for other, level in enumerate(levels) if other != number]
    return max(-1.0, min(1.0, 5 * (levels[number] - sum(others) / len(others))))


def _worn(shares: Sequence[float], number: int) -> float:
    """How much more of a colour one wears than all do at the middle, as a logarithm."""
    usual = sorted(shares)[len(shares) // 2] if len(shares) > 2 else sum(shares) / len(shares)
    mine = min(shares[number], CLEARLY)
    return math.log((WORN + mine) / (WORN + min(usual, CLEARLY)))


def _marginals(scores: Sequence[Sequence[float]], unseen: Sequence[float]) -> list[list[float]]:
    """For each figure and head the chance over all ways to seat all figures, no head twice."""
    count = len(scores[0]) if scores else 0
    ahead = [{0: 1.0}]
    for row, none in zip(scores, unseen, strict=True):
        ahead.append(_step(ahead[-1], row, none))
    behind = dict.fromkeys(ahead[-1], 1.0)
    found: list[list[float]] = []
    for number in range(len(scores) - 1, -1, -1):
        chances, earlier = [0.0] * count, {}
        for mask, weight in ahead[number].items():
            rest = math.exp(unseen[number]) * behind[mask]
            for head, score in enumerate(scores[number]):
                if not mask >> head & 1:
                    part = math.exp(score) * behind[mask | 1 << head]
                    chances[head] += weight * part
                    rest += part
            earlier[mask] = rest
        behind = earlier
        found.append(chances)
    total = behind.get(0, 1.0)
    return [[chance / total for chance in row] for row in reversed(found)]


def _step(ahead: dict[int, float], row: Sequence[float], none: float) -> dict[int, float]:
    """Ways to seat one figure more, by the heads taken then."""
    found: dict[int, float] = {}
    for mask, weight in ahead.items():
        found[mask] = found.get(mask, 0.0) + weight * math.exp(none)
        for head, score in enumerate(row):
            if not mask >> head & 1:
                taken = mask | 1 << head
                found[taken] = found.get(taken, 0.0) + weight * math.exp(score)
    return found
