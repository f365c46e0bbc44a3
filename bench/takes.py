"""Listens to a whole story as it is cast: what a transcriber hears wrong, take by take.

    python -m bench.takes STORY [--engine hibari]

Prints word errors over all and by voice, and each take of which more than 15 % is heard wrong.
See bench/listening.py for what to install.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench import listening
from render.commands.terminal import the_store
from story.problems import Problems
from story.script import read_script
from story.settings import load_settings
from voices.casting.story_cast import ENGINE, cast_story
from voices.pronunciation.spoken import spoken_form
from voices.recording.listening import word_errors
from voices.recording.record import TakeRequest, load_take, record_take
from voices.recording.requests import what_to_record
from voices.recording.voice_plan import VoiceOptions, voice_plan

BAD = 0.15


@dataclass(frozen=True)
class Listened:
    """One take: whose it is, what was said and heard, and how many words of how many went wrong.

    `spelled` counts what is spelled otherwise, `wrong` what also sounds otherwise.
    """

    voice: str
    said: str
    heard: str
    words: int
    spelled: int
    wrong: int
    seconds: float
    flaws: tuple[str, ...]
    key: str


def requests(path: Path, engine: str) -> list[TakeRequest]:
    """Every take of the story, in order."""
    problems = Problems()
    settings = load_settings(path, problems)
    script = read_script(path, problems, settings)
    cast = cast_story(script, settings, problems, engine=engine)
    plan = voice_plan(script, settings, cast, VoiceOptions(engine), problems)
    record = what_to_record([section.lines for section in script.sections], plan)
    return [request for section in record.sections for request in section.takes.values()]


def listen(job: tuple[TakeRequest, str]) -> Listened:
    """Record a take, and transcribe it."""
    request, store = job[0], the_store(job[1])
    info = record_take(request, store)
    take = load_take(request.key, store)
    if take is None:
        raise SystemExit(f"the take of {request.spoken.said!r} was not kept")
    heard = listening.transcript(take.samples, take.rate)
    said = listening.words(request.spoken.said)
    return Listened(
        voice=f"{request.engine.name}:{request.model}",
        said=request.spoken.said,
        heard=heard,
        words=len(said),
        spelled=listening.word_errors(said, listening.words(spoken_form(heard).said)),
        wrong=word_errors(request.spoken, heard)[0],
        seconds=(info.tail - info.head) / info.rate,
        flaws=tuple(f"{flaw.code}: {flaw.message}" for flaw in info.flaws),
        key=request.key,
    )


def report(found: list[Listened]) -> None:
    """Print what was heard."""
    words, spelled, wrong = Counter[str](), Counter[str](), Counter[str]()
    for each in found:
        for name in (each.voice, "all"):
            words[name] += each.words
            spelled[name] += each.spelled
            wrong[name] += each.wrong
    bad = [each for each in found if each.spelled > BAD * each.words or each.flaws]
    for each in bad:
        told = "; ".join(each.flaws)
        print(f"{each.voice} {each.spelled}/{each.words} {told}\n  said  {each.said}")
        print(f"  heard {each.heard}\n  {each.key}")
    print(f"{'':24} words  spelled otherwise  sounding otherwise")
    for name, count in sorted(words.items(), key=lambda item: item[1]):
        print(
            f"{name:24} {count:5} {100 * spelled[name] / count:17.1f}%"
            f" {100 * wrong[name] / count:18.1f}%"
        )
    print(f"{len(found)} takes, {sum(each.seconds for each in found):.0f} s; {len(bad)} bad ones")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("story", type=Path)
    parser.add_argument("--engine", default=ENGINE)
    parser.add_argument("--store", default="", help="where takes are kept: as inkreel does")
    chosen = parser.parse_args()
    store = the_store(chosen.store)
    jobs = [(each, store.at) for each in requests(chosen.story, chosen.engine)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(multiprocessing.cpu_count(), mp_context=context) as pool:
        report(list(pool.map(listen, jobs)))


if __name__ == "__main__":
    main()
