"""What is to be heard beside the voices, and when: music and effects as ranges of a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from story.model import Section
from voices.clock import RATE, frame_to_sample
from voices.mixing.levels import DUCK, MUSIC, SOUND, SWELL
from voices.music.beds import Bed
from voices.timeline import SectionTimeline, Timeline

_OPENING = RATE * 3 // 10
"""Samples that the first bed takes to come: a film opens with it, yet not with a click."""
_RISE, _FALL = 2 * RATE, 3 * RATE
"""Samples that a bed takes to come and to go, slowly enough that nobody notices when."""
_EARLY, _LATE = RATE, 2 * RATE
"""Samples by which one bed comes before a change, and the other goes after it."""


@dataclass(frozen=True)
class MusicCue:
    """A bed that plays from `start` to `end` (samples of the timeline), over and over.

    `level` is where it lies in pauses, in LU from the voices; `duck` the dB that it goes down
    under speech, `swell` those that it comes up where nobody speaks for long. It fades in over
    `rise` samples, and out over `fall`.

    A bed whose form is known begins at its sample `at`, and after `rounds` ends of its body goes
    on into its coda (None: never). It knows of speech in the `scene` only (samples of the
    timeline), so that nothing is heard of an edit elsewhere.
    """

    path: Path
    bed: Bed
    start: int
    end: int
    level: float = MUSIC
    duck: float = DUCK
    swell: float = SWELL
    rise: int = _RISE
    fall: int = _FALL
    at: int = 0
    rounds: int | None = None
    scene: tuple[int, int] | None = None


@dataclass(frozen=True)
class Effect:
    """What is known of a sound file: its samples at 48 kHz, and the LUFS of its loudest moment."""

    length: int
    loudest: float


@dataclass(frozen=True)
class SoundCue:
    """A file that is heard once from `start`, and no longer than to `end`; `level` in LU."""

    path: Path
    effect: Effect
    start: int
    end: int
    level: float = SOUND


@dataclass(frozen=True)
class Change:
    """From sample `at` on there is the music of that file, None for none."""

    at: int
    path: Path | None


def music_cues(
    changes: Sequence[Change],
    total: int,
    beds: Mapping[Path, Bed],
    level: float = MUSIC,
    duck: float = DUCK,
) -> tuple[MusicCue, ...]:
    """A cue for each stretch of one bed. `changes` rise; what plays stops at `total` samples.

    Where a bed follows another, they overlap. What plays from the first change on is there at once.
    """
    edges = [*_real(changes), Change(total, None)]
    return tuple(
        MusicCue(
            change.path,
            beds[change.path],
            max(edges[0].at, change.at - _EARLY),
            min(total, after.at + _LATE),
            level,
            duck,
            rise=_OPENING if change is edges[0] else _RISE,
        )
        for change, after in pairwise(edges)
        if change.path is not None
    )


def _real(changes: Iterable[Change]) -> Iterator[Change]:
    """Those that change anything."""
    before = None
    for change in changes:
        if before is None or change.path != before.path:
            yield change
        before = change


def sound_cues(
    timeline: Timeline,
    sections: Iterable[Section],
    find: Callable[[str], Path],
    effects: Mapping[Path, Effect],
) -> tuple[SoundCue, ...]:
    """A cue for every `sound` direction: from its line's first word to its section's end.

    `find` turns what the story wrote into a file, of which `effects` knows.
    """
    cues: list[SoundCue] = []
    for placed, section, offset in on_the_clock(timeline, sections):
        end = offset + frame_to_sample(placed.frames, timeline.fps)
        for at, value in directed(placed, section, "sound"):
            cues.append(SoundCue(find(value), effects[find(value)], offset + at, end))
    return tuple(cues)


def on_the_clock(
    timeline: Timeline, sections: Iterable[Section]
) -> Iterator[tuple[SectionTimeline, Section, int]]:
    """Each section with its place on the timeline, and the sample at which it starts."""
    firsts = timeline.first_frames()
    for placed, section, frame in zip(timeline.sections, sections, firsts, strict=True):
        yield placed, section, frame_to_sample(frame, timeline.fps)


def directed(placed: SectionTimeline, section: Section, kind: str) -> Iterator[tuple[int, str]]:
    """What directions of a kind ask for, and the sample of the section at which their line starts.

    A line that makes no sound gives its directions to the next.
    """
    starts = {clip.line: clip.start for clip in reversed(placed.clips)}
    waiting: list[str] = []
    for line in section.lines:
        waiting += [each.value for each in line.annotations if each.kind == kind]
        if line.id in starts:
            yield from ((starts[line.id], value) for value in waiting)
            waiting = []
