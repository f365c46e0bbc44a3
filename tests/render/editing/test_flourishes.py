"""Weather, light, a focus, a jolt: where the author asks for them, and nowhere else."""

from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import SMALL, panned
from spoken_story import perform, section

from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts, Region
from render.editing.cutting import EditPlan, cut
from render.editing.flourishes import flourishes
from render.geometry import Rect, seen
from render.pixels.segments import PanelLayer, SoftLayer, WeatherLayer, segment_hash
from render.shots import Flourish, FramePlace, Keyframe, Shot, View
from story.model import NARRATOR, Annotation

VIEW = View(1920, 1080, Fraction(30))
PROMPT = "On the far left stands Mira, a girl. On the far right stands Odo, an old man."
ODO = Rect(1330, 300, 90, 110)
FACTS = PictureFacts(
    "p", 1536, 1024, (Region("face", Rect(60, 300, 90, 110), 0.95), Region("face", ODO, 0.95))
)
PLAIN = section(
    "T",
    (NARRATOR, "The harbour lay quiet, and nothing moved on the water.", "start"),
    (NARRATOR, "Then the door slammed shut behind Odo.", "paragraph"),
    (NARRATOR, "Nobody said a word for a long while.", "paragraph"),
)
PLAIN = replace(PLAIN, panels=(replace(PLAIN.panels[0], prompt=PROMPT),))
TIMELINE = perform(PLAIN).sections[0]
HEARD = [(round(clip.start * 30 / 48_000), clip.end * 30 / 48_000) for clip in TIMELINE.clips]
CUT = HEARD[1][0] - 10
"""The camera cuts in the pause before the second line."""
PATH = (Keyframe(0.0, Rect(0, 80, 1536, 864)),)
SHOTS = (Shot("p", 0, CUT, PATH), Shot("p", CUT, TIMELINE.frames - CUT, PATH))
NOTE = ShotNote(0, "wide", "the harbour", "a place", "hold")
DIRECTION = ShotPlan(SHOTS, (NOTE, NOTE), ())


def asked(number, kind, value="", row=7):
    lines = list(PLAIN.lines)
    lines[number] = replace(lines[number], annotations=(Annotation(kind, value, row),))
    return replace(PLAIN, lines=tuple(lines))


def happens(told, view=VIEW):
    return flourishes(told, TIMELINE, DIRECTION, (FACTS,), view)


def segments(told, view=VIEW):
    plan = replace(DIRECTION, flourishes=happens(told, view)[0])
    return cut(EditPlan(TIMELINE, plan, view))


def test_weather_begins_with_the_shot_whose_first_line_asks_for_it():
    (snow,), problems = happens(asked(1, "weather", "snow"))
    assert not problems
    assert (snow.kind, snow.first, snow.last) == ("snow", CUT, TIMELINE.frames)
    assert (snow.fade, snow.fade_out) == (0, 0)


def test_weather_in_the_middle_of_a_shot_comes_by_and_by_and_ends_with_it():
    (rain,), _ = happens(asked(2, "weather", "rain"))
    assert rain.first == HEARD[2][0]
    assert rain.fade == 30
    assert rain.last == TIMELINE.frames


def test_weather_of_the_first_shot_is_over_at_its_cut():
    shown = [
        any(isinstance(layer, WeatherLayer) for layer in segment.layers)
        for segment in segments(asked(0, "weather", "snow"))
        for _ in range(segment.frames)
    ]
    assert shown == [True] * CUT + [False] * (TIMELINE.frames - CUT)


def test_a_glow_is_laid_over_each_panel_of_its_shots_and_goes_with_it():
    for segment in segments(asked(1, "light", "glow")):
        panel = next(layer for layer in segment.layers if isinstance(layer, PanelLayer))
        soft = [layer for layer in segment.layers if isinstance(layer, SoftLayer)]
        assert len(soft) == (segment.start >= CUT)
        assert all((each.kind, each.panel.shot) == ("glow", panel.shot) for each in soft)


def test_a_glow_is_none_of_the_picture_s_that_it_dissolves_into():
    first = ShotPlan((Shot("p", 0, 100, PATH),), (NOTE,), (), (),
                     (Flourish("glow", 0, 100, 1, "glow", 0, 18),))  # fmt: skip
    follower = ShotPlan((Shot("q", -18, 80, PATH),), (NOTE,), ())
    timeline = replace(TIMELINE, frames=100)
    *_, last = cut(EditPlan(timeline, first, replace(VIEW, lead_in=18), follower=follower))
    assert [type(layer) for layer in last.layers] == [PanelLayer, SoftLayer, PanelLayer]


def test_a_focus_is_on_who_is_named_while_the_line_is_heard():
    (focus,), problems = happens(asked(0, "focus", "Odo"))
    assert not problems
    assert seen(ODO, focus.sharp) == 1  # his head, of which the face is a part
    assert focus.sharp.w < 2 * ODO.w
    assert (focus.figure, focus.picture) == (True, "p")
    assert focus.first == HEARD[0][0]
    assert focus.last == CUT  # so soon after the line that it does not go back before


def test_a_focus_goes_back_where_there_is_time_for_it():
    longer = perform(PLAIN, pace=8).sections[0]
    whole = ShotPlan((Shot("p", 0, longer.frames, PATH),), (NOTE,), ())
    (focus,), _ = flourishes(asked(0, "focus", "Odo"), longer, whole, (FACTS,), VIEW)
    assert focus.last == round(longer.clips[0].end * 30 / 48_000) + focus.fade_out
    assert focus.fade_out == 18


def test_a_focus_may_be_a_point():
    (focus,), _ = happens(asked(0, "focus", "0.5, .25"))
    assert (focus.sharp.x + focus.sharp.w / 2, focus.sharp.y + focus.sharp.h / 2) == (768, 256)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("focus", "the dragon", "focus-nobody"),
        ("focus", "1.5,0.2", "focus-nobody"),
        ("shake", "thunder", "shake-word"),
        ("shake", "ham", "shake-word"),  # no part of a word
    ],
)
def test_what_can_not_be_is_a_problem_with_its_row(kind, value, code):
    found, (problem,) = happens(asked(1, kind, value))
    assert not found
    assert (problem.code, problem.row) == (code, 7)
    assert value in problem.message


def test_a_jolt_is_felt_at_the_line_or_at_its_word():
    (start,), _ = happens(asked(1, "shake"))
    (word,), _ = happens(asked(1, "shake", "slammed"))
    assert start.first == HEARD[1][0]
    slammed = TIMELINE.clips[1].words[3]
    assert PLAIN.lines[1].text[slammed.start : slammed.end] == "slammed"
    assert word.first == round(slammed.onset * 30 / 48_000)
    assert start.last - start.first == word.last - word.first == 12


def test_where_the_camera_never_moves_nothing_shakes():
    assert happens(asked(1, "shake"), replace(VIEW, still=True)) == ((), ())


def test_a_changed_word_leaves_the_weather_as_it_was():
    told = asked(1, "weather", "snow")
    lines = list(told.lines)
    lines[1] = replace(lines[1], id="another", text="Then the gate slammed shut behind Odo.")
    edited = replace(told, lines=tuple(lines))
    clips = tuple(replace(each, line="another") if each.line == PLAIN.lines[1].id else each
                  for each in TIMELINE.clips)  # fmt: skip
    made, _ = flourishes(edited, replace(TIMELINE, clips=clips), DIRECTION, (FACTS,), VIEW)
    assert made == happens(told)[0]


def test_two_falls_of_snow_are_not_the_same():
    both = asked(1, "weather", "snow")
    lines = [
        replace(both.lines[0], annotations=both.lines[1].annotations),
        both.lines[1],
        both.lines[2],
    ]
    first, second = happens(replace(both, lines=tuple(lines)))[0]
    assert first.seed != second.seed


def test_what_is_asked_for_changes_no_segment_of_other_shots():
    bare = segments(PLAIN)
    for kind, value in (("weather", "snow"), ("light", "glow"), ("focus", "Odo"), ("shake", "")):
        living = segments(asked(0, kind, value))
        assert [each.start for each in living] == [each.start for each in bare]
        changed = [one.start for one, other in zip(living, bare, strict=True) if one != other]
        assert changed, kind
        assert all(start < CUT for start in changed), kind


def test_a_film_without_any_is_made_of_what_it_was_made_of_before():
    """Its segments have the names that they had when there were no flourishes."""
    kept = panned(20, Rect(0, 0, 320, 180), Rect(10, 10, 300, 168.75))
    assert segment_hash(kept, SMALL, "x") == (
        "cc0ed13f53de3035b163c3ca623a95ed9c19856ceda65622bb93728592311e69"
    )


BESIDE = tuple(
    replace(SHOTS[1], places=(FramePlace(0, Rect(x, 40, 900, 1000)),)) for x in (40, 980)
)


@pytest.mark.parametrize(
    ("shots", "kind", "value", "said"),
    [
        ((SHOTS[0], *BESIDE), "light", "glow", "side by side"),
        ((SHOTS[0], *BESIDE), "focus", "Odo", "side by side"),
        ((SHOTS[0], *BESIDE), "shake", "", "side by side"),
        (SHOTS[:1], "light", "glow", "no picture"),
        (SHOTS[:1], "weather", "snow", "no picture"),
    ],
)
def test_what_can_t_be_seen_is_told_and_not_dropped(shots, kind, value, said):
    plan = ShotPlan(shots, (NOTE,) * len(shots), ())
    made, problems = flourishes(asked(1, kind, value), TIMELINE, plan, (FACTS,), VIEW)
    assert not made
    assert [(each.code, each.row) for each in problems] == [("flourish-left-out", 7)]
    assert said in problems[0].message


def test_weather_falls_over_people_side_by_side():
    plan = ShotPlan((SHOTS[0], *BESIDE), (NOTE,) * 3, ())
    (snow,), problems = flourishes(asked(1, "weather", "snow"), TIMELINE, plan, (FACTS,), VIEW)
    assert (snow.kind, problems) == ("snow", ())


def both(number, *notes):
    told = asked(number, *notes[0])
    line = told.lines[number]
    more = tuple(Annotation(kind, value, 8) for kind, value in notes[1:])
    lines = [*told.lines]
    lines[number] = replace(line, annotations=(*line.annotations, *more))
    return replace(told, lines=tuple(lines))


@pytest.mark.parametrize("note", [("light", "glow"), ("weather", "snow")])
def test_what_is_on_already_goes_on(note):
    (once,), _ = happens(asked(1, *note))
    (twice,), problems = happens(both(1, note, note))
    assert (twice, problems) == (once, ())
    later = replace(asked(1, *note).lines[1], id=PLAIN.lines[2].id, text=PLAIN.lines[2].text)
    told = replace(both(1, note), lines=(*both(1, note).lines[:2], later))
    assert len(happens(told)[0]) == 1


def test_two_kinds_of_weather_may_fall_at_once():
    made, problems = happens(both(1, ("weather", "snow"), ("weather", "rain")))
    assert ({each.kind for each in made}, problems) == ({"snow", "rain"}, ())


def test_of_two_foci_at_once_the_second_is_told():
    (focus,), problems = happens(both(1, ("focus", "Odo"), ("focus", "Mira")))
    assert focus.words == "Odo"
    assert [(each.code, each.row) for each in problems] == [("flourish-left-out", 8)]


def test_a_focus_passes_on_to_the_next_line_s():
    lines = [*PLAIN.lines]
    for number, who in ((1, "Odo"), (2, "Mira")):
        lines[number] = replace(lines[number], annotations=(Annotation("focus", who, 7),))
    (odo, mira), problems = happens(replace(PLAIN, lines=tuple(lines)))
    assert problems == ()
    assert odo.last - odo.fade_out <= mira.first < TIMELINE.frames
