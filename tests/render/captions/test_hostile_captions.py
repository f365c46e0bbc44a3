"""No text can break a caption file: hostile strings, read back by readers that aren't ours."""

import html
import io
import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_story import perform, section

from render.captions.formats import FORMATS, Captioned, ass, srt, vtt
from render.captions.model import CaptionRules, Cue, renamed
from render.captions.timing import cues
from render.captions.words import CaptionWord
from story.safe_text import one_row
from story.settings import parse_settings
from story.toml import toml_string
from voices.clock import RATE

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
BITS = st.sampled_from(
    ["\n", "\r\n", "\x85", "\u2028", "\0", "\x1b", ",", "{", "}", "{\\fs99}", "\\N", "\\h", "<b>",
     "</v>", "&lt;", "-->", "1\n00:00:00,000 --> 00:00:09,000\nX", "Dialogue: 0,0:00:00.00,0:",
     ",,", "[Events]", "<script>", "\u202e", "\u200d", "é数", "\n\n", "NOTE", "STYLE", " ", "\\",
     "00:00:01.000 --> 00:00:02.000", "<00:00:01.000>", "{\\p1}", "&amp", "&#x41;", "WEBVTT", ">"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=6), min_size=1, max_size=6).map("".join)
TOLD = st.lists(
    st.tuples(st.lists(TEXTS, min_size=1, max_size=2), TEXTS, TEXTS, st.booleans()),
    min_size=1,
    max_size=3,
)


def cue(number: int, rows: list[str], speaker: str = "Ada", label: str = "", top: bool = False):
    """A cue of a second, every other second; its words are what spaces part."""
    start = 2 * number * RATE
    said = [word for row in rows for word in row.split()]
    times = range(start, start + RATE, RATE // max(len(said), 1) or 1)
    words = tuple(
        CaptionWord(word, at, at + 9, speaker, word, 0, None)
        for word, at in zip(said, times, strict=False)
    )
    return Cue(start, start + RATE, tuple(rows), speaker, label, words, top=top)


def plain(text: str) -> str:
    """What a person reads: joiners have no ink, and rows are what is between other spaces."""
    return " ".join(one_row(text).replace("\u2060", "").split())


def shown_by_ass(text: str) -> str:
    text = re.sub(r"(?<!\\)\{\\(?:kf\d+|an8)\}", "", text.replace("\\N", " "))
    return plain(text.replace("\\{", "{").replace("\\}", "}"))


@settings(max_examples=150, deadline=None)
@given(TOLD, TEXTS, st.booleans())
def test_every_format_gives_readers_its_cues_and_their_words(told, title, karaoke):
    made = [cue(n, *fields) for n, fields in enumerate(told)]
    times = [(2000 * n, 2000 * n + 1000) for n in range(len(made))]
    said = [plain(" ".join(each.lines)) for each in made]
    labelled = [plain(" ".join(each.rows)) for each in made]

    subrip = pysubs2.SSAFile.from_string(srt(made), format_="srt")
    assert [(each.start, each.end) for each in subrip] == times
    assert [plain(each.text.replace("\\N", " ")) for each in subrip] == labelled

    advanced = pysubs2.SSAFile.from_string(ass(made, title=title, karaoke=karaoke), format_="ass")
    assert [(each.start, each.end) for each in advanced] == times
    assert [shown_by_ass(each.text) for each in advanced] == said
    assert set(advanced.info) == {*ass_info(), "Title"}

    for written in (vtt(made), vtt(made, word_times=karaoke)):
        web = webvtt.from_string(written)
        assert [plain(html.unescape(each.text)) for each in web] == said
        assert [plain(html.unescape(each.voice or "")) for each in web] == [
            plain(each.speaker) for each in made
        ]
        assert [each.start for each in web] == [f"00:00:{2 * n:02d}.000" for n in range(len(made))]
    read = pysubs2.SSAFile.from_string(vtt(made), format_="vtt")  # takes words' times for cues'
    assert [(each.start, each.end) for each in read] == times
    for write in FORMATS.values():
        write(Captioned(tuple(made), title, (320, 180), (title,), karaoke=karaoke)).encode()


def ass_info():
    return pysubs2.SSAFile.from_string(ass([cue(0, ["x"])]), format_="ass").info


def test_a_row_of_breaks_alone_ends_no_cue():
    made = [cue(0, ["a", "\n", "b"]), cue(1, ["\0"])]
    assert next(each.text for each in webvtt.from_string(vtt(made))).split() == ["a", "b"]
    assert len(webvtt.from_buffer(io.StringIO(srt(made)), format="srt")) == 2


def drawn(folder: Path, written: str, seconds: int):
    """Where libass puts ink: bool [second, height, width] of a 640x360 film."""
    (folder / "told.ass").write_text(written, encoding="utf-8")
    blank = f"color=gray:s=640x360:r=1:d={seconds}"
    run = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "warning", "-f", "lavfi",
         "-i", blank, "-vf", f"ass=told.ass:fontsdir={FONTS}", "-f", "rawvideo",
         "-pix_fmt", "gray", "-"],
        cwd=folder, capture_output=True, check=True,
    )  # fmt: skip
    said = [row for row in run.stderr.decode().splitlines() if "memory font" not in row]
    assert not [row for row in said if row.strip()]
    frames = np.frombuffer(run.stdout, np.uint8).reshape(seconds, 360, 640).astype(int)
    return abs(frames - frames[0, 0, 0]) > 20


HOSTILE = [
    "plain", "{\\fs99}big", "{\\pos(0,0)}there", "{\\p1}m 0 0 l 99 0 99 99", "{\\an8}top", "a\\Nb",
    "\\{x\\}", "{", "a}b{", "{\\kf90}sung", "C:\\new\\h", "\\", "a\0b", "\x1b[31m", "{{\\b1}}",
    "{\\1c&H0000FF&}", "Dialogue: 0,0:00:00.00,9:00:00.00,X,,0,0,0,,Y", "{=1}", "\\h\\h.", "\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def burned(tmp_path_factory):
    """The hostile rows as libass draws them, and what it draws of them with karaoke."""
    made = [
        Cue(n * RATE, (n + 1) * RATE, (row,), "Ada", words=cue(0, [row]).words)
        for n, row in enumerate(HOSTILE)
    ]
    folder = tmp_path_factory.mktemp("libass")
    size = (640, 360)
    return [drawn(folder, ass(made, size=size, karaoke=sung), len(made)) for sung in (False, True)]


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=HOSTILE)
def test_libass_draws_a_hostile_row_as_letters_where_rows_stand(burned, number):
    ink, usual = burned[0][number], burned[0][HOSTILE.index("plain")]
    rows = np.flatnonzero(ink.any(axis=1))
    seen = [letter for letter in plain(HOSTILE[number]) if letter != " "]
    assert bool(seen) == bool(len(rows))
    if seen:
        high = np.flatnonzero(usual.any(axis=1))
        assert high[0] - 8 <= rows[0]
        assert rows[-1] <= high[-1] + 8
        wide = np.flatnonzero(ink.any(axis=0))
        assert wide[-1] - wide[0] >= 2 * len(seen)  # every sign has its width


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=HOSTILE)
def test_libass_draws_no_tag_of_ours_as_letters(burned, number):
    """A tag that is seen would add five letters; tags between words only undo their kerning."""
    plainly, sung = (each[number] for each in burned)
    for axis, slack in ((0, 8), (1, 2)):
        places = [np.flatnonzero(ink.any(axis=axis)) for ink in (plainly, sung)]
        assert len({bool(len(place)) for place in places}) == 1
        assert np.ptp([np.ptp(place) for place in places if len(place)] or [0]) <= slack


def test_a_label_with_line_breaks_stays_on_its_row():
    label = "Bob\nDialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,INJ2\n\n"
    own = parse_settings(f"[captions.labels]\nBob = {toml_string(label)}\n").captions.labels
    scene = section("T", ("Bob", "Fine, then.", "start"))
    made = renamed(cues((scene,), perform(scene), CaptionRules(labels=dict(own))), own)
    for text, kind in ((srt(made), "srt"), (ass(made), "ass"), (vtt(made), "vtt")):
        assert len(pysubs2.SSAFile.from_string(text, format_=kind)) == 1
    assert "\nDialogue: 0,0:00:00.00,0:00:09.00" not in ass(made)
