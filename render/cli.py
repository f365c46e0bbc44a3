"""The door of the command line. It imports nothing at first, so that it hears Ctrl-C at once.

The commands are in `render/commands/`, a room each.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""What shells give for a program that Ctrl-C ended: 128 and the signal's number."""
UNFORESEEN = 70
"""EX_SOFTWARE of sysexits.h: an internal error."""


def main() -> None:
    """Run the command line: every error ends in one message and an exit code."""
    arguments = [each for each in sys.argv[1:] if each != "--debug"]
    try:
        code = _run(arguments, debug="--debug" in sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        sys.stderr.write("\nStopped. What was finished is kept: run the same command to go on.\n")
    sys.exit(code)


def _run(arguments: list[str], *, debug: bool) -> int:
    try:
        from render.app import run  # a second to import

        return run(arguments)
    except Exception as error:
        if debug:
            raise
        from render.last_resort import keep_traceback

        sys.stderr.write(f"error: {keep_traceback(error, arguments)}\n")
        return UNFORESEEN


if __name__ == "__main__":
    main()
