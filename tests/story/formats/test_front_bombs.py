"""Front matter stands for no more than it holds."""

import time

import pytest

from story.formats.markdown.front import front_matter

ALIASES = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}], {name}: 1}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "aliases": "a: &a [lol]\n" + ALIASES,
    "merged tables": "a: &a {x: 1}\n" + MERGES,
    "an alias of itself": "a: &a [*a]\n",
    "a table merged with itself": "a: &a {<<: *a}\n",
    "depth": "a: " + "[" * 5000 + "\n",
    "a number of many digits": "a: " + "9" * 10_000 + "\n",
    "a number of many hexadecimal digits": "a: 0x" + "f" * 10_000 + "\n",
    "a date that is none": "a: 2026-02-30\n",
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_read_line_by_line(body):
    told = []
    started = time.process_time()
    found, _ = front_matter(f"---\ntitle: Tom\n{body}---\n# T\n", lambda *told_: told.append(told_))
    assert time.process_time() - started < 5
    assert [each[1] for each in told] == ["front-matter-broken"]
    assert found["title"] == "Tom"


def test_aliases_within_reason_are_read():
    body = "---\na: &a [x, y]\nb: *a\nc: {<<: {d: 1}, e: *a}\n---\n"
    assert front_matter(body, lambda *_: None)[0]["c"] == {"d": 1, "e": ["x", "y"]}
