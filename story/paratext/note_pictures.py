"""Pictures that notes stand for, where a text names none: files beside it, one for each note."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from story.document import Block, Picture, Prompt
from story.formats.base import Report
from story.formats.dialects.base import PICTURE_SUFFIXES
from story.formats.natural_order import natural
from story.problems import counted

_FOLDERS = ("images", "illustrations", "pictures", "art", "img", "media", "drawings", "panels")
"""Where people and archives keep the pictures of a text."""
_MOST = 2000
"""Files in such a folder that are looked at."""


def with_their_pictures(
    blocks: Sequence[Block], noted: frozenset[int], folder: Path, report: Report
) -> list[Block]:
    """The blocks with a picture for each prompt that starts at one of `noted`, where as many files
    lie beside the story; one Problem where there are notes and no such files."""
    notes = [block for block in blocks if isinstance(block, Prompt) and block.start in noted]
    if not notes or any(isinstance(block, Picture) for block in blocks):
        return list(blocks)
    files = _files(folder)
    if len(files) != len(notes):
        report(
            notes[0].start,
            "notes-without-pictures",
            f"Pictures are told of in {counted(len(notes), 'note')}, but the text names no file"
            + (f", and beside it lie {len(files)}." if files else "."),
            "Put the pictures into a folder images/, named in the order of the notes, or write "
            "![](images/1.jpg) where each belongs.",
        )
        return list(blocks)
    by_start = dict(zip((note.start for note in notes), files, strict=True))
    out: list[Block] = []
    for block in blocks:
        out.append(block)
        if isinstance(block, Prompt) and block.start in by_start:
            out.append(Picture(by_start[block.start], "", block.start, block.end))
    return out


def _files(folder: Path) -> list[str]:
    """Pictures in the first folder beside a story that holds any, in natural order."""
    for name in _FOLDERS:
        try:
            with os.scandir(folder / name) as entries:
                found = [entry.name for entry, _ in zip(entries, range(_MOST), strict=False)]
        except (OSError, ValueError):
            continue
        drawn = [one for one in found if one.lower().rpartition(".")[2] in PICTURE_SUFFIXES]
        if drawn:
            return [f"{name}/{one}" for one in sorted(drawn, key=natural)]
    return []
