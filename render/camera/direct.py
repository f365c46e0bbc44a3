"""The camera's director: from what is said, and what is drawn, to shots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from render.camera.advice import another_picture
from render.camera.choosing.blocks import Span
from render.camera.choosing.cut_points import cut_points
from render.camera.choosing.mending.prices import WINDOW
from render.camera.comics.drawings import drawings
from render.camera.comics.pages_shown import page_shots
from render.camera.framing.stage import Stage, stage_of
from render.camera.on_screen import PanelOnScreen, on_screen
from render.camera.orders.asked import CameraOrder, line_orders
from render.camera.orders.held import (
    Wish,
    allowed,
    ordered,
    orders_on,
    spans_of,
    split_asked,
)
from render.camera.planner import cut
from render.camera.recall import with_recalls
from render.camera.shot_list import Noted, ShotNote, ShotPlan, lengths
from render.camera.staging.room import NOTHING, Room
from render.camera.staging.splits import SECONDS_APART, Split, found_split, split_shots
from render.camera.targets import Target, panel_targets, subject_of
from render.camera.told import told_of
from render.camera.vision.facts import PictureFacts
from render.shots import Shot, View
from story.english.language import ENGLISH
from story.language.base import Language, Phrasing
from story.model import PageMark, Section
from story.problems import Problem
from voices.timeline import SectionTimeline


def direct(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    people: Collection[str] = (),
    language: Language = ENGLISH,
    *,
    goes_on: bool = False,
    room: Room = NOTHING,
    splits: int | None = None,
    recall: bool = False,
) -> ShotPlan:
    """Shots for every frame of `timeline` that shows a picture.

    `pictures` are the facts of the section's panels by index, None where a picture is missing:
    its span, like one that shows a card, has no shot. A cut inside a panel is two shots of one
    picture that meet; only a panel's first shot reaches back by the view's `lead_in`. `people` are
    names of the story's characters, which tell a person in a prompt from a company; `language` is
    the story's; `goes_on` tells whether the first panel was on screen before; for what `room` says
    crops are moved a little; from the frame `splits` on, people may be seen side by side; with
    `recall`, panels of the section that were seen before may come back for a moment. The same input
    gives the same shots; of other sections nothing else is known.
    """
    made: list[Noted] = []
    problems: list[Problem] = []
    after: list[Noted] = []
    panels = list(on_screen(section, timeline, pictures, view, people, room))
    # The earlier yields, so that an edit reaches no further: from the last panel to the first.
    for number, panel in reversed([*enumerate(panels)]):
        far = all(
            shot.start - panel.first >= SECONDS_APART * view.fps for shot, _ in after if shot.places
        )
        panel = replace(
            panel, seen=goes_on and not number, splits=splits if far else None,
            after=lengths(after, WINDOW), begins=not number, ends=number + 1 == len(panels),
            earlier=_earlier(panels[:number], panel),
        )  # fmt: skip
        wrong: list[Problem] = []
        shown = _shots(panel, section.panels[panel.index].page, wrong, language.phrasing)
        if recall and panel.earlier:
            shown = with_recalls(
                shown, panel, next((s.start for s, note in after if note.recalled), None)
            )
        after = [*shown, *after]
        here = _led_in(shown, view.lead_in, view.fps)
        made = [*here, *made]
        problems = [*wrong, *_enlarged(panel, section, [shot for shot, _ in here]), *problems]
    shots, notes = tuple(shot for shot, _ in made), tuple(note for _, note in made)
    return ShotPlan(shots, notes, tuple(problems))


def _earlier(before: Sequence[PanelOnScreen], panel: PanelOnScreen) -> tuple[PanelOnScreen, ...]:
    """The other panels that were seen before one, the last first, each once."""
    others = {each.index: each for each in before if each.index != panel.index and not each.board}
    return tuple(reversed(others.values()))


def _shots(
    panel: PanelOnScreen, page: PageMark, problems: list[Problem], phrasing: Phrasing
) -> list[Noted]:
    """A panel's shots, those of a page drawing by drawing. A page that a writer gives orders on is
    shown as a picture, as they say."""
    parts = drawings(panel.drawn.facts, page)
    if not parts or any(line_orders(line, panel.path)[0] for line in panel.lines):
        return _shown(panel, problems, phrasing)
    return page_shots(panel, parts, phrasing, lambda alone: _shown(alone, problems, phrasing))


def _shown(panel: PanelOnScreen, problems: list[Problem], phrasing: Phrasing) -> list[Noted]:
    """A panel's shots: the writer's orders where there are any, the planner's elsewhere."""
    asked = [order for line in panel.lines for order in line_orders(line, panel.path)[0]]
    never = [order for order in asked if order.kind == "never"]
    targets = allowed(never, tuple(dict.fromkeys(panel_targets(panel.drawn))), panel, problems)
    stage = stage_of(panel.drawn.facts, targets, panel.view, whole=panel.apart)
    told = told_of(panel.beats, panel.drawn, targets, panel.people)
    problems.extend(another_picture(panel, told))
    meant = [each.mentions for each in told]
    points = cut_points(panel.beats, meant, panel.pauses, panel.view.fps, phrasing)
    whole = Span(panel.first, panel.last, told, tuple(points))
    made: list[Noted] = []
    wishes = _wishes(whole, stage, targets, panel, problems)
    for span, wish in reversed([*spans_of(whole, wishes, float(panel.view.fps))]):
        after = replace(panel, after=(*lengths(made, WINDOW), *panel.after))
        made = [*_wished(span, wish, stage, targets, after, problems), *made]
    return made


def _wished(
    span: Span,
    wish: Wish | None,
    stage: Stage,
    targets: tuple[Target, ...],
    panel: PanelOnScreen,
    problems: list[Problem],
) -> list[Noted]:
    """The shots of a part of a panel: as a writer or its words ask for them, or the planner's."""
    split = split_asked(wish, span, stage, targets, panel, problems)
    if split:
        return _side_by_side(split, panel)
    order = wish if isinstance(wish, CameraOrder) else None
    asked = ordered(span, order, targets, panel, problems) if order else None
    if asked:
        return [asked]
    without = [order] if order and order.kind == "not" else []
    return cut(span, stage, allowed(without, targets, panel, problems), panel)


def _wishes(
    whole: Span,
    stage: Stage,
    targets: Sequence[Target],
    panel: PanelOnScreen,
    problems: list[Problem],
) -> list[tuple[int, int, Wish]]:
    """A writer's orders on a panel; where there are none, the split that its words call for."""
    asked: list[tuple[int, int, Wish]] = [*orders_on(whole, panel, problems)]
    since = panel.splits
    split = None if asked or since is None else found_split(whole, stage, targets, since)
    return [(split.first, split.last, split)] if split else asked


def _side_by_side(split: Split, panel: PanelOnScreen) -> list[Noted]:
    shots = split_shots(split, panel.drawn.facts.key, panel.view)
    return [
        (shot, ShotNote(panel.index, "medium close", subject_of(one), split.reason, "side by side"))
        for shot, one in shots
    ]


def _led_in(made: Sequence[Noted], frames: int, fps: Fraction) -> list[Noted]:
    """Shots of which the first shows early, for the transition into the panel."""
    kept = [each for each in made if each[0].frames > 0]
    if not kept or not frames:
        return kept
    first, note = kept[0]
    keys = tuple(replace(key, time=key.time + float(frames / fps)) for key in first.keyframes)
    shot = Shot(first.picture, first.start - frames, first.frames + frames, keys)
    return [(shot, note), *kept[1:]]


def _enlarged(panel: PanelOnScreen, section: Section, shots: Sequence[Shot]) -> list[Problem]:
    view = panel.view
    shown = [key.rect for shot in shots for key in shot.keyframes]
    times = max((min(view.width / r.w, view.height / r.h) for r in shown), default=0.0)
    if not shots or times <= panel.view.enlargement * 1.01:
        return []
    facts = panel.drawn.facts
    return [
        Problem(
            file=panel.path,
            row=section.panels[panel.index].row,
            code="panel-enlarged",
            message=f"{panel.path}: {facts.width}×{facts.height} pixels are shown {times:.1f} times"
            " as large.",
            advice="Give a larger picture, or choose a smaller --size.",
        )
    ]
