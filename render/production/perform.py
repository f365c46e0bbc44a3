"""Performs a plan: its steps run on workers, within what the machine has, and are accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from render.production.conductor import Production
from render.production.episode_steps import made_episodes
from render.production.limits import check_room, seldom, space_needed, work_ahead
from render.production.planning.plan import MadeEpisode, RenderPlan
from render.production.planning.tools import AHEAD, Tools
from render.production.queue.time_left import TimeLeft
from render.production.queue.work import Work
from render.production.steps import Step


@dataclass(frozen=True)
class Account:
    """What a render did: amounts by stage, how many things were asked for, how long it took.

    `entries` are the keys of all that it made or used from the store.
    """

    done: Mapping[str, float]
    entries: tuple[str, ...]
    seconds: float = 0.0
    hits: tuple[int, int] = (0, 0)
    """Results that were there already, and all that were wanted."""


def perform(
    plan: RenderPlan, steps: Sequence[Step], tools: Tools
) -> tuple[tuple[MadeEpisode, ...], Account]:
    """Do all steps for all scenes and files, and account for it.

    Raises StoreError where what they make can't fit the disk, LimitError when `tools.stop` says
    why. What was done stays in the store.
    """
    started = tools.clock()
    tools.check(plan, tools.store)
    stop = seldom(tools.stop, tools.clock)
    left = TimeLeft(tools.clock, tools.jobs)
    work = Work(tools.make_executor, tools.jobs * AHEAD, tools.progress, stop, left)
    production = Production(plan, steps, tools.store, work, tools.problems)
    production.begin()
    filmed = any(step.makes == "films" for step in steps)
    if filmed:
        left.ahead = lambda: work_ahead(plan, production.waiting(), production.made.films)
    space = space_needed(plan, work.queued(), production.waiting() if filmed else ())
    check_room(space, tools.store.at, plan.episodes[0].path.parent)
    production.run()
    if unmade := production.unmade():
        raise RuntimeError(f"these wait for what no step makes: {unmade}")
    seconds = tools.clock() - started
    account = Account(work.done, production.entries(), seconds, production.hits())
    return made_episodes(plan, production.made), account
