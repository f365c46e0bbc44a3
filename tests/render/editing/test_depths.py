"""A picture is bent only where there is time for it, somebody near, and nothing to read."""

from dataclasses import replace
from fractions import Fraction

import pytest

from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts, Region, head_about
from render.editing.cutting import EditPlan, cut
from render.editing.depths import bend
from render.geometry import Rect
from render.pixels.segments import PanelLayer
from render.shots import Keyframe, Shot, View
from voices.timeline import SectionTimeline

VIEW = View(1920, 1080, Fraction(30))
NEAR, FAR = Rect(600, 300, 120, 150), Rect(1200, 500, 30, 36)
FACTS = PictureFacts(
    "p",
    1536,
    1024,
    (
        Region("face", NEAR, 0.9),
        Region("faint", FAR, 0.25),
        Region("lettering", Rect(40, 40, 90, 30), 0.9, "EXIT"),
    ),
)
NOTE = ShotNote(0, "wide", "the harbour", "a place", "hold")
SHOT = Shot("p", 0, 120, (Keyframe(0.0, Rect(0, 80, 1536, 864)),))


def bent(shot=SHOT, note=NOTE, facts=FACTS, share=0.015, view=VIEW):
    return bend(shot, note, facts, share, view)


def test_a_wide_shot_with_somebody_near_is_bent():
    depth = bent()
    assert depth.share == 0.015
    assert depth.heads == (head_about(NEAR, FACTS.whole),)
    assert depth.rigid == (head_about(FAR, FACTS.whole), Rect(40, 40, 90, 30))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"share": 0.0}, "nobody asks for it"),
        ({"view": replace(VIEW, still=True)}, "nothing is to move"),
        ({"shot": replace(SHOT, frames=89)}, "it is shorter than three seconds"),
        ({"note": replace(NOTE, scale="close")}, "it is close"),
        ({"note": replace(NOTE, reason="as asked")}, "its author wants it to be still"),
        ({"facts": replace(FACTS, regions=())}, "nobody is there"),
        (
            {"facts": replace(FACTS, regions=(Region("face", FAR, 0.9),))},
            "nobody is near",
        ),
        (
            {"facts": replace(FACTS, regions=(Region("face", NEAR, 0.2),))},
            "nobody is surely there",
        ),
        (
            {
                "facts": replace(
                    FACTS,
                    regions=(*FACTS.regions, Region("lettering", Rect(300, 700, 500, 60), 1.0)),
                )
            },
            "it is read",
        ),
        (
            {"shot": replace(SHOT, keyframes=(Keyframe(0.0, Rect(0, 0, 600, 1000)),))},
            "it lies on a spread",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_other_is(other, why):
    assert bent(**other) is None, why


def test_the_next_scene_s_shot_is_bent_from_its_dissolve_on():
    """In the segment in which it comes as in those in which it is alone: nothing jumps."""
    timeline = SectionTimeline("s", 200, (), (), ())
    first = ShotPlan((replace(SHOT, picture="q", frames=200),), (NOTE,), ())
    follower = ShotPlan((replace(SHOT, start=-18),), (NOTE,), ())
    asked = EditPlan(timeline, first, VIEW, follower=follower, facts={"p": FACTS},
                     depth=(0.0, 0.015))  # fmt: skip
    layers = [layer for layer in cut(asked)[-1].layers if isinstance(layer, PanelLayer)]
    assert [layer.depth for layer in layers] == [None, bent()]
