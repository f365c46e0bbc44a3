"""The likeliest chain of speakers through a conversation, and how sure each link is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Link:
    """A turn's candidates with their scores, and what following another speaker costs.

    `same` is added where the speaker is the one of the turn before, `back` where it is whoever
    spoke last before that one. `third` is added for anybody else: once where those two have
    answered each other once by then, twice where they have more often. `fresh` is set where nobody
    is answered any more: only `same` counts there. Whoever goes on is still answered by the one of
    two, unless they had not answered each other yet.
    """

    scores: tuple[tuple[int, float], ...]
    same: float
    back: float
    third: float = 0.0
    fresh: bool = False


@dataclass(frozen=True)
class Choice:
    """The candidates of a turn, likeliest first, with what each falls short of the first."""

    ranked: tuple[tuple[int, float], ...]


State = tuple[int, int]
"""Who spoke last before the last speaker (-1: nobody), and the last speaker."""

Row = tuple[float, float, float]
"""The best scores of a state by how often the two have answered each other: never, once, more."""

Table = dict[State, Row]


def solve(links: Sequence[Link]) -> list[Choice]:
    """Ranks the candidates of every turn by the best chain through each."""
    if not links:
        return []
    forward = _forward(links)
    backward = _backward(links, forward)
    return [
        _choice(link, before, behind)
        for link, before, behind in zip(links, forward, backward, strict=True)
    ]


def _forward(links: Sequence[Link]) -> list[Table]:
    """Best scores of the chains that end in a state, by turn."""
    tables: list[Table] = [{(-1, who): (score, -inf, -inf) for who, score in links[0].scores}]
    for link in links[1:]:
        tables.append((_begun if link.fresh else _passed)(link, tables[-1]))
    return tables


def _begun(link: Link, before: Table) -> Table:
    """The states behind a turn in which nobody is answered."""
    reached: dict[int, float] = {}
    for (_, last), row in before.items():
        reached[last] = max(reached.get(last, -inf), *row)
    table: Table = {}
    for who, score in link.scores:
        best = max(value + link.same * (last == who) for last, value in reached.items())
        table[-1, who] = (score + best, -inf, -inf)
    return table


def _passed(link: Link, before: Table) -> Table:
    """The states behind a turn that goes on with a conversation."""
    now, third = dict(link.scores), link.third
    table: Table = {}
    ways: dict[int, list[tuple[float, int]]] = {}
    for (partner, last), (never, once, more) in before.items():
        if last in now:
            gain = now[last] + link.same
            _keep(table, (partner, last), (-inf, once + gain, more + gain))
            _keep(table, (-1, last), (never + gain, -inf, -inf))
        if partner in now:
            gain = now[partner] + link.back
            _keep(table, (last, partner), (-inf, never + gain, max(once, more) + gain))
        best = max(never, once + third, more + third + third)
        ways.setdefault(last, []).append((best, partner))
    for last, found in ways.items():
        for who, value in _best_beside(found, link):
            if who != last:
                _keep(table, (last, who), (value, -inf, -inf))
    return table


def _best_beside(ways: list[tuple[float, int]], link: Link) -> Iterator[tuple[int, float]]:
    """The candidates with their score behind the best way on which each has not spoken last but
    one."""
    ways.sort(reverse=True)
    best, partner = ways[0]
    second = ways[1][0] if len(ways) > 1 else -inf
    for who, score in link.scores:
        yield who, score + (second if who == partner else best)


def _keep(table: Table, state: State, row: Row) -> None:
    """Notes the scores of a state that are better than those by which it is known to be reached."""
    known = table.get(state)
    if known is not None:
        row = (max(known[0], row[0]), max(known[1], row[1]), max(known[2], row[2]))
    table[state] = row


def _backward(links: Sequence[Link], forward: Sequence[Table]) -> list[Table]:
    """Best scores of what follows a state, by turn."""
    tables: list[Table] = [dict.fromkeys(forward[-1], (0.0, 0.0, 0.0))]
    for link, before in zip(reversed(links[1:]), reversed(forward[:-1]), strict=True):
        tables.append((_begins if link.fresh else _passes)(link, before, tables[-1]))
    return tables[::-1]


def _begins(link: Link, before: Table, behind: Table) -> Table:
    """What follows each state before a turn in which nobody is answered."""
    goes = {who: score + behind[-1, who][0] for who, score in link.scores}
    best = {
        last: max(value + link.same * (who == last) for who, value in goes.items())
        for last in {last for _, last in before}
    }
    return {state: (best[state[1]],) * 3 for state in before}


def _passes(link: Link, before: Table, behind: Table) -> Table:
    """What follows each state before a turn that goes on with a conversation."""
    now, third = dict(link.scores), link.third
    table: Table = {}
    strangers: dict[int, list[tuple[float, int]]] = {}
    for state in before:
        partner, last = state
        if last not in strangers:
            ways = (
                (score + behind[last, who][0], who) for who, score in link.scores if who != last
            )
            strangers[last] = sorted(ways, reverse=True)[:2]
        other = next((value for value, who in strangers[last] if who != partner), -inf)
        never, once, more = other, other + third, other + third + third
        if last in now:
            gain, (_, one, two) = now[last] + link.same, behind[state]
            none = behind[-1, last][0]
            never, once, more = (
                max(never, none + gain),
                max(once, one + gain),
                max(more, two + gain),
            )
        if partner in now:
            gain, (_, one, two) = now[partner] + link.back, behind[last, partner]
            never, once, more = max(never, one + gain), max(once, two + gain), max(more, two + gain)
        table[state] = (never, once, more)
    return table


def _choice(link: Link, forward: Table, backward: Table) -> Choice:
    totals = {who: -inf for who, _ in link.scores}
    for state, row in forward.items():
        rest = backward[state]
        best = max(row[0] + rest[0], row[1] + rest[1], row[2] + rest[2])
        if best > totals[state[1]]:
            totals[state[1]] = best
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    top = ranked[0][1]
    return Choice(tuple((who, top - total) for who, total in ranked))
