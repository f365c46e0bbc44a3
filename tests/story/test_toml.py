"""TOML is read within bounds, whatever it asks for."""

import time

import pytest

from story.errors import SettingsError
from story.settings import parse_settings
from story.toml import load_toml, row_of

BOMBS = {
    "a key of many parts": "a." * 50_000 + "a = 1",
    "a table of many parts": "[" + "a." * 50_000 + "a]",
    "parts in a table on one row": "a = {" + '"b" . ' * 50_000 + "b = 1}",
    "nested lists": "a = " + "[" * 50_000,
    "a number of many digits": "title = " + "9" * 10_000,
    "a number of many hexadecimal digits": "title = 0x" + "f" * 10_000,
    "a number in a table of engines": "[engines.x]\nrate = 0x" + "f" * 10_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_at_once(text):
    started = time.monotonic()
    with pytest.raises(SettingsError, match="no valid TOML"):
        parse_settings(text)
    assert time.monotonic() - started < 2


def test_toml_within_bounds_is_read():
    text = 'a = 9223372036854775807\nb.c.d = "x.y.z. Well... a.b"\n[[e]]\nf = 1.5\n'
    assert load_toml(text)["b"] == {"c": {"d": "x.y.z. Well... a.b"}}


@pytest.mark.parametrize(
    "line", ["[" + "] " * 20_000, "[ " + " " * 20_000 + "a", "a" + " . b" * 20_000, '"\\' * 20_000]
)
def test_a_row_is_sought_in_linear_time(line):
    started = time.monotonic()
    assert row_of(f"{line}\n[x]\ny = 1", ["x", "y"]) == 3
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("header", "key"), [('["a]b".c]', ["a]b", "c"]), ("[[ a . b ]] # [c]", ["a", "b"])]
)
def test_rows_of_tables_with_odd_names(header, key):
    assert row_of(f"\n{header}\n", key) == 2


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e308"])
@pytest.mark.parametrize("key", ["cast.A.speed", "cast.A.pitch", "cast.A.gain", "music.gain"])
def test_numbers_have_ranges(key, value):
    with pytest.raises(SettingsError, match=rf"inkreel.toml:1: {key}: Input should be"):
        parse_settings(f"{key} = {value}")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-00-10"])
def test_an_upload_on_no_day_of_the_calendar_is_refused(day):
    with pytest.raises(SettingsError, match=r"youtube.publish_at"):
        parse_settings(f'youtube.publish_at = "{day}T10:00:00Z"')
