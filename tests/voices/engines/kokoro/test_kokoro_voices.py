import hashlib

import numpy as np
import pytest

from story.assets import asset
from story.errors import VoiceError
from voices.engines.kokoro.engine import KokoroEngine
from voices.engines.kokoro.voices import check_model, kokoro_voices, style
from voices.engines.kokoro.weights import load_weights
from voices.engines.mixture import mixture_parts
from voices.pronunciation.word_marks import as_written


def test_the_vectors_are_those_that_were_built():
    told, name = asset("voices/SHA256SUMS").read_text().split()
    assert hashlib.sha256(asset(f"voices/{name}").read_bytes()).hexdigest() == told


def test_every_voice_has_its_vectors():
    with np.load(asset("voices/kokoro.npz")) as archive:
        assert sorted(archive.files) == sorted(voice.model for voice in kokoro_voices())
        assert {archive[name].shape for name in archive.files} == {(510, 256)}


def test_names_tell_accent_and_gender():
    for voice in kokoro_voices():
        assert voice.accent == {"a": "us", "b": "gb"}[voice.model[0]]
        assert voice.gender == {"f": "female", "m": "male"}[voice.model[1]]
        low, high = {"female": (130, 230), "male": (75, 165)}[voice.gender]
        assert low < voice.pitch < high


def test_only_the_whisperer_and_santa_are_novelties():
    assert [v.model for v in kokoro_voices() if v.novelty] == ["af_nicole", "am_santa"]


@pytest.mark.parametrize(("symbols", "row"), [(0, 0), (1, 0), (510, 509), (900, 509)])
def test_the_style_follows_the_length(symbols, row):
    with np.load(asset("voices/kokoro.npz")) as archive:
        np.testing.assert_array_equal(style("bm_fable", symbols)[0], archive["bm_fable"][row])


def test_voices_can_be_mixed():
    assert mixture_parts("af_heart*3+am_adam") == (("af_heart", 3.0), ("am_adam", 1.0))
    mixed = style("af_heart*3+am_adam", 40)
    expected = 0.75 * style("af_heart", 40) + 0.25 * style("am_adam", 40)
    np.testing.assert_allclose(mixed, expected, atol=1e-6)
    take = KokoroEngine({}).speak(as_written("Both at once."), "af_heart*3+am_adam")
    assert len(take.marks) == 3


@pytest.mark.parametrize(
    "model", ["af_heart*0+am_adam", "af_heart*x", "af_heart*-1", "af_heart*nan"]
)
def test_a_mixture_needs_weights(model):
    with pytest.raises(VoiceError, match="weight"):
        check_model(model)


def test_a_copy_of_the_embedded_model_makes_the_same_takes(tmp_path):
    copy = tmp_path / "model.onnx"
    copy.write_bytes(load_weights())
    assert KokoroEngine({"model": str(copy)}).version == KokoroEngine({}).version


def test_a_mixture_of_unknown_voices_is_refused():
    with pytest.raises(VoiceError, match=r"af_hart.*af_heart"):
        check_model("am_adam+af_hart")
