"""The probe sees what is wrong with a file, not only what is right."""

from fractions import Fraction

import av
import numpy as np
import pytest
from drawn import SMALL, held, png, scene, whole

from render.checking.probe import probe
from render.pixels.compose import segment_bytes
from story.errors import RenderError


def plain(path, **options):
    """A film as ffmpeg writes it by default: with edit lists, the index last, no tags."""
    with av.open(str(path), "w", options=options) as container:
        video = container.add_stream("libx264", 30, options={"bf": "2"})
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        sound = container.add_stream("aac", 48_000, layout="stereo")
        for number in range(12):
            frame = av.VideoFrame.from_ndarray(
                np.full((48, 64, 3), number * 9, np.uint8), format="rgb24"
            )
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(video.encode(frame))
            noise = av.AudioFrame.from_ndarray(np.zeros((2, 1600), np.float32), "fltp", "stereo")
            noise.sample_rate, noise.pts = 48_000, number * 1600
            container.mux(sound.encode(noise))
        container.mux(video.encode(None))
        container.mux(sound.encode(None))


def test_edit_lists_and_a_late_index_are_seen(tmp_path):
    path = tmp_path / "plain.mp4"
    plain(path)
    facts = probe(path)
    assert facts.edit_lists == 2
    assert not facts.fast_start
    assert facts.video.colour == (2, 2, 2)
    assert facts.decoded == -1
    plain(path, movflags="+faststart")
    assert probe(path).fast_start


def test_a_file_cut_short_is_no_film(tmp_path):
    path = tmp_path / "plain.mp4"
    plain(path)
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(RenderError, match=r"plain\.mp4 can't be read as a video"):
        probe(path)


def test_damage_is_heard(tmp_path):
    panel = png(scene())
    coded = bytearray(segment_bytes(held(30, whole(320, 180), "probed"), SMALL, lambda _: panel))
    middle = coded.index(b"mdat") + 3000
    coded[middle : middle + 400] = bytes(400)
    path = tmp_path / "damaged.mp4"
    path.write_bytes(coded)
    facts = probe(path, decode=True)
    assert facts.warnings
    assert facts.audio is None


def test_other_formats_have_facts_too(tmp_path):
    path = tmp_path / "plain.mkv"
    plain(path)
    facts = probe(path, decode=True)
    assert (facts.video.width, facts.video.height, facts.decoded) == (64, 48, 12)
    assert (facts.edit_lists, facts.fast_start) == (0, False)


def test_what_is_not_there_is_an_error(tmp_path):
    with pytest.raises(RenderError, match="can't be read"):
        probe(tmp_path / "nothing.mp4")
