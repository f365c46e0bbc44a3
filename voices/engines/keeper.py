"""Stands between Inkreel and a program that it runs, and ends with it all that it started.

Run by its path in an interpreter of its own, with the standard library alone:

    keeper.py LIFELINE MOST_BYTES PROGRAM WORDS...

LIFELINE is the reading end of a pipe whose other end the process that asks holds: when that closes
it, or is killed, the pipe ends, and so does everything here. On Linux whatever loses its parent
becomes the keeper's child, whatever session it moved to, so that when the keeper has no child left,
nothing is left. Elsewhere the program's process group is ended.
"""

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

NOT_RUN = 127
"""What a shell ends with, too, where a program can't be run."""
PATIENCE = 5.0
"""Seconds in which everything that was killed has ended, or never will (it waits for a disk)."""
_ADOPT, _ADOPTS = 36, 37
"""PR_SET_CHILD_SUBREAPER and PR_GET_CHILD_SUBREAPER of Linux's prctl."""
_AGAIN = 0.002
"""Seconds until it is looked again whether what was killed has ended."""


def adopt_orphans() -> bool:
    """Make what loses its parent below this process its child; False where no system call can."""
    return _prctl(_ADOPT, 1)


def adopts_orphans() -> bool:
    """Does what loses its parent below this process become its child?"""
    import ctypes

    answer = ctypes.c_int(0)
    return _prctl(_ADOPTS, ctypes.addressof(answer)) and bool(answer.value)


def _prctl(what: int, value: int) -> bool:
    if sys.platform != "linux":
        return False
    import ctypes

    words = (ctypes.c_ulong(each) for each in (value, 0, 0, 0))
    return bool(ctypes.CDLL(None).prctl(what, *words) == 0)


def _keep(lifeline: int, most: int, command: list[str]) -> int:
    """Run `command` until it ends, or the pipe does; its code as `os.waitpid` gives it."""
    adopt_orphans()
    _limit_files(most)
    os.set_inheritable(lifeline, False)  # noqa: FBT003  (it has no name)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    pid = os.posix_spawnp(
        command[0], command, os.environ, setpgroup=0, setsigdef=(signal.SIGPIPE, signal.SIGXFSZ)
    )
    ended, status = os.waitpid(pid, os.WNOHANG)
    while not ended:
        ready, _, _ = select.select([lifeline, woken], [], [])
        if lifeline in ready:
            break
        os.read(woken, 4096)
        ended, status = os.waitpid(pid, os.WNOHANG)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _end_children()
    return status


def _end_children() -> None:
    """Kill all that is below this process, and wait for its end: without a child nothing is."""
    for _ in range(round(PATIENCE / _AGAIN)):
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        for pid in _below(os.getpid(), _children()):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        select.select([], [], [], _AGAIN)


def _below(pid: int, children: dict[int, list[int]]) -> Iterator[int]:
    for child in children.get(pid, ()):
        yield child
        yield from _below(child, children)


def _children() -> dict[int, list[int]]:
    """Each process's children, as /proc tells them; none where there is no /proc."""
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            facts = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            found.setdefault(int(facts[1]), []).append(int(folder.name))
    return found


def _limit_files(most: int) -> None:
    """Where the system can, no file of the program grows beyond `most` bytes."""
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _main(lifeline: str, most: str, *command: str) -> int:
    """The code of the program that was run; it ends by the signal that the program died of."""
    try:
        code = os.waitstatus_to_exitcode(_keep(int(lifeline), int(most), list(command)))
    except OSError as error:
        sys.stderr.write(f"can't run: {error.strerror}\n")
        return NOT_RUN
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code != signal.SIGKILL else None
        os.kill(os.getpid(), -code)
    return code


if __name__ == "__main__":
    raise SystemExit(_main(*sys.argv[1:]))
