"""Tables, formulas and closing quotations: read for the screen, and set between what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import Told

from story.boards.boards import (
    MOST_WORDS,
    Quotation,
    Table,
    board,
    board_pieces,
    board_problems,
    board_seconds,
)
from story.boards.formulas import Formula, displayed_formula
from story.model import Card
from story.problems import Problems

TABLE = "| Year | *Papers* |\n|---|--:|\n| 1741 | **12** |\n| 1755 | [many](https://x.example) |"
STORY = f"""# Euler

![](a.png)

He counted.

{TABLE}

Then he wrote:

$$
V - E + F = 2
$$

Nobody had seen it.

---

"Logic is all." —Leonhard Euler
"""


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("$$\nV - E + F = 2\n$$", [[("V − E + F = 2", 0)]]),
        ("$$e^{i\\pi} + 1 = 0$$", [[("e", 0), ("iπ", 1), (" + 1 = 0", 0)]]),
        ("\\[x_1 \\leq \\sqrt{a+b}\\]", [[("x", 0), ("1", -1), (" ≤ √(a + b)", 0)]]),
        ("$$\\frac{\\pi^2}{6}$$", [[("π", 0), ("2", 1), ("\u2009/\u20096", 0)]]),
        ("$$\\frac{1}{2}$$", [[("1\u2009/\u20092", 0)]]),
        ("$$\\text{Force is} = m$$", [[("Force is = m", 0)]]),
        (
            "$$\\begin{aligned} a &= b \\\\ &= \\sin x \\end{aligned}$$",
            [[("a = b", 0)], [("= sin x", 0)]],
        ),
    ],
)
def test_formulas_are_read_in_lines(source, lines):
    assert displayed_formula(source) == Formula(tuple(tuple(line) for line in lines))


@pytest.mark.parametrize(
    "source", ["$$\\unheard{x}$$", "$$a^{b^c}$$", "$$ $$", "$$\\frac{1}$$", "$$x^$$", ""]
)
def test_what_lines_can_not_show_is_no_formula(source):
    assert displayed_formula(source) is None


@given(st.text(alphabet="ab12+-=^_{}\\ $&frac pi", max_size=30))
def test_no_formula_is_too_odd(body):
    shown = displayed_formula(f"$${body}$$")
    assert shown is None or all(text for line in shown.lines for text, _ in line)


@pytest.mark.parametrize("part", ["\\frac{1}{", "\\sqrt ", "{", "\\text{a}\\sqrt{"])
def test_a_formula_of_thousands_of_levels_is_none(part: str):
    assert displayed_formula(f"$${part * 5000}x$$") is None


def test_a_table_is_plain_text_in_cells():
    assert board(Card("table", TABLE)) == Table(
        (("Year", "Papers"), ("1741", "12"), ("1755", "many")), (False, True)
    )


def test_uneven_rows_and_escaped_pipes():
    shown = board(Card("table", "a | b\n--- | ---\n3\n4 \\| 5 | 6 | 7"))
    assert shown == Table((("a", "b"), ("3", ""), ("4 | 5", "6")), (False, False))


@pytest.mark.parametrize(
    "text",
    [
        "| a |\n|---|",
        "| a |\n|---|\n" + "| b |\n" * 9,
        f"| a |\n|---|\n| {'word ' * MOST_WORDS} |",
        "| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | 5 | 6 |",
    ],
)
def test_a_table_that_no_screen_holds_is_none(text):
    assert board(Card("table", text)) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"Fog is all." —Ada Pell', Quotation("Fog is all.", "Ada Pell")),
        ("“Fog — and more.” - Ada Pell, 1911.", Quotation("Fog — and more.", "Ada Pell, 1911")),
        ('"Fog — is all."', Quotation("Fog — is all.")),
        ("— Ada Pell", None),
    ],
)
def test_a_quotation_and_who_signs_it(text, shown):
    assert board(Card("quotation", text)) == shown


def test_boards_stand_between_what_is_said_before_and_after(told: Told):
    (section,) = told(STORY).sections
    pieces = board_pieces(section)
    assert [
        ([line.text for line in piece.lines], [card.kind for card in piece.cards])
        for piece in pieces
    ] == [
        (["He counted."], []),
        ([], ["table"]),
        (["Then he wrote:"], []),
        ([], ["math"]),
        (["Nobody had seen it."], []),
        ([], ["quotation"]),
    ]
    assert len({piece.identity for piece in pieces}) == 6
    assert {piece.start for piece in pieces} == {section.start}
    assert {piece.panels for piece in pieces} == {section.panels}
    assert [piece.kind for piece in pieces] == [section.kind, *["aside"] * 5]
    assert {piece.lines[0].joint for piece in pieces if piece.lines} == {"start"}


def test_a_board_lies_over_the_picture_that_was_seen_last(told: Told):
    text = f"# T\n\n## One\n\n![](a.png)\n\nFirst.\n\n![](b.png)\n\nSecond.\n\n{TABLE}\n"
    script = told(text)
    *_, shown = board_pieces(script.sections[-1])
    assert [panel.path for panel in shown.panels] == ["b.png"]


def test_a_section_without_boards_is_left_as_it_is(told: Told):
    (section,) = told("# T\n\nX.\n\n!!! note\n    Body.\n").sections
    (piece,) = board_pieces(section)
    assert piece.lines == section.lines
    assert piece.cards == ()


def test_a_signature_of_its_own_joins_its_quotation(told: Told):
    (section,) = told('# T\n\nX.\n\n---\n\n"Fog is all."\n\n—Ada Pell\n').sections
    *_, shown = board_pieces(section)
    assert [board(card) for card in shown.cards] == [Quotation("Fog is all.", "Ada Pell")]


def test_authors_may_leave_cards_out(told: Told):
    assert told(STORY, skip={"cards": True}).sections[0].cards == ()


def test_what_can_not_be_shown_is_told(told: Told, problems: Problems):
    script = told("# T\n\nX.\n\n$$\\unheard$$\n\n| a |\n|---|\n" + "| b |\n" * 12)
    assert [(each.row, each.code) for each in board_problems(script)] == [
        (5, "card-math"),
        (7, "card-table"),
    ]


def test_boards_are_shown_as_long_as_they_are_read():
    short = board_seconds(Quotation("Fog is all.", "Ada Pell"))
    long = board_seconds(Quotation("word " * 24))
    assert (short, long) == (3.5, 7.0)
    assert board_seconds(Quotation("word " * 200)) == 9.0
