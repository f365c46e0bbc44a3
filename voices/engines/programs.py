"""Runs a foreign program within bounds: its time, what it writes, starts and leaves behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from story.errors import VoiceError, reason
from voices.engines.keeper import PATIENCE, adopts_orphans

_GLANCE = 0.2
"""Seconds between two looks at a running program: soon enough to stop one that writes on and on."""
_COMPLAINT_BYTES = 4096
"""The end of what a program wrote to its standard error: its last words are looked for there."""
_ROUNDS = 20
"""How often what was started is looked for, until nothing is found: it may be starting more."""
_KEEPER = Path(__file__).with_name("keeper.py")
_MARK = "INKREEL_TAKE"
"""The variable by which all that a program started is found again, whatever session it is in."""


@dataclass(frozen=True)
class Bounds:
    """What a program may take: `seconds`, and `most` bytes for each file that it writes."""

    seconds: float
    most: int


def run_program(command: Sequence[str], told: Path, heard: Path, out: Path, bounds: Bounds) -> None:
    """Run `command` with `told` as its input, its output in `heard`; it may write to `out`.

    What it started is ended with it. Raises VoiceError where it fails or passes its bounds.
    """
    complaints, mark = heard.with_suffix(".stderr"), f"{os.getppid()} {told.parent}"
    with ExitStack() as files:
        source = files.enter_context(told.open("rb"))
        sink, errors = (files.enter_context(path.open("wb")) for path in (heard, complaints))
        try:
            process, line = _start(command, bounds.most, mark, (source, sink, errors))
        except (OSError, ValueError) as error:
            raise VoiceError(f"the program {command[0]!r} can't run: {reason(error)}") from error
        try:
            _watch(process, command[0], (heard, complaints, out), bounds)
        finally:
            line.close()
            _end(process, mark)
    if process.returncode:
        _check_sizes((heard, complaints, out), command[0], bounds.most)
        raise VoiceError(
            f"the program {command[0]!r} failed ({process.returncode}){_last_words(complaints)}"
        )


def end_left() -> None:
    """End what programs of worker processes that died have left to this one."""
    _sweep(lambda mark: mark.startswith(f"{os.getpid()} "))


def read_made(made: Path, program: str, most: int) -> bytes:
    """What a program wrote, if that is a file: no pipe, no device, no link to one."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        opened = os.open(made, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise VoiceError(f"the program {program!r} ended well, but wrote no file") from error
    except OSError as error:
        raise VoiceError(f"the program {program!r} wrote no regular file") from error
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise VoiceError(f"the program {program!r} wrote no regular file")
    with os.fdopen(opened, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise _too_much(program, most)
    return data


def _watch(
    process: subprocess.Popen[bytes], program: str, written: Sequence[Path], bounds: Bounds
) -> None:
    """Wait for its end, within the time and the sizes that are allowed."""
    waited = 0.0
    while waited < bounds.seconds:
        try:
            process.wait(min(_GLANCE, bounds.seconds))
        except subprocess.TimeoutExpired:
            waited += _GLANCE
            _check_sizes(written, program, bounds.most)
        else:
            return
    raise VoiceError(
        f"the program {program!r} was not done after {bounds.seconds:g} s, and was ended"
    )


def _check_sizes(written: Sequence[Path], program: str, most: int) -> None:
    if any(_size(path) > most for path in written):
        raise _too_much(program, most)


def _too_much(program: str, most: int) -> VoiceError:
    return VoiceError(f"the program {program!r} wrote more than {most >> 20} MB")


def _size(path: Path) -> int:
    try:
        facts = path.lstat()
    except OSError:
        return 0
    return facts.st_size if stat.S_ISREG(facts.st_mode) else 0


def _start(
    command: Sequence[str], most: int, mark: str, streams: tuple[IO[bytes], IO[bytes], IO[bytes]]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Start `command` with a keeper over it, where the system can; and what holds its lifeline."""
    told, holder = os.pipe()
    line, kept = os.fdopen(holder, "wb"), hasattr(os, "posix_spawnp")
    keeper = (sys.executable, "-I", "-S", str(_KEEPER), str(told), str(most + 1))
    try:
        process = subprocess.Popen(  # noqa: S603  (the user's own program, no shell)
            [*keeper, *command] if kept else command, start_new_session=True,
            stdin=streams[0], stdout=streams[1], stderr=streams[2],
            pass_fds=(told,) if kept else (), env=os.environ | {_MARK: mark},
        )  # fmt: skip
    except BaseException:
        line.close()
        raise
    finally:
        os.close(told)
    return process, line


def _end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End a program whose lifeline was cut, and what it started.

    Its keeper has seen to that, unless there is none or it was killed, or stopped, by the program.
    """
    with suppress(subprocess.TimeoutExpired):
        if process.wait(PATIENCE) >= 0 and sys.platform == "linux":
            return
    below = _below(process.pid)
    process.kill()
    process.wait()
    for left in below:
        with suppress(psutil.Error):
            left.kill()
    _sweep(mark.__eq__)


def _sweep(ours: Callable[[str], bool]) -> None:
    """Kill what bears a mark of `ours`, whatever session it is in, and what this process adopted.

    What a program started lies in a session of its own: in ours lies what Inkreel itself started.
    """
    for _ in range(_ROUNDS):
        found = [*_marked(ours), *(_adopted() if adopts_orphans() else ())]
        for left in found:
            with suppress(psutil.Error):
                left.kill()
        if not found:
            return
        psutil.wait_procs(found, _GLANCE)


def _adopted() -> Iterator[psutil.Process]:
    for child in psutil.Process().children():
        with suppress(psutil.Error, OSError):
            if os.getsid(child.pid) != os.getsid(0):
                yield from (child, *child.children(recursive=True))


def _below(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(psutil.Process(pid).children(recursive=True))
    return []


def _marked(ours: Callable[[str], bool]) -> Iterator[psutil.Process]:
    for each in psutil.process_iter():
        with suppress(psutil.Error, OSError):  # another's process does not show its own
            if ours(each.environ().get(_MARK, "")) and each.status() != psutil.STATUS_ZOMBIE:
                yield each


def _last_words(complaints: Path) -> str:
    with complaints.open("rb") as file:
        file.seek(max(_size(complaints) - _COMPLAINT_BYTES, 0))
        rows = file.read(_COMPLAINT_BYTES).decode(errors="replace").strip().splitlines()
    return f": {rows[-1][:200]}" if rows else ""
