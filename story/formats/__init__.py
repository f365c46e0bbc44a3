"""Story formats: plain text, folders for the others; `READERS` by a file's suffix."""

from __future__ import annotations

from story.formats.base import ArchiveReader, Reader
from story.formats.comic.reader import read_cbz
from story.formats.docx.reader import read_docx
from story.formats.epub.reader import read_epub
from story.formats.fountain.reader import read_fountain
from story.formats.html.reader import read_html
from story.formats.markdown.reader import read_markdown
from story.formats.plain import read_plain

ARCHIVES: dict[str, ArchiveReader] = {
    ".epub": read_epub,
    ".docx": read_docx,
    ".cbz": read_cbz,
}
"""Formats that are no text, by their suffixes."""
READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mdx": read_markdown,
    ".qmd": read_markdown,
    ".txt": read_plain,
    ".fountain": read_fountain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
