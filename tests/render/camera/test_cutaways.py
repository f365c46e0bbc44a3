"""Clean views of a panel for words that nothing drawn fits; boards over people's heads."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.camera.beats import Beat
from render.camera.choosing.relevance import relevance
from render.camera.choosing.showing import shown as shown_of
from render.camera.framing.candidates import compositions
from render.camera.framing.composition import NOBODY, Composition, clear_cut
from render.camera.framing.cutaways import MOST, SIZES, cutaways
from render.camera.framing.edges import people_crossed
from render.camera.framing.stage import stage_of
from render.camera.targets import Target, TargetMention
from render.camera.told import Told
from render.camera.vision.facts import PictureFacts, Region, face_in
from render.geometry import Rect, rows, seen
from render.shots import View

HD = View(1920, 1080, Fraction(30))
ROWS, COLUMNS = 32, 48


def panel(spots=(), heads=(), faint=()):
    """A panel of 1536 × 1024 that shows something at these places (x, y, w, h in pixels), people
    with these heads, and what may be heads, with how likely they are."""
    plane = np.full((ROWS, COLUMNS), 20)
    for x, y, w, h in spots:
        plane[y // 32 : (y + h) // 32, x // 32 : (x + w) // 32] = 255
    people = [Region("face", face_in(Rect(*head)), 0.9) for head in heads]
    maybe = [Region("faint", face_in(Rect(*head)), chance) for *head, chance in faint]
    saliency = tuple(tuple(map(int, row)) for row in plane)
    return PictureFacts("k", 1536, 1024, (*people, *maybe), saliency)


def views(facts, others=()):
    return cutaways(stage_of(facts, (), HD), others)


def test_what_draws_the_eye_at_an_edge_is_a_view():
    found = views(panel([(1216, 96, 256, 192)], [(200, 500, 180, 220)]))
    (best, *_) = found
    assert seen(Rect(1216, 96, 256, 192), best.rect) > 0.95
    assert (best.scale, best.target) == ("wide", None)


def test_an_empty_panel_has_none():
    assert views(panel()) == []


def test_no_two_views_are_alike_nor_like_those_there_are():
    spots = [(64, 64, 320, 256), (1024, 640, 320, 256), (640, 320, 256, 256)]
    found = views(panel(spots))
    assert 2 <= len(found) <= MOST
    assert all(clear_cut(a.rect, b.rect) for a, b in combinations(found, 2))
    later = views(panel(spots), found[:1])
    assert all(clear_cut(found[0].rect, each.rect) for each in later)


heads = st.lists(
    st.tuples(
        st.integers(0, 1300), st.integers(0, 760), st.integers(60, 230), st.integers(70, 260)
    ),
    max_size=6,
)
places = st.lists(
    st.tuples(st.integers(0, 1280), st.integers(0, 800), st.just(256), st.just(224)), max_size=3
)


@given(places, heads)
@settings(max_examples=40, deadline=None)
def test_a_view_cuts_nobody_and_lies_in_the_panel(spots, people):
    facts = panel(spots, people)
    stage = stage_of(facts, (), HD)
    for each in cutaways(stage, ()):
        assert people_crossed(rows([each.rect]), stage)[0] < NOBODY
        assert seen(each.rect, facts.whole) == pytest.approx(1)
        assert stage.least_width - 1 <= each.rect.w <= SIZES[0] * stage.most.w + 1


def test_what_is_hardly_a_head_is_cut_rather_than_a_likely_one():
    edge = Rect(500, 300, 700, 394)
    head = (450, 400, 150, 180)
    counts = [
        people_crossed(rows([edge]), stage_of(panel(faint=[(*head, chance)]), (), HD))[0]
        for chance in (0.13, 0.55)
    ]
    certain = people_crossed(rows([edge]), stage_of(panel(heads=[head]), (), HD))[0]
    assert counts == pytest.approx([0.13 * certain, 0.55 * certain])
    assert counts[0] < NOBODY < counts[1]


def test_a_board_behind_people_is_shown_over_their_heads():
    board = Rect(420, 220, 560, 90)
    sign = Target("sign", "OPEN SOURCE", board, sure=0.95, read=True, text="OPEN SOURCE")
    crowd = [(390 + 150 * n, 520, 130, 170) for n in range(6)]
    lettering = Region("lettering", board, 0.95, "OPEN SOURCE")
    facts = panel(heads=crowd)
    facts = PictureFacts("k", 1536, 1024, (*facts.regions, lettering), facts.saliency)
    own = [
        each for each in compositions(stage_of(facts, (sign,), HD), (sign,)) if each.target == sign
    ]
    nearest = own[0]
    assert nearest.crossed < NOBODY
    assert seen(board, nearest.rect) == 1
    assert board.w / nearest.rect.w > 0.46


def test_one_more_head_is_hardly_one_where_the_prompt_asks_for_nobody_else():
    head = Rect(900, 300, 150, 180)
    ada = Target("person", "Ada", Rect(850, 300, 300, 600), head, 0.9, named=True, text="Ada")
    them = Target("group", "a crowd", Rect(0, 200, 1500, 800), text="a crowd")
    facts = panel(heads=[(900, 300, 150, 180)], faint=[(450, 400, 150, 180, 0.4)])
    edge = rows([Rect(500, 300, 700, 394)])
    alone, with_them = (
        people_crossed(edge, stage_of(facts, targets, HD))[0] for targets in ((ada,), (ada, them))
    )
    assert 0 < alone < NOBODY < with_them


def test_the_best_view_holds_a_thing_whose_place_is_known():
    lamp = Target("thing", "the lamp", Rect(1100, 300, 220, 300), None, 0.8, text="the lamp")
    stage = stage_of(panel([(900, 200, 500, 500)]), (lamp,), HD)
    (best, *_) = cutaways(stage, ())
    assert seen(lamp.box, best.rect) > 0.97
    assert max(lamp.box.w / best.rect.w, lamp.box.h / best.rect.h) > 0.25


def room(top):
    """A panel with a room behind glass in which COST is lettered, so far from its top, and what
    of it is known."""
    board, glass = Rect(1240, top, 200, 70), Rect(1160, top - 20, 340, 220)
    facts = panel([(1130, top - 40, 400, 260)])
    facts = replace(facts, regions=(Region("lettering", board, 0.95, "COST"),))
    sign = Target("sign", "COST", board, None, 0.95, read=True, text="COST")
    group = Target("group", "executives", glass, None, 0.75, text="executives")
    guess = Target("thing", "a chart", glass, None, 0.3, text="a chart")
    return facts, (sign, group, guess)


def lettered(facts, targets):
    """The views of lettering, where much of the panel's right half is one view already."""
    half = Composition(Rect(716, 330, 820, 461), "wide", "the lower right")
    found = cutaways(stage_of(facts, targets, HD), (half,), targets)
    return [each for each in found if each.target]


def test_a_view_of_lettering_tells_what_surely_stands_about_it():
    facts, targets = room(420)
    (view, *_) = lettered(facts, targets)
    assert (view.target, *view.also) == targets[:2]
    assert seen(targets[1].box, view.rect) > 0.9
    assert view.rect.w < 700


def test_lettering_hangs_in_the_upper_half_of_its_view():
    (view,) = lettered(*room(420))
    assert view.rect.y + view.rect.h / 2 >= 420 + 35
    assert not lettered(*room(900))


def test_a_view_in_which_a_sign_is_read_is_never_one_of_nothing():
    facts, targets = room(420)
    sign = targets[0]
    for each in cutaways(stage_of(facts, targets, HD), (), targets):
        headed = sign.box.y + sign.box.h / 2 <= each.rect.y + each.rect.h / 2
        if seen(sign.box, each.rect) > 0.99 and headed:
            assert each.target == sign


def test_a_group_is_seen_by_its_heads_and_chests():
    crew = Target("group", "the crew", Rect(400, 300, 500, 600), None, 0.9, text="the crew")
    above, below = (Rect(300, y, 800, 450) for y in (250, 550))
    crops = [Composition(rect, "wide", "part of the scene") for rect in (above, below)]
    upper, lower = shown_of(crops, [crew])[:, 0]
    assert upper > 0.5
    assert lower == 0


@pytest.mark.parametrize("words", ["price", ""])
def test_lettering_in_a_view_is_looked_at_only_while_words_mean_it(words):
    sign = Target("sign", "COST", Rect(1240, 420, 200, 70), None, 0.95, read=True, text="COST")
    whole = Composition(Rect(0, 80, 1536, 864), "establishing", "the whole scene")
    view = Composition(Rect(1091, 387, 445, 250), "wide", "“COST” sign", sign, several=True)
    text = words or "nothing"
    beat = Beat("s/0", 0, len(text), 0, len(text), 0, text, "", "narration", 0.0, 3.0)
    mention = TargetMention(sign, 0.9, "s/0", 0, 5, 0.2)
    told = Told(beat, (mention,) if words else ())
    shows = shown_of((whole, view), (sign,))
    worth, _ = relevance([told], (whole, view), (sign,), shows, (0, 90), 30.0)
    assert bool((worth[:, 1] > worth[:, 0]).all()) is bool(words)
    assert words or worth[:, 1] == pytest.approx(0)


def test_no_view_is_filled_by_lettering_that_it_is_not_about():
    title = Rect(500, 240, 420, 60)
    facts = panel([(420, 120, 560, 260), (1216, 704, 256, 224)])
    facts = replace(facts, regions=(Region("lettering", title, 0.95, "MONETIZATION"),))
    stage = stage_of(facts, (), HD)
    found = cutaways(stage, ())
    assert found
    assert all(title.w <= 0.3 * each.rect.w or not seen(title, each.rect) for each in found)
    sign = Target("sign", "MONETIZATION", title, None, 0.95, read=True, text="MONETIZATION")
    (view, *_) = [each for each in cutaways(stage, (), (sign,)) if each.target]
    assert title.w > 0.5 * view.rect.w
    assert (view.target, view.clean) == (sign, True)
    misspelt = replace(sign, read=False)
    views = [each for each in cutaways(stage, (), (misspelt,)) if each.target]
    assert all(title.w <= 0.3 * each.rect.w for each in views)


def test_a_sign_of_several_lines_is_shown_with_all_of_them():
    lines = [Rect(560, 200 + 90 * row, 300, 60) for row in range(3)]
    regions = tuple(Region("lettering", line, 0.95, "FOREVER") for line in lines)
    facts = replace(panel([(480, 160, 460, 380)]), regions=regions)
    sign = Target("sign", "LLAMA 2 OPEN FOREVER", Rect(550, 190, 320, 270), None, 0.95,
                  read=True, text="LLAMA 2 OPEN FOREVER")  # fmt: skip
    found = [each for each in cutaways(stage_of(facts, (sign,), HD), (), (sign,)) if each.target]
    assert found
    assert all(seen(line, each.rect) > 0.9 for each in found for line in lines)


def test_what_is_faint_on_a_board_is_hardly_a_head():
    head, board = (450, 400, 150, 180, 0.4), Rect(300, 300, 600, 400)
    edge = rows([Rect(500, 300, 700, 394)])
    alone = panel(faint=[head])
    on_it = replace(alone, regions=(*alone.regions, Region("board", board, 0.9)))
    counts = [people_crossed(edge, stage_of(facts, (), HD))[0] for facts in (alone, on_it)]
    assert counts[1] == pytest.approx(0.2 * counts[0])
    assert counts[1] < NOBODY < counts[0]


def test_a_heading_hangs_over_what_it_is_the_heading_of():
    title = Rect(820, 250, 400, 60)
    sign = Target("sign", "OPEN SOURCE", title, None, 0.95, read=True, text="OPEN SOURCE")
    crowd = [(760 + 150 * n, 480, 130, 170) for n in range(5)]
    facts = panel(heads=crowd)
    facts = replace(
        facts, regions=(*facts.regions, Region("lettering", title, 0.95, "OPEN SOURCE"))
    )
    stage = stage_of(facts, (sign,), HD)
    nearest = next(each for each in compositions(stage, (sign,)) if each.target == sign)
    assert nearest.crossed < NOBODY
    assert title.y + title.h / 2 <= nearest.rect.y + nearest.rect.h / 2
