"""Notes beside a story do what comments in Markdown do, in every format; settings of its own."""

from pathlib import Path

import pytest
from story_files import page, write_docx, write_epub

from story.errors import SettingsError
from story.formats import READERS
from story.problems import Problems
from story.script import read_script
from story.settings import load_settings

STORY = """# The Gate

## Chapter 1: Rain

Ada came to the gate with Tom. "Is it open?"{voice} "It never is," said Tom.

{camera}The gif of a crow sat on the wall, and the gif was wet. {pause}They waited.

{skip}Nobody will hear this.{end} But they will hear this.

## Chapter 2: Sun

{beat}"Look," Tom said. {music}"It is open now."{sound}

Then they went home.
"""
NOTES = {
    "voice": ("Is it open", "voice: Ada"),
    "camera": ("The gif of", "camera: close on Ada"),
    "pause": ("They waited", "pause 1.5s"),
    "beat": ("“Look,” Tom", "beat 2"),
    "music": ("It is open now", "music: calm"),
    "sound": ("Then they went", "sound: rain.ogg"),
    "say": ("The gif of", "say: gif | jiff"),
    "keep": ("Then they went", "keep"),
    "skip": ("Nobody will hear this.", "skip"),
}
BARE = STORY.format_map(dict.fromkeys([*NOTES, "end"], ""))


def commented() -> str:
    text = BARE.replace(
        "Nobody will hear this.", "<!-- skip -->Nobody will hear this.<!-- /skip -->"
    )
    for words, note in NOTES.values():
        if note != "skip":
            words = words.replace("“", '"').replace("”", '"')
            before = words if f'"{words}' not in text else f'"{words}'
            text = text.replace(before, f"<!-- {note} -->{before}", 1)
    return text


def toml(notes, **more: object) -> str:
    rows = "".join(f"{key} = {value!r}\n" for key, value in more.items())
    return "".join(f"[[notes]]\ntext = {text!r}\n{rows}note = {note!r}\n" for text, note in notes)


def asked(path: Path, problems: Problems | None = None):
    script = read_script(path, problems if problems is not None else Problems())
    return [
        (line.speaker, line.text, [(each.kind, each.value) for each in line.annotations])
        for section in script.sections
        for line in section.lines
    ]


def written(folder: Path, suffix: str) -> Path:
    document = READERS[".md"](BARE, folder / "x.md", Problems())
    path = folder / f"gate{suffix}"
    if suffix == ".epub":
        write_epub(path, document, folder, "The Gate")
    elif suffix == ".docx":
        write_docx(path, document, folder)
    else:
        path.write_text(page(document, "The Gate") if suffix == ".html" else BARE, "utf-8")
    return path


@pytest.mark.parametrize("suffix", [".html", ".epub", ".docx", ".md"])
def test_a_note_does_what_its_comment_does(tmp_path, suffix):
    (tmp_path / "story.md").write_text(commented(), "utf-8")
    wanted = asked(tmp_path / "story.md")
    kinds = {kind for _, _, annotations in wanted for kind, _ in annotations}
    assert kinds == {"camera", "pause", "beat", "music", "sound", "say"}
    assert wanted[1][:2] == ("Ada", "Is it open?")
    problems = Problems()
    path = written(tmp_path, suffix)
    path.with_suffix(".inkreel.toml").write_text(toml(NOTES.values()), "utf-8")
    assert asked(path, problems) == wanted
    assert not [problem for problem in problems if problem.code.startswith("note")]


def test_what_is_left_out_may_go_on_to_other_words(tmp_path):
    path = written(tmp_path, ".epub")
    notes = toml([("Chapter 1", "skip")], until="this.")
    path.with_suffix(".inkreel.toml").write_text(notes, "utf-8")
    assert next(text for _, text, _ in asked(path)) == "But they will hear this."


def note(folder: Path, **keys: object) -> list[tuple[str, str, int]]:
    path = written(folder, ".epub")
    rows = "".join(f"{key} = {value!r}\n" for key, value in keys.items())
    path.with_suffix(".inkreel.toml").write_text(f'title = "T"\n\n[[notes]]\n{rows}', "utf-8")
    problems = Problems()
    read_script(path, problems)
    return [(each.code, each.message, each.row) for each in problems if each.file.endswith("toml")]


def test_a_text_that_moved_is_a_problem_with_both_places(tmp_path):
    script = read_script(written(tmp_path, ".epub"), Problems())
    start = script.source.index("Then they went") - script.parts[2].start
    keys = {"text": "Then they", "note": "pause 1"}
    assert note(tmp_path, part="t2.xhtml", offset=start, **keys) == []
    assert note(tmp_path, part="t2.xhtml", offset=start - 30, **keys) == [
        (
            "note-moved",
            f"'Then they' no longer stands at t2.xhtml:2 (offset {start - 30}), "
            f"but at t2.xhtml:3 (offset {start}).",
            6,
        )
    ]
    assert note(tmp_path, part="t1.xhtml", offset=5, **keys)[0][1] == (
        f"'Then they' no longer stands at t1.xhtml:1 (offset 5), "
        f"but at t2.xhtml:3 (offset {start})."
    )


def test_words_that_are_gone_or_stand_twice_are_problems(tmp_path):
    assert [code for code, _, _ in note(tmp_path, text="nowhere", note="beat 1")] == ["note-lost"]
    assert [code for code, _, _ in note(tmp_path, text="the", note="beat 1")] == ["note-several"]
    assert [code for code, _, _ in note(tmp_path, text="Then", note="bleat 1")] == [
        "annotation-unknown"
    ]
    assert note(tmp_path, text="Then", note="just words")[0][::2] == ("note-wrong", 5)
    lost = note(tmp_path, part="no.xhtml", text="Then", note="beat 1")
    assert lost[0][1] == "The story has no part 'no.xhtml'."


def test_a_story_s_own_settings_beat_those_of_its_folder(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\nOne.\n")
    (tmp_path / "inkreel.toml").write_text(
        'author = "F"\ntitle = "F"\n[cast.Ada]\nvoice = "x"\nspeed = 1.5\n[cast.Tom]\nspeed = 0.7\n'
    )
    (tmp_path / "a.inkreel.toml").write_text('title = "S"\n[cast.Ada]\nspeed = 0.8\n')
    for path in (tmp_path / "a.md", tmp_path):
        found = load_settings(path, Problems())
        assert (found.author, found.title) == ("F", "S")
        assert (found.cast["Ada"].voice, found.cast["Ada"].speed) == ("x", 0.8)
        assert found.cast["Tom"].speed == 0.7


def test_mistakes_in_a_story_s_own_settings_are_told_with_their_place(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\nOne.\n")
    text = '[[notes]]\ntext = "One"\nnote = "beat 1"\n\n[[notes]]\ntext = "One"\nnot = "x"\n'
    (tmp_path / "a.inkreel.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"a.inkreel.toml:7: notes.1.not: .*'note'"):
        read_script(tmp_path, Problems())
