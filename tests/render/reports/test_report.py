"""The report of a render, from the command line: what went in, what came out, every check."""

import json
import subprocess
import sys
from pathlib import Path

from stories import write_story


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "render.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_a_report_holds_every_checks_figure(tmp_path: Path) -> None:
    story, out, store = tmp_path / "story", tmp_path / "out", tmp_path / "store"
    write_story(story)
    made = run(
        *("render", story, "--out", out, "--store", store, "--engine", "tone"),
        *("--size", "320x180", "--end", "0", "--loudness", "-20", "--chapter", "1"),
    )
    assert made.returncode == 0, made.stderr
    assert run("report", out, "--store", store).returncode == 0
    report = json.loads((out / "report.json").read_text("utf-8"))
    checks = {each["what"]: each for each in report["checks"] if each["subject"].endswith(".mp4")}
    assert checks["loudness"]["state"] == "pass"
    assert checks["loudness"]["figure"].endswith("LUFS")
    page = (out / "report.html").read_text("utf-8")
    assert "<h2>Checks</h2>" in page
    assert "h264 High" in page


def test_a_folder_that_nothing_was_rendered_into_has_none(tmp_path: Path) -> None:
    told = run("report", tmp_path, "--store", tmp_path / "store")
    assert told.returncode == 5
    assert "knows of no render" in told.stderr
    assert "Traceback" not in told.stderr
