"""Measures the voices: how fast they speak, and how well.

    python -m bench.voices speed  STORY     seconds of audio a second, all cores, peak memory
    python -m bench.voices sound  STORY     mel distance and DNSMOS: plain, ours, real numbers
    python -m bench.voices words  STORY     word errors and DNSMOS of every voice
    python -m bench.voices marks  STORY     word marks against pocketsphinx
    python -m bench.voices table            pitch and loudness of every voice

`--lines N` takes N lines spread over the story. See bench/listening.py for what to install.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pyloudnorm

from bench import listening
from bench.float_model import float_model
from story.problems import Problems
from story.read import read_document
from story.settings import StorySettings
from story.splitter.split import split
from voices.engines import list_voices, make_engine
from voices.engines.base import Engine, EngineSpec
from voices.model import Mark, Spoken, Take
from voices.pronunciation.spoken import spoken_form
from voices.recording.check_take import check_take
from voices.recording.phrases import phrases
from voices.sound.edges import edges

Spec = tuple[str, dict[str, str], str]
"""An engine, its settings, a voice's model."""


def story_lines(path: str, count: int) -> list[Spoken]:
    """Spoken forms of `count` phrases (0: all), spread evenly over the story."""
    settings, problems = StorySettings(), Problems()
    script = split(read_document(Path(path), problems), settings, problems)
    found = [
        spoken_form(line.text[part.first : part.last])
        for section in script.sections
        for line in section.lines
        for part in phrases(line)
    ]
    keep = np.linspace(0, len(found) - 1, min(count or len(found), len(found))).astype(int)
    return [found[i] for i in keep]


@cache
def engine(name: str, **settings: str) -> Engine:
    """An engine, loaded once in this process."""
    made = make_engine(EngineSpec(name, settings))
    made.load()
    return made


def say(spec: Spec, spoken: Spoken) -> Take:
    name, settings, model = spec
    return engine(name, **settings).speak(spoken, model)


def _warm(spec: Spec) -> None:
    say(spec, spoken_form("Warm."))


def _timed(job: tuple[Spec, Spoken]) -> tuple[float, float, int]:
    spec, spoken = job
    start = time.process_time()
    take = say(spec, spoken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return len(take.samples) / take.rate, time.process_time() - start, peak


def contenders() -> dict[str, Spec]:
    return {
        "kokoro, plain int8": ("kokoro", {"path": "plain"}, "af_heart"),
        "kokoro, float rewrite": ("kokoro", {"model": str(float_model())}, "af_heart"),
        "kokoro": ("kokoro", {}, "af_heart"),
        "hibari": ("hibari", {}, "heart"),
    }


def speed(lines: list[Spoken]) -> None:
    """Two processes of one thread each per contender, all warm, slices taken in turn."""
    cores = multiprocessing.cpu_count()
    context = multiprocessing.get_context("spawn")
    pools, totals = {}, {}
    for name, spec in contenders().items():
        pools[name] = ProcessPoolExecutor(cores, mp_context=context)
        list(pools[name].map(_warm, [spec] * cores * 2))
        totals[name] = np.zeros(4)
    slices = np.array_split(np.arange(len(lines)), max(1, len(lines) // 12))
    for part in slices:
        for name, spec in contenders().items():
            start = time.perf_counter()
            done = list(pools[name].map(_timed, [(spec, lines[i]) for i in part]))
            audio, work, peak = np.array(done).T
            wall = time.perf_counter() - start
            totals[name][:3] += audio.sum(), work.sum(), wall
            totals[name][3] = max(totals[name][3], peak.max())
    print(f"{'':24}  audio s   x, {cores} cores   x a core-second   peak MB")
    for name, (audio, work, wall, peak) in totals.items():
        print(f"{name:24} {audio:8.0f} {audio / wall:12.2f} {audio / work:16.2f} {peak:10.0f}")


def sound(lines: list[Spoken]) -> None:
    """How far plain int8 and ours are from the same weights in real numbers."""
    specs = contenders()
    del specs["hibari"]
    rows: dict[str, list[float]] = {name: [] for name in specs}
    scores: dict[str, list[float]] = {name: [] for name in specs}
    for i, spoken in enumerate(lines):
        model = ("af_heart", "am_michael", "bf_emma", "bm_george", "am_onyx", "af_bella")[i % 6]
        takes = {name: say((*spec[:2], model), spoken) for name, spec in specs.items()}
        real = takes["kokoro, float rewrite"]
        for name, take in takes.items():
            rows[name].append(listening.mel_distance(take.samples, real.samples, real.rate))
            scores[name].append(listening.opinion(take.samples, take.rate))
    print(f"{'':24} mel dB from real numbers   DNSMOS")
    for name in specs:
        print(f"{name:24} {np.mean(rows[name]):16.3f} {np.mean(scores[name]):16.3f}")


def words(lines: list[Spoken], only: list[str], least: int = 300) -> None:
    """Word errors of every voice over the same `least` words or more, and the worst takes."""
    voices = sorted(list_voices(["kokoro", "hibari"]), key=lambda voice: -voice.quality)
    chosen = [voice.id for voice in voices if not only or voice.id in only]
    print(f"{'':24} words  errors %  DNSMOS")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(multiprocessing.cpu_count(), mp_context=context) as pool:
        for told in pool.map(_words_of, [(each, lines, least) for each in chosen]):
            print(told, flush=True)


def _words_of(job: tuple[str, list[Spoken], int]) -> str:
    """A voice's takes that are heard wrong, and its figures."""
    voice, lines, least = job
    name, _, model = voice.partition(":")
    wrong = count = 0
    opinions, told = [], []
    for spoken in lines:
        take = say((name, {}, model), spoken)
        heard = listening.words(spoken_form(listening.transcript(take.samples, take.rate)).said)
        expected = listening.words(spoken.said)
        missed = listening.word_errors(expected, heard)
        wrong, count = wrong + missed, count + len(expected)
        opinions.append(listening.opinion(take.samples, take.rate))
        told += [f"    {f.code}: {f.message}: {spoken.said[:60]}" for f in check_take(take, spoken)]
        if missed > max(1, 0.15 * len(expected)):
            told.append(f"    said {' '.join(expected)!r}\n    heard {' '.join(heard)!r}")
        if count >= least:
            break
    row = f"{voice:24} {count:5} {100 * wrong / count:9.1f} {np.mean(opinions):7.2f}"
    return "\n".join([row, *told])


def marks(lines: list[Spoken]) -> None:
    """Starts and ends of words against pocketsphinx's alignment."""
    off: list[float] = []
    for i, spoken in enumerate(lines):
        model = ("af_heart", "am_michael", "bf_emma", "bm_george")[i % 4]
        take = say(("kokoro", {}, model), spoken)
        text = [spoken.written[m.start : m.end].lower().replace("’", "'") for m in take.marks]
        if any(listening.aligner().lookup_word(word) is None for word in text):
            continue
        found = listening.aligned(listening.at_16k(take.samples, take.rate), text)
        for (start, end), mark in zip(found, take.marks, strict=False):
            off += _apart(start, end, mark, take.rate)
    late = np.array(off).reshape(-1, 2) * 1000
    print(f"{len(late)} words; onset, offset: median error and 95th percentile in ms, bias")
    for column, name in enumerate(("onset", "offset")):
        error = np.abs(late[:, column])
        print(
            f"{name:8} {np.median(error):6.0f} {np.percentile(error, 95):6.0f}"
            f" {np.median(late[:, column]):6.0f}"
        )


def _apart(start: int, end: int, mark: Mark, rate: int) -> tuple[float, float]:
    """Seconds from frames of 10 ms, the last one included, to a mark."""
    return mark.onset / rate - start / 100, mark.offset / rate - (end + 1) / 100


def table() -> None:
    """Pitch and loudness of each voice, for assets/voices/kokoro.toml."""
    text = "The morning light came slowly over the hills, and nobody in the valley was awake."
    for voice in list_voices(["kokoro", "hibari"]):
        take = say((voice.engine, {}, voice.model), spoken_form(text))
        head, tail = edges(take.samples, take.rate)
        heard = take.samples[head:tail]
        level = pyloudnorm.Meter(take.rate).integrated_loudness(heard)
        tone = np.median(listening.pitch(heard, take.rate))
        print(f"{voice.id:24} {tone:5.0f} Hz {level:6.1f} LUFS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["speed", "sound", "words", "marks", "table"])
    parser.add_argument("story", nargs="?", default="assets/sample")
    parser.add_argument("--lines", type=int, default=24)
    parser.add_argument("--voices", nargs="*", default=[], help="words: only these, the same lines")
    chosen = parser.parse_args()
    if chosen.what == "table":
        table()
    elif chosen.what == "words":
        words(story_lines(chosen.story, chosen.lines), chosen.voices)
    else:
        globals()[chosen.what](story_lines(chosen.story, chosen.lines))


if __name__ == "__main__":
    main()
