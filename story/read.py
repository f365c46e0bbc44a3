"""Finds a story file, decodes it and reads it in its format."""

from __future__ import annotations

from pathlib import Path

from story.document import Document
from story.errors import StoryError
from story.formats import READERS
from story.problems import Problem, Problems

LIMIT = 20_000_000
"""The longest story that is read, in bytes: about thirty novels."""

_BINARY_SHARE = 0.02
"""Share of zero bytes: text has none, a stray one is no reason to refuse a story."""


def read_document(path: Path, problems: Problems) -> Document:
    """The document in `path`, a story file or a folder that holds one.

    Raises StoryError, with advice, where there is no story to be read.
    """
    file = story_file(path)
    source = _decode(_load(file), file, problems)
    return READERS[file.suffix.lower()](source, file, problems)


def story_file(path: Path) -> Path:
    """The story file that `path` names: itself, or the one inside it. Raises StoryError."""
    try:
        if path.is_dir():
            return _inside(path)
        if not path.exists():
            raise StoryError(f"{path} does not exist. Give a story file, or the folder it is in.")
    except (OSError, ValueError) as error:
        raise StoryError(f"{path} can't be opened: {error}.") from error
    if path.suffix.lower() not in READERS:
        known = ", ".join(READERS)
        raise StoryError(f"{path} is no story: Inkreel reads {known}.")
    return path


def _inside(folder: Path) -> Path:
    for name in ("index.md", "story.md", "index.txt", "story.txt"):
        if (folder / name).is_file():
            return folder / name
    found = sorted(file for file in folder.iterdir() if _may_be_story(file))
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoryError(f"{folder} holds no story. Put an index.md there, or name the file.")
    names = ", ".join(file.name for file in found[:5])
    raise StoryError(f"{folder} holds several stories ({names}). Name the one to use.")


def _may_be_story(file: Path) -> bool:
    aside = file.stem.lower() in ("readme", "license", "notice", "changelog", "contributing")
    return file.suffix.lower() in READERS and file.is_file() and not aside


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
        return _mended(data, error, file, problems)


def _mended(data: bytes, error: UnicodeDecodeError, file: Path, problems: Problems) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken > len(text) * 0.2:
        raise StoryError(f"{file} is no UTF-8 text. Save it as UTF-8.") from error
    row = data.count(b"\n", 0, error.start) + 1
    problems.add(
        Problem(
            file.name,
            row,
            "utf8-broken",
            f"{broken} characters are not valid UTF-8.",
            "Save the file as UTF-8; until then they are left out.",
        )
    )
    return text
