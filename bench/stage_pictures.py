"""Draws the pictures of docs/stage.md: each thing that can stand on a picture, from the sample.

    python bench/stage_pictures.py
    python bench/stage_pictures.py slide wipe      only what these films are drawn for
    python bench/stage_pictures.py --store FOLDER  with what an earlier run left there

The sample is told in the draft voice, with a few comments more. Each picture is the frame in the
middle of the first thing of its kind.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.stage_films import WIDE, StageFilm, film_of  # noqa: E402
from render.lettering.signs.balloon_signs import BalloonSign  # noqa: E402
from render.lettering.signs.callout_signs import CalloutSign  # noqa: E402
from render.lettering.signs.caption_signs import CaptionSign  # noqa: E402
from render.lettering.signs.signs import NameSign  # noqa: E402
from render.pixels.segments import TurnLayer  # noqa: E402
from render.production.planning.style import StyleOptions  # noqa: E402

OUT = ROOT / "docs" / "stage"
SIZES = {"wide": WIDE, "tall": (720, 1280)}
SMALL = 400
"""Pixels of a picture's longer side: one is looked at, not studied."""
ASKED = {
    '"Is that a foghorn, Captain?"': "camera: side by side the cabin boy and Ines",
    "Out at sea, Captain Ines": "inset: Ines",
    "They ran down all 212": "callout: 212 steps",
}
"""What is asked for before these words, so that each kind is to be seen."""

Found = dict[str, tuple[int, int]]
"""By kind, the scene and the frame in which the first is seen."""


def main() -> None:
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--store", type=Path)
    given = asked.parse_args()
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story"
        shutil.copytree(ROOT / "assets" / "sample", story)
        text = (story / "index.md").read_text("utf-8")
        for words, comment in ASKED.items():
            text = text.replace(words, f"<!-- {comment} -->\n\n{words}", 1)
        (story / "index.md").write_text(text, "utf-8")
        wide = ("plain", "comic", "documentary")
        for name, size, style in (
            *((kind, "wide", StyleOptions(kind)) for kind in wide),
            ("karaoke", "wide", StyleOptions("plain", lettering="karaoke")),
            ("upright", "tall", StyleOptions("comic")),
            ("slide", "wide", StyleOptions("plain")),
            ("wipe", "wide", StyleOptions("plain")),
        ):
            if given.names and name not in given.names:
                continue
            if name in ("slide", "wipe"):
                (story / "inkreel.toml").write_text(f'[camera]\ntransition = "{name}"\n', "utf-8")
            _draw(name, story, SIZES[size], style, given.store or Path(folder) / "store")


def _draw(name: str, story: Path, size: tuple[int, int], style: StyleOptions, store: Path) -> None:
    """Pictures of the kinds that a style has and that no earlier one was drawn of."""
    film = film_of(story, store, style, size)
    for kind, (scene, frame) in _found(name, film).items():
        image = film.frame(scene, frame)
        image.thumbnail((SMALL, SMALL))
        image.save(OUT / f"{kind}.jpg", quality=82, optimize=True)
        sys.stdout.write(f"{OUT / kind}.jpg\n")


def _found(name: str, film: StageFilm) -> Found:
    wanted = {
        "plain": ("plain",), "comic": ("balloon", "box", "inset", "side-by-side", "callout"),
        "documentary": ("name",), "karaoke": ("karaoke",), "upright": ("captions", "split-page"),
        "slide": ("slide",), "wipe": ("wipe",),
    }[name]  # fmt: skip
    found: Found = {}
    for number in film.scenes:
        for kind, frame in _things(film, number):
            found.setdefault(kind, (number, frame))
    return {kind: found[kind] for kind in wanted}


def _things(film: StageFilm, number: int) -> Iterator[tuple[str, int]]:
    """What stands on a scene's pictures, with the frame in its middle."""
    direction = film.made.directions[number]
    tall = film.plan.view.height > film.plan.view.width
    for shot, note in zip(direction.shots, direction.notes, strict=True):
        middle = shot.start + shot.frames // 2
        if shot.places:
            yield "split-page" if tall else "side-by-side", middle
        elif note.scale == "medium":
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
