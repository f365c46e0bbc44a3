"""Streams are cut and joined to the sample, and what is taken of a long piece is no copy of it."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voices.sound.streams import BlockReader


def numbered(count: int) -> np.ndarray:
    return np.repeat(np.arange(count, dtype=np.float32)[:, None], 2, axis=1)


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_what_is_taken_follows_on_whatever_the_pieces(pieces: list[int], takes: list[int]) -> None:
    made = numbered(sum(pieces))
    edges = np.cumsum([0, *pieces])
    reader = BlockReader(made[first:last] for first, last in pairwise(edges))
    for first, last in pairwise(np.cumsum([0, *takes])):
        assert np.array_equal(reader.take(last - first), made[first:last])
    assert np.array_equal(np.concatenate([made[:0], *reader.rest()]), made[sum(takes) :])


def test_a_long_piece_is_never_copied_for_a_short_take() -> None:
    made = numbered(1_000)
    reader = BlockReader([made])
    assert all(np.shares_memory(reader.take(10), made) for _ in range(100))
