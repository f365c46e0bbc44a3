"""Panels of every kind come out right, or as an error that says what to do."""

import io
import zlib

import numpy as np
import pytest
from drawn import flat, png, saved, scene
from PIL import Image, ImageCms

from render.geometry import MAX_PIXELS, Rect
from render.pixels import picture
from render.pixels.picture import (
    decode_picture,
    decode_still,
    open_image,
    picture_size,
    yuv_of,
)
from render.pixels.resample import axis, scratch
from story.errors import RenderError

RED = [63 * 256, 102 * 256, 240 * 256]
GREY = [126 * 256, 128 * 256, 128 * 256]


def level(data, x=0, y=0):
    return decode_picture(data).planes[:, x, y].astype(int)


def near(found, wanted, levels=1.0):
    return np.abs(np.asarray(found) - wanted).max() <= levels * 256


@pytest.mark.parametrize(
    ("colour", "levels"),
    [
        ("#000000", (16, 128, 128)),
        ("#ffffff", (235, 128, 128)),
        ("#ff0000", (63, 102, 240)),
        ("#00ff00", (173, 42, 26)),
        ("#0000ff", (32, 240, 118)),
    ],
)
def test_colours_are_bt709_limited(colour, levels):
    assert yuv_of(colour) == levels


def test_planes_are_transposed_and_hold_fractions():
    picture = decode_picture(png(scene(48, 32)))
    assert picture.planes.shape == (3, 48, 32)
    assert (picture.planes % 256 != 0).any()


@pytest.mark.parametrize(
    ("image", "levels"),
    [
        (Image.new("RGB", (4, 4), "red"), RED),
        (Image.new("RGBA", (4, 4), (255, 0, 0, 255)), RED),
        (Image.new("L", (4, 4), 128), GREY),
        (Image.new("LA", (4, 4), (128, 255)), GREY),
        (Image.new("P", (4, 4), 0), [16 * 256, 128 * 256, 128 * 256]),
        (Image.new("1", (4, 4), 1), [235 * 256, 128 * 256, 128 * 256]),
        (Image.new("I;16", (4, 4), 0x8080), GREY),
        (Image.new("RGBA", (4, 4), (255, 0, 0, 0)), [235 * 256, 128 * 256, 128 * 256]),
    ],
    ids=["rgb", "rgba", "grey", "grey-alpha", "palette", "bits", "sixteen-bit", "transparent"],
)
def test_modes(image, levels):
    assert near(level(png(image)), levels)


def test_half_transparent_red_lies_on_white_paper():
    found = level(png(Image.new("RGBA", (4, 4), (255, 0, 0, 128))))
    assert near(found, np.array([RED, [235 * 256, 128 * 256, 128 * 256]]).mean(axis=0), 2)


def test_cmyk_jpeg():
    data = saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95)
    assert near(level(data), RED, 4)


def test_a_transparent_colour_of_a_palette():
    image = Image.new("P", (4, 4), 3)
    image.putpalette([0, 0, 0] * 3 + [255, 0, 0])
    assert near(level(png(image, transparency=3)), [235 * 256, 128 * 256, 128 * 256])


def test_exif_turns_the_picture_upright():
    pixels = scene(48, 32)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it a quarter to the right
    data = saved(Image.fromarray(pixels), exif=exif)
    picture = decode_picture(data)
    assert (picture.width, picture.height) == (32, 48) == picture_size(data)
    upright = decode_picture(png(np.ascontiguousarray(np.rot90(pixels, -1))))
    assert np.array_equal(picture.planes, upright.planes)


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(level(data), RED, 2)


def animated(frames, kind):
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_that_fades_in_gives_the_frame_that_shows_something(kind):
    there = Image.fromarray(scene(64, 48))
    for empty in ("white", "black"):
        ground = Image.new("RGB", there.size, empty)
        frames = [ground, Image.blend(ground, there, 0.3), there, there]
        found = np.asarray(open_image(animated(frames, kind)), int)
        assert np.abs(found - scene(64, 48)).mean() < 8


def test_of_an_animation_that_shows_nothing_the_first_frame_is_seen():
    frames = [Image.new("RGB", (8, 8), grey) for grey in ((200, 200, 200), (201, 201, 201))]
    assert np.asarray(open_image(animated(frames, "PNG"))).max() == 200


def test_a_camera_s_picture_with_another_inside_is_scaled_as_any_jpeg_is(monkeypatch):
    first, second = (Image.new("RGB", (800, 600), colour) for colour in ("red", "blue"))
    data = saved(first, "MPO", save_all=True, append_images=[second])
    monkeypatch.setattr(picture, "MAX_DECODED", 100_000)
    found = decode_picture(data, limit=100_000)
    assert (found.width, found.height) == (800, 600)
    assert near(found.planes[:, 0, 0].astype(int), RED, 2)


def test_what_is_opaque_may_have_more_pixels(monkeypatch):
    monkeypatch.setattr(picture, "MAX_DECODED", 3000)
    assert open_image(saved(Image.new("RGB", (70, 55)))).size == (70, 55)
    with pytest.raises(RenderError, match="megapixels"):
        open_image(saved(Image.new("RGBA", (70, 55))))


def test_what_has_sixteen_bits_a_colour_may_not():
    assert picture.picture_size(bomb(7500, 6000)) == (7500, 6000)
    with pytest.raises(RenderError, match="has 45 megapixels: save it at 40 or fewer"):
        picture.picture_size(bomb(7500, 6000, bits=16))


def test_webp_may_have_fewer(monkeypatch):
    monkeypatch.setattr(picture, "MAX_DECODED", 4000)
    assert open_image(saved(Image.new("RGB", (60, 50)), "WEBP")).size == (60, 50)
    with pytest.raises(RenderError, match="save it at 30 or fewer"):
        open_image(saved(Image.new("RGB", (61, 50)), "WEBP"))


def test_avif_is_read():
    data = saved(Image.new("RGB", (64, 48), "red"), "AVIF")
    assert near(level(data, 20, 20), RED, 3)


def test_a_colour_profile_is_applied():
    grey = Image.new("RGB", (8, 8), (128, 128, 128))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    assert near(level(saved(grey, icc_profile=b"not a profile")), GREY)
    assert decode_picture(saved(grey, icc_profile=profile.tobytes())).width == 8


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (20000, 300), (300, 20000), (7, 5)])
def test_sizes(size):
    data = png(Image.new("RGB", size, "red"))
    picture = decode_picture(data)
    assert (picture.width, picture.height) == size
    assert picture.scale == 1.0
    assert near(picture.planes[:, -1, -1], RED)


@pytest.mark.parametrize("size", [(100, 20000), (20000, 100), (1, 30000)])
def test_a_panel_far_longer_than_wide_is_kept_no_finer_than_it_is_shown(size):
    data = png(Image.linear_gradient("L").resize(size).convert("RGB"))
    usual, shown_small = decode_picture(data, step=12), decode_picture(data, step=18.5)
    assert usual.planes[0].size == size[0] * size[1]
    assert shown_small.planes[0].size <= 0.2 * usual.planes[0].size + max(size)
    end = shown_small.kept(Rect(0, 0, *size))
    longer = int(size[1] > size[0])
    assert (end.w, end.h)[longer] == pytest.approx(shown_small.planes.shape[1 + longer], abs=1)


def test_what_a_thin_view_takes_follows_its_pixels():
    """Whole strips for six columns took three times the picture's room, and time."""
    across, down = axis(0, 18.5, 6), axis(0, 18.5, 1080)
    room, rows, pitch = scratch(across[0], across[1].shape[1], down[0], down[1].shape[1])
    assert pitch == 8
    assert (room + pitch) * rows <= 2.5 * 100 * 20000


def test_a_large_jpeg_is_kept_smaller_and_knows_it():
    data = saved(Image.new("RGB", (9000, 8000), "red"), "JPEG")
    picture = decode_picture(data)
    assert (picture.width, picture.height) == (9000, 8000)
    assert picture.planes[0].size <= MAX_PIXELS * 1.01
    assert picture.scale == pytest.approx(picture.planes.shape[1] / 9000)
    assert near(picture.planes[:, 5, 5], RED, 2)


def bomb(width, height, bits=8):
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind, body):
        check = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((bits, 2, 0, 0, 0))
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the picture is empty: use PNG, JPEG or WebP"),
        (b"hello there", "the picture is text, not a picture: use PNG, JPEG or WebP"),
        (b"<svg xmlns=''/>", "the picture is an SVG drawing, not a picture of pixels:"
         " use PNG, JPEG or WebP"),
        (b"<!DOCTYPE html><p>", "the picture is a web page, not a picture:"
         " use PNG, JPEG or WebP"),
        (b"\0\1\2\3" * 20, "the picture is not a picture that can be read:"
         " use PNG, JPEG or WebP"),
        (bomb(20000, 10000), "the picture has 200 megapixels: save it at 40 or fewer"),
        (bomb(2**31 - 1, 2**31 - 1), "the picture has 4611686014132 megapixels:"
         " save it at 40 or fewer"),
    ],
)  # fmt: skip
def test_what_is_no_picture_says_so(data, message):
    with pytest.raises(RenderError) as caught:
        decode_picture(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_truncated_file_says_so(kind):
    data = saved(Image.fromarray(scene(200, 100)), kind)
    with pytest.raises(RenderError, match=r"damaged|not a picture"):
        decode_picture(data[: len(data) // 2], "panel.png")


def test_every_cut_of_a_picture_is_an_error_of_ours():
    data = png(scene(40, 30))
    for end in range(0, len(data) - 20, 37):
        with pytest.raises(RenderError):
            decode_picture(data[:end])


def test_a_still_is_premultiplied_and_has_a_border():
    still = decode_still(png(flat((255, 0, 0, 128), 10, 6)))
    assert still.planes.shape == (4, 18, 14)
    assert not still.planes[:, :4].any()
    assert still.planes[3, 4, 4] == 128 * 256
    assert near(still.planes[:3, 4, 4], np.array(RED) * 128 / 255, 0.3)


def test_decoding_leaves_no_trace_in_pillow():
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(RenderError):
        decode_picture(bomb(20000, 10000))
    assert before == Image.MAX_IMAGE_PIXELS
    assert Image.open(io.BytesIO(png(flat((1, 2, 3))))).size == (64, 64)


def many_coloured(mode, width, height):
    rng = np.random.default_rng(7)
    if mode in ("I;16", "F"):
        kind = np.uint16 if mode == "I;16" else np.float32
        return Image.fromarray((rng.random((height, width)) * 60_000).astype(kind))
    image = Image.fromarray(rng.integers(0, 256, (height, width, 4), np.uint8))
    return image if mode == "RGBA" else image.convert("RGB").convert(mode)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "CMYK", "I;16", "F", "1"])
@pytest.mark.parametrize("limit", [90_000, 20_000, 3_000, 150], ids=lambda each: f"{each} kept")
def test_a_large_picture_is_made_flat_in_bands_as_it_would_be_whole(monkeypatch, mode, limit):
    image = many_coloured(mode, 311, 233)
    share = min(1, (limit / (311 * 233)) ** 0.5)
    size = (round(311 * share), round(233 * share))
    whole = picture.flatten(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    monkeypatch.setattr(picture, "_BAND", 5_000)
    kind = "PNG" if mode in ("RGB", "RGBA", "L", "LA", "P", "1") else "TIFF"
    found = np.asarray(open_image(saved(image, kind), limit=limit), int)
    assert np.abs(found - np.asarray(whole, int)).max() <= 1
    assert np.abs(found - np.asarray(whole, int)).mean() < 0.01


def test_a_transparent_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = Image.fromarray(scene(48, 32)).convert("RGBA")
    found = open_image(saved(drawn, exif=exif))
    assert found.size == (32, 48) == picture_size(saved(drawn, exif=exif))
    assert np.array_equal(np.asarray(found), np.rot90(scene(48, 32), -1))


def test_an_animation_may_have_fewer_pixels(monkeypatch):
    monkeypatch.setattr(picture, "MAX_MOVING", 3000)
    frames = [Image.fromarray(scene(64, 48)), Image.fromarray(scene(64, 48) // 2)]
    for kind in ("GIF", "WEBP", "PNG"):
        with pytest.raises(RenderError, match="moves, and has over 10 megapixels"):
            open_image(animated(frames, kind))


def test_no_more_frames_are_looked_through_than_there_is_time_for(monkeypatch):
    monkeypatch.setattr(picture, "LOOKED", 3 * 64 * 48)
    looked = []
    stat = picture.ImageStat.Stat
    monkeypatch.setattr(picture.ImageStat, "Stat", lambda image: looked.append(1) or stat(image))
    greys = [Image.new("RGB", (64, 48), (each, each, each)) for each in range(9)]
    open_image(animated(greys, "PNG"))
    assert len(looked) == 3


def chunk(kind, content):
    told = kind + content
    return len(content).to_bytes(4, "big") + told + zlib.crc32(told).to_bytes(4, "big")


@pytest.mark.parametrize("where", ["before its pixels", "behind its pixels", "as text behind"])
def test_a_png_may_tell_anywhere_how_it_lies(where):
    exif = Image.Exif()
    exif[0x0112] = 6
    told = exif.tobytes().removeprefix(b"Exif\0\0")
    data = png(scene(48, 32))
    end = len(data) - 12
    if where == "as text behind":
        raw = f"\nexif\n{len(told)}\n{told.hex()}\n".encode()
        told = chunk(b"tEXt", b"Raw profile type exif\0" + raw)
    else:
        told = chunk(b"eXIf", told)
    at = 33 if where == "before its pixels" else end
    turned = data[:at] + told + data[at:]
    assert picture_size(turned) == (32, 48) == open_image(turned).size


def test_a_png_s_size_is_told_without_decoding_it(monkeypatch):
    data = png(scene(48, 32))
    monkeypatch.setattr(Image.core, "zip_decoder", None)
    assert picture_size(data) == (48, 32)
