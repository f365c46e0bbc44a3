"""Finds a story file, decodes it and reads it in its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from story.document import Document
from story.errors import StoryError
from story.formats import ARCHIVES, READERS
from story.formats.book import bound
from story.formats.comic.reader import SUFFIXES as PAGES
from story.formats.comic.reader import pages_in, read_pages
from story.formats.encodings import declared, is_latin, latin
from story.formats.finding import find_story, stories_in
from story.formats.inlined import with_inlined
from story.languages import language_of
from story.problems import Problem, Problems

SUFFIXES = (*READERS, *ARCHIVES)
"""How the names of stories end."""
LIMIT = 20_000_000
"""The longest story that is read, in bytes: about thirty novels."""

_BINARY_SHARE = 0.02
"""Share of zero bytes: text has none, a stray one is no reason to refuse a story."""


def read_document(
    path: Path,
    problems: Problems,
    dialect: str = "",
    *,
    as_book: bool = False,
    given: Mapping[Path, bytes] = MappingProxyType({}),
) -> Document:
    """The document in `path`: a story file, a folder that holds one, or a book of several files.

    `dialect` is what Markdown is written in, "" to find out; `as_book` makes one story of all
    files in a folder. `given` is read in place of what files hold: a text before it is saved.
    Raises StoryError, with advice, where there is no story to be read.
    """
    story = find_story(path, SUFFIXES, as_book=as_book)
    documents = [_read(file, problems, dialect, given) for file in story.files]
    if story.is_book:
        tag = str(documents[0].meta.get("language") or "")
        return bound(story, documents, language_of(tag).headings.numbered)
    return replace(documents[0], root=documents[0].root or story.root)


def _read(file: Path, problems: Problems, dialect: str, given: Mapping[Path, bytes]) -> Document:
    if file.is_dir() or file.suffix.lower() in PAGES:
        return read_pages(file, problems)
    if file.suffix.lower() in ARCHIVES:
        return ARCHIVES[file.suffix.lower()](file, problems)
    source = _decode(given[file] if file in given else _load(file), file, problems)
    document = READERS[file.suffix.lower()](source, file, problems, dialect)
    return with_inlined(document, problems)


def each_story(path: Path) -> list[Path]:
    """Every story that a folder holds, in natural order; a file is one. Raises StoryError."""
    if not path.is_dir():
        return [story_file(path)]
    found = stories_in(path, SUFFIXES)
    if not found:
        raise StoryError(f"{path} holds no story. Put an index.md there, or name the file.")
    return found


def story_file(path: Path) -> Path:
    """The story file that `path` names: itself, or the first one inside it. Raises StoryError."""
    first = find_story(path, SUFFIXES).files[0]
    return pages_in(first)[0] if first.is_dir() else first


def _load(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > LIMIT:
            raise StoryError(
                f"{file} is {size / 1e6:.0f} MB; a story has at most {LIMIT / 1e6:.0f} MB. "
                "Split it into several files."
            )
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise StoryError(f"{file} can't be read: {reason}. Check its permissions.") from error


def _decode(data: bytes, file: Path, problems: Problems) -> str:
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise StoryError(f"{file} is empty. Write a story into it first.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise StoryError(f"{file} is UTF-16. Save it as UTF-8.")
    sample = data[:65536]
    if sample.count(0) > len(sample) * _BINARY_SHARE or data[:5] in (b"%PDF-", b"PK\x03\x04\x14"):
        raise StoryError(f"{file} is no text file. Give a story written in Markdown or plain text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return declared(data) or _mended(data, error, file, problems)


def _mended(data: bytes, error: UnicodeDecodeError, file: Path, problems: Problems) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken > len(text) * 0.2:
        raise StoryError(f"{file} is no UTF-8 text. Save it as UTF-8.") from error
    row = data.count(b"\n", 0, error.start) + 1
    message = f"{broken} characters are not valid UTF-8."
    old = is_latin(data)
    advice = "they are read as Windows-1252" if old else "they are left out"
    advice = f"Save the file as UTF-8; until then {advice}."
    problems.add(Problem(file.name, row, "utf8-broken", message, advice))
    return latin(data) if old else text
