"""The proof: every shot of a story with its words on one page, the doubtful first; for print, too.

One file without anything fetched from elsewhere.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from render.shots import View
from render.storyboard.doubts import doubts
from render.storyboard.seen import SeenScene, SeenShot, happening, seen_shots
from render.storyboard.sheet import Opener, clock, pictured

WIDE = 480
"""Pixels of a shot's picture across: three to a printed row at 150 to the inch."""

_STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #1b1c20; background: #fff }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem }
figure { margin: 0; padding: .4rem; border: 1px solid #bbb; break-inside: avoid }
figure.red { border: 2px solid #a3260f } img { width: 100%; display: block; background: #ddd }
.doubt { color: #a3260f; font-weight: 600 } .quiet { color: #565962 } p { margin: .25rem 0 }
@media print { body { margin: 0 } main { grid-template-columns: 1fr 1fr 1fr; gap: 4mm } }
@page { size: A4 landscape; margin: 10mm }
"""


@dataclass(frozen=True)
class ProofShot:
    """A shot on the proof: of which scene, and why a person should look at it."""

    scene: SeenScene
    shot: SeenShot
    doubts: tuple[str, ...]


def proof_shots(scenes: Sequence[SeenScene], view: View) -> tuple[ProofShot, ...]:
    """All shots, those with most doubts first, else in the story's order."""
    every = [
        ProofShot(scene, shot, doubts(scene, shot, view.fps))
        for scene in scenes
        for shot in seen_shots(scene, view)
    ]
    return tuple(sorted(every, key=lambda each: -len(each.doubts)))


def proof_page(title: str, shots: Sequence[ProofShot], view: View, picture: Opener) -> str:
    """The page of a story's shots, in the order given."""
    pictures: dict[str, Image.Image] = {}
    figures = "".join(_figure(each, view, picture, pictures) for each in shots)
    name, red = html.escape(title), sum(bool(each.doubts) for each in shots)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{name}: proof</title>\n'
        f"<style>{_STYLE}</style>\n<h1>{name}</h1>\n"
        f'<p class="quiet">{len(shots)} shots, {red} to look at.</p>\n'
        f"<main>\n{figures}</main>\n</html>\n"
    )


def _figure(each: ProofShot, view: View, picture: Opener, pictures: dict[str, Image.Image]) -> str:
    shot, facts = each.shot, each.scene.pictures[each.shot.note.panel]
    image = ""
    if facts is not None:
        if facts.key not in pictures:
            pictures.clear()  # shots of one panel mostly follow each other: one is kept
            pictures[facts.key] = picture(facts.key).convert("RGB")
        scale = pictures[facts.key].width / facts.width
        image = f'<img alt="" src="{_data(pictures[facts.key], shot, scale)}">'
    told = f"{clock(float(shot.first / view.fps))} {shot.note.scale}: {shot.note.subject}"
    told += f" · {found}" if (found := happening(shot)) else ""
    red = "".join(f'<p class="doubt">{html.escape(why)}</p>' for why in each.doubts)
    mark = ' class="red"' if each.doubts else ""
    return (
        f"<figure{mark}>{image}<figcaption>"
        f'<p class="quiet">{html.escape(told)}</p>{red}<p>{html.escape(shot.words)}</p>'
        "</figcaption></figure>\n"
    )


def _data(picture: Image.Image, shot: SeenShot, scale: float) -> str:
    """What a shot shows in the end, as the address of a JPEG that holds it."""
    high = max(1, round(WIDE * shot.crop_to.h / shot.crop_to.w))
    out = io.BytesIO()
    pictured(picture, shot, last=True, scale=scale, high=high).save(out, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def ranking_page(stories: Sequence[tuple[str, str, int, int]]) -> str:
    """A page that lists stories (title, address of the proof, doubtful shots, shots), as given."""
    rows = "".join(
        f'<tr><td><a href="{html.escape(address)}">{html.escape(title)}</a></td>'
        f"<td>{red}</td><td>{count}</td></tr>\n"
        for title, address, red, count in stories
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Proofs</title>\n'
        f"<style>{_STYLE} td, th {{ padding: .2rem 1.5rem .2rem 0; text-align: left }}</style>\n"
        "<h1>Proofs, the most doubtful first</h1>\n<table>\n"
        f"<tr><th>Story</th><th>To look at</th><th>Shots</th></tr>\n{rows}</table>\n</html>\n"
    )
