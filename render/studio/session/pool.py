"""Worker processes that stay: what they have loaded is warm when the next line is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

from story.errors import LimitError
from voices.engines.base import EngineSpec
from voices.recording.record import warm_engine


class KeptPool(Executor):
    """Hands tasks to an executor that outlives the work it is lent to; a broken one is replaced."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._inner: Executor | None = None
        self._ended = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Raises LimitError once the pool has ended: what is still at work elsewhere would begin
        processes that nobody ends."""
        with self._lock:
            if self._ended:
                raise LimitError("the studio has ended")
            self._inner = self._inner or self._make()
            try:
                return self._inner.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self._inner.shutdown(wait=False, cancel_futures=True)
                self._inner = self._make()
                return self._inner.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing: whoever was lent the pool is done with it. `end` ends it."""

    def end(self) -> None:
        """End the processes, once what they are doing is done."""
        with self._lock:
            self._ended = True
            if self._inner:
                self._inner.shutdown(wait=True, cancel_futures=True)
            self._inner = None


def warm(spec: EngineSpec) -> None:
    """Load an engine in a worker, before anybody waits for it."""
    warm_engine(spec)
