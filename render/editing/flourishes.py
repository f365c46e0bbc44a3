"""Flourishes: what an author asks to happen to the picture itself while a line is heard.

Weather and light stay until the shot is over in which the line ends, and a focus as long as the
line: nothing vanishes in the middle of a picture. A jolt is felt at its word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from render.camera.drawn import Drawn, drawn
from render.camera.prompts.places import places
from render.camera.shot_list import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.insets import named_target
from render.geometry import Rect
from render.pixels.living.shaking import SHAKE_SECONDS
from render.shots import Flourish, FlourishKind, Shot, View, shot_at
from story.model import Annotation, Line, Section
from story.problems import Problem
from voices.clock import RATE
from voices.timeline import Clip, SectionTimeline

_KINDS: dict[str, FlourishKind] = {"glow": "glow", "snow": "snow", "rain": "rain"}
"""By what is asked for of light and weather."""
_FADES = {"light": 0.8, "weather": 1.0, "focus": 0.6}
"""Seconds in which light, weather and a focus come and go, but on a cut."""
_SHORT = 1.0
"""Seconds before a cut in which a focus no longer goes back: that would be a flicker."""
_ABOUT = 0.2
"""Width of what is sharp about a point, as a part of the panel's."""
_POINT = re.compile(r"([01]?\.?\d+)\s*,\s*([01]?\.?\d+)")


@dataclass(frozen=True)
class _Asked:
    """A note that stands before a line, the clips in which that is heard, and its first frame.

    The `seed` counts the section's notes: a word that is changed leaves the weather as it was.
    """

    note: Annotation
    line: Line
    clips: tuple[Clip, ...]
    first: int
    seed: int


def flourishes(
    section: Section,
    timeline: SectionTimeline,
    direction: ShotPlan,
    facts: Sequence[PictureFacts],
    view: View,
) -> tuple[tuple[Flourish, ...], tuple[Problem, ...]]:
    """What the section's author asks to happen to its pictures, in order, and a Problem for each
    that can't be: a focus on what is not there, a jolt at a word that is not said, light where
    people are seen side by side.

    Where the camera does not move, nothing shakes.
    """
    found: list[Flourish] = []
    wrong: list[Problem] = []
    for asked in _asked(section, timeline, view):
        apart = _not_there(asked, direction)
        if apart:
            made = None
            wrong.append(apart)
        elif asked.note.kind == "shake":
            made = None if view.still else _shake(asked, view)
            unsaid = made is None and not view.still
            wrong += [_unsaid(asked)] if unsaid else []
        elif asked.note.kind == "focus":
            made = _focus(asked, section, direction, facts, view)
            wrong += [] if made else [_nobody(asked, section)]
        else:
            made = _over_the_shot(asked, timeline, direction, view)
        if made and not _joined(made, found):
            wrong.append(_left_out(asked, "another focus begins then."))
    return tuple(sorted(found, key=lambda each: each.first)), tuple(wrong)


def _joined(made: Flourish, found: list[Flourish]) -> bool:
    """Add to what was `found`; False where it can't be. What is on already goes on, since two glows
    would be a glare; a focus passes on to another that begins later."""
    on = (n for n, one in enumerate(found) if one.kind == made.kind
          and one.first <= made.first < one.last - one.fade_out)  # fmt: skip
    at = next(on, None)
    if at is None:
        found.append(made)
        return True
    one = found[at]
    if made.kind == "focus":
        if one.first == made.first:
            return False
        found[at] = replace(one, last=made.first + made.fade, fade_out=made.fade)
        found.append(made)
        return True
    later = max(one, made, key=lambda each: each.last)
    found[at] = replace(one, last=later.last, fade_out=later.fade_out)
    return True


def _asked(section: Section, timeline: SectionTimeline, view: View) -> Iterator[_Asked]:
    count = 0
    for line in section.lines:
        notes = [note for note in line.annotations if note.kind in (*_FADES, "shake")]
        clips = tuple(clip for clip in timeline.clips if clip.line == line.id) if notes else ()
        for note in notes if clips else ():
            count += 1
            seed = zlib.crc32(f"{section.identity} {note.kind} {count}".encode())
            yield _Asked(note, line, clips, _frame(clips[0].start, view), seed)


def _not_there(asked: _Asked, direction: ShotPlan) -> Problem | None:
    """Tells where nothing is shown that could be lit or shaken: weather falls over all there is."""
    shot = shot_at(direction.shots, asked.first)
    if shot and (asked.note.kind == "weather" or not shot.places):
        return None
    return _left_out(
        asked, "people are seen side by side then." if shot else "no picture is seen then."
    )


def _left_out(asked: _Asked, why: str) -> Problem:
    return Problem(
        "",
        asked.note.row,
        "flourish-left-out",
        f"{asked.note.kind} is left out: {why}",
        "Write it before a line that is heard over one picture, and one before each line.",
    )


def _frame(sample: int, view: View) -> int:
    return round(sample / RATE * float(view.fps))


def _over_the_shot(
    asked: _Asked, timeline: SectionTimeline, direction: ShotPlan, view: View
) -> Flourish | None:
    """Light or weather: from the line, or from the cut where it is the first that is heard in its
    shot, to the end of the shot that it ends in."""
    shot = shot_at(direction.shots, asked.first)
    ends = shot_at(direction.shots, max(_frame(asked.clips[-1].end, view) - 1, asked.first))
    if shot is None or ends is None:
        return None
    from_cut = max(shot.start, 0)
    heard = any(
        from_cut < _frame(clip.end, view) and clip.start < asked.clips[0].start
        for clip in timeline.clips
    )
    dissolved = any(each.start < shot.start < each.start + each.frames for each in direction.shots)
    fade = round(_FADES[asked.note.kind] * view.fps)
    last = ends.start + ends.frames
    return Flourish(
        _KINDS[asked.note.value],
        asked.first if heard else from_cut,
        last,
        asked.seed,
        asked.note.value,
        fade=fade if heard or shot.start < 0 or dissolved else 0,
        fade_out=_overlap(ends, direction, view),
    )


def _overlap(shot: Shot, direction: ShotPlan, view: View) -> int:
    """Frames in which a shot already dissolves into the next."""
    after = [each.start for each in direction.shots if each.start > shot.start]
    return max(0, shot.start + shot.frames - min(after)) if after else view.lead_in


def _shake(asked: _Asked, view: View) -> Flourish | None:
    """A jolt with a line's first word, or with the one that its author names."""
    onset: int | None = asked.clips[0].start
    if asked.note.value:
        onset = _said(asked)
    if onset is None:
        return None
    first = _frame(onset, view)
    last = first + round(SHAKE_SECONDS * float(view.fps))
    return Flourish("shake", first, last, asked.seed, asked.note.value)


def _said(asked: _Asked) -> int | None:
    """The sample at which a line says its note's words; None where it doesn't."""
    wanted = re.escape(asked.note.value.strip(" \"“”'’"))
    found = re.search(rf"(?<!\w){wanted}(?!\w)", asked.line.text, re.IGNORECASE)
    if found is None:
        return None
    marks = [word for clip in asked.clips for word in clip.words]
    at = [word.onset for word in marks if word.end > found.start()]
    return at[0] if at else asked.clips[0].start


def _focus(
    asked: _Asked,
    section: Section,
    direction: ShotPlan,
    facts: Sequence[PictureFacts],
    view: View,
) -> Flourish | None:
    """All but somebody or something goes out of focus while the line is heard."""
    index, shot = asked.line.panel, shot_at(direction.shots, asked.first)
    if index is None or index >= len(section.panels) or shot is None:
        return None
    speakers = {line.speaker for line in section.lines if line.kind == "speech"}
    picture = drawn(facts[index], places(section.panels[index].prompt), speakers)
    sharp = _sharp(asked.note.value, picture)
    if sharp is None:
        return None
    box, figure = sharp
    fade, end = round(_FADES["focus"] * view.fps), _frame(asked.clips[-1].end, view)
    ends = shot_at(direction.shots, max(end - 1, asked.first)) or shot
    cut = ends.start + ends.frames
    held = cut - end < _SHORT * view.fps
    made = Flourish("focus", asked.first, end + fade, asked.seed, asked.note.value, fade, fade,
                    facts[index].key, box, figure)  # fmt: skip
    return replace(made, last=cut, fade_out=0) if held else made


def _sharp(words: str, picture: Drawn) -> tuple[Rect, bool] | None:
    """What is in focus, in the panel's pixels, and whether it is somebody's head."""
    facts = picture.facts
    if point := _POINT.fullmatch(words.strip()):
        x, y = (float(part) for part in point.groups())
        side = _ABOUT * facts.width
        middle = x * facts.width - side / 2, y * facts.height - side / 2
        return (Rect(*middle, side, side), False) if max(x, y) <= 1 else None
    target = named_target(words, picture)
    if target is None:
        return None
    return (target.head, True) if target.head else (target.box, False)


def _nobody(asked: _Asked, section: Section) -> Problem:
    path = section.panels[asked.line.panel].path if asked.line.panel is not None else ""
    return Problem(
        path,
        asked.note.row,
        "focus-nobody",
        f"“{asked.note.value}” is not found in the picture, so nothing is brought into focus.",
        "Name it as the prompt does, or its place in parts of width and height: focus: 0.7,0.4.",
    )


def _unsaid(asked: _Asked) -> Problem:
    return Problem(
        "",
        asked.note.row,
        "shake-word",
        f"“{asked.note.value}” is not said in “{asked.line.text[:40]}”, so nothing shakes.",
        "Name a word of the line that follows, or none: shake.",
    )
