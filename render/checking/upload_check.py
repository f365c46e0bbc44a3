"""Judges a folder of upload files: whether a video site takes them as they are."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PIL import Image, UnidentifiedImageError

from render.checking.verdict import CheckVerdict, failed, verdict
from render.pixels.picture import FORMATS
from render.publishing.upload_text import (
    CHAPTER_SECONDS,
    DESCRIPTION_BYTES,
    FEWEST_CHAPTERS,
    TAG_CHARACTERS,
    THUMBNAIL_BYTES,
    TITLE_CHARACTERS,
    tags_length,
)
from story.errors import reason

_CHAPTER = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2}) \S")
_PRIVACY = ("private", "unlisted", "public")


def check_upload(name: str, files: Mapping[str, bytes]) -> tuple[CheckVerdict, ...]:
    """The verdicts on upload files, by file name: upload.json, and what stands beside it."""
    try:
        data = json.loads(files["upload.json"].decode("utf-8"))
    except (KeyError, ValueError) as error:
        return (failed(name, "upload.json", f"can't be read: {reason(error)}", "JSON"),)
    if not isinstance(data, dict):
        return (failed(name, "upload.json", "not an object", "JSON"),)
    return (
        *_words(name, data),
        *_chapters(name, data),
        *_settled(name, data),
        *_pictures(name, data, files),
        *_beside(name, data, files),
    )


def _words(name: str, data: Mapping[str, Any]) -> Iterator[CheckVerdict]:
    title, description = str(data.get("title", "")), str(data.get("description", ""))
    plain = not set("<>") & set(title) and "\n" not in title
    fine = 0 < len(title) <= TITLE_CHARACTERS and plain
    wanted = f"1 to {TITLE_CHARACTERS} characters, no < >"
    yield verdict(name, "title", fine, f"{len(title)} characters", wanted)
    size = len(description.encode())
    fine = size <= DESCRIPTION_BYTES and not set("<>") & set(description)
    wanted = f"at most {DESCRIPTION_BYTES} bytes, no < >"
    yield verdict(name, "description", fine, f"{size} bytes", wanted)
    tags = data.get("tags", [])
    tags = [str(tag) for tag in tags] if isinstance(tags, list) else []
    fine = tags_length(tags) <= TAG_CHARACTERS and not any(set('<>,"') & set(tag) for tag in tags)
    wanted = f"at most {TAG_CHARACTERS} characters together"
    yield verdict(name, "tags", fine, f"{tags_length(tags)} characters", wanted)


def _chapters(name: str, data: Mapping[str, Any]) -> Iterator[CheckVerdict]:
    """The chapters that a reader of the description finds in it."""
    rows = str(data.get("description", "")).splitlines()
    times = [_seconds(found) for row in rows if (found := _CHAPTER.match(row))]
    wanted = f"none, or {FEWEST_CHAPTERS} from 0:00, each {CHAPTER_SECONDS} s, rising"
    if not times:
        yield verdict(name, "chapters", passed=True, figure="none", wanted=wanted)
        return
    edges = [*times, float(data.get("seconds") or times[-1] + CHAPTER_SECONDS)]
    lengths = [after - before for before, after in pairwise(edges)]
    fine = times[0] == 0 and len(times) >= FEWEST_CHAPTERS and min(lengths) >= CHAPTER_SECONDS
    figure = f"{len(times)}, from {times[0]} s, the shortest {min(lengths):.0f} s"
    yield verdict(name, "chapters", fine, figure, wanted)


def _settled(name: str, data: Mapping[str, Any]) -> Iterator[CheckVerdict]:
    for key, label in (("made_for_kids", "made for kids"), ("synthetic_media", "synthetic media")):
        value = data.get(key)
        figure = (
            {True: "yes", False: "no"}.get(value, "not set") if value is not None else "not set"
        )
        wanted = f"youtube.{key} = true or false in inkreel.toml"
        yield verdict(name, label, isinstance(value, bool), figure, wanted)
    privacy = str(data.get("privacy", ""))
    yield verdict(name, "privacy", privacy in _PRIVACY, privacy, ", ".join(_PRIVACY))
    scheduled = data.get("publish_at")
    if scheduled:
        fine = privacy == "private"
        yield verdict(name, "schedule", fine, str(scheduled), "private until then")


def _pictures(
    name: str, data: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[CheckVerdict]:
    wanted = "1280x720, at most 2 MB"
    content = files.get(_file_of(data.get("thumbnail")), b"")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            size, kind = image.size, image.format
    except (UnidentifiedImageError, OSError):
        yield failed(name, "thumbnail", "missing or no picture", wanted)
        return
    fine = size == (1280, 720) and len(content) <= THUMBNAIL_BYTES and kind in ("JPEG", "PNG")
    figure = f"{size[0]}x{size[1]} {kind}, {len(content) / 1e6:.2f} MB"
    yield verdict(name, "thumbnail", fine, figure, wanted)


def _beside(
    name: str, data: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[CheckVerdict]:
    """The texts that people paste say what the JSON says."""
    for key in ("title", "description"):
        text = files.get(f"{key}.txt")
        same = text is not None and text.decode("utf-8", "replace").rstrip("\n") == data.get(key)
        if not same:
            figure = "missing" if text is None else "other words than upload.json"
            yield failed(name, f"{key}.txt", figure, "as in upload.json")
    captions: Sequence[Any] = data.get("captions") or []
    missing = [_file_of(each) for each in captions if _file_of(each) not in files]
    figure = f"missing: {', '.join(missing)}" if missing else f"{len(captions)}"
    yield verdict(name, "captions", not missing and bool(captions), figure, "each file named")


def _file_of(entry: object) -> str:
    return str(entry.get("file", "")) if isinstance(entry, Mapping) else ""


def _seconds(found: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds
