"""Insets: over a wide picture, who or what is named, near, in a calm corner for its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from render.camera.beats import Beat, beats
from render.camera.drawn import Drawn, drawn
from render.camera.grammar import WIDE_SCALES, Scale
from render.camera.mentions import mentions
from render.camera.prompts.figures import speaking
from render.camera.prompts.places import places
from render.camera.shot_list import Inset, ShotNote, ShotPlan
from render.camera.targets import (
    SPEAKER_SURE,
    Target,
    panel_targets,
    person_target,
    subject_of,
)
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect, overlap, seen
from render.lettering.onscreen import BRIEF, Scenery, bodies, bustle, kept_clear, to_canvas
from render.lettering.siting import Kept, best_place, safe_area
from render.shots import Keyframe, Shot, View, shot_at
from story.english.stems import stems
from story.model import Annotation, Section
from story.problems import Problem
from voices.clock import RATE
from voices.timeline import Clip, SectionTimeline

_LEAST, _MOST = 1.8, 4.5
"""Seconds that an inset is seen: shorter it is a flicker, longer it should have been a shot."""
_BEFORE, _AFTER = 0.13, 0.4
"""Seconds that it comes before its word, and stays after its sentence."""
_NEAR_CUT = 0.4
"""Seconds beside a cut in which nothing comes or goes but on it."""
_APART = 20.0
"""Seconds between two insets of a panel: a film with more is a scrapbook."""
_SIGN_SURE, _SIGN_WORDS = 0.9, 5
"""How surely lettering is what it reads, and how much of it is read at a glance."""
_CLEAR = 0.8
"""How clearly a sentence names what an inset shows."""
_UNDER: frozenset[Scale] = WIDE_SCALES | {"medium", "medium close"}
"""Scales of shots that an inset may stand on: it says where its bearer is not."""
_SMALL = 0.07
"""A head, or a sign, is small in a frame, and worth to be seen near, up to this part of its height:
what is seen well needs no second picture of it."""
_HEADS, _EYES = (2.3, 1.9, 1.65), 0.42
"""Heights of a head's crop in heads, the one preferred first, and where its middle lies in it."""
_HIGH, _LOW = 0.40, 0.28
"""Height of an inset, as a part of the frame's: as large as its pixels bear."""
_UPRIGHT, _FLAT = 0.82, 1.5
"""Width ÷ height of a person's inset, and of a sign's."""
_OTHER, _CUT_WORD = 0.06, (0.04, 0.96)
"""The part of another head that may be in a crop; parts of lettering that are cut."""
_CAPTIONS = 0.16
"""The lowest part of the safe area: captions stand there, a player's or our own."""
_PUSH = 0.05
"""How much nearer an inset's camera comes while it is seen, so that it lives."""


def insets(
    section: Section,
    timeline: SectionTimeline,
    direction: ShotPlan,
    facts: Sequence[PictureFacts],
    view: View,
    people: Collection[str] = (),
    *,
    found: bool = True,
) -> tuple[tuple[Inset, ...], tuple[Problem, ...]]:
    """The insets of a section, in order, and what its author asked for that can't be shown; where
    none are to be `found`, only what the author asks for.

    Only persons whose head is surely known, and short lettering that is surely read, are shown,
    while the narrator names them over a picture in which they are small, or are not; nobody else's
    head is in their crop, and no word is cut. What is chosen depends on the panel alone.
    An author asks for one with `inset: Ada`, over any shot.
    """
    prompts = {facts[n].key: panel.prompt for n, panel in enumerate(section.panels)}
    known = {each.key: each for each in facts}
    scenery = Scenery(direction.shots, known, prompts, view, tuple(people))
    speakers = {line.speaker for line in section.lines if line.kind == "speech"} | set(people)
    said = defaultdict[int | None, list[Beat]](list)
    for beat in beats(section, timeline):
        said[beat.panel].append(beat)
    wishes = _wishes(section, timeline)
    made: list[Inset] = []
    wrong: list[Problem] = []
    for index, panel in enumerate(section.panels):
        here = tuple(said[index])
        if not here:
            continue
        picture = drawn(facts[index], places(panel.prompt), speakers)
        asked = [*_asked(wishes, here, picture, direction, view)]
        named = [*_wanted(here, picture, direction, index, view)] if found else []
        mine: list[Inset] = []
        for each in (*asked, *named):
            apart = all(abs(each.first - one.shot.start) >= _APART * view.fps for one in mine)
            if each.row or (apart and not _large_already(each, scenery)):
                placed = _placed(each, picture, scenery, index) if _free(each, mine, view) else None
                mine = [*(_until(one, each.first) for one in mine), placed] if placed else mine
                wrong += [_left_out(panel.path, each)] if each.row and not placed else []
        made += sorted(mine, key=lambda one: one.shot.start)
    return tuple(made), tuple(wrong)


def _free(wanted: _Wanted, made: Sequence[Inset], view: View) -> bool:
    """Whether no other inset is on then, but one that has been seen long enough."""
    least = _LEAST * view.fps
    return all(
        one.shot.start + one.shot.frames <= wanted.first
        or wanted.first - one.shot.start >= least
        or wanted.last <= one.shot.start
        for one in made
    )


def _until(one: Inset, frame: int) -> Inset:
    """An inset that is gone when the next one comes at a frame after its start."""
    shot = one.shot
    if not shot.start < frame < shot.start + shot.frames:
        return one
    return replace(one, shot=replace(shot, frames=frame - shot.start))


def _left_out(path: str, wanted: _Wanted) -> Problem:
    return Problem(
        path,
        wanted.row,
        "inset-left-out",
        f"“{wanted.words}” can't be shown in a corner: "
        + (
            "people are seen side by side then."
            if wanted.under.places
            else "it is not found in the picture, is cut or not alone in any crop, every corner "
            "hides a face, or another inset is on."
        ),
        "Name it as the prompt does, or ask for a shot of it: camera: close on ...",
    )


@dataclass(frozen=True)
class _Wanted:
    """Something that could be shown in frames [first, last), over the shot `under`; the `row` is
    that of the author's wish, 0 where nobody asked. No target: what was asked for is not there."""

    target: Target | None
    first: int
    last: int
    under: Shot
    words: str
    row: int = 0


def _wishes(
    section: Section, timeline: SectionTimeline
) -> tuple[tuple[Annotation, tuple[Clip, ...]], ...]:
    """What an author wants to be seen near, with the clips of the line that it stands at."""
    wishes = [(line.id, note) for line in section.lines for note in line.annotations]
    wishes = [(line, note) for line, note in wishes if note.kind == "inset"]
    heard = [(note, [clip for clip in timeline.clips if clip.line == at]) for at, note in wishes]
    return tuple((note, tuple(clips)) for note, clips in heard if clips)


def _asked(
    wishes: Sequence[tuple[Annotation, Sequence[Clip]]],
    said: Sequence[Beat],
    picture: Drawn,
    direction: ShotPlan,
    view: View,
) -> Iterator[_Wanted]:
    """What an author wants to be seen near, while a line is heard."""
    lines, fps = {beat.line for beat in said}, float(view.fps)
    for note, clips in wishes:
        first = round(clips[0].start / RATE * fps)
        under = shot_at(direction.shots, first) if clips[0].line in lines else None
        if under is None:
            continue
        if under.places:
            yield _Wanted(None, first, first, under, note.value, max(note.row, 1))
        else:
            target = named_target(note.value, picture)
            first = _clear_of_the_cut(first, under, fps)
            until = min(clips[-1].end / RATE + _AFTER, first / fps + 2 * _MOST)
            last = _end(max(round(until * fps), first + round(_LEAST * fps)), under, fps)
            yield _Wanted(target, first, last, under, note.value, max(note.row, 1))


def named_target(name: str, picture: Drawn) -> Target | None:
    """The target that a few words name best: the person whom they describe alone, else what has
    most of them; None where they name none."""
    number = speaking(name, picture.figures)
    described = None if number is None else person_target(picture, number)
    if described and described.head:
        return described
    wanted = stems(name)
    targets = panel_targets(picture)
    met = [
        (
            len(wanted & stems(f"{target.name} {target.text}")),
            bool(target.head),
            target.sure,
            number,
        )
        for number, target in enumerate(targets)
    ]
    best = max(met, default=(0, False, 0.0, 0))
    return targets[best[3]] if best[0] else None


def _wanted(
    said: Sequence[Beat], picture: Drawn, direction: ShotPlan, index: int, view: View
) -> Iterator[_Wanted]:
    """What sentences of the narrator name over a wide shot, where there is time for it."""
    fps = float(view.fps)
    for beat, meant in zip(said, mentions(said, picture), strict=True):
        if beat.kind == "speech":
            continue
        for mention in meant[:2]:
            if mention.line != beat.line or not _sure(mention.target) or mention.weight < _CLEAR:
                continue
            due = round((mention.time - _BEFORE) * fps)
            under = _shot_at(direction, due, index)
            if under is None or under.frames < BRIEF * fps:
                continue
            first = _clear_of_the_cut(due, under, fps)
            ends = min(round((beat.offset + _AFTER) * fps), first + round(_MOST * fps))
            last = _end(max(ends, first + round(_LEAST * fps)), under, fps)
            if last - first >= _LEAST * fps:
                yield _Wanted(mention.target, first, last, under,
                              beat.text[: mention.last - beat.first])  # fmt: skip
                break


def _sure(target: Target) -> bool:
    if target.kind == "person":
        return target.head is not None and target.named and target.sure >= SPEAKER_SURE
    short = len(target.text.split()) <= _SIGN_WORDS
    return target.kind == "sign" and target.read and target.sure >= _SIGN_SURE and short


def _shot_at(direction: ShotPlan, frame: int, index: int) -> Shot | None:
    """The shot of a panel that is on at a frame; an author's own shots are left alone."""
    for shot, note in zip(direction.shots, direction.notes, strict=True):
        on = shot.start <= frame < shot.start + shot.frames
        fit = note.scale in _UNDER and note.reason != "as asked" and not shot.places
        if on and note.panel == index and fit:
            return shot
    return None


def _clear_of_the_cut(first: int, under: Shot, fps: float) -> int:
    """With the cut to the shot under it, or when the eye has seen that."""
    near = 0 <= first - under.start < _NEAR_CUT * fps
    return under.start if near and under.start >= 0 else first


def _end(last: int, under: Shot, fps: float) -> int:
    """When it goes: with the shot under it where that ends about then."""
    cut = under.start + under.frames
    return cut if last > cut - _NEAR_CUT * fps else last


def _placed(wanted: _Wanted, picture: Drawn, scenery: Scenery, index: int) -> Inset | None:
    """The inset in a corner where it hides nothing; None where there is none, or no crop."""
    target, view = wanted.target, scenery.view
    crop = _crop(target, picture) if target else None
    if target is None or crop is None:
        return None
    height = min(_HIGH * view.height, crop.h * view.resampling)
    width = height * crop.w / crop.h
    if height < _LOW * view.height or width > 0.4 * view.width:
        return None
    faces, lettering = (
        kept_clear(scenery, kind, wanted.first, wanted.last) for kind in ("face", "lettering")
    )
    kept = Kept((), faces, lettering, bodies(scenery, wanted.first, wanted.last))
    cells = bustle(scenery, wanted.first, 8, 6)

    def calm(box: Rect) -> float:
        column = min(int((box.x + box.w / 2) / view.width * 8), 7)
        row = min(int((box.y + box.h / 2) / view.height * 6), 5)
        return float(cells[row, column])

    box, hidden = best_place(_corners(width, height, view), kept, calm)
    if not hidden.nothing or (hidden.bodies > 0.25 and not wanted.row):
        return None
    frames = wanted.last - wanted.first
    ends = replace(crop, x=crop.x + crop.w * _PUSH / 2, y=crop.y + crop.h * _PUSH / 2,
                   w=crop.w * (1 - _PUSH), h=crop.h * (1 - _PUSH))  # fmt: skip
    still = () if view.still else (Keyframe(frames / float(view.fps), ends),)
    shot = Shot(picture.facts.key, wanted.first, frames, (Keyframe(0.0, crop, "linear"), *still))
    scale: Scale = "insert" if target.kind == "sign" else "close"
    note = ShotNote(index, scale, subject_of(target), wanted.words.split(". ")[-1], "inset")
    return Inset(shot, box, note)


def _large_already(wanted: _Wanted, scenery: Scenery) -> bool:
    """Whether the shot under it shows it large enough."""
    view = scenery.view
    if wanted.target is None:
        return False
    whole = wanted.target.head or wanted.target.box
    box = to_canvas(whole, wanted.under, wanted.first, view)
    frame = Rect(0.0, 0.0, float(view.width), float(view.height))
    shown = seen(box, frame) > 0.5
    return shown and box.h > _SMALL * view.height


def _crop(target: Target, picture: Drawn) -> Rect | None:
    """A crop of the panel that shows a target alone and whole; None where there is none."""
    facts = picture.facts
    own = target.head or Rect(0.0, 0.0, 0.0, 0.0)
    heads = [each.box for each in (*facts.heads, *facts.of("face"))]
    heads += [one.head for one in picture.persons if one.head]
    others = [each for each in heads if overlap(each, own) < 0.3 * _area(each)]
    forms = (
        [_about(target.head, size, _UPRIGHT, _EYES, facts) for size in _HEADS]
        if target.head
        else [_about(target.box, 1.25, _FLAT, 0.5, facts)]
    )
    for crop in forms:
        alone = crop and all(seen(other, crop) <= _OTHER for other in others)
        if crop and alone and not _cuts(crop, facts):
            return crop
    return None


def _about(box: Rect, times: float, shape: float, level: float, facts: PictureFacts) -> Rect | None:
    """A crop of a shape about a box, its middle at a level; None where the panel ends before."""
    height = max(box.h * times, box.w * times / shape)
    width = height * shape
    left = min(max(box.x + box.w / 2 - width / 2, 0.0), facts.width - width)
    top = min(max(box.y + box.h / 2 - level * height, 0.0), facts.height - height)
    crop = Rect(left, top, width, height)
    return crop if left >= 0 and top >= 0 and seen(box, crop) > 0.99 else None


def _cuts(crop: Rect, facts: PictureFacts) -> bool:
    """Whether a word is cut by a crop's edge."""
    low, high = _CUT_WORD
    return any(low < seen(each.box, crop) < high for each in facts.of("lettering"))


def _area(box: Rect) -> float:
    return box.w * box.h


def _corners(width: float, height: float, view: View) -> list[Rect]:
    safe = safe_area(view.width, view.height)
    right, bottom = safe.x + safe.w - width, safe.y + (1 - _CAPTIONS) * safe.h - height
    return [Rect(x, y, width, height) for y in (safe.y, bottom) for x in (right, safe.x)]
