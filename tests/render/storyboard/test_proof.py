"""The proof: what is doubtful of a shot, and a page that shows it first."""

from dataclasses import replace
from fractions import Fraction

import pytest
from command_line import run
from PIL import Image
from spoken_story import perform, section
from studio_story import write_story

from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from render.shots import Keyframe, Shot, View
from render.storyboard.doubts import cut_heads, doubts, heard_lines
from render.storyboard.proof import proof_page, proof_shots, ranking_page
from render.storyboard.seen import SeenScene, seen_shots
from story.callouts import Callout

VIEW = View(320, 180, Fraction(30))
SCENE = section("Fog", ("narrator", "Fog came in.", "start"), ("Ada", "I see & hear.", "paragraph"))
FACE = Region("face", Rect(100, 40, 40, 50))


def seen_scene(crop, scale="close", facts=None, sure=1.0):
    """One shot of `crop` over the whole scene; Ada's line is `sure`."""
    lines = (SCENE.lines[0], replace(SCENE.lines[1], confidence=sure))
    timeline = perform(SCENE).sections[0]
    shot = Shot("k", 0, timeline.frames, (Keyframe(0.0, crop), Keyframe(9.0, crop)))
    plan = ShotPlan((shot,), (ShotNote(0, scale, "Ada", "she speaks", "hold"),), ())
    return SeenScene(replace(SCENE, lines=lines), timeline, plan, (facts,), 0)


def told(scene):
    return doubts(scene, seen_shots(scene, VIEW)[0], VIEW.fps)


@pytest.mark.parametrize(
    ("crop", "scale", "wanted"),
    [
        (Rect(0, 0, 320, 180), "close", ()),
        (Rect(120, 0, 160, 90), "close", ("a face is cut",)),
        (Rect(160, 90, 160, 90), "close", ("no head was found where Ada is shown",)),
        (Rect(160, 90, 160, 90), "wide", ()),
    ],
)
def test_a_face_that_is_cut_or_missing_is_doubtful(crop, scale, wanted):
    scene = seen_scene(crop, scale, PictureFacts("k", 320, 180, (FACE,)))
    assert told(scene) == wanted
    assert bool(cut_heads(scene, seen_shots(scene, VIEW)[0])) == ("a face is cut" in wanted)


def test_a_missing_picture_and_an_unsure_speaker_are_doubtful():
    assert told(seen_scene(Rect(0, 0, 320, 180))) == ("the picture is missing",)
    facts = PictureFacts("k", 320, 180, (FACE,))
    assert told(seen_scene(Rect(0, 0, 320, 180), "wide", facts, 0.6)) == ("Ada says it, at 60%",)
    assert told(seen_scene(Rect(0, 0, 320, 180), "wide", facts, 0.8)) == ()


def test_what_is_doubtful_twice_in_a_shot_is_told_once():
    said = section("Fog", ("Ada", "I see.", "start"), ("Ada", "I hear.", "paragraph"))
    lines = tuple(replace(line, confidence=0.6) for line in said.lines)
    scene = seen_scene(Rect(0, 0, 320, 180), "wide", PictureFacts("k", 320, 180, (FACE,)))
    timeline = perform(said).sections[0]
    scene = replace(scene, section=replace(said, lines=lines), timeline=timeline)
    assert len(heard_lines(scene, seen_shots(scene, VIEW)[0], VIEW.fps)) == 2
    assert told(scene) == ("Ada says it, at 60%",)


def test_who_is_hardly_sure_and_lettering_that_reads_otherwise_are_doubtful():
    facts = PictureFacts("k", 320, 180, (FACE,))
    scene = seen_scene(Rect(0, 0, 320, 180), "close", facts)
    (note,) = scene.direction.notes
    for known, wanted in (
        ({"sure": 0.79}, ("it is Ada, at 79%",)),
        ({"sure": 0.8}, ()),
        ({"unread": "HARBUOR"}, ("the lettering reads “HARBUOR”, unlike its prompt",)),
    ):
        plan = replace(scene.direction, notes=(replace(note, **known),))
        assert told(replace(scene, direction=plan)) == wanted


@pytest.mark.parametrize(
    ("said", "callout", "read", "wanted"),
    [
        ("It cost 1,200 pounds in 1911.", ("date", "1911"), "", ""),
        ("It cost 1,200 pounds in 1911.", ("date", "1911"), "HERRING FAIR 1911", ""),
        ("It cost 1,200 pounds in 1911.", ("number", "1,200"), "ROOM 12", ""),
        ("Two hundred steps.", ("told", "200 steps"), "", ""),
        ("Two hundred steps.", ("told", "A long climb"), "", "is not said in its line"),
        ("It cost 1,200 pounds.", ("number", "1,2"), "", "shows a part of what is said"),
        ("It was 1911.", ("date", "1911"), "ANNO 1912", "stands on a picture that reads 1912"),
    ],
)
def test_a_callout_that_looks_wrong_is_doubtful(said, callout, read, wanted):
    scene = section("Fog", ("narrator", said, "start"))
    line, (kind, text) = scene.lines[0], callout
    sign = Region("lettering", Rect(10, 10, 80, 20), text=read)
    made = seen_scene(Rect(0, 0, 320, 180), "wide", PictureFacts("k", 320, 180, (sign,)))
    found = Callout(line.id, kind, text, max(said.find(text), 0), 1)
    timeline = perform(scene).sections[0]
    made = replace(made, section=scene, timeline=timeline, callouts=(found,))
    assert told(made) == ((f"the callout “{text}” {wanted}",) if wanted else ())
    away = replace(made, callouts=(replace(found, line="another"),))
    assert told(away) == ()


def test_lettering_is_told_once_and_not_where_the_story_spells_it_so():
    facts = PictureFacts("k", 320, 180, (FACE,))
    scene = seen_scene(Rect(0, 0, 320, 180), "wide", facts)
    (shot,), (note,) = scene.direction.shots, scene.direction.notes
    half = shot.frames // 2
    parts = (replace(shot, frames=half), replace(shot, start=half, frames=shot.frames - half))
    for unread, wanted in (("HARBUOR", 1), ("Fog came", 0)):
        notes = (replace(note, unread=unread),) * 2
        plan = replace(scene.direction, shots=parts, notes=notes)
        made = replace(scene, direction=plan)
        first, second = (doubts(made, each, VIEW.fps) for each in seen_shots(made, VIEW))
        assert (len(first), second) == (wanted, ())


def test_lines_belong_to_the_shot_in_which_they_are_heard():
    scene = seen_scene(Rect(0, 0, 320, 180), "wide", PictureFacts("k", 320, 180))
    shot = seen_shots(scene, VIEW)[0]
    assert [line.text for line in heard_lines(scene, shot, VIEW.fps)] == [
        "Fog came in.",
        "I see & hear.",
    ]
    early = replace(shot, last=30)
    assert [line.text for line in heard_lines(scene, early, VIEW.fps)] == ["Fog came in."]


def test_the_doubtful_come_first_and_words_are_escaped():
    facts = PictureFacts("k", 320, 180, (FACE,))
    fine = seen_scene(Rect(0, 0, 320, 180), "wide", facts)
    cut = seen_scene(Rect(120, 0, 160, 90), "close", facts, 0.5)
    shots = proof_shots([fine, cut], VIEW)
    assert [len(each.doubts) for each in shots] == [2, 0]
    page = proof_page("A <b> tale", shots, VIEW, lambda _: Image.new("RGB", (320, 180)))
    assert "<h1>A &lt;b&gt; tale</h1>" in page
    assert "2 shots, 1 to look at." in page
    assert "I see &amp; hear." in page
    assert page.index("a face is cut") < page.index("wide: Ada")
    assert page.count("data:image/jpeg;base64,") == 2


def test_stories_are_ranked():
    page = ranking_page([("Fog", "fog/proof.html", 3, 9), ("A & B", "ab/proof.html", 0, 4)])
    assert page.index("fog/proof.html") < page.index("A &amp; B")


def test_a_folder_of_stories_is_proofed(tmp_path):
    write_story(tmp_path / "site" / "fog")
    (tmp_path / "site" / "pictures").mkdir()
    small = ("--engine", "tone", "--size", "320x180", "--jobs", "1")
    out = tmp_path / "out"
    done = run(
        "proof", tmp_path / "site", "--each", "--out", out, "--store", tmp_path / "s", *small
    )
    assert done.returncode == 0, done.stderr
    assert "Fog" in done.stdout
    assert sorted(each.name for each in out.iterdir()) == ["fog", "proofs.html"]
    assert "Fog came in at four." in (out / "fog" / "proof.html").read_text("utf-8")
