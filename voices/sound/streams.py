"""Streams of samples [n, 2], cut and joined without holding them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from voices.model import Samples


class BlockReader:
    """Takes any number of samples at a time from pieces of any length."""

    def __init__(self, pieces: Iterable[Samples]) -> None:
        self._pieces = iter(pieces)
        self._held = np.zeros((0, 2), dtype=np.float32)

    def take(self, count: int) -> Samples:
        """The next `count` samples, fewer at the end of the stream; not to be written to."""
        parts: list[Samples] = []
        while count > 0:
            if not len(self._held):
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._held = piece
            parts.append(self._held[:count])
            self._held = self._held[count:]
            count -= len(parts[-1])
        return parts[0] if len(parts) == 1 else np.concatenate([self._held[:0], *parts])

    def rest(self) -> Iterator[Samples]:
        """What was not taken yet, in pieces."""
        if len(self._held):
            yield self._held
        self._held = self._held[:0]
        yield from self._pieces


def samples_between(pieces: Iterable[Samples], first: int, last: int) -> Iterator[Samples]:
    """The samples [first, last) of a stream."""
    at = 0
    for piece in pieces:
        part = piece[max(0, first - at) : max(0, last - at)]
        at += len(piece)
        if len(part):
            yield part
        if at >= last:
            return


def without_end(pieces: Iterable[Samples], count: int) -> Iterator[Samples]:
    """All but the last `count` samples, in pieces, then those as one last piece."""
    held = np.zeros((0, 2), dtype=np.float32)
    for piece in pieces:
        held = np.concatenate([held, piece])
        if len(held) > count:
            yield held[: len(held) - count]
            held = held[len(held) - count :]
    yield held


def with_context(
    blocks: Iterable[Samples], context: int
) -> Iterator[tuple[Samples, Samples, Samples]]:
    """Each block with the `context` samples before and after it, silence beyond the ends."""
    silence = np.zeros((context, 2), dtype=np.float32)
    past, waiting = silence, np.zeros((0, 2), dtype=np.float32)
    sizes: list[int] = []
    for block in chain(blocks, [silence]):
        sizes.append(len(block))
        waiting = np.concatenate([waiting, block])
        while len(sizes) > 1 and len(waiting) >= sizes[0] + context:
            size = sizes.pop(0)
            yield past, waiting[:size], waiting[size : size + context]
            past = np.concatenate([past, waiting[:size]])[-context:]
            waiting = waiting[size:]
