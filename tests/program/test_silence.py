"""Law 7 for every library below: a render of each kind, watched from outside, reaches nobody.

It runs in a network namespace of its own where the system allows one. Every Python process is
watched by an audit hook, native code by strace where that is installed, and a home that was empty
shows who left a device's number behind. Nothing in the environment says that this is a test.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stories import write_story

from story.no_telemetry import SWITCHES

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "TMPDIR")
GUARD = """
import os, sys
def guard(event, args):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} or (
        event in {"socket.connect", "socket.sendto", "socket.sendmsg"}
        and isinstance(args[-1], tuple) and str(args[-1][0]) not in {"127.0.0.1", "::1"}
    ):
        with open(os.environ["REACHED"], "a") as file:
            file.write(f"{event} {args[-1] if len(args) < 3 else args[:2]}\\n")
sys.addaudithook(guard)
"""
REACHES = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*(?:sin_addr|sin6_addr|inet_pton)")
HERE = re.compile(r'"(?:127\.0\.0\.1|::1)"')
SPEAK = (
    "import onnxruntime, wave, sys; f = wave.open(sys.argv[1], 'wb'); "
    "f.setparams((1, 2, 24000, 0, 'NONE', '')); f.writeframes(bytes(range(256)) * 200)"
)
COMMAND = f"""
[engines.mine]
engine = "command"
command = ["{sys.executable}", "-c", "{SPEAK}", "{{out}}"]
voices = ["v"]
[cast.Ada]
voice = "mine:v"
"""


def isolated() -> list[str]:
    """The words that put a command into a network namespace of its own, where that is allowed."""
    words = ["unshare", "-rn"]
    if not shutil.which("unshare"):
        return []
    allowed = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    return words if allowed else []


def traced(log: Path) -> list[str]:
    if not shutil.which("strace"):
        return []
    words = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log)]
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else []


def watched(folder: Path, code: str, *arguments: object) -> tuple[str, list[str]]:
    """Run Python code; what it reached for, and the files that it left in an empty home."""
    (folder / "guard").mkdir(parents=True)
    (folder / "home").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    log, reached = folder / "strace.log", folder / "reached.log"
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    environment |= {"HOME": str(folder / "home"), "REACHED": str(reached)}
    environment |= {"PYTHONPATH": os.pathsep.join([str(folder / "guard"), str(ROOT)])}
    started = [*isolated(), *traced(log), sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(
        started, env=environment, cwd=folder, capture_output=True, text=True, check=False,
        timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls = log.read_text(errors="replace").splitlines() if log.exists() else []
    outward = [row for row in calls if REACHES.search(row) and not HERE.search(row)]
    told = reached.read_text() if reached.exists() else ""
    left = [str(path) for path in (folder / "home").rglob("*") if path.is_file()]
    return told + "\n".join(outward), left


TEXT = """\
# The Kettle

![](./kettle.png)

"Is it ready?" asked Ada.

![](https://example.org/a.png)

<https://example.org/>
"""
MAIN = "import sys; from render.cli import main; sys.argv[0] = 'inkreel'; main()"


@pytest.mark.parametrize(
    "asked",
    [
        ("--engine", "hibari", "--music", "calm", "--lettering", "balloons"),
        ("--engine", "kokoro"),
        ("--engine", "tone", "--allow-engine", "mine", "--stems", "--film"),
    ],
    ids=["draft", "kokoro", "own program"],
)
def test_a_render_reaches_nobody(tmp_path: Path, asked: tuple[str, ...]) -> None:
    story = write_story(tmp_path / "story", TEXT, ("kettle",))
    if "mine" in asked:
        (story.parent / "inkreel.toml").write_text(COMMAND)
    words = ("render", story, "--out", tmp_path / "out", "--store", tmp_path / "store")
    small = ("--size", "320x180", "--jobs", "1", "--end", "0")
    reached, left = watched(tmp_path / "watch", MAIN, *words, *small, *asked)
    assert not reached
    assert not [path for path in left if "inkreel" not in path and "numba" not in path]
    assert list((tmp_path / "out").glob("*.mp4"))


@pytest.mark.parametrize("first", ["story", "voices", "render"])
def test_every_package_silences_libraries_first(tmp_path: Path, first: str) -> None:
    code = f"import {first}, onnxruntime, hibari.g2p, os; print(os.environ)"
    assert watched(tmp_path, code) == ("", [])


def test_a_library_that_is_not_silenced_is_noticed(tmp_path: Path) -> None:
    """The guards see onnxruntime's telemetry where the switch is taken out."""
    code = "import onnxruntime, time; time.sleep(1)"
    reached, left = watched(tmp_path, code)
    if not reached and not left:
        pytest.skip("this onnxruntime has no telemetry that would be on")
    assert [path for path in left if "Microsoft" in path or "onnxruntime" in path]


def test_the_guards_see_a_look_up(tmp_path: Path) -> None:
    code = """
import socket
try:
    socket.getaddrinfo("example.org", 443)
except OSError:
    pass
"""
    assert "example.org" in watched(tmp_path, code)[0]


def test_switches_hold_whatever_they_stood_at() -> None:
    code = "import os, voices; print([os.environ[k] for k in sys.argv[1:]])"
    other = dict.fromkeys(SWITCHES, "other")
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}", *SWITCHES],
        env=os.environ | other, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == str(list(SWITCHES.values()))
