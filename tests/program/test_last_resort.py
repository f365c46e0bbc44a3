"""Whatever happens, the command line ends in one message: never in a traceback."""

import os
import signal
import subprocess
import sys
import time

import pytest
from command_line import command, hear_ctrl_c
from stories import write_story

BROKEN = """
import sys
import render.app as app
def fails(arguments):
    raise ArithmeticError("a fault of ours\\x1b[31m")
app.run = fails
from render.cli import main
sys.argv = ["inkreel", *sys.argv[1:]]
main()
"""


def broken(tmp_path, *arguments):
    places = {name: str(tmp_path) for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return subprocess.run(
        [sys.executable, "-c", BROKEN, *arguments],
        env=os.environ | places, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_unforeseen_error_is_one_message_and_a_log(tmp_path):
    done = broken(tmp_path, "render", "story")
    assert done.returncode == 70
    (row,) = done.stderr.splitlines()
    assert row.startswith("error: Inkreel failed in a way that nobody foresaw (ArithmeticError: a")
    assert "\x1b" not in row
    (log,) = tmp_path.rglob("last-error.log")
    assert str(log) in row
    kept = log.read_text()
    assert "Traceback" in kept
    assert "['render', 'story']" in kept


@pytest.mark.parametrize("words", [("--debug", "render"), ("render", "--debug")])
def test_who_asks_sees_where_it_came_from(tmp_path, words):
    done = broken(tmp_path, *words)
    assert "Traceback" in done.stderr
    assert "ArithmeticError" in done.stderr


@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.2])
def test_ctrl_c_while_starting_is_one_message(tmp_path, seconds):
    story = write_story(tmp_path / "story")
    words = ("render", story, "--out", tmp_path / "out", "--store", tmp_path / "store")
    started = subprocess.Popen(
        command(*words, "--engine", "tone"),
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509
    )  # fmt: skip
    time.sleep(seconds)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert "Traceback" not in said or "/render/" not in said  # before it: Python's own start
    assert started.returncode in (130, -signal.SIGINT, 1)
    if "Stopped" in said:
        assert said.count("\n") <= 3
