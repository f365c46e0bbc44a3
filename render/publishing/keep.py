"""Files that take a while to draw, kept in the store under all that they are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from story.errors import StoreError
from voices.store.store import Store, content_key

Make = Callable[[], bytes]
Keep = Callable[[str, Mapping[str, Any], Make], bytes]
"""Gives what a kind of thing made from plain data is; makes it where nobody did before."""


def make_now(_kind: str, _made_of: Mapping[str, Any], make: Make) -> bytes:
    """Keep nothing: for tests, and where there is no store."""
    return make()


class StoreKeep:
    """Keeps files in a store; `keys` are those of all that was asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.keys: list[str] = []

    def __call__(self, kind: str, made_of: Mapping[str, Any], make: Make) -> bytes:
        """See Keep. A store that can't be written serves what it has."""
        key = content_key(kind, made_of)
        self.keys.append(key)
        found = self._store.get(key)
        if found is not None:
            return found
        made = make()
        with suppress(StoreError):
            self._store.put(key, made)
        return made
