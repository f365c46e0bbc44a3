"""Where a further picture would help: only where one is seen for long, and at a paragraph."""

from story.output.pictures_wanted import pictures_wanted

WALK = "She went along the quay and counted the lamps, and then she counted them again.\n\n"


def story(*parts):
    """Chapters, each a picture's name ("" for none) and how many paragraphs stand under it."""
    chapters = (
        f"## Chapter {number}: Rain\n\n" + (f"![]({name})\n\n" if name else "") + WALK * count
        for number, (name, count) in enumerate(parts, 1)
    )
    return "# Rain\n\n" + "".join(chapters)


def test_nothing_is_said_of_pictures_that_change(told):
    assert pictures_wanted(told(story(("a.png", 4), ("b.png", 8)))) == ()


def test_a_second_picture_in_the_middle(told):
    (hint,) = pictures_wanted(told(story(("a.png", 4), ("b.png", 14))))
    assert (hint.code, hint.severity, hint.row) == ("picture-long", "info", 17)
    assert hint.message == "b.png is seen for about 90 s."
    assert hint.advice == (
        "A further picture would help most before row 33 "
        "(“She went along the quay and counted the …”)."
    )


def test_a_picture_stays_on_where_a_chapter_has_none(told):
    (hint,) = pictures_wanted(told(story(("a.png", 9), ("", 14))))
    assert hint.message.startswith("a.png is seen for about 148 s")
    assert hint.advice.count("row") == 2


def test_one_paragraph_has_no_place_for_it(told):
    (hint,) = pictures_wanted(
        told("# Rain\n\n![](a.png)\n\n" + WALK.strip() + (" " + WALK.strip()) * 15)
    )
    assert "a paragraph to put it at" in hint.advice
