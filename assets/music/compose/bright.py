"""bright: G major, 112 beats a minute. The same motif on light feet (D G A B E D in one bar):
clarinet and plucked strings; a marimba answers; a broad middle with the motif at a quarter of its
speed; and the tune again with everybody."""

from __future__ import annotations

from notation import broken, held, melody, moved, progression, roots, shaped
from piece import Part, Piece

BAR = 4.0
_FIRST = "G | G/B | C | D | Em | C | Am7 | D"
_SECOND = "G | D/F# | Em | C | G/D | D7 | G | G"
CHORDS = (
    f"{_FIRST} | {_SECOND} | Em | Bm | C | G/B | Am | Em | D/F# | D"
    f" | {_FIRST} | C | G/B | Am7 | Em | F | C/E | Dsus4 | D"
    " | G | D/F# | Em | C | G/D | D7 | G | D7"
)
END = "C | Am7 D7 | G | G"
TUNE = (
    "D4:.5 G4:.5 A4:.5 B4:1 E5:.5 D5:1 | B4:1 G4:.5 A4:.5 B4:1 r:1"
    " | E4:.5 G4:.5 A4:.5 C5:1 E5:.5 D5:1 | A4:2 r:2"
    " | B3:.5 E4:.5 F#4:.5 G4:1 C5:.5 B4:1 | G4:1 E4:.5 F#4:.5 G4:1 r:1"
    " | A4:1 C5:.5 B4:.5 A4:1 G4:1 | F#4:2 A4:1 r:1"
)
REPLY = (
    "D4:.5 G4:.5 A4:.5 B4:1 E5:.5 D5:1 | D5:1 A4:.5 B4:.5 D5:1 r:1"
    " | B4:.5 E5:.5 D5:.5 B4:1 G4:.5 A4:1 | G4:3 r:1"
    " | D4:.5 G4:.5 A4:.5 B4:1 G4:.5 E5:1 | D5:1 C5:.5 A4:.5 F#4:1 A4:1 | G4:3 r:1 | r:4"
)
WOOD = (
    "E5:2 D5:1 B4:1 | D5:1 B4:1 F#4:2 | E4:1 G4:1 C5:1.5 B4:.5 | B4:2 D5:2"
    " | C5:2 B4:1 A4:1 | G4:1 B4:1 E5:2 | D5:1 A4:1 F#4:1 A4:1 | D5:3 r:1"
)
BROAD = "G4:2 C5:2 | D5:3 B4:1 | E5:2 A5:2 | G5:4 | A4:2 C5:2 | G4:4 | G4:2 A4:2 | F#4:2 A4:1 r:1"
CLOSE = "E5:1 D5:1 C5:1 B4:1 | A4:1 C5:1 B4:1 A4:1 | D4:.5 G4:.5 A4:.5 B4:1 E5:.5 D5:1 | G4:2 r:2"
_PLUCKED = (0, None, 2, 3, None, 2, 1, 3)
_WALK = ((0.0, 0.9), (1.5, 0.5), (2.0, 0.9))


def bright() -> Piece:
    """48 bars in six eights: 103 s."""
    chords, end = progression(CHORDS, BAR), progression(END, BAR)
    tune, reply = melody(TUNE, BAR, 0, 0.55), melody(REPLY, BAR, 8, 0.58)
    again, last = melody(TUNE, BAR, 24, 0.55), melody(REPLY, BAR, 40, 0.6)
    middle = chords[32:40]
    return Piece(
        "bright",
        112,
        BAR,
        48,
        (0, 8, 16, 24, 32, 40),
        4,
        3,
        1.12,
        1.6,
        1.0,
        (
            Part(
                "clarinet",
                71,
                shaped([*tune, *reply, *again, *last], 16),
                melody(CLOSE, BAR, 0, 0.58),
                -21.5,
                -0.25,
                0.45,
                0.2,
            ),
            Part(
                "flute",
                73,
                [*moved(reply, 12, 0.8), *moved(last, 12, 0.8)],
                [],
                -25.5,
                0.3,
                0.5,
                0.2,
            ),
            Part(
                "pizzicato",
                45,
                _pizzicato(chords),
                broken(end[:4], _PLUCKED, 0.5, (55, 71, 4), 0.5),
                -22.5,
                0.15,
                0.45,
            ),
            Part("marimba", 12, _marimba(chords), held(end[4:], 55, 71, 4, 0.5), -23.0, -0.4, 0.4),
            Part(
                "bass",
                32,
                roots(chords[:32], 36, 0.55, _WALK)
                + roots(middle, 36, 0.45)
                + roots(chords[40:], 36, 0.58, _WALK),
                roots(end, 36, 0.55),
                -23.5,
                0.0,
                0.2,
            ),
            Part("strings", 48, _strings(chords), held(end, 55, 74, 4, 0.5), -26.0, 0.2, 0.6, 0.4),
            Part("horn", 60, melody(BROAD, BAR, 32, 0.5), [], -23.5, 0.4, 0.7, 0.4),
            Part(
                "guitar",
                24,
                broken(chords[8:32] + chords[40:], (None, 3, None, 2), 0.5, (52, 67, 4), 0.42, 0.6),
                [],
                -27,
                0.5,
                0.35,
            ),
            Part(
                "bells", 9, _bells(), melody("r:4 | r:4 | r:4 | G5:4", BAR, 0, 0.35), -32, -0.5, 0.7
            ),
        ),
    )


def _pizzicato(chords: list) -> list:
    light = broken(chords[:16], _PLUCKED, 0.5, (55, 71, 4), 0.46)
    return light + broken(chords[24:32] + chords[40:], _PLUCKED, 0.5, (55, 71, 4), 0.5)


def _marimba(chords: list) -> list:
    """The tune of the third eight, with its own pulse; then a pulse under the rest."""
    pulse = broken(chords[16:32], (0, 2, 1, 2), 0.5, (55, 69, 3), 0.34, 0.5)
    fill = melody("D4:.5 F#4:.5 A4:.5 C5:.5 A4:.5 F#4:.5 A4:1", BAR, 47, 0.42)
    last = broken(chords[40:47], (0, 2, 1, 2), 0.5, (55, 69, 3), 0.36, 0.5)
    return [*melody(WOOD, BAR, 16, 0.56), *pulse, *last, *fill]


def _strings(chords: list) -> list:
    return held(chords[12:16], 55, 74, 4, 0.45) + held(chords[28:], 55, 74, 4, 0.5)


def _bells() -> list:
    """The motif, from far away, in the broad middle and over the last return."""
    far = "r:4 | D5:.5 G5:.5 A5:.5 B5:1.5 r:1 | r:4 | r:4 | r:4 | C5:1 E5:1 G5:2 | r:4 | r:4"
    return melody(far, BAR, 32, 0.36) + melody("D5:1 G5:3", BAR, 46, 0.34)
