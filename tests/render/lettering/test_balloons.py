"""Balloons: words broken as a letterer breaks them, tails that lead to who speaks."""

from fractions import Fraction

import numpy as np
import pytest

from render.camera.drawn import Drawn, drawn
from render.camera.prompts.places import places
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from render.lettering.balloon_place import short_of
from render.lettering.onscreen import panel_head
from render.lettering.signs.balloon_rows import ROUND, SQUARE, rows_for
from render.lettering.signs.balloon_signs import (
    BalloonSign,
    balloon_body,
    balloon_pixels,
    balloon_reach,
)
from render.shots import View
from render.typography.type import TextStyle

COMIC = TextStyle("comic", 50, leading=1.08)
HARBOUR = """\
In the center, standing on a barrel above the crowd, Mrs. Pell the harbour master shouts. In the
foreground on the far left stands one old fisherman; next to him, on the left, another fisherman,
younger. In the foreground right of the center stands Mira, a lantern in her left hand; behind her
on the right stands Odo. On the far right, a woman in a green shawl looks on. Zuckerberg is at the
head of the table. Ada's hat lies on the left."""


@pytest.mark.parametrize(
    ("speaker", "across"),
    [
        ("Mrs. Pell", 0.5),
        ("one old fisherman", 0.15),
        ("another fisherman", 0.25),
        ("Mira", 0.65),
        ("Odo", 0.75),
        ("a woman in a green shawl", 0.85),
        ("Mark Zuckerberg", 0.5),
        ("Nobody", None),
    ],
)
def test_a_prompt_tells_who_is_where(speaker: str, across: float | None) -> None:
    head = panel_head(painted(HARBOUR), speaker)
    assert (head and pytest.approx(head.box.x + head.box.w / 2)) == (across and 1000 * across)


def test_a_place_may_stand_right_behind_a_name() -> None:
    panel = painted("Mira on the left and Odo on the right.")
    heads = [panel_head(panel, name) for name in ("Mira", "Odo")]
    assert [head and head.box.x < 500 for head in heads] == [True, False]


def test_each_head_is_one_persons_and_who_was_not_seen_is_guessed() -> None:
    prompt = (
        "On the left stands Mira. On the right stands Odo. On the far left is an old fisherman."
    )
    seen = tuple(Region("face", Rect(x, 100, 60, 80), 0.9) for x in (250, 720))
    panel = painted(prompt, *seen)
    mira, odo, old = (panel_head(panel, name) for name in ("Mira", "Odo", "old fisherman"))
    assert (mira.sure, mira.box.x) == (True, pytest.approx(250))
    assert (odo.sure, odo.box.x) == (True, pytest.approx(720))
    assert not old.sure
    assert old.box.x < 200


def painted(prompt: str, *seen: Region) -> Drawn:
    facts = PictureFacts("panel", 1000, 600, seen)
    return drawn(facts, places(prompt), ("Mira", "Odo", "Mrs. Pell", "Mark Zuckerberg"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Grandpa?", "Grandpa?"),
        ("Light a bonfire!", "Light a bonfire!"),
        ("We borrowed one.", "We borrowed one."),
        ("Is it meant to do that?", "Is it meant\nto do that?"),
        (
            "You have hidden your supper in my lighthouse!",
            "You have\nhidden your supper\nin my lighthouse!",
        ),
    ],
)
def test_words_break_as_a_letterer_breaks_them(text: str, rows: str) -> None:
    assert rows_for(text, COMIC, 800, ROUND).text == rows


@pytest.mark.parametrize("power", [ROUND, SQUARE])
@pytest.mark.parametrize("text", ["Hi", "one two three four five six " * 6, "onetwothreefour" * 9])
def test_rows_keep_all_words_within_the_width(text: str, power: float) -> None:
    rows = rows_for(text, COMIC, 700, power)
    assert rows.text.split() == text.split() or "".join(rows.text.split()) == text
    assert 2 * rows.wide <= 700 * 1.01


@pytest.mark.parametrize("manner", ["", "whisper", "shout", "thought", "aside"])
def test_no_ink_is_cut_off_and_the_words_lie_on_paper(manner: str) -> None:
    tail = (0.0, 0.0) if manner == "aside" else (150.0, 190.0)
    sign = BalloonSign("It is only a lamp, after all.", manner, tail, 0.5, 400)
    pixels, (wide, high) = balloon_pixels(sign), balloon_body(sign)
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert border[:, 3].max() == 0
    x, y = balloon_reach(sign)
    dark = (pixels[..., :3].max(axis=2) < 60) & (pixels[..., 3] > 250)
    inside = dark[round(y - 0.5 * high) : round(y + 0.5 * high), round(x - 0.5 * wide) : x]
    assert inside.any()
    assert (pixels[round(y - 0.4 * high) : y, round(x - 0.4 * wide) : x, 3] == 255).all()


@pytest.mark.parametrize(
    ("face", "reach"),
    [
        (Rect(500, 0, 50, 50), (0.0, 200.0)),
        (Rect(90, 200, 60, 40), (0.0, 133.3)),
        (Rect(90, 112, 60, 40), (0.0, 0.0)),
    ],
)
def test_a_tail_stops_before_what_it_should_not_hide(
    face: Rect, reach: tuple[float, float]
) -> None:
    body, view = Rect(0, 0, 240, 110), View(1920, 1080, Fraction(30))
    assert short_of(body, (0.0, 200.0), [face], view) == reach
