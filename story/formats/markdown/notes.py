"""A writer's annotations: HTML comments such as `<!-- pause 1.5s -->`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from story.document import Note
from story.formats.base import Report

KEYS = ("voice", "pause", "say", "camera", "skip", "sound", "keep", "music")
_SHAPE = re.compile(
    r"\s*(?P<key>[A-Za-z][\w-]{0,30})(?:\s*:\s*|\s+|(?=\s*$))(?P<value>.*?)\s*", re.DOTALL
)
_SECONDS = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(s|sec|seconds?|ms)?", re.IGNORECASE)
_OTHERS = ("todo", "fixme", "note", "more", "toc", "http", "https", "markdownlint", "prettier")
_PAUSE_LIMIT = 60.0


@dataclass(frozen=True)
class Comment:
    body: str
    start: int
    end: int


def read_comment(comment: Comment, report: Report) -> Note | None:
    """The annotation in a comment, None where it is an ordinary comment or a wrong one."""
    found = _SHAPE.fullmatch(comment.body) if len(comment.body) < 400 else None
    if not found:
        return None
    key, value = found["key"].lower(), found["value"]
    if key not in KEYS or (key != "pause" and key != "skip" and ":" not in comment.body):
        _unknown(comment, key, report)
        return None
    return _checked(Note(key, value, comment.start, comment.end), report)


def _unknown(comment: Comment, key: str, report: Report) -> None:
    near = get_close_matches(key, KEYS, 1, 0.7)
    labelled = re.match(r"\s*[a-z][\w-]*\s*:(?!//)", comment.body)
    if key not in _OTHERS and (labelled or (near and len(comment.body.split()) < 3)):
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(KEYS)}."
        report(comment.start, "annotation-unknown", f"Unknown annotation {key!r}.", hint)


def _checked(note: Note, report: Report) -> Note | None:
    if note.key == "pause":
        seconds = _SECONDS.fullmatch(note.value)
        size = float(seconds[1]) / (1000 if seconds[2] == "ms" else 1) if seconds else -1.0
        if not 0 <= size <= _PAUSE_LIMIT:
            report(
                note.start, "annotation-wrong", f"{note.value!r} is no pause.", "Write pause 1.5s."
            )
            return None
        return Note("pause", f"{size:g}", note.start, note.end)
    if note.key == "say" and len([part for part in note.value.split("|") if part.strip()]) != 2:
        report(note.start, "annotation-wrong", "say needs two parts.", "Write say: gif | jiff.")
        return None
    if note.key not in ("skip", "keep") and not note.value:
        report(
            note.start, "annotation-wrong", f"{note.key} needs a value.", "See docs/annotations.md."
        )
        return None
    return note
