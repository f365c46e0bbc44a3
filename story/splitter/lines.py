"""Cuts a paragraph into lines: what one speaker says in one go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from story.attribution.attribute import Verdict
from story.model import Joint
from story.splitter.paragraphs import Item, covers

_EDGE = re.compile(r"[\s,;:.)\]—–-]*")


@dataclass(frozen=True)
class Cut:
    """A stretch of an item: speech with its verdict, or narration without one.

    `keep` are the positions in the item's text that are spoken.
    """

    keep: tuple[int, ...]
    first: int
    last: int
    verdict: Verdict | None


def cuts(item: Item, verdicts: Sequence[Verdict], splits: Sequence[int] = ()) -> Iterator[Cut]:
    """The stretches of an item, in order; those without a word are left out.

    At `splits`, places in its text, a further one begins.
    """
    silent = _silent(item)
    for start, end, verdict in _stretches(item, verdicts):
        edges = [start, *(at for at in splits if start < at < end), end]
        for first, last in pairwise(edges):
            yield from _cut(item, first, last, silent, verdict)


def _stretches(
    item: Item, verdicts: Sequence[Verdict]
) -> Iterator[tuple[int, int, Verdict | None]]:
    """Speech with its verdict, and what is told between, in order."""
    at = 0
    for quote, verdict in zip(item.passage.quotes, verdicts, strict=True):
        if verdict.speaker is None:
            continue
        yield at, quote.start, None
        yield quote.start, quote.end, verdict
        at = quote.end
    yield at, len(item.run.text), None


def _silent(item: Item) -> set[int]:
    places = {at for start, end, _ in item.silent for at in range(start, end)}
    for quote in item.passage.quotes:
        places.update(range(quote.start, quote.inner))
        if quote.closed and quote.end > quote.outer:
            places.add(quote.outer)
    return places | set(item.strays)


def _cut(
    item: Item, start: int, end: int, silent: set[int], verdict: Verdict | None
) -> Iterator[Cut]:
    text = item.run.text
    first = start
    if verdict is None and start:
        found = _EDGE.match(text, start, end)
        start = found.end() if found else start
    keep = _folded(text, [at for at in range(start, end) if at not in silent])
    if any(text[at].isalnum() for at in keep):
        yield Cut(
            tuple(keep), first if verdict else keep[0], end if verdict else keep[-1] + 1, verdict
        )


def _folded(text: str, places: list[int]) -> list[int]:
    """Drops spaces at the ends and doubled ones."""
    kept: list[int] = []
    for at in places:
        if text[at] != " " or (kept and text[kept[-1]] != " "):
            kept.append(at)
    while kept and text[kept[-1]] == " ":
        kept.pop()
    return kept


def text_of(item: Item, cut: Cut) -> str:
    return "".join(item.run.text[at] for at in cut.keep)


def emphasis_of(item: Item, cut: Cut) -> tuple[tuple[int, int], ...]:
    """The stressed ranges of a cut's text."""
    if covers(item.run.emphasis, len(item.run.text)):
        return ()
    ranges = []
    for start, end in item.run.emphasis:
        inside = [n for n, at in enumerate(cut.keep) if start <= at < end]
        if inside and len(inside) < len(cut.keep):
            ranges.append((inside[0], inside[-1] + 1))
    return tuple(sorted(ranges))


def joint_of(item: Item, before: Cut | None, cut: Cut) -> Joint:
    """How a cut joins the one before it in the same paragraph."""
    if before is None:
        return "paragraph"
    text = item.run.text
    if before.verdict and not cut.verdict:
        tag = before.verdict.tag
        told = (
            tag and tag.after and cut.first <= tag.start < cut.last and tag.start - cut.first < 40
        )
        return "tag" if told or text[cut.keep[0]].islower() else "sentence"
    if not before.verdict and cut.verdict:
        return "sentence" if text[before.keep[-1]] in ".!?…" else "tag"
    return "sentence"


class Identities:
    """Names made from a text and how often it was met: stable under edits elsewhere."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def of(self, text: str) -> str:
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        self.count[name] += 1
        return name if self.count[name] == 1 else f"{name}-{self.count[name]}"
