"""What is heard beside the voices: music under the story, and sounds that its lines ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from story.errors import SettingsError, StoryError
from story.model import Section
from story.settings import MusicSettings
from voices.bundled import BEDS, bed_file, cue_identity
from voices.mix import Track, total_samples
from voices.music import MusicCue, SoundCue, music_track, sound_cues, sound_track
from voices.timeline import Timeline


@dataclass(frozen=True)
class Beside:
    """The cues of one file."""

    music: tuple[MusicCue, ...] = ()
    sounds: tuple[SoundCue, ...] = ()


@dataclass(frozen=True)
class Score:
    """What a story is heard with: `bed` is the file of its music, None for none; `level` and `duck`
    as in MusicCue. Sounds that lines ask for lie in `folder`."""

    folder: Path
    bed: Path | None = None
    level: float | None = None
    duck: float | None = None


def score_of(asked: str, settings: MusicSettings, folder: Path) -> Score:
    """The score: `asked` for on the command line, else the story's own. Raises SettingsError."""
    if asked:
        bed = bed_file(asked) or Path(asked)
        if not bed.is_file():
            names = " or ".join(BEDS)
            raise SettingsError(
                f"--music {asked}: there is no such file; {names} come with Inkreel."
            )
        return Score(folder, bed)
    if not settings.file:
        return Score(folder)
    bed = bed_file(settings.file) or _inside(folder, settings.file)
    return Score(folder, bed, settings.gain, settings.duck)


def beside(timeline: Timeline, sections: Sequence[Section], score: Score) -> Beside:
    """The cues of a file. Raises StoryError for a sound that is not in the story's folder."""
    sounds = sound_cues(timeline, sections, partial(_inside, score.folder))
    if score.bed is None:
        return Beside((), sounds)
    cue = MusicCue(score.bed, 0, total_samples(timeline))
    if score.level is not None and score.duck is not None:
        cue = MusicCue(score.bed, 0, total_samples(timeline), score.level, score.duck)
    return Beside((cue,), sounds)


def identity(cues: Beside | None) -> list[dict[str, Any]]:
    """The cues as plain data for a key."""
    if cues is None:
        return []
    return [*map(cue_identity, cues.music), *map(cue_identity, cues.sounds)]


def tracks(cues: Beside | None, timeline: Timeline) -> list[Track]:
    """The tracks that the mix adds to the voices. Raises StoryError for what is no sound."""
    made = []
    if cues and cues.music:
        made.append(music_track(timeline, cues.music))
    if cues and cues.sounds:
        made.append(sound_track(timeline, cues.sounds))
    return made


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise StoryError(f"the sound {name!r} lies outside the story's folder: copy it there.")
    if not path.is_file():
        raise StoryError(f"the sound {name!r} is not in the story's folder.")
    return path
