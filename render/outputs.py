"""The files of a render that are not film: script, cast and timeline as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from render.caption_formats import srt
from render.captions import CaptionRules, cues
from render.production import Reel
from render.show import Output
from story.errors import StoreError
from story.model import Script
from story.script_json import script_json
from voices.cast import Cast
from voices.cast_file import cast_json
from voices.store import write_aside
from voices.timeline import Timeline


def prepare_folder(out: Path) -> None:
    """Make the output folder. Raises StoreError where it can't be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_aside(out / ".probe", b"")
        (out / ".probe").unlink()
    except OSError as error:
        raise StoreError(
            f"{out} can't be written ({error.strerror or error}): choose another folder with --out."
        ) from error


def write_story(out: Path, script: Script, cast: Cast) -> None:
    """Write script and cast as JSON."""
    write_json(out / "script.json", script_json(script))
    write_json(out / "cast.json", cast_json(cast))


def write_reel(reel: Reel, rules: CaptionRules) -> Output:
    """Write what belongs beside a finished film file: subtitles and timeline."""
    sections = tuple(scene.section for scene in reel.scenes)
    captions = srt(cues(sections, reel.timeline, rules))
    write_file(reel.path.with_suffix(".srt"), captions.encode())
    write_json(reel.path.with_suffix(".timeline.json"), timeline_json(reel.timeline, reel.title))
    seconds = float(reel.timeline.frames / reel.timeline.fps)
    return Output(reel.path, reel.title, seconds, reel.path.stat().st_size)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, content)
    except OSError as error:
        raise StoreError(f"{path} can't be written: {error.strerror or error}.") from error


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write data as JSON that a person can read."""
    write_file(path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def timeline_json(timeline: Timeline, title: str) -> dict[str, Any]:
    """A file's timeline as plain data: sections with their first frame, and all in them.

    Times of clips, words and gaps are samples at 48 kHz from the section's start.
    """
    firsts = timeline.first_frames()
    sections = [
        {"first_frame": first, **asdict(section)}
        for first, section in zip(firsts, timeline.sections, strict=True)
    ]
    return {
        "version": 1,
        "title": title,
        "fps": str(timeline.fps),
        "rate": 48_000,
        "frames": timeline.frames,
        "sections": sections,
    }
