"""The commands, and how each run of one ends where that was foreseen."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from render.commands.cast import cast, voices
from render.commands.check import check, doctor
from render.commands.render import render
from render.commands.script import init, script
from render.commands.store import report, store
from render.commands.storyboard import panels, proof, storyboard
from render.commands.studio import studio
from render.commands.terminal import OUT, fail, say
from story.errors import InkreelError, LimitError, StoreError, reason
from story.safe_text import shortened

_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC})
"""What a system says of a place that may not be read or written, or is full."""
_PLACE = _REFUSED | {errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR}
"""What it says of a path that can't be used: the path's fault, not the program's."""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Turn an illustrated Markdown story into narrated motion-comic episodes.",
    epilog="Start with: [bold]inkreel script story/index.md[/] to see who says what, then "
    "[bold]inkreel render story/index.md --draft --chapter 1[/] for a quick look.",
)

COMMANDS: tuple[Callable[..., None], ...] = (
    render,
    script,
    init,
    cast,
    storyboard,
    panels,
    proof,
    studio,
    check,
    store,
    report,
    voices,
    doctor,
)
for command in COMMANDS:
    app.command()(command)


def _version(asked: bool) -> None:
    if asked:
        OUT.print(f"inkreel {version('inkreel')}", highlight=False)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the program an error comes from.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run a command; an expected error ends in one message. Gives the exit code.

    Raises KeyboardInterrupt on Ctrl-C.
    """
    try:
        result = app(args=list(arguments), prog_name="inkreel", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except typer.TyperException as error:
        said = error.format_message().rstrip(".").replace("(s)", "s")
        end = "" if said.endswith("?") else "."
        fail(f"{said}{end} See inkreel --help, or --help after a command.")
        return error.exit_code
    except typer.Exit as left:
        return left.exit_code
    except InkreelError as error:
        fail(str(error))
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in _PLACE:
            raise
        place = shortened(str(error.filename or "a file"), 200)
        fail(f"{place} can't be used: {reason(error)}. Check the path and its permissions.")
        return StoreError.exit_code if error.errno in _REFUSED else InkreelError.exit_code
    except MemoryError:
        fail("memory ran out: close other programs, or set --jobs 1. What was done is kept.")
        return LimitError.exit_code
    return result if isinstance(result, int) else 0
