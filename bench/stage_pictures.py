"""Draws the pictures of docs/stage.md, lettering.md and living.md: each thing that can stand on a
picture or happen to it, from the sample.

    python bench/stage_pictures.py
    python bench/stage_pictures.py slide wipe      only what these films are drawn for
    python bench/stage_pictures.py --store FOLDER  with what an earlier run left there
    python bench/stage_pictures.py --full FOLDER   each at full size, too, for looking at

The sample is told in the draft voice, with a few comments more. Each picture is the frame in the
middle of the first thing of its kind.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.stage_films import WIDE, StageFilm, film_of  # noqa: E402
from render.editing.opening import title_frames  # noqa: E402
from render.lettering.signs.balloon_signs import BalloonSign  # noqa: E402
from render.lettering.signs.callout_signs import CalloutSign  # noqa: E402
from render.lettering.signs.caption_signs import CaptionSign  # noqa: E402
from render.lettering.signs.signs import NameSign  # noqa: E402
from render.pixels.segments import TurnLayer  # noqa: E402
from render.production.planning.style import StyleOptions  # noqa: E402

DOCS = ROOT / "docs"
TALL = (720, 1280)
SMALL = 400
"""Pixels of a picture's longer side: one is looked at, not studied."""
ASKED = {
    '"Is that a foghorn, Captain?"': "camera: side by side the cabin boy and Ines",
    "Out at sea, Captain Ines": "inset: Ines",
    "They ran down all 212": "callout: 212 steps",
}
"""What is asked for before these words, so that each kind is to be seen."""
HAPPENING = {
    "Mira looked where she was": "weather: rain",
    "In this damp?": "focus: another fisherman",
    "Mira sat down on a lobster": "light: glow",
    "One by one, the boats": "weather: snow",
}
"""What is asked to happen to pictures."""
GAP = 8
"""Pixels between the pictures of a sheet."""
SHEETS = {
    "lettering": (("title", "balloon", "name", "callout", "inset", "end"), 3, 480),
    "living": (("rain", "snow", "glow", "focus"), 2, 720),
}
"""By the file in docs/, the pictures of a sheet, its columns, and a picture's width."""


@dataclass(frozen=True)
class Told:
    """How the sample is told for the pictures of some `kinds`."""

    kinds: tuple[str, ...]
    style: StyleOptions
    size: tuple[int, int] = WIDE
    asked: Mapping[str, str] = field(default_factory=lambda: ASKED)
    transition: str = ""


TOLD = {
    "plain": Told(("plain", "title", "end"), StyleOptions("plain")),
    "comic": Told(("balloon", "box", "inset", "side-by-side"), StyleOptions("comic")),
    "documentary": Told(("name", "callout"), StyleOptions("documentary")),
    "karaoke": Told(("karaoke",), StyleOptions("plain", lettering="karaoke")),
    "upright": Told(("captions", "split-page"), StyleOptions("comic"), TALL),
    "living": Told(("rain", "snow", "glow", "focus"), StyleOptions("plain"), asked=HAPPENING),
    "slide": Told(("slide",), StyleOptions("plain"), transition="slide"),
    "wipe": Told(("wipe",), StyleOptions("plain"), transition="wipe"),
}


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--store", type=Path)
    parser.add_argument("--full", type=Path)
    given = parser.parse_args()
    drawn: dict[str, Image.Image] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, told in TOLD.items():
            if not given.names or name in given.names:
                drawn |= _drawn(told, Path(folder) / name, given.store or Path(folder) / "store")
    in_sheets = {kind for kinds, _, _ in SHEETS.values() for kind in kinds}
    for kind, image in drawn.items():
        if given.full:
            given.full.mkdir(parents=True, exist_ok=True)
            image.save(given.full / f"{kind}.png")
        if kind not in in_sheets or (DOCS / "stage" / f"{kind}.jpg").exists():
            small = image.copy()
            small.thumbnail((SMALL, SMALL))
            _save(small, DOCS / "stage" / f"{kind}.jpg")
    for name, (kinds, columns, width) in SHEETS.items():
        if drawn.keys() >= set(kinds):
            sheet = _sheet([drawn[kind] for kind in kinds], columns, width)
            _save(sheet, DOCS / f"{name}.jpg")


def _save(image: Image.Image, file: Path) -> None:
    image.save(file, quality=82, optimize=True)
    sys.stdout.write(f"{file}\n")


def _sheet(images: Sequence[Image.Image], columns: int, width: int) -> Image.Image:
    """Pictures of one size in rows."""
    height = round(images[0].height * width / images[0].width)
    rows = -(-len(images) // columns)
    size = (columns * (width + GAP) - GAP, rows * (height + GAP) - GAP)
    sheet = Image.new("RGB", size, (255, 255, 255))
    for number, image in enumerate(images):
        at = ((number % columns) * (width + GAP), (number // columns) * (height + GAP))
        sheet.paste(image.resize((width, height), Image.Resampling.LANCZOS), at)
    return sheet


def _drawn(told: Told, story: Path, store: Path) -> dict[str, Image.Image]:
    """The pictures of the kinds that the sample is told for."""
    shutil.copytree(ROOT / "assets" / "sample", story)
    text = (story / "index.md").read_text("utf-8")
    for words, comment in told.asked.items():
        at = text.index(words)
        paragraph = text.rindex("\n\n", 0, at) + 2
        text = f"{text[:paragraph]}<!-- {comment} -->\n\n{text[paragraph:]}"
    (story / "index.md").write_text(text, "utf-8")
    if told.transition:
        wanted = f'[camera]\ntransition = "{told.transition}"\n'
        (story / "inkreel.toml").write_text(wanted, "utf-8")
    film = film_of(story, store, told.style, told.size)
    found: dict[str, tuple[int, int]] = {}
    for number in film.scenes:
        for kind, frame in _things(film, number):
            found.setdefault(kind, (number, frame))
    ends = {"end": film.end(0, round(1.5 * film.plan.view.fps))} if "end" in told.kinds else {}
    return ends | {kind: film.frame(*found[kind]) for kind in told.kinds if kind != "end"}


def _things(film: StageFilm, number: int) -> Iterator[tuple[str, int]]:
    """What stands on a scene's pictures, with the frame in its middle."""
    direction = film.made.directions[number]
    tall = film.plan.view.height > film.plan.view.width
    scene, fps = film.plan.scenes[number], film.plan.view.fps
    if scene.title:
        timeline = film.made.timelines[number]
        yield "title", sum(title_frames(timeline, scene.rests.title, scene.title, fps)) // 2
    for flourish in direction.flourishes:
        yield flourish.kind, (flourish.first + flourish.last) // 2
    for shot, note in zip(direction.shots, direction.notes, strict=True):
        middle = shot.start + shot.frames // 2
        if shot.places:
            yield "split-page" if tall else "side-by-side", middle
        elif note.scale in ("medium", "medium close", "close"):
            yield "plain", middle
    for segment in film.made.segments[number]:
        for layer in segment.layers:
            if isinstance(layer, TurnLayer):
                yield layer.kind, segment.start + (layer.first + layer.last) // 2
    for inset in direction.insets:
        yield "inset", inset.shot.start + inset.shot.frames // 2
    letters = film.letters(number)
    for overlay, sign in zip(letters.overlays, letters.signs, strict=True):
        kinds = {NameSign: "name", CalloutSign: "callout", CaptionSign: "captions"}
        kind = kinds.get(type(sign), "balloon")
        if isinstance(sign, BalloonSign) and sign.manner == "aside":
            kind = "box"
        if isinstance(sign, CaptionSign) and sign.lit:
            kind = "karaoke"
        if kind != "callout" or (isinstance(sign, CalloutSign) and not sign.rolling):
            yield kind, (overlay.first + overlay.last) // 2


if __name__ == "__main__":
    main()
