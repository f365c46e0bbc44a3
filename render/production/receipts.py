"""Receipts of joined files: they tell whether a file is there and whole, or must be joined."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from story.errors import StoreError, reason
from voices.store.store import Store


def receipt(path: Path) -> bytes:
    """The size and hash of a file, as the store keeps them. Raises StoreError."""
    return json.dumps(_facts(path)).encode()


def intact(path: Path, key: str, store: Store) -> bool:
    """Whether the file at `path` is the one whose receipt is under `key`."""
    raw = store.get(key)
    if raw is None or not path.is_file():
        return False
    kept = json.loads(raw)
    return bool(path.stat().st_size == kept["size"] and _facts(path) == kept)


def _facts(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return {"size": file.tell(), "sha256": digest}
    except OSError as error:
        raise StoreError(f"{path} can't be read: {reason(error)}.") from error
