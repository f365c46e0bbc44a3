"""What music and room tone do to words: heard wrong without and with them, and how far above.

    python -m bench.under_music STORY [--chapter 3] [--beam 5]

Each phrase is cut out of the mastered film of the chapters asked for and transcribed by itself, as
`bench/takes.py` does with takes: the same listener and the same cuts, without what lies beside the
voices and with it. See bench/listening.py for what to install.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench import listening
from render.commands.terminal import the_store
from render.episode import direct_story
from render.production.planning.options import EpisodeOptions, RenderOptions
from render.production.planning.prepare import prepare
from render.production.planning.tools import Tools
from render.production.queue.executors import InlineExecutor
from render.production.queue.progress import QuietProgress
from story.problems import Problems
from voices.clock import RATE
from voices.mixing.mastering import master, plan_mastering
from voices.mixing.mix import Track, mix, mix_stems, placed_clips
from voices.model import Samples, Take
from voices.music.soundtrack import beside, tracks
from voices.pronunciation.spoken import spoken_form
from voices.recording.record import load_take
from voices.sound.loudness import STEP, LoudnessMeter

AROUND = RATE // 4
"""Samples heard before a phrase and after it, where the pauses are as long."""
_QUIET = -60.0
"""LUFS under which nothing is music."""


class Chapters:
    """The chapters of a story, arranged: their mixes, their phrases, their words."""

    def __init__(self, path: Path, chapters: str, store: str) -> None:
        self._store = the_store(store)
        tools = Tools(self._store, InlineExecutor, 1, QuietProgress(), Problems())
        asked = RenderOptions(Path("unused"), episodes=EpisodeOptions(chapters=chapters))
        plan = prepare(path, asked, tools).plan
        made = direct_story(path, asked, tools)
        self._timeline = made.timeline
        self._said = {
            request.key: request.spoken.said
            for scene in plan.scenes
            for request in scene.requests.values()
        }
        cues = beside(made.timeline, made.sections, plan.score) if plan.score else None
        self.beside = tracks(cues, made.timeline, self._take)

    def _take(self, key: str) -> Take:
        found = load_take(key, self._store)
        if found is None:
            raise SystemExit("a take was not kept")
        return found

    def mastered(self, others: list[Track]) -> np.ndarray:
        """The film in mono, with those tracks beside the voices."""

        def mixed() -> Iterator[Samples]:
            return mix(self._timeline, self._take, others)

        gain = plan_mastering(mixed).gain
        return np.concatenate([block.mean(axis=1) for block in master(mixed(), gain)])

    def phrases(self) -> Iterator[tuple[str, int, int]]:
        """What is said, and the samples of the film in which to listen for it."""
        spans = sorted(
            (at + clip.start, at + clip.end, self._said[clip.take])
            for at, clip in placed_clips(self._timeline)
        )
        middles = [(before[1] + after[0]) // 2 for before, after in pairwise(spans)]
        edges = [0, *middles, spans[-1][1] + AROUND]
        for (start, end, said), (first, last) in zip(spans, pairwise(edges), strict=True):
            yield said, max(first, start - AROUND), min(last, end + AROUND)

    def above_music(self) -> np.ndarray:
        """LU of each word over the music under it, in the moments (400 ms) about it; words without
        any are left out."""
        stems = list(mix_stems(self._timeline, self._take, self.beside))
        voice = np.concatenate([each["narration"] + each["dialogue"] for each in stems])
        music = np.concatenate([each.get("music", 0 * each["narration"]) for each in stems])
        found = []
        for at, clip in placed_clips(self._timeline):
            for word in clip.words:
                middle, half = (word.onset + word.offset) // 2, (word.offset - word.onset) // 2
                reach = max(half, 2 * STEP)
                span = slice(at + middle - reach, at + middle + reach)
                under = _loudest(music[span])
                if under > _QUIET:
                    found.append(_loudest(voice[span]) - under)
        return np.array(found)


def _loudest(sound: Samples) -> float:
    """LUFS of the loudest moment of a sound of 400 ms or more."""
    meter = LoudnessMeter()
    meter.add(sound)
    return float(meter.momentary().max())


def heard_wrong(film: np.ndarray, chapters: Chapters, beam: int) -> tuple[int, int]:
    """Words that come back spelled otherwise, and all words."""
    wrong = count = 0
    for said, first, last in chapters.phrases():
        sound = listening.at_16k(np.ascontiguousarray(film[first:last]), RATE)
        found, _ = listening.whisper().transcribe(sound, language="en", beam_size=beam)
        heard = " ".join(segment.text.strip() for segment in found)
        expected = listening.words(said)
        wrong += listening.word_errors(expected, listening.words(spoken_form(heard).said))
        count += len(expected)
    return wrong, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("story", type=Path)
    parser.add_argument("--chapter", default="")
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--store", default="", help="where takes are kept: as inkreel does")
    asked = parser.parse_args()
    chapters = Chapters(asked.story, asked.chapter, asked.store)
    above = chapters.above_music()
    low, median = above.min(), np.median(above)
    print(f"{len(above)} words over music: {low:.1f} LU at least, median {median:.1f}")
    for name, others in (("voices alone", []), ("with music and room", chapters.beside)):
        wrong, count = heard_wrong(chapters.mastered(others), chapters, asked.beam)
        print(f"{name:20} {wrong} of {count} words wrong, {100 * wrong / count:.2f} %", flush=True)


if __name__ == "__main__":
    main()
