"""Whole chapters, written for this: of their speeches, how many have their speaker's one voice.

Beside each chapter a list has a speaker a row for every quotation, in order; `|` parts two who both
may be meant. The rules were written with `lamp-room` and `four-at-table` in view; the others were
put aside, and are only ever scored.
"""

from collections import Counter
from pathlib import Path

import pytest

CHAPTERS = Path(__file__).parent / "chapters"


def voices(told, name):
    """How many quotations have the voice that their speaker mostly has, who has it most, and how
    many there are; and who has which voice."""
    script = told((CHAPTERS / f"{name}.md").read_text("utf-8"))
    lines = [line for section in script.sections for line in section.lines]
    found = [
        line.speaker for line in lines if '"' in script.source[line.start - 1 : line.start + 1]
    ]
    gold = [row.split("|") for row in (CHAPTERS / f"{name}.txt").read_text("utf-8").splitlines()]
    assert len(found) == len(gold)
    pairs = Counter((who, one[0]) for who, one in zip(found, gold, strict=True))
    bearer = {w: max((n, one) for (a, one), n in pairs.items() if a == w)[1] for w in found}
    voice = {
        one[0]: max((n, who) for (who, o), n in pairs.items() if o == one[0])[1] for one in gold
    }
    right = sum(
        any(bearer[who] == one and voice[one] == who for one in either)
        for who, either in zip(found, gold, strict=True)
    )
    return right, len(gold), voice


@pytest.mark.parametrize(
    ("name", "least"), [("lamp-room", 24), ("four-at-table", 24), ("ferry-inquiry", 21)]
)
def test_most_speeches_of_a_chapter_have_their_speaker_s_voice(told, name, least):
    right, total, voice = voices(told, name)
    assert least <= right <= total
    assert len(set(voice.values())) == len(voice)


@pytest.mark.parametrize(
    ("name", "least"),
    [("parrot-legacy", 66), ("silver-newt", 63), ("green-shawl", 57), ("third-drawer", 65)],
)
def test_chapters_of_people_with_many_names(told, name, least):
    right, total, _ = voices(told, name)
    assert least <= right <= total
