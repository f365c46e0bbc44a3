"""Pages of comics as a document: pictures in natural order, the folders of a book its chapters.

What is lettered on the pages is not read: the document has pictures and no words. Its source is the
list of the pages' names, a row each, so that Problems can say which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from story.document import COMIC, Block, Document, Heading, Picture, Run
from story.errors import StoryError
from story.formats.archive import Archive
from story.formats.comic.info import BookInfo, read_info
from story.formats.natural_order import natural
from story.problems import Problem, Problems

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif")
"""How the names of pages end."""
_BEGINNINGS = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*"),
)
"""How the pictures of these formats begin; WebP and AVIF say so four bytes later."""
_INFO = "comicinfo.xml"
_MOST_PAGES = 2_000
"""Pages of a comic: an omnibus has no more."""
_LEAST = 12
"""Bytes that tell a picture's format."""


def read_cbz(path: Path, problems: Problems) -> Document:
    """The document in a CBZ. Raises StoryError where it can't be read."""
    archive = Archive.opened(path)
    names = [name for name in archive.parts if _is_page(name)]
    pages: list[str] = []
    others: list[str] = []
    for name in sorted(names, key=natural):
        (pages if is_picture(archive.head(name, _LEAST)) else others).append(name)
    _check(path, pages)
    _report(path.name, others, problems)
    for name in pages:
        archive.unpack(name)
    told = next((part for part in archive.parts if part.lower() == _INFO), "")
    info = read_info(archive.text(told)) if told else BookInfo()
    return _document(path, pages, info, problems, archive.folder)


def read_pages(path: Path, problems: Problems) -> Document:
    """The document of a folder of pages, or of a single one. Raises StoryError."""
    files = pages_in(path) if path.is_dir() else [path]
    pages: list[str] = []
    others: list[str] = []
    for file in files:
        try:
            with file.open("rb") as content:
                head = content.read(_LEAST)
        except OSError as error:
            raise StoryError(f"{file} can't be read: {error.strerror}.") from error
        (pages if is_picture(head) else others).append(file.name)
    _check(path, pages)
    _report(path.name, others, problems)
    folder = path if path.is_dir() else path.parent
    info = BookInfo(title=path.name if path.is_dir() else path.stem)
    return _document(folder / pages[0], pages, info, problems, folder)


def pages_in(folder: Path) -> list[Path]:
    """The pictures of a folder in natural order: p2 before p10."""
    try:
        names = sorted((file.name for file in folder.iterdir()), key=natural)
    except OSError as error:
        raise StoryError(f"{folder} can't be opened: {error.strerror}.") from error
    return [folder / name for name in names if _is_page(name) and (folder / name).is_file()]


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a picture of a format that is opened."""
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(_BEGINNINGS) or webp or head[4:12] in (b"ftypavif", b"ftypavis")


def _is_page(name: str) -> bool:
    """Whether a name is a page's: no note of a Mac, nothing hidden."""
    parts = name.split("/")
    hidden = any(part.startswith(".") or part.upper() == "__MACOSX" for part in parts)
    return not hidden and name.lower().endswith(SUFFIXES)


def _check(path: Path, pages: Sequence[str]) -> None:
    if not pages:
        raise StoryError(f"{path} holds no pages: put PNG, JPEG or WebP pictures into it.")
    if len(pages) > _MOST_PAGES:
        raise StoryError(f"{path} has {len(pages)} pages; {_MOST_PAGES} are the most. Split it.")


def _report(name: str, others: Sequence[str], problems: Problems) -> None:
    if others:
        message = f"{len(others)} files, such as {others[0]!r}, are no pictures that can be opened."
        advice = "They are left out; save them as PNG, JPEG or WebP."
        problems.add(Problem(name, 0, "page-unreadable", message, advice))


def _document(
    path: Path, pages: Sequence[str], info: BookInfo, problems: Problems, folder: Path | None
) -> Document:
    source = "\n".join(pages)
    blocks: list[Block] = []
    start, before = 0, ""
    chapters = len({page.rpartition("/")[0] for page in pages}) > 1
    for page in pages:
        inside = page.rpartition("/")[0]
        if chapters and inside != before:
            title = inside.rpartition("/")[2] or info.title or path.stem
            blocks.append(Heading(1, Run(title, (start,) * len(title)), start, start, chapter=True))
            before = inside
        blocks.append(Picture(page, "", start, start + len(page)))
        start += len(page) + 1
    count = "One page is" if len(pages) == 1 else f"{len(pages)} pages are"
    message = f"{count} shown drawing by drawing; what is in balloons is not read yet."
    advice = "Write a story that names the pages to have it told."
    problems.add(Problem(path.name, 0, "comic-unread", message, advice))
    return Document(
        path=path,
        source=source,
        blocks=tuple(blocks),
        meta=_meta(info, path),
        dialect=COMIC,
        pictures=folder,
    )


def _meta(info: BookInfo, path: Path) -> Mapping[str, str]:
    told: Iterable[tuple[str, str]] = (
        ("title", info.title or path.stem),
        ("author", info.author),
        ("language", info.language),
        ("reading_order", info.order),
    )
    return {key: value for key, value in told if value}
