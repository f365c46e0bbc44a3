"""Markdown, as illustrated stories use it."""

from __future__ import annotations

from pathlib import Path

from story.document import Block, Document
from story.formats.base import Report, Rows
from story.formats.dialects.base import taken_out
from story.formats.dialects.known import DIALECTS, dialect_of, folder_with, marks_of
from story.formats.dialects.vault import in_vault
from story.formats.markdown.blocks import scan
from story.formats.markdown.front import front_matter
from story.formats.markdown.opaque import mask
from story.problems import Problems


def read_markdown(source: str, path: Path, problems: Problems, dialect: str = "") -> Document:
    """The document in a Markdown text. Front matter and prompts are data, never prose.

    `dialect` is one of DIALECTS by name; what the text and its folder say where it is empty.
    """
    report = Report(path.name, Rows.of(source), problems)
    meta, start = front_matter(source, report)
    spoken_as = DIALECTS[dialect] if dialect else dialect_of(source, path)
    opaque = mask(source, start, report)
    marks = marks_of(opaque.masked, spoken_as, report)
    found = scan(taken_out(opaque.masked, marks))
    drawn = [mark.block for mark in marks if mark.block]
    blocks: list[Block] = [*found.blocks, *opaque.prompts, *opaque.shown, *opaque.drawn, *drawn]
    blocks.sort(key=lambda block: block.start)
    vault = folder_with(path, (".obsidian",)) if spoken_as.name == "obsidian" else None
    blocks = in_vault(blocks, path.parent, vault) if vault else blocks
    return Document(
        path=path,
        source=source,
        blocks=tuple(blocks),
        annotations=opaque.annotations,
        skips=(*found.skips, *opaque.skips, *((m.start, m.end, m.reason) for m in marks)),
        meta=meta,
        links=tuple(found.links),
        dialect=spoken_as.name,
        root=vault,
        commented=opaque.commented,
    )
