"""The best chain through a conversation's turns, held against trying every chain."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from story.attribution.viterbi import Link, solve

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
def test_every_candidate_falls_short_by_what_its_best_chain_does(links: list[Link]) -> None:
    chains = list(product(*([speaker for speaker, _ in link.scores] for link in links)))
    best = max(worth(links, chain) for chain in chains)
    for turn, choice in enumerate(solve(links)):
        for speaker, short in choice.ranked:
            through = max(worth(links, chain) for chain in chains if chain[turn] == speaker)
            assert abs(abs(short) - (best - through)) < 1e-9
        assert choice.ranked[0][1] == 0


def test_no_turns_have_no_speakers() -> None:
    assert solve([]) == []
