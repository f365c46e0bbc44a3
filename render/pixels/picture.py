"""Decodes a panel to the planes that the camera moves over: YUV 4:4:4, BT.709, limited range."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, ImageStat, UnidentifiedImageError

from render.geometry import MAX_PIXELS, Rect
from render.pixels.resample import FRACTION
from story.errors import RenderError, reason

MAX_DECODED = 40_000_000
"""Pixels of four bytes that may be decoded at once; a third more have the same memory where none is
transparent, and the same time where a colour has eight bits. Baseline JPEG is scaled while it is
decoded, and may have sixteen times as many."""
WEBP_SHARE = 3 / 4
"""Of that, what a WebP may have: its decoder holds the picture several times over."""
OPAQUE = ("1", "L", "P", "RGB", "YCbCr")
"""Pillow's modes that are decoded to three bytes a pixel at the most."""
MAX_MOVING = 10_000_000
"""Pixels that an animation may have: its decoder holds up to five frames."""
FRAMES, LOOKED = 120, 160_000_000
"""Frames of an animation, and pixels of all of them, that are looked through for the first frame
that shows something: five seconds of work."""
PLAIN, FADED = 40.0, 0.7
"""Standard deviation of a frame's levels that plainly shows something; and the part of the most of
any frame's from which on one is no longer fading in."""
COARSE, KEPT_STEP = 12.0, 6.0
"""Where each pixel of the frame shows over twelve of a panel's in both directions, six are kept:
only a panel far longer than wide is shown so small, and would cost a hundred times its share."""
STILL_BORDER = 4
"""Transparent pixels around a still: the resampler's widest kernel never reads beyond them."""
PAPER = (255, 255, 255)
"""What is seen through a transparent panel."""

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
"""Formats that are opened, known by their bytes: the decoders that Pillow has for the rest are
seldom used, and that of EPS runs a program, Ghostscript."""

_BAND = 4_000_000
"""Pixels that are made flat at once: with all that this needs beside them, 100 MB."""
_GAP, _LANCZOS = 3.0, 3
"""How many times smaller than its pixels' mean an image may be resized; pixels of the resized that
Lanczos' kernel reaches to each side."""
_ORIENTATION = 0x0112
"""The EXIF tag that tells how a camera was held."""
_KIND = 4
"""Bytes that name a chunk of a PNG."""

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError,
           ArithmeticError, RuntimeError, Image.DecompressionBombError)  # fmt: skip
_BT709 = ((0.2126, 0.7152, 0.0722), (-0.2126 / 1.8556, -0.7152 / 1.8556, 0.9278 / 1.8556),
          (0.7874 / 1.5748, -0.7152 / 1.5748, -0.0722 / 1.5748))  # fmt: skip

Pictures = Callable[[str], bytes | Path]
"""Gives a stored picture or clip by its key: its bytes, or a file that holds them."""


@dataclass(frozen=True)
class DecodedPicture:
    """A decoded picture.

    `planes` are Y, U, V and, for a still, alpha: uint16 [3 or 4, kept width, kept height] in 1/256
    levels, transposed. A still's colours are multiplied by its alpha. `width` and `height` are the
    panel's own, after turning it upright; `scale` is kept width / width, 1.0 unless it is huge.
    Where only a part is kept, `left` and `top` tell where that begins, in kept pixels.
    """

    planes: NDArray[np.uint16]
    width: int
    height: int
    scale: float = 1.0
    left: int = 0
    top: int = 0

    @property
    def bytes(self) -> int:
        return self.planes.nbytes

    def kept(self, rect: Rect) -> Rect:
        """A rect of the panel in pixels of `planes`."""
        x, y, w, h = (each * self.scale for each in (rect.x, rect.y, rect.w, rect.h))
        return Rect(x - self.left, y - self.top, w, h)


def picture_bytes(pictures: Pictures, key: str) -> bytes:
    """The bytes stored under `key`."""
    found = pictures(key)
    return found.read_bytes() if isinstance(found, Path) else found


def picture_size(data: bytes, name: str = "the picture") -> tuple[int, int]:
    """Width and height of an encoded picture, upright, without decoding it. Raises RenderError."""
    with _opened(data, name) as image:
        told = image.format != "PNG" or "exif" in image.info or _told_behind(data)
        turned = told and image.getexif().get(_ORIENTATION, 1) >= 5
        return (image.height, image.width) if turned else image.size


def open_image(data: bytes, name: str = "the picture", limit: int = MAX_PIXELS) -> Image.Image:
    """The picture upright, in sRGB, on white paper where it is transparent, 8-bit RGB.

    Of an animation, the first frame that shows something. At most `limit` pixels: larger ones are
    reduced. Raises RenderError where the bytes are no picture, are damaged, or too large to decode.
    """
    with _opened(data, name) as image:
        _draft(image, limit)
        shown = _shown(image) if _moves(image) else image
        shown.load()
        return _turned(_shrunk(shown, limit), shown)


def decode_picture(
    data: bytes, name: str = "the picture", limit: int = MAX_PIXELS, step: float = 1.0
) -> DecodedPicture:
    """A panel's planes, from the picture as `open_image` gives it. Raises RenderError likewise.

    `step`: over how many of its pixels the frame's nearest view goes for each pixel of the frame.
    """
    width, height = picture_size(data, name)
    if step > COARSE:
        limit = min(limit, max(1, round(width * height * (KEPT_STEP / step) ** 2)))
    kept = open_image(data, name, limit)
    scale = max(kept.size) / max(width, height)  # the longer side's rounding is the finer
    return DecodedPicture(yuv_planes(np.asarray(kept)), width, height, scale)


def decode_rows(data: bytes, rows: tuple[int, int], name: str = "the picture") -> DecodedPicture:
    """The rows [top, bottom) of a panel at its own size. Raises RenderError likewise."""
    with _opened(data, name) as image:
        image.load()
        upright = _turned(image, image)
        part = flatten(upright.crop((0, rows[0], upright.width, rows[1])), _white(image))
        planes = yuv_planes(np.asarray(part))
        return DecodedPicture(planes, upright.width, upright.height, top=rows[0])


def decode_still(data: bytes) -> DecodedPicture:
    """Lettering or a card as premultiplied Y, U, V, alpha, with a transparent border around it."""
    border = STILL_BORDER
    with _opened(data, "the lettering") as image:
        image.load()
        rgba = np.asarray(image.convert("RGBA"))
    height, width = rgba.shape[:2]
    planes = np.zeros((4, width + 2 * border, height + 2 * border), np.uint16)
    inner = planes[:, border:-border, border:-border]
    alpha = rgba[..., 3].T.astype(np.float32) / 255
    inner[:3] = yuv_planes(rgba[..., :3]) * alpha + 0.5
    inner[3] = alpha * (255 * FRACTION) + 0.5
    return DecodedPicture(planes, width, height)


def rgb_picture(pixels: NDArray[np.uint8]) -> DecodedPicture:
    """A picture from RGB pixels, uint8 [height, width, 3]."""
    return DecodedPicture(yuv_planes(pixels), pixels.shape[1], pixels.shape[0])


def yuv_planes(pixels: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """RGB, uint8 [height, width, 3], to transposed planes, uint16 [3, width, height]."""
    height, width = pixels.shape[:2]
    planes = np.empty((3, width, height), np.uint16)
    matrix = np.array(_BT709, np.float32) * (FRACTION / 255)
    matrix *= np.array([[219.0], [224.0], [224.0]], np.float32)
    zero = np.array([16, 128, 128], np.float32) * FRACTION + 0.5
    for top in range(0, height, 64):  # bands, to stay in the cache and in bounded memory
        band = pixels[top : top + 64].astype(np.float32)
        planes[:, :, top : top + 64] = (band @ matrix.T + zero).T
    return planes


def rgb_pixels(planes: tuple[NDArray[np.uint8 | np.float32], ...]) -> NDArray[np.uint8]:
    """Y, U, V, levels [height, width] each, back to RGB, uint8 [height, width, 3]."""
    matrix = np.array(_BT709, np.float32) * (np.array([[219.0], [224.0], [224.0]]) / 255)
    levels = np.stack(planes, axis=-1).astype(np.float32) - np.array([16, 128, 128], np.float32)
    pixels = levels @ np.linalg.inv(matrix).T.astype(np.float32)
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def yuv_of(colour: str) -> tuple[int, int, int]:
    """Y, U, V levels of "#rrggbb"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    planes = yuv_planes(np.array([[[red, green, blue]]], np.uint8))
    y, u, v = ((int(level) + FRACTION // 2) // FRACTION for level in planes.ravel())
    return y, u, v


def flatten(image: Image.Image, white: float = 0.0) -> Image.Image:
    """Any mode of Pillow's to sRGB on paper, 8 bits a channel; `white` as `_white` gives it."""
    if image.mode.startswith("I") or image.mode == "F":
        image = _eight_bits(image, white or _white(image))
    image = _in_srgb(image)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        paper = Image.new("RGB", image.size, PAPER)
        paper.paste(image, mask=image)  # two pictures in memory; compositing would take four
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """The open image; whatever Pillow raises inside becomes a RenderError that names it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _unlimited(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _check_size(image, name)
                yield image
    except RenderError:
        raise
    except UnidentifiedImageError as error:
        raise RenderError(f"{name} is {_looks_like(data)}: use PNG, JPEG or WebP") from error
    except (*_BROKEN, MemoryError) as error:
        if not _room():
            raise MemoryError(f"no memory to decode {name}") from error
        raise RenderError(f"{name} is damaged ({reason(error)}): export it again") from error


def _room() -> bool:
    """Whether there is memory for the largest picture: where not, no picture is to blame."""
    try:
        np.empty(4 * MAX_DECODED, np.uint8)
    except MemoryError:
        return False
    return True


@contextmanager
def _unlimited() -> Iterator[None]:
    """Pillow's own limit is lifted while opening: `_check_size` knows what each format needs."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _moves(image: Image.Image) -> bool:
    """Is a picture an animation? A camera's second picture (MPO) and a TIFF's pages are none."""
    return image.format in ("GIF", "WEBP", "PNG", "AVIF") and getattr(image, "is_animated", False)


def _shown(image: Image.Image) -> Image.Image:
    """The first frame of an animation that shows something: that has contrast, or most of what any
    has. The first of all where none does."""
    found: list[float] = []
    for number in range(min(FRAMES, LOOKED // (image.width * image.height))):
        try:
            image.seek(number)
        except EOFError:
            break
        found.append(ImageStat.Stat(ImageOps.grayscale(flatten(image))).stddev[0])
        if found[-1] >= PLAIN:
            return image
    most = max(found, default=0.0)
    image.seek(next((n for n, each in enumerate(found) if each > FADED * most), 0))
    return image


def _check_size(image: Image.Image, name: str) -> None:
    scaled = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    times = 16 if scaled else 4 / 3 if image.mode in OPAQUE and not _deep(image) else 1
    if image.format == "WEBP":
        times = WEBP_SHARE
    if image.width * image.height > MAX_DECODED * times:
        megapixels = image.width * image.height // 1_000_000
        most = 30 if image.format == "WEBP" else 40
        raise RenderError(f"{name} has {megapixels} megapixels: save it at {most} or fewer")
    if _moves(image) and image.width * image.height > MAX_MOVING:
        raise RenderError(f"{name} moves, and has over 10 megapixels: save it still, or smaller")


def _deep(image: Image.Image) -> bool:
    """Whether a picture has sixteen bits a colour: they cost a third more time to decode."""
    return any(";16" in str(part) for tile in getattr(image, "tile", ()) for part in tile[3:])


def _looks_like(data: bytes) -> str:
    head = data[:1024].lstrip().lower()
    if not data:
        return "empty"
    if head.startswith(b"<svg") or b"<svg" in head:
        return "an SVG drawing, not a picture of pixels"
    if head.startswith((b"<!doctype", b"<html")):
        return "a web page, not a picture"
    if head.isascii() and b"\0" not in head:
        return "text, not a picture"
    return "not a picture that can be read"


def _draft(image: Image.Image, limit: int) -> None:
    """Let the JPEG decoder scale by 1/2, 1/4 or 1/8, never below half of what may be kept."""
    share = (limit / 2 / (image.width * image.height)) ** 0.5
    if share < 1:
        image.draft("RGB", (int(image.width * share), int(image.height * share)))


def _told_behind(data: bytes) -> bool:
    """May a PNG tell behind its pixels how it lies? Pillow decodes all of them to find out."""
    at, pixels = len(b"\x89PNG\r\n\x1a\n"), False
    while len(kind := data[at + 4 : at + 8]) == _KIND:
        if pixels and kind in (b"eXIf", b"tEXt", b"zTXt", b"iTXt"):
            return True
        pixels |= kind == b"IDAT"
        at += int.from_bytes(data[at : at + 4], "big") + 12  # its length, kind and checksum
    return False


def _turned(image: Image.Image, as_told: Image.Image) -> Image.Image:
    """The image upright, by the EXIF of the one that it was made from."""
    turned = as_told.getexif().get(_ORIENTATION, 1)
    if turned == 1:
        return image
    image.getexif()[_ORIENTATION] = turned
    return ImageOps.exif_transpose(image)


def _shrunk(image: Image.Image, limit: int) -> Image.Image:
    """The image flat, of at most `limit` pixels: far too many are averaged first, as Pillow does.

    Made in bands: beside the decoded image only what is kept lies in memory.
    """
    share = (limit / (image.width * image.height)) ** 0.5
    if share >= 1:
        return _averaged(image, (1, 1))
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    across, down = (int(image.size[i] / size[i] / _GAP) or 1 for i in (0, 1))
    if across == down == 1:
        return _resized(image, size)
    box = (0, 0, image.width / across, image.height / down)
    return _averaged(image, (across, down)).resize(size, Image.Resampling.LANCZOS, box)


def _averaged(image: Image.Image, factor: tuple[int, int]) -> Image.Image:
    """The image flat, each pixel the mean of `factor` of its own, across and down."""
    (across, down), white = factor, _white(image)
    rows = down * max(1, _BAND // (image.width * down))
    if rows >= image.height:
        return flatten(image, white).reduce(factor)
    kept = Image.new("RGB", (-(-image.width // across), -(-image.height // down)))
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        kept.paste(flatten(band, white).reduce(factor), (0, top // down))
    return kept


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The image flat at a smaller `size`; each band is made from all rows that shape it."""
    white, step = _white(image), image.height / size[1]
    margin, rows = math.ceil(_LANCZOS * step) + 1, max(1, int(_BAND / (image.width * step)))
    kept = Image.new("RGB", size)
    for top in range(0, size[1], rows):
        bottom = min(top + rows, size[1])
        first = max(0, int(top * step) - margin)
        last = min(image.height, math.ceil(bottom * step) + margin)
        band = flatten(image.crop((0, first, image.width, last)), white)
        box = (0, top * step - first, image.width, min(bottom * step, image.height) - first)
        part = band.resize((size[0], bottom - top), Image.Resampling.LANCZOS, box)
        kept.paste(part, (0, top))
    return kept


def _white(image: Image.Image) -> float:
    """What is white in an image of more than 8 bits; of floats, the lightest that there is."""
    if image.mode != "F":
        return 65535.0
    rows, lightest = max(1, _BAND // image.width), 1.0
    for top in range(0, image.height, rows):
        band = np.asarray(image.crop((0, top, image.width, min(top + rows, image.height))))
        lightest = float(np.nanmax(band, initial=lightest))
    return lightest


def _eight_bits(image: Image.Image, white: float) -> Image.Image:
    levels = np.nan_to_num(np.asarray(image, np.float64))
    return Image.fromarray(np.clip(levels * (255 / white) + 0.5, 0, 255).astype(np.uint8))


def _in_srgb(image: Image.Image) -> Image.Image:
    """Apply an embedded colour profile; one that can't be read is as good as none."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image
