"""What is heard beside the voices of a file: music under it, sounds that its lines ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from story.model import Section
from voices.clock import RATE
from voices.mixing.mix import Track, total_samples
from voices.music.bundled import cue_identity
from voices.music.cues import (
    Change,
    MusicCue,
    SoundCue,
    directed,
    music_cues,
    on_the_clock,
    sound_cues,
)
from voices.music.music_track import music_track, sound_track
from voices.music.score import Score
from voices.timeline import Timeline

_BEFORE = RATE // 2
"""Samples by which music changes before the line that asks for it."""


@dataclass(frozen=True)
class Beside:
    """The cues of one file."""

    music: tuple[MusicCue, ...] = ()
    sounds: tuple[SoundCue, ...] = ()


def beside(timeline: Timeline, sections: Sequence[Section], score: Score) -> Beside:
    """The cues of a file. Raises StoryError for a sound that is not in the story's folder."""
    sounds = sound_cues(timeline, sections, score.inside, score.effects)
    changes = tuple(_changes(timeline, sections, score))
    total = total_samples(timeline)
    return Beside(music_cues(changes, total, score.beds, score.level, score.duck), sounds)


def _changes(timeline: Timeline, sections: Sequence[Section], score: Score) -> Iterator[Change]:
    """Where music changes: at a chapter's start, and at lines that ask for it.

    What a line asks for holds to the end of its chapter. An intro has its own sound, and the end
    screen what was heard before it.
    """
    chapter = None
    for placed, section, offset in on_the_clock(timeline, sections):
        number = score.chapters.get(section.identity, chapter)
        if number is None:
            continue
        if number != chapter:
            yield Change(offset, score.music.get(number))
            chapter = number
        for at, name in directed(placed, section, "music") if score.directed else ():
            yield Change(max(offset, offset + at - _BEFORE), score.find(name))


def identity(cues: Beside | None) -> list[dict[str, Any]]:
    """The cues as plain data for a key."""
    if cues is None:
        return []
    return [*map(cue_identity, cues.music), *map(cue_identity, cues.sounds)]


def tracks(cues: Beside | None, timeline: Timeline) -> list[Track]:
    """The tracks that the mix adds to the voices."""
    made = []
    if cues and cues.music:
        made.append(music_track(timeline, cues.music))
    if cues and cues.sounds:
        made.append(sound_track(timeline, cues.sounds))
    return made
