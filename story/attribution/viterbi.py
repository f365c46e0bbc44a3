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
    columns: list[Column] = [_START, *(link.scores for link in links)]
    forward = _forward(links, columns)
    backward = _backward(links, columns)
    return [_choice(columns[t + 1], forward[t], backward[t]) for t in range(len(links))]


Table = list[list[float]]
Column = tuple[tuple[int, float], ...]


def _forward(links: Sequence[Link], columns: Sequence[Column]) -> list[Table]:
    """Best score of a chain that ends in (speaker before, speaker now), by turn."""
    tables: list[Table] = [[[score for _, score in columns[1]]]]
    for t in range(1, len(links)):
        before, last, now = columns[t - 1], columns[t], columns[t + 1]
        link, previous, places = links[t], tables[-1], _places(before)
        table: Table = []
        for j, (speaker_last, _) in enumerate(last):
            came = [row[j] for row in previous]
            best = max(came)
            table.append(
                [
                    score + best + link.same
                    if speaker == speaker_last
                    else score
                    + (_best(came, places[speaker], link.back) if speaker in places else best)
                    for speaker, score in now
                ]
            )
        tables.append(table)
    return tables


def _backward(links: Sequence[Link], columns: Sequence[Column]) -> list[Table]:
    """Best score of what follows (speaker before, speaker now), by turn."""
    tables: list[Table] = [[[0.0] * len(columns[-1]) for _ in columns[-2]]]
    for t in range(len(links) - 1, 0, -1):
        before, last, now = columns[t - 1], columns[t], columns[t + 1]
        link, following, places = links[t], tables[-1], _places(now)
        rows: Table = []
        for j, (speaker_last, _) in enumerate(last):
            goes = [after + score for after, (_, score) in zip(following[j], now, strict=True)]
            if speaker_last in places:
                goes[places[speaker_last]] += link.same
            best = max(goes)
            rows.append(
                [
                    _best(goes, places[speaker], link.back)
                    if speaker in places and speaker != speaker_last
                    else best
                    for speaker, _ in before
                ]
            )
        tables.append([list(column) for column in zip(*rows, strict=True)])
    return tables[::-1]


def _places(column: Column) -> dict[int, int]:
    """Where each speaker stands among the candidates of a turn."""
    return {speaker: at for at, (speaker, _) in enumerate(column)}


def _best(scores: list[float], at: int, more: float) -> float:
    """The best of some scores with more added to one of them."""
    added = scores.copy()
    added[at] += more
    return max(added)


def _choice(column: tuple[tuple[int, float], ...], forward: Table, backward: Table) -> Choice:
    totals = []
    for j, (speaker, _) in enumerate(column):
        best = max(forward[i][j] + backward[i][j] for i in range(len(forward)))
        totals.append((speaker, best))
    totals.sort(key=lambda item: -item[1])
    top = totals[0][1]
    return Choice(tuple((speaker, top - score) for speaker, score in totals))
