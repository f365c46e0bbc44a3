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
OWN = {"127.0.0.1", "::1", "0.0.0.0", ""}
def guard(event, args):
    if (event in {"socket.getaddrinfo", "socket.gethostbyname"} and str(args[0]) not in OWN) or (
        event in {"socket.connect", "socket.sendto", "socket.sendmsg"}
        and isinstance(args[-1], tuple) and str(args[-1][0]) not in OWN
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


def watched(folder: Path, code: str, *arguments: object, first: str = "") -> tuple[str, list[str]]:
    """Run Python code; what it reached for, and the files that it left in an empty home.

    `first` is what each of its processes does before all else.
    """
    (folder / "guard").mkdir(parents=True)
    (folder / "home").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD + first)
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


CLUSTER = """
import fcntl, os, socket, struct, subprocess, sys, time
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    try:  # a network namespace begins with its own loopback down
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x41))
    except OSError:
        pass
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
at, here = f"tcp://127.0.0.1:{port}", ["--host", "127.0.0.1", "--no-dashboard"]
started = [
    subprocess.Popen([sys.executable, "-m", f"distributed.cli.dask_{name}", *more, *here])
    for name, more in (
        ("scheduler", ["--port", str(port)]), ("worker", [at, "--nthreads", "1", "--no-nanny"])
    )
]
from distributed import Client
from render.cli import main
try:
    with Client(at, timeout=60) as client:
        client.wait_for_workers(1, timeout=60)
        client.run(lambda: [os.environ.pop(name, None) for name in SWITCHES])
        sys.argv = ["inkreel", *sys.argv[1:], "--cluster", at]
        try:
            main()
        except SystemExit as end:
            assert not end.code, end.code
        held = list(client.run(lambda: {name: os.environ.get(name) for name in SWITCHES}).values())
        assert held == [SWITCHES], held
        assert all(client.run(lambda: "onnxruntime" in sys.modules).values())
finally:
    for process in started:
        process.kill()
        process.wait()
"""


def test_a_cluster_reaches_nobody_but_itself(tmp_path: Path) -> None:
    """Its workers are processes that Inkreel did not start, and that import it late."""
    pytest.importorskip("distributed", reason="inkreel[cluster] is not installed")
    story = write_story(tmp_path / "story", TEXT, ("kettle",))
    words = ("render", story, "--out", tmp_path / "out", "--store", tmp_path / "store")
    small = ("--size", "320x180", "--end", "0", "--engine", "hibari")
    code = CLUSTER.replace("SWITCHES", repr(SWITCHES))
    reached, left = watched(tmp_path / "watch", code, *words, *small)
    assert not reached
    assert not [path for path in left if "inkreel" not in path and "numba" not in path]
    assert list((tmp_path / "out").glob("*.mp4"))


def test_coqui_is_silenced_before_it_is_imported(tmp_path: Path) -> None:
    """A stand-in for the package tells what its trainer would find as it is imported."""
    (tmp_path / "TTS").mkdir()
    (tmp_path / "torch.py").write_text("def set_num_threads(count): pass\n")
    (tmp_path / "TTS/__init__.py").write_text("import os\nfound = dict(os.environ)\n")
    (tmp_path / "TTS/api.py").write_text("class TTS:\n    def __init__(self, **_): pass\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from voices.engines import coqui; "
        "coqui._load({}); import TTS; print({k: TTS.found.get(k) for k in sys.argv[2:]})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), *SWITCHES],
        env=os.environ | dict.fromkeys(SWITCHES, "other"), cwd=ROOT, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == str(SWITCHES)


@pytest.mark.parametrize("place", [".", ".."])
def test_a_storys_folder_sets_no_environment(tmp_path: Path, place: str) -> None:
    """MoviePy reads `.env` files as it is imported, from the current folder upwards."""
    folder = tmp_path / "site" / "story"
    folder.mkdir(parents=True)
    (folder / place / ".env").write_text("PLANTED=yes\n")
    shown = "; import os; print(os.environ.get('PLANTED'))"

    def told(code: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", code + shown], cwd=folder, capture_output=True, text=True,
            check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return run.stdout.strip()

    assert told("from render.moviepy_clips import moviepy; moviepy().VideoClip") == "None"
    assert told("import moviepy") == "yes"


@pytest.mark.parametrize("first", ["story", "voices", "render"])
def test_every_package_silences_libraries_first(tmp_path: Path, first: str) -> None:
    code = f"import {first}, onnxruntime, hibari.g2p, os; print(os.environ)"
    assert watched(tmp_path, code) == ("", [])


TAKEN_OUT = """
import story.no_telemetry as switches
for name in switches.SWITCHES:
    os.environ.pop(name, None)
switches.SWITCHES = {}
"""


def test_a_render_that_is_not_silenced_is_noticed(tmp_path: Path) -> None:
    """With the switches taken out, the guards see onnxruntime's telemetry."""
    reached, left = watched(tmp_path / "alone", "import onnxruntime, time; time.sleep(1)")
    if not reached and not left:
        pytest.skip("this onnxruntime has no telemetry that would be on")
    story = write_story(tmp_path / "story", TEXT, ("kettle",))
    words = ("render", story, "--out", tmp_path / "out", "--store", tmp_path / "store")
    small = ("--size", "320x180", "--jobs", "1", "--end", "0", "--engine", "hibari")
    _, left = watched(tmp_path / "watch", MAIN, *words, *small, first=TAKEN_OUT)
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
