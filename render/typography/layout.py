"""Text to placed glyphs: reading direction, fallback fonts, line breaks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from bidi import algorithm as bidi

from render.typography.faces import Face, chain, choose_fonts, is_invisible

Align = Literal["start", "centre", "end"]
_TOKEN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^ \-–—/\u2e80-\u9fff\uac00-\ud7af]*[-–—/]* *")
_TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
_LATIN_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True)
class Setting:
    """How text is set. `size` in pixels per em; `tracking` in em; `leading` in sizes per line."""

    face: str = "text"
    size: float = 48.0
    max_width: float | None = None
    align: Align = "start"
    leading: float = 1.15
    tracking: float = 0.0
    balance: bool = True
    extra: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A glyph whose origin stands at (x, y) pixels in its block, y downwards."""

    face: Face
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class TextBlock:
    """Set text: its size in pixels, its glyphs, and the text of each line."""

    width: float
    height: float
    glyphs: tuple[Placed, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _SetLine:
    """A line at one pixel per em."""

    width: float
    glyphs: tuple[Placed, ...]
    rtl: bool


def drawable(text: str, setting: Setting) -> str:
    """`text` as it can be drawn: composed, spaces folded, characters that no font has left out."""
    text = _LATIN_SPACES.sub(" ", unicodedata.normalize("NFC", text))
    fonts = chain(setting.face, setting.extra)
    kept = (
        char
        for char, font in zip(text, choose_fonts(text, fonts), strict=True)
        if font or char == "\n"
    )
    lines = "".join(kept).split("\n")
    return "\n".join(_LATIN_SPACES.sub(" ", line).strip() for line in lines)


def missing_glyphs(text: str, face: str = "text", extra: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The characters of `text` that no font of `face` can draw, each once, in order."""
    text = unicodedata.normalize("NFC", text).replace("\n", " ").replace("\t", " ")
    fonts = choose_fonts(text, chain(face, extra))
    lost = (char for char, font in zip(text, fonts, strict=True) if font is None)
    return tuple(dict.fromkeys(char for char in lost if not is_invisible(char)))


def lay_out(text: str, setting: Setting) -> TextBlock:
    """Set `text` into lines; "\\n" always ends one. A word wider than `max_width` is cut."""
    paragraphs = drawable(text, setting).split("\n")
    lines = [line for paragraph in paragraphs for line in _break(paragraph, setting)]
    size, width = setting.size, max((_width(line, setting) for line in lines), default=0.0)
    first = chain(setting.face, setting.extra)[0]
    step = setting.leading * size
    baselines = tuple(first.ascent * size + step * i for i in range(len(lines)))
    glyphs: list[Placed] = []
    for line, y in zip(lines, baselines, strict=True):
        done = _set_line(line, setting.face, setting.tracking, setting.extra)
        x = _indent(width - done.width * size, setting.align, rtl=done.rtl)
        glyphs += (Placed(g.face, g.number, g.x * size + x, g.y * size + y) for g in done.glyphs)
    height = (first.ascent + first.descent) * size + step * (len(lines) - 1)
    return TextBlock(width, height, tuple(glyphs), tuple(lines))


def keeps_words(text: str, setting: Setting) -> bool:
    """Whether no word has to be cut to stay within `max_width`."""
    limit = setting.max_width
    tokens = _TOKEN.findall(drawable(text, setting).replace("\n", " "))
    return limit is None or all(_width(token.rstrip(), setting) <= limit for token in tokens)


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of `text` belongs to a script written from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _indent(spare: float, align: Align, *, rtl: bool) -> float:
    if align == "centre":
        return spare / 2
    return spare if (align == "end") != rtl else 0.0


def _break(text: str, setting: Setting) -> list[str]:
    """Lines no wider than `max_width`: as few as can be, then as even as can be."""
    limit = setting.max_width
    if limit is None or _width(text, setting) <= limit:
        return [text]
    tokens = [part for token in _TOKEN.findall(text) for part in _cut(token, limit, setting)]
    lines = _fill(tokens, limit, setting)
    if not setting.balance:
        return lines
    low, high = 0.0, limit
    while high - low > setting.size / 20:
        middle = (low + high) / 2
        tried = _fill(tokens, middle, setting)
        if len(tried) > len(lines) or any(_width(line, setting) > limit for line in tried):
            low = middle
        else:
            high = middle
    return _fill(tokens, high, setting)


def _cut(token: str, limit: float, setting: Setting) -> list[str]:
    """`token` in pieces no wider than `limit` (or of one character)."""
    pieces = []
    while _width(token.rstrip(), setting) > limit and len(token.rstrip()) > 1:
        low, high = 1, len(token.rstrip())
        while high - low > 1:
            middle = (low + high) // 2
            fits = _width(token[:middle], setting) <= limit
            low, high = (middle, high) if fits else (low, middle)
        pieces.append(token[:low])
        token = token[low:]
    return [*pieces, token] if token else pieces


def _fill(tokens: list[str], limit: float, setting: Setting) -> list[str]:
    lines = [""]
    for token in tokens:
        if lines[-1] and _width(lines[-1] + token.rstrip(), setting) > limit:
            lines.append("")
        lines[-1] += token
    return [line.rstrip() for line in lines]


def _width(text: str, setting: Setting) -> float:
    line = _set_line(text, setting.face, setting.tracking, setting.extra)
    return line.width * setting.size


@lru_cache(maxsize=4096)
def _set_line(text: str, face: str, tracking: float, extra: tuple[Path, ...]) -> _SetLine:
    fonts = chain(face, extra)
    levels, base = _levels(text)
    chosen = choose_fonts(text, fonts)
    x, placed = 0.0, []
    for start, end in _visual_runs(levels, chosen):
        font = chosen[start] or fonts[0]
        rtl = levels[start] % 2 == 1
        for glyph in font.shape(text[start:end], rtl=rtl):
            placed.append(Placed(font, glyph.number, x + glyph.x, -glyph.y))
            x += glyph.advance + (0.0 if rtl else tracking)  # joined scripts can't be tracked
    return _SetLine(max(x - (tracking if placed else 0.0), 0.0), tuple(placed), base == 1)


def _levels(text: str) -> tuple[list[int], int]:
    """The embedding level of every character, by the Unicode bidirectional algorithm."""
    if not any(unicodedata.bidirectional(char) in _TURNING for char in text):
        return [0] * len(text), 0
    base = int(bidi.get_base_level(text))
    storage = bidi.get_empty_storage()
    storage.update(base_level=base, base_dir="LR"[base])
    bidi.get_embedding_levels(text, storage)
    for char, index in zip(storage["chars"], range(len(text)), strict=True):
        char["index"] = index
    for step in (
        bidi.explicit_embed_and_overrides,
        bidi.resolve_weak_types,
        bidi.resolve_neutral_types,
        bidi.resolve_implicit_levels,
    ):
        step(storage, debug=False)
    levels = [base] * len(text)
    for char in storage["chars"]:  # explicit marks have been taken out
        levels[char["index"]] = char["level"]
    return levels, base


def _visual_runs(levels: list[int], chosen: tuple[Face | None, ...]) -> list[tuple[int, int]]:
    """Ranges of one level and one font, in the order in which they stand on the line."""
    keys = groupby(range(len(levels)), key=lambda i: (levels[i], id(chosen[i])))
    runs = [(indices[0], indices[-1] + 1) for indices in (list(group) for _, group in keys)]
    for level in range(max(levels, default=0), 0, -1):
        ordered: list[tuple[int, int]] = []
        for high, group in groupby(runs, key=lambda run: levels[run[0]] >= level):
            members = list(group)
            ordered += reversed(members) if high else members
        runs = ordered
    return runs
