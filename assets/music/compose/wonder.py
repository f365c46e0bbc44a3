"""wonder: E with a raised fourth, three beats at 96 a minute. The motif (B E F# G# C# B) stands on
the bright chord a tone above; celesta and harp, a horn with strings, a middle that climbs by
thirds and whole tones (C, G, F, G, A), and the celesta again."""

from __future__ import annotations

from notation import broken, held, melody, moved, progression, roots, shaped
from piece import Part, Piece

BAR = 3.0
CHORDS = (
    "E | E | F#/E | F#/E | Emaj7 | Emaj7 | Amaj7 | B7sus4"
    " | C#m7 | C#m7 | G#m7 | G#m7 | Amaj7 | F#m7 | B7sus4 | B"
    " | E | E | F#/E | F#/E | Emaj7 | E7 | Amaj7 | Am6"
    " | E/G# | C#m7 | F#m7 | B7sus4 | E | E | D | B7sus4"
    " | Cmaj7 | Cmaj7 | D/C | D/C | G/B | G/B | Am9 | Am9"
    " | Fmaj7 | Fmaj7 | G | G | A | A | B7sus4 | B"
    " | E | E | F#/E | F#/E | Emaj7 | Emaj7 | Amaj7 | F#m7 | G#m7 | Amaj7 | B7sus4 | B7"
)
END = "Amaj7 | Am6 | E/G# | B7sus4 | Eadd9 | Eadd9 | E"
THEME = (
    "B4:1 E5:1 F#5:1 | G#5:3 | C#6:3 | A#5:2 F#5:1 | B4:1 E5:1 F#5:1 | G#5:2 D#6:1 | C#6:2 B5:1"
    " | F#5:3 | G#4:1 C#5:1 D#5:1 | E5:2 G#5:1 | F#5:2 D#5:1 | B4:3 | C#5:1 E5:1 G#5:1 | A5:2 C#6:1"
    " | B5:3 | F#5:2 r:1"
)
HORN = "B3:1 E4:1 F#4:1 | G#4:3 | C#5:3 | A#4:2 F#4:1"
FLUTE = (
    "B4:1 E5:1 F#5:1 | G#5:2 B5:1 | C#6:2 B5:1 | C6:2 A5:1 | B5:3 | G#5:2 E5:1 | A5:1 G#5:1 F#5:1"
    " | E5:2 F#5:1 | E5:3 | r:3 | D5:2 F#5:1 | F#5:2 r:1"
)
CLIMB = (
    "G4:1 C5:1 D5:1 | E5:3 | A5:3 | F#5:2 D5:1 | D5:1 G5:1 A5:1 | B5:3 | C6:2 B5:1 | A5:3"
    " | C5:1 F5:1 G5:1 | A5:3 | D5:1 G5:1 A5:1 | B5:3 | E5:1 A5:1 B5:1 | C#6:3 | B5:3 | F#5:2 r:1"
)
LAST = (
    "B4:1 E5:1 F#5:1 | G#5:3 | C#6:3 | A#5:2 F#5:1 | B4:1 E5:1 F#5:1 | G#5:3 | C#6:2 B5:1 | A5:3"
    " | B5:2 F#5:1 | G#5:2 E5:1 | E5:3 | F#5:2 r:1"
)
CLOSE = "E5:1 A5:1 B5:1 | C6:2 B5:1 | G#5:3 | F#5:2 A5:1 | B4:1 E5:1 F#5:1 | G#5:3 | r:3"
_RIPPLE = (0, 1, 2, 3, 2, 1)


def wonder() -> Piece:
    """60 bars in 16, 16, 16 and 12: 113 s."""
    chords, end = progression(CHORDS, BAR), progression(END, BAR)
    theme, last = melody(THEME, BAR, 0, 0.5), melody(LAST, BAR, 48, 0.46)
    close = melody(CLOSE, BAR, 0, 0.5)
    return Piece(
        "wonder",
        96,
        BAR,
        60,
        (0, 16, 32, 48),
        7,
        5,
        1.3,
        3.4,
        1.0,
        (
            Part("celesta", 8, shaped([*theme, *last], 12), close, -22.5, -0.2, 0.6),
            Part(
                "harp",
                46,
                _harp(chords),
                broken(end[:5], _RIPPLE, 0.5, (52, 76, 4), 0.42, 2)
                + held(end[5:6], 52, 80, 5, 0.45),
                -23.5,
                0.35,
                0.55,
            ),
            Part(
                "strings",
                49,
                shaped(held(chords[8:], 54, 73, 4, 0.5), 48, 0.15),
                held(end, 52, 71, 4, 0.45),
                -23.5,
                0.1,
                0.6,
                0.5,
            ),
            Part(
                "basses", 43, roots(chords, 40, 0.42), roots(end, 40, 0.45), -26.0, 0.15, 0.4, 0.4
            ),
            Part(
                "horn",
                60,
                shaped(melody(HORN, BAR, 16, 0.5) + moved(melody(CLIMB, BAR, 32, 0.45), -12), 12),
                [],
                -23.5,
                0.4,
                0.75,
                0.4,
            ),
            Part(
                "flute",
                73,
                shaped(melody(FLUTE, BAR, 20, 0.52), 12),
                moved(close[:9], 0, 0.7),
                -23.0,
                -0.35,
                0.6,
                0.3,
            ),
            Part(
                "violins", 48, shaped(melody(CLIMB, BAR, 32, 0.5), 12), [], -23.0, -0.3, 0.65, 0.5
            ),
            Part(
                "choir",
                52,
                held(chords[32:48], 57, 74, 4, 0.4),
                held(end[4:6], 59, 76, 3, 0.3),
                -27.5,
                0.0,
                0.85,
                0.6,
            ),
            Part(
                "vibraphone",
                11,
                broken(
                    chords[16:32] + chords[48:],
                    (None, None, 3, None, 2, None),
                    0.5,
                    (59, 78, 4),
                    0.34,
                    3,
                ),
                [],
                -28,
                -0.45,
                0.7,
            ),
        ),
    )


def _harp(chords: list) -> list:
    """It ripples, sparsely at first."""
    sparse = broken(chords[:8], (0, None, 2, None, 3, None), 0.5, (52, 74, 4), 0.38, 2)
    full = broken(chords[8:48], _RIPPLE, 0.5, (52, 76, 4), 0.42, 2)
    return sparse + full + broken(chords[48:], (0, None, 2, 3, None, 1), 0.5, (52, 74, 4), 0.38, 2)
