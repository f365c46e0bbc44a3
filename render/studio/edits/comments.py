"""Edits that are comments in the story: where each is put, tried on the text before it is written.

The reader itself is asked: a place counts where the story then reads as before, but for what was
asked. So no rule of a format is known here twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from render.studio.edits.changes import EditError, TextChange, change
from render.studio.edits.files import StoryFolder
from story.errors import InkreelError, StoryError
from story.formats import ARCHIVES
from story.formats.base import part_at
from story.model import Line, Script
from story.problems import Problems
from story.read import story_file
from story.script import asked_for, read_script
from story.settings import FILE_NAME, SIDECAR, StorySettings, load_settings

COMMENTED = (".md", ".markdown", ".qmd")
"""How the names of stories end that hold comments."""
_MARKS = "\"'“‘«„*_~([{ \t"
"""What may stand between a line's first letter and the place where a comment does no harm."""
ANY = r"(?:(?!-->)[\s\S])*?"
"""A pattern of any value that a comment may have."""
_SKIP = re.compile(r"<!--\s*skip\s*-->\n?")
_END_SKIP = re.compile(r"\n?<!--\s*/\s*skip\s*-->")


@dataclass(frozen=True)
class StoryText:
    """A story as it stands in its files: what `path` names, the texts by name, its settings.

    Names of files are those in its folder: where the settings lie, too.
    """

    path: Path
    script: Script
    settings: StorySettings
    texts: dict[str, str]

    def place(self, offset: int) -> tuple[str, int]:
        """The file of a character of the source, and its offset there."""
        part = part_at(self.script.parts, offset)
        if part:
            return part.name, offset - part.start
        return self.name(self.script.path), offset

    def name(self, file: Path) -> str:
        """What a file of the story is called in its folder."""
        return file.relative_to(folder_of(self.path)).as_posix()

    def lines(self) -> list[Line]:
        """All lines in order."""
        return [line for section in self.script.sections for line in section.lines]

    def line(self, name: str, text: str) -> Line:
        """The line that a person means. Raises EditError where it reads otherwise by now."""
        lines = self.lines()
        found = next((each for each in lines if each.id == name), None)
        if found is None or found.text != text:
            raise EditError(
                f"the story was edited meanwhile: no line reads {text[:60]!r} as it was shown. "
                "Nothing was written; look at the line again."
            )
        return found

    def with_texts(self, texts: Mapping[str, str | None]) -> StoryText:
        """The story as it would be with other texts of files; None is no file.

        Raises InkreelError where it could not be read then.
        """
        every = {**self.texts, **texts}
        given = {
            folder_of(self.path) / name: (text or "").encode()
            for name, text in every.items()
            if Path(name).suffix.lower() not in ARCHIVES
        }
        settings = load_settings(self.path, Problems(), given)
        settings = asked_for(settings, book=self.settings.format.book)
        script = read_script(self.path, Problems(), settings, given)
        known = {name: text for name, text in every.items() if text is not None}
        return StoryText(self.path, script, settings, known)


def folder_of(path: Path) -> Path:
    """The folder of the story that `path` names."""
    return path if path.is_dir() else path.parent


def read_story(
    path: Path, folder: StoryFolder, problems: Problems, *, book: bool = False
) -> StoryText:
    """The story in `path`, which lies in `folder`, with the texts of its files.

    Raises EditError for links, StoryError and SettingsError as reading does.
    """
    if not path.is_dir():
        folder.file(path.name)
    sides = [FILE_NAME, sidecar_of(path)]
    texts = {name: folder.text(name) for name in sides}
    settings = asked_for(load_settings(path, problems), book=book)
    script = read_script(path, problems, settings)
    names = [part.name for part in script.parts]
    names = names or [script.path.relative_to(folder_of(path)).as_posix()]
    for name in names:
        archive = Path(name).suffix.lower() in ARCHIVES
        folder.file(name)
        texts[name] = "" if archive else folder.text(name)
    known = {name: text for name, text in texts.items() if text is not None}
    return StoryText(path, script, settings, known)


def sidecar_of(path: Path) -> str:
    """What the story's own file of settings is called, seen from its folder."""
    try:
        file = story_file(path)
    except StoryError:
        return FILE_NAME
    return (file.parent / (file.stem + SIDECAR)).relative_to(folder_of(path)).as_posix()


Wanted = Callable[[list[Line], list[Line]], bool]
"""Whether the lines after an edit are what was asked for, given those before it."""


def note(
    story: StoryText, line: Line, kind: str, value: str, wanted: Wanted, like: str = ANY
) -> list[TextChange]:
    """The comment `kind` before `line` says `value`; "" takes it away. Raises EditError.

    `like` is a pattern of the values that it takes the place of.
    """
    file, at = commented(story, line.start)
    text = story.texts[file]
    found = _comment_of(story, line, rf"<!--\s*{kind}\b\s*:?\s*{like}\s*-->")
    if found:
        here = [(*(found if value else _with_space(text, *found)), comment_of(kind, value))]
    elif value:
        here = list(_places(text, at, comment_of(kind, value)))
    else:
        return []
    return [_first_that_reads(story, file, here, wanted)]


def skipped(story: StoryText, line: Line) -> list[TextChange]:
    """The comments that leave `line` out. Raises EditError."""
    file, at = commented(story, line.start)
    text, end = story.texts[file], at + line.end - line.start
    wanted: Wanted = lambda before, after: texts_but(before, line.id) == texts_but(after)  # noqa: E731
    tried = []
    for start, last in _around(text, at, end):
        inside = text[start:last]
        own = "\n" if _own_row(text, start) and text[last : last + 1] in ("\n", "\r", "") else ""
        tried.append((start, last, f"<!-- skip -->{own}{inside}{own}<!-- /skip -->"))
    return [_first_that_reads(story, file, tried, wanted)]


def parted(story: StoryText, line: Line, at: int) -> list[TextChange]:
    """A comment that has another line begin at the character `at` of a line. Raises EditError."""
    file, place = commented(story, line.offsets[at])
    comment, text = "<!-- split --> ", story.texts[file]
    first = len(text[:place].rstrip(_MARKS.strip()))
    tried = [(each, each, comment) for each in dict.fromkeys((first, place))]
    return [_first_that_reads(story, file, tried, two_lines(line, at))]


def two_lines(line: Line, at: int) -> Wanted:
    """The other lines stay as they are, and `line` is two."""

    def wanted(before: list[Line], after: list[Line]) -> bool:
        parts = [part.strip() for part in (line.text[:at], line.text[at:])]
        texts = [[each.text] if each.id != line.id else parts for each in before]
        return [text for row in texts for text in row] == [each.text for each in after]

    return wanted


def one_line(story: StoryText, line: Line) -> Wanted:
    """The other lines stay as they are, and `line` goes on with the one before it."""
    number = [each.id for each in story.lines()].index(line.id)

    def wanted(before: list[Line], after: list[Line]) -> bool:
        texts = [each.text for each in before]
        texts[number - 1 : number + 1] = [f"{texts[number - 1]} {texts[number]}"]
        return texts == [each.text for each in after]

    return wanted


def told(story: StoryText, start: int, quoted: str) -> list[TextChange]:
    """The skip comments around what begins at `start` are taken away. Raises EditError."""
    if story.script.source[start : start + len(quoted)] != quoted or not quoted:
        raise EditError("the story was edited meanwhile: what was left out stands elsewhere now.")
    opened, closed = _SKIP.match(quoted), list(_END_SKIP.finditer(quoted))
    if not opened or not closed:
        raise EditError("this is not left out by a skip comment, so no comment brings it back.")
    file, at = commented(story, start)
    inside = quoted[opened.end() : closed[-1].start()] + quoted[closed[-1].end() :]
    kept: Wanted = lambda before, after: len(after) > len(before)  # noqa: E731
    return [_first_that_reads(story, file, [(at, at + len(quoted), inside)], kept)]


def holds_comments(story: StoryText, line: Line) -> bool:
    """Whether the file of a line may have comments written into it."""
    return story.place(line.start)[0].lower().endswith(COMMENTED)


def commented(story: StoryText, offset: int) -> tuple[str, int]:
    """The file of a character, which holds comments, and its offset. Raises EditError."""
    file, at = story.place(offset)
    if not file.lower().endswith(COMMENTED):
        raise EditError(f"{file} holds no comments: edit what is said of it in its settings.")
    return file, at


def has_note(kind: str, value: str, line: Line) -> Wanted:
    """The other lines stay as they are, and `line` has the direction (none for "")."""

    def wanted(before: list[Line], after: list[Line]) -> bool:
        if _heard(before, line.id) != _heard(after, line.id):
            return False
        now = next((each for each in after if each.id == line.id), None)
        if now is None:
            return False
        found = [each.value for each in now.annotations if each.kind == kind]
        there = sum(each.kind == kind for each in line.annotations)
        return value in found if value else len(found) < max(there, 1)

    return wanted


def spoken_by(speaker: str, line: Line) -> Wanted:
    """The other lines stay as they are, and `speaker` says `line`; anybody for ""."""

    def wanted(before: list[Line], after: list[Line]) -> bool:
        now = next((each for each in after if each.id == line.id), None)
        said = now is not None and (not speaker or now.speaker == speaker)
        return said and _heard(before, line.id) == _heard(after, line.id)

    return wanted


def _first_that_reads(
    story: StoryText, file: str, tried: list[tuple[int, int, str]], wanted: Wanted
) -> TextChange:
    text, before = story.texts[file], story.lines()
    for start, end, new in tried:
        try:
            tried_so = story.with_texts({file: text[:start] + new + text[end:]})
        except InkreelError:
            continue
        if wanted(before, tried_so.lines()):
            return change(file, text, start, end, new)
    raise EditError(
        "no comment at this line says that without changing others. Edit the text by hand here."
    )


def _heard(lines: list[Line], but: str) -> list[tuple[object, ...]]:
    """What must stay as it is: texts in order, and all that is asked of the other lines."""
    return [
        (line.text, line.panel)
        if line.id == but
        else (line.text, line.panel, line.joint, [(a.kind, a.value) for a in line.annotations])
        for line in lines
    ]


def texts_but(lines: list[Line], but: str = "") -> list[str]:
    """What lines read, in order, without the one called `but`."""
    return [line.text for line in lines if line.id != but]


def comment_text(kind: str, value: str) -> str:
    """What a comment says that asks for something."""
    return f"{kind} {value}s" if kind in ("pause", "beat") else f"{kind}: {value}"


def comment_of(kind: str, value: str) -> str:
    """The comment that asks for something; "" for no value."""
    return f"<!-- {comment_text(kind, value)} -->" if value else ""


def _comment_of(story: StoryText, line: Line, pattern: str) -> tuple[int, int] | None:
    """Where the last comment like that stands between the line before and this one, in its file."""
    lines = story.lines()
    number = next(at for at, each in enumerate(lines) if each.id == line.id)
    file, end = story.place(line.start)
    begin = 0
    if number:
        other, last = story.place(lines[number - 1].end)
        begin = last if other == file else 0
    found = list(re.compile(pattern, re.IGNORECASE).finditer(story.texts[file], begin, end))
    return (found[-1].start(), found[-1].end()) if found else None


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A comment's range with what parts it from its neighbours: its row's end, or a space."""
    if _own_row(text, start):
        rest = re.compile(r"[ \t]*(\r?\n)?").match(text, end)
        return start, rest.end() if rest else end
    if text[end : end + 1] == " ":
        return start, end + 1
    return (start - 1, end) if text[start - 1 : start] == " " else (start, end)


def _places(text: str, at: int, comment: str) -> Iterator[tuple[int, int, str]]:
    """Where a comment may stand, the most usual place first: on a row of its own, in the row."""
    for place in _starts(text, at):
        if _own_row(text, place):
            yield place, place, f"{comment}{_newline(text)}"
    for place in _starts(text, at):
        yield place, place, f"{comment} "
    back = len(text[:at].rstrip())
    yield back, back, f" {comment}"


def _starts(text: str, at: int) -> list[int]:
    """`at`, and the places before marks that stand right before it, the furthest first."""
    row = text.rfind("\n", 0, at) + 1
    first = at
    while first > row and text[first - 1] in _MARKS:
        first -= 1
    return list(dict.fromkeys([*(place for place in (first,) if place == row), at, first]))


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that hold a line's text with the marks that belong to it, the closest first."""
    yield start, end
    first, last = start, end
    while first and last < len(text) and text[first - 1] in "*_~" and text[last] in "*_~":
        first, last = first - 1, last + 1
        yield first, last


def _own_row(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
