"""`check`: what is right passes with its figure, what is wrong fails with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import SMALL, held, png, scene, whole
from spoken_story import perform, section

from render.captions.formats import srt, vtt
from render.captions.lint import lint_captions
from render.captions.model import CaptionRules
from render.captions.read import read_captions
from render.captions.timing import cues
from render.checking import video_decode
from render.checking.check import check_captions, check_path
from render.checking.film_check import Pace, check_film
from render.checking.probe import AudioFacts, Facts, VideoFacts
from render.checking.upload_check import check_upload
from render.checking.verdict import failing, verdicts_json
from render.pixels.compose import segment_bytes
from render.pixels.mux import mux_episode
from render.pixels.sound_track import encode_sound
from render.production.queue.progress import QuietProgress
from render.publishing.thumbnail import thumbnail
from story.errors import RenderError, SettingsError
from voices.clock import frame_to_sample
from voices.sound.loudness import Loudness

RULES = CaptionRules()
GOOD = """1
00:00:01,000 --> 00:00:03,000
>> ADA: A sentence that is
easily read.

2
00:00:03,100 --> 00:00:05,000
And another one.
"""


def _faults(text, name="a.srt", **more):
    faults = lint_captions(read_captions(text.encode(), name), RULES, **more)
    return [(fault.number, fault.row, fault.code, fault.forced) for fault in faults]


def _cue(number, times, *rows):
    return "\n".join([str(number), times, *rows, ""])


def test_good_captions_have_no_faults():
    assert _faults(GOOD) == []
    (passed,) = check_captions("a.srt", GOOD.encode(), RULES, length=6.0)
    assert str(passed) == (
        "pass: a.srt: captions: 2 cues, 15.5 characters a second, 15.5 at most, 1.90 to 2.00 s, "
        "rows of 26"
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (_cue(1, "00:00:01,000 --> 00:00:01,500", "Short."), ["caption-short"]),
        (_cue(1, "00:00:01,000 --> 00:00:09,500", "Long."), ["caption-long"]),
        (_cue(1, "00:00:01,000 --> 00:00:02,000", "x" * 30), ["caption-fast"]),
        (_cue(1, "00:00:01,000 --> 00:00:06,000", "x" * 43), ["caption-columns"]),
        (_cue(1, "00:00:01,000 --> 00:00:04,000", "a", "b", "c"), ["caption-rows"]),
        (_cue(1, "00:00:01,000 --> 00:00:04,000", "<i>a</i>"), ["caption-markup"]),
        (_cue(1, "00:00:01,000 --> 00:00:04,000"), ["caption-empty"]),
        (_cue(1, "00:00:04,000 --> 00:00:01,000", "a"), ["caption-backwards"]),
        (_cue(1, "00:00:01,000 --> 00:00:04,000", ">> A: a", ">> B: b"), ["caption-speakers"]),
        (_cue(1, "00:00:01,000 --> 00:00:04,000", "- A?", "- No."), ["caption-speakers"]),
        (GOOD.replace("00:00:03,100", "00:00:02,900"), ["caption-overlap"]),
        (GOOD.replace("00:00:03,100", "00:00:03,010"), ["caption-gap"]),
        (GOOD.replace("00:00:03,100 --> 00:00:05", "00:00:00,100 --> 00:00:02"), ["caption-order"]),
        (GOOD + "\n3\n00:0x --> 00:01\nx\n", ["caption-file"]),
    ],
)
def test_each_fault_is_found_and_named(text, codes):
    assert [code for _, _, code, _ in _faults(text)] == codes


def test_a_fault_says_where():
    wrong = GOOD.replace("And another one.", "And another one, which is far too long for a row.")
    verdicts = check_captions("a.srt", wrong.encode(), RULES)
    assert [str(each) for each in verdicts[1:]] == [
        "fail: a.srt: caption-columns: cue 2 (row 7): a row of 49 characters, 42 at most",
        "fail: a.srt: caption-fast: cue 2 (row 7): 25.8 characters a second, 20 at most",
    ]


UNREADABLE = "a time that can't be read"
INSIDE = "the times of a cue inside another, without an empty row before"


@pytest.mark.parametrize(
    ("old", "new", "row", "message"),
    [
        ("00:00:03,100 -->", "00:00:03,100 ->", 7, UNREADABLE),
        ("00:00:03,100 -->", "00:00:03,100 -", 7, UNREADABLE),
        ("00:00:03,100 -->", "00:00:03,100 →", 7, UNREADABLE),
        ("00:00:05,000", "00:00:99,000", 7, "a time of more than 59 minutes or seconds"),
        ("00:00:05,000", "00:75:05,000", 7, "a time of more than 59 minutes or seconds"),
        ("\n\n2\n", "\n", 5, INSIDE),
        ("\n\n2\n00:00:03,100 -->", "\n00:00:03,100 ->", 5, INSIDE),
        ("easily read.", "easily\n\nread.", 6, "'read.' belongs to no cue"),
    ],
)
@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_what_a_player_would_leave_out_is_a_fault(old, new, row, message, kind):
    head = "WEBVTT\n\nNOTE 10:30 - 11:45\n\n" if kind == "vtt" else ""
    text = head + GOOD.replace(old, new)
    faults = [
        (fault.code, fault.row - head.count("\n"), fault.message)
        for fault in lint_captions(read_captions(text.encode(), f"a.{kind}"), RULES)
    ]
    assert ("caption-file", row, message) in faults


def test_times_of_the_day_may_stand_in_a_cue():
    assert _faults(GOOD.replace("And another one.", "10:30 - 11:45")) == []


def test_captions_that_the_voice_forces_are_a_note():
    text = _cue(1, "00:00:01,000 --> 00:00:01,700", "Yes.") + "\n"
    text += _cue(2, "00:00:01,767 --> 00:00:03,700", ">> BO: And then?")
    assert _faults(text) == [(1, 2, "caption-short", True)]
    verdicts = check_captions("a.srt", text.encode(), RULES)
    assert [each.state for each in verdicts] == ["pass", "note"]


def test_captions_longer_than_the_film():
    assert _faults(GOOD, length=4.0) == [(2, 7, "caption-late", False)]


def test_children_read_more_slowly():
    text = GOOD.replace("easily read.", "easily read aloud.").encode()
    found = lint_captions(read_captions(text, "a.srt"), RULES.for_children())
    assert [fault.code for fault in found] == ["caption-fast"]


def test_any_encoding_and_line_ending_is_read():
    for data in (
        GOOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r").encode(),
    ):
        assert len(read_captions(data, "a.srt").cues) == 2
    latin = read_captions(GOOD.replace("ADA", "ÅSA").encode("latin-1"), "a.srt")
    assert latin.faults == ((0, "not UTF-8"),)


def test_webvtt_voices_tags_and_short_times_are_read():
    text = (
        "WEBVTT\n\nNOTE x --> y\n\n00:01.000 --> 00:03.5 line:8%\n<v Ada>Fish &amp; <i>chips</i>\n"
    )
    captions = read_captions(text.encode(), "a.vtt")
    assert captions.kind == "vtt"
    (cue,) = captions.cues
    assert (cue.start, cue.end, cue.lines, cue.voices) == (1000, 3500, ("Fish & chips",), ("Ada",))
    assert lint_captions(captions, RULES) == ()


def test_what_is_no_caption_file_is_refused():
    with pytest.raises(RenderError, match="neither SRT nor WebVTT"):
        read_captions(b"\x00\x01binary", "a.srt")


def test_our_own_captions_pass():
    scene = section(
        "Gate",
        ("narrator", "It was late, and nobody in town had expected any more visitors.", "start"),
        ("Ada Lovelace", "Who goes there at this hour of the night?", "paragraph"),
        ("narrator", "she called down from the wall.", "tag"),
    )
    made = cues((scene,), perform(scene, pace=14.5), RULES)
    for name, text in (("a.srt", srt(made)), ("a.vtt", vtt(made))):
        assert not failing(check_captions(name, text.encode(), RULES, fps=30.0))


VIDEO = VideoFacts(
    "h264",
    "High",
    "yuv420p",
    1920,
    1080,
    Fraction(30),
    300,
    Fraction(0),
    Fraction(10),
    (1, 1, 1),
    "tv",
)
AUDIO = AudioFacts("aac", 48_000, 2, Fraction(0), Fraction(10))
FACTS = Facts(VIDEO, AUDIO, 0, fast_start=True, decoded=300)
PACE = Pace(2.0, closed=True, constant=True, bit_rate=4e6)


def test_a_good_film_passes_with_figures():
    verdicts = check_film("a.mp4", FACTS, PACE, Loudness(-14.2, -1.4))
    assert not failing(verdicts)
    figures = {each.what: each.figure for each in verdicts}
    assert figures["GOP"] == "2.0 s, closed"
    assert figures["loudness"] == "-14.2 LUFS"
    assert figures["lengths"] == "10.000 s, sound 0.0 ms off"


@pytest.mark.parametrize(
    ("video", "facts", "pace", "what"),
    [
        ({"profile": "Main"}, {}, {}, "codec"),
        ({"pixels": "yuv444p"}, {}, {}, "pixels"),
        ({"colour": (2, 2, 2)}, {}, {}, "colour"),
        ({"range": "pc"}, {}, {}, "colour"),
        ({"fps": Fraction(12)}, {}, {}, "frame rate"),
        ({"duration": Fraction(101, 10)}, {}, {}, "lengths"),
        ({"start": Fraction(1, 10)}, {}, {}, "sync"),
        ({}, {"edit_lists": 2}, {}, "edit lists"),
        ({}, {"fast_start": False}, {}, "fast start"),
        ({}, {"decoded": 299}, {}, "frames"),
        ({}, {"warnings": ("h264: error",)}, {}, "decodes"),
        ({}, {"audio": None}, {}, "sound"),
        ({}, {"video": None}, {}, "picture"),
        ({}, {}, {"longest_gop": 20.0}, "GOP"),
        ({}, {}, {"closed": False}, "GOP"),
        ({}, {}, {"constant": False}, "frame rate"),
    ],
)
def test_each_fault_of_a_film_fails_its_own_rule(video, facts, pace, what):
    shown = replace(FACTS, video=replace(VIDEO, **video))
    verdicts = check_film("a", replace(shown, **facts), replace(PACE, **pace), Loudness(-14, -2))
    assert [each.what for each in failing(verdicts)] == [what]


@pytest.mark.parametrize(("level", "what"), [((-20, -2), "loudness"), ((-14, 0.2), "true peak")])
def test_loudness_is_judged(level, what):
    failed = failing(check_film("a", FACTS, PACE, Loudness(*level)))
    assert [each.what for each in failed] == [what]
    assert not failing(check_film("a", FACTS, PACE, Loudness(-20, -2), wanted=-20))


UPLOAD = {
    "title": "A title",
    "description": "Words.\n\n0:00 One\n0:10 Two\n0:20 Three",
    "tags": ["fog"],
    "seconds": 31.0,
    "made_for_kids": False,
    "synthetic_media": True,
    "privacy": "private",
    "thumbnail": {"file": "thumbnail.jpg"},
    "captions": [{"file": "captions.en.srt"}],
}


def _upload(picture, /, **changes):
    data = UPLOAD | changes
    files = {
        "upload.json": json.dumps(data).encode(),
        "title.txt": f"{data['title']}\n".encode(),
        "description.txt": f"{data['description']}\n".encode(),
        "thumbnail.jpg": picture,
        "captions.en.srt": GOOD.encode(),
    }
    return [each.what for each in failing(check_upload("01", files))]


@pytest.fixture(scope="module")
def poster():
    return thumbnail(None, None, "Fog")


def test_upload_files_that_would_be_taken_pass(poster):
    assert _upload(poster) == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": "x" * 101}, "title"),
        ({"title": "a < b"}, "title"),
        ({"title": ""}, "title"),
        ({"description": "é" * 2501}, "description"),
        ({"description": "0:00 One\n0:09 Two\n0:20 Three"}, "chapters"),
        ({"description": "0:00 One\n0:10 Two"}, "chapters"),
        ({"description": "0:05 One\n0:20 Two\n1:20 Three", "seconds": 100}, "chapters"),
        ({"seconds": 25}, "chapters"),
        ({"tags": ["x" * 501]}, "tags"),
        ({"made_for_kids": None}, "made for kids"),
        ({"synthetic_media": None}, "synthetic media"),
        ({"privacy": "secret"}, "privacy"),
        ({"publish_at": "2027-01-01T00:00:00Z", "privacy": "public"}, "schedule"),
        ({"thumbnail": {"file": "other.jpg"}}, "thumbnail"),
        ({"captions": [{"file": "captions.de.srt"}]}, "captions"),
    ],
)
def test_each_fault_of_an_upload_fails_its_own_rule(poster, changes, what):
    assert _upload(poster, **changes) == [what]


def test_a_folder_is_judged_whole(tmp_path, poster):
    (tmp_path / "a.srt").write_text(GOOD)
    upload = tmp_path / "youtube" / "01"
    upload.mkdir(parents=True)
    (upload / "upload.json").write_text("not JSON")
    (upload / "captions.en.srt").write_text(GOOD)
    verdicts = check_path(tmp_path)
    assert [(each.subject, each.state) for each in verdicts] == [
        ("a.srt", "pass"),
        ("youtube/01/captions.en.srt", "pass"),
        ("youtube/01", "fail"),
    ]
    data = verdicts_json(verdicts)
    assert data["passed"] is False
    assert json.loads(json.dumps(data)) == data


def test_nothing_to_check_is_said(tmp_path):
    with pytest.raises(RenderError):
        check_path(tmp_path)
    for name in ("none.mp4", "none"):
        with pytest.raises(SettingsError, match="does not exist"):
            check_path(tmp_path / name)


def test_a_file_that_is_not_what_its_name_says_fails_alone(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"no film")
    (tmp_path / "b.srt").write_bytes(b"no captions")
    (tmp_path / "c.srt").write_text(GOOD)
    verdicts = check_path(tmp_path)
    assert [(each.subject, each.what, each.state) for each in verdicts] == [
        ("a.mp4", "file", "fail"),
        ("b.srt", "file", "fail"),
        ("c.srt", "captions", "pass"),
    ]
    assert verdicts[0].figure.startswith("a.mp4 can't be read as a video: ")
    assert verdicts[1].figure == "b.srt is neither SRT nor WebVTT: no cue was found in it."


def _film(path, parts, frames):
    mux_episode(path, parts, encode_sound((), frame_to_sample(frames, SMALL.fps)), SMALL)


def test_the_films_of_a_folder_share_what_is_known_and_tell_how_far_they_are(tmp_path, monkeypatch):
    panel, lengths = png(scene()), (10, 25)
    parts = [
        segment_bytes(held(frames, whole(320, 180)), SMALL, lambda _: panel) for frames in lengths
    ]
    for number, (part, frames) in enumerate(zip(parts, lengths, strict=True)):
        _film(tmp_path / f"0{number}.mp4", [part], frames)
    _film(tmp_path / "film.mp4", parts, sum(lengths))
    progress, opened = QuietProgress(), []
    monkeypatch.setattr(video_decode, "_decoded", _counted(video_decode._decoded, opened))
    verdicts = check_path(tmp_path, jobs=2, progress=progress)
    figures = {each.subject: each.figure for each in verdicts if each.what == "frames"}
    assert figures == {
        "00.mp4": "10 decoded of 10",
        "01.mp4": "25 decoded of 25",
        "film.mp4": "35 decoded of 35",
    }
    assert progress.expected == progress.finished == {"checking": 70}
    assert len(opened) == 2  # groups


def _counted(function, calls):
    def counted(*arguments):
        calls.append(arguments)
        return function(*arguments)

    return counted
