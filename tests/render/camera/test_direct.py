"""The camera covers every frame, stays in its panel and keeps within the limits of the eye."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.camera.beats import Beat, HeardWord, beats
from render.camera.choosing.cut_points import cut_points
from render.camera.direct import direct
from render.camera.framing.edges import blemishes
from render.camera.framing.stage import stage_of
from render.camera.moving.along import pans
from render.camera.moving.way import speed
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, rows, seen
from render.shots import View, rect_at
from story.languages import language_of
from story.model import Annotation, Line, Panel, Section
from voices.clock import RATE, frame_to_sample
from voices.timeline import Clip, PanelSpan, SectionTimeline, Word

HD = View(1920, 1080, Fraction(30))


def line(number, text, start, annotations=()):
    offsets = tuple(range(start, start + len(text)))
    return Line(
        f"l{number}",
        "narration",
        "narrator",
        0,
        start,
        start + len(text),
        text,
        offsets,
        ((0, len(text)),),
        "paragraph",
        annotations=annotations,
    )


def clip(said, start, pace=15.0):
    words, at = [], start
    for first, word in positions(said.text):
        end = at + len(word) / pace
        words.append(Word(first, first + len(word), round(at * RATE), round(end * RATE)))
        at = end + 1 / pace
    start, end = words[0].onset, words[-1].offset
    return Clip("t", said.id, 0, len(said.text), start, end - start, 0, 0.0, tuple(words))


def positions(text):
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield at, word
        at += len(word)


def told(lengths, view=HD, prompt="", orders=()):
    """A section of one panel with a sentence of so many words for each length, and its timeline."""
    lines, clips, at = [], [], 0.5
    for number, words in enumerate(lengths):
        said = line(number, " ".join(["queen"] * words) + ".", 200 * number, orders)
        lines.append(said)
        clips.append(clip(said, at))
        at = clips[-1].end / RATE + 0.5
    frames = math.ceil((at + 0.5) * view.fps)
    end = frame_to_sample(frames, view.fps)
    section = Section(
        "s", "panel", "One", "", (Panel("p.png", Path("p.png"), prompt),), tuple(lines), 0, 9
    )
    return section, SectionTimeline("s", frames, tuple(clips), (), (PanelSpan(0, 0, end),))


def rects(direction, view):
    for shot in direction.shots:
        yield [rect_at(shot, frame, view.fps) for frame in range(shot.frames)]


sizes = st.tuples(st.integers(60, 3000), st.integers(60, 3000))
views = st.sampled_from(
    [
        HD,
        View(1080, 1920, Fraction(30)),
        View(3840, 2160, Fraction(24)),
        View(640, 360, Fraction(60)),
    ]
)
regions = st.lists(
    st.builds(
        lambda kind, x, y, side: Region(kind, Rect(x, y, side, side), 0.8, "queen"),
        st.sampled_from(["face", "lettering"]),
        st.floats(0, 0.8),
        st.floats(0, 0.8),
        st.floats(0.03, 0.2),
    ),
    max_size=6,
)
spoken = st.lists(st.integers(1, 30), min_size=0, max_size=7)


def shape_of(rect, size, view):
    """The aspect of the panel, where it is set on a spread of itself, else the view's."""
    own = size[0] / size[1]
    return own if rect.w / rect.h == pytest.approx(own) else float(view.aspect)


def pictured(size, found):
    scaled = tuple(region.scaled(size[0], size[1]) for region in found)
    return PictureFacts("k", *size, scaled, ((9, 200), (30, 5)))


@settings(max_examples=60, deadline=None)
@given(sizes, views, regions, spoken)
def test_shots_cover_the_panel_s_frames_inside_it_and_within_the_limits(size, view, found, lengths):
    section, timeline = told(lengths, view)
    facts = pictured(size, found)
    got = direct(section, timeline, [facts], view)
    assert [shot.start for shot in got.shots] == [
        sum(shot.frames for shot in got.shots[:i]) for i in range(len(got.shots))
    ]
    assert sum(shot.frames for shot in got.shots) == timeline.frames
    for way in rects(got, view):
        for rect in way:
            assert -1e-6 <= rect.x <= size[0] - rect.w + 1e-6
            assert -1e-6 <= rect.y <= size[1] - rect.h + 1e-6
            assert rect.w / rect.h == pytest.approx(shape_of(way[0], size, view))
        for a, b in pairwise(way):
            assert speed(a, b, float(1 / view.fps)) <= 1.02


@settings(max_examples=40, deadline=None)
@given(sizes, views, regions, spoken)
def test_cuts_inside_a_panel_are_clear(size, view, found, lengths):
    section, timeline = told(lengths, view)
    got = direct(section, timeline, [pictured(size, found)], view)
    for before, after in pairwise(rects(got, view)):
        a, b = before[-1], after[0]
        ratio = max(a.w, b.w) / min(a.w, b.w)
        across = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
        down = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
        common = max(across, 0) * max(down, 0) / min(a.w * a.h, b.w * b.h)
        assert ratio >= 1.3 or common < 0.7


@settings(max_examples=20, deadline=None)
@given(sizes, regions, spoken)
def test_the_same_words_are_cut_the_same_way(size, found, lengths):
    section, timeline = told(lengths)
    facts = pictured(size, found)
    assert direct(section, timeline, [facts], HD) == direct(section, timeline, [facts], HD)


LINES = (
    "the queen walked through the gate", "nobody saw her", "the lamp burned over the door",
    "she waited there for a long time, and then for longer", "nothing came", "the lamp went out",
    "the queen went home", "the gate stood open, and the lamp was dark", "it was late",
)  # fmt: skip


def spoken_lines(texts):
    lines, clips, at = [], [], 0.5
    for number, text in enumerate(texts):
        said = line(number, text + ".", 200 * number)
        lines.append(said)
        clips.append(clip(said, at))
        at = math.ceil(clips[-1].end / RATE * 30 + 15) / 30
    frames = math.ceil((at + 0.5) * 30)
    panel = Panel("p.png", Path("p.png"), "A queen on the left. A lamp over a door on the right.")
    section = Section("s", "panel", "One", "", (panel,), tuple(lines), 0, 9)
    spans = (PanelSpan(0, 0, frame_to_sample(frames, Fraction(30))),)
    return section, SectionTimeline("s", frames, tuple(clips), (), spans)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, len(LINES) - 4), st.sampled_from(["extraordinarily", "so", "the lamp"]), regions
)
def test_a_word_changed_moves_nothing_from_the_third_line_after_it_on(at, word, found):
    facts = pictured((1536, 1024), found)
    changed = [*LINES[:at], f"{LINES[at]} {word}", *LINES[at + 1 :]]

    def after(texts):
        section, timeline = spoken_lines(texts)
        got = direct(section, timeline, [facts], HD)
        begin = timeline.clips[at + 3].words[0].onset / RATE * 30
        return [
            (shot.start - round(begin), shot.frames, shot.keyframes, note)
            for shot, note in zip(got.shots, got.notes, strict=True)
            if shot.start > begin
        ]

    assert after(LINES) == after(changed)


HEAD = Region("face", Rect(300, 300, 110, 120), 0.9)
OTHER = Region("face", Rect(1100, 320, 110, 120), 0.9)


def test_no_edge_crosses_a_face():
    section, timeline = told([9, 12, 8, 20, 5])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (HEAD, OTHER))], HD)
    for way, note in zip(rects(got, HD), got.notes, strict=True):
        if note.move.startswith("pan"):
            way = [way[0], way[-1]]
        for rect in way:
            for face in (HEAD.box, OTHER.box):
                shown = seen(face, rect)
                assert shown < 0.05 or shown > 0.95


def test_a_panel_opens_with_where_we_are():
    section, timeline = told([9, 12, 8, 20, 5])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (HEAD, OTHER))], HD)
    assert got.notes[0].scale == "establishing"
    assert len(got.shots) > 3


def test_a_panel_that_is_seen_for_three_seconds_is_one_shot():
    section, timeline = told([3])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (HEAD, OTHER))], HD)
    assert [note.scale for note in got.notes] == ["establishing"]


def test_a_sentence_of_which_nothing_is_heard_has_no_beat_and_breaks_nothing():
    text = "The queen walked home. *** And she slept."
    parts = ((0, 22), (23, 26), (27, len(text)))
    said = replace(line(0, text, 0), sentences=parts)
    heard = clip(said, 0.5)
    words = tuple(word for word in heard.words if not 23 <= word.start < 26)
    section, timeline = told([4])
    section = replace(section, lines=(said,))
    timeline = replace(timeline, clips=(replace(heard, words=words),))
    assert [beat.text for beat in beats(section, timeline)] == [
        "The queen walked home.", "And she slept.",
    ]  # fmt: skip
    assert direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD).shots


def test_a_missing_picture_has_no_shot():
    section, timeline = told([5])
    assert direct(section, timeline, [None], HD).shots == ()


def test_a_title_that_stands_in_for_a_picture_is_seen_whole_and_still():
    words = Rect(360, 330, 1200, 300)
    facts = PictureFacts("k", 1920, 1080, (Region("lettering", words, 0.9, "The queen"),))
    section, timeline = told((14, 9, 16), prompt="A queen.")
    section = replace(section, panels=(replace(section.panels[0], file=None),))
    plan = direct(section, timeline, (facts,), HD)
    assert len(plan.shots) == 1
    assert all(seen(words, rect) == 1 for way in rects(plan, HD) for rect in way)
    assert plan.notes[0].move == "hold"


def test_the_lead_in_stands_before_the_span():
    section, timeline = told([5])
    view = View(1920, 1080, Fraction(30), lead_in=8)
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], view)
    assert got.shots[0].start == -8
    assert sum(shot.frames for shot in got.shots) == timeline.frames + 8


def test_still_cuts_and_does_not_move():
    section, timeline = told([9, 12, 8, 20, 12])
    view = View(1920, 1080, Fraction(30), still=True)
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (HEAD, OTHER))], view)
    assert {note.move for note in got.notes} == {"hold"}
    assert all(len(set(way)) == 1 for way in rects(got, view))
    assert len(got.shots) > 3


def test_a_narrow_panel_is_set_on_a_spread():
    section, timeline = told([20, 20, 20, 20])
    facts = PictureFacts("k", 150, 3000)
    got = direct(section, timeline, [facts], HD)
    (way,) = rects(got, HD)
    assert all(rect.w / rect.h == pytest.approx(1 / 20) for rect in way)


def test_a_still_panel_on_a_spread_does_not_move():
    section, timeline = told([20, 20])
    facts = PictureFacts("k", 300, 1500)
    got = direct(section, timeline, [facts], replace(HD, still=True))
    assert {rect for way in rects(got, HD) for rect in way} == {facts.whole}


def test_a_portrait_panel_is_tilted_over():
    section, timeline = told([20, 20, 20])
    got = direct(section, timeline, [PictureFacts("k", 1024, 1536)], HD)
    here = [rect for way in rects(got, HD) for rect in way]
    assert max(r.y + r.h for r in here) - min(r.y for r in here) > 0.85 * 1536


def test_small_panels_are_told_of():
    section, timeline = told([9])
    section = replace(section, panels=tuple(replace(each, row=7) for each in section.panels))
    got = direct(section, timeline, [PictureFacts("k", 400, 266)], HD)
    assert [(p.file, p.row, p.code, p.message) for p in got.problems] == [
        ("p.png", 7, "panel-enlarged", "p.png: 400×266 pixels are shown 4.8 times as large.")
    ]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("hold", Rect(0, 80, 1536, 864), Rect(0, 80, 1536, 864)),
        ("from [0,0,768,432] to [768,592,768,432]", Rect(0, 0, 768, 432), Rect(768, 592, 768, 432)),
        ("focus 0.25,0.5,2", Rect(0, 296, 768, 432), Rect(0, 296, 768, 432)),
        ("Left to  right", Rect(0, 166.4, 1228.8, 691.2), Rect(307.2, 166.4, 1228.8, 691.2)),
    ],
)
def test_a_writer_s_order_is_followed(said, first, last):
    section, timeline = told([9, 9], orders=(Annotation("camera", said),))
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD)
    keys = got.shots[0].keyframes
    assert [close(keys[0].rect), close(keys[-1].rect)] == [close(first), close(last)]


def close(rect):
    return [round(value, 3) for value in (rect.x, rect.y, rect.w, rect.h)]


def test_an_order_that_can_t_be_understood_is_told_of():
    section, timeline = told([9], orders=(Annotation("camera", "somersault", 12),))
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD)
    assert [(p.row, p.code) for p in got.problems] == [(12, "camera-unknown")]
    assert sum(shot.frames for shot in got.shots) == timeline.frames


def test_an_order_on_a_word_holds_from_that_word_on():
    orders = (Annotation("camera", 'shot at "lamp" from [0,0,768,432] to [768,592,768,432]', 3),)
    said = replace(line(0, "the queen saw how the lamp went out at last", 0), annotations=orders)
    at = clip(said, 0.5)
    frames = math.ceil((at.end / RATE + 1) * 30)
    panel = Panel("p.png", Path("p.png"), "")
    section = Section("s", "panel", "One", "", (panel,), (said,), 0, 9)
    spans = (PanelSpan(0, 0, frame_to_sample(frames, Fraction(30))),)
    timeline = SectionTimeline("s", frames, (at,), (), spans)
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD)
    word = next(word for word in at.words if said.text[word.start : word.end] == "lamp")
    assert [note.move for note in got.notes] == ["hold", "boxes"]
    assert got.shots[1].start == round((word.onset / RATE - 0.13) * 30)
    assert close(got.shots[1].keyframes[0].rect) == [0, 0, 768, 432]


def test_close_on_somebody_shows_their_head_large():
    section, timeline = told(
        [9, 9],
        prompt="A queen named Ada on the left. A lamp on the right.",
        orders=(Annotation("camera", "close on Ada"),),
    )
    facts = PictureFacts("k", 1536, 1024, (HEAD,))
    got = direct(section, timeline, [facts], HD, ["Ada"])
    assert not got.problems
    rect, *others = [rect for way in rects(got, HD) for rect in way]
    assert all(close(other) == close(rect) for other in others)
    assert seen(HEAD.box, rect) == 1
    assert rect.w < 700
    assert got.notes[0].scale == "close"


@pytest.mark.parametrize(("said", "lines"), [("never the queen", 1), ("not: the queen", 6)])
def test_somebody_whom_a_writer_leaves_out_has_no_shot(said, lines):
    """In the picture, wherever it is said; or in the lines before which it is said."""
    texts = ["The queen came home late", "and nobody saw the queen, and nobody spoke to her"] * 3
    section, timeline = spoken_lines(texts)

    def subjects(*orders):
        spoken = [replace(each, annotations=orders) for each in section.lines[:lines]]
        asked = replace(section, lines=(*spoken, *section.lines[lines:]))
        got = direct(asked, timeline, [PictureFacts("k", 1536, 1024, (HEAD,))], HD)
        assert not got.problems
        assert sum(shot.frames for shot in got.shots) == timeline.frames
        return {note.subject for note in got.notes}

    assert "the queen" in subjects()
    assert "the queen" not in subjects(Annotation("camera", said))


def test_a_cut_falls_between_phrases():
    section, timeline = spoken_lines(
        ["the queen came home and nobody saw her, and the lamp over the door was burning"] * 6
    )
    got = direct(section, timeline, [pictured((1536, 1024), [HEAD_PART, LAMP])], HD)
    words = sorted((w.onset / RATE, w.start) for clip in timeline.clips for w in clip.words)
    allowed = {"the queen", "and nobody", "and the lamp", "over the", "the lamp", "was"}
    for shot in got.shots[1:]:
        start = shot.start / 30
        at = next(at for onset, at in words if onset >= start)
        text = next(line.text for line in section.lines)[at:]
        assert any(text.startswith(each) for each in allowed), text


HEAD_PART = Region("face", Rect(0.2, 0.3, 0.08, 0.12), 0.9)
LAMP = Region("lettering", Rect(0.7, 0.4, 0.1, 0.05), 0.9, "lamp")


def test_no_cut_parts_a_tag_from_what_it_is_the_tag_of():
    texts = (
        "Look over there at once, the lamp is out,",
        "said the old keeper, and the lamp burned again",
    )
    behind = len(texts[0]) + 1
    words = [
        HeardWord(at + behind * n, at + behind * n + len(word), f"l{n}", at, 1.0 + 3 * n + at / 15)
        for n, text in enumerate(texts)
        for at, word in positions(text)
    ]
    spoken = Beat(
        "l0", 0, behind - 1, 0, 90, 0, " ".join(texts), "keeper", "speech", 1.0, 8.0, texts[1],
        words=tuple(words),
    )  # fmt: skip
    found = cut_points([spoken], [()], [], Fraction(30), language_of("en").phrasing)
    tag = next(word.onset for word in words if word.line == "l1")
    assert [point.kind for point in found] == ["line", "clause", "clause"]
    assert all(abs(point.onset - tag) > 0.5 for point in found)


def test_no_shot_flashes_by():
    section, timeline = spoken_lines(["no", "nobody came", "go", "the lamp", "so it was", "no"] * 3)
    got = direct(section, timeline, [pictured((1536, 1024), [HEAD_PART, LAMP])], HD)
    assert min(shot.frames for shot in got.shots) >= 1.2 * 30


def test_a_panel_seen_before_does_not_open_with_all_of_it_again():
    section, timeline = told([9, 12, 8, 20, 5])
    facts = [PictureFacts("k", 1536, 1024, (HEAD, OTHER))]
    assert direct(section, timeline, facts, HD).notes[0].scale == "establishing"
    assert direct(section, timeline, facts, HD, goes_on=True).notes[0].scale != "establishing"


def test_a_panel_ends_with_all_of_it():
    section, timeline = told([9, 12, 8, 20, 9])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (HEAD, OTHER))], HD)
    assert got.notes[-1].scale == "establishing"


def test_nobody_s_legs_are_shown_without_their_head():
    tall = Region("face", Rect(700, 120, 120, 140), 0.9)
    stage = stage_of(PictureFacts("k", 1536, 1024, (tall,)), (), HD)
    legs, all_of_them = Rect(500, 500, 800, 450), Rect(400, 60, 1000, 562)
    assert blemishes(rows([legs]), stage)[0] > 0.5
    assert blemishes(rows([all_of_them]), stage)[0] == 0


def test_a_pan_is_on_what_is_spoken_of():
    stage = stage_of(PictureFacts("k", 1536, 1024), (), HD)
    left, right = Rect(10, 400, 100, 100), Rect(1420, 400, 100, 100)
    for box, part, name in ((left, 1.0, "pan left"), (right, 1.0, "pan right"),
                            (left, 0.0, "pan right"), (right, 0.0, "pan left")):  # fmt: skip
        best = pans(6.0, stage, rightward=True, meant=((box, part, 1.0),))[0]
        assert best.move == name
        assert seen(box, best.last if part else best.first) == 1


def asked_for(text):
    """A panel with Ada on the left and Bert on the right, and the scales and subjects of its shots
    while a text is told."""
    section, timeline = told([1])
    said = line(0, text, 0)
    clips = (clip(said, 0.5),)
    frames = math.ceil((clips[-1].end / RATE + 1) * 30)
    prompt = "On the left stands Ada, a woman. On the right stands Bert, a man."
    section = replace(section, panels=(Panel("p.png", Path("p.png"), prompt),), lines=(said,))
    spans = (PanelSpan(0, 0, frame_to_sample(frames, Fraction(30))),)
    timeline = SectionTimeline("s", frames, clips, (), spans)
    facts = [PictureFacts("k", 1536, 1024, (HEAD, OTHER))]
    return {(note.scale, note.subject) for note in direct(section, timeline, facts, HD,
                                                          ["Ada", "Bert"]).notes}  # fmt: skip


def test_whoever_a_narrator_tells_of_is_shown_and_nobody_else():
    found = asked_for(
        "It was late, and Ada went home through the rain, because Ada had lost her lamp,"
        " and the road was long, and it was cold."
    )
    near = {subject for scale, subject in found if scale not in ("establishing", "wide")}
    assert near == {"Ada"}
