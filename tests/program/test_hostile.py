"""A story is somebody else's file: whatever is in it, there is a result or one clear error."""

import io
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from renders import options, tools
from stories import draw_panel, write_story

from render.pixels.picture import open_image
from render.production.planning.lock import FILE_NAME as LOCK
from render.production.planning.lock import read_lock
from render.production.planning.prepare import prepare
from story.errors import InkreelError, StoryError
from story.problems import Problems
from story.safe_text import printable
from story.script import read_script
from story.settings import parse_settings
from voices.sound.sound_files import sound_blocks

PARTS = st.sampled_from(
    "# Title\n|## Chapter 1: A\n|### \n|![](a.png)|![x](|](../b.png)|<details>|</details>|"
    "<summary>Show Image Prompt</summary>|<!-- voice: Ada -->|<!--|-->|<!-- skip -->|"
    '<!-- /skip -->|<!-- pause 9s -->|“Hi,” said Ada.|"No|”|* |1. |> |```\n|---\n|$x^2$|\\|&#0;|'
    "&copy;|\x1b[31m|\u202e|\ufeff|\0|\r|[a]: b\n|[^1]|<script>|{{ 7 }}|\n\n|\n| ".split("|")
)
STORIES = st.lists(st.one_of(PARTS, st.text(max_size=9)), max_size=40).map("".join)


def error_of(work: Callable[[], object]) -> str:
    """What a user would read, "" where it went well; any other error is a bug."""
    try:
        work()
    except InkreelError as error:
        return str(error)
    return ""


@settings(max_examples=150)
@given(STORIES, st.sampled_from([".md", ".txt"]))
@example("> " * 3_000, ".md")
@example("[" * 3_000, ".md")
def test_any_text_is_a_story_or_an_error(tmp_path_factory, text: str, kind: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz{kind}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    error = error_of(lambda: read_script(path, Problems()))
    assert not error or path.name in error


@settings(max_examples=100)
@given(st.text(max_size=60))
@example("a = " + "[" * 5_000)
@example('[cast."\\u0000"]\nspeed = nan')
@example("lines = {}\ncast = 1979-05-27")
def test_any_settings_are_read_or_refused(text: str) -> None:
    error = error_of(lambda: parse_settings(text))
    assert not error or "inkreel.toml" in error


@settings(max_examples=60)
@given(st.binary(max_size=80))
def test_any_lock_is_read_or_refused(tmp_path_factory, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / LOCK).write_bytes(raw)
    with pytest.raises(InkreelError, match=LOCK):
        read_lock(folder)


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    draw_panel(1, (60, 40)).save(file, kind)
    return file.getvalue()


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((2, 2, 44_100, 0, "NONE", ""))
        out.writeframes(bytes(range(256)) * 40)
    return file.getvalue()


HARM = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=6)


def harmed(raw: bytes, changes: list[tuple[int, int]], kept: int) -> bytes:
    data = bytearray(raw[: max(kept, 1)])
    for at, value in changes:
        data[at % min(len(data), 200)] = value
    return bytes(data)


@pytest.mark.filterwarnings("ignore")  # Pillow's own, of what it finds in damaged files
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
@settings(max_examples=40)
@given(HARM, st.integers(1, 6_000))
def test_a_damaged_picture_is_seen_or_refused(kind: str, changes, kept: int) -> None:
    error = error_of(lambda: open_image(harmed(picture(kind), changes, kept), "panel 7"))
    assert not error or "panel 7" in error


@settings(max_examples=80)
@given(HARM, st.integers(1, 11_000))
def test_a_damaged_sound_is_heard_or_refused(tmp_path_factory, changes, kept: int) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "fuzz.wav"
    path.write_bytes(harmed(sound(), changes, kept))
    error = error_of(lambda: sum(map(len, sound_blocks(path))))
    assert not error or "fuzz.wav" in error


def test_a_sound_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    path.write_bytes(sound()[:20] + b"\xfe\x77" + sound()[22:])
    assert "odd.wav holds no sound" in error_of(lambda: list(sound_blocks(path)))


def test_codes_for_the_terminal_are_written_out() -> None:
    text = "a\x1b[31mb\x1b]0;owned\x07c\x9bd\u202ee\r\n\tf 数 é"
    assert printable(text) == ("a\\x1b[31mb\\x1b]0;owned\\x07c\\x9bd\\u202ee\\x0d\n\tf 数 é")


@given(st.text())
def test_nothing_that_is_shown_can_steer_a_terminal(text: str) -> None:
    shown = printable(text)
    assert not {letter for letter in shown if ord(letter) < 32 or 127 <= ord(letter) < 160} - {
        "\n",
        "\t",
    }


def test_a_picture_that_would_fill_the_store_is_refused_with_its_row(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    with (story.parent / "cup.png").open("wb") as file:
        file.truncate(5 * 10**9)  # takes no room on the disk, and would in the store
    with pytest.raises(StoryError, match=r"^index\.md, row 18: \./cup.png has 5,000 MB"):
        prepare(story, options(tmp_path / "out"), tools(tmp_path / "store"))
