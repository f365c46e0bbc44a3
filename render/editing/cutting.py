"""Cuts a scene into segments: shots and the transitions between them, lettering, the dips."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from render.camera.shot_list import Inset, ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.depths import bend, in_layers
from render.editing.transitions import DIP, dip, rise, turned
from render.geometry import Rect
from render.pixels.enlarging.tiles import Tile, tiles_of
from render.pixels.segments import (
    Cel,
    ComingLayer,
    FillLayer,
    FramedLayer,
    Layer,
    PanelLayer,
    Ramp,
    Segment,
    Shake,
    SoftLayer,
    SpreadLayer,
    StillKeyframe,
    StillLayer,
    WeatherLayer,
    opacity_at,
)
from render.pixels.spread import shot_layers
from render.shots import Flourish, FramePlace, Overlay, Shot, View
from render.spans import Spans
from story.settings import Transition
from voices.timeline import SectionTimeline

LONGEST = 240
"""Frames of a segment at the most, so that many processes share the work evenly."""

FRAME_BORDER, FRAME_SHADOW = 7.0, 16.0
"""Pixels at 1080p of a framed picture's border, and of its shadow's softness."""
FRAME_FADE, FRAME_FROM = 0.2, 0.94
"""Seconds in which a framed picture comes and goes, and how large it is when it does."""
SPROUT = 0.25
"""How large what grows is when it begins to."""

_Near = tuple[Shot, tuple[Tile, ...]]


@dataclass(frozen=True)
class EditPlan:
    """What a scene's segments are made from. Times in frames from the section's start.

    `follower` are the shots of the scene that follows in the same episode: they begin before it
    does, where pictures are seen to change; `leader` those of the scene before. `dip_in` and
    `dip_out` frames fade from and to black; `mirrored` pages are turned from left to right. `facts`
    are what is known of the panels, by key, and `cels` their artists' own layers. By `depth` of the
    frame's width these pass each other, and near things far ones in panels without layers.
    """

    timeline: SectionTimeline
    direction: ShotPlan
    view: View
    follower: ShotPlan | None = None
    overlays: tuple[Overlay, ...] = ()
    dip_in: int = 0
    dip_out: int = 0
    transition: Transition = "crossfade"
    mirrored: bool = False
    leader: ShotPlan | None = None
    cels: Mapping[str, tuple[Cel, ...]] = field(default_factory=dict)
    facts: Mapping[str, PictureFacts] = field(default_factory=dict)
    depth: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class _Seen:
    """All that a scene shows, found by its frames."""

    shots: Spans[_Near]
    insets: Spans[Inset]
    overlays: Spans[Overlay]
    dips: Spans[Ramp]

    @classmethod
    def of(cls, asked: EditPlan, shots: Sequence[Shot], dips: Sequence[Ramp]) -> _Seen:
        near = [(shot, _enlarged(shot, asked)) for shot in shots]
        insets, overlays = asked.direction.insets, asked.overlays
        return cls(
            Spans([(s.start, s.start + s.frames, (s, tiles)) for s, tiles in near], LONGEST),
            Spans([(i.shot.start, i.shot.start + i.shot.frames, i) for i in insets], LONGEST),
            Spans([(o.first, o.last, o) for o in overlays], LONGEST),
            Spans([(*_dark(ramp, asked.timeline.frames), ramp) for ramp in dips], LONGEST),
        )


def cut(asked: EditPlan) -> tuple[Segment, ...]:
    """Segments that cover the scene's frames, each once, in order.

    What lies over the pictures makes no segments of its own: it comes and goes within them.
    """
    frames = asked.timeline.frames
    shots, dips = _shots(asked), _dips(asked)
    bounds = _bounds(shots, dips, frames)
    seen = _Seen.of(asked, shots, dips)
    return tuple(
        Segment(start, end - start, _layers(seen, asked, start, end))
        for first, last in itertools.pairwise(bounds)
        for start, end in _chunks(first, last)
    )


def _shots(asked: EditPlan) -> tuple[Shot, ...]:
    """The scene's shots, and the first of the next; a picture never fades into itself."""
    own, frames = asked.direction.shots, asked.timeline.frames
    following = asked.follower.shots[:1] if asked.follower else ()
    if own and following and own[-1].picture == following[0].picture:
        return own
    led_in = tuple(replace(shot, start=shot.start + frames) for shot in following)
    return (*own, *(shot for shot in led_in if shot.start < frames))


def _dips(asked: EditPlan) -> tuple[Ramp, ...]:
    """How black comes over the pictures: in the end, at the start, where panels change."""
    frames = asked.timeline.frames
    ramps: list[Ramp] = []
    if asked.dip_in:
        ramps.append(((0, 1.0), (asked.dip_in, 0.0)))
    if asked.dip_out:
        ramps.append(rise(frames - asked.dip_out, frames - 1))
    if asked.transition == "dip":
        ramps += [dip(at, round(DIP * asked.view.fps)) for at in _changes(asked)]
    return tuple(ramps)


def _changes(asked: EditPlan) -> list[int]:
    """Frames from which another picture is shown, the scene's edges among them."""
    plan = asked.direction
    recalled = {s.start for s, note in zip(plan.shots, plan.notes, strict=False) if note.recalled}
    shots = [shot for shot in plan.shots if shot.start not in recalled]  # those are plain cuts
    pairs = itertools.pairwise(shots)
    changes = [b.start for a, b in pairs if a.picture != b.picture]
    before = asked.leader.shots[-1:] if asked.leader else ()
    after = asked.follower.shots[:1] if asked.follower else ()
    if before and shots and before[0].picture != shots[0].picture:
        changes.insert(0, 0)
    if after and shots and after[0].picture != shots[-1].picture:
        changes.append(asked.timeline.frames)
    return changes


def _bounds(shots: Sequence[Shot], dips: Sequence[Ramp], frames: int) -> list[int]:
    """Frames at which the layers change."""
    marks = {0, frames}
    for shot in shots:
        marks |= {shot.start, shot.start + shot.frames}
    for ramp in dips:
        marks |= {ramp[0][0] + 1 if ramp[0][1] == 0 else ramp[0][0], ramp[-1][0]}
    return sorted(mark for mark in marks if 0 <= mark <= frames)


def _chunks(first: int, last: int) -> list[tuple[int, int]]:
    """[first, last) in parts of nearly one length, none over the longest."""
    count = -(-(last - first) // LONGEST)
    marks = [first + (last - first) * part // count for part in range(count + 1)]
    return list(itertools.pairwise(marks))


def _enlarged(shot: Shot, asked: EditPlan) -> tuple[Tile, ...]:
    """The tiles of a shot's panel that are to be enlarged."""
    facts = asked.facts.get(shot.picture)
    if facts is None or shot.places:
        return ()
    if not asked.view.of_panel(facts.width, facts.height).upscaled:
        return ()
    view = asked.view
    return tiles_of(
        shot, (facts.width, facts.height), (view.width, view.height), view.fps, view.resampling
    )


def _layers(all_seen: _Seen, asked: EditPlan, start: int, end: int) -> tuple[Layer, ...]:
    view = asked.view
    near = [each for each in all_seen.shots.near(start, end) if _covers(each[0], start, end)]
    seen = [each for each in near if not each[0].places]
    framed = [shot for shot, _ in near if shot.places]
    layers: list[Layer] = [FillLayer()]
    living = partial(_living, asked=asked, start=start, end=end)
    if seen:
        shown = shot_layers(seen[0][0], view, tiles=seen[0][1])
        layers = [*living(shown)]
    elif framed:
        layers = [SpreadLayer(framed[0].picture), *(_beside(each, view, start) for each in framed)]
    for (under, _), over in itertools.pairwise(seen):
        layers += _coming(over, under.start + under.frames, asked, start, end)
    happens = _happening(asked, start, end)
    layers += [_weather(each, start) for each in happens if each.kind in ("snow", "rain")]
    layers += [
        _framed(inset, view, start)
        for inset in all_seen.insets.near(start, end)
        if inset.shot.start < end and start < inset.shot.start + inset.shot.frames
    ]
    dips = all_seen.dips.near(start, end)
    black = [FillLayer(opacity=_moved(ramp, start)) for ramp in dips if _shows(ramp, start, end)]
    letters = [
        _still(overlay, start)
        for overlay in all_seen.overlays.near(start, end)
        if overlay.first < end and start < overlay.last
    ]
    return (*layers, *letters, *black) if asked.transition != "dip" else (*layers, *black, *letters)


def _coming(over: _Near, last: int, asked: EditPlan, start: int, end: int) -> tuple[Layer, ...]:
    """The layers of a shot that takes another's place until the frame `last`."""
    (shot, tiles), kind, view = over, asked.transition, asked.view
    if kind in ("slide", "wipe"):
        shown = _living(shot_layers(shot, view, (), tiles), asked, start, end)
        overlap = shot.start, last
        return turned(
            kind, shown, overlap, asked.timeline, view.fps, start, mirrored=asked.mirrored
        )
    comes = rise(shot.start - start, last - start)
    return _living(shot_layers(shot, view, comes, tiles), asked, start, end)


def _happening(asked: EditPlan, start: int, end: int) -> tuple[Flourish, ...]:
    every = asked.direction.flourishes
    return tuple(each for each in every if each.first < end and start < each.last)


def _living(
    layers: Sequence[ComingLayer], asked: EditPlan, start: int, end: int
) -> tuple[ComingLayer, ...]:
    """The layers of a shot with what happens to it: its panel is shaken, light lies over it, or it
    is in focus in one place."""
    happens = _happening(asked, start, end)
    shakes = tuple(Shake(each.first - start, each.seed % 4) for each in happens
                   if each.kind == "shake")  # fmt: skip
    found: list[ComingLayer] = []
    for layer in layers:
        if not isinstance(layer, PanelLayer):
            found.append(layer)
            continue
        panel = _in_depth(replace(layer, shakes=shakes), asked)
        found.append(panel)
        found += [_soft(each, panel, start, end) for each in happens if _is_of(each, panel.shot)]
    return tuple(found)


def _is_of(each: Flourish, shot: Shot) -> bool:
    """Whether light or a focus lies over a shot, and does not just come or go as it dissolves."""
    if each.kind == "focus":
        return each.picture == shot.picture
    inside = each.first + each.fade < shot.start + shot.frames
    return each.kind == "glow" and inside and shot.start < each.last - each.fade_out


def _in_depth(panel: PanelLayer, asked: EditPlan) -> PanelLayer:
    """The panel as its artist's layers, or bent, where near things are to pass far ones."""
    shot, view, (layered, bent) = panel.shot, asked.view, asked.depth
    note, facts = _note(shot, asked), asked.facts.get(shot.picture)
    depth = in_layers(shot, note, asked.cels.get(shot.picture, ()), layered, view)
    if depth:
        return replace(panel, tiles=(), depth=depth)
    if facts and not panel.tiles:
        return replace(panel, depth=bend(shot, note, facts, bent, view))
    return panel


def _note(shot: Shot, asked: EditPlan) -> ShotNote | None:
    """The note on a shot, which may be the next scene's."""
    plans = (asked.direction, *([asked.follower] if asked.follower else []))
    pairs = (pair for plan in plans for pair in zip(plan.shots, plan.notes, strict=False))
    wanted = (shot.picture, shot.frames, shot.keyframes)
    return next((note for one, note in pairs if (one.picture, one.frames, one.keyframes) == wanted),
                None)  # fmt: skip


def _soft(each: Flourish, panel: PanelLayer, start: int, end: int) -> SoftLayer:
    """Light or a blur over a panel, which comes with it where that is just dissolving."""
    opacity = _comes(each, start)
    if panel.opacity:
        levels = ((n, opacity_at(opacity, n) * opacity_at(panel.opacity, n))
                  for n in range(end - start))  # fmt: skip
        opacity = tuple(levels)
    bare = replace(panel, tiles=(), opacity=())
    kind: Literal["glow", "focus"] = "glow" if each.kind == "glow" else "focus"
    return SoftLayer(bare, kind, each.first - start, each.sharp, each.figure, opacity)


def _weather(each: Flourish, start: int) -> WeatherLayer:
    kind: Literal["snow", "rain"] = "snow" if each.kind == "snow" else "rain"
    return WeatherLayer(kind, each.seed, each.first - start, _comes(each, start))


def _comes(each: Flourish, start: int) -> Ramp:
    """Opacity of what comes and goes; at once where it does so on a cut."""
    first, last = each.first - start, each.last - start
    length = each.last - each.first
    fade, fade_out = min(each.fade, length // 2), min(each.fade_out, length // 2)
    rise: Ramp = ((first - 1, 0.0), (first + fade, 1.0)) if fade else ((first, 0.0), (first, 1.0))
    fall: Ramp = ((last - fade_out, 1.0), (last, 0.0)) if fade_out else ((last, 1.0), (last, 0.0))
    return (*rise, *fall)


def _beside(shot: Shot, view: View, start: int) -> FramedLayer:
    """One of several pictures side by side."""
    unit, first = min(view.width, view.height) / 1080, shot.start - start
    return FramedLayer(
        replace(shot, places=(), lights=()),
        tuple(replace(place, frame=place.frame + first) for place in shot.places),
        border=FRAME_BORDER * unit,
        shadow=FRAME_SHADOW * unit,
        lights=tuple((frame + first, light) for frame, light in shot.lights),
    )


def _framed(inset: Inset, view: View, start: int) -> FramedLayer:
    """An inset, which comes a little smaller than it is, and goes without a jump."""
    unit = min(view.width, view.height) / 1080
    first, last = inset.shot.start - start, inset.shot.start + inset.shot.frames - start
    fade = max(1, min(round(FRAME_FADE * view.fps), inset.shot.frames // 3))
    rect = inset.rect
    shrunk = Rect(
        rect.x + rect.w * (1 - FRAME_FROM) / 2,
        rect.y + rect.h * (1 - FRAME_FROM) / 2,
        rect.w * FRAME_FROM,
        rect.h * FRAME_FROM,
    )
    return FramedLayer(
        inset.shot,
        (FramePlace(first, shrunk), FramePlace(first + fade, rect)),
        border=FRAME_BORDER * unit,
        shadow=FRAME_SHADOW * unit,
        opacity=((first - 1, 0.0), (first + fade, 1.0), (last - fade, 1.0), (last, 0.0)),
    )


def _covers(shot: Shot, start: int, end: int) -> bool:
    return shot.start <= start and end <= shot.start + shot.frames


def _dark(ramp: Ramp, frames: int) -> tuple[int, int]:
    """The frames between which a ramp may show: at its level before its start and after its end."""
    return (0 if ramp[0][1] else ramp[0][0]), (frames if ramp[-1][1] else ramp[-1][0])


def _shows(ramp: Ramp, start: int, end: int) -> bool:
    return (ramp[0][0] < end - 1 or ramp[0][1] > 0) and start <= ramp[-1][0] - (ramp[-1][1] == 0)


def _moved(ramp: Ramp, start: int) -> Ramp:
    return tuple((frame - start, level) for frame, level in ramp)


def _still(overlay: Overlay, start: int) -> StillLayer:
    first = overlay.first - start
    there = StillKeyframe(first + overlay.fade, overlay.x, overlay.y)
    here = _from_where(overlay, first)
    places = (here, there) if here and overlay.fade else (replace(there, frame=0),)
    return StillLayer(overlay.picture, places, _fades(overlay, start))


def _from_where(overlay: Overlay, first: int) -> StillKeyframe | None:
    """Where an overlay comes from, None where it is there at once."""
    if overlay.grows:
        x, y = (
            point + (corner - point) * SPROUT
            for point, corner in zip(overlay.grows, (overlay.x, overlay.y), strict=True)
        )
        return StillKeyframe(first, x, y, SPROUT, easing="out-cubic")
    if overlay.slide:
        return StillKeyframe(first, overlay.x - overlay.slide, overlay.y, easing="out-cubic")
    return None


def _fades(overlay: Overlay, start: int) -> Ramp:
    first, last = overlay.first - start, overlay.last - start
    return (
        (first, 0.0),
        (first + overlay.fade, 1.0),
        (last - overlay.leaving, 1.0),
        (last, 0.0),
    )
