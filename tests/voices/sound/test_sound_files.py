"""People's files: any format comes in right, and what is no sound is said to be none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sounds import cut, stereo

from story.errors import StoryError
from voices.sound import sound_files
from voices.sound.sound_files import (
    as_segment,
    level_blocks,
    segment_samples,
    segments,
    sound_blocks,
)


def tone(rate: int, seconds: float = 1.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)


def read(path: Path) -> np.ndarray:
    return np.concatenate(list(sound_blocks(path)))


def pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples[:, 0] * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * 48_000 / len(samples)


@pytest.mark.parametrize(
    ("rate", "channels", "subtype", "suffix"),
    [
        (8_000, 1, "PCM_U8", "wav"),
        (96_000, 2, "PCM_24", "wav"),
        (48_000, 6, "PCM_16", "wav"),
        (44_100, 2, "FLOAT", "wav"),
        (44_100, 1, "PCM_16", "flac"),
        (44_100, 2, "PCM_16", "aiff"),
        (22_050, 1, "ALAW", "au"),
        (48_000, 2, "VORBIS", "ogg"),
        (48_000, 1, "OPUS", "ogg"),
        (44_100, 2, "MPEG_LAYER_III", "mp3"),
    ],
)
def test_a_tone_of_any_format_comes_in_right(
    tmp_path: Path, rate: int, channels: int, subtype: str, suffix: str
) -> None:
    path = tmp_path / f"tone.{suffix}"
    data = np.repeat(tone(rate)[:, None], channels, axis=1)
    container = {"aiff": "AIFF", "au": "AU"}.get(suffix, suffix.upper())
    soundfile.write(path, data, rate, subtype=subtype, format=container)
    sound = read(path)
    assert (sound.shape[1], sound.dtype) == (2, np.float32)
    assert len(sound) == pytest.approx(48_000, abs=700)
    assert pitch(sound) == pytest.approx(440, abs=2)
    middle = sound[12_000:36_000]
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.03)
    assert np.abs(middle[:, 0] - middle[:, 1]).max() < 0.03


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", tone(48_000), 48_000)
    (tmp_path / "a.flac").rename(tmp_path / "a.mp3")
    assert len(read(tmp_path / "a.mp3")) == 48_000


def test_a_single_sample_is_a_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "one.wav", np.array([0.5]), 48_000, subtype="FLOAT")
    assert read(tmp_path / "one.wav").tolist() == [[0.5, 0.5]]


def test_a_long_file_comes_a_second_at_a_time(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "long.wav", np.zeros(48_000 * 30), 48_000)
    pieces = segments(tmp_path / "long.wav")
    assert next(pieces).frame_count() < 48_000 * 1.5
    assert sum(piece.frame_count() for piece in pieces) > 48_000 * 28


def broken(folder: Path, kind: str) -> Path:
    path = folder / "rain.ogg"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a socket":
        socket.socket(socket.AF_UNIX).bind(str(path))
    elif kind != "missing":
        path.write_bytes(CONTENTS[kind])
    return path


CONTENTS = {
    "empty": b"",
    "text": b"It was a dark and stormy night. " * 200,
    "noise": np.random.default_rng(1).bytes(20_000),
    "zeros": bytes(20_000),
    "a header alone": b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    b"\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00data\x00\x00\x00\x00",
    "a playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://localhost:1/a.ts\n",
    "a list of files": b"ffconcat version 1.0\nfile other.wav\n",
}


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("kind", [*CONTENTS, "missing", "a folder", "a pipe", "a socket"])
def test_what_is_no_sound_is_an_error_that_names_the_file(tmp_path: Path, kind: str) -> None:
    with pytest.raises(StoryError, match=r"rain\.ogg"):
        read(broken(tmp_path, kind))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_samples_that_are_no_numbers_are_an_error(tmp_path: Path, value: float) -> None:
    sound = np.asarray(tone(48_000, 1), dtype=np.float32)
    sound[20_000] = value
    soundfile.write(tmp_path / "rain.wav", sound, 48_000, subtype="FLOAT")
    with pytest.raises(StoryError, match=r"rain\.wav .*no numbers"):
        read(tmp_path / "rain.wav")


def test_a_file_cut_short_gives_what_is_there(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "whole.mp3", tone(44_100, 3), 44_100)
    whole = (tmp_path / "whole.mp3").read_bytes()
    (tmp_path / "cut.mp3").write_bytes(whole[: len(whole) // 2])
    assert 0 < len(read(tmp_path / "cut.mp3")) < 150_000


def test_a_file_that_breaks_off_says_when(tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(size=4 * 48_000) * 0.1
    soundfile.write(tmp_path / "whole.flac", noise, 48_000)
    whole = (tmp_path / "whole.flac").read_bytes()
    (tmp_path / "cut.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoryError, match=r"cut\.flac .* for (1\.[89]|2\.0) s only .*export"):
        read(tmp_path / "cut.flac")


def test_an_offset_is_left_out_and_what_is_heard_is_not(tmp_path: Path) -> None:
    sound = tone(48_000, 2)
    soundfile.write(tmp_path / "plain.wav", sound, 48_000, subtype="FLOAT")
    soundfile.write(tmp_path / "offset.wav", sound + 0.3, 48_000, subtype="FLOAT")
    level = np.concatenate(list(level_blocks(tmp_path / "offset.wav")))
    assert np.abs(level.mean(axis=0)).max() < 1e-4
    assert np.abs(level[0]).max() < 1e-3
    plain = np.concatenate(list(level_blocks(tmp_path / "plain.wav")))
    assert np.abs(level - plain).max() < 1e-5
    loud = (np.std(level[4_800:]), np.std(read(tmp_path / "plain.wav")[4_800:]))
    assert loud[0] == pytest.approx(loud[1], rel=0.005)


def test_a_track_goes_to_pydub_and_back() -> None:
    sound = stereo(tone(48_000, 0.5))
    segment = as_segment(cut(sound, 7_000))
    assert (segment.frame_rate, segment.channels, segment.frame_count()) == (48_000, 2, 24_000)
    assert np.abs(segment_samples(segment) - sound).max() < 1e-6
    quieter = segment_samples(segment - 6.0)
    assert np.abs(quieter).max() == pytest.approx(0.2506, abs=1e-3)


def test_a_segment_that_someone_made_in_pydub_comes_in() -> None:
    made = as_segment([stereo(tone(48_000, 0.5))])
    changed = made.set_frame_rate(22_050).set_channels(1).set_sample_width(2)
    assert segment_samples(changed).shape == pytest.approx((24_000, 2), abs=2)


def hours(path: Path, seconds: int) -> Path:
    """A sound that is silent for so long, in a few kB."""
    with soundfile.SoundFile(path, "w", 8000, 1, format="FLAC") as file:
        for _ in range(seconds):
            file.write(np.zeros(8000, np.float32))
    return path


def test_a_sound_of_hours_is_refused_by_what_its_file_tells(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match=r"lasts over an hour\. Give the part"):
        next(segments(hours(tmp_path / "rain.flac", 3602)))


def test_a_sound_of_hours_that_tells_no_length_is_read_no_further(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sound_files, "LONGEST", 3)
    whole = hours(tmp_path / "rain.flac", 9).read_bytes()
    untold = whole[:21] + bytes([whole[21] & 0xF0, 0, 0, 0, 0]) + whole[26:]  # its count of samples
    (tmp_path / "rain.flac").write_bytes(untold)
    with pytest.raises(StoryError, match="lasts over an hour"):
        for _ in segments(tmp_path / "rain.flac"):
            pass
