"""Measures when captions come in, against an aligner that knows nothing of Inkreel's marks.

    python -m bench.captions OUT          a folder that `inkreel render` wrote

Each stretch of speech is cut from the film's own sound and aligned by pocketsphinx with the words
that were said in it; a cue's in-time is compared with the start of its first word. Names that the
aligner's dictionary lacks get the pronunciation of the voices' own reading. Prints the median and
95th percentile of the differences over every cue, and each cue that is 150 ms off or more: as the
aligner says it, and with onsets that it puts into a pause moved to where sound begins.
See bench/listening.py for what to install.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pysubs2

from bench import listening
from voices.clock import RATE, frame_to_sample
from voices.model import Spoken
from voices.pronunciation.phonemes import to_phonemes
from voices.pronunciation.spoken import spoken_form
from voices.pronunciation.word_marks import word_ranges, written_range
from voices.sound.sound_files import sound_blocks

EAR = 16_000
AROUND = 0.06
"""Seconds of the film before and after a clip that the aligner hears too."""
FAR = 0.15
FRAME, PAUSE, QUIET = EAR // 100, 12, 35.0
"""Samples of a frame; frames that make a pause; dB below speech that make silence."""
_ARPABET = {
    "a": "AA", "b": "B", "d": "D", "f": "F", "h": "HH", "i": "IY", "j": "Y", "k": "K", "l": "L",
    "m": "M", "n": "N", "o": "AO", "p": "P", "s": "S", "t": "T", "u": "UW", "v": "V", "w": "W",
    "z": "Z", "A": "EY", "I": "AY", "O": "OW", "Q": "OW", "W": "AW", "Y": "OY", "æ": "AE",
    "ð": "DH", "ŋ": "NG", "ɑ": "AA", "ɐ": "AH", "ɒ": "AA", "ɔ": "AO", "ə": "AH", "ɚ": "ER",
    "ɛ": "EH", "ɜ": "ER", "ɡ": "G", "ɪ": "IH", "ɫ": "L", "ɹ": "R", "ɾ": "D", "T": "D", "ʃ": "SH",
    "ʊ": "UH", "ʌ": "AH", "ʒ": "ZH", "ʤ": "JH", "ʧ": "CH", "θ": "TH", "ᵊ": "AH", "ᵻ": "IH",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word and what follows it in its clip, as written; where the aligner has it begin, and
    where sound begins from there on, in seconds."""

    text: str
    onset: float
    sounding: float


def sound(film: Path) -> np.ndarray:
    """The film's sound at 16 kHz, mono float32 [n]."""
    blocks = (block.mean(axis=1) for block in sound_blocks(film))
    return listening.at_16k(np.concatenate(list(blocks)), RATE)


def aligned(samples: np.ndarray, spoken: Spoken) -> list[tuple[int, float]]:
    """For each word said: where it begins in `spoken.written`, and its onset in seconds.

    Empty where the aligner finds no way.
    """
    ranges = word_ranges(spoken.said)
    said = [spoken.said[first:last] for first, last in ranges]
    known = [_known(word, spoken, at) for word, at in zip(said, ranges, strict=True)]
    if not all(known):
        return []
    frames = listening.aligned(samples, known)
    return [
        (written_range(spoken, *at)[0], first / 100)
        for at, (first, _) in zip(ranges, frames, strict=False)
    ]


def sounding(samples: np.ndarray, onset: float) -> float:
    """`onset`, or the end of the pause that it lies in; a stop's closure is no pause."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    level = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    heard = level > np.percentile(level, 95) - QUIET
    at = round(onset * 100) + 1
    silent = next((n for n, loud in enumerate(heard[at:]) if loud), 0)
    return (at + silent) / 100 if silent >= PAUSE else onset


def _known(word: str, spoken: Spoken, at: tuple[int, int]) -> str:
    """The word as the aligner's dictionary has it, taught where it does not; "" if it can't be."""
    plain = re.sub(r"[^a-z0-9'-]", "", word.lower().replace("’", "'"))
    if plain and listening.aligner().lookup_word(plain):
        return plain
    heard = [each.symbol for each in to_phonemes(spoken, british=False)
             if each.start < at[1] and at[0] < each.end]  # fmt: skip
    phones = [_ARPABET[symbol] for symbol in heard if symbol in _ARPABET]
    if not phones:
        return ""
    name = f"x{''.join(phones).lower()}"
    if not listening.aligner().lookup_word(name):
        listening.aligner().add_word(name, " ".join(phones), update=True)
    return name


def heard_words(film: Path) -> Iterator[Word]:
    """The words of a film, as the aligner hears them."""
    timeline = json.loads(film.with_suffix(".timeline.json").read_text())
    lines = _lines(film.parent / "script.json")
    samples, fps = sound(film), Fraction(timeline["fps"])
    for section in timeline["sections"]:
        start = frame_to_sample(section["first_frame"], fps)
        for clip in section["clips"]:
            text = lines[clip["line"]][clip["first"] : clip["last"]]
            first = (start + clip["start"]) / RATE - AROUND
            last = (start + clip["start"] + clip["duration"]) / RATE + AROUND
            cut = samples[max(0, round(first * EAR)) : round(last * EAR)]
            for at, onset in aligned(cut, spoken_form(text)):
                after = sounding(cut, onset)
                yield Word(text[at:], max(first, 0.0) + onset, max(first, 0.0) + after)


def _lines(path: Path) -> dict[str, str]:
    script = json.loads(path.read_text())
    return {line["id"]: line["text"] for each in script["sections"] for line in each["lines"]}


def report(film: Path) -> list[tuple[float, float]]:
    """Print a film's figures; returns how late each cue is, in seconds: as the aligner has it,
    and after its onsets in pauses are moved."""
    shown = [each for each in pysubs2.load(str(film.with_suffix(".vtt"))) if each.plaintext]
    heard = list(heard_words(film))
    late: list[tuple[float, float]] = []
    for cue in shown:
        text, at = cue.plaintext.replace("\n", " "), cue.start / 1000
        word = _first_word(text, at, heard)
        if word:
            late.append((at - word.onset, at - word.sounding))
            if abs(late[-1][0]) >= FAR:
                plain, moved = (f"{1000 * each:+.0f} ms" for each in late[-1])
                print(f"  {at:8.2f} s: {plain}, moved {moved}: {text[:50]}")
        else:
            print(f"  {at:8.2f} s: not found by the aligner: {text[:50]}")
    print(f"{film.stem[:40]:40} {len(late)} of {len(shown)} cues, {figures(late)}")
    return late


def _first_word(text: str, at: float, heard: list[Word]) -> Word | None:
    opening = text[:12].strip("“”\"'(… ")
    mine = [w for w in heard if abs(w.onset - at) < 3.0 and w.text.startswith(opening)]
    return min(mine, key=lambda w: abs(w.onset - at), default=None)


def figures(late: list[tuple[float, float]]) -> str:
    """Median and 95th percentile of the size of differences, and the median of all, in ms."""
    plain, moved = 1000 * np.array(late).T
    return (
        f"median {np.median(np.abs(plain)):.0f} ms, 95 % {np.percentile(np.abs(plain), 95):.0f} ms "
        f"(moved {np.percentile(np.abs(moved), 95):.0f} ms), bias {np.median(plain):+.0f} ms, "
        f"{np.sum(np.abs(plain) >= 1000 * FAR)} over {1000 * FAR:.0f} ms "
        f"(moved {np.sum(np.abs(moved) >= 1000 * FAR)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    films = sorted(parser.parse_args().out.glob("[0-9]*.mp4"))
    late = [each for film in films for each in report(film)]
    print(f"{'all':40} {len(late)} cues, {figures(late)}")


if __name__ == "__main__":
    main()
