"""Animals, robots, statues and people from behind: found by their colours, or as they stand out."""

import pytest
from PIL import Image, ImageDraw

from render.camera.drawn import drawn
from render.camera.framing.edges import people_crossed
from render.camera.framing.stage import stage_of
from render.camera.prompts.figures import figures
from render.camera.prompts.places import places
from render.camera.targets import panel_targets
from render.camera.vision.look import look
from render.geometry import Rect, centre, rows, seen
from render.shots import View

GOOSE = (1100, 560, 1240, 860)


def picture(*spots, ground=(30, 60, 110)):
    found = Image.new("RGB", (1600, 1000), ground)
    for box, colour in spots:
        ImageDraw.Draw(found).ellipse(box, fill=colour)
    return look(found, "k")


def the_thing(facts, prompt, people=()):
    panel = drawn(facts, places(prompt), people)
    return next(target for target in panel_targets(panel) if target.faceless)


def test_an_animal_is_where_its_colour_is_in_its_zone():
    facts = picture((GOOSE, "white"), ((100, 100, 300, 300), "white"))
    found = the_thing(facts, "In the foreground on the right stands a white goose.")
    assert (found.kind, found.sure > 0.5) == ("thing", True)
    assert seen(Rect(1100, 560, 140, 300), found.box) > 0.8
    assert found.box.w < 300


def test_without_a_colour_it_is_what_stands_out_there_less_surely():
    facts = picture((GOOSE, (240, 90, 40)))
    found = the_thing(facts, "On the right a robot waves.")
    x, y = centre(found.box)
    assert (1050 < x < 1290, 500 < y < 920) == (True, True)
    assert found.sure < 0.6


def test_where_nothing_tells_all_of_the_zone_is_meant():
    found = the_thing(picture(), "On the right a robot waves.")
    assert found.box.w > 600
    assert found.sure < 0.4


@pytest.mark.parametrize(
    ("prompt", "faceless"),
    [
        ("On the left stands a bronze statue.", True),
        ("On the left, a man on a horse waves.", False),
        ("On the left, Ada holds a cat.", False),
        ("On the left, an old dog sleeps.", True),
    ],
)
def test_who_rides_or_holds_an_animal_is_a_person(prompt, faceless):
    (found,) = figures(places(prompt), ["ada"])
    assert found.faceless is faceless


def test_beside_her_is_near_her():
    told = places(
        "In the foreground on the left stands Ada. Beside her, to the right, stands a goose."
    )
    (goose,) = (place for place in told if "goose" in place.text)
    assert (goose.zone.x, goose.zone.w) == pytest.approx((0.2, 0.5))


def test_somebody_from_behind_is_where_their_coat_is():
    facts = picture(((200, 300, 420, 900), (235, 200, 40)))
    prompt = "On the left, seen from behind, stands Ada, a girl in a yellow raincoat."
    panel = drawn(facts, places(prompt), ["Ada"])
    (ada,) = (target for target in panel_targets(panel) if target.kind == "person")
    assert (ada.head, ada.named) == (None, True)
    assert seen(Rect(200, 300, 220, 600), ada.box) > 0.8


def test_an_animals_head_is_not_cut():
    facts = picture((GOOSE, "white"))
    targets = panel_targets(
        drawn(facts, places("In the foreground on the right stands a white goose."), ())
    )
    stage = stage_of(facts, targets, View(1920, 1080, 30))
    (head,) = stage.faint
    assert head[1] < 560 < head[1] + head[3] < 860


def test_one_whose_head_is_not_found_is_seen_from_head_to_half_way_down():
    facts = picture()
    prompt = "In the foreground on the right stands Tom, a man."
    stage = stage_of(facts, panel_targets(drawn(facts, places(prompt), ["Tom"])),
                     View(1920, 1080, 30))  # fmt: skip
    crops = [Rect(700, 0, 900, 400), Rect(700, 60, 900, 800), Rect(700, 400, 900, 506)]
    assert (people_crossed(rows(crops), stage) > 0).tolist() == [True, False, True]
