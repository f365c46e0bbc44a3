"""The camera covers every frame, stays in its panel and keeps the view's shape."""

from fractions import Fraction

import pytest

from render.direct import View, direct
from render.facts import PictureFacts
from story.model import Line, Panel, Section
from voices.timeline import PanelSpan, SectionTimeline

HD = View(1920, 1080, Fraction(30))


def section(panels=1):
    text = "The queen stands on the left."
    line = Line(
        "a1",
        "narration",
        "narrator",
        0,
        0,
        len(text),
        text,
        tuple(range(len(text))),
        ((0, 29),),
        "start",
    )
    return Section("s", "panel", "One", "", (Panel("p.png", None),) * panels, (line,), 0, 29)


def timeline(frames, *spans):
    return SectionTimeline("s", frames, (), (), tuple(PanelSpan(*span) for span in spans))


@pytest.mark.parametrize("size", [(1536, 1024), (1024, 1024), (600, 1500), (3000, 900), (1, 1)])
def test_shots_cover_every_frame_inside_the_panel(size):
    facts = PictureFacts("k", *size)
    spans = [(0, 0, 100_000), (1, 100_000, 480_000)]
    got = direct(section(2), timeline(300, *spans), [facts, facts], HD)
    assert got.shots[0].start == 0
    assert sum(shot.frames for shot in got.shots) == 300
    for shot in got.shots:
        for key in shot.keyframes:
            assert key.rect.w / key.rect.h == pytest.approx(16 / 9)


def test_a_missing_picture_has_no_shot():
    assert direct(section(), timeline(90, (0, 0, 144_000)), [None], HD).shots == ()


def test_the_lead_in_stands_before_the_span():
    view = View(1920, 1080, Fraction(30), lead_in=8)
    got = direct(section(), timeline(90, (0, 0, 144_000)), [PictureFacts("k", 300, 200)], view)
    assert (got.shots[0].start, got.shots[0].frames) == (-8, 98)


def test_still_does_not_move():
    view = View(1920, 1080, Fraction(30), still=True)
    got = direct(section(), timeline(90, (0, 0, 144_000)), [PictureFacts("k", 300, 200)], view)
    assert len({key.rect for key in got.shots[0].keyframes}) == 1
