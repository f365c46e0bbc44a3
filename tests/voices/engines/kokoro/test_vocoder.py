"""The hand-made vocoder against plain numpy, and against onnxruntime."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.errors import VoiceError
from voices.engines.kokoro.engine import KokoroEngine
from voices.engines.kokoro.vocoder.convolve import float_conv, scratch, whole_conv
from voices.engines.kokoro.vocoder.cpu import paths
from voices.engines.kokoro.vocoder.layers import pack_float, round_weights, whole
from voices.engines.kokoro.vocoder.rows import activate, mean_leaky, moments
from voices.engines.onnx.onnx_file import OnnxFile
from voices.engines.onnx.protobuf import add_outputs, message
from voices.pronunciation.word_marks import as_written

pytestmark = pytest.mark.skipif(not paths(), reason="this processor has no path of our own")

shapes = st.tuples(
    st.integers(1, 700),  # rows
    st.sampled_from([4, 12, 128]),  # channels
    st.sampled_from([64, 128]),  # outputs
    st.sampled_from([(1, 1), (3, 1), (3, 5), (7, 3)]),  # taps, dilation
    st.integers(0, 2**32 - 1),
)


def layer_and_input(shape, path, **more):
    rows, channels, outputs, (taps, dilation), seed = shape
    rng = np.random.default_rng(seed)
    weights = rng.standard_normal((outputs, channels, taps)).astype(np.float32)
    bias = rng.standard_normal(outputs).astype(np.float32)
    layer = whole(*round_weights(weights), bias, path, dilation=dilation, **more)
    return layer, weights, bias, rng.standard_normal((rows, channels)).astype(np.float32)


def run(layer, x, residual=None):
    outputs = layer.bias.shape[0]
    same, none = np.ones(x.shape[1], np.float32), np.zeros(x.shape[1], np.float32)
    out, seen = np.empty((len(x), outputs), np.float32), np.zeros((2, outputs))
    kept = np.zeros((1, outputs), np.float32) if residual is None else residual
    whole_conv(x, same, none, layer, kept, out, seen, scratch(layer))
    return out, seen


def real_conv(x, weights, bias, dilation):
    """The same convolution in float64, one tap after the other."""
    taps = weights.shape[2]
    reach = (taps - 1) // 2 * dilation
    padded = np.pad(x.astype(np.float64), ((reach, reach), (0, 0)))
    return bias + sum(
        padded[k * dilation : k * dilation + len(x)] @ weights[:, :, k].T for k in range(taps)
    )


@settings(max_examples=25, deadline=None)
@given(shapes)
def test_a_rounded_convolution_is_near_the_real_one(shape):
    layer, weights, bias, x = layer_and_input(shape, paths()[0])
    out, seen = run(layer, x)
    real = real_conv(x, weights, bias, shape[3][1])
    assert np.sqrt(np.mean((out - real) ** 2)) < 0.03 * np.sqrt(np.mean(real**2)) + 1e-3
    np.testing.assert_allclose(seen[0], out.sum(axis=0, dtype=np.float64), rtol=1e-3, atol=0.05)
    np.testing.assert_allclose(seen[1], (out.astype(np.float64) ** 2).sum(axis=0), rtol=1e-3)


@settings(max_examples=10, deadline=None)
@given(shapes)
def test_every_path_gives_the_same_bytes(shape):
    made = {run(*layer_and_input(shape, path)[::3])[0].tobytes() for path in paths()}
    assert len(made) == 1


@settings(max_examples=10, deadline=None)
@given(shapes, st.integers(0, 600), st.integers(0, 600))
def test_silence_is_computed_as_anything_else(shape, start, length):
    layer, *_, x = layer_and_input(shape, paths()[0])
    x[start : start + length] = 0.25
    residual = np.random.default_rng(1).standard_normal((len(x), layer.bias.shape[0]))
    residual = residual.astype(np.float32)
    still, _ = run(layer, x, residual)
    bare, _ = run(layer, x)
    np.testing.assert_allclose(still, bare + residual, atol=1e-3)


def test_a_float_convolution_is_the_real_one():
    rng = np.random.default_rng(3)
    weights = rng.standard_normal((5, 22, 40)).astype(np.float32)
    bias = rng.standard_normal(40).astype(np.float32)
    x = rng.standard_normal((3 * 50 + 2, 22)).astype(np.float32)
    layer = pack_float(weights, bias)
    out = np.empty((50, layer.bias.shape[0]), np.float32)
    float_conv(x, layer, 3, 50, out)
    windows = np.stack([x[3 * i : 3 * i + 5] for i in range(50)])
    np.testing.assert_allclose(
        out[:, :40], np.einsum("itc,tco->io", windows, weights) + bias, 1e-4, 1e-4
    )


def test_the_activation_is_snake():
    rng = np.random.default_rng(4)
    x = (4 * rng.standard_normal((50, 16))).astype(np.float32)
    gain, shift, alpha = (rng.uniform(0.2, 3, 16).astype(np.float32) for _ in range(3))
    out = np.empty((30, 16), np.float32)
    turns, inverse = (alpha / np.pi).astype(np.float32), 1 / alpha
    low, high = activate(x, 10, 40, gain, shift, turns, inverse, np.float32(1), out)
    v = (gain * x + shift)[10:40].astype(np.float64)
    expected = v + np.sin(alpha * v) ** 2 / alpha
    np.testing.assert_allclose(out, expected, atol=2e-5)
    assert (low, high) == (min(0, out.min()), max(0, out.max()))


def test_moments_and_means():
    rng = np.random.default_rng(5)
    a, b, c = (rng.standard_normal((1100, 8)).astype(np.float32) for _ in range(3))
    seen = np.empty((2, 8))
    moments(a, seen)
    np.testing.assert_allclose(seen, [a.sum(axis=0), (a**2).sum(axis=0)], rtol=1e-3, atol=1e-3)
    two = a + b
    mean_leaky(two, c, 0.1)
    mean = (a + b + c) / 3
    np.testing.assert_allclose(two, np.where(mean > 0, mean, mean * 0.1), atol=1e-6)


@pytest.mark.parametrize("model", ["af_heart", "bm_george"])
def test_speaks_as_onnxruntime_does(model):
    text = as_written("It was a ship, and there was nobody in it.")
    ours, plainly = (KokoroEngine({"path": path}).speak(text, model) for path in ("auto", "plain"))
    assert [(m.start, m.end) for m in ours.marks] == [(m.start, m.end) for m in plainly.marks]
    assert len(ours.samples) == len(plainly.samples)
    assert np.corrcoef(ours.samples, plainly.samples)[0, 1] > 0.95


def test_paths_speak_the_same_bytes():
    text = as_written("No.")
    made = {KokoroEngine({"path": p}).speak(text, "af_sky").samples.tobytes() for p in paths()}
    assert len(made) == 1


def test_an_unknown_path_is_refused():
    with pytest.raises(VoiceError, match="path 'warp'"):
        KokoroEngine({"path": "warp"})


@pytest.mark.parametrize("data", [b"", b"\x00", b"no model at all", b"\xff" * 40])
def test_bytes_that_are_no_model_are_refused(data):
    with pytest.raises(ValueError, match="not a"):
        OnnxFile(data)


def test_a_model_with_a_lost_tensor_is_refused(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(add_outputs(message(7, b""), ("elsewhere",)))
    with pytest.raises(VoiceError, match="is missing"):
        KokoroEngine({"model": str(path)}).load()
    with pytest.raises(VoiceError, match="can't be read"):
        KokoroEngine({"model": str(tmp_path / "none.onnx")}).load()


def test_a_broken_model_is_named(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(add_outputs(b"", ("/encoder/Clip_output_0",)))
    with pytest.raises(VoiceError, match="can't load the model of kokoro"):
        KokoroEngine({"model": str(path)}).load()
