"""`inkreel check` and `inkreel doctor`: is the film right, is the installation?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from render.commands import tables
from render.commands.choices import MOST_JOBS, AsJson, StorePath, in_range
from render.commands.doctor import examine, healthy
from render.commands.terminal import ERR, OUT, progress, say, the_store, workers, wrote


def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A film, captions, or a folder.")],
    as_json: AsJson = False,
    loudness: Annotated[float, typer.Option(help="The loudness asked for, LUFS.")] = -14.0,
    picture: Annotated[
        Path | None, typer.Option(help="Draw each film's sound, lines and pauses to this folder.")
    ] = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", min=0, max=MOST_JOBS, help="Threads at work. 0: one for each core."),
    ] = 0,
    store: StorePath = "",
) -> None:
    """Judge films, captions and upload files, ours or not. Changes nothing."""
    from render.checking.check import check_path
    from render.checking.verdict import failing, verdicts_json
    from render.reports.advice import picture_notes

    loudness = in_range("--loudness", loudness, -70.0, 0.0)
    if picture:
        from render.checking.sound_chart_files import write_pictures

        for written in write_pictures(path, picture):
            wrote(written, ERR)
    with progress(quiet=False) as display:
        verdicts = check_path(path, loudness=loudness, jobs=workers(jobs), progress=display)
    verdicts = (*verdicts, *picture_notes(path, the_store(store)))
    if as_json:
        say(json.dumps(verdicts_json(verdicts), ensure_ascii=False, indent=2))
    else:
        OUT.print(tables.verdict_tables(verdicts))
    if failing(verdicts):
        raise typer.Exit(1)


def doctor(store: StorePath = "") -> None:
    """Say what is installed, and what an extra would add."""
    findings = examine(the_store(store))
    OUT.print(tables.findings_table(findings))
    if not healthy(findings):
        raise typer.Exit(1)
