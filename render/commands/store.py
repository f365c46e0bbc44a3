"""`inkreel store` and `inkreel report`: what is kept, and what a render did."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from render.commands.choices import Jobs, StorePath, above_zero
from render.commands.terminal import progress, say, the_store, there, workers, wrote

_MOST_DAYS = 36_500.0
"""A hundred years."""


def store(
    store: StorePath = "",
    verify: Annotated[bool, typer.Option("--verify", help="Remove what is damaged.")] = False,
    older_than: Annotated[
        float | None, typer.Option(metavar="DAYS", help="Remove what was not used for so long.")
    ] = None,
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="Remove the longest not used, to keep 20G or 500M.")
    ] = "",
    of: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Remove what the render into OUT used.")
    ] = None,
) -> None:
    """Show what the store holds; prune and verify it."""
    from render.reports.store_page import Care, care_for

    if store and "://" not in store:
        there(Path(store), "Give the folder of a store")
    days = None if older_than is None else above_zero("--older-than", older_than, _MOST_DAYS)
    kept = the_store(store)
    say(care_for(kept, Care(days, max_size, of, verify), time.time()))


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a render.")],
    store: StorePath = "",
    jobs: Jobs = 0,
) -> None:
    """Write report.html and report.json for the last render into a folder, with every check."""
    from render.checking.check import check_path
    from render.checking.verdict import CheckVerdict
    from render.reports.report import write_report

    there(out, "Give the folder of a render")
    with progress(quiet=False) as display:

        def judge(loudness: float) -> tuple[CheckVerdict, ...]:
            return check_path(out, loudness=loudness, jobs=workers(jobs), progress=display)

        made = write_report(out, the_store(store), judge)
    for written in made:
        wrote(written)
