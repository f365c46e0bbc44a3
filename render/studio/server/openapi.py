"""The server's interface in the form that other programs read: OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

_ROUTES = (
    ("get", "/api/story", "The script, the cast and the problems.", "json", ""),
    ("get", "/api/episodes/{episode}", "An episode as far as it is made.", "json", ""),
    (
        "get",
        "/api/episodes/{episode}/{revision}/frames/{frame}",
        "A frame of it as its film has it.",
        "image",
        "",
    ),
    ("get", "/api/voices", "Voices for a speaker, those that suit first.", "json", ""),
    ("get", "/api/pictures/{kind}/{name}", "A picture that an episode shows.", "image", ""),
    (
        "get",
        "/api/closeups/{name}",
        "What a shot comes near to, twice as large.",
        "image",
        "",
    ),
    ("get", "/api/bends/{name}", "How near a panel is that a shot bends.", "json", ""),
    ("get", "/api/clips/{name}", "A clip that an episode plays.", "audio", ""),
    ("get", "/api/beside/{name}/{part}", "What is heard beside the voices.", "audio", ""),
    ("post", "/api/edits", "Make an edit.", "json", "EditRequest"),
    ("post", "/api/cost", "What an edit would cost; nothing is written.", "json", "EditRequest"),
    ("post", "/api/undo", "Take the last edit back.", "json", ""),
    ("post", "/api/redo", "Bring back what undo took.", "json", ""),
    ("post", "/api/hear", "A line as it would sound.", "audio", "TrialRequest"),
    ("get", "/api/jobs", "All jobs.", "json", ""),
    ("post", "/api/jobs", "Begin to render.", "json", "RenderRequest"),
    ("post", "/api/jobs/{number}/cancel", "End a job.", "json", ""),
    ("get", "/api/jobs/{number}/films/{place}", "A film that a job made.", "film", ""),
    ("get", "/api/jobs/{number}/films/{place}/check", "What is wrong with it.", "json", ""),
    ("get", "/api/events", "What happens from now on.", "events", ""),
    ("get", "/api/openapi.json", "This page.", "json", ""),
)
"""Method, path, what it does, what it gives, what it takes."""
_GIVEN = {
    "json": "application/json",
    "image": "image/*",
    "audio": "audio/*",
    "film": "video/mp4",
    "events": "text/event-stream",
}


def openapi_page(bodies: Mapping[str, Any]) -> dict[str, Any]:
    """The interface as plain data; `bodies` are the types of what is sent, by name."""
    schemas: dict[str, Any] = {}
    for name, kind in bodies.items():
        schema = TypeAdapter(kind).json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[name] = schema
    paths: dict[str, Any] = {}
    for method, path, does, gives, takes in _ROUTES:
        paths.setdefault(path, {})[method] = _operation(path, does, gives, takes)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Inkreel studio", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operation(path: str, does: str, gives: str, takes: str) -> dict[str, Any]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    found: dict[str, Any] = {
        "summary": does,
        "responses": {"200": {"description": "Done.", "content": {_GIVEN[gives]: {}}}},
    }
    where = [(name, "path") for name in names]
    where += [("speaker", "query")] * (path == "/api/voices")
    if where:
        found["parameters"] = [
            {"name": name, "in": place, "required": True, "schema": {"type": "string"}}
            for name, place in where
        ]
    if takes:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{takes}"}}}
        found["requestBody"] = {"required": True, "content": content}
    return found
