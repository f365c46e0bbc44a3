"""Panels drawn for tests, and frames read back."""

import io
from fractions import Fraction

import av
import numpy as np
from PIL import Image

from render.geometry import Rect
from render.pixels.encode import planes_of
from render.pixels.segments import PanelLayer, Segment, VideoSettings
from render.shots import Keyframe, Shot

SMALL = VideoSettings((320, 180), Fraction(30), "draft")


def png(pixels, **how):
    """Pixels (uint8 [h, w] or [h, w, 3 or 4]) or a Pillow image as PNG bytes."""
    return saved(pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels), **how)


def saved(image, kind="PNG", **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def flat(colour, width=64, height=64):
    return np.full((height, width, len(colour)), colour, np.uint8)


def scene(width=480, height=320):
    """A panel with edges, slopes, fine detail and colour, the same each time."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    red = 128 + 100 * np.sin(x / 9) * np.cos(y / 14)
    green = 255 * x / width
    blue = 255 * (((x // 40) + (y // 40)) % 2)
    disc = (x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 4) ** 2
    pixels = np.stack([red, green, blue], axis=2)
    pixels[disc] = (250, 240, 200)
    return pixels.astype(np.uint8)


def held(frames, rect, picture="panel", **layer):
    """A segment that shows one rect of a picture."""
    shot = Shot(picture, 0, frames, (Keyframe(0, rect),))
    return Segment(0, frames, (PanelLayer(shot, **layer),))


def panned(frames, first, last, settings=SMALL, picture="panel"):
    """A segment that moves from one rect to another."""
    end = float((frames - 1) / settings.fps) or 1.0
    shot = Shot(picture, 0, frames, (Keyframe(0, first), Keyframe(end, last)))
    return Segment(0, frames, (PanelLayer(shot),))


def whole(width, height):
    return Rect(0, 0, width, height)


def decoded(file):
    """All frames of an encoded film, each as (Y, U, V) arrays of its own."""
    source = io.BytesIO(file) if isinstance(file, bytes) else str(file)
    with av.open(source) as container:
        return [planes(frame) for frame in container.decode(video=0)]


def planes(frame):
    """Copies of a frame's planes, without the memory beside them."""
    width = frame.width, frame.width // 2, frame.width // 2
    return tuple(
        plane[:, :wide].copy() for plane, wide in zip(planes_of(frame), width, strict=True)
    )
