"""Callouts: at their word, over nothing that counts, never beside a cut or another thing."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from spoken_story import perform, section

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, overlap
from render.lettering.callouts import called_out
from render.lettering.model import Area, LetterStyle
from render.lettering.onscreen import Scenery
from render.lettering.signs.callout_signs import CalloutSign, callout_pixels, counting, counts_up
from render.shots import Keyframe, Shot, View
from story.callouts import Callout
from story.languages import language_of
from story.model import NARRATOR
from voices.clock import RATE

VIEW = View(640, 360, Fraction(30))
WHOLE = (Keyframe(0.0, Rect(0, 0, 640, 360)),)
TEXT = "Long before all this began, it cost 2,000 pounds to build a thing like that, and more."
TOLD = section("T", (NARRATOR, TEXT, "start"), (NARRATOR, TEXT * 2, "paragraph"))
LINE = TOLD.lines[0].id
COST = Callout(LINE, "sum", "2,000 pounds", TEXT.index("2,000"), 4)
TIMELINE = perform(TOLD).sections[0]
STYLE = LetterStyle(written=language_of("en").landmarks.written)
ONSET = next(w.onset for w in TIMELINE.clips[0].words if w.start == COST.first) * 30 / RATE


CAPTIONED = replace(STYLE, kind="captions")


def shown(*regions, cut_at=0, prompt="", areas=(), found=(COST,), busy=0, style=STYLE):
    shots = (Shot("p", 0, 2000, WHOLE),)
    if cut_at:
        shots = (Shot("p", 0, cut_at, WHOLE), Shot("p", cut_at, 2000, WHOLE))
    facts = PictureFacts("p", 640, 360, regions)
    scenery = Scenery(shots, {"p": facts}, {"p": prompt}, VIEW)
    return called_out(TIMELINE, scenery, style, found, busy, areas)


def test_it_comes_at_its_word_and_rolls_in():
    made = shown()
    first, last = made.overlays[0].first, made.overlays[-1].last
    assert 0 <= first - ONSET <= 3
    assert 1.5 <= (last - first) / 30 <= 3
    assert {sign.text for sign in made.signs} == {"2,000 pounds"}
    rolling = [sign.rolling for sign in made.signs]
    assert rolling == sorted(rolling, reverse=True)
    assert (rolling[0], rolling[-1]) == (4, 0)
    assert made.overlays[-1].first - first <= 0.5 * 30
    assert [a.last for a in made.overlays[:-1]] == [b.first for b in made.overlays[1:]]


def test_nothing_is_called_out_over_a_shot_that_is_soon_over():
    at = shown().overlays[0].first
    cuts = (0, at - 20, at + 50, at + 400)
    shots = tuple(Shot("p", a, b - a, WHOLE) for a, b in pairwise(cuts))
    scenery = Scenery(shots, {"p": PictureFacts("p", 640, 360, ())}, {"p": ""}, VIEW)
    assert not called_out(TIMELINE, scenery, STYLE, (COST,)).overlays
    longer = (replace(shots[0], frames=at - 30), Shot("p", at - 30, 80, WHOLE), shots[2])
    assert called_out(TIMELINE, replace(scenery, shots=longer), STYLE, (COST,)).overlays


@pytest.mark.parametrize("kind", ["face", "lettering"])
def test_it_hides_no_face_and_no_lettering_or_is_left_out(kind):
    strip = Region(kind, Rect(0, 0, 640, 200), 0.9)
    assert all(overlap(area.box, strip.box) == 0 for area in shown(strip).areas)
    assert not shown(Region(kind, Rect(0, 0, 640, 360), 0.9)).overlays


def test_nothing_comes_beside_a_cut_but_on_it():
    at = shown().overlays[0].first
    assert not shown(cut_at=at + 8).overlays
    assert not shown(cut_at=at - 8).overlays
    assert shown(cut_at=at).overlays[0].first == at
    assert shown(cut_at=at - 14).overlays


def test_it_ends_with_a_cut_that_comes_after_it_is_read():
    at = shown().overlays[0].first
    assert shown(cut_at=at + 50).overlays[-1].last == at + 50


def test_one_thing_at_a_time():
    at = shown().overlays[0].first
    plate = Area(Rect(0, 0, 10, 10), at + 20, at + 80)
    assert not shown(areas=(plate,)).overlays
    assert not shown(busy=at).overlays


@pytest.mark.parametrize(
    ("prompt", "there"),
    [
        ('A poster that reads "2,000 pounds a head" hangs there.', False),
        ("On the wall is a sign that says 2,000 pounds.", False),
        ("A thing that cost 2,000 pounds to build stands in a yard.", True),
    ],
)
def test_what_the_panel_says_itself_is_not_said_again(prompt, there):
    assert bool(shown(prompt=prompt).overlays) is there


def test_what_was_read_in_the_panel_is_not_said_again():
    sign = Region("lettering", Rect(0, 300, 60, 20), 0.9, "2,000 POUNDS")
    assert not shown(sign).overlays


def test_what_says_that_it_is_not_quite_that_much_is_no_part_of_what_the_panel_says():
    sign = Region("lettering", Rect(0, 300, 60, 20), 0.9, "2,000 POUNDS")
    over = replace(COST, text="over 2,000 pounds", figure="2,000 pounds")
    assert shown(found=(over,)).overlays
    assert not shown(sign, found=(over,)).overlays


def test_an_author_s_own_is_there_beside_a_cut():
    told = Callout(LINE, "told", "CRUNCH", 0, 100)
    made = shown(found=(told,), cut_at=20)
    assert [sign.text for sign in made.signs] == ["CRUNCH"]


ASKED = Callout(LINE, "told", "CRUNCH", 0, 100, row=7)
EVERYWHERE = Region("face", Rect(0, 0, 640, 360), 0.9)


@pytest.mark.parametrize(
    ("why", "where", "message"),
    [
        ("a balloon is on", {"areas": (Area(Rect(0, 0, 10, 10), 0, 60),)}, "one thing"),
        ("a face fills the frame", {"regions": (EVERYWHERE,)}, "hides a face"),
        ("another is called out", {"more": (replace(ASKED, text="BANG", row=8),)}, "one thing"),
    ],
)
def test_an_author_s_own_that_has_no_room_is_told(why, where, message):
    regions, more = where.pop("regions", ()), where.pop("more", ())
    made = shown(*regions, found=(ASKED, *more), **where)
    (told,) = made.problems
    assert (told.code, told.row) == ("callout-no-room", 8 if more else 7), why
    assert message in told.message
    assert bool(made.overlays) is bool(more)


def test_what_is_too_long_to_be_read_is_told():
    made = shown(found=(replace(ASKED, text="long words " * 9),))
    assert not made.overlays
    assert [(each.code, each.row) for each in made.problems] == [("callout-long", 7)]


def test_what_nobody_asked_for_is_left_out_in_silence():
    made = shown(EVERYWHERE)
    assert (made.overlays, made.problems) == ((), ())


def test_an_author_s_own_stands_beside_captions_and_not_on_them():
    caption = Area(Rect(32, 18, 576, 220), 0, 400)
    (told, found) = (
        shown(found=(each,), areas=(caption,), style=CAPTIONED) for each in (ASKED, COST)
    )
    assert told.overlays
    assert not told.problems
    assert all(overlap(area.box, caption.box) == 0 for area in told.areas)
    assert not found.overlays
    full = replace(caption, box=Rect(0, 0, 640, 360))
    assert [
        each.row for each in shown(found=(ASKED,), areas=(full,), style=CAPTIONED).problems
    ] == [7]


@pytest.mark.parametrize(
    ("text", "rolls"),
    [("$100 million", 3), ("3.5%", 0), ("1,250.5 tons", 5), ("1976", 0), ("12 boats", 0)],
)
def test_large_numbers_roll_and_years_do_not(text, rolls):
    sign = CalloutSign(text, "number", 0.5, 400)
    assert counts_up(sign) is bool(rolls)
    steps = list(counting(sign, 4))
    assert steps[0].rolling == sum(char.isdigit() for char in text)
    assert steps[-1] == sign
    assert len({callout_pixels(each).shape for each in steps}) == 1


def test_what_rolls_shows_no_whole_digit():
    """A digit that is not at rest is parted by a gap through the middle of its plate."""
    sign = CalloutSign("888", "number", 1.0, 400)
    still, *_ = rolled = [callout_pixels(replace(sign, rolling=3, turn=n)) for n in range(4)]
    middle = [pixels[len(pixels) // 2 - 3 : len(pixels) // 2 + 3, 40:-40, :3] for pixels in rolled]
    assert callout_pixels(sign)[len(still) // 2 - 3 : len(still) // 2 + 3, 40:-40, 0].max() > 200
    assert all(part[..., 0].max() < 100 for part in middle)
