"""Front matter: real YAML, broken YAML tolerated; TOML and JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from story.formats.base import Report
from story.formats.markdown.data_front import data_front
from story.safe_text import shortened

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_OPEN = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>(?:[A-Za-z][\w:.-]{0,60}:(?:[ \t][^\n]*)?\r?\n){1,40})(?=\s*#)"
)
_TITLE_BLOCK = re.compile(
    r"\ufeff?%(?P<body>[^\n]{0,300}\r?\n(?:[ \t]+[^\n]{1,300}\n|%[^\n]{0,300}(?:\n|\Z)){0,4})"
)
"""Pandoc's: title, authors and date, a row each."""
_PAIR = re.compile(r"^([A-Za-z][\w:.-]{0,60}):[ \t]+(.+?)[ \t]*\r?$", re.MULTILINE)
_LIMIT = 65536
"""Characters: front matter ends there at the latest, so that a stray --- can't cost time."""
_MOST_NODES = 10_000
"""Values in a front matter, as many as its bytes allow without aliases: 600 bytes of nested aliases
stood for 43 million."""


def front_matter(source: str, report: Report) -> tuple[Mapping[str, Any], int]:
    """What a story says of itself in its first lines, and where the story begins."""
    data = data_front(source, report)
    if data:
        return data
    titled = _TITLE_BLOCK.match(source)
    if titled:
        rows = [row.strip() for row in re.split(r"\r?\n?^%", titled["body"], flags=re.MULTILINE)]
        names = zip(("title", "author", "date"), rows, strict=False)
        return {name: " ".join(value.split()) for name, value in names if value}, titled.end()
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
        data = _yaml(body)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        row = getattr(getattr(error, "problem_mark", None), "line", 0)
        report(
            0,
            "front-matter-broken",
            f"The front matter is no valid YAML (row {row + 2}: {_reason(error)}); "
            "it is read line by line.",
            "Put values that hold a colon between quotation marks.",
        )
        return {key: value.strip("\"'") for key, value in _PAIR.findall(body)}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def _yaml(body: str) -> Any:
    """The data in YAML. Raises ValueError where aliases would make much out of little."""
    loader = yaml.SafeLoader(body)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _weight(node, {}) > _MOST_NODES:
            raise ValueError(f"aliases make more than {_MOST_NODES} values of it")
        return _plain(loader.construct_document(node))
    finally:
        loader.dispose()


def _reason(error: Exception) -> str:
    told = getattr(error, "problem", None) or str(error)
    return shortened(" ".join(str(told).split()), 120)


def _weight(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node stands for, each alias counted as all that it repeats."""
    if id(node) not in known:
        known[id(node)] = _MOST_NODES  # what holds itself has no end
        children = node.value if isinstance(node, yaml.CollectionNode) else ()
        parts = (part for child in children for part in (child if _is_pair(child) else (child,)))
        known[id(node)] = 1 + sum(_weight(part, known) for part in parts)
    return known[id(node)]


def _is_pair(child: object) -> bool:
    return isinstance(child, tuple)


def _plain(value: Any) -> Any:
    """A value that can be written out: Python refuses that for numbers of thousands of digits."""
    if isinstance(value, dict):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, int):
        str(value)
    return value
