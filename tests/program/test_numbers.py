"""Every number on the command line has its range, and an error that names it."""

import pytest
from command_line import run
from stories import write_story

WRONG = [
    ("store", "--older-than", "-1"),
    ("store", "--older-than", "0"),
    ("store", "--older-than", "nan"),
    ("store", "--max-size", "9" * 400 + "G"),
    ("check", ".", "--loudness", "nan"),
    ("check", ".", "--jobs", "1000000"),
    ("render", "story", "--max-time", "nan"),
    ("render", "story", "--max-time", "-1"),
    ("render", "story", "--loudness", "inf"),
    ("render", "story", "--end", "nan"),
    ("render", "story", "--pace", "nan"),
    ("render", "story", "--fps", "1e999999999"),
    ("render", "story", "--fps", "nan"),
    ("render", "story", "--jobs", "-1"),
    ("render", "story", "--chapter", "9" * 5000),
    ("render", "story", "--max-memory", "-4G"),
]


@pytest.mark.parametrize("words", WRONG, ids=lambda words: " ".join(words)[:40])
def test_a_wrong_number_is_refused(tmp_path, words):
    write_story(tmp_path / "story")
    (tmp_path / "store/kept").mkdir(parents=True)
    command, *rest = (tmp_path / word if word == "story" else word for word in words)
    place = () if command == "check" else ("--store", tmp_path / "store")
    out = ("--out", tmp_path / "out", "--engine", "tone") if command == "render" else ()
    done = run(command, *rest, *place, *out)
    assert done.returncode == 2, done.stderr
    assert words[-2] in done.stderr or words[-1][:40] in done.stderr
    assert "Traceback" not in done.stderr
