"""Speech in balloonfuls: whole sentences, and a sign where one goes on."""

import pytest
from sounds import line, section

from render.captions.words import CaptionWord
from render.lettering.speech_pieces import WHOLE, goes_on, parted, went_on, written


def words(text: str) -> tuple[CaptionWord, ...]:
    return tuple(CaptionWord(each, 0, 1, "Ada", "l", 0, 0) for each in text.split())


def balloons(text: str, *, begun: bool = False, on: bool = False) -> list[str]:
    return list(written([*parted(words(text))], went_on=begun, goes_on=on))


FIRST = "The tide is so low tonight that nobody will get a boat off the sand before it is light."
SECOND = "So we walk, all of us, round by the old bridge and the mill."
ENDLESS = "we walked and " * 20


def test_a_sentence_stays_whole_and_sentences_part():
    assert balloons(FIRST) == [FIRST]
    assert balloons(f"{FIRST} {SECOND}") == [FIRST, SECOND]
    assert balloons("No. It is late.") == ["No. It is late."]


def test_what_is_longer_parts_where_the_sense_allows_and_says_that_it_goes_on():
    found = balloons(f"{FIRST[:-1]}, and the wind has gone round to the north as it did last year.")
    assert len(found) == 2
    assert found[0].endswith("light,")
    pieces = balloons(ENDLESS)
    assert all(len(each) <= WHOLE + 2 for each in pieces)
    assert all(each.endswith("…") for each in pieces[:-1])
    assert all(each.startswith("…") for each in pieces[1:])
    assert "".join(each.strip("…") for each in pieces).replace(" ", "") == ENDLESS.replace(" ", "")


def test_a_word_that_is_too_long_is_a_piece():
    assert balloons("a" * 200 + " b") == ["a" * 200 + "…", "…b"]


@pytest.mark.parametrize(
    ("said", "tag", "after", "written_first", "written_last"),
    [
        ("Well,", "said Ada,", "it is late.", "Well…", "…it is late."),
        ("Tom,", "said Ada,", "It is late.", "Tom…", "It is late."),
        ("It is late,", "said Ada.", "Come home.", "It is late.", "Come home."),
        ("Is it late?", "said Ada.", "Come home.", "Is it late?", "Come home."),
    ],
)
def test_a_tag_parts_a_sentence_or_ends_it(said, tag, after, written_first, written_last):
    told = section(
        [line(said, "Ada", name="a"), line(tag, "narrator", name="b"), line(after, "Ada", name="c")]
    )
    first, _, last = told.lines
    assert balloons(said, begun=went_on(first, told), on=goes_on(first, told)) == [written_first]
    assert balloons(after, begun=went_on(last, told), on=goes_on(last, told)) == [written_last]


def test_somebody_elses_words_do_not_go_on():
    told = section([line("Well,", "Ada", name="a"), line("it is late.", "Tom", name="b")])
    assert not goes_on(told.lines[0], told)
    assert not went_on(told.lines[1], told)
