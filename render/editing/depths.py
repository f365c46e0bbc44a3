"""Depth: in which shots near things pass far ones, and what of a panel is how near."""

from __future__ import annotations

from render.camera.grammar import WIDE_SCALES
from render.camera.shot_list import ShotNote
from render.camera.vision.facts import PictureFacts, head_about
from render.geometry import area, around, overlap
from render.pixels.segments import Cel, Depth
from render.shots import Shot, View

UNHURRIED = 3.0
"""Seconds in which near things may pass far ones by all of a film's depth: an artist's layers go
less far in shorter shots, and a picture is not bent in them."""
_SCALES = WIDE_SCALES | {"medium"}
"""Scales of shots that are bent: near to, there is nothing that a face could pass."""
_SURE, _LEAST_HEAD, _TALL = 0.3, 0.03, 0.07
"""How sure a face is somebody's who may be near; how large it is, as a part of the panel's height;
and how large the largest has to be."""
_READ, _LETTERED = 0.22, 0.08
"""Lettering as wide as this part of a frame is read, and so is what covers that part of it: its
letters stay straight."""
_SAME = 0.005
"""Aspects that differ by less than this part are one."""


def in_layers(
    shot: Shot, note: ShotNote | None, cels: tuple[Cel, ...], share: float, view: View
) -> Depth | None:
    """How far an artist's layers pass each other in a shot; None where it shows the picture."""
    if not cels or not share or view.still or _held(note):
        return None
    seconds = float(shot.frames / view.fps)
    return Depth(round(share * min(1.0, seconds / UNHURRIED), 5), cels)


def bend(
    shot: Shot, note: ShotNote | None, facts: PictureFacts, share: float, view: View
) -> Depth | None:
    """How far a picture is bent in a shot; None in one that is short, close, held by its author,
    or read, and where nobody is near."""
    if not share or view.still or note is None or _held(note) or note.scale not in _SCALES:
        return None
    rect = shot.keyframes[0].rect
    fills = abs(rect.w / rect.h / float(view.aspect) - 1) < _SAME
    if shot.frames < UNHURRIED * view.fps or not fills or _is_read(shot, facts):
        return None
    faces = [
        each
        for each in facts.of("face")
        if each.weight >= _SURE and each.box.h >= _LEAST_HEAD * facts.height
    ]
    heads = tuple(head_about(each.box, facts.whole) for each in faces)
    if max((head.h for head in heads), default=0.0) < _TALL * facts.height:
        return None
    others = [head_about(each.box, facts.whole) for each in facts.heads if each not in faces]
    lettering = [each.box for each in facts.of("lettering")]
    return Depth(share, (), heads, (*others, *lettering))


def _held(note: ShotNote | None) -> bool:
    """Whether an author wants a shot to be still."""
    return note is not None and note.move == "hold" and note.reason == "as asked"


def _is_read(shot: Shot, facts: PictureFacts) -> bool:
    """Whether a shot shows lettering from near, or much of it."""
    seen = around([key.rect for key in shot.keyframes])
    narrow = min(key.rect.w for key in shot.keyframes)
    boxes = [each.box for each in facts.of("lettering") if overlap(each.box, seen) > 0]
    covered = sum(overlap(box, seen) for box in boxes)
    return covered > _LETTERED * area(seen) or any(box.w > _READ * narrow for box in boxes)
