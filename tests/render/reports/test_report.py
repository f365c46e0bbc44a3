"""The report of a render, from the command line: what went in, what came out, every check."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from stories import write_story

from render.reports.report import keep_report
from story.problems import Problem, Problems
from voices.store.open_store import open_store


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


def test_check_says_where_another_picture_would_help(tmp_path: Path) -> None:
    out, store = tmp_path / "out", open_store(str(tmp_path / "store"))
    out.mkdir()
    (out / "story.srt").write_text("1\n00:00:00,500 --> 00:00:02,500\nThe kettle hums.\n")
    long = Problem("index.md", 44, "picture-long", "a.png is seen for 80 s.", "Add one.", "info")
    other = Problem("index.md", 3, "panel-missing", "b.png is not there.")
    keep_report({"problems": [asdict(long), asdict(other)]}, out, store, Problems())
    told = run("check", out, "--store", tmp_path / "store", "--json")
    assert told.returncode == 0, told.stderr
    notes = [each for each in json.loads(told.stdout)["checks"] if each["what"] == "pictures"]
    assert notes == [
        {"subject": "index.md:44", "what": "pictures", "state": "note", "wanted": "",
         "figure": "a.png is seen for 80 s. Add one."}
    ]  # fmt: skip
    assert run("check", out / "story.srt", "--store", tmp_path / "store").returncode == 0
