"""Faces and lettering in a picture, found by three of the small networks that ship with Inkreel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from scipy import ndimage

from render.camera.vision.facts import Region
from render.geometry import Rect, area, centre, overlap, seen
from story.assets import asset

Floats = NDArray[np.float32]

VERSION = "sight-13"
"""Names what decides the regions found; part of the key under which facts are kept."""

FACE_LOOKS = (
    (800, "plain"), (640, "plain"), (640, "grey"), (320, "plain"), (320, "mirrored"),
    (224, "plain"), (192, "mirrored"),
)  # fmt: skip
"""Longer sides at which faces are sought, and in what of the picture: the network was made for
small faces in crowds, and sees the large simple ones of a cartoon only where they are reduced, and
some of them only from the other side. In grey, its shades spread out, it sees profiles and dim
faces that colour hides."""
GLIMPSED, FOUND, CERTAIN = 0.12, 0.3, 0.95
"""How sure one look must be to count; and all looks together for a second look at the place, and
to need none: of 180 finds that are so sure all lie on heads."""
NEAR, NEAR_SIDES = 3.4, (96, 160, 224)
"""How much about a find a second look takes in, in sides of its box, and pixels to which that is
brought, plain and mirrored: a globe or a wheel is a face from afar only."""
FIRST, SECOND, NEITHER = 0.6, 0.74, 2.0
"""What both looks count, as log-odds, and what is added: fitted to 396 finds on 58 panels, of which
303 lie on heads marked by hand; each story's finds were judged by the others' fit."""
FACE, FAINT = 0.6, 0.12
"""How sure both must be that it is a face, and that it may be one. Of 285 heads marked by hand 92 %
are faces, as with the first look alone; 13 faces nobody marked, which were 32."""
NESTED = 1.6
"""Two finds of which one has its middle in the other, and that differ in height by less, are one
head: no two people's faces lie so."""
STACKED = (0.35, 0.85)
"""Nor do two whose middles are less far apart than this, across and down, in parts of the smaller:
a face right above another, by less than its height, is its brow or its beard (measured: all of 11
such pairs on 58 panels)."""
CLEARER, BODY = 0.85, (2.2, 1.5, 6.0)
"""A find on the body of a head that is by so much clearer may be a knee, or a fold of a coat: it is
faint. A body is so many widths of its face to either side, and from so many of its heights below
the face's top to so many (measured: the one such find on 58 panels is a chair)."""
LETTERING_LONG_SIDE = 960
INK = 0.3
INK_SURE = 0.5
READ_SURE = 0.6
READ_HEIGHT = 48
READ_MOST = 1600


def faces(picture: Image.Image) -> tuple[Region, ...]:
    """Heads in an RGB picture, surest first: drawn people mostly, some animals.

    Kind "faint" is what may be a head, for those who know that one should be there.
    """
    looks = [_look(picture, side, how) for side, how in FACE_LOOKS]
    single = _apart(_surest(face for look in looks for face in look))
    found = (_together(face, looks) for face in single)
    again = (_again(face, picture) for face in _heads(f for f in found if f.weight >= FOUND))
    kept = _surest(face for face in again if face.weight >= FAINT)
    return tuple(
        face if face.weight >= FACE and not on_body(face, kept) else replace(face, kind="faint")
        for face in kept
    )


def on_body(face: Region, others: Iterable[Region]) -> bool:
    """Does a find lie on the body of a head that is seen much more clearly?"""
    x, y = centre(face.box)
    beside, below, end = BODY
    return any(
        face.weight < CLEARER * other.weight
        and abs(x - centre(other.box)[0]) < beside * other.box.w
        and other.box.y + below * other.box.h < y < other.box.y + end * other.box.h
        for other in others
    )


def _again(face: Region, picture: Image.Image) -> Region:
    """A find after a second look, from near by: how sure both looks are together."""
    if face.weight >= CERTAIN:
        return face
    box, half = face.box, NEAR * max(face.box.w, face.box.h) / 2
    x, y = centre(box)
    left, top = round(x - half), round(y - half)
    about = picture.crop((left, top, round(x + half), round(y + half)))
    there = Rect(box.x - left, box.y - top, box.w, box.h)
    seen_as = []
    for side in NEAR_SIDES:
        for shown, place in ((about, there), (ImageOps.mirror(about), mirrored(there, about))):
            near = (each.weight for each in _faces_at(shown, side, GLIMPSED / 2)
                    if _same(each.box, place))  # fmt: skip
            seen_as.append(max(near, default=0.0))
    odds = NEITHER + FIRST * _log_odds(face.weight) + SECOND * _log_odds(float(np.mean(seen_as)))
    return replace(face, weight=round(1 / (1 + math.exp(-odds)), 4))


def _log_odds(chance: float) -> float:
    """Of a chance that is neither nothing nor certain."""
    within = min(max(chance, 0.01), 0.999)
    return math.log(within / (1 - within))


def _look(picture: Image.Image, long_side: int, how: str) -> tuple[Region, ...]:
    """What one look at a picture finds, where it is in the picture as it was."""
    if how == "grey":
        picture = ImageOps.equalize(picture.convert("L")).convert("RGB")
    shown = ImageOps.mirror(picture) if how == "mirrored" else picture
    found = _apart(_surest(_faces_at(shown, long_side, GLIMPSED)))
    if how != "mirrored":
        return found
    return tuple(replace(face, box=mirrored(face.box, picture)) for face in found)


def _heads(found: Iterable[Region]) -> list[Region]:
    """The finds, surest first, one a head: parts of a head that was found are left out."""
    kept: list[Region] = []
    for face in _surest(found):
        if not any(one_head(face.box, other.box) for other in kept):
            kept.append(face)
    return kept


def one_head(a: Rect, b: Rect) -> bool:
    """Are two finds, boxes about faces, of one head?"""
    inside = (_holds(a, b), _holds(b, a))
    alike = max(a.h, b.h) < NESTED * min(a.h, b.h)
    return all(inside) or (any(inside) and alike) or (alike and _stacked(a, b))


def _stacked(a: Rect, b: Rect) -> bool:
    """Is a find right above or below another, by less than a head's height?"""
    (x, y), (other_x, other_y) = centre(a), centre(b)
    across, down = abs(x - other_x) / min(a.w, b.w), abs(y - other_y) / min(a.h, b.h)
    return across < STACKED[0] and down < STACKED[1]


def _holds(a: Rect, b: Rect) -> bool:
    x, y = centre(b)
    return a.x < x < a.x + a.w and a.y < y < a.y + a.h


def _surest(found: Iterable[Region]) -> list[Region]:
    return sorted(found, key=lambda region: -region.weight)


def _together(face: Region, looks: Sequence[Sequence[Region]]) -> Region:
    """How sure all looks are of a face, each being right or wrong by itself, and where they see
    it: the middle of their boxes, those that are surer counting more."""
    same = [[other for other in look if _same(face.box, other.box)] for look in looks]
    doubt = np.prod([1 - max((other.weight for other in found), default=0.0) for found in same])
    seen_as = [other for found in same for other in found]
    sides = [(o.box.x, o.box.y, o.box.x + o.box.w, o.box.y + o.box.h) for o in seen_as]
    x, y, right, bottom = np.average(sides, axis=0, weights=[o.weight**2 for o in seen_as]).tolist()
    box = Rect(round(x, 1), round(y, 1), round(right - x, 1), round(bottom - y, 1))
    return replace(face, box=box, weight=round(1 - float(doubt), 4))


def mirrored(box: Rect, picture: Image.Image) -> Rect:
    """Where a box in a picture lies in the picture mirrored, and the other way round."""
    return Rect(round(picture.width - box.x - box.w, 1), box.y, box.w, box.h)


def _faces_at(picture: Image.Image, long_side: int, sure: float) -> Iterator[Region]:
    small = fitted(picture, long_side)
    heat, size, offset, _ = network("faces").run(None, {"input.1": _planes(small, 0.0, 255.0)})
    rows, columns = np.nonzero(heat[0, 0] > sure)
    for row, column in zip(rows, columns, strict=True):
        at = (0, slice(None), row, column)
        h, w = np.exp(np.minimum(size[at], 6.0)) * 4
        y = (row + offset[at][0] + 0.5) * 4 - h / 2
        x = (column + offset[at][1] + 0.5) * 4 - w / 2
        box = _scaled(Rect(float(x), float(y), float(w), float(h)), small, picture)
        yield Region("face", box, round(float(heat[0, 0, row, column]), 4))


def lettering(picture: Image.Image) -> tuple[Region, ...]:
    """Runs of lettering in an RGB picture from the top, with what they read where it is legible."""
    small = fitted(picture, LETTERING_LONG_SIDE)
    ink = network("lettering").run(None, {"x": _planes(small, 127.5, 127.5)})[0][0, 0]
    labels, _ = ndimage.label(ndimage.binary_dilation(ink > INK, np.ones((2, 2))))
    found = []
    for label, place in enumerate(ndimage.find_objects(labels), 1):
        sure = float(ink[place][labels[place] == label].mean())
        box = _grown(place, int((labels[place] == label).sum()))
        if sure >= INK_SURE and min(box.w, box.h) >= 6:
            box = _scaled(box, small, picture)
            found.append(Region("lettering", box, round(sure, 4), read(picture, box)))
    return tuple(sorted(found, key=lambda region: (region.box.y, region.box.x)))


def read(picture: Image.Image, box: Rect) -> str:
    """What the lettering in a box says; empty where it can't be read with some confidence."""
    crop = picture.crop((round(box.x), round(box.y), round(box.x + box.w), round(box.y + box.h)))
    if crop.height > 1.5 * crop.width:
        crop = crop.transpose(Image.Transpose.ROTATE_90)
    width = min(max(16, round(crop.width * READ_HEIGHT / max(crop.height, 1))), READ_MOST)
    strip = crop.resize((width, READ_HEIGHT), Image.Resampling.BILINEAR)
    chances = network("reading").run(None, {"x": _planes(strip, 127.5, 127.5)})[0][0]
    best = chances.argmax(axis=1)
    fresh = (best > 0) & np.r_[True, best[1:] != best[:-1]]
    if not fresh.any() or float(chances.max(axis=1)[fresh].mean()) < READ_SURE:
        return ""
    return "".join(_letters()[i] for i in best[fresh]).strip()


@cache
def network(name: str) -> Any:
    """One of the networks in `assets/sight`, ready to run on one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4  # its errors are raised as well
    options.enable_cpu_mem_arena = False  # it would keep a quarter of a gigabyte for good
    path = str(asset(f"sight/{name}.onnx"))
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _letters() -> tuple[str, ...]:
    known = network("reading").get_modelmeta().custom_metadata_map["character"]
    return ("", *known.split("\n"), " ")


def fitted(picture: Image.Image, long_side: int) -> Image.Image:
    """A picture whose longer side is about so many pixels, both sides multiples of 32."""
    scale = long_side / max(picture.size)
    width, height = (max(1, round(side * scale / 32)) * 32 for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BILINEAR)


def _planes(picture: Image.Image, middle: float, spread: float) -> Floats:
    bgr = np.asarray(picture, dtype=np.float32)[..., ::-1]
    if middle:
        bgr = (bgr - middle) / spread
    return np.ascontiguousarray(bgr.transpose(2, 0, 1)[None])


def _scaled(box: Rect, small: Image.Image, picture: Image.Image) -> Rect:
    across, down = picture.width / small.width, picture.height / small.height
    left, right = (min(max(v * across, 0), picture.width) for v in (box.x, box.x + box.w))
    top, bottom = (min(max(v * down, 0), picture.height) for v in (box.y, box.y + box.h))
    return Rect(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


def _grown(place: tuple[slice, slice], ink: int) -> Rect:
    """The network marks the core of each run of letters; this is the run itself."""
    rows, columns = place
    h, w = rows.stop - rows.start, columns.stop - columns.start
    margin = 0.8 * ink / (w + h)
    return Rect(columns.start - margin, rows.start - margin, w + 2 * margin, h + 2 * margin)


def _apart(regions: Iterable[Region]) -> tuple[Region, ...]:
    kept: list[Region] = []
    for region in regions:
        if area(region.box) > 0 and not any(_same(region.box, other.box) for other in kept):
            kept.append(region)
    return tuple(kept)


def _same(a: Rect, b: Rect) -> bool:
    common = overlap(a, b)
    most = max(seen(a, b), seen(b, a))
    return common > 0.3 * (area(a) + area(b) - common) or most > 0.55
