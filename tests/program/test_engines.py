"""Engines from the outside: a story's own, and those of other packages, on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import command
from programs import SPEECH, WRITE, python
from speaking_server import KEY, speaking_server, url_of
from stories import write_story

STORY = """\
# The Small Storm

![](./kettle.png)

The kettle sang at noon, and the cat went out.

"Is it ready to be poured?" asked Ada.
"""
SMALL = ("--size", "320x180", "--jobs", "1", "--end", "0")


def story(folder: Path, tables: str) -> Path:
    path = write_story(folder / "story", STORY, ("kettle",))
    (path.parent / "inkreel.toml").write_text(tables)
    return path


def program(code: str, name: str = "robot", **settings: object) -> str:
    rows = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    words = json.dumps([*python(code), "{out}", "{text}"])
    return "\n".join([f"[engines.{name}]", 'engine = "command"', f"command = {words}", *rows])


def server_table(url: str) -> str:
    return f"""
[engines.studio]
engine = "openai"
url = "{url}"
voices = ["nova", {{ model = "onyx", gender = "male", gain = -2.0 }}]
pause = 0.01

[cast]
narrator = {{ voice = "studio:nova" }}
Ada = {{ voice = "studio:onyx" }}
"""


def run(folder: Path, verb: str, *others: object, **variables: str) -> subprocess.CompletedProcess:
    """Inkreel on the story in `folder`, in a process of its own."""
    path = folder / "story" / "index.md"
    places = ("--out", folder / "out", "--store", folder / "store") if verb == "render" else ()
    return subprocess.run(
        command(verb, path, *places, *(SMALL if verb == "render" else ()), *others),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, **variables},
    )


def films(folder: Path) -> list[Path]:
    return sorted((folder / "out").glob("*.mp4"))


def test_a_story_is_read_by_a_server_whose_key_is_found_nowhere(tmp_path):
    with speaking_server("429-now") as server:
        story(tmp_path, server_table(url_of(server)))
        refused = run(tmp_path, "render", INKREEL_KEY_STUDIO=KEY)
        assert (refused.returncode, server.asked) == (2, [])
        assert "--allow-engine studio" in refused.stderr
        done = run(tmp_path, "render", "--allow-engine", "studio", INKREEL_KEY_STUDIO=KEY)
        assert done.returncode == 0, done.stderr
        assert {key for _, key, _ in server.asked} == {f"Bearer {KEY}"}
        count = len(server.asked)
        again = run(tmp_path, "render", "--allow-engine", "studio", INKREEL_KEY_STUDIO=KEY)
        assert (again.returncode, len(server.asked)) == (0, count)
    assert len(films(tmp_path)) == 1
    cast = json.loads((tmp_path / "out" / "cast.json").read_text())["cast"]
    assert cast["narrator"]["voice"] == "studio:nova"
    assert -6 < cast["narrator"]["voice_gain"] < 6
    assert cast["Ada"]["voice_gain"] == -2.0
    told = done.stdout + done.stderr + refused.stderr
    assert KEY not in told
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if KEY.encode() in path.read_bytes()]


def test_a_key_that_is_refused_ends_it_with_nothing_half_written(tmp_path):
    with speaking_server(*["401"] * 9) as server:
        story(tmp_path, server_table(url_of(server)))
        done = run(tmp_path, "render", "--allow-engine", "studio", INKREEL_KEY_STUDIO=KEY)
    assert done.returncode == 3
    assert "refused the key: set the right one" in done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stderr
    assert films(tmp_path) == []


@pytest.mark.long
def test_a_program_that_breaks_down_loses_nothing_and_the_next_run_goes_on(tmp_path):
    broken = 'import sys\nif "cat" in sys.argv[2]: sys.exit("out of breath")\n'
    story(tmp_path, program(broken + SPEECH, version="1"))
    asked = ("--engine", "robot", "--allow-engine", "robot")
    done = run(tmp_path, "render", *asked)
    assert done.returncode == 3
    assert "“The kettle sang at noon, and the cat went out.”: the program" in done.stderr
    assert "out of breath" in done.stderr
    assert "Traceback" not in done.stderr
    assert films(tmp_path) == []
    story(tmp_path, program(SPEECH))
    done = run(tmp_path, "render", *asked)
    assert done.returncode == 0, done.stderr
    assert len(films(tmp_path)) == 1


@pytest.mark.long
def test_a_take_that_stays_bad_is_a_problem_with_its_row(tmp_path):
    noise = "import numpy" + WRITE.format(sound="numpy.sin(numpy.arange(960000) / 9)", rate=24_000)
    story(tmp_path, program(noise) + '\nvoices = [{ model = "one", gain = 0.0 }]\n')
    done = run(tmp_path, "render", "--engine", "robot", "--allow-engine", "robot", "--strict")
    assert done.returncode == 1
    assert "index.md:5: “The kettle sang at noon, and the cat went out.”" in done.stderr
    assert "[take-long]" in done.stderr


@pytest.mark.parametrize("verb", ["script", "cast", "voices"])
def test_looking_at_a_story_runs_nothing_and_shows_its_voices(tmp_path, verb):
    ran = tmp_path / "ran"
    tables = program(f"open({str(ran)!r}, 'w')", voices=["hal"])
    story(tmp_path, tables + '\n[cast]\nAda = { voice = "robot:hal" }\n')
    done = run(tmp_path, verb)
    assert done.returncode == 0, done.stderr
    assert "robot:hal" in done.stdout
    assert not ran.exists()


def test_an_audition_needs_leave_as_a_render_does(tmp_path):
    story(tmp_path, program(SPEECH) + '\n[cast]\nnarrator = { voice = "robot:default" }\n')
    heard = tmp_path / "heard"
    refused = run(tmp_path, "cast", "--audition", heard)
    assert (refused.returncode, heard.exists()) == (2, False)
    assert "--allow-engine robot" in refused.stderr
    done = run(
        tmp_path, "cast", "--audition", heard, "--allow-engine", "robot", "--store", tmp_path / "s"
    )
    assert done.returncode == 0, done.stderr
    assert (heard / "narrator-default.wav").stat().st_size > 20_000


PLUGIN = {
    "pyproject.toml": """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "inkreel-hum"
version = "1.2"

[project.entry-points."inkreel.engines"]
hum = "inkreel_hum:HumEngine"
grumble = "inkreel_hum:nothing_of_the_kind"
""",
    "inkreel_hum.py": """
import numpy as np
from voices.model import Take, Voice
from voices.pronunciation.word_marks import HeardSpan, marks, word_ranges

class HumEngine:
    name, version, languages, deterministic = "hum", "hum-1.2", ("en",), True

    def __init__(self, settings):
        self.pitch = settings.get("pitch", 140)

    def voices(self):
        return (Voice("hum:low", "Low hum", gain=0.0), Voice("hum:high", "High hum", gain=0.0))

    def load(self):
        pass

    def speak(self, spoken, model, speed=1.0):
        pitch = self.pitch * (2 if model == "high" else 1)
        said = word_ranges(spoken.said)
        ends = np.cumsum([int(1500 * (b - a) / speed) for a, b in said], dtype=int)
        starts = [0, *ends[:-1]]
        heard = [
            HeardSpan(a, b, int(start), int(end))
            for (a, b), start, end in zip(said, starts, ends, strict=True)
        ]
        length = int(ends[-1]) if len(ends) else 0
        tone = 0.3 * np.sin(np.arange(length) * 2 * np.pi * pitch / 24000)
        return Take(tone.astype(np.float32), 24000, marks(spoken, heard, length))

    def unsayable(self, text):
        return ()
""",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a small package that brings an engine, installed there by pip."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name, content in PLUGIN.items():
        (source / name).write_text(content)
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", target)
    subprocess.run([sys.executable, "-m", "pip", "install", *options, source], check=True)
    return str(target)


def test_an_engine_of_another_package_reads_a_story(tmp_path, installed):
    story(tmp_path, "")
    done = run(tmp_path, "render", "--engine", "hum", PYTHONPATH=installed)
    assert done.returncode == 0, done.stderr
    assert len(films(tmp_path)) == 1
    cast = json.loads((tmp_path / "out" / "cast.json").read_text())["cast"]
    assert {entry["voice"] for entry in cast.values()} == {"hum:low", "hum:high"}


def test_a_story_may_set_it_up_under_another_name(tmp_path, installed):
    story(tmp_path, '[engines.deep]\nengine = "hum"\npitch = 70')
    done = run(
        tmp_path, "render", "--engine", "deep", "--allow-engine", "deep", PYTHONPATH=installed
    )
    assert done.returncode == 0, done.stderr


def test_voices_and_doctor_show_what_is_installed(tmp_path, installed):
    story(tmp_path, "")
    listed = run(tmp_path, "voices", PYTHONPATH=installed)
    assert "hum:low" in listed.stdout
    assert "the engine 'grumble' (inkreel_hum:nothing_of_the_kind) can't be made" in listed.stderr
    doctor = subprocess.run(
        command("doctor"),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": installed},
    )
    rows = doctor.stdout.splitlines()
    assert [row for row in rows if row.startswith("ok") and "engine hum" in row]
    assert [row for row in rows if row.startswith("-") and "engine grumble" in row]
