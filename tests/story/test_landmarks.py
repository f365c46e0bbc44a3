"""What is called out of a text: figures, few of them, apart, and what its author asks for."""

from itertools import pairwise

import pytest

from story.callouts import APART, MOST, called_names, callouts, is_factual, spaced
from story.languages import language_of

MARKS = language_of("en").landmarks
FILL = "The rain went on over the roofs of the town, and nobody looked up at it at all. "


@pytest.fixture
def shown(told):
    def found(text, **others):
        return [
            (each.kind, each.text)
            for section in told(f"# T\n\n{text}\n").sections
            for each in callouts(section, MARKS, **others)
        ]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $3 million, and nobody had that.", [("sum", "$3 million")]),
        ("They paid 40 million dollars for it.", [("sum", "40 million dollars")]),
        ("On March 3, 1876, it rang.", [("date", "March 3, 1876")]),
        ("By late 1944 it was over.", [("date", "late 1944")]),
        ("1984: With nothing but hope, they began.", [("date", "1984")]),
        ("It was faster than 2,000 horses.", [("number", "2,000 horses")]),
        ("The load fell by 40% in a year.", [("number", "40%")]),
        ("It cost over $10,000 each, and more.", [("sum", "over $10,000")]),
        ("They had salaries of $500,000 or more to lose.", [("sum", "$500,000 or more")]),
        ("He had nearly 2,000 horses, more than any.", [("number", "nearly 2,000 horses")]),
        ("It cost $5, then over $5 again.", [("sum", "$5")]),
        ("It cost $10,000-20,000 in all, and $5, too.", [("sum", "$5")]),
        ("It took $10-20 million, in the 1970s, and 1500 men.", []),
        ("There were 2,000 horses in the yard.", []),
        ("She had 3 apples, and in 2000 apples fell.", []),
        ("In 1911 he rose. In 1911 he fell.", [("date", "1911")]),
        ("Room 1984 was empty, and so was flight 2013.", []),
    ],
)
def test_figures_are_found_as_they_are_written(shown, text, expected):
    assert shown(text) == expected


def test_fiction_has_its_time_alone(shown, told):
    text = "In 1911 the lamp cost $5 million."
    assert shown(text, factual=False) == [("date", "1911")]
    assert not is_factual(told(f"# T\n\n{text}\n"), MARKS)
    assert is_factual(told(f"# T\n\n{text} By 1912 it cost $6 million.\n"), MARKS)


def test_an_author_asks_for_one_and_for_no_more(shown):
    asked = "<!-- callout: CRUNCH -->\nThe ice went crunch in 1911.\n\n"
    assert shown(asked) == [("told", "CRUNCH")]
    silent = "In 1910 it began.\n\n<!-- no callouts -->\nIn 1911 it went on.\n\nIn 1912 it ended."
    assert shown(silent) == [("date", "1910")]


def test_they_are_apart_and_the_weightiest_are_kept(told):
    texts = [f"{FILL}In {year} it cost ${year} million. {FILL}" for year in range(1901, 1931)]
    script = told("# T\n\n" + "\n\n".join(texts))
    found = [callouts(section, MARKS) for section in script.sections]
    (kept,) = spaced(script.sections, found)
    assert 0 < len(kept) <= MOST
    assert {each.kind for each in kept} == {"sum"}
    lines = {line.id: line for line in script.sections[0].lines}
    ids = list(lines)
    at = [
        sum(len(lines[name].text) for name in ids[: ids.index(each.line)]) + each.first
        for each in kept
    ]
    assert all(b - a >= APART * 14 for a, b in pairwise(at))


def test_names_that_titles_are_made_of_are_called_where_they_are_first_read(told):
    script = told(
        "# The Eurisko Story\n\n## One\n\nHe built Eurisko, and slept.\n\n"
        "## Two\n\nThen Eurisko won.\n\n## The Fall of Cycorp\n\nAt Cycorp they wept.\n"
    )
    found = {each.title: called_names(script).get(each.identity) for each in script.sections}
    assert found.pop("One") == ("Eurisko",)
    assert not any(found.values())


def test_of_two_near_each_other_the_larger_is_kept(told):
    script = told("# T\n\nIt cost over $10,000 each. All of it was $100 million in the end.\n")
    found = [callouts(section, MARKS) for section in script.sections]
    assert [each.text for each in spaced(script.sections, found)[0]] == ["$100 million"]
