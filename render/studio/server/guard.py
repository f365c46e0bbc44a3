"""Who may speak to the server: whoever has the token, from the server's own page.

Pages of other sites can make a browser send requests here: they have no token, and they are told by
`Origin` and, where they point a name of theirs at this machine, by `Host`.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST = 256_000
"""Bytes of a request's body: an edit quotes a paragraph, not a book."""
LONGEST_PATH = 500
"""Characters of an address: the names of the store have some sixty."""
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        b"style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; "
        b"base-uri 'none'; form-action 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""What every answer says: a browser loads, sends and shows nothing from or to elsewhere."""


class Guard:
    """Lets requests of the studio's own page through to `app`, and refuses all others."""

    def __init__(self, app: App, token: str, hosts: frozenset[str]) -> None:
        """`hosts` are the names, with the port, under which the server is reached."""
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        heads = _headers(scope)
        why = self._refused(scope["path"], heads)
        if why:
            await _answer(send, 403, why)
        elif len(scope["path"]) > LONGEST_PATH:
            await _answer(send, 414, "the address is too long")
        elif int(heads.get("content-length") or 0) > LONGEST:
            await _answer(send, 413, "the request is too long")
        else:
            await self._app(scope, _bounded(receive), _safe(send))

    def _refused(self, path: str, heads: dict[str, str]) -> str:
        """Why a request is refused, "" where it is let in."""
        if heads.get("host", "") not in self._hosts:
            return "this server is reached by the address that the command printed"
        origin = heads.get("origin", "")
        if origin and origin.removeprefix("http://") not in self._hosts:
            return "pages of other sites may not use the studio"
        scheme, _, given = heads.get("authorization", "").partition(" ")
        known = scheme.lower() == "bearer" and hmac.compare_digest(
            given.strip().encode(), self._token.encode()
        )
        if path.startswith("/api/") and not known:
            return "the token is missing or wrong: open the address that the command printed"
        return ""


def _headers(scope: Scope) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }


def _bounded(receive: Receive) -> Receive:
    """The body up to its longest; a longer one, whose length nobody told, ends the connection."""
    got = 0

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        return {"type": "http.disconnect"} if got > LONGEST else message

    return bounded


def _safe(send: Send) -> Send:
    async def safe(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in message.get("headers", ())}
            more = [each for each in HEADERS if each[0] not in names]
            message = {**message, "headers": [*message.get("headers", ()), *more]}
        await send(message)

    return safe


async def _answer(send: Send, status: int, text: str) -> None:
    heads = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": heads})
    await send({"type": "http.response.body", "body": text.encode()})
