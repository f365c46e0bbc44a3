"""What a story is to be heard with: its music by chapter, and the sounds that its lines ask for.

All files are found, read once and judged here, before anything is recorded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from story.episodes.episodes import Episode, episode_numbers
from story.episodes.moods import SceneMood, scene_moods
from story.errors import SettingsError, StoryError, reason
from story.model import Script, Section
from story.settings import FILE_NAME, MusicSettings
from story.toml import row_of
from voices.mixing.levels import DUCK, MUSIC
from voices.music.beds import Bed, survey
from voices.music.bundled import BEDS, bed_file, bundled_bed, file_hash
from voices.music.cues import Effect
from voices.music.music_track import survey_effect
from voices.sound.sound_files import level_blocks
from voices.store.store import Store, content_key

NO_MUSIC, AUTO = "none", "auto"
"""What stands for silence, and for a bed by each scene's mood."""
_SURVEY = "3"
"""Raised whenever the same file would be judged otherwise."""

T = TypeVar("T")


@dataclass(frozen=True)
class Score:
    """The music of each chapter by its number (None for none), `level` and `duck` as in MusicCue.

    Chapters in `auto` have a bed by the mood of each scene (`moods`, by a section's identity).
    `chapters` tells the number that a section's identity belongs to. `directed`: whether lines
    may change the music. Files that lines name lie in `folder`; `beds` and `effects` know them.
    Without `sounds`, no effects are heard.
    """

    folder: Path
    music: Mapping[int, Path | None] = field(default_factory=dict)
    chapters: Mapping[str, int] = field(default_factory=dict)
    auto: frozenset[int] = frozenset()
    moods: Mapping[str, SceneMood] = field(default_factory=dict)
    directed: bool = True
    level: float = MUSIC
    duck: float = DUCK
    beds: Mapping[Path, Bed] = field(default_factory=dict)
    effects: Mapping[Path, Effect] = field(default_factory=dict)
    sounds: bool = True

    def find(self, name: str) -> Path | None:
        """The music that a line names, None for none. Raises StoryError."""
        return None if name in (NO_MUSIC, AUTO) else bed_file(name) or self.inside(name)

    def inside(self, name: str) -> Path:
        """A file in the story's folder. Raises StoryError."""
        return _inside(self.folder, name)


def score_of(
    asked: str,
    settings: MusicSettings,
    script: Script,
    every: Sequence[Episode],
    chosen: Sequence[Episode],
    store: Store,
) -> Score:
    """The score of the chosen episodes: `asked` for on the command line, else the story's own.

    `every` are all episodes; they tell which chapter they belong to. Raises SettingsError or
    StoryError, with file and row, where a file is missing or can't be heard.
    """
    sections = [section for part in every for section in part.sections]
    score = Score(
        folder=script.path.parent,
        chapters={each.identity: part.chapter for part in every for each in part.sections},
        moods=scene_moods(sections, script.language),
        directed=not asked,
        level=MUSIC if asked else settings.gain,
        duck=DUCK if asked else settings.duck,
    )
    known = _Known(store, {}, {})
    music = _asked(asked, every, known) if asked else _own(settings, score, every, known)
    auto = _auto(asked, settings, score.folder, frozenset(music))
    for name in BEDS if auto else ():
        known.bed(bed_file(name))
    for section in (section for part in chosen for section in part.sections):
        _look_at(section, score, script.path.name, known)
    return replace(score, music=music, auto=auto, beds=known.beds, effects=known.effects)


@dataclass(frozen=True)
class _Known:
    """What was found out about files, here and in the store."""

    store: Store
    beds: dict[Path, Bed]
    effects: dict[Path, Effect]

    def bed(self, path: Path | None) -> Path | None:
        if path and path not in self.beds:
            judge = partial(survey, partial(level_blocks, path), str(path))
            ours = bed_file(path.stem) == path
            found = bundled_bed(path.stem) if ours else self._once("bed", path, Bed, judge)
            self.beds[path] = found
        return path

    def effect(self, path: Path) -> None:
        if path not in self.effects:
            judge = partial(survey_effect, path)
            self.effects[path] = self._once("effect", path, Effect, judge)

    def _once(self, kind: str, path: Path, made: Callable[..., T], judge: Callable[[], T]) -> T:
        key = content_key("heard", {"kind": kind, "file": file_hash(path), "version": _SURVEY})
        known = self.store.get(key)
        if known:
            return made(**json.loads(known))
        found: Any = judge()
        self.store.put(key, json.dumps(asdict(found)).encode())
        return made(**asdict(found))


def _asked(name: str, every: Sequence[Episode], known: _Known) -> dict[int, Path | None]:
    path = None if name in (NO_MUSIC, AUTO) else bed_file(name) or Path(name)
    if path and not path.exists():
        names = ", ".join((AUTO, *BEDS))
        raise SettingsError(f"--music {name}: there is no such file; {names} come with Inkreel.")
    with _at("--music"):
        bed = known.bed(path)
    return {part.chapter: bed for part in every}


def _own(
    settings: MusicSettings, score: Score, every: Sequence[Episode], known: _Known
) -> dict[int, Path | None]:
    """The story's bed under all chapters, but where a chapter has its own."""
    with _at(_place(score.folder, "file")):
        bed = known.bed(score.find(settings.file)) if settings.file else None
    music = {part.chapter: bed for part in every}
    for chapters, name in settings.chapters.items():
        place = _place(score.folder, "chapters", chapters)
        with _at(place):
            own = known.bed(score.find(name))
        music |= dict.fromkeys(episode_numbers(chapters, len(music), place), own)
    return music


def _auto(
    asked: str, settings: MusicSettings, folder: Path, every: frozenset[int]
) -> frozenset[int]:
    """The chapters whose music is left to their moods."""
    if asked:
        return every if asked == AUTO else frozenset()
    found = every if settings.file == AUTO else frozenset()
    for chapters, name in settings.chapters.items():
        place = _place(folder, "chapters", chapters)
        numbers = frozenset(episode_numbers(chapters, len(every), place))
        found = found | numbers if name == AUTO else found - numbers
    return found


def _look_at(section: Section, score: Score, file: str, known: _Known) -> None:
    for line in section.lines:
        for each in line.annotations:
            with _at(f"{file}:{each.row}"):
                if each.kind == "sound":
                    known.effect(score.inside(each.value))
                if each.kind == "music" and score.directed:
                    known.bed(score.find(each.value))


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise StoryError(f"the sound {name!r} lies outside the story's folder: copy it there.")
    if not path.exists():
        raise StoryError(f"the sound {name!r} is not in the story's folder.")
    return path


def _place(folder: Path, *key: str) -> str:
    """The place of a setting of music, such as "inkreel.toml:12: music.file"."""
    try:
        row = row_of((folder / FILE_NAME).read_text("utf-8"), ["music", *key])
    except OSError:
        row = 0
    name = f"{FILE_NAME}:{row}" if row else FILE_NAME
    return f"{name}: {'.'.join(('music', *key))}"


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Tells where a file is named that can't be used."""
    try:
        yield
    except StoryError as error:
        raise StoryError(f"{place}: {reason(error)}") from error
