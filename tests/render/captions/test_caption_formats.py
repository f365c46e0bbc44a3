"""Caption files, whole, as literals; and each read back by a parser that isn't ours."""

from __future__ import annotations

import pysubs2
import pytest
from spoken_story import perform, section

from render.captions.formats import (
    FORMATS,
    Captioned,
    ass,
    srt,
    transcript_html,
    transcript_md,
    vtt,
)
from render.captions.model import CaptionRules, NonSpeechSound, renamed
from render.captions.timing import cues
from voices.clock import RATE

SCENES = (
    section(
        "The Gate",
        ("narrator", "Nobody in the old town of Bergen had expected visitors so late.", "start"),
        ("Ada Lovelace", "Who goes there?", "paragraph"),
        ("narrator", "asked Ada.", "tag"),
        ("the guard", "A friend {of} <b>R&D</b>, C:\\new\\h.", "paragraph"),
    ),
    section("Morning", ("narrator", "The sun rose.", "start")),
)
HEADINGS = ["The Gate", "Morning"]


@pytest.fixture(scope="module")
def made():
    sounds = (NonSpeechSound("music", 0, 30 * RATE),)
    return cues(SCENES, perform(*SCENES), CaptionRules(), sounds=sounds)


SRT = """1
00:00:00,467 --> 00:00:05,267
Nobody in the old town of Bergen
had expected visitors so late.

2
00:00:05,333 --> 00:00:06,387
>> LOVELACE: Who goes there?

3
00:00:06,453 --> 00:00:07,787
>> asked Ada.

4
00:00:07,853 --> 00:00:10,667
>> GUARD: A friend {of} <\u2060b>R&D<\u2060/b>,
C:\\\u2060new\\\u2060h.

5
00:00:11,200 --> 00:00:12,533
>> The sun rose.

6
00:00:12,600 --> 00:00:15,600
[music]
"""

VTT = """WEBVTT

1
00:00:00.467 --> 00:00:05.267
<v Narrator>Nobody in the old town of Bergen
had expected visitors so late.

2
00:00:05.333 --> 00:00:06.387
<v Ada Lovelace>Who goes there?

3
00:00:06.453 --> 00:00:07.787
<v Narrator>asked Ada.

4
00:00:07.853 --> 00:00:10.667
<v the guard>A friend {of} &lt;b&gt;R&amp;D&lt;/b&gt;,
C:\\new\\h.

5
00:00:11.200 --> 00:00:12.533
<v Narrator>The sun rose.

6
00:00:12.600 --> 00:00:15.600 line:8% align:start position:4%
[music]
"""

ASS_EVENTS = """Dialogue: 0,0:00:00.47,0:00:05.27,Narrator,narrator,0,0,0,,Nobody in the old town of Bergen\\Nhad expected visitors so late.
Dialogue: 0,0:00:05.33,0:00:06.39,Ada Lovelace,Ada Lovelace,0,0,0,,Who goes there?
Dialogue: 0,0:00:06.45,0:00:07.79,Narrator,narrator,0,0,0,,asked Ada.
Dialogue: 0,0:00:07.85,0:00:10.67,The Guard,the guard,0,0,0,,A friend \\{of\\} <b>R&D</b>,\\NC:\\\u2060new\\\u2060h.
Dialogue: 0,0:00:11.20,0:00:12.53,Narrator,narrator,0,0,0,,The sun rose.
Dialogue: 0,0:00:12.60,0:00:15.60,Sound,,0,0,0,,[music]
"""  # noqa: E501 - a whole file

MARKDOWN = """# The \\*Gate\\*

## The Gate

`0:00` Nobody in the old town of Bergen had expected visitors so late.

`0:05` **Ada Lovelace:** Who goes there?

`0:06` asked Ada.

`0:07` **The guard:** A friend {of} \\<b\\>R&D\\</b\\>, C:\\\\new\\\\h.

## Morning

`0:11` The sun rose.

`0:12` *\\[music\\]*
"""

HTML = """<h2>The Gate</h2>
<p class="speech"><a href="#t=0.467">0:00</a> <span data-start="0.467" data-end="5.267" data-rows="Nobody in the old town of Bergen
had expected visitors so late.">Nobody in the old town of Bergen had expected visitors so late.</span></p>
<p class="speech"><a href="#t=5.333">0:05</a> <b>Ada Lovelace</b> <span data-start="5.333" data-end="6.387" data-who="Ada Lovelace">Who goes there?</span></p>
<p class="speech"><a href="#t=6.453">0:06</a> <span data-start="6.453" data-end="7.787">asked Ada.</span></p>
<p class="speech"><a href="#t=7.853">0:07</a> <b>The guard</b> <span data-start="7.853" data-end="10.667" data-who="The guard" data-rows="A friend {of} &lt;b&gt;R&amp;D&lt;/b&gt;,
C:\\new\\h.">A friend {of} &lt;b&gt;R&amp;D&lt;/b&gt;, C:\\new\\h.</span></p>
<h2>Morning</h2>
<p class="speech"><a href="#t=11.200">0:11</a> <span data-start="11.200" data-end="12.533">The sun rose.</span></p>
<p class="sound"><a href="#t=12.600">0:12</a> <span data-start="12.600" data-end="15.600" data-kind="sound">[music]</span></p>
"""  # noqa: E501 - a whole file


def test_srt(made):
    assert srt(made) == SRT


def test_vtt(made):
    assert vtt(made) == VTT


def test_vtt_with_word_times(made):
    assert vtt(made[1:2], word_times=True) == (
        "WEBVTT\n\n1\n00:00:05.333 --> 00:00:06.387\n"
        "<v Ada Lovelace><00:00:05.400>Who <00:00:05.667>goes <00:00:06.000>there?\n"
    )


def test_ass(made):
    written = ass(made, title="The\nGate")
    assert written.startswith("[Script Info]\n")
    assert "Title: The Gate\n" in written
    assert "PlayResX: 1920\n" in written
    assert written.split("Effect, Text\n")[1] == ASS_EVENTS


def test_ass_karaoke(made):
    written = ass(made[1:2], karaoke=True)
    assert written.endswith(",,{\\kf33}Who {\\kf34}goes {\\kf33}there?\n")


def test_transcript_markdown(made):
    assert transcript_md(made, title="The *Gate*", headings=HEADINGS) == MARKDOWN


def test_transcript_html(made):
    assert transcript_html(made, headings=HEADINGS) == HTML


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass"])
def test_read_back_by_pysubs2(made, suffix):
    events = pysubs2.SSAFile.from_string(FORMATS[suffix](Captioned(tuple(made))), suffix).events
    assert [e.start for e in events] == pytest.approx([c.start / 48 for c in made], abs=5.1)
    assert [e.end for e in events] == pytest.approx([c.end / 48 for c in made], abs=5.1)
    assert events[0].plaintext.replace("<v Narrator>", "") == "\n".join(made[0].lines)


def test_no_cues_are_valid_files():
    assert (srt(()), vtt(())) == ("", "WEBVTT\n")
    assert "[Events]" in ass(())
    assert (transcript_md(()), transcript_html(())) == ("\n", "\n")


def test_a_portrait_picture_has_room_for_a_row(made):
    style = pysubs2.SSAFile.from_string(ass(made, size=(1080, 1920))).styles["Narrator"]
    assert 70 < style.fontsize < 84  # 0.28 of it is a letter's width


def test_speakers_go_by_the_name_that_is_shown(made):
    shown = vtt(renamed(made, {"the guard": "Guard at the gate"}))
    assert "<v Guard at the gate>A friend" in shown
    assert "<v Ada Lovelace>" in shown
