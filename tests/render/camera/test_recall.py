"""Recall: a picture of before comes back where words name what is surely in it, and only there."""

from dataclasses import replace
from pathlib import Path

from render.camera.direct import direct
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from story.model import Annotation, Panel
from tests.render.camera.test_direct import HD, spoken_lines
from voices.timeline import PanelSpan

LAMP = Region("lettering", Rect(760, 400, 250, 90), 0.95, "LAMP")
FACES = tuple(Region("face", Rect(150 + 380 * n, 420, 70, 80), 0.9) for n in range(4))
PICTURES = [
    PictureFacts("one", 1536, 1024, (LAMP,)),
    PictureFacts("two", 1536, 1024, FACES),
]
PROMPTS = ('A door. A sign reads "LAMP".', "Three people on a bench.")
FIRST = ("it was late at the old house", "nobody came to the door at all", "the night went on")
NAMED = (
    "the people waited", "and they waited for much longer, until the morning came",
    "they sat on the bench for a while and said nothing", "the lamp was gone, and they were cold",
    "it was cold, and they were tired", "they slept",
    "in the morning they went home, all of them, along the river", "nobody said a word about it",
)  # fmt: skip


def story(second, order=""):
    """A section of two pictures: the first lines are said over one, the `second` over the other;
    the fourth of these may have an order."""
    section, timeline = spoken_lines([*FIRST, *second])
    panels = tuple(Panel(f"{n}.png", Path(f"{n}.png"), prompt) for n, prompt in enumerate(PROMPTS))
    notes = (Annotation("camera", order),) if order else ()
    lines = tuple(
        replace(line, panel=int(n >= 3), annotations=notes if n == 6 else ())
        for n, line in enumerate(section.lines)
    )
    change = timeline.clips[3].start
    end = timeline.panels[0].end
    spans = (PanelSpan(0, 0, change), PanelSpan(1, change, end))
    return replace(section, panels=panels, lines=lines), replace(timeline, panels=spans)


def shown(second, order="", *, recall=True):
    section, timeline = story(second, order)
    plan = direct(section, timeline, PICTURES, HD, recall=recall)
    assert sum(shot.frames for shot in plan.shots) == timeline.frames
    return plan, timeline


def recalled(plan):
    pairs = zip(plan.shots, plan.notes, strict=True)
    return [(shot, note) for shot, note in pairs if note.recalled]


def test_what_is_named_and_was_seen_before_comes_back_for_a_moment():
    plan, timeline = shown(NAMED)
    [(shot, note)] = recalled(plan)
    word = timeline.clips[6].words[1].onset / 48000
    assert (shot.picture, note.panel) == ("one", 0)
    assert "lamp" in note.reason
    assert 1.8 * 30 <= shot.frames <= 4.5 * 30
    assert shot.start / 30 - 0.3 <= word < (shot.start + shot.frames) / 30


def test_a_long_shot_gives_its_end_to_what_a_sentence_in_it_recalls():
    """What is left of it stands still, and begins and ends where the line does."""
    for told in (NAMED, [*NAMED[:3], "the lamp was gone, and it was cold", *NAMED[4:]]):
        plan, timeline = shown(told)
        [(shot, _)] = recalled(plan)
        before = plan.shots[plan.shots.index(shot) - 1]
        begins = timeline.clips[6].words[0].onset / 48000
        assert abs(shot.start / 30 - begins) < 0.3
        assert before.start + before.frames == shot.start
        assert before.frames >= 1.8 * 30


def test_nothing_comes_back_that_is_not_named_or_not_wanted():
    others = [each.replace("the lamp", "anybody") for each in NAMED]
    assert recalled(shown(others)[0]) == []
    assert recalled(shown(NAMED, recall=False)[0]) == []


def test_no_picture_comes_before_it_was_seen():
    section, timeline = story(NAMED)
    change = timeline.panels[0].end
    spans = (PanelSpan(1, 0, change), PanelSpan(0, change, timeline.panels[1].end))
    plan = direct(section, replace(timeline, panels=spans), PICTURES[:2], HD, recall=True)
    first = [shot for shot in plan.shots if shot.start < round(change / 1600)]
    assert {shot.picture for shot in first} == {"two"}


def test_a_writer_recalls_a_picture_and_what_is_in_it():
    plan, _ = shown(NAMED, "recall 1 the lamp", recall=False)
    [(shot, note)] = recalled(plan)
    assert (shot.picture, note.panel, note.scale) == ("one", 0, "detail")
    rect = shot.keyframes[0].rect
    assert rect.x <= LAMP.box.x
    assert rect.x + rect.w >= LAMP.box.x + LAMP.box.w
    assert plan.problems == ()


def test_a_picture_that_was_not_seen_before_is_told_of():
    plan, _ = shown(NAMED, "recall 2", recall=False)
    assert recalled(plan) == []
    assert [each.code for each in plan.problems] == ["camera-not-seen"]
