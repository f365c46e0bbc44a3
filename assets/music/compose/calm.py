"""calm: D major, 66 beats a minute. The motif rises a fourth, climbs, leaps to the sixth and rests
on the fifth (A D E F# B A). Piano alone; flute over strings; clarinet in B minor; all together."""

from __future__ import annotations

from notation import broken, held, melody, moved, progression, roots, shaped
from piece import Part, Piece

BAR = 4.0
CHORDS = (
    "D | Bm7 | Gmaj7 | A7sus4 | D/F# | Em7 | Gmaj7 | A7"
    " | D | Bm7 | G | Gm6 | D/F# | Em7 | A7sus4 A7 | Dadd9"
    " | Bm | F#m7/A | G | D/F# | Em7 | Bm7 | Gmaj7 | A7sus4 A7"
    " | D | Bm7 | Gmaj7 | A7sus4 | D/F# | Em7 | A7sus4 | A7"
)
END = "Bm7 | Em7 A7sus4 | Dadd9 | D"
THEME = (
    "A4:1 D5:1 E5:1 F#5:1 | B5:2 A5:2 | r:1 F#5:1 G5:1 F#5:1 | E5:3 r:1"
    " | A4:1 D5:1 E5:1 F#5:1 | G5:2 F#5:1 E5:1 | D5:1.5 E5:.5 F#5:1 D5:1 | E5:4"
)
ANSWER = (
    "A4:1 D5:1 E5:1 F#5:1 | B5:2 A5:1 D6:1 | B5:3 A5:1 | A#5:1.5 A5:.5 G5:2"
    " | F#5:2 E5:1 D5:1 | G5:1.5 F#5:.5 E5:1 B4:1 | D5:2 E5:1 C#5:1 | D5:3 r:1"
)
SHADE = (
    "F#4:1 B4:1 C#5:1 D5:1 | E5:2 C#5:2 | D5:1 B4:1 D5:1 G5:1 | F#5:3 E5:1"
    " | E5:1.5 F#5:.5 G5:1 B5:1 | A5:2 F#5:2 | G5:1 F#5:1 E5:1 D5:1 | E5:3 r:1"
)
RETURN = (
    "A4:1 D5:1 E5:1 F#5:1 | B5:2 A5:2 | G5:1 A5:1 B5:1 D6:1 | A5:3 r:1"
    " | F#5:1 E5:1 D5:1 A4:1 | B4:2 E5:2 | D5:4 | C#5:3 r:1"
)
CLOSE = "A4:1 D5:1 E5:1 F#5:1 | G5:2 E5:2 | F#5:4 | r:4"
_LOW, _HIGH = (0, 2, 1, 3, 2, 3, 1, 2), (0, None, 2, None, 3, None, 2, None)


def calm() -> Piece:
    """32 bars in four eights: 116 s."""
    chords, end = progression(CHORDS, BAR), progression(END, BAR)
    bass = shaped(roots(chords, 38, 0.5), 32)
    return Piece(
        "calm",
        66,
        BAR,
        32,
        (0, 8, 16, 24),
        4,
        2,
        1.22,
        2.6,
        0.8,
        (
            Part("piano", 0, _keys(chords), _last_keys(end), -21.5, -0.15, 0.35),
            Part("strings", 49, _strings(chords), held(end, 50, 69, 4, 0.5), -23.5, 0.1, 0.6, 0.5),
            Part("cello", 42, bass, roots(end, 38, 0.5), -24.5, 0.3, 0.4, 0.3),
            Part("flute", 73, shaped(melody(ANSWER, BAR, 8, 0.55), 16), [], -22.5, -0.3, 0.6, 0.3),
            Part(
                "clarinet", 71, shaped(melody(SHADE, BAR, 16, 0.55), 16), [], -22.5, 0.3, 0.6, 0.3
            ),
            Part("violins", 48, _violins(), melody(CLOSE, BAR, 0, 0.5), -23.5, -0.3, 0.6, 0.4),
            Part(
                "harp",
                46,
                _harp(chords),
                broken(end[3:], (0, 1, 2, 3, 4), 0.5, (50, 81, 5), 0.4, 4),
                -27,
                0.45,
                0.6,
            ),
        ),
    )


def _keys(chords: list) -> list:
    """The theme above a broken chord; below the others it only moves."""
    plain = broken(chords[:8], _HIGH, 0.5, (50, 66, 4), 0.36, 2)
    moving = broken(chords[8:18] + chords[18:26], _LOW, 0.5, (50, 67, 4), 0.34, 1.5)
    last = broken(chords[26:], _LOW, 0.5, (50, 67, 4), 0.38, 1.5)
    return [*shaped(melody(THEME, BAR, 0, 0.56), 16), *plain, *moving, *last]


def _last_keys(end: list) -> list:
    return broken(end[:3], _HIGH, 0.5, (50, 67, 4), 0.36, 2) + held(end[3:], 50, 69, 4, 0.35)


def _strings(chords: list) -> list:
    """They come in under the second half of the theme, and breathe with the eights."""
    return shaped(held(chords[4:], 52, 69, 4, 0.5), 32, 0.12)


def _violins() -> list:
    top = shaped(melody(RETURN, BAR, 24, 0.55), 16)
    return [*top, *moved(top, -12, 0.8)]


def _harp(chords: list) -> list:
    """A ripple into every eight, and through the last."""
    opening = [each for each in chords if each.start % 32 == 0 or each.start >= 96]
    return broken(opening, (0, 1, 2, 3, 4, None, None, None), 0.5, (50, 76, 5), 0.42, 3)
