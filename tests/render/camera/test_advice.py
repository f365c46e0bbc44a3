"""Where another picture would help: what is told of one that is seen for long."""

from dataclasses import replace
from fractions import Fraction

import pytest

from render.camera.advice import another_picture
from render.camera.beats import Beat
from render.camera.drawn import drawn
from render.camera.on_screen import PanelOnScreen
from render.camera.staging.room import NOTHING
from render.camera.targets import Target, TargetMention
from render.camera.told import Told
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import View
from story.model import Line

LAMP = Target("thing", "the lamp", Rect(10, 10, 50, 50), None, 0.9, text="the lamp")


def told(number, *, about=None, seconds=8.0):
    text = f"Sentence {number} tells of the years that nobody in the picture knows."
    beat = Beat(f"l{number}", 0, len(text), 0, len(text), 0, text, "narrator", "narration",
                number * seconds, (number + 1) * seconds)  # fmt: skip
    mentions = (TargetMention(about, 0.9, beat.line, 0, 8, beat.onset),) if about else ()
    return Told(beat, mentions)


def shown(sentences, seconds):
    lines = tuple(
        Line(each.beat.line, "narration", "narrator", 0, 0, 9, each.beat.text, (), (), "paragraph",
             row=40 + number)
        for number, each in enumerate(sentences)
    )  # fmt: skip
    facts = PictureFacts("k", 1536, 1024)
    view = View(1920, 1080, Fraction(30))
    return PanelOnScreen(
        0, "pictures/03.png", drawn(facts, (), ()), tuple(each.beat for each in sentences), (),
        0, round(30 * seconds), view, frozenset(), lines, NOTHING,
    )  # fmt: skip


FITS = [told(n, about=LAMP) for n in range(4)]
STRAYS = [*FITS, told(4), told(5), told(6), *(told(n, about=LAMP) for n in range(7, 10))]


def test_the_author_is_told_where_another_picture_would_help_most():
    (found,) = another_picture(shown(STRAYS, 80), STRAYS)
    assert str(found) == (
        "pictures/03.png:44: pictures/03.png is seen for 80 s; for 24 of them, from “Sentence 4"
        " tells of the years that nobody …” on, no words speak of anything in it. Another picture"
        " would help most there. [picture-long]"
    )
    assert found.severity == "info"


@pytest.mark.parametrize(("sentences", "seconds"), [
    (STRAYS, 59),  # not for long
    ([told(n, about=LAMP) for n in range(10)], 80),  # its words fit it
    ([*FITS, told(4), *(told(n, about=LAMP) for n in range(5, 10))], 80),  # but for a sentence
    ([told(n, about=replace(LAMP, sure=0.9)) for n in range(10)], 80),
    ([], 80),
])  # fmt: skip
def test_nothing_is_told_of_a_picture_that_serves(sentences, seconds):
    assert another_picture(shown(sentences, seconds), sentences) == []


def test_what_nobody_knows_the_place_of_is_not_in_the_picture():
    nowhere = replace(LAMP, sure=0.03)
    lost = [*FITS, *(told(n, about=nowhere) for n in range(4, 10))]
    (found,) = another_picture(shown(lost, 80), lost)
    assert "for 48 of them" in found.message


def test_a_title_that_stands_in_for_a_picture_is_none():
    assert another_picture(replace(shown(STRAYS, 80), board=True), STRAYS) == []
