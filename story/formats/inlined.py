"""Pictures that a text itself holds (`data:image/png;base64,…`): files in a folder of our own."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from story.document import Block, Document, Picture
from story.formats.archive import temporary_folder
from story.problems import Problem, Problems

_DATA = re.compile(r"data:image/(?P<kind>[\w.+-]{1,20})(?P<coded>[^,]{0,100}),", re.IGNORECASE)
_SUFFIXES = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico"}
_SMALLEST = 200
"""Bytes: what is smaller holds a place until the true picture is loaded."""


def with_inlined(document: Document, problems: Problems) -> Document:
    """The document with each picture in its text under a short name, and its file in `inlined`.

    They unpack to less than the text, which is bounded. One Problem tells of broken ones.
    """
    if not any(isinstance(b, Picture) and b.path.startswith("data:") for b in document.blocks):
        return document
    files: dict[str, Path] = {}
    folder = temporary_folder()
    blocks = [_named(block, folder, files) for block in document.blocks]
    lost = sum(isinstance(b, Picture) and b.path.startswith("data:") for b in blocks)
    if lost:
        message = f"{lost} pictures in the text can't be decoded."
        advice = "Save them as files beside the story."
        problems.add(Problem(document.path.name, 0, "panel-missing", message, advice))
    kept = tuple(b for b in blocks if b and not (isinstance(b, Picture) and _is_data(b.path)))
    return replace(document, blocks=kept, inlined={**document.inlined, **files})


def _is_data(path: str) -> bool:
    return path.startswith("data:")


def _named(block: Block, folder: Path, files: dict[str, Path]) -> Block | None:
    """A picture under its name; as it was where it can't be decoded, None for a placeholder."""
    if not isinstance(block, Picture) or not _is_data(block.path):
        return block
    found = _DATA.match(block.path)
    data = _decoded(block.path[found.end() :], found["coded"]) if found else b""
    if not found or not data:
        return block
    if len(data) < _SMALLEST:
        return None
    kind = found["kind"].lower()
    name = f"{hashlib.sha256(data).hexdigest()[:12]}.{_SUFFIXES.get(kind, kind)}"
    if name not in files:
        (folder / name).write_bytes(data)
        files[f"inline:{name}"] = folder / name
    return replace(block, path=f"inline:{name}")


def _decoded(text: str, coded: str) -> bytes:
    try:
        if "base64" not in coded.lower():
            return unquote_to_bytes(text)
        return base64.b64decode(re.sub(rb"\s+", b"", unquote_to_bytes(text)))
    except (binascii.Error, ValueError):
        return b""
