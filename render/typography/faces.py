"""Fonts: which file draws which character, and the outlines of its glyphs.

A face name stands for a chain of font files; a character is drawn by the first that has it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

from render.typography.outline import Pen
from story.assets import asset
from story.errors import RenderError, SettingsError, reason


@dataclass(frozen=True)
class FontFile:
    """A font on disk, at one weight where it is variable (OpenType 100..900)."""

    path: Path
    weight: float = 0.0


@dataclass(frozen=True)
class Glyph:
    """A shaped glyph. Offsets and advance in em, y upwards; `cluster` indexes the shaped text."""

    number: int
    cluster: int
    x: float
    y: float
    advance: float


class Face:
    """An opened font. Lengths are in em: multiply by the size in pixels."""

    def __init__(self, source: FontFile) -> None:
        try:
            face = hb.Face(hb.Blob.from_file_path(str(source.path)))
        except (OSError, hb.HarfBuzzError) as error:
            raise RenderError(f"can't open the font {source.path}: {reason(error)}") from error
        if not face.glyph_count or not face.unicodes:
            raise RenderError(f"{source.path} is not a font that text can be drawn with")
        self._units = face.upem
        self._font = hb.Font(face)
        self._font.scale = (face.upem, face.upem)
        if source.weight:
            self._font.set_variations({"wght": source.weight})
        self._outlines: dict[int, NDArray[np.float64]] = {}
        self._covered: dict[str, bool] = {}
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender / self._units
        self.descent = -extents.descender / self._units

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph for `char`."""
        if char not in self._covered:
            self._covered[char] = bool(self._font.get_nominal_glyph(ord(char)))
        return self._covered[char]

    def shape(self, text: str, *, rtl: bool, language: str = "en") -> tuple[Glyph, ...]:
        """`text` as glyphs in visual order, left to right."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = language
        hb.shape(self._font, buffer, {"kern": True, "liga": True, "lnum": True})
        unit = 1 / self._units
        return tuple(
            Glyph(i.codepoint, i.cluster, p.x_offset * unit, p.y_offset * unit, p.x_advance * unit)
            for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def outline(self, number: int) -> NDArray[np.float64]:
        """Edges of a glyph, float64 [n, 4] as (x0, y0, x1, y1) in em, y upwards."""
        if number not in self._outlines:
            pen = Pen()
            self._font.draw_glyph_with_pen(number, pen)
            self._outlines[number] = pen.edges() / self._units
        return self._outlines[number]


_FALLBACK = (
    ("NotoSans-Variable.ttf", 700.0),
    ("NotoSansArabic-Variable.ttf", 700.0),
    ("NotoSansHebrew-Bold.ttf", 0.0),
    ("NotoSansMath-Regular.ttf", 0.0),
    ("NotoSansSymbols2-Regular.ttf", 0.0),
)
"""Fonts for what a face lacks, and their weights (0: the font has one), heavy as the faces are."""
_FIRST = {
    "title": "Alegreya-Black.ttf",
    "poster": "SofiaSansExtraCondensed-Black.ttf",
    "text": "AlegreyaSans-Medium.ttf",
    "italic": "AlegreyaSans-MediumItalic.ttf",
    "bold": "AlegreyaSans-ExtraBold.ttf",
    "comic": "ComicNeue-Bold.ttf",
    "shout": "Bangers-Regular.ttf",
}
FACES = tuple(_FIRST)
"""Names of the bundled faces."""


def story_fonts(folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The font files that a story in `folder` names in `fonts`, for what bundled fonts don't have.

    Raises SettingsError where one is missing, is no font, or lies outside the folder.
    """
    root = folder.resolve()
    found = []
    for name in names:
        path = (root / name).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            raise SettingsError(
                f"inkreel.toml: fonts: {name!r} is not a file in the story's folder."
            )
        try:
            _open(FontFile(path))
        except RenderError as error:
            raise SettingsError(f"inkreel.toml: fonts: {reason(error)}.") from error
        found.append(path)
    return tuple(found)


@cache
def font_digest(path: Path) -> str:
    """What a font file holds, for keys."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def chain(face: str, extra: tuple[Path, ...] = ()) -> tuple[Face, ...]:
    """The fonts tried in order for `face`: its own, those of the user, the bundled fallbacks.

    `face` is one of FACES. Raises RenderError for an unknown face or a file that is no font.
    """
    if face not in _FIRST:
        raise RenderError(f"there is no face {face!r}; the faces are {', '.join(FACES)}")
    files = [FontFile(asset(f"fonts/{_FIRST[face]}"))]
    files += [FontFile(path) for path in extra]
    files += [FontFile(asset(f"fonts/{name}"), weight) for name, weight in _FALLBACK]
    return tuple(_open(file) for file in files)


@cache
def _open(file: FontFile) -> Face:
    return Face(file)


def choose_fonts(text: str, fonts: tuple[Face, ...]) -> tuple[Face | None, ...]:
    """The font that draws each character of `text`; None where no font has it.

    Marks, joiners and spaces stay with the character before them, so that they shape together.
    """
    chosen: list[Face | None] = []
    before: Face | None = None
    for char in text:
        if before is None or not _follows(char, before):
            before = next((font for font in fonts if font.covers(char)), None)
            if before is None and is_invisible(char):
                before = fonts[0]
        chosen.append(before)
    return tuple(chosen)


def _follows(char: str, font: Face) -> bool:
    if is_invisible(char):
        return True
    return (unicodedata.combining(char) > 0 or char == " ") and font.covers(char)


def is_invisible(char: str) -> bool:
    """Whether `char` leaves no ink of its own: format characters and variation selectors."""
    return unicodedata.category(char) in {"Cf", "Cc"} or "\ufe00" <= char <= "\ufe0f"
