"""Jobs: what takes minutes, with its progress, its time left, and a way to end it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from render.studio.edits.changes import EditError
from story.errors import InkreelError, LimitError

State = Literal["waiting", "running", "done", "failed", "cancelled"]
_GOING = ("waiting", "running")
_TELL = 0.4
"""Seconds between two words about progress: more often is not seen."""
KEPT = 20
"""Jobs that are remembered: a list that a page shows."""


@dataclass
class Job:
    """Something that runs: `stages` map what is done to how much of it is (done, expected)."""

    number: int
    what: str
    state: State = "waiting"
    message: str = ""
    files: list[str] = field(default_factory=list)
    stages: dict[str, list[float]] = field(default_factory=dict)
    started: float = 0.0
    stopped: bool = False
    told: float = 0.0
    seconds: Callable[[], float | None] = lambda: None

    def page(self, now: float) -> dict[str, Any]:
        """The job as plain data; `left` is in seconds, None while nobody can say."""
        running = self.state == "running"
        left = self.seconds() if running else None
        gone = now - self.started
        share = 0.0 if left is None else gone / max(gone + left, 1e-9)
        return {
            "number": self.number,
            "what": self.what,
            "state": self.state,
            "message": self.message,
            "files": self.files,
            "stages": {name: [round(a), round(b)] for name, (a, b) in self.stages.items()},
            "share": 1.0 if self.state == "done" else round(share, 4),
            "left": None if left is None else round(left),
        }


class JobProgress:
    """Hears of the work of one job, as `Progress` does, and tells."""

    def __init__(self, job: Job, tell: Callable[[Job], None], clock: Callable[[], float]) -> None:
        self._job, self._tell, self._clock = job, tell, clock

    def expect(self, stage: str, amount: float) -> None:
        self._job.stages.setdefault(stage, [0.0, 0.0])[1] += amount

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        self._job.seconds = seconds

    def done(self, stage: str, amount: float) -> None:
        self._job.stages.setdefault(stage, [0.0, 0.0])[0] += amount
        if self._clock() - self._job.told > _TELL:
            self._job.told = self._clock()
            self._tell(self._job)


class Jobs:
    """The jobs of a studio, one after the other. `tell` hears of each change of one; `clock` is in
    seconds."""

    def __init__(
        self, tell: Callable[[Mapping[str, Any]], None], clock: Callable[[], float]
    ) -> None:
        self._tell, self._clock = tell, clock
        self._jobs: list[Job] = []
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._count = 0

    def start(self, what: str, work: Callable[[Job, JobProgress], list[str]]) -> Job:
        """Begin a job as soon as the one before has ended; `work` gives the files it made.

        Raises EditError where as many wait as are remembered.
        """
        with self._lock:
            if len(self._jobs) == KEPT and all(each.state in _GOING for each in self._jobs):
                raise EditError("too many jobs are waiting: let some end, or cancel them.")
            self._count += 1
            job = Job(self._count, what)
            over = len(self._jobs) + 1 - KEPT
            old = [each for each in self._jobs if each.state not in _GOING][: max(over, 0)]
            self._jobs = [*(each for each in self._jobs if each not in old), job]
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        self._changed(job)
        return job

    def cancel(self, number: int) -> bool:
        """Ask a job to end; whether there is one that has not ended yet."""
        found = next((each for each in self._jobs if each.number == number), None)
        if found is None or found.state not in _GOING:
            return False
        found.stopped = True
        return True

    def files(self, number: int) -> list[str]:
        """The files that a job made; none while it has not ended."""
        return [file for each in self._jobs if each.number == number for file in each.files]

    def cancel_all(self) -> None:
        """Ask every job to end."""
        for job in self._jobs:
            job.stopped = True

    def page(self) -> list[dict[str, Any]]:
        """All jobs, the newest last."""
        return [each.page(self._clock()) for each in self._jobs]

    def _run(self, job: Job, work: Callable[[Job, JobProgress], list[str]]) -> None:
        with self._turn:
            job.state, job.started = "running", self._clock()
            try:
                job.files = (
                    [] if job.stopped else work(job, JobProgress(job, self._changed, self._clock))
                )
                job.state = "cancelled" if job.stopped and not job.files else "done"
            except LimitError:
                job.state = "cancelled"
            except InkreelError as error:
                job.state, job.message = "failed", str(error)
            except Exception as error:  # a page that waits forever says less than this
                job.state, job.message = "failed", f"{type(error).__name__}: {error}"
        self._changed(job)

    def _changed(self, job: Job) -> None:
        self._tell(job.page(self._clock()))
