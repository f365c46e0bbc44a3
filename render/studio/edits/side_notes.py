"""Edits of stories that hold no comments: notes in the story's own file of settings."""

from __future__ import annotations

import re
from typing import Any

from render.studio.edits.changes import EditError, TextChange, applied
from render.studio.edits.comments import (
    ANY,
    StoryText,
    Wanted,
    comment_text,
    sidecar_of,
    texts_but,
    two_lines,
)
from render.studio.edits.settings_keys import with_notes_in
from story.errors import InkreelError, reason
from story.formats.base import part_at
from story.model import Line
from story.settings import FILE_NAME, NoteSettings

_WORDS = 8
"""Words of a line that a note quotes: enough to be found again, few enough to be read."""
_LONGEST = 4000
"""Characters that a note may quote."""


def side_note(
    story: StoryText, line: Line, kind: str, value: str, wanted: Wanted, like: str = ANY
) -> list[TextChange]:
    """The note `kind` before `line` says `value`; "" takes it away. Raises EditError."""
    text = " ".join(line.text.split()[:_WORDS])
    pattern = re.compile(rf"{kind}\b\s*:?\s*{like}\s*", re.IGNORECASE)
    notes = list(story.settings.notes)
    at = next(
        (
            number
            for number, each in enumerate(notes)
            if each.text == text and pattern.fullmatch(each.note) and _is_at(each, line, story)
        ),
        None,
    )
    said = comment_text(kind, value)
    if at is None and not value:
        return []
    if at is None:
        notes.append(_note(story, line, text, said))
    elif value:
        notes[at] = notes[at].model_copy(update={"note": said})
    else:
        del notes[at]
    return _written(story, notes, wanted)


def parted_beside(story: StoryText, line: Line, at: int) -> list[TextChange]:
    """A note that has another line begin at the character `at` of a line. Raises EditError."""
    text = " ".join(line.text[at:].split()[:_WORDS])
    part = part_at(story.script.parts, line.start)
    offset = line.offsets[at] - (part.start if part else 0)
    name = part.name if part else ""
    note = NoteSettings(part=name, offset=offset, text=text, note="split")
    return _written(story, [*story.settings.notes, note], two_lines(line, at))


def left_out(story: StoryText, line: Line) -> list[TextChange]:
    """A note that leaves `line` out. Raises EditError."""
    notes = [*story.settings.notes, _note(story, line, line.text[:_LONGEST], "skip")]

    def wanted(before: list[Line], after: list[Line]) -> bool:
        return texts_but(before, line.id) == texts_but(after)

    return _written(story, notes, wanted)


def _note(story: StoryText, line: Line, text: str, said: str) -> NoteSettings:
    part = part_at(story.script.parts, line.start)
    offset = line.start - (part.start if part else 0)
    return NoteSettings(part=part.name if part else "", offset=offset, text=text, note=said)


def _is_at(note: NoteSettings, line: Line, story: StoryText) -> bool:
    mine = _note(story, line, note.text, note.note)
    return note.offset is None or (note.part, note.offset) == (mine.part, mine.offset)


def _written(story: StoryText, notes: list[NoteSettings], wanted: Wanted) -> list[TextChange]:
    file = _file(story)
    rows: list[dict[str, Any]] = [each.model_dump(exclude_defaults=True) for each in notes]
    changes = [with_notes_in(file, story.texts.get(file), rows)]
    try:
        after = story.with_texts(applied(story.texts, changes)).lines()
    except InkreelError as error:
        raise EditError(f"this can't be said beside the story: {reason(error)}") from error
    if not wanted(story.lines(), after):
        raise EditError("no note at this line says that without changing others.")
    return changes


def _file(story: StoryText) -> str:
    """Where the story's notes stand, or may stand."""
    own, mark = sidecar_of(story.path), "[[notes]]"
    if mark in story.texts.get(FILE_NAME, "") and mark not in story.texts.get(own, ""):
        return FILE_NAME
    return FILE_NAME if story.path.is_dir() and story.script.parts else own
