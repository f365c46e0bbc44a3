"""Does the studio's canvas show what the film will? Both, at ten places of a story.

    python bench/studio_frames.py STORY --store FOLDER [--episode 0] [--places 10] [--deep]
                                  [--out FOLDER]

Opens a studio on the story in a headless Chromium, takes the canvas at the film's size at places
spread evenly over an episode, and compares it with the frame there: as it is composed, and as a
film has it, coded and decoded. The canvas is taken as the page draws it while it plays, before and
after its close-ups are drawn anew as a render does, and as it rests. Prints mean differences in
levels of RGB, and of luma; and by how many pixels what moves lies beside its place in the composed
frame, in that of 24 parts of it in which that is farthest. Exits 1 where the canvas that moves is
further than MOST from the frame as it is composed, or that at rest from the coded film's, as a mean
over all places, or anything by more than FAR. `--deep` takes the places of shots in which near
things pass far ones: their beginnings, middles and ends. `--out` keeps the pictures.
"""

from __future__ import annotations

import argparse
import base64
import io
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import TypeAdapter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.studio_page import Browser, opened  # noqa: E402
from render.pixels.compose import compose_frame, segment_bytes  # noqa: E402
from render.pixels.encode import rgb_frame  # noqa: E402
from render.pixels.enlarging.enlarged import make_tiles  # noqa: E402
from render.pixels.segments import _KINDS, Segment, VideoSettings, enlarged_in  # noqa: E402
from voices.store.store import FolderStore  # noqa: E402

MOST = 2.0
"""Levels by which the canvas may differ from the film, as a mean over all places."""
FAR = 1.0
"""Pixels by which what the canvas shows may lie beside its place in the film."""
PARTS = 4, 6
"""Parts of a frame in which what it shows is placed: down, across."""
EDGES = 1e6
"""Of a part's gradients, squared and summed: where there is less, nothing has a place."""
LUMA = np.array((0.2126, 0.7152, 0.0722), np.float32)

Pixels = NDArray[np.float32]


def canvas(page: Browser) -> Pixels:
    """The player's canvas as it is now."""
    data = page.evaluate(
        """(async () => {
          const blob = await new Promise((done) => studio.player.canvas.toBlob(done));
          const reader = new FileReader();
          const read = new Promise((done) => { reader.onload = () => done(reader.result); });
          reader.readAsDataURL(blob);
          return (await read).split(",")[1];
        })()"""
    )
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"), np.float32)


def pixels(frame: av.VideoFrame) -> Pixels:
    return rgb_frame(frame).astype(np.float32)


def segment_of(scene: dict[str, Any], number: int) -> Segment:
    """The segment of a scene that has frame `number` of it."""
    data = next(s for s in scene["segments"] if s["start"] <= number < s["start"] + s["frames"])
    layers = []
    for layer in data["layers"]:
        plain = {name: value for name, value in layer.items() if name != "kind"}
        layers.append(TypeAdapter(_KINDS[layer["kind"]]).validate_python(plain))
    return Segment(data["start"], data["frames"], tuple(layers))


def coded(segment: Segment, i: int, settings: VideoSettings, store: FolderStore) -> Pixels:
    """Frame `i` of a segment out of its film."""
    with av.open(io.BytesIO(segment_bytes(segment, settings, store.get))) as film:
        return pixels(next(islice(film.decode(video=0), i, None)))


def apart(a: Pixels, b: Pixels) -> tuple[float, float]:
    """Mean differences: RGB, luma."""
    return float(np.abs(a - b).mean()), float(np.abs((a - b) @ LUMA).mean())


def beside(a: Pixels, b: Pixels) -> float:
    """By how many pixels what `a` shows lies beside its place in `b`, where that is farthest."""
    found = [0.0]
    for rows in np.array_split(np.stack([a @ LUMA, b @ LUMA]), PARTS[0], axis=1):
        for part in np.array_split(rows, PARTS[1], axis=2):
            down, across = (each.ravel() for each in np.gradient(part[1]))
            rise = np.stack([across, down], axis=1)
            if np.linalg.det(rise.T @ rise) > EDGES**2:
                apart = np.linalg.lstsq(rise, (part[1] - part[0]).ravel(), rcond=None)[0]
                found.append(float(np.abs(apart).max()))
    return max(found)


def places(film: dict[str, Any], count: int, *, deep: bool) -> list[int]:
    """Frames of an episode, evenly spread; `deep`: of those in which near things pass far ones."""
    frames = sum(scene["frames"] for scene in film["scenes"])
    if not deep:
        return np.linspace(0, frames - 1, count + 2).astype(int)[1:-1].tolist()
    found = []
    for scene in film["scenes"]:
        for each in scene["segments"]:
            layers = [*each["layers"], *(i for o in each["layers"] for i in o.get("layers", ()))]
            if any(layer.get("depth") for layer in layers):
                first, last = scene["first"] + each["start"], each["frames"] - 1
                found += [first, first + last // 2, first + last]
    some = np.linspace(0, len(found) - 1, min(count, len(found))).astype(int)
    return [found[at] for at in some]


def place(
    page: Browser, scene: dict[str, Any], number: int, store: FolderStore
) -> dict[str, Pixels]:
    """The pictures of one place: the canvas as it moves, `before` a render has drawn its close-ups
    anew and after (`moving`), and at `rest`; the frame as it is `composed`, and out of the
    `film`."""
    show = """(to) => {
      const { player } = studio;
      player.still = null;
      player.seek((to + 0.5) / player.fps);
      return player.ready();
    }"""
    page.evaluate("studio.player.rest = () => Promise.resolve()")
    page.evaluate(show, scene["first"] + number)
    found = {"before": canvas(page)}
    settings = VideoSettings(tuple(page.evaluate("studio.player.size")))
    segment = segment_of(scene, number)
    i = number - segment.start
    for picture, tile in enlarged_in(segment):
        make_tiles(picture, (tile,), store.get, store)
    page.evaluate("studio.player.sharpen()")
    page.evaluate("studio.player.ready()")
    found["moving"] = canvas(page)
    page.evaluate("delete studio.player.rest")
    page.evaluate("studio.player.rest()")
    found["rest"] = canvas(page)
    found["composed"] = pixels(compose_frame(segment, i, settings, store.get))
    found["film"] = coded(segment, i, settings, store)
    return found


def main() -> int:
    """Run it; 1 where the canvas is too far from the film."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("story", type=Path)
    asked.add_argument("--store", required=True)
    asked.add_argument("--episode", type=int, default=0)
    asked.add_argument("--places", type=int, default=10)
    asked.add_argument("--deep", action="store_true")
    asked.add_argument("--out", type=Path)
    given = asked.parse_args()
    rows, store = [], FolderStore(Path(given.store))
    with opened(given.story, given.store) as (_, page):
        if given.episode:
            page.turn_to(given.episode)
        film = page.evaluate("studio.player.film")
        page.evaluate(
            "[studio.player.canvas.width, studio.player.canvas.height] = studio.player.size"
        )
        for at in places(film, given.places, deep=given.deep):
            scene = next(s for s in film["scenes"] if s["first"] <= at < s["first"] + s["frames"])
            found = place(page, scene, at - scene["first"], store)
            rows.append(
                [
                    x
                    for way in ("before", "moving", "rest")
                    for of in ("composed", "film")
                    for x in apart(found[way], found[of])
                ]
            )
            rows[-1].append(beside(found["moving"], found["composed"]))
            print(f"frame {at:6}", *(f"{each:6.2f}" for each in rows[-1]), flush=True)
            for name, picture in found.items() if given.out else ():
                given.out.mkdir(parents=True, exist_ok=True)
                Image.fromarray(picture.astype(np.uint8)).save(given.out / f"{at:06}-{name}.png")
    if not rows:
        print("nothing passes anything in this episode")
        return 0
    means = np.mean(rows, axis=0)
    print(
        "before close-ups are drawn anew, moving, resting: RGB, luma to composed, to film; pixels"
    )
    print("mean        ", *(f"{each:6.2f}" for each in means))
    most = np.max(rows, axis=0)
    print("most        ", *(f"{each:6.2f}" for each in most))
    return 0 if max(means[4], means[10]) <= MOST and most[12] <= FAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
