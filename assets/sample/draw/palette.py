"""Colours of the story: every character keeps the same few in every panel."""

from __future__ import annotations

from dataclasses import dataclass, replace

Colour = tuple[float, float, float]


def tone(code: str) -> Colour:
    """The colour of a code such as "#ffcc00"."""
    red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return float(red), float(green), float(blue)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A blend that holds `share` of the second colour."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def multiply(first: Colour, second: Colour) -> Colour:
    """The first colour seen under light of the second."""
    red, green, blue = (a * b / 255.0 for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Light:
    """How a scene is lit: where the light comes from, and what it does to colours."""

    towards: tuple[float, float]
    rim: Colour
    shade: Colour
    tint: Colour
    ink: Colour
    depth: float = 0.55

    def mirrored(self) -> Light:
        return replace(self, towards=(-self.towards[0], self.towards[1]))


WHITE = tone("#ffffff")
INK = tone("#141434")
AMBER = tone("#ffb84a")
CANDLE = tone("#fff0b8")

YELLOW = tone("#ffc928")
TEAL = tone("#1fa8a0")
BOOT = tone("#e2503c")
NAVY = tone("#2f4f96")
BEARD = tone("#f6f1e6")
PLUM = tone("#9a3f86")
RUST = tone("#d9562e")
OLIVE = tone("#7f8f3c")
MOSS = tone("#3f9a62")
BRASS = tone("#f0b23c")
GOOSE = tone("#fdfbf4")
BILL = tone("#ff9430")

BROWN_SKIN = tone("#b8703f")
ROSY_SKIN = tone("#f3b58c")
PALE_SKIN = tone("#f6c9a4")
DARK_SKIN = tone("#84502f")
BLACK_HAIR = tone("#33202e")
AUBURN = tone("#a4502a")
GREY_HAIR = tone("#b9bccb")
