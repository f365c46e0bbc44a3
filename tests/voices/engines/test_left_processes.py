"""Nothing that an engine starts outlives it, whatever it does to those who look after it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from programs import python, say_in_a_shell

from story.errors import VoiceError
from voices.engines.command import CommandEngine
from voices.pronunciation.word_marks import as_written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux lets orphans be adopted")

SLEEPERS = (
    "sleep {n} & setsid sleep {n} & (setsid sh -c 'sleep {n} & sleep {n}' &) ; "
    "env -i setsid sleep {n} & (env -i setsid setsid sleep {n} &) ; "
)
WORKER = "$(cut -d' ' -f4 /proc/$PPID/stat)"
"""The parent of the program's parent."""
HARM = {
    "it fails": "exit 1",
    "it hangs": "sleep {n}",
    "it kills its parent": "kill -9 $PPID; sleep {n}",
    "it asks its parent to end": "kill -TERM $PPID; sleep {n}",
    "it stops its parent": "kill -STOP $PPID; sleep {n}",
    "it kills its worker": f"kill -9 {WORKER}; sleep {{n}}",
    "it kills both": f"kill -9 {WORKER} $PPID; sleep {{n}}",
}
RENDER = """
import sys
from concurrent.futures import BrokenExecutor
from render.production.queue.executors import worker_pool
from programs import say_in_a_shell
from voices.engines.keeper import adopt_orphans
if __name__ == "__main__":
    adopt_orphans()
    pool = None
    for script in sys.argv[1:]:
        pool = pool or worker_pool(1)
        failed = pool.submit(say_in_a_shell, script).exception()
        if isinstance(failed, BrokenExecutor):
            pool.shutdown()
            pool = None
        print(type(failed).__name__, flush=True)
    pool.shutdown() if pool else None
"""
"""What a render does with its workers: those that died are replaced."""


def sleepers(number: int) -> list[int]:
    each = psutil.process_iter(["cmdline", "status"])
    return [
        one.pid
        for one in each
        if one.info["cmdline"] == ["sleep", str(number)] and one.info["status"] != "zombie"
    ]


def started(*scripts: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[3]
    return subprocess.Popen(
        python(RENDER, *scripts), stdout=subprocess.PIPE, text=True, cwd=root,
        env=os.environ | {"PYTHONPATH": f"{root}:{root}/tests/fixtures"},
    )  # fmt: skip


def wait_for(number: int, count: int, seconds: float) -> list[int]:
    """Waits until so many sleep, for so long at the most; those that do."""
    end = time.monotonic() + seconds
    while len(found := sleepers(number)) != count and time.monotonic() < end:
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("ends", ["it fails", "it hangs", "it stops its parent"])
def test_nothing_is_left_in_this_process(ends: str) -> None:
    number = 70_000 + os.getpid() % 10_000
    with pytest.raises(VoiceError):
        say_in_a_shell((SLEEPERS + HARM[ends]).format(n=number))
    assert not sleepers(number)


def test_nothing_is_left_by_workers() -> None:
    number = 80_000 + os.getpid() % 10_000
    harms = (
        "it kills its parent",
        "it asks its parent to end",
        "it kills its worker",
        "it kills both",
    )
    with started(*((SLEEPERS + HARM[harm]).format(n=number) for harm in harms)) as running:
        assert running.stdout
        for harm, told in zip(harms, running.stdout, strict=True):
            assert told.strip() == ("BrokenProcessPool" if harm in harms[2:] else "VoiceError")
            assert not wait_for(number, 0, 3), harm
    assert running.returncode == 0


@pytest.mark.parametrize("victims", ["render", "worker", "both"])
def test_nothing_outlives_a_render_that_is_killed(victims: str) -> None:
    number = 90_000 + os.getpid() % 10_000
    running = started((SLEEPERS + "sleep {n}").format(n=number))
    assert len(wait_for(number, 7, 60)) == 7
    [worker] = [
        each.pid
        for each in psutil.Process(running.pid).children()
        if "spawn_main" in " ".join(each.cmdline())
    ]
    if victims != "render":
        os.kill(worker, signal.SIGKILL)
    if victims != "worker":
        running.kill()
    assert not wait_for(number, 0, 3)
    running.communicate(timeout=60)


def test_the_program_is_as_it_would_be_without_a_keeper() -> None:
    told = {}
    for code in ("exit 3", "kill -SEGV $$", "kill -PIPE $$", "no-such-program-at-all"):
        with pytest.raises(VoiceError) as failed:
            say_in_a_shell(code)
        told[code] = str(failed.value)
    assert told["exit 3"].endswith("failed (3)")
    assert told["kill -SEGV $$"].endswith("failed (-11)")
    assert told["kill -PIPE $$"].endswith("failed (-13)")
    assert "failed (127)" in told["no-such-program-at-all"]


def test_a_program_that_can_not_be_run_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "speak"
    broken.write_bytes(b"\x7fELF no program")
    broken.chmod(0o755)
    engine = CommandEngine({"command": [str(broken), "{text}"]})
    with pytest.raises(VoiceError, match="can't run: Exec format error"):
        engine.speak(as_written("Hello there."), "default")
