"""tense: D minor, 84 beats a minute. Cellos tick in 3+3+2, the motif (A D E F B flat A) ends on
the sigh of its minor sixth: horn in the dark, bassoon over strings, violins a third away in B flat
minor, a piano alone over one held tone, and all of them. It closes on an open fifth."""

from __future__ import annotations

from notation import Note, broken, held, melody, moved, progression, roots, shaped
from piece import Part, Piece

BAR = 4.0
_WALK = "Dm | Dm/C | Bb | Gm | Dm/F | Em7b5 | A7sus4 | A7"
CHORDS = (
    f"Dm | Dm | Bb/D | Bb/D | Gm/D | Gm/D | A7/C# | A7 | {_WALK}"
    " | Bbm | Gb | Ebm/Gb | F | Gm | Edim | A7b9 | A7b9"
    f" | D5 | D5 | D5 | D5 | Gm/D | D5 | Edim/D | A7sus4/D | {_WALK}"
)
END = "Gm6 | A7b9 | D5 | D5"
DARK = "r:4 | r:4 | A3:1 D4:1 E4:1 F4:1 | A#4:3 A4:1 | G4:2 F4:1 E4:1 | D4:3 r:1 | C#4:4 | E4:2 r:2"
OVER = (
    "A3:1 D4:1 E4:1 F4:1 | A#4:2 A4:2 | D5:2 C5:1 A#4:1 | A4:1 G4:1 A#4:2"
    " | A4:2 F4:2 | E4:1 G4:1 A#4:2 | A4:2 D4:2 | C#4:3 r:1"
)
AWAY = (
    "F4:1 A#4:1 C5:1 C#5:1 | F#5:2 F5:2 | D#5:2 C#5:1 A#4:1 | C5:3 A4:1"
    " | D5:2 A#4:2 | G4:1 A#4:1 C#5:2 | E5:2 A#4:2 | A4:2 C#5:2"
)
ALONE = "r:4 | A4:1 D5:1 E5:1 F5:1 | A#5:4 | r:4 | r:2 A5:2 | F5:1 E5:1 D5:2 | r:4 | A#4:2 A4:2"
RETURN = (
    "A4:1 D5:1 E5:1 F5:1 | A#5:2 A5:2 | F5:2 D5:2 | A#4:2 G4:2"
    " | A4:1 D5:1 E5:1 F5:1 | G5:2 A#4:2 | A4:4 | C#5:2 A4:1 r:1"
)
CLOSE = "A3:1 D4:1 E4:1 F4:1 | A#4:2 A4:2 | D4:4 | r:4"
_LEAN = (1.25, 0.75, 0.8, 1.15, 0.75, 0.8, 1.1, 0.85)
_NEIGHBOURS = (0, 0, 1, 0, 0, 3, 0, -1)


def tense() -> Piece:
    """40 bars in five eights: 114 s."""
    chords, end = progression(CHORDS, BAR), progression(END, BAR)
    horn = melody(DARK, BAR, 0, 0.5) + moved(melody(RETURN, BAR, 32, 0.55), -12)
    drums = [Note(38, bar * BAR, 2.0, 0.4) for bar in (0, 8, 16, 20, 32, 36)]
    close = melody(CLOSE, BAR, 0, 0.55)
    return Piece(
        "tense",
        84,
        BAR,
        40,
        (0, 8, 16, 24, 32),
        4,
        2,
        1.12,
        2.2,
        0.7,
        (
            Part("cellos", 42, _ticking(chords), _ticking(end[:2]), -22.5, 0.25, 0.35),
            Part("plucked", 45, _ticking(chords[8:24] + chords[32:], 0.8), [], -26, 0.35, 0.4),
            Part("basses", 43, roots(chords, 31, 0.5), roots(end, 31, 0.55), -23.5, 0.1, 0.35, 0.4),
            Part(
                "tremolo",
                44,
                shaped(held(chords[4:24] + chords[32:], 53, 70, 3, 0.42), 32),
                held(end, 50, 69, 3, 0.42),
                -26,
                -0.2,
                0.6,
                0.6,
            ),
            Part("horn", 60, shaped(horn, 16), close, -22.0, -0.35, 0.7, 0.4),
            Part("bassoon", 70, shaped(melody(OVER, BAR, 8, 0.55), 16), [], -22.5, 0.3, 0.5, 0.3),
            Part(
                "violins",
                48,
                shaped(melody(AWAY, BAR, 16, 0.5) + melody(RETURN, BAR, 32, 0.45), 16),
                held(end[2:], 62, 76, 2, 0.35),
                -23.5,
                -0.3,
                0.6,
                0.5,
            ),
            Part("piano", 0, _piano(chords), moved(roots(end[2:], 26, 0.55), 0), -24.0, -0.1, 0.6),
            Part(
                "timpani",
                47,
                drums + _roll(22 * BAR, 8.0),
                [Note(38, 8.0, 3.0, 0.5)],
                -27.0,
                0.2,
                0.6,
            ),
            Part("slow strings", 49, held(chords[24:32], 57, 74, 2, 0.35), [], -29, 0.0, 0.8, 0.6),
        ),
    )


def _ticking(chords: list, force: float = 1.0) -> list:
    """Eighths on the root that lean in 3+3+2, with its neighbours; silent in the lonely eight."""
    notes = []
    for chord in chords:
        if 24 * BAR <= chord.start < 31 * BAR:
            continue
        root = 43 + (chord.bass - 43) % 12
        for at, (lean, step) in enumerate(zip(_LEAN, _NEIGHBOURS, strict=True)):
            length = 0.34 if at in (0, 3, 6) else 0.24
            notes.append(Note(root + step, chord.start + at / 2, length, 0.46 * lean * force))
    return notes


def _piano(chords: list) -> list:
    """Low octaves where an eight begins; the motif alone in the fourth."""
    low = [
        Note(pitch, bar * BAR, 4.0, 0.42) for bar in (0, 4, 8, 16, 24, 28, 32) for pitch in (26, 38)
    ]
    return [
        *low,
        *shaped(melody(ALONE, BAR, 24, 0.5), 16),
        *broken(chords[6:8], (3, 2, 1, 0), 1, (57, 76, 4), 0.34, 2),
    ]


def _roll(start: float, beats: float) -> list:
    """A roll of the drum that comes up from nothing."""
    count = int(beats * 8)
    return [
        Note(33, start + at / 8, 0.2, 0.1 + 0.28 * (at / count) ** 1.5 + 0.02 * (at % 3))
        for at in range(count)
    ]
