"""A person is a build, a face and clothes; a pose is what they do now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import skia
from body import Arm, Build, arm, coat, legs, neck, sleeve_of
from brush import Point
from face import Face, Look, face
from palette import (
    Light,
)

Wear = Callable[[skia.Canvas, Light, Look], None]
Trim = Callable[[skia.Canvas, Light, Build], None]


def nothing(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    """Worn by those who wear nothing there."""


def plain(canvas: skia.Canvas, light: Light, build: Build) -> None:
    """A coat without trimmings."""


@dataclass(frozen=True)
class Person:
    build: Build
    face: Face
    behind: Wear = nothing
    over: Wear = nothing
    trim: Trim = plain
    collar: Trim = plain


@dataclass(frozen=True)
class Pose:
    look: Look = field(default_factory=Look)
    left: Arm | None = None
    right: Arm | None = None
    lean: float = 0.0
    sway: float = 0.0
    legs: bool = True


def person(
    canvas: skia.Canvas, who: Person, pose: Pose, at: Point, height: float, light: Light
) -> None:
    """Draw a person whose feet are at `at`; `height` is the size of 100 units in pixels."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(height / 100, height / 100)
    canvas.rotate(pose.lean)
    arms = [(side, bent) for side, bent in ((-1, pose.left), (1, pose.right)) if bent]
    _arms(canvas, who, [pair for pair in arms if pair[1].behind], light)
    _head(canvas, who, pose.look, light, who.behind)
    if pose.legs:
        legs(canvas, who.build, light)
    neck(canvas, who.build, light)
    sleeves = [sleeve_of(who.build, side, bent) for side, bent in arms if not bent.behind]
    coat(canvas, who.build, light, pose.sway, sleeves)
    who.trim(canvas, light, who.build)
    _arms(canvas, who, [pair for pair in arms if not (pair[1].behind or pair[1].above)], light)
    who.collar(canvas, light, who.build)
    _head(canvas, who, pose.look, light, None)
    _arms(canvas, who, [pair for pair in arms if pair[1].above], light)
    canvas.restore()


def _arms(canvas: skia.Canvas, who: Person, arms: Sequence[tuple[int, Arm]], light: Light) -> None:
    for side, bent in arms:
        arm(canvas, who.build, side, bent, light)


def _head(canvas: skia.Canvas, who: Person, look: Look, light: Light, behind: Wear | None) -> None:
    canvas.save()
    canvas.translate(look.turn * 6, who.build.head_y)
    canvas.scale(who.build.head_size, who.build.head_size)
    if behind:
        _worn(canvas, behind, look, light)
    else:
        face(canvas, who.face, look, light)
        _worn(canvas, who.over, look, light)
    canvas.restore()


def _worn(canvas: skia.Canvas, wear: Wear, look: Look, light: Light) -> None:
    canvas.save()
    canvas.rotate(look.tilt)
    if look.turn < 0:
        canvas.scale(-1, 1)
        look, light = look.mirrored(), light.mirrored()
    wear(canvas, light, look)
    canvas.restore()
