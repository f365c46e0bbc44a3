"""The bench's own tagged lines: those that rules may be written for are right."""

from bench.tagged_lines import CAST, TAGS, cases, speaker


def test_every_form_of_tag_is_read() -> None:
    rows = cases(TAGS / "tuned.txt")
    assert len(rows) == 100
    assert [told for who, told in rows if speaker(told) != who] == []


def test_every_speaker_is_on_the_cast_list() -> None:
    assert {who for path in TAGS.glob("*.txt") for who, _ in cases(path)} <= set(CAST)
