"""The bench's own tagged lines: those that rules may be written for are right."""

from bench.tagged_lines import CAST, TAGS, cases, speaker

OPEN = "Tom had got as far as"
"""The one form that is not read."""


def test_every_form_of_tag_but_one_is_read() -> None:
    rows = cases(TAGS / "tuned.txt")
    assert len(rows) == 100
    wrong = [told for who, told in rows if speaker(told) != who]
    assert [OPEN in told for told in wrong] == [True]


def test_every_speaker_is_on_the_cast_list() -> None:
    assert {who for path in TAGS.glob("*.txt") for who, _ in cases(path)} <= set(CAST)
