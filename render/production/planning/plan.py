"""What a render is asked to make, and what it gives back: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from render.camera.shot_list import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.brought import Brought
from render.lettering.model import LetterStyle
from render.pixels.segments import VideoSettings
from render.production.planning.scenes import Scene
from render.shots import View
from story.callouts import Callout
from story.credits import Credit
from story.model import Section
from story.settings import Transition
from voices.arranging.rhythm import Rhythm
from voices.casting.voice_use import VoiceUse
from voices.music.score import Score
from voices.recording.gain_requests import GainRequest
from voices.timeline import Timeline


@dataclass(frozen=True)
class EpisodePlan:
    """A file to make from scenes [first, last). `number` counts episodes, 0 is the whole film.

    `following` is the next episode's title, "" after the last.
    """

    number: int
    title: str
    path: Path
    first: int
    last: int
    following: str = ""


@dataclass(frozen=True)
class RenderPlan:
    """All that a render makes, planned: nothing of it is recorded or drawn yet.

    `gains` are to be measured before their voices, by id, are heard. `people` are the names of the
    story's characters, whom the camera looks for, `language` its IETF tag. Files close with an end
    screen of `end` frames, after the last episode with the `credits`; `zones` leaves room in it for
    what a site lays there. With `insets`, who is named is seen near in a corner; with
    `splits`, people who are far apart are seen side by side; with `recall`, a picture of before
    comes back for a moment.
    By `depth` of the frame's width artists' layers pass each other, and near things far ones in
    other panels.
    """

    title: str
    scenes: tuple[Scene, ...]
    episodes: tuple[EpisodePlan, ...]
    cast: Mapping[str, VoiceUse]
    rhythm: Rhythm
    view: View
    video: VideoSettings
    loudness: float
    gains: Mapping[str, GainRequest] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    intro: Brought | None = None
    outro: Brought | None = None
    score: Score | None = None
    end: int = 0
    zones: bool = False
    author: str = ""
    credits: tuple[Credit, ...] = ()
    letters: LetterStyle = field(default_factory=LetterStyle)
    transition: Transition = "crossfade"
    insets: bool = False
    depth: tuple[float, float] = (0.0, 0.0)
    splits: bool = False
    recall: bool = True
    language: str = "en"

    def scenes_of(self, episode: int) -> range:
        """The numbers of the scenes of the file `episode`, by its place in `episodes`."""
        return range(self.episodes[episode].first, self.episodes[episode].last)


@dataclass(frozen=True)
class MadeEpisode:
    """A file and what went into it: sections beside those of the timeline, an intro's among them.

    `directions` stand beside the sections; an intro and an end screen have no shots of their own.
    `pictures` are the facts of the panels that were found, by path as written; `callouts` are words
    that may be seen, of all sections.
    """

    plan: EpisodePlan
    sections: tuple[Section, ...]
    timeline: Timeline
    directions: tuple[ShotPlan, ...]
    pictures: Mapping[str, PictureFacts]
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True)
class EpisodeFile:
    """A finished film file: how long it lasts in seconds, and its size in bytes."""

    path: Path
    title: str
    seconds: float
    size: int
