"""Outside clips come in with frames, colours and sound; our camera goes out to MoviePy."""

from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange
from drawn import SMALL, decoded, held, planes, png, scene, whole
from moviepy import AudioClip, ColorClip, VideoClip

from render.geometry import Rect
from render.moviepy_clips import bake_clip, panel_clip
from render.pixels.canvas import Shelf
from render.pixels.clips import clip_segments, clip_sound, outside_clip
from render.pixels.compose import compose, segment_bytes
from render.pixels.encode import planes_of
from render.pixels.mux import mux_episode
from render.pixels.segments import Box, ClipLayer, FillLayer, Segment
from render.pixels.sound_track import encode_sound
from render.shots import Keyframe
from story.errors import RenderError
from voices.clock import frame_to_sample

FPS = SMALL.fps


def counting(time):
    """A frame that tells its number by its grey."""
    return np.full((180, 320, 3), round(time * 30) * 4, np.uint8)


def tone(time):
    wave = 0.5 * np.sin(2 * np.pi * 440 * np.asarray(time))
    return np.stack([wave, wave], axis=-1)


def grey(frame):
    return (float(np.median(frame[0])) - 16) * 255 / 219 / 4


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Sixty frames that count, with a tone that begins after half a second."""
    path = tmp_path_factory.mktemp("clips") / "film.mkv"
    sound = AudioClip(lambda t: tone(t) * (np.asarray(t) >= 0.5)[..., None], duration=2, fps=48_000)
    bake_clip(VideoClip(counting, duration=2).with_audio(sound), path, FPS)
    return path


def shown(segment, file, settings=SMALL):
    found = compose(segment, settings, lambda _: file, Shelf())
    return [planes(frame) for frame in found]


def test_what_is_known_of_a_clip(film):
    clip = outside_clip(film, FPS)
    assert (clip.frames, clip.size, clip.sound) == (60, (320, 180), True)
    assert len(clip.key) == 64


def test_every_frame_of_a_clip_is_its_own(film):
    clip = outside_clip(film, FPS)
    pieces = clip_segments(clip, FPS, longest=0.7)
    assert [piece.frames for piece in pieces] == [21, 21, 18]
    numbers = [grey(frame) for piece in pieces for frame in shown(piece, film)]
    assert numbers == pytest.approx(range(60), abs=0.3)


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(60), Fraction(30000, 1001)])
def test_a_clip_keeps_its_time_at_another_rate(film, fps):
    settings = type(SMALL)(SMALL.size, fps, "draft")
    frames = outside_clip(film, fps).frames
    assert frames == round(2 * fps)
    numbers = [grey(f) for f in shown(Segment(0, frames, (ClipLayer("x"),)), film, settings)]
    wanted = [int(i / fps * 30) for i in range(frames)]
    assert numbers == pytest.approx(wanted, abs=0.3)


def test_the_last_frame_is_held(film):
    frames = shown(Segment(0, 4, (ClipLayer("x", 1.95),)), film)
    assert [grey(f) for f in frames] == pytest.approx([58, 59, 59, 59], abs=0.3)


def test_sound_is_as_long_as_the_picture_and_in_its_place(film):
    sound = np.concatenate(list(clip_sound(film, 60, FPS)))
    assert sound.shape == (96_000, 2)
    assert abs(int(np.argmax(np.abs(sound[:, 0]) > 0.02)) - 24_000) < 48
    assert len(np.concatenate(list(clip_sound(film, 30, FPS)))) == 48_000
    assert len(np.concatenate(list(clip_sound(film, 90, FPS)))) == 144_000


def test_a_mask_lets_the_panel_through(tmp_path):
    half = np.zeros((40, 60))
    half[:, :30] = 1.0
    mask = VideoClip(lambda _: half, is_mask=True, duration=0.2)
    path = tmp_path / "overlay.mkv"
    bake_clip(ColorClip((60, 40), (255, 0, 0), duration=0.2).with_mask(mask), path, FPS)
    layers = (FillLayer("#0000ff"), ClipLayer("x", box=Box(100, 50, 60, 40)))
    luma, _, v = shown(Segment(0, 3, layers), path)[1]
    assert abs(int(luma[70, 110]) - 63) <= 2
    assert abs(int(v[35, 55]) - 240) <= 2
    assert abs(int(luma[70, 150]) - 32) <= 2


def test_baking_twice_gives_the_same_file(tmp_path):
    for name in ("a", "b"):
        bake_clip(VideoClip(counting, duration=0.3), tmp_path / name, FPS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_clip_without_end_is_an_error(tmp_path):
    with pytest.raises(RenderError, match="duration"):
        bake_clip(VideoClip(counting), tmp_path / "x.mkv", FPS)


@pytest.mark.parametrize("fit", ["cover", "contain"])
def test_a_clip_of_another_shape(tmp_path, fit):
    path = tmp_path / "square.mkv"
    bake_clip(ColorClip((100, 100), (255, 255, 255), duration=0.1), path, FPS)
    luma = shown(Segment(0, 1, (ClipLayer("x", fit=fit),)), path)[0][0]
    assert abs(int(luma[90, 160]) - 235) <= 1
    assert (luma[90, 10] < 20) == (fit == "contain")


def written(path, image, rotation=0, full_range=False):
    """A file of three H.264 frames of one picture, uint8 [h, w] of luma alone."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", 30, options={"crf": "1"})
        stream.height, stream.width = image.shape
        stream.pix_fmt = "yuv420p"
        if full_range:
            stream.codec_context.color_range = ColorRange.JPEG
        if rotation:
            stream.set_display_rotation(rotation)
        for number in range(3):
            frame = av.VideoFrame(stream.width, stream.height, "yuv420p")
            for plane, levels in zip(planes_of(frame), (image, 128, 128), strict=True):
                plane[:] = 128
                plane[:, : image.shape[1]] = levels
            frame.pts = number
            frame.color_range = ColorRange.JPEG if full_range else ColorRange.MPEG
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@pytest.mark.parametrize(("rotation", "corner"), [(0, (0, 0)), (90, (-1, 0)), (-90, (0, -1))])
def test_a_clip_filmed_on_its_side_stands_upright(tmp_path, rotation, corner):
    image = np.full((180, 320), 60, np.uint8)
    image[:60, :60] = 220
    path = tmp_path / "phone.mp4"
    written(path, image, rotation)
    side = rotation != 0
    settings = replace(SMALL, size=(180, 320) if side else (320, 180))
    assert outside_clip(path, FPS).size == settings.size
    luma = shown(Segment(0, 1, (ClipLayer("x"),)), path, settings)[0][0].astype(int)
    assert luma[corner] > 200
    assert sorted([luma[0, 0], luma[0, -1], luma[-1, 0], luma[-1, -1]])[2] < 80


def test_full_range_is_brought_to_limited(tmp_path):
    path = tmp_path / "full.mp4"
    written(path, np.full((180, 320), 255, np.uint8), full_range=True)
    luma = shown(Segment(0, 1, (ClipLayer("x"),)), path)[0][0]
    assert abs(int(luma[90, 160]) - 235) <= 1


def test_an_intro_becomes_part_of_a_film(film, tmp_path):
    clip = outside_clip(film, FPS)
    panel = png(scene())
    parts = [segment_bytes(piece, SMALL, lambda _: film) for piece in clip_segments(clip, FPS)]
    parts.append(segment_bytes(held(5, whole(320, 180)), SMALL, lambda _: panel))
    out = tmp_path / "film.mp4"
    sound = encode_sound(clip_sound(film, 65, FPS), frame_to_sample(65, FPS))
    assert mux_episode(out, parts, sound, SMALL) == 65
    assert [grey(f) for f in decoded(out)[:60:10]] == pytest.approx(range(0, 60, 10), abs=0.6)


def test_what_is_no_video_is_an_error(tmp_path):
    path = tmp_path / "intro.mp4"
    path.write_text("not a video")
    with pytest.raises(RenderError, match=r"intro\.mp4 can't be read as a video"):
        outside_clip(path, FPS)
    with pytest.raises(RenderError, match="clip"):
        shown(Segment(0, 1, (ClipLayer("x"),)), path)


def test_a_panel_clip_is_our_camera_in_moviepy(tmp_path):
    path = tmp_path / "panel.png"
    pixels = scene(320, 180)
    path.write_bytes(png(pixels))
    keys = (
        Keyframe(0, Rect(0, 0, 320, 180)),
        Keyframe(2, Rect(40, 20, 240, 135)),
    )
    clip = panel_clip(path, keys, (320, 180), 30)
    assert (clip.duration, clip.fps, tuple(clip.size)) == (2, 30, (320, 180))
    assert np.abs(clip.get_frame(0).astype(int) - pixels).mean() < 1.0
    assert np.abs(clip.get_frame(1).astype(int) - pixels).mean() > 10
