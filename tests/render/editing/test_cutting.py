"""Segments cover a scene's frames once, and every frame is covered by a picture."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.cutting import LONGEST, EditPlan, cut
from render.geometry import Rect
from render.pixels.enlarging.tiles import Tile
from render.pixels.segments import (
    Cel,
    Depth,
    FillLayer,
    PanelLayer,
    StillLayer,
    enlarged_in,
    opacity_at,
)
from render.shots import Keyframe, Overlay, Shot, View
from voices.timeline import SectionTimeline

VIEW = View(320, 180, Fraction(30), lead_in=12)
PATH = (Keyframe(0.0, Rect(0, 0, 320, 180)),)


def shot(picture: str, start: int, end: int) -> Shot:
    return Shot(picture, start, end - start, PATH)


def asked(frames: int, *shots: Shot, **others) -> EditPlan:
    timeline = SectionTimeline("s", frames, (), (), ())
    return EditPlan(timeline, ShotPlan(shots, (), ()), VIEW, **others)


def test_a_long_shot_is_cut_into_even_parts() -> None:
    segments = cut(asked(600, shot("a", 0, 600)))
    assert [(each.start, each.frames) for each in segments] == [(0, 200), (200, 200), (400, 200)]


def test_the_next_scene_fades_in_over_the_last_frames() -> None:
    follower = ShotPlan((shot("b", -12, 100),), (), ())
    *_, last = cut(asked(90, shot("a", 0, 90), follower=follower))
    assert (last.start, last.frames) == (78, 12)
    under, over = last.layers
    assert isinstance(under, PanelLayer)
    assert isinstance(over, PanelLayer)
    assert (under.shot.picture, over.shot.picture, over.shot.start) == ("a", "b", 78)
    levels = [opacity_at(over.opacity, frame) for frame in range(12)]
    assert levels == sorted(levels)
    assert 0 < levels[0] < levels[-1] < 1


def test_shots_that_come_near_are_told_their_tiles() -> None:
    near = Shot("a", 0, 300, (Keyframe(0.0, Rect(40, 40, 96, 54)),))
    far = shot("b", 300, 400)
    known = {name: PictureFacts(name, 600, 400) for name in "ab"}
    tiles = [
        [layer.tiles for layer in each.layers if isinstance(layer, PanelLayer)]
        for each in cut(asked(400, near, far, facts=known))
    ]
    assert tiles == [[(Tile(0, 0, 192, 192),)], [(Tile(0, 0, 192, 192),)], [()]]
    without = replace(asked(400, near, far, facts=known), view=replace(VIEW, upscaled=False))
    assert not any(enlarged_in(each) for each in cut(without))
    assert not any(
        enlarged_in(each)
        for each in cut(asked(300, near, facts={"a": PictureFacts("a", 4000, 3000)}))
    )


def test_an_overlay_may_grow_out_of_a_point_and_go_at_its_own_pace() -> None:
    grown = Overlay("b", 0, 60, 6, 40.0, 20.0, fade_out=3, grows=(100.0, 80.0))
    (segment,) = cut(asked(60, shot("a", 0, 60), overlays=(grown,)))
    still = segment.layers[-1]
    assert isinstance(still, StillLayer)
    here, there = still.places
    assert (there.x, there.y, there.scale, there.frame) == (40.0, 20.0, 1.0, 6)
    assert 0 < here.scale < 1
    for each in (here, there):  # the point lies on the same spot of the picture
        assert (100.0 - each.x) / each.scale == 60.0
        assert (80.0 - each.y) / each.scale == 60.0
    assert [opacity_at(still.opacity, at) for at in (6, 57, 60)] == [1, 1, 0]


def test_an_overlay_fades_in_and_out_and_is_gone() -> None:
    segments = cut(asked(200, shot("a", 0, 200), overlays=(Overlay("card", 0, 120, 15),)))
    stills = [layer for each in segments for layer in each.layers if isinstance(layer, StillLayer)]
    assert [each.start for each in segments] == [0]
    (card,) = stills
    assert [opacity_at(card.opacity, frame) for frame in (0, 15, 105, 120)] == [0, 1, 1, 0]


def test_a_film_opens_and_closes_on_black() -> None:
    segments = cut(asked(100, shot("a", 0, 100), dip_in=10, dip_out=20))
    first, last = segments[0].layers[-1], segments[-1].layers[-1]
    assert isinstance(first, FillLayer)
    assert isinstance(last, FillLayer)
    assert opacity_at(first.opacity, 0) == 1
    assert opacity_at(last.opacity, segments[-1].frames - 1) == 1


def test_panels_dip_to_black_between_each_other_and_never_within_one() -> None:
    shots = (shot("a", 0, 40), shot("a", 40, 90), shot("b", 90, 150))
    segments = cut(asked(150, *shots, transition="dip"))

    def black(frame: int) -> float:
        within = next(each for each in segments if each.start <= frame < each.start + each.frames)
        fills = [layer for layer in within.layers if isinstance(layer, FillLayer)]
        return max((opacity_at(fill.opacity, frame - within.start) for fill in fills), default=0)

    assert [black(frame) for frame in (39, 40, 89, 90, 0, 149)] == [0, 0, 1, 1, 0, 0]
    assert 0 < black(86) < 1


def test_a_picture_never_fades_into_itself() -> None:
    follower = ShotPlan((shot("a", -12, 100),), (), ())
    segments = cut(asked(90, shot("a", 0, 90), follower=follower))
    assert all(len(each.layers) == 1 for each in segments)


@given(
    st.lists(st.integers(1, 700), min_size=1, max_size=6),
    st.integers(0, 20),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_every_frame_lies_in_one_segment_over_a_picture(
    lengths: list[int], lead: int, dip_in: int, dip_out: int
) -> None:
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    starts = [0, *ends[:-1]]
    shots = [
        shot(str(i), max(0, start - (lead if i else 0)), end)
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    frames = ends[-1]
    segments = cut(asked(frames, *shots, dip_in=min(dip_in, frames), dip_out=min(dip_out, frames)))
    assert [each.start for each in segments] == [
        sum(each.frames for each in segments[:i]) for i in range(len(segments))
    ]
    assert sum(each.frames for each in segments) == frames
    assert all(0 < each.frames <= LONGEST for each in segments)
    assert all(isinstance(each.layers[0], PanelLayer) for each in segments)


CELS = {"a": (Cel("back"), Cel("front"))}


def depth_of(*, note="hold", reason="a place", frames=120, still=False, **others):
    """The depth of a shot of the panel "a", whose artist made layers of it."""
    plan = asked(frames, shot("a", 0, frames), cels=CELS, **others)
    noted = ShotPlan(plan.direction.shots, (ShotNote(0, "wide", "it", reason, note),), ())
    (segment,) = cut(replace(plan, direction=noted, view=replace(VIEW, still=still)))
    (layer,) = segment.layers
    return layer.depth


def test_an_artist_s_layers_stand_in_for_their_panel() -> None:
    assert depth_of(depth=(0.015, 0.0)) == Depth(0.015, CELS["a"])
    assert depth_of(depth=(0.015, 0.0), note="pan", reason="as asked") == Depth(0.015, CELS["a"])


def test_in_a_short_shot_they_go_less_far() -> None:
    assert depth_of(depth=(0.015, 0.0), frames=30) == Depth(0.005, CELS["a"])


def test_where_nothing_is_to_move_the_panel_itself_is_shown() -> None:
    assert depth_of(depth=(0.0, 0.0)) is None
    assert depth_of(depth=(0.015, 0.0), still=True) is None
    assert depth_of(depth=(0.015, 0.0), reason="as asked") is None
