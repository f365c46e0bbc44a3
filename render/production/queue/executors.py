"""Where tasks run: worker processes on this machine, or in this very process."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from render.pixels.memory import return_large_blocks
from voices.engines.keeper import adopt_orphans
from voices.engines.programs import end_left

_WATCH_SECONDS = 1.0
"""How often a worker looks whether its parent lives: none outlives it for longer."""


def worker_pool(jobs: int) -> ProcessPoolExecutor:
    """`jobs` spawned processes, deaf to Ctrl-C (the parent decides), that end with their parent."""
    return _Pool(
        max_workers=jobs,
        mp_context=_DeafContext(),
        initializer=_settle,
        initargs=(os.getpid(),),
    )


class _Pool(ProcessPoolExecutor):
    """Ends with its workers what the engines of those that died have left."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait, cancel_futures=cancel_futures)
        end_left()


class _DeafProcess(SpawnProcess):
    """Deaf to Ctrl-C from its first instruction: what is ignored here is ignored in a child."""

    def start(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return super().start()
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            super().start()
        finally:
            signal.signal(signal.SIGINT, heard)


class _DeafContext(SpawnContext):
    Process = _DeafProcess


class InlineExecutor(Executor):
    """Runs each task at once in this process.

    Give it to `Tools` in place of `worker_pool` where a debugger should stop inside a task or where
    no process may be started; tests use it for both reasons. Nothing is then done side by side.
    """

    def submit(  # what a task takes and gives is its own
        self,
        fn: Callable[..., Any],
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _settle(parent: int) -> None:
    adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return_large_blocks()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(1)
