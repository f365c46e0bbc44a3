"""Which picture is seen with which lines."""

import pytest
from looks import codes, shown, spoken


def test_a_picture_under_its_heading_holds_for_the_section(told):
    script = told("# T\n\n## Panel 1: A\n\n![](a.png)\n\nOne.\n\nTwo.\n")
    assert shown(script)[1] == [0, 0]


def test_a_picture_at_the_end_belongs_to_the_prose_before_it(told):
    script = told("# T\n\n## Panel 1: A\n\nOne.\n\nTwo.\n\n![](a.png)\n")
    assert shown(script)[1] == [0, 0]


def test_a_picture_in_the_middle_splits(told):
    script = told('# T\n\n## A\n\n"Stop!" said Ada.\n\n![](a.png)\n\n"Why?" asked Tom.\n')
    assert shown(script)[1] == [None, None, 0, 0]


def test_a_picture_inside_a_paragraph_splits_it(told):
    script = told("# T\n\n## A\n\n![](a.png)\nOne. ![](b.png) Two.\n")
    assert spoken(script) == ["One.", "Two."]
    assert shown(script)[1] == [0, 1]


def test_a_cover_without_prose_makes_a_title_scene(told):
    script = told("# T\n\n![Cover](c.png)\n\n## Panel 1: A\n\nX.\n")
    assert script.sections[0].kind == "title"
    assert [panel.path for panel in script.sections[0].panels] == ["c.png"]
    assert script.sections[0].lines == ()


def test_pictures_together_share_the_prose(told):
    prose = "\n\n".join(f"Sentence number {n}." for n in range(6))
    led = told(f"# T\n\n## A\n\n![](a.png)\n![](b.png)\n\n{prose}\n")
    trailed = told(f"# T\n\n## A\n\n{prose}\n\n![](a.png)\n![](b.png)\n")
    assert shown(led)[1] == shown(trailed)[1] == [0, 0, 0, 1, 1, 1]


def test_pictures_that_alternate_with_prose_take_turns(told):
    led = told("# T\n\n## A\n\n![](a.png)\n\nOne.\n\n![](b.png)\n\nTwo.\n")
    trailed = told("# T\n\n## A\n\nOne.\n\n![](a.png)\n\nTwo.\n\n![](b.png)\n")
    assert shown(led)[1] == shown(trailed)[1] == [0, 1]


def test_a_section_without_a_picture_has_none(told):
    assert shown(told("# T\n\n## A\n\nOne.\n"))[1] == [None]


def test_a_picture_in_a_comment_is_off_and_said_so(told, problems):
    script = told("# T\n\n<!-- ![](a.png) -->\n\nOne.\n")
    assert script.sections[0].panels == ()
    assert codes(problems) == [(3, "panel-commented")]


def test_a_missing_picture_is_a_problem(told, problems):
    script = told("# T\n\n![](a.png)\n\nOne.\n")
    assert script.sections[0].panels[0].file is None
    assert codes(problems) == [(3, "panel-missing")]
    assert problems.failing()


def test_a_wrong_extension_finds_the_same_stem(told, problems, tmp_path):
    (tmp_path / "12.jpg").write_bytes(b"x")
    script = told("# T\n\n![](./12.png)\n\nOne.\n")
    assert script.sections[0].panels[0].file == tmp_path / "12.jpg"
    assert codes(problems) == [(3, "panel-renamed")]


@pytest.mark.parametrize(
    ("written", "on_disk"),
    [
        ("caf\u00e9.png", "cafe\u0301.png"),
        ("cafe\u0301.png", "caf\u00e9.png"),
        ("o\u0308l/e\u0301.png", "\u00f6l/\u00e9.png"),
        ("a%20b.png", "a%20b.png"),
        ("<a b.png>", "a%20b.png"),
        ("/caf\u00e9.png", "cafe\u0301.png"),
    ],
)
def test_a_name_may_be_written_in_other_signs_than_the_file_s(
    told, problems, tmp_path, written, on_disk
):
    (tmp_path / on_disk).parent.mkdir(exist_ok=True)
    (tmp_path / on_disk).write_bytes(b"x")
    script = told(f"# T\n\n![]({written})\n\nOne.\n")
    assert script.sections[0].panels[0].file == tmp_path / on_disk
    assert codes(problems) == []


def test_a_name_in_another_case_is_used_and_told(told, problems, tmp_path):
    (tmp_path / "Images").mkdir()
    (tmp_path / "Images/Lamp.PNG").write_bytes(b"x")
    script = told("# T\n\n![](images/lamp.png)\n\nOne.\n")
    assert script.sections[0].panels[0].file == tmp_path / "Images/Lamp.PNG"
    (problem,) = problems
    assert (problem.row, problem.code) == (3, "panel-renamed")
    assert problem.advice == "Did you mean 'Images/Lamp.PNG'?"


def test_names_of_other_folders_are_not_looked_at(told, problems, tmp_path):
    (tmp_path.parent / "Outside.png").write_bytes(b"x")
    told("# T\n\n![](../outside.png)\n\nOne.\n")
    assert codes(problems) == [(3, "panel-outside")]


OUTSIDE = ["../a.png", "/etc/a.png", "https://x.example/a.png", "b/../../a.png"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_pictures_stay_inside_the_story(told, problems, path):
    script = told(f"# T\n\n![]({path})\n\nOne.\n")
    assert script.sections[0].panels[0].file is None
    assert codes(problems) == [(3, "panel-outside")]


def test_site_absolute_front_matter_is_never_resolved(told, problems):
    told("---\nimage: /stories/x/cover.png\n---\n\n# T\n\nOne.\n")
    assert codes(problems) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="a.png" alt="x">',
        "<img src='a.png'/>",
        '![](a.png){ align=left width="80" }',
        '![x](a.png "A title")',
        "![](<a.png>)",
        "[![](a.png)](https://x.example)",
        "![x][one]\n\n[one]: a.png",
    ],
)
def test_ways_to_write_a_picture(told, markup):
    script = told(f"# T\n\n{markup}\n\nOne.\n")
    assert [panel.path for panel in script.sections[0].panels] == ["a.png"]
    assert spoken(script) == ["One."]


def test_alternative_text_is_kept_and_never_spoken(told):
    script = told("# T\n\n![Panel 3](a.png)\n\nOne.\n")
    assert script.sections[0].panels[0].alt == "Panel 3"
    assert spoken(script) == ["One."]


def test_a_missing_picture_gives_way_to_those_beside_it(told, tmp_path):
    (tmp_path / "b.png").write_bytes(b"x")
    script = told("# T\n\n## A\n\n![](a.png)\n![](b.png)\n![](c.png)\n\nOne.\n\nTwo.\n")
    assert shown(script)[1] == [1, 1]
