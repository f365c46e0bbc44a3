"""The segment: a range of frames and the layers seen in it. Frozen data with a plain JSON form.

A segment is the unit of rendering: it is composed and encoded by itself, anywhere, and its bytes
do not depend on where in the film it stands. A crossfade is a segment with two panel layers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeVar

from render.geometry import Rect
from render.pixels.enlarging.tiles import Tile
from render.shots import FramePlace, LegEasing, Shot

Quality = Literal["draft", "good", "best"]
Fit = Literal["cover", "contain"]
Ramp = tuple[tuple[int, float], ...]
"""Opacity over time: (frame from the segment's first, opacity 0..1), linear between, held outside.
Two knots at one frame make a step, of which the later holds from that frame on. () is opaque."""


@dataclass(frozen=True)
class Box:
    """A place on the canvas in whole, even pixels: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Shake:
    """A jolt of the camera that begins at `frame` (from the segment's first, or before it); the
    `seed` says to which side."""

    frame: int
    seed: int


@dataclass(frozen=True)
class Cel:
    """One of an artist's own layers of a panel: a picture with transparency, its top left corner
    at (x, y) of the panel's pixels."""

    picture: str
    x: int = 0
    y: int = 0
    opacity: float = 1.0


@dataclass(frozen=True)
class Depth:
    """How near things pass far ones while a shot lasts: by `share` of the frame's width in all.

    `cels` are drawn in place of the panel, from back to front, the front one nearest. Without any
    the panel itself is bent, as near as its `heads` say (panel pixels, hair to chin); what is
    `rigid` is moved as a whole.
    """

    share: float
    cels: tuple[Cel, ...] = ()
    heads: tuple[Rect, ...] = ()
    rigid: tuple[Rect, ...] = ()


@dataclass(frozen=True)
class PanelLayer:
    """A shot, filling the canvas or a box on it. Frames before or after the shot hold its ends.

    `tiles` of its panel are drawn enlarged: those that it comes so near that they would be soft.
    """

    shot: Shot
    box: Box | None = None
    opacity: Ramp = ()
    tiles: tuple[Tile, ...] = ()
    shakes: tuple[Shake, ...] = ()
    depth: Depth | None = None


@dataclass(frozen=True)
class SoftLayer:
    """What lies softly over a shot, in the places of its panel: a "glow" around what is bright in
    it, which breathes from the frame `since` on; or, for a "focus", its blurred self wherever it
    is not `sharp` (panel pixels; the box of a head, where it is a `figure`'s).

    `panel` says where the shot lies and how it is shaken; its own opacity does not count.
    """

    panel: PanelLayer
    kind: Literal["glow", "focus"]
    since: int = 0
    sharp: Rect | None = None
    figure: bool = False
    opacity: Ramp = ()


@dataclass(frozen=True)
class WeatherLayer:
    """Snow or rain all over the canvas, as it falls from the frame `since` on (from the segment's
    first, mostly before it); of one `seed` it is always the same."""

    kind: Literal["snow", "rain"]
    seed: int
    since: int = 0
    opacity: Ramp = ()


@dataclass(frozen=True)
class SpreadLayer:
    """A picture's own colours, blurred and darkened to fill the canvas: a ground for small panels.

    `box` is where the panel lies on it: a soft shadow falls around it.
    """

    picture: str
    box: Box | None = None
    opacity: Ramp = ()


@dataclass(frozen=True)
class StillKeyframe:
    """Where a still's top left corner is at `frame` (from the segment's first), canvas pixels."""

    frame: float
    x: float
    y: float
    scale: float = 1.0
    easing: LegEasing = "in-out-sine"


@dataclass(frozen=True)
class StillLayer:
    """A picture with transparency (PNG, RGBA), drawn at its own size: lettering, a card's text."""

    picture: str
    places: tuple[StillKeyframe, ...] = (StillKeyframe(0, 0.0, 0.0),)
    opacity: Ramp = ()


@dataclass(frozen=True)
class FramedLayer:
    """A shot in a rect of the canvas, which may move: an inset, or one picture of several.

    `border` is the width in pixels of a line of `colour` around it, `shadow` how soft its shadow
    is, 0 for none; `lights` is how bright its picture is.
    """

    shot: Shot
    places: tuple[FramePlace, ...]
    border: float = 0.0
    colour: str = "#fffdf6"
    shadow: float = 0.0
    opacity: Ramp = ()
    lights: Ramp = ()


@dataclass(frozen=True)
class ClipLayer:
    """Frames of an outside video file, from its second `skip` on, fitted into the canvas or a box.

    `clip` names the file in the store by content. After its end the last frame is held.
    """

    clip: str
    skip: float = 0.0
    box: Box | None = None
    fit: Fit = "cover"
    opacity: Ramp = ()


@dataclass(frozen=True)
class FillLayer:
    """One colour, "#rrggbb", all over the canvas: a dip to black is a fill under a ramp."""

    colour: str = "#000000"
    opacity: Ramp = ()


ComingLayer = PanelLayer | SpreadLayer | SoftLayer
"""What shows a picture that may come over another."""


@dataclass(frozen=True)
class TurnLayer:
    """Another picture, drawn as `layers` from the back, which comes over what lies behind.

    In a "slide" it comes from the right (from the left, where it is `mirrored`) and pushes what is
    there a little aside, as a page; in a "wipe" a soft edge runs over the canvas from the left. On
    the frame `first` (from the segment's first) it has just begun to come, on `last` it is there.
    """

    kind: Literal["slide", "wipe"]
    layers: tuple[ComingLayer, ...]
    first: int
    last: int
    mirrored: bool = False


Layer = (
    PanelLayer
    | SpreadLayer
    | SoftLayer
    | WeatherLayer
    | FramedLayer
    | StillLayer
    | ClipLayer
    | FillLayer
    | TurnLayer
)
_KINDS: dict[str, type[Any]] = {
    "panel": PanelLayer,
    "spread": SpreadLayer,
    "soft": SoftLayer,
    "weather": WeatherLayer,
    "framed": FramedLayer,
    "still": StillLayer,
    "clip": ClipLayer,
    "fill": FillLayer,
    "turn": TurnLayer,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_Any = TypeVar("_Any", bound=Layer)
_LATER = ("shakes", "depth", "places", "lights")
"""Fields of layers, and of their shots, that films had been made without."""


@dataclass(frozen=True)
class Segment:
    """`frames` frames from `start` (counted from the section's start), layers from the back."""

    start: int
    frames: int
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class VideoSettings:
    """How a film's picture is coded: width and height (even), frames a second, quality level."""

    size: tuple[int, int] = (1920, 1080)
    fps: Fraction = Fraction(30)
    quality: Quality = "good"


def opacity_at(ramp: Ramp, frame: int) -> float:
    """The opacity at `frame`, counted from the segment's first."""
    after = next((i for i, (knot, _) in enumerate(ramp) if knot > frame), len(ramp))
    if not ramp:
        return 1.0
    if after in (0, len(ramp)):
        return ramp[min(after, len(ramp) - 1)][1]
    (f0, a), (f1, b) = ramp[after - 1], ramp[after]
    return a + (b - a) * (frame - f0) / (f1 - f0)


def segment_to_json(segment: Segment) -> dict[str, Any]:
    """The segment as plain JSON data."""
    layers = [_plain(layer) for layer in segment.layers]
    return {"start": segment.start, "frames": segment.frames, "layers": layers}


def _plain(layer: Layer) -> dict[str, Any]:
    """A layer's kind and fields, without those that came later and say nothing: keys stay what they
    were."""
    plain = {"kind": _NAMES[type(layer)], **_telling(asdict(layer))}
    inside = layer.layers if isinstance(layer, TurnLayer) else ()
    return {**plain, "layers": [_plain(each) for each in inside]} if inside else plain


def _telling(plain: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _telling(value) if isinstance(value, dict) else value
        for key, value in plain.items()
        if value or key not in _LATER
    }


def enlarged_in(segment: Segment) -> tuple[tuple[str, Tile], ...]:
    """The tiles that the segment shows enlarged, each with its panel's key."""
    panels = [layer for layer in all_layers(segment) if isinstance(layer, PanelLayer)]
    return tuple((panel.shot.picture, tile) for panel in panels for tile in panel.tiles)


def all_layers(segment: Segment) -> Iterator[Layer]:
    """The segment's layers from the back, each picture's that comes over others after it."""
    for layer in segment.layers:
        yield layer
        yield from layer.layers if isinstance(layer, TurnLayer) else ()


def placed_at_zero(segment: Segment) -> Segment:
    """The same segment with times counted from its own start: what its pixels depend on."""
    layers = tuple(_moved(layer, segment.start) for layer in segment.layers)
    return Segment(0, segment.frames, layers)


def _moved(layer: _Any, start: int) -> _Any:
    """A layer whose shot begins `start` frames earlier."""
    match layer:
        case PanelLayer():
            return replace(layer, shot=replace(layer.shot, start=layer.shot.start - start))
        case FramedLayer():
            return replace(layer, shot=replace(layer.shot, start=layer.shot.start - start))
        case SoftLayer():
            shot = replace(layer.panel.shot, start=layer.panel.shot.start - start)
            return replace(layer, panel=replace(layer.panel, shot=shot))
        case TurnLayer():
            return replace(layer, layers=tuple(_moved(each, start) for each in layer.layers))
    return layer


def segment_hash(segment: Segment, settings: VideoSettings, made_by: str) -> str:
    """Hash of all that decides the segment's bytes; `made_by` names code and instruction set."""
    width, height = settings.size
    coded = [width, height, str(settings.fps), settings.quality]
    data = [segment_to_json(placed_at_zero(segment)), coded, made_by]
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
