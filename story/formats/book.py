"""A book of several files: one document, each file a chapter of it unless its headings say more."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from story.document import Block, Document, Heading, Part, Picture, Prompt, Prose, Rule, Run
from story.formats.contents import TEXT_FOLDERS, book_title
from story.formats.finding import StoryFiles

_GAP = "\n\n"
"""Between two files: their last and first paragraphs are two."""


def bound(story: StoryFiles, documents: Sequence[Document], numbered: re.Pattern[str]) -> Document:
    """The documents of a book's files as one; `numbered` is what a chapter's heading looks like."""
    by_file = not any(_chapters(document, numbered) > 1 for document in documents)
    titles = [*story.titles, *[""] * len(documents)]
    pages = [
        _page(one, title, by_file=by_file) for one, title in zip(documents, titles, strict=False)
    ]
    starts = [0]
    for document in documents:
        starts.append(starts[-1] + len(document.source) + len(_GAP))
    moved = [
        _moved(page, start, documents[0].path.parent)
        for page, start in zip(pages, starts, strict=False)
    ]
    meta = {
        key: value for page in reversed(pages) for key, value in page.meta.items() if key != "title"
    }
    return Document(
        path=documents[0].path,
        source=_GAP.join(document.source for document in documents),
        blocks=tuple(block for page in moved for block in page.blocks),
        annotations=tuple(each for page in moved for each in page.annotations),
        skips=tuple(skip for page in moved for skip in page.skips),
        meta={**meta, "title": _title(story, documents)},
        links=tuple(link for page in moved for link in page.links),
        dialect=documents[0].dialect,
        root=story.root,
        commented=tuple(_commented(moved)),
        inlined={name: file for page in moved for name, file in page.inlined.items()},
        parts=tuple(
            Part(_name(document.path, story.root), start)
            for document, start in zip(documents, starts, strict=False)
        ),
    )


def _chapters(document: Document, numbered: re.Pattern[str]) -> int:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return sum(bool(numbered.fullmatch(heading.run.text)) for heading in headings)


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


def _is_title_page(path: Path) -> bool:
    return path.stem.lower() == "readme"


def _title(story: StoryFiles, documents: Sequence[Document]) -> str:
    """The heading of the title page, else what its tool or its folder calls the book."""
    first = documents[0]
    heading = next((block for block in first.blocks if isinstance(block, Heading)), None)
    if _is_title_page(first.path) and heading:
        return heading.run.text
    inside = story.files[0].absolute().parent
    return book_title(story.root if inside.name in TEXT_FOLDERS else inside)


def _page(document: Document, title: str, *, by_file: bool) -> Document:
    """A file as a chapter: its first heading opens it, else the title that it is listed under."""
    if _is_title_page(document.path):
        return _title_page(document)
    if not by_file:
        return document
    blocks = list(document.blocks)
    first = next((at for at, b in enumerate(blocks) if isinstance(b, Heading | Prose)), None)
    heading = blocks[first] if first is not None else None
    if first is not None and isinstance(heading, Heading):
        blocks[first] = replace(heading, chapter=True)
    else:
        named = str(document.meta.get("title") or "") or title or _file_title(document.path)
        blocks.insert(0, Heading(1, Run(named, (0,) * len(named)), 0, 0, chapter=True))
    return replace(document, blocks=tuple(blocks))


def _title_page(document: Document) -> Document:
    """Of a README only the title and its pictures belong to the book."""
    prose = [block for block in document.blocks if isinstance(block, Prose)]
    headings = [block for block in document.blocks if isinstance(block, Heading)][:1]
    kept: list[Block] = [
        *headings,
        *(b for b in document.blocks if isinstance(b, Picture | Prompt | Rule)),
    ]
    kept.sort(key=lambda block: block.start)
    skips = tuple((block.start, block.end, "title page") for block in prose)
    return replace(document, blocks=tuple(kept), skips=(*document.skips, *skips))


def _file_title(path: Path) -> str:
    name = re.sub(r"^[\d\s._-]+(?=[^\W\d])", "", path.stem)
    return name.replace("-", " ").replace("_", " ").strip().title()


def _moved(document: Document, by: int, folder: Path) -> Document:
    """A document whose text stands `by` characters further on, its pictures seen from `folder`."""
    here = os.path.relpath(document.path.parent, folder)
    return replace(
        document,
        blocks=tuple(_block(block, by, here) for block in document.blocks),
        annotations=tuple(
            replace(each, start=each.start + by, end=each.end + by) for each in document.annotations
        ),
        skips=tuple((start + by, end + by, reason) for start, end, reason in document.skips),
        links=tuple((at + by, text, address) for at, text, address in document.links),
        commented=tuple(_picture(each, by, here) for each in document.commented),
    )


def _commented(pages: Sequence[Document]) -> Iterator[Picture]:
    for page in pages:
        yield from page.commented


def _block(block: Block, by: int, folder: str) -> Block:
    if isinstance(block, Heading | Prose):
        run = replace(block.run, offsets=tuple(at + by for at in block.run.offsets))
        return replace(block, run=run, start=block.start + by, end=block.end + by)
    if isinstance(block, Picture):
        return _picture(block, by, folder)
    return replace(block, start=block.start + by, end=block.end + by)


def _picture(picture: Picture, by: int, folder: str) -> Picture:
    """A picture further on, its path from the book's first file."""
    path = picture.path
    if folder != "." and path and not re.match(r"\w+:|/", path):
        path = os.path.normpath(f"{folder}/{path}").replace("\\", "/")
    return replace(picture, path=path, start=picture.start + by, end=picture.end + by)
