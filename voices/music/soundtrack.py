"""What is heard beside the voices of a file: music under it, sounds that its lines ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from story.episodes.moods import MOODS
from story.model import Section
from voices.clock import RATE
from voices.mixing.mix import Track, total_samples
from voices.model import Take
from voices.music.bundled import bed_file, cue_identity
from voices.music.cues import (
    Change,
    MusicCue,
    SoundCue,
    directed,
    music_cues,
    on_the_clock,
    sound_cues,
)
from voices.music.duck import joined_spans
from voices.music.music_track import music_track, sound_track
from voices.music.room_tone import tone_track
from voices.music.score import Score
from voices.music.spotting import SpottedScene, middle, silences, spotted
from voices.music.weak_words import WeakWords
from voices.music.whoosh import whoosh_track
from voices.timeline import SectionTimeline, Timeline

_BEFORE = RATE // 2
"""Samples by which music changes before the line that asks for it."""


_ONE_STRETCH = 3 * RATE
"""Samples without music that nobody calls a silence, and no caption should."""


@dataclass(frozen=True)
class Beside:
    """The cues of one file; room tone lies under all of it. At `entrances` (samples) something
    comes into the picture."""

    music: tuple[MusicCue, ...] = ()
    sounds: tuple[SoundCue, ...] = ()
    entrances: tuple[int, ...] = ()


def beside(timeline: Timeline, sections: Sequence[Section], score: Score) -> Beside:
    """The cues of a file; under a video of the story's there is no bed.

    Raises StoryError for a sound that is not in the story's folder.
    """
    found = sound_cues(timeline, sections, score.inside, score.effects) if score.sounds else ()
    changes = tuple(_changes(timeline, sections, score))
    total = total_samples(timeline)
    asked = music_cues(changes, total, score.beds, score.level, score.duck)
    scenes = tuple(_scenes(timeline, sections, score, total))
    moods = spotted(scenes, total, score.beds, score.level, score.duck)
    films = {
        offset
        for _, section, offset in on_the_clock(timeline, sections)
        if any(card.kind == "clip" for card in section.cards)
    }
    moods = tuple(cue for cue in moods if cue.scene is None or cue.scene[0] not in films)
    return Beside((*asked, *moods), found)


def music_heard(cues: Beside) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) of a file's samples in which there is music."""
    return joined_spans(sorted((cue.start, cue.end) for cue in cues.music), _ONE_STRETCH)


def _scenes(
    timeline: Timeline, sections: Sequence[Section], score: Score, total: int
) -> Iterator[SpottedScene]:
    """The sections whose music is left to their moods, up to a line that asks for other music.

    The last has the end screen, too.
    """
    placed = [
        each for each in on_the_clock(timeline, sections) if each[1].identity in score.chapters
    ]
    ends = [*(offset for _, _, offset in placed[1:]), total]
    asked = None
    for (scene, section, offset), end in zip(placed, ends, strict=True):
        chapter = score.chapters[section.identity]
        others = [at for at, _ in directed(scene, section, "music")] if score.directed else []
        if chapter in score.auto and asked != chapter:
            until = offset + min(others) - _BEFORE if others else end
            yield _scene(scene, section, (offset, max(offset, until)), score)
        asked = chapter if others else asked


def _scene(
    placed: SectionTimeline, section: Section, span: tuple[int, int], score: Score
) -> SpottedScene:
    start, end = span
    found = score.moods.get(section.identity)
    mood = found.mood if found else MOODS[0]
    bed = bed_file(mood)
    if bed is None:
        raise ValueError(f"there is no bed for the mood {mood}")
    quiet = silences(placed, found.strongest if found else "")
    inside = tuple((start + a, start + b) for a, b in quiet if start + b < end)
    spoken = start + placed.clips[-1].end if placed.clips else start
    return SpottedScene(bed, start, end, inside, spoken, _within(start + middle(placed), span))


def _within(at: int, span: tuple[int, int]) -> int:
    return at if span[0] < at < span[1] else 0


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
    moved = [{"whoosh": list(cues.entrances)}] if cues.entrances else []
    return [*map(cue_identity, cues.music), *map(cue_identity, cues.sounds), *moved]


def tracks(
    cues: Beside | None, timeline: Timeline, load_take: Callable[[str], Take]
) -> list[Track]:
    """The tracks that the mix adds to the voices: there is always a room.

    Music listens to the takes of the words that it plays under.
    """
    weak = WeakWords(timeline, load_take)
    made = [tone_track(timeline)]
    if cues and cues.music:
        made.append(music_track(timeline, cues.music, weak))
    if cues and cues.sounds:
        made.append(sound_track(timeline, cues.sounds, weak))
    if cues and cues.entrances:
        made.append(whoosh_track(total_samples(timeline), cues.entrances))
    return made
