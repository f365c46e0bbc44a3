"""Phrases cover a line, keep to the lengths that voices say well, and break where one breathes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import line

from voices.recording.phrases import LONGEST_PHRASE, phrases

WORDS = st.text("abcdefgh", min_size=1, max_size=14)
STOPS = st.sampled_from([" ", " ", " ", ", ", "; ", ". ", "? ", " - ", "… "])
TEXTS = st.lists(st.tuples(WORDS, STOPS), min_size=1, max_size=120).map(
    lambda pairs: "".join(word + stop for word, stop in pairs).strip()
)


def said(text: str) -> list[str]:
    return [text[each.first : each.last] for each in phrases(line(text))]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_phrases_cover_the_line_but_for_white_space(text: str) -> None:
    parts = phrases(line(text))
    heard = [index for each in parts for index in range(each.first, each.last)]
    assert heard == sorted(set(heard))
    assert not "".join(text[i] for i in sorted(set(range(len(text))) - set(heard))).strip()
    assert all(each.line == line(text).id for each in parts)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_phrase_is_longer_than_a_voice_says_well(text: str) -> None:
    assert all(0 < len(part) <= LONGEST_PHRASE for part in said(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=900))
def test_any_text_at_all_can_be_cut(text: str) -> None:
    parts = phrases(line(text))
    assert "".join(text[p.first : p.last] for p in parts).split() or not text.strip()
    assert all(not text[p.first].isspace() and not text[p.last - 1].isspace() for p in parts)


def test_sentences_are_phrases() -> None:
    text = "The campus lay quiet in the rain. Nobody had slept for two days."
    assert said(text) == ["The campus lay quiet in the rain.", "Nobody had slept for two days."]


def test_a_very_short_sentence_joins_its_shorter_neighbour() -> None:
    text = "It had taken the whole of that long winter. No. They would not stop there."
    assert said(text) == [
        "It had taken the whole of that long winter.",
        "No. They would not stop there.",
    ]


def test_short_sentences_join_until_they_are_long_enough() -> None:
    assert said("No. Yes. Well. Perhaps. I do not know.") == [
        "No. Yes. Well. Perhaps. I do not know."
    ]


def test_a_long_sentence_breaks_after_a_clause_near_its_middle() -> None:
    clause = "the tide came in over the wide grey flats and covered every stone that we had set"
    text = f"{clause}, {clause}; {clause}, {clause}."
    assert said(text) == [f"{clause}, {clause};", f"{clause}, {clause}."]


def test_a_time_and_an_amount_are_not_broken() -> None:
    filler = "word " * 29
    text = f"{filler}at 10:30, {filler}for $1,000 {filler}."
    assert "10:30" in " ".join(said(text))
    assert all(part.count("10") == part.count("10:30") for part in said(text))
    assert any("$1,000" in part for part in said(text))


def test_a_word_without_end_is_cut_rather_than_lost() -> None:
    assert "".join(said("x" * 1000)) == "x" * 1000


def test_an_empty_line_has_no_phrases() -> None:
    assert phrases(line("   ")) == ()
