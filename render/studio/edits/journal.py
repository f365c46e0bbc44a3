"""The journal: what was edited, so that it can be taken back, after a restart, too.

A row of JSON for each step, written and flushed before the files are: "begin" with all changes and
the digests of the files before and after, "done" when they are written. A row that is cut off by a
crash, or is none of ours, is no row, and ends it. What was begun and not done is finished when the
journal is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from render.studio.edits.changes import (
    ConflictError,
    TextChange,
    applied,
    change_from,
    change_json,
    inverse,
)
from render.studio.edits.files import StoryFolder
from story.errors import InkreelError
from voices.store.files import write_aside

MOST = 1000
"""Edits that can be taken back: a day's work, in a file of a few megabytes."""

Step = Literal["do", "undo", "redo"]


@dataclass(frozen=True)
class JournalEntry:
    """An edit that was made: what it was for, and what it changed."""

    what: str
    changes: tuple[TextChange, ...]


class Journal:
    """What was edited in a story, in order; `folder` is the story's, `path` the journal's file."""

    def __init__(self, path: Path, folder: StoryFolder) -> None:
        self._path, self._folder = path, folder
        self._done: list[JournalEntry] = []
        self._undone: list[JournalEntry] = []
        self._open()

    @property
    def undo_name(self) -> str:
        """What undo would take back, "" for nothing."""
        return self._done[-1].what if self._done else ""

    @property
    def redo_name(self) -> str:
        """What redo would bring back, "" for nothing."""
        return self._undone[-1].what if self._undone else ""

    def do(self, what: str, changes: Sequence[TextChange]) -> None:
        """Make an edit. Raises ConflictError where the files say something else now."""
        self._perform("do", JournalEntry(what, tuple(changes)), changes)

    def undo(self) -> str:
        """Take the last edit back; returns what it was, "" for nothing. Raises ConflictError."""
        if not self._done:
            return ""
        last = self._done[-1]
        self._perform("undo", last, inverse(last.changes))
        return last.what

    def redo(self) -> str:
        """Bring back what undo took; returns what it was, "" for nothing. Raises ConflictError."""
        if not self._undone:
            return ""
        last = self._undone[-1]
        self._perform("redo", last, last.changes)
        return last.what

    def _perform(self, step: Step, edit: JournalEntry, changes: Sequence[TextChange]) -> None:
        names = dict.fromkeys(each.file for each in changes)
        before = {name: self._folder.text(name) for name in names}
        after = applied(before, changes)
        row = {
            "step": step,
            "what": edit.what,
            "changes": [change_json(each) for each in edit.changes],
            "before": {name: digest(text) for name, text in before.items()},
            "after": {name: digest(text) for name, text in after.items()},
        }
        self._write({"begin": row})
        self._folder.write(after)
        self._write({"done": True})
        self._count(step, edit)

    def _count(self, step: Step, edit: JournalEntry) -> None:
        if step == "undo":
            self._undone += self._done[-1:]
            del self._done[-1:]
            return
        if step == "redo":
            del self._undone[-1:]
        else:
            self._undone.clear()
        self._done.append(edit)
        del self._done[:-MOST]

    def _write(self, row: Mapping[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(_line(row))
            file.flush()
            os.fsync(file.fileno())

    def _open(self) -> None:
        """Read the journal, finish what was begun, and write it anew, without what is too old."""
        begun: dict[str, Any] | None = None
        for row in _rows(self._path):
            if "begin" in row:
                begun = row["begin"]
            elif begun:
                self._count(begun["step"], _edit(begun))
                begun = None
        if begun and self._finish(begun):
            self._count(begun["step"], _edit(begun))
        if self._path.exists():
            rows = [*_kept(self._done), *_kept(self._undone[::-1])]
            rows += [{"begin": _row("undo", each)} for each in self._undone[::-1]]
            parts = (part for row in rows for part in (row, {"done": True}))
            content = b"".join(
                json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in parts
            )
            write_aside(self._path, content)

    def _finish(self, begun: Mapping[str, Any]) -> bool:
        """Write what a crash left unwritten; whether the step is done now.

        A file that is neither as it was before the step nor as it was to be is somebody's work
        since then: it stays, and so do the others.
        """
        edit = _edit(begun)
        changes = inverse(edit.changes) if begun["step"] == "undo" else edit.changes
        try:
            texts = {name: self._folder.text(name) for name in begun["before"]}
        except InkreelError:
            return False
        digests = {name: digest(text) for name, text in texts.items()}
        missing = {name for name in texts if digests[name] == begun["before"][name]}
        if any(digests[name] != begun["after"][name] for name in set(texts) - missing):
            return False
        try:
            wanted = [each for each in changes if each.file in missing]
            self._folder.write(applied({name: texts[name] for name in missing}, wanted))
        except ConflictError:
            return False
        return True


def digest(text: str | None) -> str:
    """What tells a text from another; "" for no file."""
    return "" if text is None else hashlib.sha256(text.encode("utf-8")).hexdigest()


def _edit(row: Mapping[str, Any]) -> JournalEntry:
    return JournalEntry(row["what"], tuple(change_from(each) for each in row["changes"]))


def _row(step: Step, edit: JournalEntry) -> dict[str, Any]:
    changes = [change_json(each) for each in edit.changes]
    return {"step": step, "what": edit.what, "changes": changes, "before": {}, "after": {}}


def _kept(edits: Sequence[JournalEntry]) -> list[dict[str, Any]]:
    return [{"begin": _row("do", each)} for each in edits]


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _rows(path: Path) -> list[dict[str, Any]]:
    """The whole rows of a journal; one that a crash cut off, or is none of ours, ends it."""
    rows: list[dict[str, Any]] = []
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            row = json.loads(line)
            _check(row)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            break
        rows.append(row)
    return rows


def _check(row: dict[str, Any]) -> None:
    """Raises TypeError, KeyError, AttributeError or ValueError where a row is none of ours."""
    begun = row.get("begin")
    if begun is None:
        return
    if begun["step"] not in get_args(Step) or begun["before"].keys() != begun["after"].keys():
        raise ValueError(begun["step"])
    for each in _edit(begun).changes:
        inverse([each])
        if not isinstance(each.file, str):
            raise TypeError(each.file)
