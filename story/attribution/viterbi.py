"""The likeliest chain of speakers through a conversation, and how sure each link is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A turn's candidates with their scores, and what following another speaker costs.

    `same` is added where the speaker is the one of the turn before, `back` where it is the one
    before that.
    """

    scores: tuple[tuple[int, float], ...]
    same: float
    back: float


@dataclass(frozen=True)
class Choice:
    """The candidates of a turn, likeliest first, with what each falls short of the first."""

    ranked: tuple[tuple[int, float], ...]


_START = ((-1, 0.0),)
"""Before the first turn nobody (-1) has spoken, which costs nothing."""


def solve(links: Sequence[Link]) -> list[Choice]:
    """Ranks the candidates of every turn by the best chain through each."""
    if not links:
        return []
    columns = [_START, *(link.scores for link in links)]
    forward = _forward(links, columns)
    backward = _backward(links, columns)
    return [_choice(columns[t + 1], forward[t], backward[t]) for t in range(len(links))]


Table = list[list[float]]


def _step(link: Link, before: int, last: int, now: int) -> float:
    if now == last:
        return link.same
    return link.back if now == before else 0.0


def _forward(
    links: Sequence[Link], columns: Sequence[tuple[tuple[int, float], ...]]
) -> list[Table]:
    """Best score of a chain that ends in (speaker before, speaker now), by turn."""
    tables: list[Table] = [[[score for _, score in columns[1]]]]
    for t in range(1, len(links)):
        before, last, now = columns[t - 1], columns[t], columns[t + 1]
        previous = tables[-1]
        table: Table = []
        for j, (speaker_last, _) in enumerate(last):
            row = []
            for speaker, score in now:
                best = max(
                    previous[i][j] + _step(links[t], speaker_before, speaker_last, speaker)
                    for i, (speaker_before, _) in enumerate(before)
                )
                row.append(best + score)
            table.append(row)
        tables.append(table)
    return tables


def _backward(
    links: Sequence[Link], columns: Sequence[tuple[tuple[int, float], ...]]
) -> list[Table]:
    """Best score of what follows (speaker before, speaker now), by turn."""
    last_table: Table = [[0.0] * len(columns[-1]) for _ in columns[-2]]
    tables = [last_table]
    for t in range(len(links) - 1, 0, -1):
        before, last, now = columns[t - 1], columns[t], columns[t + 1]
        following = tables[-1]
        table: Table = []
        for speaker_before, _ in before:
            row = []
            for j, (speaker_last, _) in enumerate(last):
                row.append(
                    max(
                        following[j][k]
                        + score
                        + _step(links[t], speaker_before, speaker_last, speaker)
                        for k, (speaker, score) in enumerate(now)
                    )
                )
            table.append(row)
        tables.append(table)
    return tables[::-1]


def _choice(column: tuple[tuple[int, float], ...], forward: Table, backward: Table) -> Choice:
    totals = []
    for j, (speaker, _) in enumerate(column):
        best = max(forward[i][j] + backward[i][j] for i in range(len(forward)))
        totals.append((speaker, best))
    totals.sort(key=lambda item: -item[1])
    top = totals[0][1]
    return Choice(tuple((speaker, top - score) for speaker, score in totals))
