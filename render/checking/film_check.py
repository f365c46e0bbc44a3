"""Judges a film file against what video sites ask for. Any MP4, ours or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import inf
from pathlib import Path

import av
import av.logging
import numpy as np
from numpy.typing import NDArray

from render.checking.probe import AudioFacts, Facts, VideoFacts, probe, unreadable
from render.checking.verdict import CheckVerdict, failed, verdict
from render.checking.video_decode import Known, Pace, decode_groups, decoders_heard, pace_and_groups
from story.problems import counted
from voices.clock import RATE
from voices.sound.decoding import decoded_sound, opened, sound_stream
from voices.sound.loudness import Loudness, loudness_of

RATES = tuple(
    rate * scale
    for rate in map(Fraction, (24, 25, 30, 48, 50, 60))
    for scale in (Fraction(1), Fraction(1000, 1001))
)
LONGEST_GOP = 10.0
"""Seconds between key frames: with more, a player that jumps waits."""
LOUDNESS, LOUDNESS_SLACK, TRUE_PEAK = -14.0, 1.0, -1.0
"""LUFS that video sites play at, LU around it that pass, dBTP with room for a site's coding."""


def film_facts(
    path: Path,
    *,
    jobs: int = 1,
    known: Known | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> tuple[Facts, Pace, Loudness | None]:
    """All that is judged of a film: decoded whole, picture and sound. Raises RenderError.

    `jobs`, `known` and `done` as `decode_groups` has them.
    """
    facts, pace = probe(path), Pace(0.0, closed=True, constant=True, bit_rate=0.0)
    try:
        if facts.video:
            pace, groups = pace_and_groups(path)
            played = decode_groups(path, groups, jobs=jobs, known=known, done=done)
            facts = replace(facts, decoded=played.frames, warnings=played.warnings)
        loudness, heard = _loudness(path) if facts.audio else (None, ())
    except (av.FFmpegError, OSError) as error:
        raise unreadable(path, error) from error
    return replace(facts, warnings=(*facts.warnings, *heard)), pace, loudness


def check_film(
    name: str, facts: Facts, pace: Pace, loudness: Loudness | None, wanted: float = LOUDNESS
) -> tuple[CheckVerdict, ...]:
    """The verdicts on a film called `name`. `wanted` in LUFS."""
    found = [
        verdict(name, "fast start", facts.fast_start, _yes(facts.fast_start), "index before data"),
        verdict(name, "edit lists", facts.edit_lists == 0, str(facts.edit_lists), "0"),
    ]
    if facts.video:
        found += _picture(name, facts, facts.video, pace)
    else:
        found.append(failed(name, "picture", "none", "a picture track"))
    if facts.audio:
        found += _heard(name, facts.audio, loudness, wanted)
    else:
        found.append(failed(name, "sound", "none", "a sound track"))
    if facts.video and facts.audio:
        found += _together(name, facts.video, facts.audio)
    heard = facts.warnings
    figure = f"{counted(len(heard), 'warning')}, the first: {heard[0]}" if heard else "no warnings"
    return (*found, verdict(name, "decodes", not heard, figure, "no warnings"))


def _picture(name: str, facts: Facts, video: VideoFacts, pace: Pace) -> Iterator[CheckVerdict]:
    codec = f"{video.codec} {video.profile}".strip()
    fine = video.codec == "h264" and video.profile.startswith("High")
    yield verdict(name, "codec", fine, codec, "h264 High")
    yield verdict(name, "pixels", video.pixels == "yuv420p", video.pixels, "yuv420p")
    colour = f"{'/'.join(map(str, video.colour))} {video.range}"
    yield verdict(name, "colour", colour == "1/1/1 tv", colour, "1/1/1 tv (BT.709)")
    even = video.width % 2 == 0 and video.height % 2 == 0
    yield verdict(name, "size", even, f"{video.width}x{video.height}", "even sides")
    known = video.fps in RATES and pace.constant
    figure = f"{float(video.fps):.3f} {'constant' if pace.constant else 'variable'}"
    yield verdict(name, "frame rate", known, figure, "24 to 60, constant")
    figure = f"{pace.longest_gop:.1f} s, {'closed' if pace.closed else 'open'}"
    short = pace.longest_gop <= LONGEST_GOP and pace.closed
    yield verdict(name, "GOP", short, figure, f"at most {LONGEST_GOP:.0f} s, closed")
    counted = facts.decoded == video.frames
    figure = f"{facts.decoded} decoded of {video.frames}"
    yield verdict(name, "frames", counted, figure, "all")
    yield CheckVerdict(name, "bit rate", "note", f"{pace.bit_rate / 1e6:.1f} Mbit/s")


def _heard(
    name: str, audio: AudioFacts, loudness: Loudness | None, wanted: float
) -> Iterator[CheckVerdict]:
    figure = f"{audio.codec} {audio.rate} Hz {audio.channels} ch"
    fine = (audio.codec, audio.rate, audio.channels) == ("aac", RATE, 2)
    yield verdict(name, "sound", fine, figure, f"aac {RATE} Hz 2 ch")
    if loudness is None:
        return
    level, peak = loudness.integrated, loudness.true_peak
    if level == -inf:  # a story may have no words, and no music
        yield CheckVerdict(name, "loudness", "note", "silent")
        return
    near = abs(level - wanted) <= LOUDNESS_SLACK
    aim = f"{wanted:.0f} ± {LOUDNESS_SLACK:.0f} LUFS"
    yield verdict(name, "loudness", near, f"{level:.1f} LUFS", aim)
    low = round(peak, 1) <= TRUE_PEAK
    yield verdict(name, "true peak", low, f"{peak:.1f} dBTP", f"at most {TRUE_PEAK:.0f} dBTP")


def _together(name: str, video: VideoFacts, audio: AudioFacts) -> Iterator[CheckVerdict]:
    frame = 1 / video.fps if video.fps else Fraction(1, 30)
    apart = abs(video.start - audio.start)
    figure = f"{float(apart) * 1000:.1f} ms apart at the start"
    yield verdict(name, "sync", apart < frame, figure, "under a frame")
    apart = abs(video.duration - audio.duration)
    figure = f"{float(video.duration):.3f} s, sound {float(apart) * 1000:.1f} ms off"
    yield verdict(name, "lengths", apart < frame, figure, "within a frame")


def _loudness(path: Path) -> tuple[Loudness, tuple[str, ...]]:
    """How loud the sound is, and what its decoder says."""
    with decoders_heard(), av.logging.Capture(local=False) as heard:
        loudness = loudness_of(_sound(path))
    return loudness, tuple(f"{name}: {message.strip()}" for _, name, message in heard)


def _sound(path: Path) -> Iterator[NDArray[np.float32]]:
    """The sound as stereo blocks [n, 2] at 48 kHz."""
    with opened(path) as container:
        stream = sound_stream(container)
        for piece in decoded_sound(container, stream, "flt") if stream else ():
            yield piece.samples


def _yes(value: bool) -> str:
    return "yes" if value else "no"
