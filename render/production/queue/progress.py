"""The live display of a render: stages, counts, rate and time left; quiet when piped."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

STAGES = {
    "looking": "Looking at panels",
    "recording": "Recording lines",
    "enlarging": "Enlarging close-ups",
    "rendering": "Rendering",
    "joining": "Joining",
    "checking": "Checking",
}
UNITS = {
    "looking": "panels",
    "recording": "takes",
    "enlarging": "tiles",
    "rendering": "frames",
    "joining": "files",
    "checking": "frames",
}


class LiveProgress:
    """Shows each stage as a bar once it has work. Counts are in the stage's own unit."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=28),
            _Count(),
            _Rate(),
            TimeElapsedColumn(),
            _Left(),
            console=console,
            transient=True,
        )
        self._stages = {
            name: self._bars.add_task(text, total=0, visible=False) for name, text in STAGES.items()
        }

    def expect(self, stage: str, amount: float) -> None:
        bar = self._stages[stage]
        total = self._bars.tasks[bar].total or 0
        self._bars.update(bar, total=total + amount, visible=True)
        self._bars.start_task(bar)

    def done(self, stage: str, amount: float) -> None:
        self._bars.advance(self._stages[stage], amount)

    def __enter__(self) -> LiveProgress:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()


class QuietProgress:
    """Says nothing while it works; keeps the counts. `tell` hears of finished stages."""

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self.expected: dict[str, float] = {}
        self.finished: dict[str, float] = {}
        self._tell = tell

    def expect(self, stage: str, amount: float) -> None:
        self.expected[stage] = self.expected.get(stage, 0) + amount

    def done(self, stage: str, amount: float) -> None:
        self.finished[stage] = self.finished.get(stage, 0) + amount
        if self._tell and self.finished[stage] >= self.expected[stage]:
            self._tell(f"{STAGES[stage]}: {self.finished[stage]:.0f} {UNITS[stage]}")


class Unseen:
    """Hears of work, and keeps nothing."""

    def expect(self, stage: str, amount: float) -> None:
        """More to do: nobody looks."""

    def done(self, stage: str, amount: float) -> None:
        """Less to do: nobody looks."""


UNSEEN = Unseen()


class _Count(ProgressColumn):
    def render(self, task: Task) -> Text:
        unit = next(UNITS[name] for name, text in STAGES.items() if text == task.description)
        return Text(f"{task.completed:,.0f}/{task.total or 0:,.0f} {unit}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "", style="dim")


class _Left(ProgressColumn):
    def render(self, task: Task) -> Text:
        seconds = task.time_remaining
        if seconds is None or task.finished:
            return Text("")
        minutes, rest = divmod(int(seconds), 60)
        return Text(f"{minutes}:{rest:02d} left", style="cyan")
