"""The face of the command line: its commands, and how each run of one ends.

The commands are in `render/commands/`, a room each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from render.commands.cast import cast, voices
from render.commands.check import check, doctor
from render.commands.render import render
from render.commands.script import init, script
from render.commands.store import report, store
from render.commands.storyboard import storyboard
from render.commands.terminal import ERR, OUT, fail, say
from story.errors import InkreelError, LimitError

INTERRUPTED = 130
"""What shells give for a program that Ctrl-C ended: 128 and the signal's number."""

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
) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())


def main() -> NoReturn:
    """Run the command line; every expected error ends in one message and an exit code."""
    code = _run(lambda: app(standalone_mode=False))
    if code == INTERRUPTED:
        ERR.print("\nStopped. What was finished is kept: run the same command to go on.")
    sys.exit(code)


def _run(command: Callable[[], object]) -> int:
    try:
        result = command()
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except typer.TyperException as error:
        said = error.format_message().rstrip(".")
        fail(f"{said}. See inkreel --help, or --help after a command.")
        return error.exit_code
    except typer.Exit as left:
        return left.exit_code
    except InkreelError as error:
        fail(str(error))
        return error.exit_code
    except MemoryError:
        fail("memory ran out: close other programs, or set --jobs 1. What was done is kept.")
        return LimitError.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    main()
