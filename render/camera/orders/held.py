"""A writer's orders on a panel: the frames that each holds, and the shots that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from render.camera.choosing.blocks import Span, part_of, start_of
from render.camera.choosing.choice import FLASH
from render.camera.choosing.cut_points import LEAD
from render.camera.framing.stage import Stage
from render.camera.grammar import Scale
from render.camera.on_screen import PanelOnScreen
from render.camera.orders.asked import (
    CameraOrder,
    Order,
    left_out,
    line_orders,
    not_alone,
    not_seen,
    order_rects,
    ordered_targets,
)
from render.camera.shot_list import Noted, ShotNote
from render.camera.staging.splits import Split, split_of
from render.camera.targets import Target, panel_targets
from render.shots import Keyframe, Shot
from story.problems import Problem

Wish = CameraOrder | Split
"""What stands in the planner's place: a writer's order, or people side by side."""


def orders_on(
    whole: Span, panel: PanelOnScreen, problems: list[Problem]
) -> list[tuple[int, int, CameraOrder]]:
    """A writer's orders on a panel's lines, each with the frames [first, last) that it holds."""
    found: list[tuple[int, int, CameraOrder]] = []
    for line in panel.lines:
        asked, wrong = line_orders(line, panel.path)
        asked = tuple(each for each in asked if each.kind != "never")
        problems += [each for each in wrong if each not in problems]
        here = [n for n, told in enumerate(whole.told) if told.beat.line == line.id]
        if not asked or not here:
            continue
        end = here[-1] + 1
        last = start_of(whole, end) if end < len(whole.told) else whole.last
        firsts = [_order_start(each, here[0], whole, panel) for each in asked]
        for each, first, until in zip(asked, firsts, [*firsts[1:], last], strict=True):
            same = found and found[-1][1:] == (first, each)
            found[-1:] = (
                [(found[-1][0], until, each)] if same else [*found[-1:], (first, until, each)]
            )
    return found


def _order_start(order: CameraOrder, beat: int, whole: Span, panel: PanelOnScreen) -> int:
    """The frame with which the word begins that an order hangs on, or its line."""
    fps = float(panel.view.fps)
    if not order.first:
        return start_of(whole, beat) if beat else whole.first
    words = (word for told in whole.told[beat:] for word in told.beat.words)
    line = whole.told[beat].beat.line
    at = next((w.onset for w in words if w.line == line and w.first >= order.first), None)
    return start_of(whole, beat) if at is None else max(round((at - LEAD) * fps), whole.first)


def spans_of(
    whole: Span, orders: Sequence[tuple[int, int, Wish]], fps: float
) -> Iterator[tuple[Span, Wish | None]]:
    """The panel's time cut where an order begins or ends; without orders, all of it. What would be
    left for the planner and is over before it is seen goes to the order beside it."""
    short = FLASH * fps
    at = whole.first
    for number, (first, last, order) in enumerate(orders):
        begin = at if first - at < short else first
        if begin > at:
            yield part_of(whole, at, begin), None
        after = orders[number + 1][0] if number + 1 < len(orders) else whole.last
        end = after if number + 1 == len(orders) and after - last < short else last
        if end > begin:
            yield part_of(whole, begin, end), order
        at = max(at, end)
    if whole.last > at:
        yield part_of(whole, at, whole.last), None


def _move_of(
    asked: CameraOrder, targets: Sequence[Target], panel: PanelOnScreen, problems: list[Problem]
) -> Order | None:
    """The move that an order asks for; None where the planner has to do without it."""
    among: tuple[Target, ...] = ()
    if asked.kind in ("close", "detail", "two shot") or (asked.kind == "recall" and asked.subject):
        among, wrong = ordered_targets(asked, targets, panel.path, panel.path)
        problems += [wrong] if wrong and wrong not in problems else []
    return order_rects(asked, among, panel.drawn.facts, panel.view)


def ordered(
    span: Span,
    asked: CameraOrder,
    targets: Sequence[Target],
    panel: PanelOnScreen,
    problems: list[Problem],
) -> Noted | None:
    """The shot that a writer asked for, however fast it moves; None where it can't be shown."""
    if asked.kind == "recall":
        there = next((each for each in panel.earlier if each.index + 1 == asked.number), None)
        if there is None:
            problems.append(not_seen(asked, len(panel.earlier), panel.path))
            return None
        targets, panel = tuple(dict.fromkeys(panel_targets(there.drawn))), there
    move = _move_of(asked, targets, panel, problems)
    if move is None:
        return None
    seconds = float((span.last - span.first) / panel.view.fps)
    keys = (Keyframe(0.0, move.first, "smooth"), Keyframe(seconds, move.last, "smooth"))
    shot = Shot(panel.drawn.facts.key, span.first, span.last - span.first, keys)
    scales: dict[str, Scale] = {
        "close": "close", "detail": "detail", "two shot": "medium",
        "recall": "detail" if asked.subject else "wide",
    }  # fmt: skip
    scale = scales.get(asked.kind, "wide")
    subject = asked.subject or "as asked"
    return shot, ShotNote(
        panel.index, scale, subject, "as asked", asked.kind, recalled=asked.kind == "recall"
    )


def allowed(
    orders: Sequence[CameraOrder],
    targets: tuple[Target, ...],
    panel: PanelOnScreen,
    problems: list[Problem],
) -> tuple[Target, ...]:
    """What may be shown of a panel where a writer has some of it left out."""
    kept, wrong = left_out(orders, targets, panel.path, panel.path)
    problems += [each for each in wrong if each not in problems]
    return kept


def split_asked(
    asked: Wish | None,
    span: Span,
    stage: Stage,
    targets: Sequence[Target],
    panel: PanelOnScreen,
    problems: list[Problem],
) -> Split | None:
    """The split that was found, or that a writer asks for."""
    if isinstance(asked, Split) or asked is None or asked.kind != "side by side":
        return asked if isinstance(asked, Split) else None
    people, wrong = ordered_targets(asked, targets, panel.path, panel.path)
    split = split_of(people, span.first, span.last, span.told, stage, targets)
    if split is None:
        wrong = wrong or not_alone(asked, panel.path)
    problems += [wrong] if wrong and wrong not in problems else []
    return split
