"""Who made a story and on what terms, as its front matter and `inkreel.toml` say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Credit = tuple[str, str]
"""What somebody did ("" where nobody says) and who it was."""

_LONGEST_ROLE = 40
"""Characters: a longer text before a colon is a sentence, not a role."""


def colophon(author: str, meta: Mapping[str, object], own: str) -> tuple[Credit, ...]:
    """The author, all credits, and the licence; only what is known.

    `meta` is the front matter, `own` the credits of `inkreel.toml`.
    """
    rows = [("Story", author), *map(_parted, credit_lines(meta, own)), ("Licence", licence(meta))]
    return tuple(dict.fromkeys((role, name) for role, name in rows if name))


def author_of(meta: Mapping[str, object]) -> str:
    """Who wrote a story, by its front matter: one name, or several with commas; "" for nobody."""
    found = meta.get("author") or meta.get("authors") or meta.get("creator")
    return ", ".join(dict.fromkeys(name for name in _names(found) if name))


def _names(value: object) -> Iterator[str]:
    """Names in a text, in a list, or in a table with a `name`."""
    if isinstance(value, Mapping):
        yield from _names(value.get("name") or value.get("display_name"))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _names(each)
    elif value:
        yield " ".join(str(value).split())


def credit_lines(meta: Mapping[str, object], own: str) -> tuple[str, ...]:
    """The credits, a line each: the `own` ones, else those of the front matter."""
    lines = own.splitlines() if own.strip() else _told(meta.get("credits"))
    return tuple(text for line in lines if (text := " ".join(line.split())))


def licence(meta: Mapping[str, object]) -> str:
    """The licence that the front matter names, "" for none."""
    return " ".join(str(meta.get("license") or meta.get("licence") or "").split())


def _told(value: object) -> Iterator[str]:
    """Lines of text, of a list, or of a table of roles."""
    if isinstance(value, Mapping):
        yield from (f"{role}: {name}" for role, name in value.items())
    elif isinstance(value, list | tuple):
        yield from map(str, value)
    else:
        yield from str(value or "").splitlines()


def _parted(line: str) -> Credit:
    """ "Drawings: Ann Lee" as its two parts; addresses keep their colon."""
    role, found, name = line.partition(": ")
    return (role, name) if found and name and len(role) <= _LONGEST_ROLE else ("", line)
