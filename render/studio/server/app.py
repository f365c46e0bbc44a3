"""What the server answers: each route is one call of the session."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from render.studio.edits.changes import ConflictError, EditError
from render.studio.edits.requests import EditRequest, LineAt, Name
from render.studio.server.events import Events
from render.studio.server.openapi import openapi_page
from render.studio.session.session import StudioSession
from render.studio.session.sounds import Trial
from story.assets import asset
from story.errors import InkreelError, LostError, reason

Place = Annotated[int, Field(ge=0, le=100_000)]
_EDIT: TypeAdapter[Any] = TypeAdapter(EditRequest)


class TrialRequest(BaseModel):
    """A line to be heard, with notes (kind, value) in place of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    line: LineAt
    notes: tuple[tuple[Literal["voice", "say", "delivery", "take"], Name | str], ...] = Field(
        default=(), max_length=20
    )


class RenderRequest(BaseModel):
    """A render: a draft or the film, of all chapters or some; or of one scene by itself, by its
    episode and its place there, from 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    draft: bool = False
    chapters: str = Field(default="", max_length=100, pattern=r"^[\d,\- ]*$")
    scene: tuple[Place, Place] | None = None


def studio_app(session: StudioSession, events: Events) -> Starlette:
    """The page, and what it asks for. Nothing here looks who asks: `Guard` does."""
    return Starlette(routes=[*Api(session, events).routes(), *_page_routes()])


class Api:
    """What is answered under `/api/`; `openapi.py` says what each takes and gives."""

    def __init__(self, session: StudioSession, events: Events) -> None:
        self._session, self._events = session, events
        # One picture is drawn at a time: whoever waits for one holds no thread that others need.
        self._drawing = asyncio.Lock()

    def routes(self) -> list[Route]:
        """Each path with what answers it."""
        return [
            Route("/api/openapi.json", self._openapi),
            Route("/api/story", self._story),
            Route("/api/episodes/{episode:int}", self._film),
            Route("/api/episodes/{episode:int}/{revision:int}/frames/{frame:int}", self._frame),
            Route("/api/voices", self._voices),
            Route("/api/pictures/{kind:str}/{name:str}", self._picture),
            Route("/api/closeups/{name:str}", self._closeup),
            Route("/api/bends/{name:str}", self._bend),
            Route("/api/clips/{name:str}", self._clip),
            Route("/api/beside/{name:str}/{part:int}", self._beside),
            Route("/api/edits", self._edits, methods=["POST"]),
            Route("/api/cost", self._cost, methods=["POST"]),
            Route("/api/undo", self._undo, methods=["POST"]),
            Route("/api/redo", self._redo, methods=["POST"]),
            Route("/api/hear", self._hear, methods=["POST"]),
            Route("/api/jobs", self._jobs, methods=["GET"]),
            Route("/api/jobs", self._render, methods=["POST"]),
            Route("/api/jobs/{number:int}/cancel", self._cancel, methods=["POST"]),
            Route("/api/jobs/{number:int}/films/{place:int}", self._rendered),
            Route("/api/jobs/{number:int}/films/{place:int}/check", self._checked),
            Route("/api/events", self._listen),
        ]

    async def _openapi(self, _: Request) -> Response:
        return JSONResponse(openapi_page(_BODIES))

    async def _story(self, _: Request) -> Response:
        return await _json(self._session.story)

    async def _film(self, request: Request) -> Response:
        return await _json(self._session.film, int(request.path_params["episode"]))

    async def _frame(self, request: Request) -> Response:
        place = (request.path_params[name] for name in ("episode", "revision", "frame"))
        async with self._drawing:
            found = await _bytes(self._session.frame, *place)
        return found if isinstance(found, Response) else Response(found, media_type="image/png")

    async def _voices(self, request: Request) -> Response:
        return await _json(self._session.voices, request.query_params.get("speaker", ""))

    async def _picture(self, request: Request) -> Response:
        key = f"{request.path_params['kind']}/{request.path_params['name']}"
        content = await _bytes(self._session.picture, key)
        if isinstance(content, Response):
            return content
        return Response(content, media_type=_kind(content), headers=_KEEP)

    async def _closeup(self, request: Request) -> Response:
        async with self._drawing:
            found = await _bytes(self._session.closeup, request.path_params["name"])
        return found if isinstance(found, Response) else Response(found, media_type="image/png")

    async def _bend(self, request: Request) -> Response:
        async with self._drawing:
            return await _json(self._session.bend, request.path_params["name"])

    async def _clip(self, request: Request) -> Response:
        found = await _bytes(self._session.clip, request.path_params["name"])
        if isinstance(found, Response):
            return found
        heads = {"x-inkreel-start": str(found[1]), **_KEEP}
        return Response(found[0], media_type="audio/wav", headers=heads)

    async def _beside(self, request: Request) -> Response:
        place = request.path_params["name"], request.path_params["part"]
        found = await _bytes(self._session.beside, *place)
        if isinstance(found, Response):
            return found
        return Response(found, media_type="audio/flac", headers=_KEEP)

    async def _edits(self, request: Request) -> Response:
        return await _asked(request, _EDIT, self._session.edit)

    async def _cost(self, request: Request) -> Response:
        return await _asked(request, _EDIT, self._session.cost)

    async def _undo(self, _: Request) -> Response:
        return await _json(self._session.undo)

    async def _redo(self, _: Request) -> Response:
        return await _json(self._session.redo)

    async def _hear(self, request: Request) -> Response:
        asked = await _body(request, TypeAdapter(TrialRequest))
        if isinstance(asked, Response):
            return asked
        trial = Trial(asked.line.id, asked.line.text, asked.notes)
        content = await _bytes(self._session.hear, trial)
        return content if isinstance(content, Response) else Response(content, media_type=_WAV)

    async def _jobs(self, _: Request) -> Response:
        return JSONResponse(self._session.jobs.page())

    async def _render(self, request: Request) -> Response:
        asked = await _body(request, TypeAdapter(RenderRequest))
        if isinstance(asked, Response):
            return asked
        return await _json(self._begun, asked)

    def _begun(self, asked: RenderRequest) -> dict[str, int]:
        session = self._session
        if asked.scene:
            return {"number": session.render_scene(*asked.scene).number}
        chapters = asked.chapters.replace(" ", "")
        return {"number": session.render(draft=asked.draft, chapters=chapters).number}

    async def _cancel(self, request: Request) -> Response:
        return JSONResponse(
            {"ended": self._session.jobs.cancel(int(request.path_params["number"]))}
        )

    async def _rendered(self, request: Request) -> Response:
        place = request.path_params["number"], request.path_params["place"]
        found = await _bytes(self._session.rendered, *place)
        return found if isinstance(found, Response) else FileResponse(found, media_type="video/mp4")

    async def _checked(self, request: Request) -> Response:
        place = request.path_params["number"], request.path_params["place"]
        return await _json(self._session.checked, *place)

    async def _listen(self, _: Request) -> Response:
        return StreamingResponse(self._events.stream(), media_type="text/event-stream")


_BODIES: dict[str, Any] = {
    "EditRequest": EditRequest,
    "TrialRequest": TrialRequest,
    "RenderRequest": RenderRequest,
}
_KEEP = {"cache-control": "private, max-age=3600"}
"""What a name of content names never changes."""
_WAV = "audio/wav"


def _page_routes() -> list[Any]:
    folder = asset("studio")

    async def page(_: Request) -> Response:
        return Response((folder / "index.html").read_bytes(), media_type="text/html; charset=utf-8")

    return [Route("/", page), Mount("/page", StaticFiles(directory=folder))]


async def _json(call: Callable[..., Any], *given: Any) -> Response:
    found = await _bytes(call, *given)
    return found if isinstance(found, Response) else JSONResponse(found)


async def _bytes(call: Callable[..., Any], *given: Any) -> Any:
    """What a call of the session gives; a Response that says why where it can't be done."""
    try:
        return await run_in_threadpool(call, *given)
    except ConflictError as error:
        told = {"error": str(error), "wanted": error.wanted, "found": error.found}
        return JSONResponse(told, 409)
    except LostError as error:
        return JSONResponse({"error": str(error)}, 410)
    except EditError as error:
        return JSONResponse({"error": str(error)}, 404 if "there is no" in str(error) else 409)
    except InkreelError as error:
        return JSONResponse({"error": str(error)}, 422)
    except OSError as error:  # no room, no right: the journal has not begun, or goes on from it
        file = Path(error.filename).name if error.filename else "a file"
        said = f"{file} can't be read or written: {reason(error)}."
        return JSONResponse({"error": said}, 500)


async def _asked(request: Request, kind: TypeAdapter[Any], call: Callable[..., Any]) -> Response:
    asked = await _body(request, kind)
    return asked if isinstance(asked, Response) else await _json(call, asked)


async def _body(request: Request, kind: TypeAdapter[Any]) -> Any:
    """The request's body, checked; a Response that says what is wrong with it."""
    told = request.headers.get("content-type", "").partition(";")[0]
    if told.strip().lower() != "application/json":
        return PlainTextResponse("send JSON", 415)
    try:
        return kind.validate_json(await request.body())
    except ClientDisconnect:  # the guard cut it off, or nobody listens
        return PlainTextResponse("the request is too long", 413)
    except ValidationError as error:
        told = json.loads(error.json(include_url=False, include_context=False, include_input=False))
        return JSONResponse({"error": "the request is not understood", "details": told}, 400)


def _kind(content: bytes) -> str:
    """The media type of a picture, by its first bytes."""
    for head, kind in _HEADS.items():
        if content.startswith(head):
            return kind
    return "image/webp" if content[8:12] == b"WEBP" else "application/octet-stream"


_HEADS = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}
