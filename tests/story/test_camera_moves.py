"""Camera moves from the settings: for the story, by section, below the writer's comments."""

from story.camera_moves import with_moves
from story.settings import CameraSettings

STORY = (
    "# T\n\n## Chapter 1: Rain\n\nIt rained.\n\n<!-- camera: hold -->\nIt stopped.\n\n"
    "## Chapter 2: Sun\n\nIt shone.\n"
)


def moves(script):
    lines = [line for section in script.sections for line in section.lines]
    return [
        (line.text, [d.value for d in line.annotations if d.kind == "camera"]) for line in lines
    ]


def test_a_section_has_its_own_and_a_comment_ranks_above(told, problems):
    asked = CameraSettings(move="push in", sections={"chapter 1": "left to right"})
    assert moves(with_moves(told(STORY), asked, problems)) == [
        ("It rained.", ["left to right"]),
        ("It stopped.", ["hold"]),
        ("It shone.", ["push in"]),
    ]
    assert not list(problems)


def test_by_title_and_auto_for_one(told, problems):
    asked = CameraSettings(move="hold", sections={"Sun": "auto"})
    assert moves(with_moves(told(STORY), asked, problems))[-1] == ("It shone.", [])


def test_a_section_that_is_not_there(told, problems):
    with_moves(told(STORY), CameraSettings(sections={"Chaptr 2": "hold"}), problems)
    (problem,) = problems
    assert (problem.code, problem.advice) == ("section-unknown", "Did you mean 'chapter 2'?")
