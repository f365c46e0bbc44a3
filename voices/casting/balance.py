"""Where speakers stand: a small stereo offset each, so that those who talk together are apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from story.model import NARRATOR, Section

BALANCES = (-0.22, 0.22, -0.11, 0.11)
"""Balances in the order in which they are given; the ear hears them, no one notices them."""


def balances(sections: Iterable[Section]) -> Mapping[str, float]:
    """A balance for everyone who speaks: the narrator in the middle, others left and right.

    Those with most to say choose first; each takes the place least used by people it talks with.
    """
    words: Counter[str] = Counter()
    meetings: Counter[frozenset[str]] = Counter()
    for section in sections:
        spoken = [line for line in section.lines if line.kind == "speech"]
        words.update({line.speaker: 0 for line in spoken})
        for line in spoken:
            words[line.speaker] += len(line.text.split())
        turns = [line.speaker for line in spoken]
        meetings.update(frozenset(pair) for pair in pairwise(turns) if len(set(pair)) == 2)
    placed: dict[str, float] = {NARRATOR: 0.0}
    for speaker in sorted(words, key=lambda name: (-words[name], name)):
        if speaker != NARRATOR:
            placed[speaker] = _place(speaker, placed, meetings)
    return placed


def _place(
    speaker: str, placed: Mapping[str, float], meetings: Mapping[frozenset[str], int]
) -> float:
    """The place that is farthest from those who are met most."""

    def crowding(place: float) -> float:
        return sum(
            meetings.get(frozenset((speaker, other)), 0) / (0.1 + abs(place - there))
            for other, there in placed.items()
            if other not in (NARRATOR, speaker)
        )

    used = Counter(placed.values())
    return min(BALANCES, key=lambda place: (crowding(place), used[place], BALANCES.index(place)))
