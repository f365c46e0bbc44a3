"""Enlarging: crisp lines, the panel's own colours and grain, no seams, the same each time."""

import numpy as np
import pytest
from drawn import png, scene
from PIL import Image
from scipy.ndimage import gaussian_filter

from render.geometry import Rect
from render.pixels.canvas import Canvas, draw_rect
from render.pixels.enlarging.enlarge import NETWORK, checked_network, enlarge_tile
from render.pixels.enlarging.enlarged import (
    assemble,
    enlarged_panel,
    make_tiles,
    tile_file,
    tile_key,
    tile_pixels,
)
from render.pixels.enlarging.tiles import TILE, Tile, grid
from render.pixels.picture import decode_picture, rgb_picture, rgb_pixels, yuv_planes
from story.assets import asset
from story.errors import RenderError
from voices.store.store import FolderStore


def crop(name, left, top, width, height):
    with Image.open(asset(f"sample/{name}")) as image:
        return np.asarray(image.convert("RGB").crop((left, top, left + width, top + height)))


def grainy(side=64):
    """Flat grey with the grain of paper."""
    noise = np.random.default_rng(7).normal(0, 3, (side, side, 1))
    return np.clip(np.rint(150 + noise), 0, 255).astype(np.uint8).repeat(3, axis=2)


def whole(pixels):
    return Tile(0, 0, pixels.shape[1], pixels.shape[0])


def soft(pixels):
    """The panel at twice its size, resampled."""
    size = pixels.shape[1] * 2, pixels.shape[0] * 2
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def grain_of(pixels):
    """How much there is that is finer than two pixels of the panel, in levels rms."""
    luma = pixels[8:-8, 8:-8].mean(axis=2)
    return (luma - gaussian_filter(luma, 4)).std()


@pytest.fixture(scope="module")
def face():
    return crop("03-the-glow-worm.jpg", 880, 390, TILE + 40, 72)


@pytest.fixture(scope="module")
def enlarged(face):
    return enlarge_tile(face, whole(face))


def test_tiles_join_without_a_seam(face, enlarged):
    parts = [enlarge_tile(face, tile) for tile in grid(face.shape[1::-1])]
    assert len(parts) == 2
    apart = np.abs(np.concatenate(parts, axis=1).astype(int) - enlarged)
    assert apart.max() <= 2
    assert apart.mean() < 0.01


def test_colours_are_the_panels_own(face, enlarged):
    assert enlarged.shape == (face.shape[0] * 2, face.shape[1] * 2, 3)
    shift = enlarged.mean(axis=(0, 1)) - face.mean(axis=(0, 1))
    assert np.abs(shift).max() <= 0.5
    coarse = gaussian_filter(enlarged.astype(float) - soft(face), (20, 20, 0))
    assert np.abs(coarse).max() <= 1.5


def test_lines_are_crisper_than_resampled(face, enlarged):
    def steepest(pixels):
        steps = np.hypot(*np.gradient(pixels.mean(axis=2)))
        return np.percentile(steps, 98)

    assert steepest(enlarged) > 1.15 * steepest(soft(face))


def test_grain_stays_about_as_strong():
    panel = grainy()
    found = grain_of(enlarge_tile(panel, whole(panel)))
    assert 0.6 <= found / grain_of(soft(panel)) <= 1.05


def test_the_same_tile_has_the_same_bytes(face):
    tile = grid(face.shape[1::-1])[1]
    once, again = enlarge_tile(face, tile), enlarge_tile(face.copy(), tile)
    assert once.tobytes() == again.tobytes()
    assert np.array_equal(tile_pixels(tile_file(once)), once)


@pytest.mark.parametrize("size", [(1, 1), (3, 40)])
def test_panels_of_any_size(size):
    panel = np.full((*size, 3), (40, 90, 200), np.uint8)
    found = enlarge_tile(panel, whole(panel))
    assert found.shape == (size[0] * 2, size[1] * 2, 3)
    assert np.abs(found.astype(int) - (40, 90, 200)).max() <= 1


def test_a_key_names_all_that_a_tile_is_made_of():
    a, b = Tile(0, 0, TILE, TILE), Tile(0, TILE, TILE, TILE)
    keys = {tile_key("picture/1", a), tile_key("picture/1", b), tile_key("picture/2", a)}
    assert len(keys) == 3
    assert tile_key("picture/1", a) == tile_key("picture/1", Tile(0, 0, TILE, TILE))


def test_the_network_is_the_one_that_was_built():
    data = checked_network(asset("enlarge/drawings.npz"))
    assert asset("enlarge/SHA256SUMS").read_text() == f"{NETWORK}  drawings.npz\n"
    assert len(data) < 1_300_000


def test_a_damaged_network_says_so(tmp_path):
    data = bytearray(asset("enlarge/drawings.npz").read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "drawings.npz"
    path.write_bytes(data)
    with pytest.raises(RenderError, match=r"drawings\.npz\) is damaged: reinstall Inkreel"):
        checked_network(path)
    path.unlink()
    with pytest.raises(RenderError, match="can't be read"):
        checked_network(path)


def drawn(picture, rect):
    canvas = Canvas.blank(320, 180)
    draw_rect(picture, picture.kept(rect), canvas.planes, canvas.box)
    return canvas.planes


def test_without_tiles_the_enlarged_panel_shows_the_same():
    panel = decode_picture(png(scene(480, 320)))
    large = assemble(panel, (), Rect(0, 0, 480, 320), tile_pixels)
    assert large.planes.shape == (3, 960, 640)
    assert (large.width, large.height, large.scale) == (480, 320, 2.0)
    rect = Rect(100.25, 60.5, 160, 90)
    for a, b in zip(drawn(panel, rect), drawn(large, rect), strict=True):
        assert np.abs(a.astype(int) - b).mean() < 1


def test_only_what_is_shown_is_put_together():
    panel = decode_picture(png(scene(480, 320)))
    rect = Rect(300.25, 230.5, 160, 88)
    whole, part = (assemble(panel, (), r, tile_pixels) for r in (Rect(0, 0, 480, 320), rect))
    assert (part.left, part.top) == (2 * TILE, 2 * TILE)
    for a, b in zip(drawn(whole, rect), drawn(part, rect), strict=True):
        assert np.array_equal(a, b)


def test_tiles_go_over_softly_into_what_was_not_made():
    panel = rgb_picture(np.full((TILE, 2 * TILE, 3), 60, np.uint8))
    white = np.full((2 * TILE, 2 * TILE, 3), 250, np.uint8)
    first, _ = grid((2 * TILE, TILE))
    luma = (
        assemble(panel, {first}, Rect(0, 0, 2 * TILE, TILE), lambda _: white)
        .planes[0, :, TILE]
        .astype(int)
    )
    assert luma[0] == yuv_planes(white)[0, 0, 0]
    assert luma[-1] == panel.planes[0, 0, 0]
    assert np.abs(np.diff(luma)).max() <= 6 * 256
    assert np.unique(np.diff(luma) <= 0).tolist() == [True]


def test_made_tiles_are_shown_as_they_are(face, enlarged):
    panel = rgb_picture(face)
    tiles = {
        tile: enlarged[
            tile.top * 2 : (tile.top + tile.height) * 2,
            tile.left * 2 : (tile.left + tile.width) * 2,
        ]
        for tile in grid(face.shape[1::-1])
    }
    shown = Rect(0, 0, face.shape[1], face.shape[0])
    large = assemble(panel, tiles.keys(), shown, tiles.__getitem__)
    levels = tuple(np.rint(plane.T / 256).astype(np.uint8) for plane in large.planes)
    assert np.abs(rgb_pixels(levels).astype(int) - enlarged).max() <= 3


def test_tiles_are_made_once_and_found_in_the_store(face, tmp_path):
    store = FolderStore(tmp_path / "store")
    store.put("picture/face", png(face))
    small = grid(face.shape[1::-1])[1:]
    make_tiles("picture/face", small, store.get, store)
    store.put(tile_key("picture/face", small[0]), tile_file(np.zeros((144, 80, 3), np.uint8)))
    make_tiles("picture/face", small, store.get, store)  # what is there is not made again
    shown = Rect(0, 0, face.shape[1], face.shape[0])
    large = enlarged_panel("picture/face", rgb_picture(face), small, shown, store.get)
    assert (large.planes[:, -1, 0] == yuv_planes(np.zeros((1, 1, 3), np.uint8))[:, 0, 0]).all()
    assert large.planes[0, 0].mean() > 20 * 256
