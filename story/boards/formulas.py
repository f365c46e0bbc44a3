"""Formulas that stand by themselves, from LaTeX to lines of text with raised and lowered parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from story.formats.tex import SIGNS, SILENT, tex_tokens

_FENCE = re.compile(r"^\s*(?:\$\$|\\\[)|(?:\$\$|\\\])\s*$")
_FRAME = re.compile(r"\\(?:begin|end)\s*\{(?:aligned|align\*?|equation\*?|gather(?:ed)?\*?)\}")
_UPRIGHT = {"sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min", "mod", "det"}
_SPACED = {"=", "+", "−", "<", ">", "≤", "≥", "≠", "≈", "→", "±", "×", "÷", "∈", "·"}
_SHORT = re.compile(r"\w{1,3}|\w+!")
_DEEPEST = 32
"""Groups and arguments inside one another: nobody reads more in a line of text."""
_THIN = ",;:! "
"""Behind a backslash: spaces of several widths."""


@dataclass(frozen=True)
class Formula:
    """Lines of (text, level): 0 on the line, 1 raised, -1 lowered."""

    lines: tuple[tuple[tuple[str, int], ...], ...]


class _UnknownError(Exception):
    """Something that can't be shown in lines."""


def displayed_formula(source: str) -> Formula | None:
    """The formula between `$$`; None where it has what lines of text can't show."""
    body = _FRAME.sub("", _FENCE.sub("", _FENCE.sub("", source.strip())))
    rows = [row.replace("&", "").strip() for row in re.split(r"\\\\(?:\[[^\]]*\])?", body)]
    try:
        lines = tuple(_joined(_Reader(row).read()) for row in rows if row)
    except _UnknownError:
        return None
    return Formula(lines) if lines and all(lines) else None


class _Reader:
    """Reads one line of a formula."""

    def __init__(self, row: str) -> None:
        self._row = row
        self._parts = list(tex_tokens(row))
        self._at = 0
        self._deep = 0

    def read(self, level: int = 0, *, inside: bool = False) -> list[tuple[str, int]]:
        """The rest of the line, or of the group that has been opened."""
        out: list[tuple[str, int]] = []
        while self._at < len(self._parts):
            if self._parts[self._at].kind == "close":
                self._at += 1
                if inside:
                    return out
                continue
            out += self._one(level)
        return out

    def _one(self, level: int) -> list[tuple[str, int]]:
        """The next sign, command or group."""
        self._deep += 1
        if self._deep > _DEEPEST:
            raise _UnknownError
        try:
            return self._sign(level)
        finally:
            self._deep -= 1

    def _sign(self, level: int) -> list[tuple[str, int]]:
        if self._at >= len(self._parts) or self._parts[self._at].kind == "close":
            raise _UnknownError
        part = self._parts[self._at]
        self._at += 1
        match part.kind:
            case "open":
                return self.read(level, inside=True)
            case "level":
                return self._shifted(1 if part.text == "^" else -1, level)
            case "command":
                return self._command(part.text, level)
            case "escaped":
                return [] if part.text in _THIN else [(part.text, level)]
            case "space":
                return []
            case _:
                return [(_spaced(part.text.replace("-", "−"), level), level)]

    def _argument(self, level: int) -> list[tuple[str, int]]:
        """What a command is about: spaces ahead of it don't count."""
        while self._at < len(self._parts) and self._parts[self._at].kind == "space":
            self._at += 1
        return self._one(level)

    def _shifted(self, to: int, level: int) -> list[tuple[str, int]]:
        if level:
            raise _UnknownError  # a power of a power
        return self._argument(to)

    def _command(self, name: str, level: int) -> list[tuple[str, int]]:
        if name in {"frac", "dfrac", "tfrac"}:
            over, under = self._argument(level), self._argument(level)
            return [*_held(over, level), ("\u2009/\u2009", level), *_held(under, level)]
        if name == "sqrt":
            return [("√", level), *_held(self._argument(level), level)]
        if name in {"text", "mathrm", "mathbf", "mathit", "operatorname"}:
            return self._words(level)
        if name in SILENT:
            return [(" ", level)] if name == "quad" else []
        if name in _UPRIGHT:
            return [(f"{name} ", level)]
        if name not in SIGNS:
            raise _UnknownError
        return [(_spaced(SIGNS[name], level), level)]

    def _words(self, level: int) -> list[tuple[str, int]]:
        """The words in braces, their spaces kept."""
        if self._at >= len(self._parts) or self._parts[self._at].kind != "open":
            return self._argument(level)
        self._at += 1
        said = ""
        while self._at < len(self._parts):
            part = self._parts[self._at]
            self._at += 1
            if part.kind == "close":
                return [(said, level)]
            said += " " if part.kind == "space" else self._row[part.start : part.end].lstrip("\\")
        return [(said, level)]


def _spaced(sign: str, level: int) -> str:
    return f" {sign} " if sign in _SPACED and not level else sign


def _held(parts: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """In parentheses where it is more than a short name or number."""
    text = "".join(part for part, _ in parts)
    if _SHORT.fullmatch(text):
        return parts
    return [("(", level), *parts, (")", level)]


def _joined(parts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Neighbours of one level as one, spaces single."""
    out: list[tuple[str, int]] = []
    for text, level in parts:
        if out and out[-1][1] == level:
            text = out.pop()[0] + text
        out.append((re.sub(r" +", " ", text), level))
    kept = [(text, level) for text, level in out if text]
    if kept:
        kept[0] = (kept[0][0].lstrip(), kept[0][1])
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return tuple((text, level) for text, level in kept if text)
