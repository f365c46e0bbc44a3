"""Lettering: timed by the words, in the safe area, off faces and lettering where there is room."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_story import perform, section

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, centre, overlap
from render.lettering.lettering import letter_section
from render.lettering.model import Area, Lettered, LetterStyle
from render.lettering.onscreen import Scenery
from render.lettering.signs.signs import NameSign, sign_key, sign_pixels
from render.lettering.siting import Kept, best_place, safe_area
from render.shots import Keyframe, Shot, View
from story.model import NARRATOR
from voices.clock import RATE

VIEW = View(640, 360, Fraction(30))
WHOLE = (Keyframe(0.0, Rect(0, 0, 640, 360)),)
PROMPT = "On the left stands Mira. On the right stands Odo, an old man."
TALK = section(
    "Talk",
    (NARRATOR, "The lamp went out.", "start"),
    ("Mira", "Is it meant to do that?", "sentence"),
    ("Odo", "It is not.", "paragraph"),
    ("Mira", "Oh dear, then somebody has to climb up there again.", "paragraph"),
)


def scenery(*regions: Region, frames: int = 2000) -> Scenery:
    facts = PictureFacts("panel", 640, 360, regions)
    shot = Shot("panel", 0, frames, WHOLE)
    return Scenery((shot,), {"panel": facts}, {"panel": PROMPT}, VIEW)


def made(kind: str = "none", *regions: Region, names: bool = False, **others) -> Lettered:
    style = LetterStyle(names=names, kind=kind, speakers=(NARRATOR, "Mira", "Odo"))
    return letter_section(TALK, perform(TALK).sections[0], scenery(*regions), style, **others)


def face(x: float, y: float, w: float, h: float) -> Region:
    return Region("face", Rect(x, y, w, h), 0.9)


MIRA, ODO = face(90, 100, 60, 80), face(450, 100, 60, 80)


def test_each_speaker_is_named_once_for_two_seconds_on_their_side() -> None:
    found = made("none", MIRA, ODO, names=True)
    assert [sign.text for sign in found.signs] == ["Mira", "Odo"]
    assert [each.last - each.first for each in found.overlays] == [60, 60]
    mira, odo = found.overlays
    assert mira.x < 320 < odo.x
    clip = perform(TALK).sections[0].clips[1]
    assert mira.first == clip.words[0].onset * 30 // RATE


def test_those_met_before_are_not_named_again_and_a_card_is_waited_for() -> None:
    found = made("none", MIRA, ODO, names=True, met={"Mira"})
    assert [sign.text for sign in found.signs] == ["Odo"]
    late = made("none", MIRA, ODO, names=True, busy_until=100)
    assert all(each.first >= 100 for each in late.overlays)
    assert {sign.text for sign in late.signs} == {"Mira", "Odo"}


def test_nobody_is_named_while_an_inset_is_seen() -> None:
    early = Area(Rect(440, 20, 180, 120), 0, 5000)
    assert made("none", MIRA, ODO, names=True, frames=(early,)).signs == ()
    plain = made("none", MIRA, ODO, names=True).overlays[0]
    gone = replace(early, last=plain.first)
    assert made("none", MIRA, ODO, names=True, frames=(gone,)).overlays[0] == plain


def test_a_name_stands_over_that_persons_own_picture_alone() -> None:
    """Close on Odo, then on both: who is not there is named when they are, if they speak then."""
    close = (Keyframe(0.0, Rect(400, 60, 240, 135)),)
    facts = PictureFacts("panel", 640, 360, (MIRA, ODO))
    clips = perform(TALK).sections[0].clips
    cut_at = clips[3].words[0].onset * 30 // RATE - 4
    shots = (Shot("panel", 0, cut_at, close), Shot("panel", cut_at, 2000, WHOLE))
    where = Scenery(shots, {"panel": facts}, {"panel": PROMPT}, VIEW)
    style = LetterStyle(names=True, speakers=(NARRATOR, "Mira", "Odo"))
    found = letter_section(TALK, perform(TALK).sections[0], where, style)
    named = dict(zip((sign.text for sign in found.signs), found.overlays, strict=True))
    assert named["Odo"].last <= cut_at
    assert named["Mira"].first == cut_at
    unnamed = replace(style, unnamed=frozenset(("Odo",)))
    left = letter_section(TALK, perform(TALK).sections[0], where, unnamed)
    assert [sign.text for sign in left.signs] == ["Mira"]


def test_a_name_waits_until_a_balloon_has_gone() -> None:
    told = "she asked, and looked up to where the light had been, and where it was for years."
    talk = section("T", (NARRATOR, "It went out.", "start"), ("Mira", "Is it?", "sentence"),
                   (NARRATOR, told, "tag"))  # fmt: skip
    style = LetterStyle(kind="balloons", speakers=(NARRATOR, "Mira", "Odo"))
    found = letter_section(talk, perform(talk).sections[0], scenery(MIRA, ODO), style)
    names = [
        overlay for overlay, sign in zip(found.overlays, found.signs, strict=True)
        if isinstance(sign, NameSign)
    ]  # fmt: skip
    others = [each for each in found.overlays if each not in names]
    assert names
    assert all(a.last <= b.first or b.last <= a.first for a in names for b in others)


def test_nobody_is_named_in_a_shot_that_is_soon_over() -> None:
    for seconds in (2.2, 2.8):
        end = round(seconds * 30)
        shots = [Shot("panel", at, end, WHOLE) for at in range(0, 20 * end, end)]
        facts = PictureFacts("panel", 640, 360, (MIRA, ODO))
        where = Scenery(tuple(shots), {"panel": facts}, {"panel": PROMPT}, VIEW)
        style = LetterStyle(speakers=(NARRATOR, "Mira", "Odo"))
        found = letter_section(TALK, perform(TALK).sections[0], where, style)
        assert bool(found.signs) is (seconds > 2.5)


def test_a_name_stands_low_under_its_bearer_wherever_they_are() -> None:
    for x in (60, 200, 330, 470):
        head = face(x, 60, 60, 70)
        prompt = "In the picture stands Mira, a girl."
        facts = PictureFacts("panel", 640, 360, (head,))
        where = Scenery((Shot("panel", 0, 2000, WHOLE),), {"panel": facts}, {"panel": prompt}, VIEW)
        style = LetterStyle(speakers=(NARRATOR, "Mira", "Odo"))
        found = letter_section(TALK, perform(TALK).sections[0], where, style)
        box = next(area.box for area in found.areas)
        assert abs(centre(box)[0] - x - 30) < 64
        assert box.y > 130


def test_a_name_does_not_stand_under_somebody_else() -> None:
    """Odo is a little right of the middle, and somebody small stands at the edge beside him."""
    near, beside = face(350, 100, 60, 80), face(560, 150, 30, 40)
    found = made("none", MIRA, near, beside, names=True)
    (odo,) = [o for o, sign in zip(found.overlays, found.signs, strict=True) if sign.text == "Odo"]
    (area,) = [each for each in found.areas if each.first == odo.first]
    x = area.box.x + area.box.w / 2
    assert abs(x - 380) < min(abs(x - 575), abs(x - 120))


def test_a_balloon_comes_from_a_head_in_the_frame_and_else_is_a_box() -> None:
    facts = PictureFacts("panel", 640, 360, (MIRA, ODO))
    close = (Keyframe(0.0, Rect(400, 60, 240, 135)),)
    where = Scenery((Shot("panel", 0, 2000, close),), {"panel": facts}, {"panel": PROMPT}, VIEW)
    style = LetterStyle(names=False, kind="balloons", speakers=(NARRATOR, "Mira", "Odo"))
    found = letter_section(TALK, perform(TALK).sections[0], where, style)
    assert [sign.manner for sign in found.signs] == ["aside", "", "aside"]
    assert found.signs[0].tail == (0.0, 0.0)


@pytest.mark.parametrize("crowded", [False, True])
def test_a_box_over_a_cut_stands_still_unless_it_would_stand_on_somebody(crowded) -> None:
    said = "Oh dear, then somebody has to climb up there again, and it will not be me this time."
    talk = section("T", ("Mira", said, "start"), (NARRATOR, "Nobody did.", "paragraph"))
    timeline = perform(talk).sections[0]
    cut_at = timeline.clips[0].words[8].onset * 30 // RATE
    ends = (Rect(0, 0, 640, 360), Rect(640, 0, 640, 360))
    heads = [face(x, 5, 250, 170) for x in (650, 1020)] if crowded else []
    shots = tuple(
        Shot("panel", first, frames, (Keyframe(0.0, rect),))
        for first, frames, rect in zip((0, cut_at), (cut_at, 2000), ends, strict=True)
    )
    facts = PictureFacts("panel", 1280, 720, tuple(heads))
    where = Scenery(shots, {"panel": facts}, {"panel": "A quay."}, VIEW)
    style = LetterStyle(names=False, kind="balloons", speakers=(NARRATOR, "Mira"))
    found = letter_section(talk, timeline, where, style)
    assert {sign.manner for sign in found.signs} == {"aside"}
    assert len({sign.text for sign in found.signs}) == 1
    assert len(found.overlays) == 1 + crowded
    if crowded:
        before, after = found.overlays
        assert before.last == cut_at == after.first
        assert (before.leaving, after.fade) == (0, 0)
        high, low = (area.box for area in found.areas)
        assert high.y < 120 < low.y


def test_a_balloon_ends_with_its_shot_and_comes_with_the_cut() -> None:
    """A long line over two shots is two balloons; none crosses the cut, or comes right after."""
    facts = PictureFacts("panel", 640, 360, (MIRA, ODO))
    onset = perform(TALK).sections[0].clips[3].words[5].onset * 30 // RATE
    for late in (-6, 2):
        cut_at = onset + late
        shots = (Shot("panel", 0, cut_at, WHOLE), Shot("panel", cut_at, 2000, WHOLE))
        where = Scenery(shots, {"panel": facts}, {"panel": PROMPT}, VIEW)
        style = LetterStyle(names=False, kind="balloons", speakers=(NARRATOR, "Mira", "Odo"))
        found = letter_section(TALK, perform(TALK).sections[0], where, style)
        before, after = found.overlays[-2:]
        assert before.last <= cut_at == after.first


def test_an_edit_of_one_line_moves_no_other_balloon() -> None:
    def balloons(second: str) -> list:
        talk = replace(
            TALK, lines=tuple(
                replace(each, text=second, offsets=tuple(range(len(second))))
                if number == 1 else each for number, each in enumerate(TALK.lines)
            ),
        )  # fmt: skip
        style = LetterStyle(names=False, kind="balloons", speakers=(NARRATOR, "Mira", "Odo"))
        made_ = letter_section(talk, perform(talk).sections[0], scenery(MIRA, ODO), style)
        return [
            (sign, each.x, each.y) for sign, each in zip(made_.signs, made_.overlays, strict=False)
        ][-2:]

    assert balloons("Is it meant to do that?") == balloons("Should it be doing this now, Odo?")


def test_no_box_stands_on_who_is_in_the_middle_where_there_is_room() -> None:
    middle = face(290, 90, 60, 80)
    body = Rect(248, 170, 144, 190)
    assert all(overlap(area.box, body) == 0 for area in made("balloons", middle).areas)


def test_balloons_hold_only_speech_and_last_from_first_word_to_after_the_last() -> None:
    found = made("balloons")
    assert [sign.text for sign in found.signs] == [
        "Is it meant to do that?",
        "It is not.",
        "Oh dear, then somebody has to climb up there again.",
    ]
    clips = list(perform(TALK).sections[0].clips)[1:]
    for overlay, clip in zip(found.overlays, clips, strict=True):
        assert overlay.first == clip.words[0].onset * 30 // RATE
        assert overlay.last * RATE >= clip.words[-1].offset * 30


def tips(found: Lettered) -> list[tuple[float, float]]:
    """Where the tails of balloons end on the canvas."""
    placed = zip(found.signs, found.overlays, strict=True)
    sizes = [(sign, overlay, sign_pixels(sign).shape) for sign, overlay in placed]
    return [
        (overlay.x + shape[1] / 2 + sign.tail[0], overlay.y + shape[0] / 2 + sign.tail[1])
        for sign, overlay, shape in sizes
    ]


def test_a_tail_points_to_the_speakers_side() -> None:
    (mira, _), (odo, _), (mira_again, _) = tips(made("balloons"))
    assert mira < 320 < odo
    assert mira_again < 320


def test_a_tail_points_to_the_speakers_own_face() -> None:
    """Mira's is the left one, by the prompt; where balloons stand does not change whose it is."""
    left, right = face(90, 150, 90, 120), face(450, 150, 90, 120)
    for speaker, (x, y) in zip("mom", tips(made("balloons", left, right)), strict=True):
        ways = {
            name: abs(x - centre(region.box)[0]) + abs(y - centre(region.box)[1])
            for name, region in (("m", left), ("o", right))
        }
        assert min(ways, key=ways.__getitem__) == speaker


def test_captions_have_two_rows_at_most_and_say_everything() -> None:
    found = made("captions")
    assert all(len(sign.rows) <= 2 for sign in found.signs)
    said = " ".join(row for sign in found.signs for row in sign.rows)
    assert said == " ".join(line.text for line in TALK.lines)


def test_captions_go_to_the_top_where_the_bottom_has_a_face() -> None:
    low = made("captions").overlays
    high = made("captions", face(200, 250, 200, 110)).overlays
    assert all(each.y > 180 for each in low)
    assert all(each.y < 180 for each in high)


def test_captions_grow_smaller_where_only_a_low_strip_is_free() -> None:
    wall = face(0, 0, 640, 314)
    found = made("karaoke", wall)
    assert all(sign.unit < 360 / 1080 and len(sign.rows) == 1 for sign in found.signs)
    assert all(overlap(area.box, wall.box) == 0 for area in found.areas)


@pytest.mark.parametrize("kind", ["captions", "balloons"])
def test_a_face_is_spared_before_drawn_lettering(kind: str) -> None:
    person, board = face(0, 0, 640, 180), Region("lettering", Rect(0, 180, 640, 180), 0.9)
    found = made(kind, person, board)
    assert all(overlap(area.box, person.box) == 0 for area in found.areas)


def test_karaoke_lights_each_word_within_its_caption() -> None:
    found = made("karaoke")
    words = sum(len(line.text.split()) for line in TALK.lines)
    lit = [each for each, sign in zip(found.overlays, found.signs, strict=True) if sign.lit]
    assert len(lit) == words
    assert all(a.last <= b.first for a, b in itertools.pairwise(lit))


def test_lit_letters_lie_over_the_same_letters() -> None:
    found = made("karaoke")
    whole, first = (sign_pixels(sign) for sign in found.signs[:2])
    assert whole.shape == first.shape
    ink = first[..., 3] > 250
    assert ink.any()
    assert (whole[..., 3][ink] > 250).all()


@pytest.mark.parametrize("kind", ["balloons", "captions", "karaoke"])
def test_the_same_words_make_the_same_pictures(kind: str) -> None:
    assert made(kind) == made(kind)
    sign = made(kind).signs[0]
    assert sign_key(sign) == sign_key(made(kind).signs[0])
    assert (sign_pixels(sign) == sign_pixels(sign)).all()


def test_a_font_counts_by_what_it_holds_not_by_where_it_lies(tmp_path) -> None:
    keys = []
    for folder, content in (("a", b"one font"), ("b", b"one font"), ("c", b"another")):
        font = tmp_path / folder / "own.ttf"
        font.parent.mkdir()
        font.write_bytes(content)
        keys.append(sign_key(NameSign("Ada", (9, 9, 9), 1.0, 500.0, (font,))))
    assert keys[0] == keys[1] != keys[2]


def test_a_character_that_no_font_has_is_a_problem() -> None:
    talk = section("T", ("Mira", "Hello there, you.", "start"))
    style = LetterStyle(labels={"Mira": "M\U0001f9ffra"})
    found = letter_section(talk, perform(talk).sections[0], scenery(MIRA, ODO), style)
    assert [problem.code for problem in found.problems] == ["glyph-missing"]


@pytest.mark.parametrize("kind", ["balloons", "captions"])
def test_no_empty_box_is_shown_for_words_that_no_font_has(kind: str) -> None:
    talk = section("T", ("Mira", "新しい歯車は高い。", "start"))
    found = letter_section(
        talk, perform(talk).sections[0], scenery(), LetterStyle(names=False, kind=kind)
    )
    assert (found.overlays, found.signs) == ((), ())
    assert [problem.code for problem in found.problems] == ["glyph-missing"]


def test_a_name_is_drawn_in_the_size_that_is_kept_for_it() -> None:
    sign = NameSign("Mira", (255, 0, 0), 1.0, 800)
    assert sign_pixels(sign).shape[2] == 4


boxes = st.builds(face, st.floats(0, 500), st.floats(0, 280), st.floats(20, 140), st.floats(20, 80))


@settings(deadline=None, max_examples=25)
@given(st.lists(boxes, max_size=3), st.sampled_from(["balloons", "captions"]))
def test_lettering_stays_safe_and_hides_least(regions: list[Region], kind: str) -> None:
    found = made(kind, *regions, names=True)
    safe = safe_area(640, 360)
    for area in found.areas:
        assert area.box.x >= safe.x - 1
        assert area.box.x + area.box.w <= safe.x + safe.w + 1
        assert area.box.y >= safe.y - 1
        assert area.box.y + area.box.h <= safe.y + safe.h + 1


def test_upright_films_keep_clear_of_what_players_lay_over_them() -> None:
    tall, wide = safe_area(1080, 1920), safe_area(1920, 1080)
    assert (tall.x, tall.y, round(tall.w), round(tall.h)) == (64.8, 192.0, 886, 1382)
    assert (wide.x, wide.y, round(wide.w), round(wide.h)) == (96.0, 54.0, 1728, 972)


places = st.builds(Rect, st.floats(0, 500), st.floats(0, 300), st.just(100.0), st.just(40.0))


@given(st.lists(places, min_size=1, max_size=20), st.lists(places, max_size=4))
def test_no_face_is_hidden_where_a_place_hides_none(
    candidates: list[Rect], clear: list[Rect]
) -> None:
    chosen, hidden = best_place(candidates, Kept(faces=clear), lambda box: box.y)
    free = [box for box in candidates if not any(overlap(box, each) > 0.01 for each in clear)]
    assert hidden.nothing or not free
    if free:
        assert max((overlap(chosen, each) for each in clear), default=0) < 0.01
