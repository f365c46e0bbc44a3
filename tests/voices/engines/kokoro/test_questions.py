import numpy as np
import pytest

from voices.engines.kokoro.questions import bend_questions
from voices.pronunciation.hibari_package import alphabet
from voices.pronunciation.phonemes import to_phonemes
from voices.pronunciation.word_marks import as_written


def bent(text):
    """A falling pitch curve for `text`, four rows to a symbol, and what becomes of it."""
    ids = [0, *(alphabet()[s.symbol] for s in to_phonemes(as_written(text), british=False)), 0]
    frames = np.full(len(ids), 2, np.float32)
    pitch = np.linspace(220, 150, 4 * len(ids)).astype(np.float32)
    return pitch, bend_questions(pitch, frames, ids)


@pytest.mark.parametrize("text", ["Are you coming with us?", "“Really, is it?”", "You did it?"])
def test_a_question_ends_high(text):
    before, after = bent(text)
    changed = np.flatnonzero(before != after)
    assert changed.size
    assert (after >= before).all()
    assert after[changed[-1]] > 1.15 * np.median(before)
    np.testing.assert_array_equal(before[: changed[0]], after[: changed[0]])


@pytest.mark.parametrize(
    "text", ["You are coming.", "Why are you coming?", "Who is it?", "What now?", "No!", "?", "…"]
)
def test_anything_else_keeps_its_fall(text):
    before, after = bent(text)
    np.testing.assert_array_equal(before, after)


def test_only_the_clause_that_asks_is_bent():
    before, after = bent("It is late in the evening. Is it time to go now? We shall see it soon.")
    changed = np.flatnonzero(before != after) / len(before)
    assert changed.min() > 0.35
    assert changed.max() < 0.72
