"""Boards in transcripts: what is shown and not said can be read, and no caption shows it."""

from __future__ import annotations

from dataclasses import replace

from spoken_story import perform, section

from render.captions.board_cues import board_cues
from render.captions.formats import transcript_html, transcript_md
from story.model import Card
from voices.clock import RATE

TOLD = section("Tides", ("narrator", "The tide turns at four.", "start"))
TABLE = replace(
    section("Tides", panels=1),
    identity="tides-card-0",
    cards=(Card("table", "Port | High\n--- | ---\nBergen | 1.4 m\nOslo |", 0),),
)
TIMELINE = perform(TOLD, TABLE)


def test_a_board_stands_in_the_transcript_for_as_long_as_it_is_shown():
    (cue,) = board_cues((TOLD, TABLE), TIMELINE)
    first, second = TIMELINE.sections
    assert cue.start == first.frames * RATE // 30
    assert cue.end == (first.frames + second.frames) * RATE // 30
    assert not cue.captioned
    assert transcript_md([cue]).endswith("*Port, High; Bergen, 1.4 m; Oslo*\n")
    assert 'data-kind="board">Port, High; Bergen' in transcript_html([cue])


def test_without_boards_there_are_none():
    assert board_cues((TOLD,), perform(TOLD)) == ()
