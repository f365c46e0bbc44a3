"""What coding leaves of the sound: real speech, read back packet by packet."""

from __future__ import annotations

import av
import numpy as np
import pytest
from av.audio.codeccontext import AudioCodecContext

from render.pixels.sound_track import PACKET, encode_sound
from voices.clock import RATE
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.spoken import spoken_form
from voices.sound.resampling import resample

AUDIBLE = 0.05


def loud_speech():
    """A phrase as a loud mix has it, float32 [n, 2] at RATE, behind a packet of silence."""
    engine = make_engine(EngineSpec("kokoro"))
    engine.load()
    take = engine.speak(spoken_form("No ray, but perhaps... a wave."), "am_michael")
    sound = resample(take.samples, take.rate)
    pressed = 0.75 * np.tanh(1.6 * sound / np.abs(sound).max())
    mono = np.pad(pressed.astype(np.float32), (PACKET, 0))
    return np.stack([mono, mono], axis=1)


def decoded(packets):
    decoder = AudioCodecContext.create("aac", "r")
    decoder.extradata = facts_of_the_track()
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet))]
    return np.concatenate([frame.to_ndarray().T for frame in frames])


def facts_of_the_track():
    """What a decoder has to know first: every encoder of this rate and layout says the same."""
    encoder = AudioCodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", "fltp"
    encoder.open()
    return encoder.extradata


@pytest.mark.long
def test_no_packet_of_speech_is_spoilt():
    sound = loud_speech()
    found = decoded(encode_sound([sound], len(sound)))
    count = min(len(sound), len(found)) // PACKET
    before, after = (each[: count * PACKET].reshape(count, -1) for each in (sound, found))
    level, error = before.std(axis=1), (after - before).std(axis=1)
    heard = level > AUDIBLE
    worst = (error[heard] / level[heard]).max()
    assert worst < 0.1, f"a packet is off by {20 * np.log10(worst):.1f} dB"
