"""No text can break a caption file: hostile strings, read back by parsers that aren't ours."""

import re

import pysubs2
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_story import perform, section

from render.captions.formats import FORMATS, Captioned, ass, srt, vtt
from render.captions.model import CaptionRules, Cue, renamed
from render.captions.timing import cues
from story.settings import parse_settings
from story.toml import toml_string
from voices.clock import RATE

BITS = st.sampled_from(
    ["\n", "\r\n", "\x85", "\u2028", "\0", "\x1b", ",", "{", "}", "{\\fs99}", "\\N", "\\h", "<b>",
     "</v>", "&lt;", "-->", "1\n00:00:00,000 --> 00:00:09,000\nX", "Dialogue: 0,0:00:00.00,0:",
     ",,", "[Events]", "<script>", "\u202e", "\u200d", "é数", "\n\n", "NOTE", "STYLE", " "]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=6), min_size=1, max_size=6).map("".join)
ROWS = TEXTS.map(lambda text: text or "x")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ROWS, ROWS, ROWS), min_size=1, max_size=3), ROWS)
def test_every_format_has_as_many_cues_as_it_was_given(told, title):
    made = [
        Cue(2 * n * RATE, (2 * n + 1) * RATE, (row,), speaker, label)
        for n, (row, speaker, label) in enumerate(told)
    ]
    times = [(2000 * n, 2000 * n + 1000) for n in range(len(made))]
    for text, kind in ((srt(made), "srt"), (ass(made, title=title), "ass"), (vtt(made), "vtt")):
        read = pysubs2.SSAFile.from_string(text, format_=kind)
        assert [(event.start, event.end) for event in read] == times, kind
    for write in FORMATS.values():
        write(Captioned(tuple(made), title, (320, 180), (title,), karaoke=False)).encode()


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_no_style_of_a_hostile_row_reaches_the_picture(row):
    (event,) = pysubs2.SSAFile.from_string(ass([Cue(0, RATE, (row,), "Ada")]), format_="ass")
    assert not re.search(r"(?<!\\)\{", event.text.replace("\\{", ""))


def test_a_label_with_line_breaks_stays_on_its_row():
    label = "Bob\nDialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,INJ2\n\n"
    own = parse_settings(f"[captions.labels]\nBob = {toml_string(label)}\n").captions.labels
    scene = section("T", ("Bob", "Fine, then.", "start"))
    made = renamed(cues((scene,), perform(scene), CaptionRules(labels=dict(own))), own)
    for text, kind in ((srt(made), "srt"), (ass(made), "ass"), (vtt(made), "vtt")):
        assert len(pysubs2.SSAFile.from_string(text, format_=kind)) == 1
    assert "\nDialogue: 0,0:00:00.00,0:00:09.00" not in ass(made)
