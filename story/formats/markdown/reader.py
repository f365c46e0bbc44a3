"""Markdown, as illustrated stories use it."""

from __future__ import annotations

from pathlib import Path

from story.document import Block, Document
from story.formats.base import Report, Rows
from story.formats.markdown.blocks import scan
from story.formats.markdown.front import front_matter
from story.formats.markdown.opaque import mask
from story.problems import Problems


def read_markdown(source: str, path: Path, problems: Problems) -> Document:
    """The document in a Markdown text. Front matter and prompts are data, never prose."""
    report = Report(path.name, Rows.of(source), problems)
    meta, start = front_matter(source, report)
    opaque = mask(source, start, report)
    found = scan(opaque.masked)
    blocks: list[Block] = [*found.blocks, *opaque.prompts, *opaque.shown]
    blocks.sort(key=lambda block: block.start)
    return Document(
        path=path,
        source=source,
        blocks=tuple(blocks),
        annotations=opaque.annotations,
        skips=(*found.skips, *opaque.skips),
        meta=meta,
        links=tuple(found.links),
    )
