"""Front matter that is no YAML: TOML between `+++`, as Hugo writes it, or a JSON object."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from story.formats.base import Report
from story.toml import load_toml

_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_PAIR = re.compile(r"^([A-Za-z][\w.-]{0,60})[ \t]*=[ \t]*(\S[^\n]*?)[ \t]*\r?$", re.MULTILINE)
_LIMIT = 65536
"""Characters: longer data is no front matter, and a JSON object is looked for no further."""


def data_front(source: str, report: Report) -> tuple[Mapping[str, Any], int] | None:
    """(data, where the story begins) of TOML or JSON at the start of a file; None for neither."""
    found = _TOML.match(source[:_LIMIT])
    if found and (not found["body"].strip() or _PAIR.search(found["body"])):
        return _toml(found["body"], report), found.end()
    head = source[:_LIMIT].removeprefix("\ufeff")
    return _json(head, len(source[:_LIMIT]) - len(head)) if head.startswith("{") else None


def _toml(body: str, report: Report) -> Mapping[str, Any]:
    try:
        return load_toml(body.replace("\r\n", "\n"))
    except ValueError as error:
        report(
            0,
            "front-matter-broken",
            f"The front matter is no valid TOML ({str(error)[:120]}); it is read line by line.",
            "Put texts between quotation marks.",
        )
        return {key: value.strip("\"'") for key, value in _PAIR.findall(body)}


def _json(head: str, before: int) -> tuple[Mapping[str, Any], int] | None:
    """A JSON object that ends its line, with a text below."""
    try:
        data, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return None
    rest = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(head, end)
    return (data, before + rest.end()) if isinstance(data, dict) and rest else None
