"""Where balloons stand: one place for a speaker, off people, in who is elsewhere's own corner."""

from fractions import Fraction

import numpy as np
import pytest
from sounds import line

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, overlap
from render.lettering.balloon_place import place_balloon
from render.lettering.model import Area
from render.lettering.onscreen import Scenery, bodies, head_of, seen_head
from render.lettering.signs.balloon_signs import BalloonSign
from render.shots import Keyframe, Shot, View

VIEW = View(1280, 720, Fraction(30))
ODO_LEFT = "On the far left stands Odo, an old man."
PROMPT = "On the left stands Mira, a girl. On the right stands Odo, an old man."
SAID = "You have hidden your supper in my lighthouse!"
LONG = "You have hidden your supper in my lighthouse, and the whole of the town has seen it!"


WHOLE = Rect(0, 0, 1280, 720)


def scenery(faces, prompt=PROMPT, crop=WHOLE):
    known = PictureFacts("p", 1280, 720, tuple(Region("face", face, 0.95) for face in faces))
    shot = Shot("p", 0, 200, (Keyframe(0.0, crop),))
    return Scenery((shot,), {"p": known}, {"p": prompt}, VIEW, ("narrator", "Mira", "Odo"))


def placed(text, speaker, seen, first=20, last=80) -> tuple[BalloonSign, Area]:
    sign = BalloonSign(text, "", (0.0, 0.0), 720 / 1080, 1280 * 0.42)
    return place_balloon(sign, line(text, speaker), seen, first, last, ())


@pytest.mark.parametrize(("x", "speaker", "right"), [(250, "Mira", True), (900, "Odo", False)])
def test_a_speaker_has_one_place_through_a_shot_on_the_side_with_room(x, speaker, right):
    seen = scenery([Rect(250, 260, 110, 140), Rect(900, 260, 110, 140)])
    boxes = [
        placed(text, speaker, seen)[1].box for text in ("No!", "Is it meant to do that?", SAID)
    ]
    mouth = x + 55
    assert [box.x + box.w / 2 > mouth for box in boxes] == [right] * 3
    assert all(overlap(one, other) > 0 for one in boxes for other in boxes)
    assert all(box.y + box.h / 2 < 260 + 70 for box in boxes)


def test_a_balloon_is_flatter_or_narrower_before_it_stands_on_a_body():
    faces = [
        Rect(x, 130, 80, 100) for x in range(60, 1200, 190)
    ]  # a row of people, seen to the hip
    seen = scenery(faces, prompt="A row of eight people.")
    sign, area = placed(LONG, "Odo", seen)
    assert sum(overlap(area.box, body) for body in bodies(seen, 20, 80)) == 0
    assert sign.unit >= 0.66 * 720 / 1080


def test_who_is_left_of_the_frame_speaks_from_its_left():
    faces = [Rect(60, 260, 90, 120), Rect(980, 260, 110, 140)]
    near = Rect(640, 120, 640, 360)  # of Mira, who stands on the right
    seen = scenery(faces, f"{ODO_LEFT} On the far right stands Mira, a girl.", near)
    assert seen_head(seen, "Odo", 20, 80) is None
    _, area = placed("It is not meant to.", "Odo", seen)
    assert area.box.x + area.box.w < VIEW.width / 2


def test_who_is_in_no_picture_keeps_a_corner_of_their_own():
    seen = scenery([Rect(590, 300, 100, 130)], prompt="A quay in the rain, a woman waits.")
    first, second = (placed("Nobody is here.", who, seen)[1].box for who in ("Mira", "Odo"))
    assert (first.x < VIEW.width / 2) != (second.x < VIEW.width / 2)


@pytest.mark.parametrize("text", ["No!", SAID, LONG, f"{LONG} {SAID}"])
@pytest.mark.parametrize("top", [40, 150, 260])
def test_no_balloon_is_taken_for_somebody_else_s(text, top):
    odo, mira = Rect(470, 120, 280, 360), Rect(1090, top, 130, 170)
    prompt = "In the center stands Odo, an old man. On the far right stands Mira, a girl."
    seen = scenery([odo, mira], prompt)
    sign, area = placed(text, "Mira", seen)
    if sign.manner == "aside":
        return
    x, y = area.box.x + area.box.w / 2 + sign.tail[0], area.box.y + area.box.h / 2 + sign.tail[1]
    away = [np.hypot(x - f.x - f.w / 2, y - f.y - f.h * 0.75) for f in (mira, odo)]
    assert away[0] < away[1]


def test_a_voice_from_elsewhere_has_a_box_in_a_corner_however_it_speaks():
    seen = scenery([Rect(590, 300, 100, 130)], prompt="A quay in the rain, a woman waits.")
    for manner in ("", "whisper", "shout", "thought"):
        sign = BalloonSign(LONG, manner, (0.0, 0.0), 720 / 1080, 1280 * 0.42)
        boxed, area = place_balloon(sign, line(LONG, "Odo"), seen, 20, 80, ())
        assert (boxed.manner, boxed.tail) == ("aside", (0.0, 0.0))
        aside = min(area.box.x, VIEW.width - area.box.x - area.box.w)
        assert aside <= 0.06 * VIEW.width


def test_a_box_goes_to_another_corner_rather_than_beside_somebodys_face():
    faces = [Rect(230, 40, 130, 170), Rect(700, 300, 100, 130)]
    seen = scenery(faces, prompt="A quay in the rain.")
    boxes = [placed("Nobody is here.", who, seen)[1].box for who in ("Mira", "Odo")]
    assert all(box.x > VIEW.width / 2 for box in boxes)


def test_a_tail_ends_before_all_of_where_an_unseen_head_may_be():
    seen = scenery([Rect(150, 260, 110, 140)], "On the left Mira, a girl. On the right Odo, old.")
    sign, area = placed(SAID, "Odo", seen)
    head = head_of(seen, "Odo", 50)
    x, y = area.box.x + area.box.w / 2 + sign.tail[0], area.box.y + area.box.h / 2 + sign.tail[1]
    assert not head.sure
    assert sign.tail != (0.0, 0.0)
    assert overlap(Rect(x, y, 1, 1), head.room) == 0


def test_who_is_seen_points_at_themselves_from_their_own_body_before_they_have_a_box():
    """Mira stands right at the edge, with no room over her and Odo beside her."""
    odo, mira = Rect(780, 40, 140, 200), Rect(1040, 20, 150, 190)
    prompt = "In the center stands Odo, an old man. On the far right stands Mira, a girl."
    seen = scenery([odo, mira], prompt)
    sign, area = placed("It was only a lamp, and it is out.", "Mira", seen)
    assert sign.tail != (0.0, 0.0)
    assert sign.manner == ""
    assert overlap(area.box, odo) == overlap(area.box, mira) == 0
