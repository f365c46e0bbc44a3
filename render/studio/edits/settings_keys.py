"""Edits that are keys of `inkreel.toml`: its comments, its order and its spelling stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from render.studio.edits.changes import EditError, TextChange, change
from story.errors import SettingsError, reason
from story.settings import FILE_NAME, SIDECAR, parse_settings
from story.toml import load_toml

_MARK = "\ufeff"
"""A byte order mark, which some editors put before a text."""


def with_key(texts: Mapping[str, str], path: Sequence[str], value: object) -> TextChange:
    """The change that sets the key `path` (a row of names); None takes it away.

    It goes to `inkreel.toml`, unless the story's own file, which has the last word, sets it.
    Raises EditError where the file can't be read, or would be refused then.
    """
    own = [name for name, text in texts.items() if name.endswith(SIDECAR) and _has(text, path)]
    name = own[0] if own else FILE_NAME
    return _changed(name, texts.get(name), lambda document: _set(document, path, value))


def with_word(
    texts: Mapping[str, str], own: str, word: str, said: str, *, shared: bool
) -> list[TextChange]:
    """The changes by which a word is said otherwise (as before for ""): in the story whose own file
    is called `own`, or in all stories that share `inkreel.toml`, where the story's own file has no
    other word. Raises EditError."""
    path, value = ("lexicon", word), said or None
    held = [name for name in (own, FILE_NAME) if _has(texts.get(name, ""), path)]
    if not shared:
        wanted = held if value is None else [own]
        return [
            _changed(name, texts.get(name), partial(_set, path=path, value=value))
            for name in wanted
        ]
    found = [_changed(FILE_NAME, texts.get(FILE_NAME), partial(_set, path=path, value=value))]
    if own in held and own != FILE_NAME:
        found.append(_changed(own, texts.get(own), partial(_set, path=path, value=None)))
    return found


def with_notes_in(name: str, text: str | None, notes: Sequence[Mapping[str, Any]]) -> TextChange:
    """The change that leaves `notes` in the file `name`, in order. Raises EditError."""

    def put(document: Any) -> None:
        import tomlkit

        wanted = [dict(each) for each in notes]
        rows = document.get("notes")
        if rows is None:
            document["notes"] = rows = tomlkit.aot()
        for at in reversed(range(len(rows))):
            if len(rows) > len(wanted) and rows[at] not in wanted:
                del rows[at]
        for at, each in enumerate(wanted):
            if at == len(rows):
                if at and not rows[at - 1].as_string().endswith("\n\n"):
                    rows[at - 1].add(tomlkit.nl())
                rows.append(tomlkit.table())
            if rows[at] != each:
                rows[at].update(each)
        if not wanted:
            document.remove("notes")

    return _changed(name, text, put)


def _changed(name: str, text: str | None, put: Callable[[Any], None]) -> TextChange:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    head = _MARK if (text or "").startswith(_MARK) else ""
    try:
        document = tomlkit.parse((text or "").removeprefix(_MARK))
        put(document)
        new = head + tomlkit.dumps(document)
        parse_settings(new.removeprefix(_MARK), name)
    except (TOMLKitError, SettingsError) as error:
        raise EditError(f"{name} can't take this: {reason(error)}") from error
    if text is None:
        return TextChange(name, 0, None, new.lstrip())
    first = _common(text, new)
    last = _common(text[first:][::-1], new[first:][::-1])
    return change(name, text, first, len(text) - last, new[first : len(new) - last])


def _has(text: str, path: Sequence[str]) -> bool:
    """Whether a text of settings has the key, as far as it can be read."""
    try:
        value: Any = load_toml(text.removeprefix(_MARK))
    except ValueError:
        return False
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return False
        value = value[name]
    return True


def _set(document: Any, path: Sequence[str], value: object) -> None:
    import tomlkit

    *tables, key = path
    table = document
    for depth, name in enumerate(tables):
        if name not in table:
            if value is None:
                return
            between = depth < len(tables) - 1
            table.append(name, tomlkit.table(is_super_table=between))
        table = table[name]
        if not isinstance(table, Mapping):
            raise EditError(f"{FILE_NAME}: {'.'.join(path[: depth + 1])} is no table.")
    if value is not None:
        table[key] = value
    elif key in table:
        table.remove(key)


def heads_value(heads: Sequence[tuple[Sequence[float], str]]) -> object:
    """A list of heads as a person writes it: one to a row."""
    import tomlkit

    rows = tomlkit.array()
    for box, name in heads:
        row = tomlkit.inline_table()
        row["box"] = [round(value) for value in box]
        if name:
            row["name"] = name
        rows.append(row)
    return rows.multiline(multiline=True)


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(a), len(b)))
