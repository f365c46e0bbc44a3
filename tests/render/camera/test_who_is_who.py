"""Who is who is asked once: a balloon's tail and the camera point at the same person."""

from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from render.camera.beats import Beat
from render.camera.drawn import drawn
from render.camera.prompts.places import places
from render.camera.targets import panel_targets, person_target, speaker_target
from render.camera.vision.facts import face_in
from render.camera.vision.look import look
from render.geometry import Rect
from render.lettering.onscreen import panel_head
from story.assets import asset
from story.problems import Problems
from story.script import read_script

SHARED = Path(__file__).resolve().parents[4] / "shared" / "stories"
"""Stories beside the checkout, where there are any."""


@cache
def panels(story):
    """A story's panels with what is said over each: (panel, its lines)."""
    script = read_script(Path(story), Problems())
    people = tuple(person.name for person in script.characters)
    found = []
    for section in script.sections:
        for number, panel in enumerate(section.panels):
            said = [line for line in section.lines if line.panel == number]
            if panel.file is None or not any(line.kind == "speech" for line in said):
                continue
            with Image.open(panel.file) as picture:
                facts = look(picture, panel.path)
            found.append((panel.path, drawn(facts, places(panel.prompt), people), said))
    return found


STORIES = [
    str(asset("sample/index.md")),
    *(
        pytest.param(str(file), marks=pytest.mark.long)
        for file in sorted(SHARED.glob("*/index.md"))
    ),
]


def spoken(line):
    return Beat(line.id, 0, len(line.text), 0, 1, 0, line.text, line.speaker, line.kind, 0.0, 1.0)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: Path(story).parent.name)
def test_a_tail_and_the_camera_point_at_the_same_person(story):
    for path, panel, said in panels(story):
        for line in (line for line in said if line.kind == "speech"):
            head, shown = panel_head(panel, line.speaker), speaker_target(spoken(line), panel)
            if head and head.sure:
                assert shown, (path, line.text)
                assert face_in(shown.head) == head.box, (path, line.text)
            elif shown and shown.named:
                pytest.fail(f"{path}: the camera knows {line.speaker}, the tail does not")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: Path(story).parent.name)
def test_no_head_is_two_peoples_for_sure(story):
    for path, panel, _ in panels(story):
        known = [person_target(panel, number) for number in range(len(panel.figures))]
        sure = [person.head for person in known if person and person.head and person.sure > 0.5]
        assert len(set(sure)) == len(sure), path


WHOLE = {
    "./01-the-lamp-goes-out.jpg": {"mira": (470, 530)},
    "./02-the-harbour-meeting.jpg": {"mira": (930, 680), "pell": (745, 255)},
    "./03-the-glow-worm.jpg": {"mira": (875, 430)},
    "./04-the-stair-of-lights.jpg": {"ines": (620, 310)},
}
"""Middles of heads in the sample's panels, by eye, to a head's width."""


def test_the_samples_people_are_found():
    known = {path: panel for path, panel, _ in panels(str(asset("sample/index.md")))}
    for path, named in WHOLE.items():
        found = {t.name: t for t in panel_targets(known[path]) if t.kind == "person" and t.head}
        for name, (x, y) in named.items():
            head = found[name].head
            assert found[name].sure >= 0.6, (path, name)
            about = Rect(head.x - head.w / 2, head.y - head.h / 2, 2 * head.w, 2 * head.h)
            assert about.x < x < about.x + about.w, (path, name, head)
            assert about.y < y < about.y + about.h, (path, name, head)
