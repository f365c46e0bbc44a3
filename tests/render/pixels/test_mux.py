"""Segments joined are what they were apart; sound stays on its frame; sites like the file."""

import multiprocessing
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest
from drawn import SMALL, decoded, held, panned, png, scene, whole
from hypothesis import given
from hypothesis import strategies as st

from render.checking.probe import probe
from render.geometry import Rect
from render.pixels.compose import segment_bytes
from render.pixels.mux import mux_episode
from render.pixels.segments import FillLayer, Segment
from render.pixels.sound_track import encode_sound, kept, packets_kept
from story.errors import RenderError, StoreError
from voices.clock import frame_to_sample

RATES = [
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(50),
    Fraction(60),
]
PANEL = png(scene())
LENGTHS = (20, 1, 2, 33, 3)


def panel(_key):
    return PANEL


def segments(settings, lengths=LENGTHS):
    made = [
        panned(frames, Rect(10 * n, 0, 300, 168.75), Rect(9 * n, 40, 280, 157.5), settings)
        for n, frames in enumerate(lengths)
    ]
    return [segment_bytes(segment, settings, panel) for segment in made]


def silence(settings, frames):
    """The coded sound of a film in which nothing is heard."""
    return encode_sound((), frame_to_sample(frames, settings.fps))


def heard(path):
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


@pytest.mark.parametrize("fps", RATES)
def test_joined_is_what_the_segments_are_apart(tmp_path, fps):
    settings = replace(SMALL, fps=fps)
    parts = segments(settings)
    path = tmp_path / "film.mp4"
    assert mux_episode(path, parts, silence(settings, 59), settings) == 59
    apart = [frame for part in parts for frame in decoded(part)]
    joined = decoded(path)
    assert len(joined) == 59
    for a, b in zip(apart, joined, strict=True):
        assert all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("fps", RATES)
def test_what_a_file_is(tmp_path, fps):
    settings = replace(SMALL, fps=fps)
    path = tmp_path / "film.mp4"
    mux_episode(path, segments(settings), silence(settings, 59), settings)
    facts = probe(path, decode=True)
    assert facts.video is not None
    assert facts.audio is not None
    assert (facts.video.codec, facts.video.profile, facts.video.pixels) == (
        "h264", "High" if settings.quality != "draft" else facts.video.profile, "yuv420p",
    )  # fmt: skip
    assert facts.video.colour == (1, 1, 1)
    assert facts.video.range == "tv"
    assert facts.video.fps == fps
    assert (facts.video.frames, facts.decoded) == (59, 59)
    assert facts.video.start == facts.audio.start == 0
    assert facts.video.duration == 59 / fps
    assert abs(facts.audio.duration - facts.video.duration) < Fraction(1, 48_000)
    assert (facts.audio.codec, facts.audio.rate, facts.audio.channels) == ("aac", 48_000, 2)
    assert facts.edit_lists == 0
    assert facts.fast_start
    assert facts.warnings == ()


@pytest.mark.parametrize("quality", ["good", "best"])
def test_good_and_best_are_high_profile(tmp_path, quality):
    settings = replace(SMALL, quality=quality)
    path = tmp_path / "film.mp4"
    mux_episode(path, segments(settings, (9,)), silence(settings, 9), settings)
    assert probe(path).video.profile == "High"


def test_time_stamps_are_even(tmp_path):
    settings = replace(SMALL, fps=Fraction(30000, 1001))
    path = tmp_path / "film.mp4"
    mux_episode(path, segments(settings), silence(settings, 59), settings)
    with av.open(str(path)) as container:
        packets = [p for p in container.demux(video=0) if p.size]
    shown = sorted(packet.pts for packet in packets)
    assert shown[0] == 0
    assert {b - a for a, b in pairwise(shown)} == {shown[1]}
    assert {b.dts - a.dts for a, b in pairwise(packets)} == {shown[1]}
    assert all(packet.dts <= packet.pts for packet in packets)


@pytest.mark.parametrize("fps", RATES)
def test_marks_in_the_sound_land_on_their_frames(tmp_path, fps):
    settings = replace(SMALL, fps=fps)
    total = frame_to_sample(300, fps)
    mix = np.zeros((total, 2), np.float32)
    marks = [frame_to_sample(frame, fps) for frame in (30, 111, 250, 298)]
    burst = 0.9 * np.sin(np.arange(150) * 0.6)[:, None]
    for mark in marks:
        mix[mark : mark + 150] = burst
    path = tmp_path / "film.mp4"
    blocks = (mix[start : start + 4801] for start in range(0, total, 4801))
    part = segment_bytes(held(100, whole(320, 180)), settings, panel)
    mux_episode(path, [part] * 3, encode_sound(blocks, total), settings)
    sound = heard(path)[0]
    for mark in marks:
        window = np.abs(sound[mark - 2000 : mark + 2000])
        assert abs(int(np.argmax(window > 0.3)) - 2000) < 48


@pytest.mark.parametrize("count", [0, 1, 20])
def test_sound_is_cut_or_filled_to_the_picture(tmp_path, count):
    part = segment_bytes(held(30, whole(320, 180)), SMALL, panel)
    loud = np.full((10_000, 2), 0.5, np.float32)
    path = tmp_path / "film.mp4"
    mux_episode(path, [part], encode_sound([loud] * count, 48_000), SMALL)
    facts = probe(path)
    assert facts.audio is not None
    assert facts.audio.duration == 1


@given(st.lists(st.binary(min_size=1, max_size=900), max_size=9), st.integers(1, 500))
def test_packets_that_were_kept_are_read_from_pieces_of_any_length(packets, size):
    together = b"".join(kept(packets))
    pieces = (together[at : at + size] for at in range(0, len(together), size))
    assert list(packets_kept(pieces)) == packets


def test_segments_may_be_files(tmp_path):
    parts = segments(SMALL)
    files = []
    for number, part in enumerate(parts):
        files.append(tmp_path / f"{number}.part")
        files[-1].write_bytes(part)
    one, two = tmp_path / "one.mp4", tmp_path / "two.mp4"
    mux_episode(one, parts, silence(SMALL, 59), SMALL)
    mux_episode(two, files, silence(SMALL, 59), SMALL)
    assert one.read_bytes() == two.read_bytes()


def test_no_length_of_film_drifts(tmp_path):
    settings = replace(SMALL, size=(64, 64), fps=Fraction(30000, 1001))
    part = segment_bytes(Segment(0, 7, (FillLayer("#336699"),)), settings, panel)
    path = tmp_path / "film.mp4"
    assert mux_episode(path, [part] * 300, silence(settings, 2100), settings) == 2100
    facts = probe(path)
    assert facts.video.duration == 2100 / settings.fps
    assert abs(facts.audio.duration - facts.video.duration) < Fraction(1, 48_000)


def test_other_settings_are_refused(tmp_path):
    parts = [
        segment_bytes(held(3, whole(320, 180)), settings, panel)
        for settings in (SMALL, replace(SMALL, size=(640, 360)))
    ]
    path = tmp_path / "film.mp4"
    with pytest.raises(RenderError, match="other settings"):
        mux_episode(path, parts, silence(SMALL, 6), SMALL)
    assert list(tmp_path.iterdir()) == []


def test_no_segments_is_an_error(tmp_path):
    with pytest.raises(RenderError, match="no segments"):
        mux_episode(tmp_path / "film.mp4", [], iter(()), SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    part = segment_bytes(held(3, whole(320, 180)), SMALL, panel)
    with pytest.raises(StoreError, match="can't be written"):
        mux_episode(tmp_path / "no" / "film.mp4", [part], silence(SMALL, 3), SMALL)


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"before")

    def failing():
        yield segment_bytes(held(3, whole(320, 180)), SMALL, panel)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mux_episode(path, failing(), silence(SMALL, 3), SMALL)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def write_with_little_room(path):
    """In a process of its own: files may be 20 kB at most."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    part = segment_bytes(panned(60, Rect(0, 0, 300, 168.75), whole(320, 180)), SMALL, panel)
    mux_episode(path, [part], silence(SMALL, 60), SMALL)


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as pool:
        failed = pool.submit(write_with_little_room, tmp_path / "film.mp4").exception()
    assert isinstance(failed, StoreError)
    assert list(tmp_path.iterdir()) == []
