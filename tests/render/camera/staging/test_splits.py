"""People who are far apart, side by side: when, whom, how large, and what stands on it."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from sounds import cast, facts, line, section

from render.camera.direct import direct
from render.camera.staging.splits import free_from
from render.camera.vision.facts import PictureFacts, Region, head_about
from render.editing.cutting import EditPlan, cut
from render.geometry import Rect, overlap, seen
from render.lettering.onscreen import Scenery, seen_head
from render.pixels.segments import FramedLayer, SpreadLayer
from render.shots import FramePlace, Shot, View, place_at, rect_at, shots_at
from story.model import Annotation
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm

WIDE, TALL = View(1920, 1080, Fraction(30)), View(1080, 1920, Fraction(30))
PROMPT = "On the far left stands Mira, a girl. On the far right stands Odo, an old man."
FAR = (Rect(120, 300, 60, 75), Rect(1350, 300, 60, 75))
NEAR = (Rect(560, 300, 110, 135), Rect(900, 300, 110, 135))
SLOW = "The rain went on over the roofs of the town, and nobody in the square looked up at it. "
QUICK = (
    ("narrator", SLOW),
    ("Mira", "Is it meant to do that?"),
    ("Odo", "It is not."),
    ("Mira", "Then somebody has to climb up there."),
    ("Odo", "That will be you."),
    ("narrator", SLOW),
)


def directed(said=QUICK, faces=FAR, view=WIDE, asked=(), parts=(), **others):
    lines = [line(text, who, name=f"l{n}") for n, (who, text) in enumerate(said)]
    lines[1] = replace(lines[1], annotations=asked)
    told = section(lines)
    told = replace(told, panels=(replace(told.panels[0], prompt=PROMPT),))
    timeline = arrange(told, facts([told]), cast("Mira", "Odo"), view.fps, Rhythm())
    known = PictureFacts("p", 1536, 1024, (*(Region("face", face, 0.95) for face in faces), *parts))
    given = {"splits": 0} | others
    return told, timeline, known, direct(told, timeline, (known,), view, ("Mira", "Odo"), **given)


def beside(plan):
    return [(shot, note) for shot, note in zip(plan.shots, plan.notes, strict=True) if shot.places]


def test_quick_replies_of_people_far_apart_are_seen_side_by_side():
    _, _, known, plan = directed()
    (mira, told), (odo, other) = beside(plan)
    assert (told.subject, other.subject, told.move) == ("Mira", "Odo", "side by side")
    assert 4 <= mira.frames / 30 <= 12
    assert (mira.start, mira.frames) == (odo.start, odo.frames)
    heads = [head_about(face, known.whole) for face in FAR]
    for shot, own, others in ((mira, *heads), (odo, *heads[::-1])):
        crop = rect_at(shot, shot.frames // 2, WIDE.fps)
        assert seen(own, crop) > 0.97
        assert seen(others, crop) == 0
    left, right = (place_at(shot.places, 0) for shot in (mira, odo))
    assert overlap(left, right) == 0
    assert left.x < right.x


def test_whoever_has_the_word_is_larger_and_brighter():
    _, timeline, _, plan = directed()
    (mira, _), (odo, _) = beside(plan)
    for clip in (each for each in timeline.clips if each.line in ("l2", "l3")):
        frame = round((clip.start + clip.end) / 2 * 30 / 48_000) - mira.start
        sizes = [place_at(shot.places, frame).w for shot in (mira, odo)]
        lights = [dict(shot.lights) for shot in (mira, odo)]
        assert (sizes[0] > sizes[1]) == (clip.line == "l3")
        assert {*lights[0].values()} == {*lights[1].values()} == {1.0, 0.72}


def test_frames_are_covered_once_and_a_panel_opens_and_closes_as_ever():
    _, timeline, _, plan = directed()
    spans = list(dict.fromkeys((s.start, s.start + s.frames) for s in plan.shots))
    assert spans[0][0] == 0
    assert spans[-1][1] == timeline.frames
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert not plan.shots[0].places
    assert not plan.shots[-1].places


SLOWLY = tuple((who, SLOW * 2 if who == "Odo" else text) for who, text in QUICK)


@pytest.mark.parametrize(
    ("said", "faces", "others"),
    [
        (QUICK, NEAR, {}),  # one frame holds both
        (QUICK, FAR, {"splits": None}),
        (QUICK[:2] + QUICK[4:], FAR, {}),  # two replies are shot and reverse shot
        (SLOWLY, FAR, {}),  # longer than a wall
        (QUICK, (*FAR, Rect(195, 300, 60, 75)), {}),  # Mira is not alone in any crop
    ],
)
def test_what_shot_and_reverse_shot_can_tell_is_told_so(said, faces, others):
    assert beside(directed(said, faces, **others)[-1]) == []


def test_upright_they_are_one_above_the_other_where_they_are_named_together():
    said = (("narrator", SLOW), ("narrator", f"Mira and Odo looked at each other over {SLOW[4:]}"),
            ("narrator", SLOW), ("narrator", SLOW))  # fmt: skip
    _, _, _, plan = directed(said, view=TALL)
    found = beside(plan)
    assert [note.subject for _, note in found] == ["Mira", "Odo"]
    upper, lower = (place_at(shot.places, 0) for shot, _ in found)
    assert upper.y + upper.h < lower.y
    assert beside(directed(said, view=WIDE)[-1]) == []


EDGE = 768.0
PARTS = tuple(Region("part", Rect(x, 0, EDGE, 1024), 0.95) for x in (0.0, EDGE))
APART = (("narrator", SLOW), ("Mira", "Is anybody there, or am I talking to the wind again?"),
         ("Odo", "It is me, and the line is bad."), ("narrator", SLOW * 2))  # fmt: skip


def test_in_a_panel_of_two_pictures_those_who_answer_each_other_are_seen_side_by_side():
    (_, told), (_, other) = beside(directed(APART, parts=PARTS)[-1])
    assert (told.subject, other.subject, told.reason) == ("Mira", "Odo", "in two pictures")
    assert beside(directed(APART)[-1]) == []  # in one they are shot and reverse shot
    alone = tuple(("Mira" if who == "Odo" else who, text) for who, text in APART)
    assert beside(directed(alone, parts=PARTS)[-1]) == []


def test_nobody_is_so_seen_before_they_may_be():
    first = beside(directed()[-1])[0][0].start
    assert beside(directed(splits=first)[-1])[0][0].start == first
    late = [shot.start for shot, _ in beside(directed(splits=first + 1)[-1])]
    assert all(start > first for start in late)
    assert beside(directed(splits=10_000)[-1]) == []


def test_seconds_between_two_count_across_sections():
    one, both = Shot("p", 0, 60, ()), Shot("p", 60, 90, (), (FramePlace(0, Rect(0, 0, 1, 1)),))
    short, long = (300, (one, both, both)), (4000, (one, both, both))
    assert free_from([], WIDE.fps) == 0
    assert free_from([short], WIDE.fps) == 2700 - 150  # the split ends 150 frames before the end
    assert free_from([(200, (one,)), short], WIDE.fps) == 2700 - 350
    assert free_from([long], WIDE.fps) == 0
    assert free_from([(2700, (one,)), short], WIDE.fps) == 0
    assert free_from([short, short], WIDE.fps) == 2700 - 150


def test_an_author_asks_for_it_and_is_told_where_it_can_not_be():
    order = (Annotation("camera", "side by side Odo and Mira", row=7),)
    calm = tuple((who, text) for who, text in QUICK if who != "Odo")
    *_, plan = directed(calm, asked=order, splits=None)
    assert [note.subject for _, note in beside(plan)] == ["Mira", "Odo"]
    assert plan.problems == ()
    *_, plan = directed(calm, (*FAR, Rect(195, 300, 60, 75)), asked=order)
    assert beside(plan) == []
    assert [(each.row, each.code) for each in plan.problems] == [(7, "camera-not-alone")]


@pytest.mark.parametrize("names", ["Odo and Odo", "Odo"])
def test_nobody_stands_beside_themselves(names):
    order = (Annotation("camera", f"side by side {names}", row=7),)
    *_, plan = directed(asked=order, splits=None)
    assert beside(plan) == []
    assert [(each.row, each.code) for each in plan.problems] == [(7, "camera-not-alone")]


def test_a_speaker_is_looked_for_in_the_picture_that_shows_them():
    _, _, known, plan = directed()
    scenery = Scenery(plan.shots, {"p": known}, {"p": PROMPT}, WIDE, ("Mira", "Odo"))
    (mira, _), (odo, _) = beside(plan)
    middle = mira.start + mira.frames // 2
    for name, shot in (("Mira", mira), ("Odo", odo)):
        head = seen_head(scenery, name, middle, middle + 10)
        assert head is not None
        assert seen(head.box, place_at(shot.places, middle - shot.start)) > 0.95
    assert {*shots_at(plan.shots, middle)} == {mira, odo}


def test_pictures_are_laid_on_a_ground_of_their_own_colours():
    _, timeline, _, plan = directed()
    (mira, _), _ = beside(plan)
    segments = cut(EditPlan(timeline, plan, WIDE))
    (first, *_) = [each for each in segments if each.start == mira.start]
    ground, *pictures = first.layers
    assert isinstance(ground, SpreadLayer)
    assert [type(each) for each in pictures] == [FramedLayer, FramedLayer]
    assert [each.places[0].rect for each in pictures] == [
        place_at(shot.places, 0) for shot, _ in beside(plan)
    ]
