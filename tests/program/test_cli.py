"""The command line as a user meets it: in a process of its own, with bad input and bad luck."""

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import command, hear_ctrl_c, made, render_command, run
from stories import write_story


def empty(folder: Path) -> Path:
    (folder / "empty.md").write_bytes(b"")
    return folder / "empty.md"


def binary(folder: Path) -> Path:
    (folder / "binary.md").write_bytes(bytes(range(256)) * 20)
    return folder / "binary.md"


def no_story(folder: Path) -> Path:
    (folder / "folder").mkdir()
    (folder / "folder" / "picture.png").write_bytes(b"")
    return folder / "folder"


def missing(folder: Path) -> Path:
    return folder / "nowhere.md"


@pytest.mark.parametrize("bad", [missing, empty, binary, no_story])
@pytest.mark.parametrize("verb", ["render", "script"])
def test_what_is_no_story_gets_a_clear_error(
    tmp_path: Path, bad: Callable[[Path], Path], verb: str
) -> None:
    path = bad(tmp_path)
    done = run(verb, path)
    assert done.returncode == 2
    assert "error:" in done.stderr
    assert path.name in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--size", "12"), "--size"),
        (("--size", "321x180"), "even"),
        (("--fps", "31"), "--fps"),
        (("--chapter", "9"), "--chapter"),
        (("--pace", "9"), "--pace"),
        (("--engine", "kokorro"), "kokoro"),
        (("--intro", "nowhere.mp4"), "--intro"),
        (("--no-such-option",), "such"),
    ],
)
def test_bad_options_are_named(tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path, *arguments))
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_render_says_what_it_made_and_what_is_next(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path))
    assert done.returncode == 0, done.stderr
    assert made(tmp_path) == ["01-the-kettle.mp4", "02-the-cup.mp4"]
    assert "01-the-kettle.mp4" in done.stdout
    assert "Next:" in done.stdout
    assert {line.partition(":")[0] for line in done.stderr.splitlines()} <= {"info"}


def test_quiet_says_nothing(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path, "--quiet", "--chapter", "2"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_strict_fails_on_a_problem(tmp_path: Path) -> None:
    write_story(tmp_path / "story", panels=("kettle",))
    done = run(*render_command(tmp_path, "--strict", "--chapter", "2"))
    assert done.returncode == 1
    assert "panel-missing" in done.stderr


def small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


@pytest.mark.long
def test_a_full_disk_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path), before=small_files)
    assert done.returncode == 5
    assert "error:" in done.stderr
    assert "Traceback" not in done.stderr
    assert made(tmp_path) == []
    assert run(*render_command(tmp_path)).returncode == 0
    assert len(made(tmp_path)) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    (tmp_path / "out").write_text("a file is in the way")
    done = run(*render_command(tmp_path))
    assert done.returncode == 5
    assert f"{tmp_path / 'out'} is a file, and a folder is needed" in " ".join(done.stderr.split())
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    slow = render_command(tmp_path, "--size", "1280x720")
    started = subprocess.Popen(
        command(*slow),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509
    )
    while not list((tmp_path / "store").glob("take/*/*")) and started.poll() is None:
        time.sleep(0.02)
    os.killpg(started.pid, signal.SIGINT)
    _, errors = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "run the same command" in errors
    assert "Traceback" not in errors
    assert not [path for path in (tmp_path / "out").iterdir() if path.suffix == ".mp4"]
    assert run(*slow).returncode == 0


def test_the_script_as_data(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    done = run("script", story, "--json")
    data = json.loads(done.stdout)
    source = story.read_text("utf-8")
    lines = [line for section in data["sections"] for line in section["lines"]]
    assert data["version"] == 1
    assert [line["speaker"] for line in lines if line["kind"] == "speech"] == [
        "Ada",
        "Tom",
        "Tom",
        "Ada",
    ]
    for line in lines:
        assert line["text"] in source[line["start"] : line["end"]]


def test_help_version_voices_doctor(tmp_path: Path) -> None:
    assert "render" in run("--help").stdout
    assert run("--version").stdout.startswith("inkreel 0.")
    assert "kokoro:af_heart" in run("voices").stdout
    done = run("doctor", "--store", tmp_path / "store")
    assert done.returncode == 0
    assert "kokoro" in done.stdout


def test_init_writes_a_file_that_loads_and_is_not_overwritten(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    assert run("init", story).returncode == 0
    written = (tmp_path / "story" / "inkreel.toml").read_text("utf-8")
    assert '[cast."Ada"]' in written
    assert run("script", story, "--strict").returncode == 0
    again = run("init", story)
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_a_cast_is_kept_across_a_series(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    series = tmp_path / "cast.toml"
    assert run("cast", story, "--series", series).returncode == 0
    text = series.read_text("utf-8")
    series.write_text(
        text.replace("[cast]", '[cast]\n"Zoe" = { voice = "kokoro:bf_emma" }'), "utf-8"
    )
    data = json.loads(run("cast", story, "--series", series, "--json").stdout)
    assert data["cast"]["Zoe"]["voice"] == "kokoro:bf_emma"
    assert set(data["cast"]) == {"narrator", "Ada", "Tom", "Zoe"}


def test_what_is_unsure_and_what_is_unknown(tmp_path: Path) -> None:
    text = '# T\n\n"Good day, Xyzzlqua," said Ada.\n'
    story = write_story(tmp_path / "story", text, ())
    assert "Review of T" in run("script", story, "--review").stdout
    assert "Xyzzlqua" in run("script", story, "--unknown-words").stdout


def test_check_judges_what_was_rendered(tmp_path: Path) -> None:
    settings = "[youtube]\nmade_for_kids = false\nsynthetic_media = true\n"
    write_story(tmp_path / "story").with_name("inkreel.toml").write_text(settings, "utf-8")
    assert run(*render_command(tmp_path)).returncode == 0
    done = run("check", tmp_path / "out", "--json")
    data = json.loads(done.stdout)
    assert [check for check in data["checks"] if check["state"] == "fail"] == []
    assert done.returncode == 0
    (tmp_path / "out" / "01-the-kettle.srt").write_text(
        "1\n00:00:00,000 --> 00:00:00,100\nHi\n", "utf-8"
    )
    assert run("check", tmp_path / "out").returncode == 1
