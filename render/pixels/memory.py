"""Keeps a worker's memory flat, however many segments it makes."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # names of glibc's mallopt
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
