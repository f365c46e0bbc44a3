"""The camera reads a page: its drawings in order, each whole, for as long as is told of it."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from comic_pages import FOUR, GRID, drawing, page, strip
from PIL import Image

from render.camera.choosing.cut_points import CutPoint
from render.camera.comics.drawings import drawings
from render.camera.comics.pace import silent_seconds, weights
from render.camera.comics.sharing import shared_out
from render.camera.comics.strips import way_down
from render.camera.direct import direct
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.look import drawn_on, look
from render.geometry import Rect, overlap, seen
from render.shots import CropPath, View
from story.model import PageMark, Panel, Section
from voices.clock import frame_to_sample
from voices.timeline import PanelSpan, SectionTimeline

HD = View(1920, 1080, Fraction(30))
WIDE = Fraction(16, 9)


def facts(boxes=FOUR, size=(420, 600), sure=0.95, others=()):
    """What is seen of a page with drawings in these boxes."""
    regions = tuple(Region("drawing", Rect(*box), sure) for box in boxes)
    saliency = tuple(tuple([100] * 40) for _ in range(60))
    return PictureFacts("p", *size, (*regions, *others), saliency, ("k" * 8,) * 12)


def silent(pictures, seconds, mark=PageMark(), view=HD):  # noqa: B008
    """The shots of a section without words, its pictures seen for so long."""
    panels = tuple(Panel(f"{n}.png", Path("p.png"), page=mark) for n in range(len(pictures)))
    section = Section("s", "scene", "One", "", panels, (), 0, 9)
    frames = [round(each * view.fps) for each in seconds]
    ends = [frame_to_sample(sum(frames[:n]), view.fps) for n in range(len(frames) + 1)]
    spans = tuple(PanelSpan(n, *ends[n : n + 2]) for n in range(len(frames)))
    timeline = SectionTimeline("s", sum(frames), (), (), spans)
    return direct(section, timeline, pictures, view).shots


def test_drawings_come_in_the_order_of_their_author():
    there = facts()
    left = [part.frame for part in drawings(there, PageMark())]
    right = [part.frame for part in drawings(there, PageMark("rtl"))]
    assert [seen(Rect(*box), frame) for box, frame in zip(FOUR, left, strict=True)] == [1] * 4
    assert right == [left[1], left[0], *left[2:]]


def test_frames_end_in_gutters():
    for frame in (part.frame for part in drawings(facts(), PageMark())):
        others = [Rect(*box) for box in FOUR if overlap(Rect(*box), frame)]
        assert len(others) == 1
        assert frame.w > others[0].w
        assert frame.h > others[0].h


@pytest.mark.parametrize(
    ("sure", "parted", "count"),
    [
        (0.95, "auto", 4),
        (0.6, "auto", 0),
        (0.6, "always", 4),
        (0.2, "always", 0),
        (0.95, "never", 0),
    ],
)
def test_what_is_plainly_a_page_is_parted_and_what_the_author_calls_one(sure, parted, count):
    assert len(drawings(facts(sure=sure), PageMark(parted=parted))) == count


@pytest.mark.parametrize("parted", ["auto", "always"])
def test_a_picture_is_no_page_whatever_parts_it_from_edge_to_edge(parted):
    for seed in range(6):
        image = Image.fromarray(drawing(600, 400, seed))
        found = PictureFacts("p", 600, 400, drawn_on(image))
        if parted == "auto" or seed != 3:  # its hill is as level as a gutter
            assert drawings(found, PageMark(parted=parted)) == ()


def test_the_author_s_boxes_beat_what_was_found():
    mark = PageMark(
        parted="never", frames=((200, 0, 220, 300), (0, 0, 200, 300), (9, 9, 9999, 9999))
    )
    found = drawings(facts(), mark)
    assert [round(part.frame.x) for part in found] == [200, 0, 9]
    assert found[2].frame.x + found[2].frame.w <= 420


def test_a_drawing_knows_what_is_seen_in_it_alone():
    face = Region("face", Rect(240, 60, 40, 50), 0.9)
    parts = drawings(facts(others=(face,)), PageMark())
    found = [part.facts.of("face") for part in parts]
    assert [len(each) for each in found] == [0, 1, 0, 0]
    frame, box = parts[1].frame, found[1][0].box
    assert (box.x + frame.x, box.y + frame.y) == (240, 60)
    assert (parts[1].facts.width, parts[1].facts.height) == (frame.w, frame.h)


def test_each_drawing_is_seen_whole_and_in_order():
    found = silent([facts()], [16])
    frames = [part.frame for part in drawings(facts(), PageMark())]
    first = [next(s for s in found if overlap(s.keyframes[0].rect, frame) > 0) for frame in frames]
    assert [shot.keyframes[0].rect for shot in first] == frames
    assert [shot.start for shot in first] == sorted(shot.start for shot in first)
    for one, other in pairwise(found):
        assert one.start + one.frames == other.start


def test_a_page_stays_one_picture_where_it_is_told_so():
    shots = silent([facts()], [16], PageMark(parted="never"))
    assert any(shot.keyframes[0].rect.h > 200 for shot in shots)


def test_time_is_parted_at_paragraphs_first():
    opens = SimpleNamespace(paragraph=1, offset=6.5)
    goes_on = SimpleNamespace(paragraph=0, offset=6.5)
    beats = [opens, goes_on, opens, goes_on]
    points = [
        CutPoint(0, 0.0, "line", 0),
        CutPoint(70, 2.3, "sentence", 1),
        CutPoint(110, 3.6, "line", 2),
        CutPoint(150, 5.0, "sentence", 3),
    ]
    assert shared_out(0, 200, [1, 1], points, beats, 30) == [(0, 110), (110, 200)]
    parts = shared_out(0, 200, [1, 1, 1, 1], points, beats, 30)
    assert [end for _, end in parts] == [70, 110, 150, 200]


def test_without_words_time_is_shared_by_what_there_is_to_see():
    assert shared_out(30, 150, [1, 2, 1], [], [], 30) == [(30, 60), (60, 120), (120, 150)]


def test_more_drawings_than_frames_are_still_each_once_or_none():
    parts = shared_out(0, 3, [1, 1, 1, 1, 1], [], [], 30)
    assert parts[0][0] == 0
    assert parts[-1][1] == 3
    assert all(a[1] == b[0] for a, b in pairwise(parts))


def test_a_page_without_words_takes_its_time():
    section = Section(
        "s", "scene", "", "", (Panel("a", Path("a")), Panel("b", Path("b"))), (), 0, 1
    )
    page_seconds, other = silent_seconds(section, [facts(), facts(())], WIDE)
    assert 8 < page_seconds < 20
    assert other == 4.0
    assert silent_seconds(section, [facts(()), facts(())], WIDE) == ()
    assert silent_seconds(section, [facts(), facts(())], WIDE, 4.0) == (page_seconds + 4, other)


def test_under_an_opening_card_the_first_drawing_waits():
    paces = weights(drawings(facts(), PageMark()), facts(), WIDE)
    shots = silent([facts()], [sum(paces) + 4])
    lengths = [shot.frames / 30 for shot in shots]
    assert lengths[0] == pytest.approx(paces[0] + 4, abs=0.1)
    assert sum(lengths[1:]) == pytest.approx(sum(paces[1:]), abs=0.1)


def test_the_way_down_a_strip_rests_on_drawings():
    image, boxes = strip()
    there = facts(boxes, image.size)
    parts = drawings(there, PageMark())
    fps = 30.0
    spans = shared_out(0, 900, weights(parts, there, WIDE), [], [], fps)
    path = CropPath(way_down(there, parts, spans, WIDE, fps))
    for part, (first, last) in zip(parts, spans, strict=True):
        for frame in (0.6, 0.8, 0.99):
            rect = path.at((first + frame * (last - first)) / fps)
            assert overlap(rect, part.frame) > 0.7 * min(rect.h, part.frame.h) * part.frame.w
    tops = [path.at(second).y for second in np.linspace(0, 30, 200)]
    assert all(b >= a - 1e-6 for a, b in pairwise(tops))


def test_a_strip_is_one_shot_and_a_film_that_may_not_move_cuts_down_it():
    image, boxes = strip()
    there = facts(boxes, image.size)
    assert len(silent([there], [20])) == 1
    still = silent([there], [20], view=replace(HD, still=True))
    assert len(still) >= 3
    assert all(len(shot.keyframes) == 1 for shot in still)


def test_what_is_drawn_is_what_is_seen():
    found = look(page(GRID), "k")
    assert [round(part.frame.x, -1) for part in drawings(found, PageMark())] == [20, 220, 20]


def test_the_last_word_is_heard_over_the_last_drawing():
    said = SimpleNamespace(paragraph=1, offset=6.0)
    parts = shared_out(0, 300, [1] * 12, [CutPoint(0, 0.0, "line", 0)], [said], 30)
    assert parts[-1][0] < 6.0 * 30 - 10
