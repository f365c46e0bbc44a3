"""EPUB: the texts of its spine as one document, its contents' rows as chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from story.document import Block, Document, Heading, Part, Picture, Prose, Run
from story.errors import StoryError
from story.formats.archive import Archive, beside
from story.formats.epub.package import ContentsRow, Package, read_package
from story.formats.html.blocks import html_blocks
from story.formats.html.decoration import without_ornaments
from story.languages import language_of
from story.problems import Problem, Problems, counted

_TITLE_LINES, _TITLE_LINE = 12, 80
"""Lines of a title page, and characters of one: author, publisher, place, year."""
_GAP = "\n"
"""Between two parts."""


@dataclass
class _Book:
    sources: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    start: int = 0
    under_way: bool = False


def read_epub(path: Path, problems: Problems) -> Document:
    """The document in an EPUB. Raises StoryError where it can't be read."""
    archive = Archive.opened(path)
    package = read_package(archive)
    if not package.texts:
        raise StoryError(f"{path} is an EPUB without texts: there is nothing to tell.")
    book = _Book()
    for part in package.texts:
        _add(book, archive, package, part)
    lost = sum(isinstance(b, Picture) and not b.path for b in book.blocks)
    if lost:
        message = f"Not in the file: {counted(lost, 'picture')}."
        problems.add(Problem(path.name, 0, "panel-missing", message, "Cards are shown instead."))
    return Document(
        path=path,
        source=_GAP.join(book.sources),
        blocks=tuple(without_ornaments(book.blocks)),
        skips=tuple(book.skips),
        meta=package.meta,
        dialect="EPUB",
        parts=tuple(book.parts),
        row_starts=tuple(block.start for block in book.blocks),
        pictures=archive.folder,
    )


def _add(book: _Book, archive: Archive, package: Package, part: str) -> None:
    """One more text: moved to its place, its pictures unpacked, its chapters marked."""
    text = archive.text(part)
    found = html_blocks(text, 0, len(text), page=False)
    blocks = [_seen(block, archive, part) for block in found.blocks]
    entries = [entry for entry in package.contents if entry.part == part]
    aside = (
        part in package.aside or _is_aside(entries, package) or _is_title(blocks, entries, package)
    )
    if aside:
        prose = [block for block in blocks if isinstance(block, Prose)]
        found.skips += [(block.start, block.end, "front matter") for block in prose]
        blocks = [block for block in blocks if isinstance(block, Picture)]
    elif entries or not package.contents:
        blocks = _chapters(blocks, entries, text)
        book.under_way = True
    elif book.under_way:
        blocks = [_smaller(block) for block in blocks]
    book.parts.append(Part(part.rpartition("/")[2], book.start))
    book.blocks += [_moved(block, book.start) for block in sorted(blocks, key=_place)]
    book.skips += [(a + book.start, b + book.start, reason) for a, b, reason in found.skips]
    book.sources.append(text)
    book.start += len(text) + len(_GAP)


def _place(block: Block) -> tuple[int, bool]:
    return block.start, not isinstance(block, Heading)


def _is_aside(entries: Sequence[ContentsRow], package: Package) -> bool:
    """Whether the contents call a text what no story is: its contents, its licence."""
    language = language_of(package.meta.get("language", ""))
    titles = [entry.title for entry in entries]
    return bool(titles) and all(
        language.paratext.contents.fullmatch(title) or language.paratext.book_page.fullmatch(title)
        for title in titles
    )


def _is_title(blocks: Sequence[Block], entries: Sequence[ContentsRow], package: Package) -> bool:
    """Whether a text is the book's title page: its title, and no more than a few lines."""
    title = package.meta.get("title", "").casefold()
    named = [entry for entry in entries if entry.title.casefold() == title]
    lines = [block.run.text for block in blocks if isinstance(block, Prose)]
    short = all(len(line) < _TITLE_LINE for line in lines) and len(lines) <= _TITLE_LINES
    return bool(named) and short and len(package.texts) > 1


def _seen(block: Block, archive: Archive, part: str) -> Block:
    """A picture with the path that it is unpacked to."""
    if not isinstance(block, Picture) or re.match(r"\w+:", block.path):
        return block
    return replace(block, path=archive.unpack(beside(part, block.path.partition("#")[0])))


def _chapters(blocks: list[Block], entries: Sequence[ContentsRow], text: str) -> list[Block]:
    """The blocks with a chapter's heading where the contents say that one begins."""
    out = list(blocks)
    for entry in entries or (ContentsRow("", ""),):
        start = _offset(text, entry.place) if entry.place else 0
        behind = [at for at, block in enumerate(out) if block.end > start]
        told = next((at for at in behind if isinstance(out[at], Heading | Prose)), None)
        opens = out[told] if told is not None else None
        if told is not None and isinstance(opens, Heading):
            out[told] = replace(opens, chapter=True)
        elif entry.title:
            place = out[behind[0]].start if behind else start
            title = Run(entry.title, (place,) * len(entry.title))
            opened = Heading(1, title, place, place, chapter=True)
            out.insert(behind[0] if behind else len(out), opened)
    return out


def _smaller(block: Block) -> Block:
    """A heading that the contents do not name opens no chapter of its own."""
    return replace(block, level=max(2, block.level)) if isinstance(block, Heading) else block


def _offset(text: str, place: str) -> int:
    found = re.search(rf"\b(?:id|name)\s*=\s*[\"']{re.escape(place)}[\"']", text)
    return text.rfind("<", 0, found.start()) if found else 0


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Heading | Prose):
        run = replace(block.run, offsets=tuple(at + by for at in block.run.offsets))
        return replace(block, run=run, start=block.start + by, end=block.end + by)
    return replace(block, start=block.start + by, end=block.end + by)
