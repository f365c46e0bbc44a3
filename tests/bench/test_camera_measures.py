"""What the measures of cutting say of films that can be judged without measuring."""

from pathlib import Path

import numpy as np
import pytest

from bench.camera import hands, labels, measures, sheet
from bench.camera.film import Film, Picture, Sentence, Shot, View, cuts_of, film_of
from bench.camera.truth import FOLDER, Head, Panel, Truth, likeness, truth_of

WIDE = (0.0, 0.0, 1536.0, 864.0)
LEFT, RIGHT = (0.0, 200.0, 512.0, 288.0), (1000.0, 200.0, 512.0, 288.0)
HEAD = Head((1100.0, 250.0, 100.0, 120.0), (1110.0, 300.0, 80.0, 70.0), "Ada Lovelace")
ROOM = Truth({"a.png": Panel((1536, 1024), (HEAD,), {"the lamp": (100.0, 300.0, 100.0, 100.0)})})


def shot(start, end, crop, **told):
    return Shot(start, end, (Picture("a.png", crop, crop),), **told)


def film(*shots, sentences=(), speech=()):
    span = (shots[0].start, shots[-1].end)
    return Film(
        tuple(shots), tuple(sentences), (span,), tuple(speech), sizes={"a.png": (1536, 1024)}
    )


def width(_):
    return 1536.0


def test_one_framing_is_stale_all_through():
    pace = measures.pace(film(shot(0, 60, WIDE)), width)
    assert (pace.stale, pace.cuts, pace.longest, pace.close) == (1.0, 0.0, 60, 0.0)
    assert pace.framings == 1.0


def test_two_framings_in_turn_are_never_stale_before_six_seconds():
    shots = [shot(4 * n, 4 * n + 4, (LEFT, RIGHT)[n % 2]) for n in range(15)]
    pace = measures.pace(film(*shots), width)
    assert pace.cuts == pytest.approx(14.0)
    assert pace.longest == 4
    assert pace.close == 1.0
    assert pace.stale == pytest.approx(0.5, abs=0.06)  # the one of 8 s before comes back


def test_spread_and_metronomes():
    assert measures.spread([4.0, 4.0, 4.0]) == 0
    assert measures.metronomes([4.0] * 3) == 0
    assert measures.metronomes([4.0] * 4) == 1
    assert measures.metronomes([4.0] * 9) == 1
    assert measures.metronomes([4.0] * 4 + [9.0] + [2.0] * 4) == 2
    assert measures.metronomes([2.0, 4.0, 2.0, 4.0, 2.0]) == 0


def test_pauses_are_counted_a_minute():
    def said(start, end):
        return Sentence(0, 10, (start, end), "a.png", WIDE)

    paused = film(shot(0, 30, WIDE), sentences=[said(1, 9), said(10.2, 19), said(19.5, 28)])
    assert measures.pauses(paused) == pytest.approx(2.0)


def test_a_face_is_crossed_only_by_an_edge_through_it():
    face = HEAD.face
    assert not measures.crossed(HEAD, View("a.png", WIDE))
    assert not measures.crossed(HEAD, View("a.png", LEFT))
    assert measures.crossed(HEAD, View("a.png", (face[0] + 40, 200.0, 400.0, 225.0)))
    hair = View("a.png", (1000.0, face[1] - 10, 400.0, 225.0))
    assert not measures.crossed(HEAD, hair)
    painted = Head(HEAD.head, HEAD.face, painted=True)
    assert not measures.crossed(painted, View("a.png", (face[0] + 40, 200.0, 400.0, 225.0)))
    assert measures.faces_cut(film(shot(0, 10, WIDE)), ROOM) == 0


def test_a_subject_fills_a_third_where_it_is_close():
    close = (60.0, 280.0, 250.0, 141.0)
    assert measures.subject_share(film(shot(0, 8, close, subject="lamp")), ROOM) == (1.0, 1.0)
    assert measures.subject_share(film(shot(0, 8, WIDE, subject="the lamp")), ROOM) == (0.0, 1.0)
    assert measures.subject_share(film(shot(0, 8, WIDE, subject="a whale")), ROOM) == (0.0, 0.0)


def test_a_speaker_must_be_whole_and_tall_enough():
    assert measures.whole(HEAD, View("a.png", WIDE))
    assert not measures.whole(HEAD, View("a.png", (0.0, 0.0, 1920.0, 1080.0)))
    assert not measures.whole(HEAD, View("a.png", LEFT))


def test_speech_is_timed_by_its_letters():
    script = {"sections": [{"kind": "chapter", "lines": [
        {"start": 0, "end": 50, "kind": "speech", "speaker": "Ada"},
        {"start": 50, "end": 100, "kind": "narration", "speaker": None},
    ]}]}  # fmt: skip
    said = {"start": 0, "end": 100, "panel": "x/a.png", "time": [1, 11], "crop": list(RIGHT)}
    heard = film_of({"sentences": [said]}, script)
    assert list(measures.spoken(heard)) == [("Ada", 1.0, 6.0)]
    assert measures.speakers_seen(heard, ROOM) == pytest.approx((1.0, 5.0))


def test_shots_are_derived_where_none_are_told():
    def said(number, crop):
        return {"start": 10 * number, "end": 10 * number + 9, "panel": "a.png",
                "time": [5 * number, 5 * number + 4], "crop": list(crop)}  # fmt: skip

    near = (60.0, 200.0, 512.0, 288.0)
    derived = film_of({"sentences": [said(0, LEFT), said(1, near), said(2, RIGHT)]})
    assert derived.derived
    assert len(cuts_of(derived)) == 1
    assert derived.shots[0].start < 0 < derived.shots[-1].end


def test_told_shots_are_read_as_they_are():
    told = {"in": 0, "out": 4, "scale": "close", "subject": "Ada", "reason": "r", "move": "hold",
            "held": True, "pictures": [{"panel": "p/a.png", "crop_from": LEFT, "crop_to": RIGHT,
                                        "rect": [0, 0, 1920, 1080]}]}  # fmt: skip
    said = {"start": 0, "end": 9, "panel": "a.png", "time": [1, 3], "crop": list(LEFT)}
    read = film_of({"sentences": [said], "shots": [told]})
    assert read.shots[0].held
    assert read.shots[0].at(2.0) == (View("a.png", (500.0, 200.0, 512.0, 288.0), (0, 0, 1, 1)),)


def test_a_label_is_met_by_a_close_crop_and_by_nothing_wider():
    label = {"kind": "explicit", "width": 1536, "height": 1024, "box": [100, 300, 100, 100]}
    assert labels.met(label, (60.0, 280.0, 250.0, 141.0))
    assert not labels.met(label, WIDE)
    assert not labels.met(label, RIGHT)


def test_a_hand_cut_agrees_with_itself():
    shots = (shot(0, 4, LEFT, scale="close", subject="the lamp"),
             shot(4, 8, RIGHT, scale="close", subject="Ada Lovelace"))  # fmt: skip
    sentences = (
        Sentence(0, 9, (0.5, 3.5), "a.png", LEFT),
        Sentence(10, 19, (4.5, 7.5), "a.png", RIGHT),
    )
    cut = hands.HandCut("x", "y", shots, sentences)
    found = hands.agreement(cut, film(*shots, sentences=sentences))
    assert [(each.subject, each.size) for each in found] == [(True, True)] * 2
    assert sum(each.met for each in found) == sum(each.cuts for each in found) == 1
    assert hands.agreement(cut, film(shot(0, 9, WIDE))) == []


def test_names_are_alike_without_their_small_words():
    assert likeness("Zuckerberg", "Mark Zuckerberg") == 1
    assert likeness("the racks on the left", "racks, left") == 1
    assert likeness("Ada", "the lamp") == 0


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: Path(file).stem)
def test_boxes_drawn_by_hand_lie_in_their_panels(file):
    for panel in truth_of(file.stem).panels.values():
        heads = [box for head in panel.heads for box in (head.head, head.face) if box]
        for x, y, w, h in [*heads, *panel.things.values()]:
            assert min(x, y) >= 0
            assert min(w, h) > 0
            assert x + w <= panel.size[0] + 1
            assert y + h <= panel.size[1] + 1


def test_cuts_are_found_in_frames_and_long_shots_parted():
    noise = np.random.default_rng(1).uniform(0, 255, (3, 54, 96)).astype(np.float32)
    frames = [noise[number // 40] for number in range(120)]
    assert sheet.cuts_in(frames) == [4.0, 8.0]
    assert sheet.spans([4.0], 16.0) == [(0.0, 4.0, False), (4.0, 10.0, False), (10.0, 16.0, True)]


def test_no_word_of_subtitles_is_lost(tmp_path):
    file = tmp_path / "a.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:03,000\n>> ADA: one\ntwo\n\n"
                    "2\n00:01:04,500 --> 00:01:05,000\nthree\n")  # fmt: skip
    found = sheet.subtitle_words(file)
    assert [word.text for word in found] == ["ADA:", "one", "two", "three"]
    assert [word.time for word in found] == pytest.approx([1.0, 1.0 + 10 / 13, 1.0 + 18 / 13, 64.5])
