"""What a writer asks of the camera: `hold`, `close on Ada`, `focus 0.7,0.4`, `from […] to […]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal, cast

from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect, area, around, crop_at, widest
from render.shots import View
from story.english.stems import near, stem, words
from story.model import Line
from story.problems import Problem

OrderKind = Literal[
    "hold", "wide", "push in", "pull out", "left to right", "right to left", "top to bottom",
    "bottom to top", "focus", "boxes", "close", "two shot", "side by side", "detail", "not",
    "never", "recall",
]  # fmt: skip
_PLAIN = frozenset(
    ("hold", "wide", "push in", "pull out", "left to right", "right to left", "top to bottom",
     "bottom to top", "two shot")
)  # fmt: skip
"""Orders that need no more words."""
_QUOTED = r"[\"“”'‘’]([^\"“”]+?)[\"“”'‘’]"
_AT = re.compile(rf"^(.*?)\s*\bat\s+{_QUOTED}\s*(.*)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(close on|detail|two shot of|side by side|not|never)(?:\s*:\s*|\s+)(.+)$",
    re.IGNORECASE,
)
_KINDS: dict[str, OrderKind] = {
    "close on": "close", "detail": "detail", "two shot of": "two shot",
    "side by side": "side by side", "not": "not", "never": "never",
}  # fmt: skip
_ADVICE = (
    "Write hold, wide, push in, pull out, left to right, close on Ada, two shot, "
    "side by side Ada and Tom, detail: the lamp, recall 1 the lamp, not Ada, never the lamp, "
    "focus 0.7,0.4, from [x,y,w,h] to [x,y,w,h] in the panel's pixels, "
    'or shot at "word" and one of these.'
)
_AS_GOOD = 0.75
"""A word of the line this like the one that an order was hung on is that word, edited."""

_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_BOX = rf"\[{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}\]"
_FROM_TO = re.compile(rf"from\s*{_BOX}\s*to\s*{_BOX}$", re.IGNORECASE)
_RECALL = re.compile(r"recall\s+(?:picture\s+)?(\d+)(?:\s*:?\s+(.+))?$", re.IGNORECASE)
_FOCUS = re.compile(rf"focus{_NUMBER},{_NUMBER}(?:,{_NUMBER})?$", re.IGNORECASE)
_SWEEPS = {
    "left to right": ((0.0, 0.5), (1.0, 0.5)),
    "right to left": ((1.0, 0.5), (0.0, 0.5)),
    "top to bottom": ((0.5, 0.0), (0.5, 1.0)),
    "bottom to top": ((0.5, 1.0), (0.5, 0.0)),
}
_PUSH = 0.84
_CLOSE_HEAD, _TWO_HEADS, _DETAIL, _ACROSS, _BELOW = 0.5, 0.36, 0.66, 0.62, 0.08
"""Of the frame's height a head in a close shot, heads in a two shot, a thing; of its width, any of
them; and how much lower than its middle a frame hangs under heads, for their shoulders."""
POINTING = 0.597
"""A crop of no more than this part of a panel's area points at something in it."""
CLOSEST = 0.15
"""No order brings the camera closer than this part of a panel's width."""


@dataclass(frozen=True)
class Order:
    """A move that a writer asked for: from one rect to another, both of the view's aspect."""

    first: Rect
    last: Rect


@dataclass(frozen=True)
class CameraOrder:
    """A writer's word on a shot, which ranks above the planner's. It says whom or what, not where:
    so it holds when the sentence is edited.

    `kind`: "hold" the widest frame, still. "wide" a wide shot, the planner's own way. "push in",
    "pull out" between the widest frame and 84 % of it. "left to right" ... a sweep for as long as
    it is said. "focus" a still frame about `point` (parts of width and height), `zoom` times as
    large as the widest (0: the planner's). "boxes" from the first of `boxes` to the second, panel
    pixels, however fast. "close" a close shot on the person `subject`. "two shot" the two persons
    of `subject` ("Ada and Tom"), the scene's two speakers where it is empty; "side by side" the
    same, or three, each in a picture. "detail" a close shot of the thing `subject`. "not" no shot
    of `subject` in its line, "never" none while its panel is seen: the planner's own way otherwise.
    "recall" the picture that is the section's `number`th, from 1, and was seen before: all of it,
    or `subject` in it.

    It holds from character `first` of its line, the word `word` where one was given, until the
    line's next order or its end. `row` is the comment's in the story.
    """

    kind: OrderKind
    subject: str = ""
    point: tuple[float, float] = (0.5, 0.5)
    zoom: float = 0.0
    boxes: tuple[Rect, ...] = ()
    word: str = ""
    first: int = 0
    row: int = 0
    number: int = 0


def parse_order(text: str, row: int = 0) -> CameraOrder | None:
    """What a camera comment asks for; None where it can't be understood."""
    said, word = " ".join(text.split()), ""
    if hung := _AT.match(said):
        before, word, behind = hung.groups()
        said = behind if before.lower() in ("", "shot") else f"{before} {behind}".strip()
    found = _kind_of(said)
    return replace(found, word=word, row=row) if found else None


def _kind_of(said: str) -> CameraOrder | None:
    if said.lower() in _PLAIN:
        return CameraOrder(cast("OrderKind", said.lower()))
    if found := _FROM_TO.match(said):
        n = [float(part) for part in found.groups()]
        return CameraOrder("boxes", boxes=(Rect(*n[:4]), Rect(*n[4:])))
    if found := _FOCUS.match(said):
        x, y, zoom = (float(part) if part else 0.0 for part in found.groups())
        valid = 0 <= x <= 1 and 0 <= y <= 1 and (found[3] is None or zoom >= 1)
        return CameraOrder("focus", point=(x, y), zoom=zoom) if valid else None
    if found := _RECALL.match(said):
        return CameraOrder("recall", (found[2] or "").strip(' ."“”'), number=int(found[1]))
    if found := _SUBJECT.match(said):
        return CameraOrder(_KINDS[found[1].lower()], found[2].strip(' ."“”'))
    return None


def line_orders(line: Line, file: str) -> tuple[tuple[CameraOrder, ...], tuple[Problem, ...]]:
    """The orders on a line by where they begin, of two in one place the later; what can't be
    understood, or hangs on a word that the line does not say, is a Problem of the story `file`."""
    found: dict[int, CameraOrder] = {}
    problems = []
    for said in line.annotations:
        if said.kind != "camera":
            continue
        order = parse_order(said.value, said.row)
        if order is None:
            message = f"the camera can't do “{said.value}”."
            problems.append(Problem(file, said.row, "camera-unknown", message, _ADVICE))
            continue
        first = _where(order.word, line.text) if order.word else 0
        if first is None:
            message = f"“{order.word}” is not said in “{line.text[:40]}”."
            advice = "Name a word of the line that follows; the order holds for all of it now."
            problems.append(Problem(file, said.row, "camera-word", message, advice))
        found[first or 0] = replace(order, first=first or 0)
    return tuple(found[at] for at in sorted(found)), tuple(problems)


def _where(word: str, text: str) -> int | None:
    """Where a line says a word (or several), or one that is much like it."""
    if exact := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
        return exact.start()
    said = {found[0].lower(): found.start() for found in reversed([*_TOKEN.finditer(text)])}
    alike = get_close_matches(word.lower(), said, 1, _AS_GOOD)
    return said[alike[0]] if alike else None


def ordered_targets(
    order: CameraOrder, targets: Sequence[Target], file: str, panel: str
) -> tuple[tuple[Target, ...], Problem | None]:
    """Whom or what an order names among a panel's targets, and a Problem where that isn't there.

    `targets` are of the panel that the order shows, whose path is `panel`. "two shot" without names
    gives the two persons who are surest.
    """
    people = [t for t in targets if t.kind == "person" and t.head]
    if order.kind == "two shot" and not order.subject:
        pair = tuple(sorted(people, key=lambda t: (-t.named, -t.sure))[:2])
        return pair, None if len(pair) == 2 else _nobody("a second person", order, people, file)
    several = order.kind in ("two shot", "side by side")
    asked = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", order.subject) if several else [order.subject]
    among = people if several or order.kind == "close" else list(targets)
    found: list[Target] = []
    for name in asked:
        best = max(among, key=lambda t: (_called(name, t), t.sure), default=None)
        if best is None or _called(name, best) <= 0:
            return tuple(found), _nobody(f"{name} in {panel}", order, among, file)
        found.append(best)
    return tuple(found), None


def left_out(
    orders: Sequence[CameraOrder], targets: Sequence[Target], file: str, panel: str
) -> tuple[tuple[Target, ...], tuple[Problem, ...]]:
    """The targets of `panel` but those that "not" and "never" orders name, and a Problem for each
    that names none."""
    named = [[t for t in targets if _called(order.subject, t) > 0] for order in orders]
    out = [target for found in named for target in found]
    missing = (order for order, found in zip(orders, named, strict=True) if not found)
    problems = (_nobody(f"{each.subject} in {panel}", each, targets, file) for each in missing)
    return tuple(each for each in targets if each not in out), tuple(problems)


def _called(name: str, target: Target) -> float:
    """How many of a name's words a target bears, its own name's above what is told of it."""
    wanted = {stem(word) for word in words(name)} - {"the", "a", "an", "mr", "mrs", "ms", "dr"}
    own, told = ({stem(w) for w in words(text)} for text in (target.name, target.text))
    met = (2.0 * any(near(w, o) for o in own) + any(near(w, o) for o in told) for w in wanted)
    return sum(met)


def _nobody(what: str, order: CameraOrder, among: Sequence[Target], file: str) -> Problem:
    known = ", ".join(dict.fromkeys(t.name[:30] for t in among if t.name))[:160] or "nothing"
    advice = f"Known there: {known}. Or write from [x,y,w,h] to [x,y,w,h] in the panel's pixels."
    return Problem(file, order.row, "camera-nobody", f"the camera finds no {what}.", advice)


def not_seen(order: CameraOrder, known: int, file: str) -> Problem:
    """Tells that a picture can't be recalled, where `known` pictures of the section were seen."""
    message = f"picture {order.number} of the section was not seen before."
    advice = f"Pictures of the section are counted from 1; {known} were seen before this line."
    return Problem(file, order.row, "camera-not-seen", message, advice)


def not_alone(order: CameraOrder, file: str) -> Problem:
    """Tells that people can't be shown side by side."""
    return Problem(
        file,
        order.row,
        "camera-not-alone",
        f"“{order.subject}” can't stand side by side: that takes two or three people, each with a "
        "crop of the panel that has nobody else in it and cuts no lettering.",
        "Ask for a two shot, or give a panel in which they stand further apart.",
    )


_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def order_rects(
    order: CameraOrder, among: Sequence[Target], facts: PictureFacts, view: View
) -> Order | None:
    """The move that an order asks for in a panel; `among` are whom or what it names there. None
    where that can't be shown."""
    if order.kind in _SWEEPS:
        return _sweep(order.kind, facts, view)
    if order.kind == "focus":
        return _focus(order, facts, view)
    if order.kind == "boxes":
        first, last = (_boxed(box, facts, view) for box in order.boxes)
        return Order(first, last) if first and last else None
    if order.kind in ("close", "detail", "two shot") or (order.kind == "recall" and order.subject):
        return _shown_close(order, among, facts, view)
    wide = widest(facts.width, facts.height, view.aspect)
    near = crop_at(*_centre(facts), wide.w * _PUSH, view.aspect, facts.whole)
    plain = {
        "hold": (wide, wide),
        "wide": (wide, wide),
        "recall": (wide, wide),
        "push in": (wide, near),
    }
    plain |= {"pull out": (near, wide)}
    return Order(*plain[order.kind]) if order.kind in plain else None


def _shown_close(
    order: CameraOrder, among: Sequence[Target], facts: PictureFacts, view: View
) -> Order | None:
    """A still frame in which heads, or a thing, are as large as the kind of shot has them."""
    if not among:
        return None
    heads = [target.head for target in among if target.head]
    people = order.kind != "detail" and bool(heads)
    box = around(heads if people else [target.box for target in among])
    down = _CLOSE_HEAD if order.kind == "close" else _TWO_HEADS if people else _DETAIL
    width = max(box.h / down * float(view.aspect), box.w / _ACROSS, view.width / view.enlargement)
    x, y = box.x + box.w / 2, box.y + box.h / 2
    below = _BELOW * width / float(view.aspect) if people else 0.0
    rect = crop_at(x, y + below, width, view.aspect, facts.whole)
    return Order(rect, rect)


def _centre(facts: PictureFacts) -> tuple[float, float]:
    return facts.width / 2, facts.height / 2


def _sweep(said: str, facts: PictureFacts, view: View) -> Order:
    wide = widest(facts.width, facts.height, view.aspect)
    along_x = "left" in said
    room = facts.width - wide.w if along_x else facts.height - wide.h
    width = wide.w if room > 0.1 * wide.w else min(pointing_width(facts, view), 0.8 * wide.w)
    ends = [
        crop_at(x * facts.width, y * facts.height, width, view.aspect, facts.whole)
        for x, y in _SWEEPS[said]
    ]
    return Order(ends[0], ends[1])


def pointing_width(facts: PictureFacts, view: View) -> float:
    """Width of the largest crop that points at something in the panel."""
    most = widest(facts.width, facts.height, view.aspect)
    return min(most.w, float((POINTING * area(facts.whole) * view.aspect) ** 0.5))


def _focus(order: CameraOrder, facts: PictureFacts, view: View) -> Order:
    x, y = order.point
    wide = widest(facts.width, facts.height, view.aspect)
    pointing = min(pointing_width(facts, view), 0.8 * wide.w)
    width = max(wide.w / order.zoom if order.zoom else pointing, CLOSEST * facts.width)
    rect = crop_at(x * facts.width, y * facts.height, width, view.aspect, facts.whole)
    return Order(rect, rect)


def _boxed(box: Rect, facts: PictureFacts, view: View) -> Rect | None:
    """The rect of the view's aspect around a box in panel pixels, None for a box beside it."""
    x, y, w, h = box.x, box.y, box.w, box.h
    whole = facts.whole
    if w <= 0 or h <= 0 or x < 0 or y < 0 or x + w > whole.w + 1 or y + h > whole.h + 1:
        return None
    width = max(w, h * float(view.aspect), CLOSEST * facts.width)
    return crop_at(x + w / 2, y + h / 2, width, view.aspect, around([whole]))
