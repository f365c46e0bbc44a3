"""Runs the server until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from render.pixels.memory import share_arenas
from render.studio.server.app import studio_app
from render.studio.server.events import Events
from render.studio.server.guard import Guard
from render.studio.session.session import StudioSession
from story.errors import SettingsError

_GRACE = 3
"""Seconds that requests have to end once the server stops."""
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""How a machine names itself."""
_USUAL = ("graceful shutdown", "Invalid HTTP", "upgrade request", "WebSocket library")
"""Parts of what uvicorn says of requests that were cut off or were none."""


def is_told(record: logging.LogRecord) -> bool:
    """Whether somebody should read what the server's own log says: not that requests were cut off
    when it was told to stop, nor that somebody sent what is no request, as often as they like."""
    error = record.exc_info[1] if record.exc_info else None
    told = record.getMessage()
    usual = any(part in told for part in _USUAL)
    return not usual and not isinstance(error, asyncio.CancelledError)


class _Server(uvicorn.Server):
    """Ends the streams of events before it waits for requests to end."""

    def __init__(self, config: uvicorn.Config, events: Events) -> None:
        super().__init__(config)
        self._events = events

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """End cleanly, and come back to whoever called: the session is to be ended, too."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._events.close()
        await super().shutdown(sockets)


def serve(
    make: Callable[[Events], StudioSession],
    host: str,
    port: int,
    token: str,
    ready: Callable[[str], None],
) -> None:
    """Serve the session that `make` makes to whoever has the token, until a signal; `ready` is
    given the page's address.

    Raises SettingsError where the address can't be had, InkreelError as `make` does.
    """
    share_arenas()
    events = Events()
    with _listening(host, port) as listening:
        port = listening.getsockname()[1]
        session = make(events)
        try:
            name = f"[{host}]" if ":" in host else host
            hosts = frozenset(f"{each}:{port}" for each in (*_LOCAL, name, *_own_names(host)))
            app = Guard(studio_app(session, events), token, hosts)
            config = uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=_GRACE,
                ws="none",
                proxy_headers=False,
            )
            logging.getLogger("uvicorn.error").addFilter(is_told)
            ready(f"http://{name}:{port}/?token={token}")
            _Server(config, events).run(sockets=[listening])
        finally:
            session.end()


def _own_names(host: str) -> list[str]:
    """What this machine is called by others, where it listens on all its addresses."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - somebody asked for it
        return []
    own = socket.gethostname()
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(own, None)}
    except OSError:
        found = set()
    return [own, *(f"[{each}]" if ":" in each else each for each in sorted(found))]


def _listening(host: str, port: int) -> socket.socket:
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(kind, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(64)
    except OSError as error:
        found.close()
        raise SettingsError(
            f"--host {host} --port {port} can't be listened on: {error.strerror or error}."
        ) from error
    return found
