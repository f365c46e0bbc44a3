"""Keeps memory flat: a worker's, however many segments it makes, and a server's, for days."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # names of glibc's mallopt
_LARGE, _MUCH = (
    4 << 20,
    16 << 20,
)  # bytes: panels' planes lie apart; 16 MB free go back


@cache
def return_large_blocks() -> None:
    """Have planes and the encoder's frames given back to the system when they are freed.

    glibc raises its limit for this with every large block that it sees, and then keeps what has
    been freed in pieces. Other C libraries need no telling, and are left alone.
    """
    with suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _MUCH)


@cache
def share_arenas() -> None:
    """Have all threads of this process take memory from two places.

    glibc gives eight threads a core places of their own, and none of them gives back what another
    would use: a server that reads a story anew after each edit, in any thread, doubled in ten
    minutes. To be called before there are threads.
    """
    return_large_blocks()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def return_free_pieces() -> None:
    """Give back to the system what lies free between blocks that are in use.

    glibc gives back by itself only what is free at the end: of a studio's server that arranges
    films again and again, a third was free and kept. Takes some twenty milliseconds.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
