"""What a render would do, and why: said before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from render.production import tasks
from render.production.conductor import Production
from render.production.planning.plan import RenderPlan
from render.production.queue.work import Lost, Task, Then
from render.production.steps import Step
from render.reports.inputs import changes, inputs_of
from render.reports.report import kept_report
from story.problems import Problems, counted
from voices.store.store import Store

_LISTED = 12
"""Rows of a list that are shown: a page of a terminal holds the whole answer."""


class Listing:
    """A queue in which nothing is ever done: what is asked of it is what is missing."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []

    def add(self, task: Task, then: Then, lost: Lost | None = None) -> None:  # noqa: ARG002
        self.tasks.append(task)

    def run(self) -> None:
        """Nothing."""


def explain(plan: RenderPlan, steps: Sequence[Step], out: Path, store: Store) -> str:
    """What would be redone for `plan` and why, as text.

    What follows from a take that is still to be recorded can't be known to the frame: its scenes
    are named instead.
    """
    listing = Listing()
    production = Production(plan, steps, store, listing, Problems())
    production.begin()
    waiting = production.waiting()
    if not listing.tasks and not waiting:
        return "Nothing is to be done: every file is there, whole and up to date."
    before = kept_report(out, store)
    why = changes(before["inputs"], inputs_of(plan)) if before else ()
    reason = "Why:" if before else "Why: no earlier render into this folder is known."
    return "\n".join(["To do:", *_to_do(plan, listing.tasks, waiting), reason, *_listed(why)])


def _to_do(plan: RenderPlan, missing: Sequence[Task], waiting: Sequence[int]) -> list[str]:
    takes = [task.arguments[1] for task in missing if task.function is tasks.record]
    segments = [task.arguments[1] for task in missing if task.function is tasks.draw]
    films = [task.arguments[1] for task in missing if task.function is tasks.join]
    looks = sum(task.function is tasks.look for task in missing)
    mixes = sum(task.function is tasks.mix_sound for task in missing)
    late = set(waiting)
    unmade = [each for each in plan.episodes if late & {*range(each.first, each.last)}]
    paths = [Path(film.path).name for film in films] + [each.path.name for each in unmade]
    gains = [task.arguments[1] for task in missing if task.function is tasks.measure]
    lines = [f"  look at {counted(looks, 'picture')}"] * bool(looks)
    lines += [f"  measure how loud the voice {voice} is" for voice in gains]
    if takes:
        lines.append(f"  record {counted(len(takes), 'take')}:")
        lines += _listed([f"“{take.spoken.written.strip()}” ({take.model})" for take in takes])
    if segments:
        frames = sum(segment.frames for segment in segments)
        lines.append(f"  render {counted(frames, 'frame')} in {counted(len(segments), 'segment')}")
    if waiting:
        lines.append(
            f"  arrange {counted(len(waiting), 'section')} anew, and render what that changes:"
        )
        lines += _listed([_scene_name(plan, index) for index in waiting])
    if mixes or unmade:
        lines.append(f"  mix {counted(mixes + len(unmade), 'soundtrack')}")
    return [*lines, *[f"  join {name}" for name in dict.fromkeys(paths)]]


def _scene_name(plan: RenderPlan, index: int) -> str:
    section = plan.scenes[index].section
    return ": ".join(part for part in (section.label, section.title) if part) or section.identity


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LISTED
    return [*(f"    {line}" for line in lines[:_LISTED]), *([f"    and {more} more"] * (more > 0))]
