"""The speakers of a conversation's turns, held against adding up every chain."""

from itertools import product
from math import exp, log

from hypothesis import given
from hypothesis import strategies as st

from story.attribution.forward_backward import Link, solve

SCORES = st.integers(-8, 8).map(lambda quarters: quarters / 4)
LINKS = st.lists(
    st.builds(
        Link,
        st.dictionaries(st.integers(0, 3), SCORES, min_size=1, max_size=3).map(
            lambda scores: tuple(scores.items())
        ),
        SCORES,
        SCORES,
        SCORES,
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def worth(links: list[Link], chain: tuple[int, ...]) -> float:
    """What a chain of speakers scores, added up as `Link` says."""
    total, partner, last, answered = 0.0, -1, -1, 0
    for turn, (link, speaker) in enumerate(zip(links, chain, strict=True)):
        total += dict(link.scores)[speaker]
        if turn and speaker == last:
            total += link.same
        if not turn or link.fresh:
            partner, last, answered = -1, speaker, 0
        elif speaker == last:
            partner = partner if answered else -1
        elif speaker == partner:
            total += link.back
            partner, last, answered = last, speaker, min(answered + 1, 2)
        else:
            total += link.third * answered
            partner, last, answered = last, speaker, 0
    return total


@given(LINKS)
def test_every_candidate_is_as_likely_as_all_chains_through_it(links: list[Link]) -> None:
    chains = list(product(*([speaker for speaker, _ in link.scores] for link in links)))
    likely = {chain: exp(worth(links, chain)) for chain in chains}
    for turn, choice in enumerate(solve(links)):
        through = {
            speaker: sum(share for chain, share in likely.items() if chain[turn] == speaker)
            for speaker, _ in choice.ranked
        }
        best = max(through.values())
        for speaker, short in choice.ranked:
            assert abs(short - log(best / through[speaker])) < 1e-6
        assert choice.ranked[0][1] == 0


def test_a_break_that_may_be_anywhere_leaves_the_middle_unsure() -> None:
    """Two people take turns, and the last turn is the wrong one's: each of the gaps may be it."""
    either, first = ((0, 0.0), (1, 0.0)), ((0, 9.0), (1, 0.0))
    turns = [first, *[either] * 6, first]
    choices = solve([Link(scores, same=-3.0, back=1.0) for scores in turns])
    assert [choice.ranked[0][0] for choice in choices[:3]] == [0, 1, 0]
    assert [choice.ranked[0][0] for choice in choices[5:]] == [0, 1, 0]
    assert choices[3].ranked[1][1] < choices[1].ranked[1][1]


def test_no_turns_have_no_speakers() -> None:
    assert solve([]) == []
