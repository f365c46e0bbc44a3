"""Turns prose blocks into passages: labels, directions and attributions are taken off the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from story.attribution.passages import Passage, told_ranges
from story.attribution.quotes import Marks, Quote, find_quotes
from story.attribution.unmarked import dashed, thoughts
from story.document import Prose, Run
from story.language.base import Labels, Language
from story.model import NARRATOR
from story.paratext.runs import slice_run

Silent = tuple[int, int, str]

_DIRECTION = re.compile(r"[\[(](?P<direction>[A-Za-z][^()\[\]]{1,60})[)\]]\s*(?=[\"“«‘'])")
_ATTRIBUTION = re.compile(
    r"(?:(?<=[\"”».!?…*_])\s*|^\s*|\s+)(?:[—–―]|--?)\s*"
    r"(?P<name>[^\W\d_a-z][^\"“”.!?;:]{1,60}?)(?P<rest>\s*[,(][^\"“”]{0,120})?\.?\s*$"
)

_SPEAKING = ("—", "―", "–")
_STOPS = (".", "!", "?", "…", ",")


@dataclass(frozen=True)
class Item:
    """A paragraph (or a script line of one) that is performed.

    `silent` are ranges of the run's text that are not spoken, with the reason. `opened` says that
    its last quotation is left open.
    """

    draft: int
    prose: Prose
    run: Run
    passage: Passage
    silent: tuple[Silent, ...] = ()
    delivery: str = ""
    strays: tuple[int, ...] = ()
    opened: bool = False


def among_dashes(blocks: Sequence[tuple[int, Prose]]) -> frozenset[int]:
    """Where the blocks start that stand right beside another with a dash before it in their draft:
    they are talk, not who signs a quotation. Two without a stop may be a name and a place."""
    found: set[int] = set()
    for (draft, one), (other_draft, other) in pairwise(blocks):
        texts = (one.run.text, other.run.text)
        dashed = all(text.startswith(_SPEAKING) for text in texts)
        if draft == other_draft and dashed and any(text.endswith(_STOPS) for text in texts):
            found.update((one.start, other.start))
    return frozenset(found)


def items_of(
    prose: Prose,
    draft: int,
    marks: Marks,
    speakers: frozenset[str],
    language: Language,
    *,
    talk: bool = False,
) -> Iterator[Item]:
    """The items of a block, in order; `talk` where it is dialogue with dashes."""
    run = prose.run
    listed = prose.kind == "item"
    starts = [
        at for at in run.breaks if _starts_line(run, at, speakers, language.labels, listed=listed)
    ]
    edges = [0, *starts, len(run.text)]
    for start, end in pairwise(edges):
        part = slice_run(run, start, end)
        if part.text:
            yield _item(prose, part, draft, marks, speakers, language, talk=talk)


def _starts_line(
    run: Run, at: int, speakers: frozenset[str], labels: Labels, *, listed: bool
) -> bool:
    text = run.text[at : at + 200]
    spoken = _script_label(text, run, at, speakers, labels, listed=listed)
    return bool(spoken or labels.narrator.match(text))


def _script_label(
    text: str, run: Run, at: int, speakers: frozenset[str], labels: Labels, *, listed: bool
) -> re.Match[str] | None:
    """A speaker's label. In a list "**Oil**: for the lamp" is a term and what it means."""
    found = labels.speaker.match(text)
    if not found or found["name"].casefold() in labels.not_speakers:
        return None
    bold = not listed and any(a <= at and b >= at + len(found["name"]) for a, b in run.strong)
    known = found["name"].casefold() in speakers
    return found if found["quote"] or bold or known else None


def label_of(prose: Prose, labels: Labels) -> Iterator[str]:
    """The labels that lines of a block may begin with, in lower case."""
    for at in (0, *prose.run.breaks):
        found = labels.speaker.match(prose.run.text[at : at + 200])
        if found and found["name"].casefold() not in labels.not_speakers:
            yield found["name"].casefold()


def _item(
    prose: Prose,
    run: Run,
    draft: int,
    marks: Marks,
    speakers: frozenset[str],
    language: Language,
    *,
    talk: bool,
) -> Item:
    silent: list[Silent] = []
    label, delivery, at = _take_label(prose, run, speakers, language, silent)
    stop = _take_tail(prose, run, at, language.labels, silent, talk=talk)
    tail = next((name for a, b, name in silent if a >= stop and name.startswith("by ")), "")
    silent = [(a, b, "attribution" if name.startswith("by ") else name) for a, b, name in silent]
    if tail and not label:
        label = tail[3:]
    found = _DIRECTION.match(run.text, at)
    if found:
        silent.append((at, found.end(), "direction"))
        delivery, at = delivery or deliver(found["direction"], language), found.end()
    quotes, strays = _quotes(run, at, stop, marks, language, labelled=bool(label))
    passage = Passage(
        run.text[:stop], tuple(quotes), told_ranges(run.text[:stop], quotes), draft, label
    )
    passage = replace(passage, told=_past(passage.told, at), start=run.offsets[0])
    opened = bool(quotes) and not quotes[-1].closed and not (label and len(quotes) == 1)
    return Item(draft, prose, run, passage, tuple(silent), delivery, tuple(strays), opened)


def _past(told: tuple[tuple[int, int], ...], at: int) -> tuple[tuple[int, int], ...]:
    return tuple((min(max(a, at), max(b, at)), max(b, at)) if a < at else (a, b) for a, b in told)


def _take_label(
    prose: Prose, run: Run, speakers: frozenset[str], language: Language, silent: list[Silent]
) -> tuple[str, str, int]:
    """The speaker a label names, how they speak, and where the text begins."""
    text, labels = run.text, language.labels
    if prose.speaker and run.offsets[:1] == prose.run.offsets[:1]:
        narrates = labels.narrator.fullmatch(f"{prose.speaker}:")
        return NARRATOR if narrates else prose.speaker, prose.delivery, 0
    found = labels.narrator.match(text)
    if found:
        silent.append((0, found.end(), "label"))
        return NARRATOR, "", found.end()
    found = labels.text.match(text)
    if found:
        silent.append((0, found.end(), "label"))
        return "", "", found.end()
    script = _script_label(text, run, 0, speakers, labels, listed=prose.kind == "item")
    if script:
        silent.append((0, script.start("rest"), "label"))
        return script["name"], deliver(script["direction"] or "", language), script.start("rest")
    return "", prose.delivery, 0


def _take_tail(
    prose: Prose, run: Run, at: int, labels: Labels, silent: list[Silent], *, talk: bool
) -> int:
    """Where the spoken text ends: before a source, or before "— Leonhard Euler"."""
    text = run.text
    stop = len(text)
    for start in reversed((at, *run.breaks)):
        apart = start > at or prose.kind == "quotation" or _aside(run)
        if apart and labels.source.match(text, start):
            silent.append((start, stop, "source"))
            stop = start
    found = _ATTRIBUTION.search(text, max(at, stop - 200), stop)
    if found and not talk and _signs(prose, text, at, found):
        silent.append((found.start(), stop, f"by {found['name'].strip()}"))
        stop = found.start()
    return stop


def _aside(run: Run) -> bool:
    return bool(run.emphasis) and run.emphasis[0][0] == 0


def _signs(prose: Prose, text: str, at: int, found: re.Match[str]) -> bool:
    """Whether "— Name" signs a quotation rather than going on with a sentence."""
    name = found["name"].split()
    capitals = sum(word[0].isupper() for word in name)
    if len(name) > 6 or capitals * 2 < len(name):
        return False
    before = text[at : found.start()].strip()
    if not before:
        short = len(text) < 70 and capitals == len(name) and text[-1] not in "?!"
        return prose.kind == "quotation" or (short and not found["rest"])
    whole = before[0] in '"“«' and before[-1] in '"”»'
    return whole or (prose.kind == "quotation" and before[-1] in '.!?…"”»')


def deliver(direction: str, language: Language) -> str:
    """The delivery that a stage direction asks for; empty where it is another."""
    deliveries = language.verbs.deliveries
    words = re.findall(r"[^\W\d_]+", direction.lower())
    return next((deliveries[word] for word in words if word in deliveries), "")


def _other_quotes(run: Run, start: int, stop: int, marks: Marks, language: Language) -> list[Quote]:
    """Speech in the marks that the story does not mostly use: single ones, dashes, italics."""
    text = run.text[:stop]
    if text[start : start + 1] in _SPEAKING and marks == "double":
        return dashed(text, start, language)
    if text[start : start + 1] in ("'", "‘") and marks == "double":
        single, _ = find_quotes(text, "single", language.quoted.elisions)
        if single and single[0].closed and text[single[0].outer - 1] in ".,!?…—":
            return single
    return thoughts(text, run.emphasis, language)


def _quotes(
    run: Run, start: int, stop: int, marks: Marks, language: Language, *, labelled: bool
) -> tuple[list[Quote], list[int]]:
    text = run.text
    quotes, strays = find_quotes(text[:stop], marks, language.quoted.elisions)
    if not quotes and not strays and not labelled:
        quotes = _other_quotes(run, start, stop, marks, language)
    quotes = [quote for quote in quotes if quote.start >= start]
    if marks == "single":
        quotes = [quote for quote in quotes if quote.closed or quote.start == start]
    if labelled and start < stop and not (quotes and quotes[0].start == start):
        return [Quote(start, stop, start, stop)], strays
    return quotes, strays


def covers(ranges: tuple[tuple[int, int], ...], size: int) -> bool:
    """Whether ranges cover (nearly) all of a text: then they are its style, not a stress."""
    return sum(b - a for a, b in ranges) >= 0.9 * size
