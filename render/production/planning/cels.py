"""An artist's own layers of a panel, found beside it: NAME.layers/*.png or NAME.ora.

They are checked before anything is made: as large as their panel, not too many, whole, and inside
the story's folder. OpenRaster is a ZIP of PNG files and a `stack.xml` that says how they lie over
each other (https://www.openraster.org).
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from render.pixels.picture import decode_still, picture_size
from render.pixels.segments import Cel
from story.errors import RenderError, StoryError, reason
from story.formats.archive import Archive
from story.formats.natural_order import natural
from story.model import Panel
from story.safe_text import shortened
from voices.store.store import Store, file_key

LARGEST = 250_000_000
"""Bytes of a picture's file: more is a mistake, or meant to fill a disk."""
_MOST = 16
"""Layers of a panel: each costs a frame as much as a panel does."""
_MOST_PIXELS = 32_000_000
"""Pixels of a panel's layers together: a worker holds eight bytes of each."""
_DEEPEST = 20
"""Groups in groups of layers."""
_FARTHEST = 1_000_000
"""Pixels from a picture's corner: a layer there is a slip."""
_NORMAL = ("", "svg:src-over")
"""How layers are laid over each other here, by OpenRaster's names."""
_DECLARED = ("<!doctype", "<!entity")
"""A stack that declares anything of its own is no drawing program's."""


@dataclass(frozen=True)
class _Drawn:
    """A layer as it was found: `name` is what errors call it."""

    name: str
    data: bytes
    x: int = 0
    y: int = 0
    opacity: float = 1.0


def artists_cels(panel: Panel, story: str, store: Store) -> tuple[Cel, ...]:
    """The layers of a panel from back to front, put in the store; none where there are none, or the
    panel itself can't be read, which is told when it is looked at.

    Raises StoryError with the panel's row in the file `story` where they can't be used.
    """
    if panel.file is None:
        return ()
    folder, archive = (panel.file.with_suffix(end) for end in (".layers", ".ora"))
    beside = [each for each in (folder, archive) if each != panel.file and os.path.lexists(each)]
    size = _size(panel.file) if beside else None
    if size is None:
        return ()
    try:
        return tuple(_kept(_found(beside, panel.file, size), store))
    except (StoryError, RenderError, OSError) as error:
        raise StoryError(
            f"{story}, row {panel.row}: the layers of {panel.path}: {reason(error)}."
        ) from error


def _size(panel: Path) -> tuple[int, int] | None:
    """The panel's own; None where it can't be read."""
    try:
        return picture_size(panel.read_bytes(), panel.name)
    except RenderError:
        return None


def _found(there: list[Path], panel: Path, size: tuple[int, int]) -> list[_Drawn]:
    if len(there) > 1:
        raise StoryError(f"{there[0].name} and {there[1].name} are both there. Keep one")
    source = there[0]
    if not source.resolve().is_relative_to(panel.parent.resolve()):
        raise StoryError(f"{source.name} lies outside of the story's folder")
    drawn = _in_folder(source, size) if source.suffix == ".layers" else _in_ora(source, size)
    if len(drawn) > _MOST:
        raise StoryError(f"{source.name} has {len(drawn)} layers. Merge some: at most {_MOST}")
    if not drawn:
        raise StoryError(f"{source.name} holds no layer that is seen")
    pixels = sum(math.prod(picture_size(each.data, each.name)) for each in drawn)
    if pixels > _MOST_PIXELS:
        raise StoryError(
            f"{source.name} holds {pixels / 1e6:.0f} megapixels of layers. Crop or merge some: "
            f"at most {_MOST_PIXELS / 1e6:.0f}"
        )
    return drawn


def _kept(drawn: list[_Drawn], store: Store) -> Iterator[Cel]:
    for each in drawn:
        key = file_key("picture", each.data)
        if not store.has(key):
            try:
                decode_still(each.data)
            except RenderError as error:
                told = str(error).replace("the lettering", each.name, 1)
                raise StoryError(told) from error
            store.put(key, each.data)
        yield Cel(key, each.x, each.y, each.opacity)


def _in_folder(folder: Path, size: tuple[int, int]) -> list[_Drawn]:
    """The PNG files of a folder by their names, numbers by their size."""
    if not folder.is_dir():
        raise StoryError(f"{folder.name} is no folder")
    names = sorted((path.name for path in folder.iterdir() if _is_layer(path)), key=natural)
    if len(names) > _MOST:
        raise StoryError(f"{folder.name} has {len(names)} layers. Merge some: at most {_MOST}")
    drawn = [_read(folder / name, folder) for name in names]
    for each in drawn:
        _same_size(each.name, picture_size(each.data, each.name), size)
    return drawn


def _is_layer(path: Path) -> bool:
    return path.suffix.lower() == ".png" and not path.name.startswith(".")


def _read(path: Path, folder: Path) -> _Drawn:
    name = f"{folder.name}/{path.name}"
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise StoryError(f"{name} is no file in its folder")
    if path.stat().st_size > LARGEST:
        raise StoryError(f"{name} has more than {LARGEST / 1e6:.0f} MB")
    return _Drawn(name, path.read_bytes())


def _same_size(name: str, found: tuple[int, int], wanted: tuple[int, int]) -> None:
    if found != wanted:
        raise StoryError(
            f"{name} has {found[0]}×{found[1]} pixels, and the picture {wanted[0]}×{wanted[1]}. "
            "Export it at the picture's size"
        )


def _in_ora(path: Path, size: tuple[int, int]) -> list[_Drawn]:
    """The layers of an OpenRaster file that are seen."""
    archive = Archive.opened(path)
    with archive.file:
        if not archive.holds("stack.xml"):
            raise StoryError(f"{path.name} has no stack.xml: it is no OpenRaster file")
        image = _stack(path.name, archive.text("stack.xml"))
        said = tuple(_number(image, side, path.name) for side in ("w", "h"))
        _same_size(path.name, (said[0], said[1]), size)
        front_first = [
            each for stack in image.findall("stack") for each in _layers(stack, path.name)
        ]
        if len(front_first) > _MOST:
            raise StoryError(
                f"{path.name} has {len(front_first)} layers. Merge some: at most {_MOST}"
            )
        return [_part(layer, archive, path.name) for layer in reversed(front_first)]


def _stack(name: str, text: str) -> ElementTree.Element:
    if any(each in text.lower() for each in _DECLARED):
        raise StoryError(f"{name}: its stack.xml declares a document type, and is not read")
    try:
        image = ElementTree.fromstring(text)  # noqa: S314 - it declares no entities
    except (ElementTree.ParseError, ValueError) as error:
        raise StoryError(f"{name}: its stack.xml is damaged: {reason(error)}") from error
    if image.tag != "image":
        raise StoryError(f"{name}: its stack.xml is no image's")
    return image


_Seen = tuple[ElementTree.Element, int, int, float]


def _layers(stack: ElementTree.Element, name: str, deep: int = 0) -> Iterator[_Seen]:
    """The layers of a stack that are seen, front to back, each where it lies, with how opaque it
    and its groups are."""
    if deep > _DEEPEST:
        raise StoryError(f"{name} has groups of layers deeper than {_DEEPEST}")
    for each in stack:
        if each.tag not in ("layer", "stack") or each.get("visibility") == "hidden":
            continue
        blending = each.get("composite-op", "")
        if blending not in _NORMAL:
            called = shortened(each.get("name") or each.get("src") or each.tag, 40)
            raise StoryError(
                f"{name}: “{called}” is blended by {shortened(blending, 40)}, and here layers only "
                "lie over each other. Merge it into the one below it"
            )
        own = each.get("opacity", "1")
        try:
            opacity = float(own)
        except ValueError:
            opacity = -1.0
        if not 0 <= opacity <= 1:
            raise StoryError(f"{name}: {shortened(own, 20)!r} is no opacity from 0 to 1")
        x, y = _number(each, "x", name), _number(each, "y", name)
        if opacity == 0:
            continue
        if each.tag == "layer":
            yield each, x, y, opacity
            continue
        for layer, dx, dy, inner in _layers(each, name, deep + 1):
            yield layer, x + dx, y + dy, opacity * inner


def _number(element: ElementTree.Element, key: str, name: str) -> int:
    said = element.get(key, "0")
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not abs(number) <= _FARTHEST or number != int(number):
        raise StoryError(f"{name}: {key} is {shortened(said, 20)!r}, no number of pixels")
    return int(number)


def _part(layer: _Seen, archive: Archive, name: str) -> _Drawn:
    element, x, y, opacity = layer
    source = element.get("src", "")
    shown = shortened(source, 60)
    if ".." in Path(source).parts or not archive.holds(source):
        raise StoryError(f"{name} has no layer {shown!r} inside")
    data = archive.read(source, LARGEST)
    picture_size(data, f"{name}: {shown}")
    return _Drawn(f"{name}: {shown}", data, x, y, opacity)
