"""Insets: the right one, alone and whole, in a calm corner, where it is not seen anyway."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from spoken_story import perform, section

from render.camera.drawn import drawn
from render.camera.prompts.places import places
from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts, Region
from render.editing.cutting import EditPlan, cut
from render.editing.insets import insets, named_target
from render.geometry import Rect, overlap, seen
from render.pixels.segments import FramedLayer
from render.shots import FramePlace, Keyframe, Shot, View
from story.model import NARRATOR, Annotation

VIEW = View(1920, 1080, Fraction(30))
PROMPT = "On the far left stands Mira, a girl. On the far right stands Odo, an old man."
MIRA, ODO = Rect(60, 300, 90, 110), Rect(1330, 300, 90, 110)
TOLD = section(
    "T",
    (
        NARRATOR,
        "The harbour lay quiet, and for a while nothing moved at all on the water.",
        "start",
    ),
    (NARRATOR, "Then Odo came down from the tower with his hands in his pockets.", "paragraph"),
    (NARRATOR, "Nobody said a word.", "paragraph"),
)
TOLD = replace(TOLD, panels=(replace(TOLD.panels[0], prompt=PROMPT),))


def face(box):
    return Region("face", box, 0.95)


def plan(rect, scale="wide", frames=2000, reason="a place"):
    shot = Shot("p", 0, frames, (Keyframe(0.0, rect),))
    return ShotPlan((shot,), (ShotNote(0, scale, "the harbour", reason, "hold"),), ())


LEFT = Rect(0, 250, 640, 360)  # Odo is not in it


def shown(direction=None, regions=None, told=TOLD, **others):
    facts = PictureFacts("p", 1536, 1024, regions or (face(MIRA), face(ODO)))
    timeline = perform(told).sections[0]
    direction = direction or plan(LEFT)
    return insets(told, timeline, direction, (facts,), VIEW, ("Mira", "Odo"), **others)


def test_who_is_named_and_not_in_the_frame_is_seen_near_for_the_sentence():
    (inset,), problems = shown()
    assert not problems
    word = perform(TOLD).sections[0].clips[1].words[1]
    assert abs(inset.shot.start - word.onset * 30 / 48_000) <= 6
    assert 1.8 <= inset.shot.frames / 30 <= 4.5
    for key in inset.shot.keyframes:
        assert seen(ODO, key.rect) == pytest.approx(1)
        assert seen(MIRA, key.rect) == 0
    assert overlap(inset.rect, Rect(180, 150, 270, 330)) == 0  # Mira's face on the canvas
    assert inset.note.subject == "Odo"


@pytest.mark.parametrize(
    ("direction", "why"),
    [
        (plan(Rect(896, 100, 640, 360)), "he is in the frame"),
        (plan(LEFT, "close"), "a close shot is somebody else's"),
        (plan(LEFT, reason="as asked"), "the author wants the shot as it is"),
    ],
)
def test_none_where_it_is_not_needed(direction, why):
    assert not shown(direction)[0], why


def test_none_that_shows_somebody_else_or_cuts_a_word():
    beside = face(Rect(1425, 300, 90, 110))
    assert not shown(regions=(face(MIRA), face(ODO), beside))[0]
    word = Region("lettering", Rect(1000, 400, 350, 60), 0.9, "HARBOUR")
    assert not shown(regions=(face(MIRA), face(ODO), word))[0]


@pytest.mark.parametrize(("words", "head"), [("another sailor", 1), ("one old sailor", 0)])
def test_of_two_alike_the_one_whom_the_words_describe(words, head):
    prompt = "On the far left stands one old sailor. On the far right stands another sailor, young."
    facts = PictureFacts("p", 1536, 1024, (face(MIRA), face(ODO)))
    target = named_target(words, drawn(facts, places(prompt), ()))
    assert overlap(target.head, (MIRA, ODO)[head]) > 0


def test_none_over_a_shot_that_is_soon_over():
    first = shown()[0][0].shot.start
    cuts = (0, first, first + 70, 2000)
    shots = tuple(Shot("p", a, b - a, (Keyframe(0.0, LEFT),)) for a, b in itertools.pairwise(cuts))
    note = ShotNote(0, "wide", "the harbour", "a place", "hold")
    assert not shown(ShotPlan(shots, (note,) * 3, ()))[0]


def test_only_what_is_asked_for_where_none_are_to_be_found():
    assert not shown(found=False)[0]
    line = replace(TOLD.lines[0], annotations=(Annotation("inset", "Odo", 7),))
    asked = replace(TOLD, lines=(line, *TOLD.lines[1:]))
    (inset,), problems = shown(told=asked, found=False)
    assert inset.shot.start < 30
    assert not problems


def test_what_can_t_be_shown_is_a_problem():
    line = replace(TOLD.lines[0], annotations=(Annotation("inset", "the unicorn", 7),))
    made, problems = shown(told=replace(TOLD, lines=(line, *TOLD.lines[1:])), found=False)
    assert not made
    assert [(each.code, each.row) for each in problems] == [("inset-left-out", 7)]


def test_it_is_a_layer_over_the_shot_that_comes_and_goes():
    (inset,), _ = shown()
    direction = replace(plan(LEFT), insets=(inset,))
    timeline = perform(TOLD).sections[0]
    layers = [
        (segment, layer)
        for segment in cut(EditPlan(timeline, direction, VIEW))
        for layer in segment.layers
        if isinstance(layer, FramedLayer)
    ]
    assert layers
    for segment, layer in layers:
        assert segment.start < inset.shot.start + inset.shot.frames
        assert layer.opacity[0][1] == layer.opacity[-1][1] == 0
        assert layer.places[-1].rect == inset.rect


def test_none_over_people_side_by_side_and_that_is_told():
    line = replace(TOLD.lines[0], annotations=(Annotation("inset", "Odo", 7),))
    asked = replace(TOLD, lines=(line, *TOLD.lines[1:]))
    (shot,), (note,) = plan(LEFT).shots, plan(LEFT).notes
    beside = [replace(shot, places=(FramePlace(0, Rect(x, 20, 900, 1000)),)) for x in (20, 940)]
    made, problems = shown(told=asked, found=False, direction=ShotPlan((*beside,), (note,) * 2, ()))
    assert not made
    assert [(each.code, each.row) for each in problems] == [("inset-left-out", 7)]
    assert "side by side" in problems[0].message


def test_of_two_at_once_the_second_is_told_and_of_two_lines_the_first_makes_room():
    notes = tuple(Annotation("inset", who, row) for who, row in (("Odo", 7), ("Mira", 8)))
    line = replace(TOLD.lines[0], annotations=notes)
    made, problems = shown(told=replace(TOLD, lines=(line, *TOLD.lines[1:])), found=False)
    assert [each.note.subject for each in made] == ["Odo"]
    assert [(each.code, each.row) for each in problems] == [("inset-left-out", 8)]
    lines = [
        replace(each, annotations=(note,)) for each, note in zip(TOLD.lines, notes, strict=False)
    ]
    made, problems = shown(told=replace(TOLD, lines=(*lines, TOLD.lines[2])), found=False)
    assert problems == ()
    first, second = made
    assert first.shot.start + first.shot.frames <= second.shot.start
