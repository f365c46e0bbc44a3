"""Quotations whose speakers are known, and how many of them the splitter gives to those."""

from __future__ import annotations

import bisect
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.optimize import linear_sum_assignment  # noqa: E402

from story.formats import READERS  # noqa: E402
from story.model import NARRATOR, Script  # noqa: E402
from story.output.review import by_weight, first_words  # noqa: E402
from story.problems import Problems  # noqa: E402
from story.settings import CastSettings, StorySettings  # noqa: E402
from story.splitter.split import split  # noqa: E402

SURE_STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Lower ends of the rows of the calibration table."""
BIGGEST = 10
"""Speakers of a novel whose voices are looked at: those who speak most."""
OFTEN = 0.1
"""Of a person's lines, the share from which a second voice is heard as one."""


QUESTIONS = 20
"""Questions of a review that somebody answers."""


@dataclass
class Score:
    """Right answers by kind of quotation, and the pairs that were met."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: Counter[tuple[float, bool]] = field(default_factory=Counter)
    voices: int = 0
    seconds: float = 0.0
    words: int = 0

    def share(self, kind: str = "all") -> float:
        return 100 * self.right[kind] / self.total[kind] if self.total[kind] else 0.0

    def matched(self) -> float:
        """The share of right answers under the best one-to-one matching of speakers."""
        ours = sorted({a for a, _ in self.pairs})
        gold = sorted({b for _, b in self.pairs})
        table = np.zeros((len(ours), len(gold)))
        for (a, b), count in self.pairs.items():
            table[ours.index(a), gold.index(b)] = count
        rows, columns = linear_sum_assignment(-table)
        return float(100 * table[rows, columns].sum() / max(1, table.sum()))


def mixed_voices(pairs: Mapping[tuple[str, str], int]) -> int:
    """How many of a novel's big speakers share a voice with another one, or have two.

    `pairs` counts quotations by our name and the gold one. A voice is a name of ours that says at
    least `OFTEN` of somebody's lines.
    """
    said: Counter[str] = Counter()
    for (_, gold), count in pairs.items():
        said[gold] += count
    big = [name for name, _ in sorted(said.items(), key=lambda item: (-item[1], item[0]))[:BIGGEST]]
    heard_as = {
        name: [
            ours for (ours, gold), n in pairs.items() if gold == name and n >= OFTEN * said[name]
        ]
        for name in big
    }
    main = {name: max(heard_as[name] or [""], key=lambda one: pairs[one, name]) for name in big}
    bearers = Counter(main.values())
    return sum(bearers[main[name]] > 1 or len(heard_as[name]) > 1 for name in big)


def bare(name: str) -> str:
    words = name.casefold().replace(".", "").split()
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def script_of(source: str, path: Path, settings: StorySettings) -> Script:
    problems = Problems()
    return split(READERS[path.suffix](source, path, problems), settings, problems)


Spoken = tuple[int, int, str, float]
"""A line: start, end, speaker, how sure."""


def speakers(script: Script) -> tuple[list[int], list[Spoken]]:
    """Where the lines of a script start, and the lines, in order."""
    lines = [
        (line.start, line.end, line.speaker, line.confidence)
        for section in script.sections
        for line in section.lines
    ]
    lines.sort()
    return [start for start, *_ in lines], lines


def heard(
    spans: Iterable[Sequence[int]], starts: list[int], lines: list[Spoken]
) -> tuple[str, float]:
    """Who says most of the characters in `spans`, and how sure that is."""
    share: Counter[tuple[str, float]] = Counter()
    for start, end in spans:
        at = max(0, bisect.bisect_right(starts, start) - 1)
        while at < len(lines) and lines[at][0] < end:
            share[lines[at][2:]] += max(0, min(end, lines[at][1]) - max(start, lines[at][0]))
            at += 1
    return share.most_common(1)[0][0] if share else ("", 0.0)


def cast_settings(characters: Sequence[Mapping[str, Any]]) -> StorySettings:
    """The settings that a cast list amounts to: names, aliases, genders."""
    genders = {"F": "female", "M": "male"}
    cast = {
        one["name"]: CastSettings(
            aliases=tuple(dict.fromkeys(one["aliases"])), gender=genders.get(one["gender"], "")
        )
        for one in characters
    }
    return StorySettings(cast=cast, closed_cast=True)


def accepted(characters: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """By each name or alias of a character, all of its names: any of them is right, and so is a
    word of them that nobody else's names have."""
    names: dict[str, set[str]] = {}
    for one in characters:
        known = {bare(name) for name in (one["name"], *one["aliases"])}
        for alias in one["aliases"]:
            names.setdefault(alias, known)
    words = Counter(word for one in characters for word in _own_words(one))
    for one in characters:
        known = {bare(name) for name in (one["name"], *one["aliases"])}
        names[one["name"]] = known | {word for word in _own_words(one) if words[word] == 1}
    return names


def _own_words(character: Mapping[str, Any]) -> set[str]:
    """The words of a character's names: "Jake" where the list has only "Jake Barnes"."""
    names = (character["name"], *character["aliases"])
    return {word for name in names for word in bare(name).split() if name[0].isalpha()}


def novel(folder: Path, *, given: bool, answers: Mapping[str, str] | None = None) -> Score:
    """The score of a novel; `answers` are lines that an author settled, by their first words."""
    source = _text(folder)
    quotes = json.loads((folder / "quotes.json").read_text("utf-8"))
    characters = json.loads((folder / "characters.json").read_text("utf-8"))
    names = accepted(characters)
    settings = cast_settings(characters) if given else StorySettings()
    if answers:
        settings = settings.model_copy(update={"lines": answers})
    score = Score(words=len(source.split()))
    begun = time.process_time()
    script = script_of(source, folder / "text.txt", settings)
    score.seconds = time.process_time() - begun
    starts, lines = speakers(script)
    for quote in quotes:
        name, sure = heard(quote["spans"], starts, lines)
        right = bare(name) in names.get(quote["speaker"], {bare(quote["speaker"])})
        for kind in ("all", quote["type"]):
            score.total[kind] += 1
            score.right[kind] += right
        score.pairs[name, quote["speaker"]] += 1
        score.sure[max(step for step in SURE_STEPS if step <= sure), right] += 1
    score.voices = mixed_voices(score.pairs)
    return score


def reviewed(folder: Path) -> Score:
    """The score of a novel whose cast is given, once the first questions of a review are answered
    from the gold."""
    source = _text(folder)
    quotes = json.loads((folder / "quotes.json").read_text("utf-8"))
    settings = cast_settings(json.loads((folder / "characters.json").read_text("utf-8")))
    script = script_of(source, folder / "text.txt", settings)
    lines = [line for section in script.sections for line in section.lines]
    starts = Counter(first_words(line) for line in lines)
    spans = sorted(
        (start, end, quote["speaker"]) for quote in quotes for start, end in quote["spans"]
    )
    answers: dict[str, str] = {}
    for line in by_weight(script):
        at = bisect.bisect_left(spans, (line.end,)) - 1
        if len(answers) < QUESTIONS and at >= 0 and spans[at][1] > line.start:
            words = first_words(line)
            answers[words if starts[words] == 1 else line.id] = spans[at][2]
    return novel(folder, given=True, answers=answers)


def _text(folder: Path) -> str:
    return (folder / "text.txt").read_bytes().decode("utf-8")


def together(scores: Iterable[Score]) -> Score:
    total = Score()
    for number, score in enumerate(scores):
        total.right += score.right
        total.total += score.total
        total.seconds += score.seconds
        total.words += score.words
        total.sure += score.sure
        total.voices += score.voices
        total.pairs.update(
            {(f"{number}:{a}", f"{number}:{b}"): n for (a, b), n in score.pairs.items()}
        )
    return total


def story(path: Path, gold: Path) -> dict[str, Any]:
    """Fragments of a story given the right speaker: speech by name, terms by the narrator."""
    script = script_of(path.read_bytes().decode("utf-8"), path, StorySettings())
    starts, lines = speakers(script)
    speech = terms = right = right_terms = 0
    ids: dict[str, set[str]] = defaultdict(set)
    wrong: list[str] = []
    for quote in json.loads(gold.read_text("utf-8")):
        name, _ = heard([(quote["start"], quote["end"])], starts, lines)
        if not quote["is_speech"]:
            terms += 1
            right_terms += name == NARRATOR
            continue
        speech += 1
        ids[quote["speaker_id"]].add(name)
        good = _same(name, quote["speaker"])
        right += good
        if not good:
            wrong.append(f"{quote['text'][:40]!r}: {name}, not {quote['speaker']}")
    voices = [name for names in ids.values() for name in names]
    return {
        "story": str(path.parent.name or path),
        "speech": speech,
        "right": right,
        "terms": terms,
        "right_terms": right_terms,
        "one_name_each": all(len(names) == 1 for names in ids.values())
        and len(voices) == len(set(voices)),
        "wrong": wrong,
    }


def _same(name: str, gold: str) -> bool:
    """Our name without the place that tells two apart; an unnamed source by anybody but us."""
    if gold.startswith("("):
        return name not in (NARRATOR, "")
    return bare(name.partition(" (")[0]) == bare(gold)
