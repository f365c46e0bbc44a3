"""Story formats: plain text, and a folder for Markdown; `READERS` by a file's suffix."""

from __future__ import annotations

from story.formats.base import Reader
from story.formats.markdown.reader import read_markdown
from story.formats.plain import read_plain

READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
}
