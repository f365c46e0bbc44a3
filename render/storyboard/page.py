"""The storyboard as a page: one HTML file with everything in it, no script, no network."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence

from PIL import Image

from render.geometry import Rect, centre
from render.shots import View
from render.storyboard.seen import SeenScene, SeenShot
from render.storyboard.sheet import Board, Opener, boards, hue, told

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


def board_page(title: str, scenes: Sequence[SeenScene], view: View, picture: Opener) -> str:
    """The whole page. Times are in the film."""
    found = [board for scene in scenes for board in boards(scene, view, picture)]
    parts = [_panel(board, f"p{number}") for number, board in enumerate(found)]
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}: storyboard</title>\n<style>{_STYLE}</style>\n"
        f"<h1>{html.escape(title)}</h1>\n{''.join(parts)}</html>\n"
    )


def _panel(board: Board, name: str) -> str:
    """A panel's map, and its shots in order."""
    last = max(len(board.shots) - 1, 1)
    rows = [_row(each, board, name, number / last) for number, each in enumerate(board.shots)]
    return (
        f'<h2>{html.escape(board.title)} <span class="file">{html.escape(board.path)}</span></h2>'
        f'\n<div class="panel">\n{_map(board, name)}<ol>\n{"".join(rows)}</ol>\n</div>\n'
    )


def _row(each: SeenShot, board: Board, name: str, part: float) -> str:
    size = board.picture.size
    moves = each.crop_from != each.crop_to
    views = "".join(_view(each, name, size, last=last) for last in (False, True)[: 1 + moves])
    return (
        f'<li><div>{views}</div><div><p class="when" style="color:{_css(part)}">'
        f"{html.escape(told(each, board.fps))}</p><p>{html.escape(each.words)}</p></div></li>\n"
    )


def _view(each: SeenShot, name: str, size: tuple[int, int], *, last: bool) -> str:
    """A shot's first or last frame, with what stands beside it, and with the last over it."""
    crop = each.crop_to if last else each.crop_from
    alone = each.rect.w == 1 or each.rect.h == 1
    whole = Rect(0.0, 0.0, 1.0, 1.0)
    shown = [(crop, whole if alone else each.rect)]
    shown += [(one.crop_to, one.rect) for one in (*each.beside, *(each.over if last else ()))]
    wide = crop.w / crop.h * (1.0 if alone else each.rect.h / each.rect.w)
    pictures = "".join(_placed(crop, rect, name, size, wide) for crop, rect in shown)
    return f'<svg viewBox="0 0 {1000 * wide:.0f} 1000">{pictures}</svg>'


def _placed(crop: Rect, rect: Rect, name: str, size: tuple[int, int], wide: float) -> str:
    """A crop of the panel in a rect (parts of the frame), which is `wide` times as wide as high."""
    place = f'x="{1000 * wide * rect.x:.1f}" y="{1000 * rect.y:.1f}"'
    place += f' width="{1000 * wide * rect.w:.1f}" height="{1000 * rect.h:.1f}"'
    box = f"{crop.x:.1f} {crop.y:.1f} {crop.w:.1f} {crop.h:.1f}"
    return (
        f'<svg {place} viewBox="{box}"><use href="#{name}" width="{size[0]}" height="{size[1]}"/>'
        "</svg>"
    )


def _map(board: Board, name: str) -> str:
    """The panel with its shots' last rects and the ways of the frame's centre."""
    width, height = board.picture.size
    thick = max(width, height) / 300
    last = max(len(board.shots) - 1, 1)
    rects = "".join(
        f'<rect x="{c.x:.1f}" y="{c.y:.1f}" width="{c.w:.1f}" height="{c.h:.1f}" fill="none" '
        f'stroke="{_css(number / last)}" stroke-width="{thick:.1f}"/>'
        for number, each in enumerate(board.shots)
        for c in (one.crop_to for one in (each, *each.beside))
    )
    ways = "".join(
        f'<polyline points="{_point(each.crop_from)} {_point(each.crop_to)}" fill="none" '
        f'stroke="#fff" stroke-width="{1.5 * thick:.1f}"/>'
        for each in board.shots
        if each.crop_from != each.crop_to
    )
    return (
        f'<svg class="map" viewBox="0 0 {width} {height}"><image id="{name}" width="{width}" '
        f'height="{height}" href="{_data(board.picture)}"/>{rects}{ways}</svg>\n'
    )


def _point(crop: Rect) -> str:
    x, y = centre(crop)
    return f"{x:.1f},{y:.1f}"


def _css(part: float) -> str:
    return "#{:02x}{:02x}{:02x}".format(*hue(part))


def _data(picture: Image.Image) -> str:
    small = picture.convert("RGB")
    small.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
