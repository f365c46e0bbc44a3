"""The beds that come with Inkreel, and what names a sound file in a key."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from story.assets import asset
from story.episodes.moods import MOODS, Mood
from story.errors import StoryError, reason
from voices.music.beds import Bed, Form
from voices.music.cues import MusicCue, SoundCue
from voices.sound.sound_files import check_is_file

BEDS: tuple[Mood, ...] = MOODS
"""One for each mood, by its name."""
_PIECE = 1 << 20
"""Bytes read at a time: memory stays flat, whatever the file."""


def bed_file(name: str) -> Path | None:
    """The file of a bundled bed, None where `name` is none of theirs."""
    return asset(f"music/{name}.ogg") if name in BEDS else None


def bundled_bed(name: str) -> Bed:
    """What is known of a bundled bed, written down where it was composed."""
    facts = _facts()[name]
    form = Form(facts["bars"], tuple(facts["themes"]), facts["final"], facts["end"])
    return Bed(facts["lead"], facts["last"], facts["lead"], facts["loud"], form)


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(asset("music/beds.toml").read_text("utf-8"))


def cue_identity(cue: MusicCue | SoundCue) -> dict[str, Any]:
    """A cue as plain data for a key: its file by content, not by where it lies.

    Raises StoryError where the file can't be read.
    """
    facts = asdict(cue)
    facts["path"] = file_hash(cue.path)
    return facts


def file_hash(path: Path) -> str:
    """The sha256 of a file's content, read piece by piece. Raises StoryError."""
    check_is_file(path)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise StoryError(f"the sound file {path} can't be opened: {reason(error)}.") from error
    return digest.hexdigest()
