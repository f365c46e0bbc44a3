"""Captions go to the top where they would hide a face or lettering, and come back."""

from __future__ import annotations

import pytest
from spoken_story import perform, section

from render.camera.vision.facts import PictureFacts, Region
from render.captions.formats import ass, srt, vtt
from render.captions.model import CaptionRules
from render.captions.place import placed_cues
from render.captions.timing import cues
from render.geometry import Rect
from render.shots import Keyframe, Shot

SCENE = section("Gate", ("narrator", "It was late in the town of Bergen.", "start"))
TIMELINE = perform(SCENE)
MADE = cues((SCENE,), TIMELINE, CaptionRules())
WHOLE = Rect(0, 0, 1600, 900)
LOW = Region("face", Rect(700, 740, 120, 130))
HIGH = Region("lettering", Rect(500, 40, 600, 130))


def _shot(*rects):
    last = TIMELINE.frames / 30
    keys = tuple(Keyframe(last * i / max(len(rects) - 1, 1), rect) for i, rect in enumerate(rects))
    return Shot("key", 0, TIMELINE.frames, keys)


def _tops(*regions, shot=None, kind=None):
    facts = PictureFacts("key", 1600, 900, regions)
    shots = [[shot or _shot(WHOLE)]]
    return [cue.top for cue in placed_cues(MADE, TIMELINE, shots, [facts])]


@pytest.mark.parametrize(
    ("regions", "top"),
    [
        ((), False),
        ((LOW,), True),
        ((HIGH,), False),
        ((LOW, HIGH), True),
        ((HIGH, Region("lettering", LOW.box)), False),
        ((Region("face", Rect(700, 300, 120, 130)),), False),
        ((Region("face", LOW.box, weight=0.05),), False),
        ((Region("faint", LOW.box), Region("board", LOW.box)), False),
    ],
)
def test_captions_hide_the_least(regions, top):
    assert _tops(*regions) == [top]


def test_what_counts_is_where_the_camera_shows_it():
    upper = Rect(0, 0, 1200, 675)
    assert _tops(LOW, shot=_shot(upper)) == [False]
    assert _tops(LOW, shot=_shot(upper, WHOLE)) == [True]


def test_sections_without_shots_stay_at_the_bottom():
    assert placed_cues(MADE, TIMELINE, [[]], []) == MADE


def test_shots_stand_beside_sections():
    with pytest.raises(ValueError, match="shots of 0 sections for 1"):
        placed_cues(MADE, TIMELINE, [], [])


def test_formats_with_places_say_so():
    (cue,) = placed_cues(MADE, TIMELINE, [[_shot(WHOLE)]], [PictureFacts("key", 1600, 900, (LOW,))])
    assert "line:8%\n<v Narrator>It was late" in vtt([cue])
    assert ",,{\\an8}It was late" in ass([cue])
    assert srt([cue]) == srt(MADE)
