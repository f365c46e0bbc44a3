"""Looking at pictures: faces, lettering, saliency; any mode, any size, the same each time."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from render.camera.vision.facts import Region, facts_from_json, facts_to_json
from render.camera.vision.look import look
from render.camera.vision.sight import on_body, one_head
from render.geometry import Rect, centre
from story.assets import asset

SHARED = Path(__file__).resolve().parents[5] / "shared"


def lettered(text):
    picture = Image.new("RGB", (800, 500), (30, 60, 120))
    font = ImageFont.truetype(str(asset("fonts/AlegreyaSans-ExtraBold.ttf")), 80)
    ImageDraw.Draw(picture).text((420, 60), text, (255, 240, 200), font=font)
    return picture


def test_lettering_is_found_and_read():
    signs = look(lettered("MUSEUM"), "k").of("lettering")
    assert [sign.text for sign in signs] == ["MUSEUM"]
    x, y = centre(signs[0].box)
    assert 500 < x < 680
    assert 70 < y < 160


def test_facts_keep_their_json_form():
    facts = look(lettered("MUSEUM"), "k")
    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts)))) == facts


def test_looking_twice_sees_the_same():
    assert look(lettered("MUSEUM"), "k") == look(lettered("MUSEUM"), "k")


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "RGBA", "LA", "F"])
def test_every_mode_is_looked_at(mode):
    facts = look(Image.new(mode, (100, 80)), "k")
    assert (facts.width, facts.height, facts.regions) == (100, 80, ())


@pytest.mark.parametrize("size", [(1, 1), (6000, 90), (90, 6000)])
def test_every_size_is_looked_at(size):
    facts = look(Image.new("RGB", size), "k")
    assert (facts.width, facts.height) == size


def test_a_spot_draws_the_eye():
    picture = Image.new("RGB", (480, 320), (90, 90, 90))
    ImageDraw.Draw(picture).ellipse((330, 60, 400, 130), fill=(250, 40, 20))
    saliency = np.array(look(picture, "k").saliency)
    row, column = np.unravel_index(saliency.argmax(), saliency.shape)
    assert 300 < column * 480 / saliency.shape[1] < 430
    assert 30 < row * 320 / saliency.shape[0] < 160


def test_the_networks_are_those_that_were_built():
    for row in asset("sight/SHA256SUMS").read_text().splitlines():
        wanted, name = row.split()
        assert hashlib.sha256(asset(f"sight/{name}").read_bytes()).hexdigest() == wanted


def test_each_head_of_a_drawn_crowd_is_found_once():
    with Image.open(asset("sample/05-eleven-boats.jpg")) as panel:
        facts = look(panel, "k")
    captain, mira, odo, pell = (
        Rect(540, 275, 190, 250), Rect(670, 340, 200, 250), Rect(1006, 368, 194, 250),
        Rect(1331, 323, 156, 215),
    )  # fmt: skip

    def inside(head, kinds):
        middles = [centre(each.box) for each in facts.heads if each.kind in kinds]
        return sum(
            head.x < x < head.x + head.w and head.y < y < head.y + head.h for x, y in middles
        )

    assert [inside(head, {"face"}) for head in (captain, mira, odo)] == [1, 1, 1]
    # She hides behind a handkerchief: what is seen of her may be a head.
    assert inside(pell, {"face", "faint"}) >= 1


def test_what_is_a_face_from_afar_only_is_none():
    """The first look takes a lamp on the quay for a face; the second, from near by, does not."""
    with Image.open(asset("sample/00-cover.jpg")) as panel:
        facts = look(panel, "k")
    assert facts.of("face") == ()


@pytest.mark.parametrize(
    ("second", "one"),
    [
        (Rect(104, 150, 82, 96), True),  # the beard of the same head
        (Rect(170, 110, 80, 96), False),  # a neighbour, cheek to cheek
        (Rect(102, 200, 80, 96), False),  # somebody in front, a head lower
        (Rect(120, 160, 30, 36), False),  # a child far off
    ],
)
def test_a_find_right_above_another_is_the_same_head(second, one):
    first = Rect(100, 100, 80, 96)
    assert one_head(first, second) is one
    assert one_head(second, first) is one


@pytest.mark.parametrize(
    ("box", "sure", "knee"),
    [
        (Rect(420, 500, 90, 100), 0.61, True),
        (Rect(420, 500, 90, 100), 0.9, False),  # a child before somebody
        (Rect(700, 500, 90, 100), 0.61, False),  # beside them
        (Rect(440, 150, 50, 60), 0.61, False),  # above
    ],
)
def test_a_doubtful_find_on_a_body_may_be_a_knee(box, sure, knee):
    seen = Region("face", Rect(450, 250, 50, 60), 1.0)
    assert on_body(Region("face", box, sure), (seen,)) is knee


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared panels are not here")
def test_people_in_a_drawn_panel_are_found():
    with Image.open(SHARED / "stories/llama-effect/06-open-source-decision.png") as panel:
        facts = look(panel, "k")
    assert len(facts.of("face")) >= 7
    assert {"MONETIZATION", "OPEN SOURCE"} <= {sign.text for sign in facts.of("lettering")}
