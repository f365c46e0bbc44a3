"""A scene in another time comes out of black, any other dissolves into view; depth in both."""

import pytest
from renders import options, tools
from stories import write_story

from render.episode import STEPS
from render.pixels.segments import FillLayer, PanelLayer, opacity_at
from render.production.conductor import Production
from render.production.planning.prepare import prepare
from render.production.queue.work import Work

STORY = """\
# T

## One

![](kettle.png)

The kettle sang at noon, and nobody heard it, for all had gone down to the river.

## Two

![](cup.png)

{}

## Three

The door was shut.
"""
EDITED = ("gains", "facts", "takes", "timelines", "directions", "segments")


@pytest.fixture
def segments(tmp_path):
    def made(first_words, **others):
        story = write_story(tmp_path / "story", STORY.format(first_words))
        if others:
            (tmp_path / "story/inkreel.toml").write_text('[camera]\ntransition = "cut"\n')
        used = tools(tmp_path / "store")
        ready = prepare(story, options(tmp_path / "out", by="story"), used)
        steps = tuple(step for step in STEPS if step.makes in EDITED)
        work = Work(used.make_executor, 2, used.progress, used.stop)
        production = Production(ready.plan, steps, used.store, work, used.problems)
        production.begin()
        production.run()
        return production.made.segments

    return made


def dark(segment, frame):
    """How black a frame of a segment is, counted from its first."""
    fills = [each for each in segment.layers[1:] if isinstance(each, FillLayer)]
    return max((opacity_at(each.opacity, frame) for each in fills), default=0.0)


def pictures(segment):
    return {each.shot.picture for each in segment.layers if isinstance(each, PanelLayer)}


def test_a_leap_in_time_is_parted_by_black(segments):
    found = segments("Three weeks later, the cup was blue.")
    last, first = found[0][-1], found[1][0]
    assert dark(last, last.frames - 1) == 1
    assert dark(first, 0) == 1
    assert dark(first, 20) == 0
    assert all(len(pictures(each)) == 1 for each in found[0])
    assert dark(found[2][0], 0) == 0


def test_any_other_scene_dissolves(segments):
    found = segments("The cup was blue.")
    last = found[0][-1]
    assert len(pictures(last)) == 2
    assert 0.5 <= last.frames / 30 <= 0.8
    assert not any(dark(each, frame) for each in found[0] for frame in range(each.frames))


def test_who_asks_for_cuts_has_them(segments):
    found = segments("Three weeks later, the cup was blue.", transition="cut")
    assert dark(found[0][-1], found[0][-1].frames - 1) == 0


@pytest.mark.parametrize(
    ("asked", "shares"),
    [
        ({}, (0.015, 0.01)),
        ({"draft": True}, (0.015, 0.0)),
        ({"depth": 0.0}, (0.0, 0.0)),
        ({"depth": 2.0, "draft": True}, (0.02, 0.02)),
    ],
)
def test_near_things_pass_far_ones_unless_it_is_a_quick_look(tmp_path, asked, shares):
    story = write_story(tmp_path / "story", STORY.format("It sang."))
    used = tools(tmp_path / "store")
    ready = prepare(story, options(tmp_path / "out", by="story", **asked), used)
    assert ready.plan.depth == shares
