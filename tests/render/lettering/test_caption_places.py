"""Captions of frames that are split stand where the pictures meet."""

from fractions import Fraction

from render.geometry import Rect
from render.lettering.caption_place import place_caption
from render.lettering.onscreen import Scenery
from render.lettering.signs.caption_signs import CaptionSign
from render.shots import FramePlace, Keyframe, Shot, View

TALL = View(540, 960, Fraction(30))
SIGN = CaptionSign(("And it takes", "three weeks by post!"), (255, 250, 240), 0.5, 400)


def middle(*places: Rect) -> float:
    """How far down the canvas a caption's middle is, 0..1."""
    keys = (Keyframe(0.0, Rect(0, 0, 100, 100)),)
    shots = [Shot("p", 0, 90, keys, (FramePlace(0, place),)) for place in places]
    scenery = Scenery(tuple(shots) or (Shot("p", 0, 90, keys),), {}, {}, TALL)
    sign, box = place_caption([SIGN], scenery, 10, 60)
    assert sign == SIGN
    return (box.y + box.h / 2) / TALL.height


def test_a_caption_stands_low_and_on_the_seam_of_a_split_frame() -> None:
    assert middle() > 0.7
    assert abs(middle(Rect(20, 20, 500, 450), Rect(20, 490, 500, 450)) - 0.5) < 0.05
