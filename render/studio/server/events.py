"""Server-sent events: what happens in the session, to every page that listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

_WAITING = 256
"""Events that may wait for a page; one that is slower asks for everything anew."""
_BEAT = 15.0
"""Seconds between two signs of life, so that a page knows when the server is gone."""


class Events:
    """Hands events from any thread to pages that listen."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[str | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, name: str, data: Mapping[str, Any]) -> None:
        """Send an event, from any thread; nothing where nobody listens."""
        loop, text = self._loop, f"event: {name}\ndata: {json.dumps(dict(data))}\n\n"
        if loop and not loop.is_closed():
            loop.call_soon_threadsafe(self._put, text)

    def close(self) -> None:
        """End every page's stream, from the server's own thread."""
        for queue in self._pages:
            _offer(queue, None)

    async def stream(self) -> AsyncIterator[str]:
        """The events from now on, as text."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue(_WAITING)
        self._pages.add(queue)
        try:
            yield ": hello\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    text = ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._pages.discard(queue)

    def _put(self, text: str) -> None:
        for queue in self._pages:
            _offer(queue, text)


def _offer(queue: asyncio.Queue[str | None], text: str | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait("event: lost\ndata: {}\n\n")
    queue.put_nowait(text)
