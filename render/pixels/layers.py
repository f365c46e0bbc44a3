"""What each kind of layer draws.

To add a kind: give it a dataclass in segments.py, a painter here (or beside), and a line in
`painter_of`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from render.geometry import Rect, around, pixels_for
from render.pixels.blend import blend, blend_flat, blend_masked
from render.pixels.canvas import (
    Canvas,
    Painter,
    Planes,
    Shelf,
    draw_rect,
)
from render.pixels.clipframes import ClipFrames
from render.pixels.living.bending import bent_panel, draw_bent
from render.pixels.living.cels import decode_cel, decode_ground, draw_cels
from render.pixels.living.shaking import shown_rect
from render.pixels.living.soft import SoftPainter
from render.pixels.living.swing import swing
from render.pixels.living.weather import WeatherPainter
from render.pixels.picture import (
    COARSE,
    DecodedPicture,
    Pictures,
    decode_picture,
    decode_rows,
    picture_bytes,
    picture_size,
    yuv_of,
)
from render.pixels.placed.framed import FramedPainter
from render.pixels.placed.stills import StillPainter
from render.pixels.placed.turning import TurnPainter
from render.pixels.segments import (
    Box,
    ClipLayer,
    Depth,
    FillLayer,
    FramedLayer,
    Layer,
    PanelLayer,
    Ramp,
    SoftLayer,
    SpreadLayer,
    StillLayer,
    TurnLayer,
    VideoSettings,
    WeatherLayer,
    opacity_at,
)
from render.pixels.spread import spread_planes
from render.pixels.strips import LONG, stretch


def painter_of(layer: Layer, settings: VideoSettings, pictures: Pictures, shelf: Shelf) -> Painter:
    """The painter that draws `layer`."""
    match layer:
        case PanelLayer() if layer.depth and layer.depth.cels:
            return _CelPainter(layer, settings, pictures)
        case PanelLayer() if layer.depth:
            return _BentPainter(layer, settings, pictures, shelf)
        case PanelLayer():
            return _PanelPainter(layer, settings, pictures, shelf)
        case SpreadLayer():
            return _SpreadPainter(layer, settings, pictures, shelf)
        case SoftLayer():
            shown = cache(lambda: _panel(layer.panel.shot.picture, settings, pictures, shelf))
            return SoftPainter(layer, settings, shown, shelf)
        case WeatherLayer():
            return WeatherPainter(layer, settings)
        case FramedLayer():
            panel = cache(lambda: _panel(layer.shot.picture, settings, pictures, shelf))
            return FramedPainter(layer, settings.fps, panel)
        case StillLayer():
            return StillPainter(layer, pictures, shelf)
        case ClipLayer():
            return _ClipPainter(layer, settings, pictures)
        case FillLayer():
            return _FillPainter(layer)
        case TurnLayer():
            inside = [painter_of(each, settings, pictures, shelf) for each in layer.layers]
            return TurnPainter(layer, inside)


class _Faded:
    """What all painters that draw whole boxes share: a box, an opacity, a scratch to fade with."""

    def __init__(self, box: Box | None, opacity: Ramp) -> None:
        self._box = box
        self._opacity = opacity
        self._scratch: Canvas | None = None

    def covers(self, i: int) -> bool:
        return self._box is None and opacity_at(self._opacity, i) >= 1

    def paint(self, canvas: Canvas, i: int) -> None:
        opacity = opacity_at(self._opacity, i)
        box = self._box or canvas.box
        if opacity >= 1:
            self._draw(canvas.planes, box, i)
        elif opacity > 0:
            if self._scratch is None:
                self._scratch = Canvas.blank(box.w, box.h)
            self._draw(self._scratch.planes, Box(0, 0, box.w, box.h), i)
            blend(canvas.planes, self._scratch.planes, box, opacity)

    def _draw(self, planes: Planes, box: Box, i: int) -> None:
        raise NotImplementedError


class _PanelPainter(_Faded):
    def __init__(
        self, layer: PanelLayer, settings: VideoSettings, pictures: Pictures, shelf: Shelf
    ) -> None:
        super().__init__(layer.box, layer.opacity)
        self._layer, self._fps = layer, settings.fps
        self._fetch = cache(lambda: _shown(layer, settings, pictures, shelf))
        self._stretch = _stretches(layer, settings, pictures, shelf)

    def _rect(self, i: int) -> Rect:
        return shown_rect(self._layer, i, self._fps)

    def state(self, i: int) -> object:
        return (self._rect(i), opacity_at(self._opacity, i))

    def _draw(self, planes: Planes, box: Box, i: int) -> None:
        rect = self._rect(i)
        picture = self._stretch(rect) or self._fetch()
        draw_rect(picture, picture.kept(rect), planes, box)


class _CelPainter(_Faded):
    """Draws an artist's layers in place of their panel."""

    def __init__(self, layer: PanelLayer, settings: VideoSettings, pictures: Pictures) -> None:
        super().__init__(layer.box, layer.opacity)
        self._layer, self._fps = layer, settings.fps
        self._depth = layer.depth or Depth(0.0)
        self._fetch = cache(lambda: _cels(self._depth, layer.shot.picture, pictures))

    def _seen(self, i: int) -> tuple[Rect, tuple[float, float]]:
        return shown_rect(self._layer, i, self._fps), swing(self._layer, i, self._fps)

    def state(self, i: int) -> object:
        return (self._seen(i), opacity_at(self._opacity, i))

    def _draw(self, planes: Planes, box: Box, i: int) -> None:
        rect, moved = self._seen(i)
        draw_cels(self._depth, self._fetch(), rect, moved, planes, box)


class _BentPainter(_Faded):
    """Draws a panel whose near things pass its far ones."""

    def __init__(
        self, layer: PanelLayer, settings: VideoSettings, pictures: Pictures, shelf: Shelf
    ) -> None:
        super().__init__(layer.box, layer.opacity)
        self._layer, self._fps = layer, settings.fps
        depth, width = layer.depth or Depth(0.0), min(key.rect.w for key in layer.shot.keyframes)
        self._panel = cache(lambda: _panel(layer.shot.picture, settings, pictures, shelf))
        self._bent = cache(lambda: bent_panel(self._panel(), depth, width))

    def _seen(self, i: int) -> tuple[Rect, float]:
        moved = swing(self._layer, i, self._fps)[0] if self._bent().pixels else 0.0
        return shown_rect(self._layer, i, self._fps), moved

    def state(self, i: int) -> object:
        return (self._seen(i), opacity_at(self._opacity, i))

    def _draw(self, planes: Planes, box: Box, i: int) -> None:
        rect, moved = self._seen(i)
        picture = self._panel()
        if self._bent().pixels:
            draw_bent(self._bent(), picture.kept(rect), moved, planes, box)
        else:
            draw_rect(picture, picture.kept(rect), planes, box)


def _cels(depth: Depth, panel: str, pictures: Pictures) -> tuple[DecodedPicture, ...]:
    size = picture_size(picture_bytes(pictures, panel), "the panel")
    ground, *others = depth.cels
    return (
        decode_ground(ground, size, pictures),
        *(decode_cel(cel, pictures) for cel in others),
    )


def _stretches(
    layer: PanelLayer, settings: VideoSettings, pictures: Pictures, shelf: Shelf
) -> Callable[[Rect], DecodedPicture | None]:
    """Gives the stretch of a strip that a frame shows; None for other panels."""
    key, limit = layer.shot.picture, pixels_for(settings.size)
    size = cache(lambda: picture_size(picture_bytes(pictures, key), "the panel"))
    shown = around(each.rect for each in layer.shot.keyframes)
    far = shown.y + shown.h > LONG * (shown.x + shown.w)  # of any other panel nothing is read

    def at(rect: Rect) -> DecodedPicture | None:
        rows = stretch(size(), limit, rect) if far else None
        if rows is None:
            return None

        def make() -> DecodedPicture:
            return decode_rows(picture_bytes(pictures, key), rows, "the panel")

        return shelf.get(f"rows {rows}", key, make)

    return at


def _shown(
    layer: PanelLayer, settings: VideoSettings, pictures: Pictures, shelf: Shelf
) -> DecodedPicture:
    """The layer's panel; enlarged, with all that the shot shows, where it needs that."""
    key, shown = layer.shot.picture, around(each.rect for each in layer.shot.keyframes)
    high = (layer.box.h if layer.box else settings.size[1]) or 1
    step = min(each.rect.h for each in layer.shot.keyframes) / high
    panel = _panel(key, settings, pictures, shelf, step)
    if not layer.tiles:
        return panel
    from render.pixels.enlarging.enlarged import enlarged_panel  # 15 MB that most segments spare

    kind = f"{shown} with {layer.tiles}"
    return shelf.get(kind, key, lambda: enlarged_panel(key, panel, layer.tiles, shown, pictures))


def _panel(
    key: str, settings: VideoSettings, pictures: Pictures, shelf: Shelf, step: float = 1.0
) -> DecodedPicture:
    limit, step = pixels_for(settings.size), step if step > COARSE else 1.0
    kind = f"panel of {limit}, {step}"
    return shelf.get(
        kind, key, lambda: decode_picture(picture_bytes(pictures, key), "the panel", limit, step)
    )


class _SpreadPainter(_Faded):
    def __init__(
        self, layer: SpreadLayer, settings: VideoSettings, pictures: Pictures, shelf: Shelf
    ) -> None:
        super().__init__(None, layer.opacity)
        width, height = settings.size

        def make() -> DecodedPicture:
            panel = _panel(layer.picture, settings, pictures, shelf)
            return spread_planes(panel, width, height, layer.box)

        kind = f"spread {width}x{height} {layer.box}"
        self._fetch = cache(lambda: shelf.get(kind, layer.picture, make))

    def state(self, i: int) -> object:
        return opacity_at(self._opacity, i)

    def _draw(self, planes: Planes, box: Box, i: int) -> None:  # noqa: ARG002
        ground = self._fetch()
        width, height = ground.planes.shape[1:]
        draw_rect(ground, Rect(0, 0, width, height), planes, box)


class _ClipPainter:
    def __init__(self, layer: ClipLayer, settings: VideoSettings, pictures: Pictures) -> None:
        self._box = layer.box or Box(0, 0, *settings.size)
        self._opacity = layer.opacity
        size = self._box.w, self._box.h
        self._frames = ClipFrames(lambda: pictures(layer.clip), layer, size, settings.fps)

    def state(self, i: int) -> object:
        return (i, opacity_at(self._opacity, i))

    def covers(self, i: int) -> bool:  # noqa: ARG002 - it may have alpha
        return False

    def paint(self, canvas: Canvas, i: int) -> None:
        planes, opacity = self._frames.at(i), opacity_at(self._opacity, i)
        if len(planes) > 3:
            blend_masked(canvas.planes, planes, self._box, opacity)
        else:
            blend(canvas.planes, planes, self._box, opacity)


class _FillPainter:
    def __init__(self, layer: FillLayer) -> None:
        self._levels = yuv_of(layer.colour)
        self._opacity = layer.opacity

    def state(self, i: int) -> object:
        return opacity_at(self._opacity, i)

    def covers(self, i: int) -> bool:
        return opacity_at(self._opacity, i) >= 1

    def paint(self, canvas: Canvas, i: int) -> None:
        blend_flat(canvas.planes, self._levels, opacity_at(self._opacity, i))
