"""Pictures out of the store, for what is drawn here."""

from __future__ import annotations

from render.pixels.picture import Pictures
from story.errors import LostError
from voices.store.store import Store


def stored(store: Store) -> Pictures:
    """Gives a picture of the store by its key; raises LostError where it is gone."""

    def read(key: str) -> bytes:
        content = store.get(key)
        if content is None:
            raise LostError((key,))
        return content

    return read
