"""Pictures that a text names and does not show: inside comments, or in its front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from story.document import Document, Picture
from story.formats.base import Report, Rows
from story.formats.dialects.base import IS_PICTURE
from story.model import Section
from story.problems import Problems, counted
from story.splitter.picture_files import site_of

_KEYS = (
    *("image", "cover", "cover_image", "coverimage", "featured_image", "featuredimage", "banner"),
    *("thumbnail", "hero", "hero_image", "header", "teaser", "feature_image", "featured", "img"),
    *("images", "cover-image"),
)
"""What blogs and books call it."""
_PARTS = ("path", "image", "src", "url", "file", "teaser", "overlay_image")
_ALTS = ("alt", "caption", "image_description")


def with_commented(document: Document, *, shown: bool) -> Document:
    """The document with the pictures in its comments whose files are there, where they are asked
    for; the others, and all where they are not, stay in `commented`."""
    if not shown or not document.commented:
        return document
    there = [picture for picture in document.commented if _is_there(picture, document)]
    blocks = sorted((*document.blocks, *there), key=lambda block: block.start)
    left = tuple(picture for picture in document.commented if picture not in there)
    skips = tuple((picture.start, picture.end, "picture") for picture in there)
    return replace(document, blocks=tuple(blocks), commented=left, skips=(*document.skips, *skips))


def report_commented(document: Document, sections: Sequence[Section], report: Report) -> None:
    """One Problem for all pictures in comments: how many there are, and what the film misses."""
    if not document.commented:
        return
    there = sum(_is_there(picture, document) for picture in document.commented)
    report(
        document.commented[0].start,
        "panel-commented",
        f"Left out, as in comments: {counted(len(document.commented), 'picture')}; with a "
        f"file: {there}. {_bare(sections):.0%} of the words have no picture of their own.",
        "Take the comment marks away, or show those that exist: --commented-panels, or "
        "commented = true under [panels].",
    )


def _is_there(picture: Picture, document: Document) -> bool:
    return site_of(document).file(picture, Report("", Rows(()), Problems())) is not None


def _bare(sections: Sequence[Section]) -> float:
    """The share of words that are told in sections without a picture."""
    words = [
        (sum(len(line.text.split()) for line in section.lines), bool(section.panels))
        for section in sections
    ]
    total = sum(count for count, _ in words)
    return sum(count for count, drawn in words if not drawn) / total if total else 0.0


def with_cover(document: Document) -> Document:
    """The document with that picture at its start, if its file is there."""
    if any(isinstance(block, Picture) for block in document.blocks):
        return document
    site, quiet = site_of(document), Report("", Rows((0,)), Problems())
    meta = {str(key).lower(): value for key, value in document.meta.items()}
    for path, alt in _named(meta):
        picture = Picture(path, alt, 0, 0)
        if IS_PICTURE.fullmatch(path) and site.file(picture, quiet):
            return replace(document, blocks=(picture, *document.blocks))
    return document


def _named(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        value = meta.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            yield value.strip(), ""
        elif isinstance(value, dict):
            alt = next((str(value[each]) for each in _ALTS if value.get(each)), "")
            yield from ((str(value[part]), alt) for part in _PARTS if value.get(part))
