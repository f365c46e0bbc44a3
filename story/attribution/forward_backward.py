"""How likely each speaker of each turn is, over all chains of speakers through a conversation.

The best single chain would put a break that may be anywhere at one place, and be sure of all the
turns on the wrong side of it; all chains together grow unsure towards the middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log


@dataclass(frozen=True)
class Link:
    """A turn's candidates with their scores, and what following another speaker costs.

    `same` is added where the speaker is the one of the turn before, `back` where it is whoever
    spoke last before that one. `third` is added for anybody else: once where those two have
    answered each other once by then, twice where they have more often. `fresh` is set where nobody
    is answered any more: only `same` counts there. Whoever goes on is still answered by the one of
    two, unless they had not answered each other yet. A chain is as likely as e to its score.
    """

    scores: tuple[tuple[int, float], ...]
    same: float
    back: float
    third: float = 0.0
    fresh: bool = False


@dataclass(frozen=True)
class Choice:
    """The candidates of a turn, likeliest first, with the logarithm of how many times likelier the
    first is."""

    ranked: tuple[tuple[int, float], ...]


State = tuple[int, int]
"""Who spoke last before the last speaker (-1: nobody), and the last speaker."""

Row = tuple[float, float, float]
"""Shares of the chains in a state, by how often the two have answered each other: never, once,
more."""

Table = dict[State, Row]

Weighed = Mapping[int, float]
"""The candidates of a turn with e to their scores, the best with 1."""


def solve(links: Sequence[Link]) -> list[Choice]:
    """Ranks the candidates of every turn by all chains through each."""
    if not links:
        return []
    weighed = [_weighed(link) for link in links]
    forward, totals = _forward(links, weighed)
    backward = _backward(links, weighed, forward, totals)
    return [
        _choice(link, before, behind)
        for link, before, behind in zip(links, forward, backward, strict=True)
    ]


def _weighed(link: Link) -> Weighed:
    best = max(score for _, score in link.scores)
    return {who: exp(score - best) for who, score in link.scores}


def _forward(links: Sequence[Link], weighed: Sequence[Weighed]) -> tuple[list[Table], list[float]]:
    """How likely each state is behind each turn by what comes before it, and what the tables were
    divided by for that."""
    tables: list[Table] = [{(-1, who): (weight, 0.0, 0.0) for who, weight in weighed[0].items()}]
    totals = [1.0]
    for link, now in zip(links[1:], weighed[1:], strict=True):
        table = (_begun if link.fresh else _passed)(link, now, tables[-1])
        total = sum(map(sum, table.values()))
        tables.append(
            {state: (a / total, b / total, c / total) for state, (a, b, c) in table.items()}
        )
        totals.append(total)
    return tables, totals


def _begun(link: Link, now: Weighed, before: Table) -> Table:
    """The states behind a turn in which nobody is answered."""
    reached: dict[int, float] = {}
    for (_, last), row in before.items():
        reached[last] = reached.get(last, 0.0) + sum(row)
    total, more = sum(reached.values()), exp(link.same) - 1
    return {
        (-1, who): (weight * (total + more * reached.get(who, 0.0)), 0.0, 0.0)
        for who, weight in now.items()
    }


def _passed(link: Link, now: Weighed, before: Table) -> Table:
    """The states behind a turn that goes on with a conversation."""
    same, back, third = exp(link.same), exp(link.back), exp(link.third)
    table: Table = {}
    ways: dict[int, dict[int, float]] = {}
    for (partner, last), (never, once, more) in before.items():
        if last in now:
            gain = now[last] * same
            _add(table, (partner, last), (0.0, once * gain, more * gain))
            _add(table, (-1, last), (never * gain, 0.0, 0.0))
        if partner in now:
            gain = now[partner] * back
            _add(table, (last, partner), (0.0, never * gain, (once + more) * gain))
        ways.setdefault(last, {})[partner] = never + third * (once + third * more)
    for last, partners in ways.items():
        total = sum(partners.values())
        for who, weight in now.items():
            if who != last:
                left = max(0.0, total - partners.get(who, 0.0))
                _add(table, (last, who), (weight * left, 0.0, 0.0))
    return table


def _add(table: Table, state: State, row: Row) -> None:
    known = table.get(state)
    table[state] = (
        row if known is None else (known[0] + row[0], known[1] + row[1], known[2] + row[2])
    )


def _backward(
    links: Sequence[Link],
    weighed: Sequence[Weighed],
    forward: Sequence[Table],
    totals: Sequence[float],
) -> list[Table]:
    """How much likelier or less likely what follows makes each state, by turn."""
    tables: list[Table] = [dict.fromkeys(forward[-1], (1.0, 1.0, 1.0))]
    for at in range(len(links) - 1, 0, -1):
        now = {who: weight / totals[at] for who, weight in weighed[at].items()}
        follow = _begins if links[at].fresh else _passes
        tables.append(follow(links[at], now, forward[at - 1], tables[-1]))
    return tables[::-1]


def _begins(link: Link, now: Weighed, before: Table, behind: Table) -> Table:
    """What follows each state before a turn in which nobody is answered."""
    goes = {who: weight * behind[-1, who][0] for who, weight in now.items()}
    total, more = sum(goes.values()), exp(link.same) - 1
    return {state: (total + more * goes.get(state[1], 0.0),) * 3 for state in before}


def _passes(link: Link, now: Weighed, before: Table, behind: Table) -> Table:
    """What follows each state before a turn that goes on with a conversation."""
    same, back, third = exp(link.same), exp(link.back), exp(link.third)
    table: Table = {}
    strangers: dict[int, dict[int, float]] = {}
    totals: dict[int, float] = {}
    for state in before:
        partner, last = state
        if last not in strangers:
            strangers[last] = {
                who: weight * behind[last, who][0] for who, weight in now.items() if who != last
            }
            totals[last] = sum(strangers[last].values())
        never = max(0.0, totals[last] - strangers[last].get(partner, 0.0))
        once, more = never * third, never * third * third
        if last in now:
            gain, (_, one, two) = now[last] * same, behind[state]
            never, once, more = (
                never + gain * behind[-1, last][0],
                once + gain * one,
                more + gain * two,
            )
        if partner in now:
            gain, (_, one, two) = now[partner] * back, behind[last, partner]
            never, once, more = never + gain * one, once + gain * two, more + gain * two
        table[state] = (never, once, more)
    return table


def _choice(link: Link, forward: Table, backward: Table) -> Choice:
    shares = dict.fromkeys((who for who, _ in link.scores), 0.0)
    for state, (never, once, more) in forward.items():
        rest = backward[state]
        shares[state[1]] += never * rest[0] + once * rest[1] + more * rest[2]
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    top = ranked[0][1]
    return Choice(tuple((who, log(top / share) if share else inf) for who, share in ranked))
