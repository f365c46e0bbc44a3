"""Inline math as readers say it: `$\\pi$` is read as a pi, a sum of dollars as dollars."""

from __future__ import annotations

import re
from dataclasses import dataclass

from story.formats.tex import SIGNS, SILENT, tex_tokens

_FORMULA = re.compile(r"\$(?P<body>(?![\s$])[^$\n]{1,200}?)(?<![\s\\])\$(?![\d$])")
_DISPLAYED = re.compile(r"\$\$\s*(?P<body>[^$\s](?:[^$\n]{0,200}[^$\s])?)\s*\$\$")
_PROSE = re.compile(r"[A-Za-z]{3,}[,;.]?\s+[A-Za-z]{2,}")

_POWERS = {"2": "²", "3": "³", "1": "¹", "0": "⁰", "n": "ⁿ"}
"""Powers that have a raised sign of their own in every font."""

_THIN = ",;! "
"""Behind a backslash: thin spaces, which nobody reads."""


@dataclass(frozen=True)
class InlineMath:
    """Readable text of a formula, the source offset of each character, and where it ends."""

    text: str
    offsets: tuple[int, ...]
    end: int


def readable_math(source: str, start: int, limit: int) -> InlineMath | None:
    """The formula whose `$` is at `start`; None where that is a dollar sign."""
    found = _DISPLAYED.match(source, start, limit)
    if not found:
        found = _FORMULA.match(source, start, limit)
        if not found or not _is_formula(found["body"]):
            return None
    pairs = _read(source, found.start("body"), found.end("body"))
    return InlineMath("".join(c for c, _ in pairs), tuple(at for _, at in pairs), found.end())


def _is_formula(body: str) -> bool:
    if body[0].isdigit():
        return bool(re.search(r"[\\^_=+*/<>]|[a-zA-Z]\b", body)) and not _PROSE.search(body)
    return not _PROSE.search(body) or "\\" in body


def _read(source: str, start: int, end: int) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    for token in tex_tokens(source, start, end):
        if token.kind == "command":
            said = "" if token.text in SILENT else SIGNS.get(token.text, token.text)
            pairs += [(character, token.start) for character in said]
        elif token.kind == "escaped":
            pairs += [] if token.text in _THIN else [(token.text, token.end - 1)]
        elif token.kind not in ("open", "close"):
            pairs += [(character, token.start + at) for at, character in enumerate(token.text)]
    return _raised(pairs)


def _raised(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Short powers become raised digits: `x^2` is read as people write it."""
    out: list[tuple[str, int]] = []
    rest = iter(pairs)
    for character, at in rest:
        if character == "^":
            follower = next(rest, None)
            if follower and follower[0] in _POWERS:
                out.append((_POWERS[follower[0]], follower[1]))
            else:
                out += [(character, at)] + ([follower] if follower else [])
        else:
            out.append((character, at))
    return out
