"""The live display of a render: stages, counts, rate and time left; quiet when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.text import Text

from voices.clock import clock_text

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


_WIDE, _MIDDLE = 92, 72
"""Columns of a terminal that has room for rates and for how long each stage has taken; and of one
that has room for a bar."""


class LiveProgress:
    """Shows each stage as a bar once it has work, counted in the stage's own unit, and below them
    how long all of it will go on: a row of its own, which no terminal is too narrow for."""

    def __init__(self, console: Console) -> None:
        self._bars = _Bars(console)
        self._stages = {
            name: self._bars.add_task(text, total=0, visible=False) for name, text in STAGES.items()
        }

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        self._bars.seconds = seconds

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

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        """Nobody asks."""

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

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        """How long it will go on: nobody asks."""


UNSEEN = Unseen()


class _Count(ProgressColumn):
    def render(self, task: Task) -> Text:
        unit = next(UNITS[name] for name, text in STAGES.items() if text == task.description)
        return Text(f"{task.completed:,.0f}/{task.total or 0:,.0f} {unit}", overflow="crop")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "", style="dim")


class _Bars(Progress):
    """The stages' bars as wide as the terminal allows, and the time left."""

    def __init__(self, console: Console) -> None:
        self.seconds: Callable[[], float | None] = self._of_bars
        self._on = console
        super().__init__(console=console, transient=True)

    def get_renderables(self) -> Iterator[RenderableType]:
        name = TextColumn("{task.description}", table_column=Column(no_wrap=True))
        parts: list[ProgressColumn] = [name, _Count(table_column=Column(no_wrap=True))]
        if self._on.width >= _MIDDLE:
            parts.insert(1, BarColumn(bar_width=28 if self._on.width >= _WIDE else None))
        if self._on.width >= _WIDE:
            parts += [_Rate(), TimeElapsedColumn()]
        self.columns = tuple(parts)
        yield self.make_tasks_table(self.tasks)
        seconds = self.seconds()
        if seconds is not None:
            yield Text(f"{clock_text(int(seconds))} left", style="cyan")

    def _of_bars(self) -> float | None:
        """By the pace of each stage: enough where there is one."""
        known = [each.time_remaining for each in self.tasks if each.visible and not each.finished]
        return sum(each for each in known if each is not None) if any(known) else None
