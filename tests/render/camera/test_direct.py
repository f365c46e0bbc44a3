"""The camera covers every frame, stays in its panel and keeps within the limits of the eye."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.camera.direct import MoveMemory, View, direct
from render.camera.path import Waypoint, keyframes, speed
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from render.shots import rect_at
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
    section = Section("s", "panel", "One", "", (Panel("p.png", None, prompt),), tuple(lines), 0, 9)
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
def test_cuts_inside_a_panel_are_clear_and_never_within_a_word(size, view, found, lengths):
    section, timeline = told(lengths, view)
    got = direct(section, timeline, [pictured(size, found)], view)
    said = [word for each in timeline.clips for word in each.words]
    for (before, after), shot in zip(pairwise(rects(got, view)), got.shots[1:], strict=True):
        at = Fraction(shot.start) / view.fps * RATE
        assert not any(word.onset < at < word.offset for word in said)
        a, b = before[-1], after[0]
        ratio = max(a.w, b.w) / min(a.w, b.w)
        across = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
        down = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
        common = max(across, 0) * max(down, 0) / min(a.w * a.h, b.w * b.h)
        assert ratio >= 1.2 or common < 0.55


def test_two_waypoints_at_one_time_are_one():
    rect = Rect(0, 0, 960, 540)
    way = [Waypoint(time, rect, None) for time in (0.0, 2.0, 2.0, 4.0)]
    assert [key.time for key in keyframes(way, 1.0)] == [-1.0, 1.0, 3.0]


def test_a_missing_picture_has_no_shot():
    section, timeline = told([5])
    assert direct(section, timeline, [None], HD).shots == ()


def test_the_lead_in_stands_before_the_span():
    section, timeline = told([5])
    view = View(1920, 1080, Fraction(30), lead_in=8)
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], view)
    assert got.shots[0].start == -8
    assert sum(shot.frames for shot in got.shots) == timeline.frames + 8


def test_still_does_not_move():
    section, timeline = told([9, 12, 8])
    view = View(1920, 1080, Fraction(30), still=True)
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], view)
    assert len({rect for way in rects(got, view) for rect in way}) == 1


def test_two_panels_in_a_row_open_otherwise():
    section, timeline = told([9, 12])
    facts = PictureFacts("k", 1536, 1024)
    first = direct(section, timeline, [facts], HD)
    second = direct(section, timeline, [facts], HD, first.memory)
    assert {first.memory, second.memory} == {MoveMemory("tilt down"), MoveMemory("tilt up")}


def test_all_of_a_panel_is_seen_soon():
    section, timeline = told([20, 20, 20])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD)
    early = [rect for way in rects(got, HD) for rect in way][: 15 * 30]
    assert min(rect.y for rect in early) <= 0.01 * 1024
    assert max(rect.y + rect.h for rect in early) >= 0.99 * 1024


def test_a_short_panel_that_opens_close_is_seen_whole_at_its_end():
    section, timeline = told([8, 12])
    sign = Region("lettering", Rect(1200, 850, 200, 80), 0.9, "queen")
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, (sign,))], HD)
    ways = list(rects(got, HD))
    assert ways[0][0].w < 1400
    assert min(rect.y for rect in ways[-1]) <= 0.02 * 1024
    assert max(rect.y + rect.h for rect in ways[-1]) >= 0.98 * 1024
    assert max(rect.w for rect in ways[-1]) == pytest.approx(1536)


def test_a_narrow_panel_is_set_on_a_spread():
    section, timeline = told([20, 20, 20, 20])
    facts = PictureFacts("k", 150, 3000)
    got = direct(section, timeline, [facts], HD)
    (way,) = rects(got, HD)
    assert all(rect.w / rect.h == pytest.approx(1 / 20) for rect in way)
    assert way[0].w > 145
    assert 110 < min(rect.w for rect in way) < 140
    assert len({way[i] for i in range(0, len(way), 90)}) == len(range(0, len(way), 90))


def test_a_still_panel_on_a_spread_does_not_move():
    section, timeline = told([20, 20])
    facts = PictureFacts("k", 300, 1500)
    got = direct(section, timeline, [facts], replace(HD, still=True))
    assert {rect for way in rects(got, HD) for rect in way} == {facts.whole}


def test_a_portrait_panel_is_tilted_over():
    section, timeline = told([20, 20, 20])
    got = direct(section, timeline, [PictureFacts("k", 1024, 1536)], HD)
    seen = [rect for way in rects(got, HD) for rect in way]
    assert max(r.y + r.h for r in seen) - min(r.y for r in seen) > 0.85 * 1536


def test_small_panels_are_told_of():
    section, timeline = told([9])
    got = direct(section, timeline, [PictureFacts("k", 800, 533)], HD)
    assert [(p.file, p.code, p.message) for p in got.problems] == [
        ("p.png", "panel-enlarged", "800×533 pixels are shown 2.4 times as large.")
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
