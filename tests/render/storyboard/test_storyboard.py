"""The storyboard says when each sentence is heard and what is in the frame at its middle."""

from dataclasses import replace
from fractions import Fraction

import pytest
from PIL import Image

from render.camera.shot_list import Inset, ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Flourish, FramePlace, Keyframe, Shot, View
from render.storyboard.page import board_page
from render.storyboard.proof import proof_page, proof_shots
from render.storyboard.seen import SeenScene, board_json, happening, seen_shots
from render.storyboard.sheet import board_sheet, clock, pictured, told
from story.model import Line, Panel, Section
from voices.timeline import Clip, PanelSpan, SectionTimeline, Word

VIEW = View(1920, 1080, Fraction(30))
SAID = "Go, said Ann."


def line(name, kind, text, start, joint):
    offsets = tuple(range(start, start + len(text)))
    end = start + len(text)
    return Line(name, kind, "Ann", 0, start, end, text, offsets, ((0, len(text)),), joint)


@pytest.fixture
def scene():
    lines = (
        line("a", "speech", "Go,", 101, "start"),
        line("b", "narration", "said Ann.", 106, "tag"),
    )
    clips = (
        Clip("", "a", 0, 3, 48_000, 24_000, 0, 0.0, (Word(0, 3, 48_000, 72_000),)),
        Clip("", "b", 0, 9, 72_000, 48_000, 0, 0.0, (Word(0, 9, 72_000, 120_000),)),
    )
    section = Section("s", "panel", "Out & away", "", (Panel("p.png", None),), lines, 100, 115)
    timeline = SectionTimeline("s", 90, clips, (), (PanelSpan(0, 0, 144_000),))
    keys = (Keyframe(0.0, Rect(0, 0, 160, 90), "linear"), Keyframe(3.0, Rect(30, 0, 160, 90)))
    note = ShotNote(0, "insert", "EXIT", "“Go”", "pan right")
    direction = ShotPlan((Shot("k", 0, 90, keys),), (note,), ())
    return SeenScene(section, timeline, direction, (PictureFacts("k", 200, 100),), 300)


def test_what_happens_to_a_shot_is_named_on_it(scene):
    kinds = (("focus", "Ann"), ("snow", "snow"), ("shake", "slammed"), ("snow", "snow"))
    happens = tuple(Flourish(kind, 0, 60, n, words) for n, (kind, words) in enumerate(kinds))
    living = replace(scene, direction=replace(scene.direction, flourishes=happens))
    ((shot,), (calm,)) = (seen_shots(each, VIEW) for each in (living, scene))
    assert (happening(shot), happening(calm)) == ("focus on Ann, snow, shake at “slammed”", "")
    assert told(shot, 30) == told(calm, 30).replace("pan right", f"pan right  ·  {happening(shot)}")
    picture = Image.new("RGB", (200, 100))
    page = board_page("T", [living], VIEW, lambda _: picture)
    proof = proof_page("T", proof_shots([living], VIEW), VIEW, lambda _: picture)
    assert "focus on Ann, snow, shake at “slammed”" in page
    assert "focus on Ann, snow, shake at “slammed”" in proof


def test_an_inset_is_a_second_picture_of_the_shot_under_it(scene):
    note = ShotNote(0, "close", "Ann", "“Ann”", "inset")
    shot = Shot("k", 30, 30, (Keyframe(0.0, Rect(10, 10, 40, 50)),))
    inset = Inset(shot, Rect(96, 54, 384, 432), note)
    near = replace(scene, direction=replace(scene.direction, insets=(inset,)))
    (only,) = board_json([near], VIEW)["shots"]
    assert only["pictures"][1] == {
        "panel": "p.png",
        "crop_from": [10, 10, 40, 50],
        "crop_to": [10, 10, 40, 50],
        "rect": [0.05, 0.05, 0.2, 0.4],
        "in": 11.0,
        "out": 12.0,
        "scale": "close",
        "subject": "Ann",
        "reason": "“Ann”",
    }


def test_what_happens_to_a_shot_stands_with_it(scene):
    snow = Flourish("snow", 15, 90, 3, "snow")
    later = Flourish("shake", 90, 102, 3, "")
    living = replace(scene, direction=replace(scene.direction, flourishes=(snow, later)))
    (only,) = board_json([living], VIEW)["shots"]
    assert only["flourishes"] == [{"kind": "snow", "in": 10.5, "out": 13.0, "words": "snow"}]


def test_pictures_side_by_side_are_one_shot(scene):
    shot, note = scene.direction.shots[0], scene.direction.notes[0]
    sides = [
        replace(shot, keyframes=(Keyframe(0.0, crop),), places=(FramePlace(0, place),))
        for crop, place in (
            (Rect(0, 0, 40, 50.62), Rect(96, 54, 768, 972)),
            (Rect(60, 20, 40, 50.62), Rect(1056, 54, 768, 972)),
        )
    ]
    notes = (note, replace(note, subject="WAY OUT"))
    split = replace(scene, direction=ShotPlan(tuple(sides), notes, ()))
    (only,) = board_json([split], VIEW)["shots"]
    assert (only["subject"], only["out"]) == ("EXIT", 13.0)
    assert only["pictures"] == [
        {"panel": "p.png", "crop_from": [0, 0, 40, 50.62], "crop_to": [0, 0, 40, 50.62],
         "rect": [0.05, 0.05, 0.4, 0.9]},
        {"panel": "p.png", "crop_from": [60, 20, 40, 50.62], "crop_to": [60, 20, 40, 50.62],
         "rect": [0.55, 0.05, 0.4, 0.9], "subject": "WAY OUT"},
    ]  # fmt: skip
    page = board_page("Out", [split], VIEW, lambda _: Image.new("RGB", (200, 100)))
    assert page.count('viewBox="60.0 20.0 40.0 50.6"') == 1
    red = Image.new("RGB", (200, 100))
    red.paste((255, 0, 0), (50, 0, 200, 100))
    drawn = pictured(red, seen_shots(split, VIEW)[0], last=True, high=108)
    assert [drawn.getpixel((x, 54)) for x in (50, 150)] == [(0, 0, 0), (255, 0, 0)]
    assert drawn.width == pytest.approx(192, abs=1)


def test_a_sentence_and_its_tag_are_one_entry(scene):
    assert board_json([scene], VIEW) == {
        "version": 1,
        "sentences": [
            {
                "start": 101,
                "end": 115,
                "panel": "p.png",
                "time": [11.0, 12.5],
                "crop": [17.33, 0.0, 160.0, 90.0],
            }
        ],
        "shots": [
            {
                "id": "s/1",
                "in": 10.0,
                "out": 13.0,
                "scale": "insert",
                "subject": "EXIT",
                "reason": "“Go”",
                "move": "pan right",
                "words": "Go, said Ann.",
                "pictures": [
                    {
                        "panel": "p.png",
                        "crop_from": [0, 0, 160, 90],
                        "crop_to": [30, 0, 160, 90],
                        "rect": [0.0, 0.0, 1.0, 1.0],
                    }
                ],
                "flourishes": [],
            }
        ],
    }


def open_picture(key):
    return Image.new("RGB", (200, 100), (200, 90, 40))


def test_the_sheet_shows_panel_and_view(scene):
    sheet = board_sheet([scene], VIEW, open_picture)
    assert sheet.width == 1720
    colours = {colour for _, colour in sheet.getcolors(1 << 20)}
    assert (200, 90, 40) in colours


def test_the_page_is_whole_and_escaped(scene):
    page = board_page("Ann & Bob", [scene], VIEW, open_picture)
    assert "<h1>Ann &amp; Bob</h1>" in page
    assert "Out &amp; away" in page
    assert 'viewBox="30.0 0.0 160.0 90.0"' in page
    assert "0:10.0  3.0 s  insert: EXIT  ·  pan right  ·  “Go”" in page
    assert "http" not in page


def test_the_clock():
    assert [clock(0), clock(59.96), clock(125.34)] == ["0:00.0", "1:00.0", "2:05.3"]
