"""What is not told can be looked at, piece by piece; much of it is a Problem."""

from looks import codes

from story.output.skipped import dropped, skipped_table


def test_every_piece_that_is_left_out_stands_there_with_its_row_and_reason(told):
    table = skipped_table(told("# T\n\nBy Ann Lee\n\n!!! note\n    Aside.\n\nOne.\n"))
    assert [row.split(" | ")[:2] for row in table.splitlines()[4:]] == [
        ["| 1", "heading"],
        ["| 3", "byline"],
        ["| 5", "note"],
    ]


def test_much_left_out_is_a_problem(told):
    little = told("# T\n\n!!! note\n    Aside it is.\n\n" + "One two three four.\n\n" * 40)
    much = told("# T\n\n!!! note\n    Aside it is.\n\nOne two three.\n")
    assert [problem.code for problem in dropped(little)] == []
    assert [problem.code for problem in dropped(much)] == ["words-dropped"]


COMMENTED = "# T\n\n<!-- ![](a.png) -->\n<details>A hill</details>\n\nOne.\n\n<!-- ![](b.png) -->\n"


def test_pictures_in_comments_are_one_problem(told, problems, tmp_path):
    (tmp_path / "a.png").write_bytes(b"x")
    script = told(COMMENTED)
    assert script.sections[0].panels == ()
    found = [problem for problem in problems if problem.code == "panel-commented"]
    assert [problem.message.partition(". ")[0] for problem in found] == [
        "Left out, as in comments: 2 pictures; with a file: 1"
    ]
    assert "100%" in found[0].message


def test_pictures_in_comments_are_shown_when_asked_for(told, problems, tmp_path):
    (tmp_path / "a.png").write_bytes(b"x")
    script = told(COMMENTED, panels={"commented": True})
    assert [(p.path, p.prompt) for p in script.sections[0].panels] == [("a.png", "A hill")]
    assert codes(problems) == [(8, "panel-commented")]
