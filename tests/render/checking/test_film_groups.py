"""A film's groups are decoded once, wherever they lie, and none that is damaged goes unheard."""

from fractions import Fraction

import av
import numpy as np
import pytest
from drawn import SMALL, held, panned, png, scene, whole

from render.checking.video_decode import Decoded, decode_groups, frames_told, pace_and_groups
from render.geometry import Rect
from render.pixels.compose import segment_bytes
from render.pixels.mux import mux_episode

PANEL = png(scene())
OPEN = "open-gop=1:keyint=6:bframes=2"
LENGTHS = (12, 30, 7)


def segment(frames):
    asked = panned(frames, Rect(0, 0, 300, 168.75), Rect(frames, 20, 280, 157.5))
    return segment_bytes(asked, SMALL, lambda _: PANEL)


@pytest.fixture(scope="module")
def segments():
    return [segment(frames) for frames in LENGTHS]


def joined(path, segments):
    mux_episode(path, segments, iter([np.zeros((4800, 2), np.float32)]), SMALL)
    return path


def other(path, codec, frames=24, **options):
    """A film that another program might have made, in moving noise."""
    noise = np.random.default_rng(7).integers(0, 255, (48, 64 + frames, 3), np.uint8)
    with av.open(str(path), "w") as container:
        video = container.add_stream(codec, 24, options=options)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            shown = np.ascontiguousarray(noise[:, number : number + 64])
            frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 24)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    return path


def damaged(path, packet):
    """The film with most of one of its pictures overwritten."""
    with av.open(str(path)) as container:
        found = [p for p in container.demux(video=0) if p.size][packet]
        place, size = found.pos, found.size
    coded = bytearray(path.read_bytes())
    coded[place + 8 : place + size] = b"\xff" * (size - 8)
    path.write_bytes(coded)


def test_each_segment_is_a_group_of_its_own(tmp_path, segments):
    film = joined(tmp_path / "film.mp4", segments)
    _, groups = pace_and_groups(film)
    assert [group.packets for group in groups] == [12, 30, 7]
    assert frames_told(film) == 49


def test_a_joined_film_counts_each_frame(tmp_path, segments):
    first, second, third = segments
    film = joined(tmp_path / "film.mp4", [first, second, first, third, first])
    pace, groups = pace_and_groups(film)
    assert len({group.digest for group in groups}) == 3
    assert decode_groups(film, groups) == Decoded(12 + 30 + 12 + 7 + 12)
    assert pace.closed
    assert pace.constant


def test_what_was_met_in_another_film_is_not_decoded_again(tmp_path, segments):
    known = {}
    for number, part in enumerate(segments[:2]):
        episode = joined(tmp_path / f"{number}.mp4", [part])
        decode_groups(episode, pace_and_groups(episode)[1], known=known)
    assert sorted(met.frames for met in known.values()) == [12, 30]
    marked = {digest: Decoded(met.frames, ("met before",)) for digest, met in known.items()}
    film = joined(tmp_path / "film.mp4", segments)
    played = decode_groups(film, pace_and_groups(film)[1], known=marked)
    assert played == Decoded(49, ("met before", "met before"))
    assert len(marked) == 3


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("packet", [0, 20, 48])
def test_a_damaged_group_is_found_by_any_thread(tmp_path, segments, jobs, packet):
    film = joined(tmp_path / "film.mp4", segments)
    damaged(film, packet)
    known = {}
    played = decode_groups(film, pace_and_groups(film)[1], jobs=jobs, known=known)
    assert played.warnings
    assert sum(bool(met.warnings) for met in known.values()) == 1


def test_every_packet_is_told_of_once(tmp_path, segments):
    film = joined(tmp_path / "film.mp4", [*segments, segments[0]])
    told = []
    decode_groups(film, pace_and_groups(film)[1], jobs=3, done=told.append)
    assert sum(told) == 61


def test_groups_that_look_back_stay_together(tmp_path):
    film = other(tmp_path / "open.mp4", "libx264", **{"x264-params": OPEN})
    with av.open(str(film)) as container:
        assert sum(packet.is_keyframe for packet in container.demux(video=0)) == 4
    pace, groups = pace_and_groups(film)
    assert [group.packets for group in groups] == [24]
    assert not pace.closed
    assert decode_groups(film, groups, jobs=4) == Decoded(24)


def test_a_stream_that_refreshes_without_key_frames_is_one_group(tmp_path):
    film = other(tmp_path / "film.mp4", "libx264", **{"x264-params": "intra-refresh=1:keyint=6"})
    assert [group.packets for group in pace_and_groups(film)[1]] == [24]
    assert decode_groups(film, pace_and_groups(film)[1]) == Decoded(24)


@pytest.mark.parametrize("codec", ["mpeg4", "mpeg2video"])
def test_other_codecs_are_one_group(tmp_path, codec):
    film = other(tmp_path / "film.mov", codec)
    assert [group.packets for group in pace_and_groups(film)[1]] == [24]
    assert decode_groups(film, pace_and_groups(film)[1], jobs=2).frames == 24


def test_who_stops_waiting_stops_the_threads(tmp_path, segments):
    film = joined(tmp_path / "film.mp4", segments)

    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decode_groups(film, pace_and_groups(film)[1], jobs=2, done=interrupted)


def test_a_still_film_is_decoded_whole(tmp_path):
    still = segment_bytes(held(45, whole(320, 180)), SMALL, lambda _: PANEL)
    film = joined(tmp_path / "film.mp4", [still])
    assert decode_groups(film, pace_and_groups(film)[1], jobs=2) == Decoded(45)


def test_what_is_no_film_tells_of_no_frames(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"no film")
    assert frames_told(tmp_path / "a.mp4") == 0
    assert frames_told(tmp_path / "none.mp4") == 0
