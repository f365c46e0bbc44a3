"""The shots of a page: its drawings one after the other, or the way down a strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from render.camera.choosing.cut_points import cut_points
from render.camera.choosing.mending.prices import WINDOW
from render.camera.comics.drawings import Drawing, is_strip
from render.camera.comics.pace import weights, with_rest
from render.camera.comics.sharing import shared_out
from render.camera.comics.strips import way_down
from render.camera.drawn import drawn
from render.camera.on_screen import PanelOnScreen
from render.camera.shot_list import Noted, ShotNote, lengths
from render.camera.targets import TargetMention
from render.geometry import Rect
from render.shots import Shot
from story.language.base import Phrasing


def page_shots(
    panel: PanelOnScreen,
    parts: Sequence[Drawing],
    phrasing: Phrasing,
    shown: Callable[[PanelOnScreen], list[Noted]],
) -> list[Noted]:
    """The shots of a page's drawings; `shown` gives those of one, as of any panel."""
    facts, fps = panel.drawn.facts, float(panel.view.fps)
    meant: list[tuple[TargetMention, ...]] = [()] * len(panel.beats)
    points = cut_points(panel.beats, meant, panel.pauses, panel.view.fps, phrasing)
    paces = weights(parts, facts, panel.view.aspect)
    if not panel.beats:
        paces = with_rest(paces, (panel.last - panel.first) / fps)
    spans = shared_out(panel.first, panel.last, paces, points, panel.beats, fps)
    if is_strip(facts) and not panel.view.still:
        keys = way_down(facts, parts, spans, panel.view.aspect, fps)
        shot = Shot(facts.key, panel.first, panel.last - panel.first, keys)
        note = ShotNote(
            panel.index, "wide", f"{len(parts)} drawings", "down the strip", "tilt down"
        )
        return [(shot, note)]
    made: list[Noted] = []
    for number, (part, (first, last)) in reversed([*enumerate(zip(parts, spans, strict=True), 1)]):
        after = (*lengths(made, WINDOW), *panel.after)
        alone = replace(_alone(panel, part, first, last), after=after)
        here: list[Noted] = []
        for shot, note in shown(alone):
            keys = tuple(replace(k, rect=_in_page(k.rect, part.frame)) for k in shot.keyframes)
            subject = f"drawing {number}" if note.scale == "establishing" else note.subject
            here.append((replace(shot, keyframes=keys), replace(note, subject=subject)))
        made = [*here, *made]
    return made


def _alone(page: PanelOnScreen, part: Drawing, first: int, last: int) -> PanelOnScreen:
    """A drawing of a page as a panel of its own, with what is said over it."""
    start, end = first / float(page.view.fps), last / float(page.view.fps)
    beats = tuple(beat for beat in page.beats if start <= beat.middle < end)
    told = {beat.line for beat in beats}
    lines = tuple(line for line in page.lines if line.id in told)
    known = drawn(part.facts, (), page.people)
    return replace(page, drawn=known, beats=beats, first=first, last=last, lines=lines, apart=True)


def _in_page(rect: Rect, frame: Rect) -> Rect:
    return replace(rect, x=rect.x + frame.x, y=rect.y + frame.y)
