"""One switch for what stands on the pictures: an option beats the settings, these the switch."""

import pytest
from stories import write_story

from render.production.planning.style import StyleOptions, quoted_share, style_of
from story.problems import Problems
from story.script import read_script
from story.settings import StyleSettings, load_settings

WIDE, TALL = (1920, 1080), (1080, 1920)
PROMPT = "<details><summary>Prompt</summary>\nA woman named Ada stands on the left.\n</details>\n"
TALK = f"""# T

![](kettle.png)
{PROMPT}
"Will it boil, or is it going to sing all night and never boil at all?" asked Ada.

It sang.
"""
TOLD = f"""# T

![](kettle.png)
{PROMPT}
The kettle sang all night, and nobody in the house had heard such a thing. "No," said Ada.
"""
NOBODY = TALK.replace("A woman named Ada stands on the left", "A kettle on a stove")


@pytest.fixture
def script(tmp_path):
    def read(text):
        path, problems = write_story(tmp_path, text), Problems()
        return read_script(path, problems, load_settings(path, problems))

    return read


@pytest.fixture
def styled(script):
    def found(text, *, size=WIDE, settings=None, **asked):
        return style_of(StyleOptions(**asked), settings or StyleSettings(), script(text), size)

    return found


@pytest.mark.parametrize(
    ("text", "kind"), [(TALK, "comic"), (TOLD, "documentary"), (NOBODY, "documentary")]
)
def test_it_is_told_from_who_speaks_and_what_is_drawn(styled, text, kind):
    assert styled(text).kind == kind
    assert styled(text, kind="plain").kind == "plain"


def test_what_a_kind_has(styled):
    assert (styled(TALK).names, styled(TALK).lettering) == (False, "balloons")
    assert (styled(TALK).callouts, styled(TOLD).callouts) == ("asked", "all")
    assert styled(TALK, callouts=True).callouts == "all"
    assert styled(TOLD, callouts=False).callouts == "none"
    assert (styled(TOLD).names, styled(TOLD).lettering) == (True, "none")
    plain = styled(TALK, kind="plain", size=TALL)
    assert (plain.names, plain.lettering) == (False, "none")


def test_upright_films_have_captions(styled):
    assert styled(TALK, size=TALL).lettering == "captions"
    assert styled(TOLD, size=TALL).lettering == "captions"
    assert styled(TOLD, size=TALL, lettering="none").lettering == "none"


def test_an_option_beats_the_settings_and_these_the_switch(styled):
    settings = StyleSettings(kind="documentary", names=False, lettering="karaoke")
    assert styled(TALK, settings=settings).kind == "documentary"
    assert styled(TALK, settings=settings).names is False
    told = styled(TALK, settings=settings, kind="comic", names=True)
    assert (told.kind, told.names, told.lettering) == ("comic", True, "karaoke")
    assert styled(TALK, settings=settings, lettering="none").lettering == "none"


def test_words_are_counted(script):
    assert quoted_share(script("# T\n\nNobody spoke.\n")) == 0
    assert quoted_share(script(TALK)) == 16 / 20
