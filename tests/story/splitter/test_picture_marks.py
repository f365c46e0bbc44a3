"""Whose head is where: `[panels]` in the settings."""

from pathlib import Path

import pytest

from story.errors import SettingsError
from story.model import HeadMark, Panel, Script, Section, ThingMark
from story.settings import parse_settings
from story.splitter.picture_marks import with_marks

SETTINGS = """
[panels."a.png"]
heads = [{box = [1, 2, 30, 40], name = "Ada"}, {box = [5, 6, 7, 8]}]
"""


def script():
    panels = (Panel("./a.png", None), Panel("b.png", None))
    section = Section("i", "panel", "", "", panels, (), 0, 1)
    return Script("", (section,), (), (), "", Path("index.md"))


def test_heads_are_given_to_their_picture(problems):
    (section,) = with_marks(script(), parse_settings(SETTINGS), problems).sections
    assert section.panels[0].heads == (
        HeadMark((1.0, 2.0, 30.0, 40.0), "Ada"),
        HeadMark((5.0, 6.0, 7.0, 8.0)),
    )
    assert section.panels[1].heads == ()
    assert not list(problems)


def test_a_picture_that_is_not_there_is_told_of(problems):
    with_marks(script(), parse_settings(SETTINGS.replace("a.png", "aa.png")), problems)
    (problem,) = problems
    assert (problem.code, problem.advice) == ("panel-unknown", "Did you mean 'a.png'?")


def test_a_box_without_a_size_is_a_mistake():
    with pytest.raises(SettingsError, match=r"panels\.a\.png\.heads"):
        parse_settings(SETTINGS.replace("30, 40", "0, 40"))


def test_things_are_given_to_their_picture(problems):
    asked = parse_settings('[panels."b.png"]\nthings = [{box = [1, 2, 30, 40], name = "the lamp"}]')
    (section,) = with_marks(script(), asked, problems).sections
    assert section.panels[1].things == (ThingMark((1.0, 2.0, 30.0, 40.0), "the lamp"),)
    assert section.panels[0].things == ()
    assert not list(problems)


@pytest.mark.parametrize("thing", ["{box = [1, 2, 30, 40]}", '{box = [1, 2, 30, 40], name = ""}'])
def test_a_thing_without_a_name_is_a_mistake(thing):
    with pytest.raises(SettingsError, match=r"panels\.b\.png\.things"):
        parse_settings(f'[panels."b.png"]\nthings = [{thing}]')
