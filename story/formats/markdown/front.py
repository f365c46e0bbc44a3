"""Front matter: real YAML, broken YAML tolerated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from story.formats.base import Report

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_OPEN = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>(?:[A-Za-z][\w:.-]{0,60}:(?:[ \t][^\n]*)?\r?\n){1,40})(?=\s*#)"
)
_PAIR = re.compile(r"^([A-Za-z][\w:.-]{0,60}):[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_LIMIT = 65536
"""Characters: front matter ends there at the latest, so that a stray --- can't cost time."""


def front_matter(source: str, report: Report) -> tuple[Mapping[str, Any], int]:
    """What a story says of itself in its first lines, and where the story begins."""
    found = _FRONT.match(source[:_LIMIT])
    if not found:
        opened = _OPEN.match(source[:_LIMIT])
        if opened:
            report(0, "front-matter-open", "The front matter is never closed.", "Put --- below it.")
            return _loaded(opened["body"], report), opened.end()
    if not found or not re.search(r"^\s*[\w\"'-][^\n]*:", found["body"] or "x:", re.MULTILINE):
        return {}, 1 if source.startswith("\ufeff") else 0
    return _loaded(found["body"], report), found.end()


def _loaded(body: str, report: Report) -> Mapping[str, Any]:
    try:
        data = yaml.safe_load(body)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        row = getattr(getattr(error, "problem_mark", None), "line", 0)
        report(
            0,
            "front-matter-broken",
            f"The front matter is no valid YAML (row {row + 2}); it is read line by line.",
            "Put values that hold a colon between quotation marks.",
        )
        return {key: value.strip("\"'") for key, value in _PAIR.findall(body)}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}
