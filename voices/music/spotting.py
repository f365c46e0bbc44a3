"""Spotting: where music comes in and goes out, when a story leaves it to its moods.

A scene has one bed, and knows of no other scene's length: what is heard in it counts from its own
start. So an edit changes the sound of its own scene, and no other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voices.clock import RATE
from voices.mixing.levels import DUCK, MUSIC
from voices.music.beds import Bed, Form
from voices.music.cues import MusicCue
from voices.timeline import Gap, SectionTimeline

_BEATS = frozenset(("rest", "pause"))
"""Pauses that somebody asked for, so that something is only seen, or sinks in."""
_LONG_BEAT = RATE
"""Samples: a shorter beat is over before music could leave."""
_APART = 25 * RATE
"""Samples between two silences of a scene, so that music is more than an interruption."""
_LONGEST = 12 * RATE
"""Samples of a silence at most: beyond, nobody remembers that there was music."""
_EDGE = 8 * RATE
"""Samples at a scene's ends in which the bed has just come, or is about to go."""
_FALL, _LET_GO = 2 * RATE, RATE * 12 // 10
"""Samples over which a bed leaves a scene; before a silence."""
_EARLY = RATE
"""Samples by which it comes before a scene's start, while the scene before lets go of its own."""
_RISE, _OPENING = RATE * 3 // 2, RATE * 3 // 10
"""Samples over which it comes; at a film's very beginning, which it opens."""
_RING, _SHORTEST_RING = 6 * RATE, RATE * 16 // 10
"""Samples that the last chord should ring before a film ends; at the least."""
_AFTER_WORDS = RATE * 35 // 100
"""Samples from the last word to the last chord: the next beat of a breath, no gap."""
_RING_OUT = 2
"""Of the last chord's time, one part in so many is its letting go where the film ends: shorter, it
is heard to be cut off."""


@dataclass(frozen=True)
class SpottedScene:
    """A scene as music sees it: its bed, [start, end) on the timeline, the samples of the
    `silences` in it, where its last word ends, and its longest pause about the `middle` (0: none).
    `again` counts the scenes before it that had
    the same bed without a break; `follows` tells whether music leads to its start."""

    path: Path
    start: int
    end: int
    silences: tuple[tuple[int, int], ...] = ()
    spoken: int = 0
    middle: int = 0
    again: int = 0
    follows: bool = False


def silences(placed: SectionTimeline, strongest: str) -> tuple[tuple[int, int], ...]:
    """Where a scene is without music, in its samples, rising: from the pause before its strongest
    line to that line's end, and the beats that were asked for, the longest first."""
    found: list[tuple[int, int]] = []
    for start, end in (*_strongest(placed, strongest), *_beats(placed.gaps)):
        inside = placed.gaps[-1].end if placed.gaps else 0
        near = any(start - last < _APART and first - end < _APART for first, last in found)
        if start >= _EDGE and end <= inside - _EDGE and not near:
            found.append((start, end))
    return tuple(sorted(found))


def middle(placed: SectionTimeline) -> int:
    """Where a scene may be cut in two: the longest pause begun in its middle third, or 0."""
    end = placed.gaps[-1].end if placed.gaps else 0
    inside = [each for each in placed.gaps if end <= 3 * each.start <= 2 * end]
    longest = max(inside, key=lambda each: each.end - each.start, default=None)
    return longest.start if longest else 0


def _strongest(placed: SectionTimeline, line: str) -> Iterator[tuple[int, int]]:
    """From the end of what is said before a line to its own last word."""
    said = [clip for clip in placed.clips if clip.line == line]
    before = [clip.end for clip in placed.clips if said and clip.end <= said[0].start]
    if said and before:
        ends = [clip.end for clip in said if clip.end - before[-1] <= _LONGEST]
        yield from ((before[-1], end) for end in ends[-1:])


def _beats(gaps: Sequence[Gap]) -> list[tuple[int, int]]:
    beats = [each for each in gaps if each.kind in _BEATS and each.end - each.start >= _LONG_BEAT]
    beats.sort(key=lambda each: each.start - each.end)
    return [(each.start, each.end) for each in beats]


def counted(scenes: Sequence[SpottedScene]) -> tuple[SpottedScene, ...]:
    """The same, each with how often its bed was heard just before, and what it follows."""
    found: list[SpottedScene] = []
    for scene in scenes:
        before = found[-1] if found and found[-1].end == scene.start else None
        again = before.again + 1 if before and before.path == scene.path else 0
        found.append(replace(scene, again=again, follows=before is not None))
    return tuple(found)


def spotted(
    scenes: Sequence[SpottedScene],
    total: int,
    beds: Mapping[Path, Bed],
    level: float = MUSIC,
    duck: float = DUCK,
) -> tuple[MusicCue, ...]:
    """The cues of scenes that follow each other in a film of `total` samples.

    The last scene of a film has its opening's bed, if it ends the film: that bed comes to its
    cadence there, with the last word or under the end screen. A film of one scene opens with the
    theme all the same, and is cut in a pause.
    """
    if len(scenes) == 1 and not scenes[0].silences and scenes[0].middle:
        scenes = [replace(scenes[0], silences=((scenes[0].middle,) * 2,))]
    made: list[MusicCue] = []
    for scene in counted(_returning(scenes, total)):
        form = beds[scene.path].form
        if form is None:
            raise ValueError(f"nothing is known of how {scene.path} is built")
        whole = MusicCue(
            scene.path, beds[scene.path], 0, 0, level, duck, scene=(scene.start, scene.end)
        )
        made += _in_scene(scene, whole, form, ends=scene.end == total)
    if made and made[0].start == 0:
        made[0] = replace(made[0], rise=_OPENING)
    return tuple(made)


def _returning(scenes: Sequence[SpottedScene], total: int) -> Sequence[SpottedScene]:
    if not scenes or scenes[-1].end < total:
        return scenes
    return [*scenes[:-1], replace(scenes[-1], path=scenes[0].path)]


def _in_scene(
    scene: SpottedScene, whole: MusicCue, form: Form, *, ends: bool
) -> Iterator[MusicCue]:
    """The stretches of music between a scene's silences; each enters with a theme."""
    edges = [scene.start, *(at for silence in scene.silences for at in silence), scene.end]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    for number, (start, end) in enumerate(stretches):
        last = number == len(stretches) - 1
        if last and ends:
            yield _to_the_cadence(replace(whole, start=start, end=end, rise=_RISE), form, scene)
        else:
            theme = form.themes[(scene.again + number) % len(form.themes)]
            early = _EARLY if scene.follows and number == 0 else 0
            at = _round(theme - early, whole.bed)
            fall = _FALL if last else _LET_GO
            yield replace(whole, start=start - early, end=end, at=at, rise=_RISE, fall=fall)


def _round(at: int, bed: Bed) -> int:
    """A place of the body, which goes round."""
    return bed.first + (at - bed.first) % (bed.last - bed.first)


def _to_the_cadence(cue: MusicCue, form: Form, scene: SpottedScene) -> MusicCue:
    """The bed so that its last chord sounds where the film has said its last word, or near its
    end: it is entered on a bar, or within the coda where there is no time for more."""
    wanted = max(scene.spoken + _AFTER_WORDS, cue.end - _RING)
    final = min(wanted, cue.end - _SHORTEST_RING)
    coda = final - (form.final - cue.bed.last)
    cue = replace(cue, fall=(cue.end - final) // _RING_OUT)
    ahead, body = coda - cue.start, cue.bed.last - cue.bed.first
    if ahead <= 0:
        return replace(cue, at=cue.bed.last - ahead, rounds=0)
    bars = ahead * form.bars // body
    played = bars * body // form.bars
    rounds = -(-played // body)
    at = cue.bed.last - played + (rounds - 1) * body if rounds else cue.bed.last
    return replace(cue, start=coda - played, at=at, rounds=max(0, rounds - 1))
