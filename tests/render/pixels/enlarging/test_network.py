"""The network's convolutions are what convolutions are, and its pictures the same each time."""

import io
from itertools import pairwise

import numpy as np
import pytest
from scipy.ndimage import correlate

from render.pixels.enlarging.enlarge import checked_network
from render.pixels.enlarging.network import draw, read_network
from story.assets import asset


def random_layers(*channels):
    """Kernels [out, in, 3, 3], biases and slopes, and the network that is read from them."""
    chance = np.random.default_rng(11)
    written, named = [], {}
    for number, (before, after) in enumerate(pairwise(channels)):
        kernels = chance.normal(0, (9 * before) ** -0.5, (after, before, 3, 3)).astype(np.float16)
        bias, slopes = chance.normal(0, 0.1, (2, after)).astype(np.float32)
        written.append((kernels.astype(np.float64), bias, slopes))
        named |= {f"kernels{number}": kernels, f"bias{number}": bias, f"slopes{number}": slopes}
    file = io.BytesIO()
    np.savez(file, **named)
    return written, read_network(file.getvalue())


def plainly(written, picture):
    """The same in 64 bits, product by product."""
    planes = picture.astype(np.float64)
    for kernels, bias, slopes in written:
        sums = [
            sum(correlate(p, k, mode="constant") for p, k in zip(planes, each, strict=True))
            for each in kernels
        ]
        planes = np.array(sums) + bias[:, None, None]
        planes = np.where(planes > 0, planes, planes * slopes[:, None, None])
    height, width = picture.shape[1:]
    tall = planes.reshape(3, 4, 4, height, width).transpose(0, 3, 1, 4, 2)
    return tall.reshape(3, 4 * height, 4 * width) + picture.repeat(4, 1).repeat(4, 2)


@pytest.mark.parametrize("size", [(1, 1), (4, 8), (7, 5), (13, 270)])
def test_it_draws_what_its_convolutions_say(size):
    written, layers = random_layers(3, 16, 16, 48)
    picture = np.random.default_rng(3).random((3, *size), np.float32)
    assert np.abs(draw(layers, picture) - plainly(written, picture)).max() < 1e-5


def test_what_is_spared_changes_nothing_further_in_than_the_network_looks():
    _, layers = random_layers(3, *[8] * 8, 48)
    picture = np.random.default_rng(5).random((3, 41, 46), np.float32)
    inner = slice(4 * 9, -4 * 9)  # nine layers
    drawn = draw(layers, picture, spared=8)
    assert drawn.shape == (3, 4 * (41 - 16), 4 * (46 - 16))
    apart = drawn[:, 4:-4, 4:-4] - draw(layers, picture)[:, inner, inner]
    assert np.abs(apart).max() < 1e-5
    assert np.abs(drawn[:, 0] - draw(layers, picture)[:, 32, 32:-32]).max() > 1e-3  # seen less


def test_the_network_that_ships():
    layers = read_network(checked_network(asset("enlarge/drawings.npz")))
    assert [layer.bias.size for layer in layers] == [64] * 17 + [48]
    flat = np.full((3, 40, 44), 0.5, np.float32)
    drawn = draw(layers, flat)
    assert drawn.shape == (3, 160, 176)
    assert np.abs(drawn[:, 80:84, 80:84] - 0.5).max() < 0.03
    assert np.array_equal(draw(layers, flat), drawn)
