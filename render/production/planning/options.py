"""What a render is asked for, as plain data; the command line fills it in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from render.pixels.segments import Quality
from render.production.planning.style import StyleOptions
from story.episodes.episodes import EpisodesBy
from story.errors import SettingsError
from voices.engines.catalogue import Allowed

_ASPECTS = {"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080), "4:3": (1440, 1080)}
_RATES = (Fraction(24), Fraction(25), Fraction(30), Fraction(48), Fraction(50), Fraction(60))


@dataclass(frozen=True)
class EpisodeOptions:
    """What is told, in which files.

    `book` makes one story of all files in a folder, `commented` shows pictures in comments.
    `chapters` such as "2-4", "" for all. `film` joins them all, too. `shorts` cuts episodes to
    three minutes. `described` speaks what each panel shows. An end screen lasts `end` seconds,
    None for as long as it takes.
    """

    by: EpisodesBy = "auto"
    chapters: str = ""
    film: bool = False
    shorts: bool = False
    described: bool = False
    book: bool = False
    commented: bool = False
    intro: Path | None = None
    outro: Path | None = None
    end: float | None = None


@dataclass(frozen=True)
class PictureOptions:
    """What is seen: `size` in pixels, width and height even; `fps` exact.

    `still` holds each panel. `upscale` draws close-ups anew, so that the camera comes nearer; a
    draft never does. With `recall`, pictures of before come back. `depth` is by how many percent of
    the width near things pass far ones, None for the story's own. `style` is what stands on it;
    `children` gives captions their reading speed.
    """

    size: tuple[int, int] = (1920, 1080)
    fps: Fraction = Fraction(30)
    quality: Quality = "good"
    still: bool = False
    upscale: bool = True
    recall: bool = True
    style: StyleOptions = field(default_factory=StyleOptions)
    depth: float | None = None
    children: bool = False


@dataclass(frozen=True)
class CastOptions:
    """Who speaks. `one` lets the narrator read everything, `dry` puts everybody in the middle.

    `engine` is what voices are cast from, "" for the best that suits; `allowed` are engines that
    the story sets up and may use. `listen` has takes transcribed and compared; `pace` is how fast
    everything is read. `locked` refuses what differs from the story's inkreel.lock.
    """

    one: bool = False
    engine: str = ""
    allowed: Allowed = field(default_factory=Allowed)
    listen: bool = False
    pace: float = 1.0
    dry: bool = False
    locked: bool = False


@dataclass(frozen=True)
class SoundOptions:
    """What is heard besides: `loudness` in LUFS; `music` is "auto", "none", a bed or a file,
    "" for the story's own; `stems` are written as FLAC. `breath` lets pauses be longer where it
    counts. `effects`: are sounds heard?"""

    loudness: float = -14.0
    music: str = ""
    stems: bool = False
    breath: bool = True
    effects: bool = True


@dataclass(frozen=True)
class RenderOptions:
    """What a render is asked for, by stage. `out` is where files go.

    `draft` is for a quick look, with the fast voice.
    """

    out: Path
    draft: bool = False
    episodes: EpisodeOptions = field(default_factory=EpisodeOptions)
    cast: CastOptions = field(default_factory=CastOptions)
    picture: PictureOptions = field(default_factory=PictureOptions)
    sound: SoundOptions = field(default_factory=SoundOptions)


def parse_size(text: str) -> tuple[int, int]:
    """Width and height from "1920x1080". Raises SettingsError."""
    found = re.fullmatch(r"\s*(\d{2,5})\s*[x×*]\s*(\d{2,5})\s*", text)
    if not found:
        raise SettingsError(f"--size {text!r}: write width x height in pixels, such as 1920x1080.")
    width, height = int(found[1]), int(found[2])
    if width % 2 or height % 2:
        raise SettingsError(f"--size {text}: width and height must be even for H.264.")
    if not (160 <= width <= 4096 and 160 <= height <= 4096):
        raise SettingsError(f"--size {text}: each side must lie between 160 and 4096 pixels.")
    return width, height


def parse_fps(text: str) -> Fraction:
    """Frames a second from "30", "29.97" or "30000/1001". Raises SettingsError."""
    named = {
        "23.976": Fraction(24000, 1001),
        "29.97": Fraction(30000, 1001),
        "59.94": Fraction(60000, 1001),
    }
    short = len(text) < 20 and "e" not in text.lower()  # "1e99999999" would take hours to read
    try:
        rate = named.get(text.strip()) or Fraction(text.strip() if short else 0)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if rate not in _RATES and rate not in named.values():
        raise SettingsError(
            f"--fps {text!r}: use one of 24, 25, 30, 48, 50, 60, 23.976, 29.97, 59.94."
        )
    return rate


def aspect_size(aspect: str, size: tuple[int, int]) -> tuple[int, int]:
    """`size` turned or cut to `aspect`, keeping its shorter side. Raises SettingsError."""
    if aspect not in _ASPECTS:
        raise SettingsError(f"--aspect {aspect!r}: use one of {', '.join(_ASPECTS)}.")
    width, height = _ASPECTS[aspect]
    short = min(size)
    scale = Fraction(short, min(width, height))
    return _even(width * scale), _even(height * scale)


def draft_size(size: tuple[int, int]) -> tuple[int, int]:
    """Half of `size`, even."""
    return _even(Fraction(size[0], 2)), _even(Fraction(size[1], 2))


def _even(value: Fraction) -> int:
    return int(value / 2 + Fraction(1, 2)) * 2
