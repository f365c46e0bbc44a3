"""A change of a text: what stands where, and what is to stand there. Its inverse takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from story.errors import InkreelError
from story.safe_text import shortened

AROUND = 60
"""Characters kept on each side of a change, by which its place is found in a text that somebody
else has edited: half a dozen words are seldom written twice."""
_LEAST = 12
"""Characters of the surroundings that must still be there: a word or two would be anywhere."""


class EditError(InkreelError):
    """An edit can't be made: the text says something else, or the story can't say it."""


class ConflictError(EditError):
    """Somebody edited the same place: `wanted` was to be replaced, `found` stands there now."""

    def __init__(self, file: str, wanted: str, found: str) -> None:
        super().__init__(
            f"{file} was edited here meanwhile, so nothing was written. It should read "
            f"{shortened(wanted, 200)!r}, and reads {shortened(found, 200)!r}."
        )
        self.file, self.wanted, self.found = file, wanted, found


@dataclass(frozen=True)
class TextChange:
    """In `file` (its name in the story's folder), `old` at the character `at` becomes `new`.

    `before` and `after` are what stands around it. `new` None removes the file, `old` None makes
    it: its whole text is the other one.
    """

    file: str
    at: int
    old: str | None
    new: str | None
    before: str = ""
    after: str = ""


def change(file: str, text: str, start: int, end: int, new: str) -> TextChange:
    """The change of `text` that puts `new` in place of [start, end)."""
    around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return TextChange(file, start, text[start:end], new, *around)


def inverse(changes: Sequence[TextChange]) -> tuple[TextChange, ...]:
    """What takes changes back, the last one first."""
    return tuple(
        TextChange(each.file, each.at, each.new, each.old, each.before, each.after)
        for each in reversed(changes)
    )


def applied(
    texts: Mapping[str, str | None], changes: Sequence[TextChange]
) -> dict[str, str | None]:
    """The texts, by file, after changes; None is no file. Raises ConflictError."""
    found = dict(texts)
    for each in changes:
        found[each.file] = _applied(found.get(each.file), each)
    return found


def _applied(text: str | None, each: TextChange) -> str | None:
    if text is None or each.old is None or each.new is None:
        if text != each.old:
            raise ConflictError(each.file, each.old or "no such file", text or "no such file")
        return each.new
    at = place(text, each)
    if at is None:
        here = text[max(0, each.at - AROUND) : each.at + len(each.old) + AROUND]
        raise ConflictError(each.file, each.before + each.old + each.after, here)
    return text[:at] + each.new + text[at + len(each.old) :]


def place(text: str, each: TextChange) -> int | None:
    """Where the old text stands: at its place, else where its surroundings are, once only."""
    old = each.old or ""
    whole = each.before + old + each.after
    start = each.at - len(each.before)
    if start >= 0 and text[start : start + len(whole)] == whole:
        return each.at
    for size in (AROUND, AROUND // 2, _LEAST):
        for before, after in (
            (each.before[-size:], each.after[:size]),
            (each.before[-size:], ""),
            ("", each.after[:size]),
        ):
            if len(before) + len(old) + len(after) < min(_LEAST, len(whole)):
                continue
            first = text.find(before + old + after)
            if first >= 0 and text.find(before + old + after, first + 1) < 0:
                return first + len(before)
    return None


def change_json(each: TextChange) -> dict[str, Any]:
    """A change as plain data."""
    return asdict(each)


def change_from(data: Mapping[str, Any]) -> TextChange:
    """The change that `change_json` gave."""
    return TextChange(**data)
