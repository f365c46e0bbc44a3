"""A panel as crops are chosen in it: where its people, words and things are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts, Region, head_about
from render.camera.vision.saliency import saliency_sums
from render.geometry import Floats, Rect, rows, seen, seen_of, widest
from render.shots import View

FACE_TOP = 0.28
"""Hair above it may be cut in a close-up, eyes and chin below never."""

HEAD_HIGHEST = 0.14
"""Of a panel's height, where the head may begin of one whom nobody found."""

FACELESS = 0.05
"""What the upper part of an animal or a statue counts beside a face: its head is somewhere there,
and little is missed of it. At 0.15 a goose that looked in at the edge kept who spoke from being
shown near (by eye)."""

ON_BOARD, ALL_OF_IT = 0.2, 0.9
"""How likely, beside what it was seen as, is a faint head that stands on a board with so much of
it (measured on 58 panels: none of 19 is one, 23 of 88 elsewhere)."""

NOBODY_ELSE = 0.3
"""How much less likely one more head is where the prompt asks for nobody else (by eye)."""

INK, LARGE_INK = 0.08, 0.12
"""How far beyond its box lettering may reach, in parts of its height: what is found is its core;
and from which part of a panel's height on that is seen."""

HEAD_OF, ABOVE, SIDEWAYS, SOMEWHERE = 0.4, 0.1, 0.3, 0.35
"""The upper part of an animal or a statue in which its head is, and how far above and beside what
was found of it that may reach; how sure the place of one must be for its head not to be cut."""


@dataclass(frozen=True)
class Stage:
    """A panel as crops are chosen in it: sizes in panel pixels, heads [n, 4], lettering [m, 4].

    `bodies` [k, 4] are where people stand whose heads were not found, from where their heads must
    begin; `faint` [j, 4] are what may be heads, `likely` [j] how likely; `things` [i, 4] are those
    whose place is known, `plain` [i] how surely. `whole` says that all of it is to be seen first,
    on a spread where the frame does not hold it.
    """

    facts: PictureFacts
    view: View
    heads: Floats
    lettering: Floats
    sums: Floats
    bodies: Floats
    faint: Floats
    likely: Floats
    things: Floats
    plain: Floats
    whole: bool = False

    @property
    def most(self) -> Rect:
        return widest(self.facts.width, self.facts.height, self.view.aspect)

    @property
    def least_width(self) -> float:
        """Width of the smallest crop that is sharp when it fills the frame."""
        return min(self.view.width / self.view.enlargement, self.most.w)


def stage_of(
    facts: PictureFacts, targets: Sequence[Target], view: View, *, whole: bool = False
) -> Stage:
    found = [head_about(face.box, facts.whole) for face in facts.of("face")]
    known = [target.head for target in targets if target.head and target.head not in found]
    heads = rows([*found, *known])
    lettering = rows([_inked(sign.box, facts) for sign in facts.of("lettering") if sign.text])
    faint = [(head_about(f.box, facts.whole), _likely(f, facts)) for f in facts.of("faint")]
    faint += [(_top(t.box), FACELESS) for t in targets if t.faceless and t.sure >= SOMEWHERE]
    maybe, likely = rows([box for box, _ in faint]), np.array([chance for _, chance in faint])
    if len(maybe) and len(heads):
        apart = seen_of(heads, maybe).max(axis=0) < 0.5
        maybe, likely = maybe[apart], likely[apart]
    if _all_seated(targets):
        likely = NOBODY_ELSE * likely
    bodies = _headless(targets, heads, facts)
    stands = [
        one
        for one in targets
        if one.kind == "thing" and one.text and one.sure >= SOMEWHERE and not one.faceless
    ]
    things, plain = rows([one.box for one in stands]), np.array([one.sure for one in stands])
    sums = saliency_sums(facts)
    return Stage(facts, view, heads, lettering, sums, bodies, maybe, likely, things, plain, whole)


def _likely(face: Region, facts: PictureFacts) -> float:
    """How likely what was seen faintly is a head: signs and symbols on a board hardly are."""
    on_board = any(seen(face.box, board.box) > ALL_OF_IT for board in facts.of("board"))
    return face.weight * (ON_BOARD if on_board else 1.0)


def _all_seated(targets: Sequence[Target]) -> bool:
    """Has everybody a head whom the prompt asks for, and does it ask for no more?"""
    asked = [target for target in targets if target.text and target.kind in ("person", "group")]
    return bool(asked) and all(target.head for target in asked)


def _inked(box: Rect, facts: PictureFacts) -> Rect:
    """As far as large lettering may reach; an edge that grazes small one is not seen."""
    more = INK * min(box.w, box.h) if box.h >= LARGE_INK * facts.height else 0.0
    left, top = max(box.x - more, 0.0), max(box.y - more, 0.0)
    right, bottom = min(box.x + box.w + more, facts.width), min(box.y + box.h + more, facts.height)
    return Rect(left, top, right - left, bottom - top)


def _top(box: Rect) -> Rect:
    """Where the head of an animal or a statue may be: all of it is face."""
    h = HEAD_OF * box.h / (1 - FACE_TOP)
    return Rect(
        box.x - SIDEWAYS * box.w, box.y - ABOVE * box.h - FACE_TOP * h,
        (1 + 2 * SIDEWAYS) * box.w, h + ABOVE * box.h,
    )  # fmt: skip


def _headless(targets: Sequence[Target], heads: Floats, facts: PictureFacts) -> Floats:
    """Where people stand whom the prompt asks for and whose heads were not found, where no head
    stands there that may be theirs: from as high as anybody's head."""
    top = min([HEAD_HIGHEST * facts.height, *heads[:, 1].tolist()])
    found = []
    for target in targets:
        box = target.box
        theirs = ((heads[:, 0] + heads[:, 2] / 2 > box.x) & (heads[:, 0] < box.x + box.w)).any()
        if target.kind == "person" and target.head is None and not theirs:
            found.append(Rect(box.x, top, box.w, box.y + box.h - top))
    return rows(found)
