"""HTML pages and saved sites: the article, its figures, and what the page says of itself."""

from __future__ import annotations

from pathlib import Path

from story.document import Document
from story.formats.base import Report, Rows
from story.formats.html.article import survey
from story.formats.html.blocks import html_blocks
from story.formats.html.decoration import without_ornaments
from story.formats.html.saved import saved_pictures
from story.problems import Problems


def read_html(source: str, path: Path, problems: Problems, dialect: str = "") -> Document:
    """The document in an HTML page."""
    del dialect
    report = Report(path.name, Rows.of(source), problems)
    page = survey(source)
    found = html_blocks(source, page.start, page.end, page=True)
    blocks = saved_pictures(without_ornaments(found.blocks), path)
    outside = ((0, page.start, "navigation"), (page.end, len(source), "navigation"))
    if not found.blocks:
        report(0, "story-empty", "Nothing to tell was found.", "", "info")
    return Document(
        path=path,
        source=source,
        blocks=tuple(sorted(blocks, key=lambda block: block.start)),
        skips=(*outside, *found.skips),
        meta=page.meta,
        links=tuple(found.links),
        dialect="HTML",
    )
