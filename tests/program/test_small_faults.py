"""Slips of the hand that once passed in silence, hung, or ended in a traceback."""

import os

import pytest
from command_line import run
from renders import options, tools
from stories import write_story

from render import app
from render.captions.model import CaptionRules
from render.checking.check import check_captions, check_path
from render.commands.choices import chosen_chapters
from render.commands.watching import watch
from render.episode import prepare
from render.production.planning.plan import EpisodeFile
from story.errors import InkreelError, RenderError, SettingsError, StoreError, StoryError
from story.problems import Problems
from story.script import MOST_TITLE, read_script
from story.settings import load_settings
from voices.pronunciation.lexicon import Lexicon

LONG = "a" * 5000


@pytest.mark.parametrize(
    "words",
    [("render", LONG), ("check", LONG), ("voices", LONG), ("voices", "/nope"), ("check", "/nope"),
     ("render", "/nope"), ("render", ""), ("script", "/nope"), ("cast", "")],
    ids=lambda words: " ".join(words)[:20],
)  # fmt: skip
def test_a_path_that_is_wrong_is_one_message_and_2(words):
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "foresaw" not in done.stderr


@pytest.mark.parametrize("verb", ["render", "storyboard", "proof"])
def test_chapters_that_are_given_again_join(tmp_path, capfd, verb):
    asked = [verb, str(write_story(tmp_path / "story")), "--engine", "tone"]
    assert app.run([*asked, "--chapter", "9", "--chapter", "1,2"]) == 2
    assert "--chapter 9: the story has episodes 1 to 2" in capfd.readouterr().err


def test_a_bad_story_stops_no_other(tmp_path, capfd, monkeypatch):
    for name in ("a", "b", "c", "d"):
        write_story(tmp_path / "site" / name)
    bad = {"b": StoryError("no words."), "d": RenderError("no picture.")}
    tried = []

    def made(path, asked, _tools):
        tried.append(path.name)
        if path.name in bad:
            raise bad[path.name]
        return (EpisodeFile(asked.out / "film.mp4", "T", 1.0, 1),)

    monkeypatch.setattr("render.episode.render_story", made)
    asked = ["render", *(str(tmp_path / "site" / name) for name in "abcd")]
    assert app.run([*asked, "--out", str(tmp_path / "o"), "--store", str(tmp_path / "s")]) == 2
    told = capfd.readouterr()
    assert tried == ["a", "b", "c", "d"]
    assert [f"{name}/film.mp4" in told.out for name in "abcd"] == [True, False, True, False]
    assert "site/b was not made: no words." in told.err
    assert "site/d was not made: no picture." in told.err
    assert "2 of 4 stories made" in told.err


def test_a_full_store_stops_the_stories_behind(tmp_path, capfd, monkeypatch):
    def made(*_):
        raise StoreError("full.")

    monkeypatch.setattr("render.episode.render_story", made)
    places = [str(write_story(tmp_path / name).parent) for name in ("a", "b")]
    assert app.run(["render", *places, "--store", str(tmp_path / "store"), "--quiet"]) == 5
    assert f"not tried: {places[1]}." in capfd.readouterr().err


def test_chapters_are_one_list():
    assert chosen_chapters(["1", "", "3-4"]) == "1,3-4"
    assert chosen_chapters(None) == ""


def test_an_engine_is_allowed_that_the_story_does_not_set_up(tmp_path):
    story = write_story(tmp_path / "story")
    done = run("render", story, "--allow-engine", "nope", "--explain", "--store", tmp_path / "s")
    assert done.returncode == 2
    assert "--allow-engine nope" in done.stderr


def test_a_pipe_is_no_film(tmp_path):
    os.mkfifo(tmp_path / "film.mp4")
    with pytest.raises(InkreelError, match="is no file"):
        check_path(tmp_path / "film.mp4")


@pytest.mark.parametrize("apart", ["", "../story/."])
def test_a_watched_folder_is_not_written_into(tmp_path, apart):
    with pytest.raises(SettingsError, match="Choose another folder"):
        watch(tmp_path, [tmp_path / apart] if not apart else [tmp_path], lambda _: None)


def test_a_description_of_no_picture_is_said(tmp_path):
    story = write_story(tmp_path / "story")
    (tmp_path / "story/inkreel.toml").write_text(
        '[describe]\n"cup.png" = "A cup."\n"x.png" = "X"\n'
    )
    made = tools(tmp_path / "store")
    prepare(story, options(tmp_path / "out"), made)
    (problem,) = [each for each in made.problems if each.code == "describe-unknown"]
    assert (problem.file, problem.row) == ("inkreel.toml", 3)


def test_a_title_of_a_book_s_length_is_cut_and_said(tmp_path):
    story = write_story(tmp_path / "story", f"# {'Very long title word ' * 600}\n\nOne.\n", ())
    problems = Problems()
    script = read_script(story, problems)
    assert len(script.title) <= MOST_TITLE
    assert "title-long" in [problem.code for problem in problems]


def test_aliases_in_a_circle_are_said(tmp_path):
    (tmp_path / "inkreel.toml").write_text('[aliases]\nTom = "Ada"\nAda = "tom"\nBo = "Ada"\n')
    problems = Problems()
    load_settings(tmp_path, problems)
    assert [(each.code, each.row) for each in problems] == [
        ("alias-circle", 2),
        ("alias-circle", 3),
    ]


@pytest.mark.parametrize("said", ["//", "/ /", "/"])
def test_a_pronunciation_of_nothing_is_said(said):
    (problem,) = Lexicon.of({"gif": said}).problems("inkreel.toml")
    assert "nothing between the slashes" in problem.message


def test_captions_without_cues_pass_beside_a_film_alone():
    (alone,) = check_captions("a.srt", b"", CaptionRules())
    (beside,) = check_captions("a.srt", b"", CaptionRules(), length=3.0)
    assert (alone.state, beside.state) == ("fail", "note")


@pytest.mark.parametrize(
    "words",
    [
        ("render", "GONE"), ("script", "GONE"), ("init", "GONE"), ("cast", "GONE"),
        ("storyboard", "GONE"), ("check", "GONE"), ("voices", "GONE"), ("report", "GONE"),
        ("store", "--store", "GONE"), ("render", "STORY", "--intro", "GONE"),
        ("render", "STORY", "--music", "GONE"), ("report",), ("render", "STORY", "STORY", "GONE"),
        ("doctor", "GONE"), ("strore",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_path_that_is_not_there_is_the_command_lines_mistake(tmp_path, capfd, words):
    """In every command: exit code 2, one message, its sentences well formed."""
    places = {"GONE": str(tmp_path / "gone"), "STORY": str(write_story(tmp_path / "story"))}
    assert app.run([places.get(word, word) for word in words]) == 2
    told = capfd.readouterr().err
    assert told.startswith("error: ")
    for odd in ("..", "?.", "Errno", "(s)", "Traceback"):
        assert odd not in told.replace("...", "")


def test_links_that_lead_out_of_the_story_are_not_followed(tmp_path):
    """Neither to a text that would be read, nor to a picture; nor is a whole disk proposed."""
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nWhat nobody shall hear.\n")
    story = write_story(tmp_path / "story", "# T\n\n![](passwd.png)\n\nHi.\n")
    (story.parent / "passwd.png").symlink_to("/etc/passwd")
    problems = Problems()
    read_script(story, problems)
    assert [each.code for each in problems] == ["panel-outside"]
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked/index.md").symlink_to(secret)
    with pytest.raises(InkreelError, match="holds no story"):
        read_script(tmp_path / "linked", problems)
    assert read_script(tmp_path / "linked/index.md", problems).title == "Secret"


DOCTYPES = [
    "<!DOCTYPE l []>",
    '<!DOCTYPE l [<!ENTITY a "lol>"><!ENTITY b "&a;]&a;"> %x; ]>',
    '<!doctype l PUBLIC "-//W3C//DTD" "x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
]


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_what_a_page_declares_is_neither_read_nor_resolved(tmp_path, doctype):
    page = tmp_path / "index.html"
    page.write_text(f"{doctype}<html><body><h1>T</h1><p>Hi &x; &b; there.</p></body></html>")
    (section,) = read_script(page, Problems()).sections
    assert [line.text for line in section.lines] == ["Hi &x; &b; there."]
