"""An engine or a voice that there isn't is named with its place, in a draft too."""

import pytest

from story.errors import SettingsError
from story.problems import Problems
from story.script import read_script
from story.settings import load_settings
from voices.casting.story_cast import cast_story, read_series

TEXT = '# T\n\n{}"Hello," said Ada.\n\n"Bye," said Bob.\n'


def cast_of(folder, engine, annotation="", toml=""):
    (folder / "index.md").write_text(TEXT.format(annotation))
    (folder / "inkreel.toml").write_text(toml)
    problems = Problems()
    settings = load_settings(folder / "index.md", problems)
    script = read_script(folder / "index.md", problems, settings)
    cast_story(script, settings, problems, engine=engine)
    return [problem.code for problem in problems]


@pytest.mark.parametrize("engine", ["kokoro", "hibari", "tone"])
def test_an_engine_that_a_line_names(tmp_path, engine):
    wanted = r"index.md, row 4: voice: zzz:nope: there is no engine 'zzz': use kokoro"
    with pytest.raises(SettingsError, match=wanted):
        cast_of(tmp_path, engine, "<!-- voice: zzz:nope -->\n")


@pytest.mark.parametrize("engine", ["kokoro", "hibari", "tone"])
def test_an_engine_that_the_cast_names(tmp_path, engine):
    wanted = r"inkreel.toml:2: cast.Ada.voice: there is no engine 'zzz': use kokoro"
    with pytest.raises(SettingsError, match=wanted):
        cast_of(tmp_path, engine, toml='[cast.Ada]\nvoice = "zzz:yyy"\n')


@pytest.mark.parametrize("engine", ["kokoro", "hibari", "tone"])
def test_a_voice_that_there_is_not(tmp_path, engine):
    with pytest.raises(SettingsError, match="there is no voice 'kokoro:af_hart'"):
        cast_of(tmp_path, engine, toml='[cast.Ada]\nvoice = "kokoro:af_hart"\n')


@pytest.mark.parametrize("engine", ["kokoro", "hibari", "tone"])
def test_a_speaker_whom_nobody_hears(tmp_path, engine):
    assert cast_of(tmp_path, engine, toml="[cast.Adda]\nspeed = 1.1\n")


def test_a_broken_series_file_is_named(tmp_path):
    path = tmp_path / "series.toml"
    path.write_text("cast = 3\n")
    with pytest.raises(SettingsError, match=r"--series .*series.toml: "):
        read_series(path)
