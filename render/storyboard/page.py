"""The storyboard as a page: one HTML file with everything in it, no script, no network."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from fractions import Fraction

from PIL import Image

from render.geometry import Rect, centre
from render.shots import Shot, rect_at
from render.storyboard.seen import Scene, Shown, shown
from render.storyboard.sheet import Opener, clock, hue

LONGEST = 900
"""Pixels of a panel's longer side on the page: enough to judge a crop by."""

_STYLE = """
body { background: #18191d; color: #ecece8; font: 16px/1.45 system-ui, sans-serif; margin: 2rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem }
.panel { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 1.25rem }
.map { position: sticky; top: 1rem; align-self: start; width: 100%; height: auto }
ol { list-style: none; margin: 0; padding: 0 }
li { display: grid; grid-template-columns: 13rem 1fr; gap: 1rem; margin-bottom: .75rem }
li svg { width: 100%; height: auto; display: block }
p { margin: 0 } .when { font-size: .85rem } .file { color: #96989e; font-weight: normal }
"""


def board_page(title: str, scenes: Sequence[Scene], fps: Fraction, picture: Opener) -> str:
    """The whole page. Times are in the film, rects as the camera has them at each middle."""
    parts = [
        part for number, scene in enumerate(scenes) for part in _panels(scene, number, fps, picture)
    ]
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}: storyboard</title>\n<style>{_STYLE}</style>\n"
        f"<h1>{html.escape(title)}</h1>\n{''.join(parts)}</html>\n"
    )


def _panels(scene: Scene, number: int, fps: Fraction, picture: Opener) -> list[str]:
    sentences = shown(scene, fps)
    found = []
    for index, facts in enumerate(scene.pictures):
        shots = [shot for shot in scene.direction.shots if facts and shot.picture == facts.key]
        if facts is None or not shots:
            continue
        here = [each for each in sentences if each.beat.panel == index]
        name = f"p{number}-{index}"
        size = (facts.width, facts.height)
        rows = [
            _row(each, name, size, float(scene.first / fps), order / max(len(here) - 1, 1))
            for order, each in enumerate(here)
        ]
        heading = html.escape(scene.section.title or scene.section.label)
        path = html.escape(scene.section.panels[index].path)
        found.append(
            f'<h2>{heading} <span class="file">{path}</span></h2>\n<div class="panel">\n'
            f"{_map(name, picture(facts.key), size, shots, here, fps)}"
            f"<ol>\n{''.join(rows)}</ol>\n</div>\n"
        )
    return found


def _row(each: Shown, name: str, size: tuple[int, int], begin: float, part: float) -> str:
    view = _view(each.crop, name, size) if each.crop else "<span></span>"
    when = f"{clock(begin + each.beat.onset)} – {clock(begin + each.beat.offset)}"
    return (
        f'<li>{view}<div><p class="when" style="color:{_css(part)}">{when} · '
        f"{html.escape(each.what)}</p><p>{html.escape(each.beat.text)}</p></div></li>\n"
    )


def _view(crop: Rect, name: str, size: tuple[int, int]) -> str:
    box = f"{crop.x:.1f} {crop.y:.1f} {crop.w:.1f} {crop.h:.1f}"
    return f'<svg viewBox="{box}"><use href="#{name}" width="{size[0]}" height="{size[1]}"/></svg>'


def _map(
    name: str,
    picture: Image.Image,
    size: tuple[int, int],
    shots: Sequence[Shot],
    sentences: Sequence[Shown],
    fps: Fraction,
) -> str:
    """The panel with the rects of its sentences and the way of the frame's centre."""
    thick = max(size) / 300
    rects = "".join(
        f'<rect x="{c.x:.1f}" y="{c.y:.1f}" width="{c.w:.1f}" height="{c.h:.1f}" fill="none" '
        f'stroke="{_css(order / max(len(sentences) - 1, 1))}" stroke-width="{thick:.1f}"/>'
        for order, each in enumerate(sentences)
        if (c := each.crop)
    )
    ways = "".join(
        f'<polyline points="{_points(shot, fps)}" fill="none" stroke="#fff" '
        f'stroke-width="{1.5 * thick:.1f}"/>'
        for shot in shots
    )
    return (
        f'<svg class="map" viewBox="0 0 {size[0]} {size[1]}"><image id="{name}" '
        f'width="{size[0]}" height="{size[1]}" href="{_data(picture)}"/>{rects}{ways}</svg>\n'
    )


def _points(shot: Shot, fps: Fraction) -> str:
    frames = range(0, shot.frames, max(1, int(fps / 4)))
    spots = (centre(rect_at(shot, frame, fps)) for frame in frames)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)


def _css(part: float) -> str:
    return "#{:02x}{:02x}{:02x}".format(*hue(part))


def _data(picture: Image.Image) -> str:
    small = picture.convert("RGB")
    small.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
