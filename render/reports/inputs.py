"""What a film is made from, as plain data: kept with each render, compared with before the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from render.pixels.encode import encoder_identity
from render.production.planning.plan import RenderPlan

Inputs = Mapping[str, Any]
_SHOWN = 60
"""Characters of a line that name it: one row of a terminal."""


def inputs_of(plan: RenderPlan) -> dict[str, Any]:
    """Settings, voices, lines and pictures of what is asked for, as JSON data."""
    takes = {
        f"{phrase.line} {phrase.first}": [request.spoken.written, request.spoken.said, request.key]
        for scene in plan.scenes
        for phrase, request in scene.requests.items()
    }
    return {
        "settings": _settings(plan),
        "voices": {speaker: use.voice.id for speaker, use in sorted(plan.cast.items())},
        "takes": takes,
        "pictures": {look.name: look.key for scene in plan.scenes for look in scene.pictures},
        "loudness": plan.loudness,
    }


def changes(before: Inputs, now: Inputs) -> tuple[str, ...]:
    """Why a film has to be made again, one sentence for each difference."""
    return (
        *_named(before["settings"], now["settings"], "{name} was {old}, is {new}."),
        *_named(before["voices"], now["voices"], "{name} had the voice {old}, has {new}."),
        *_named(before["pictures"], now["pictures"], "The picture {name} {verb}."),
        *_said(before["takes"], now["takes"]),
    )


def _settings(plan: RenderPlan) -> dict[str, str]:
    view, video = plan.view, plan.video
    return {
        "The size": f"{video.size[0]}x{video.size[1]}",
        "The frame rate": str(video.fps),
        "The quality": video.quality,
        "The camera": "still" if view.still else "moving",
        "The loudness": f"{plan.loudness:g} LUFS",
        "The encoder": encoder_identity(),
    }


def _named(before: Inputs, now: Inputs, sentence: str) -> Iterator[str]:
    for name in dict.fromkeys((*before, *now)):
        old, new = before.get(name, "none"), now.get(name, "none")
        if old != new:
            verb = "is new" if name not in before else "is gone" if name not in now else "changed"
            yield sentence.format(name=name or "(none)", old=old, new=new, verb=verb)


def _said(before: Inputs, now: Inputs) -> Iterator[str]:
    """Lines by what is said: a line that only moved to another place is no change."""
    known = {key for _, _, key in before.values()}
    said_before = {(written, said) for written, said, _ in before.values()}
    written_before = {written for written, _, _ in before.values()}
    for written, said, key in now.values():
        if key in known:
            continue
        if (written, said) in said_before:
            why = "is said by another voice, at another pace or by a newer engine"
        elif written in written_before:
            why = "is pronounced otherwise"
        else:
            why = "is new or was changed"
        yield f"“{_short(written)}” {why}."
    if {key for _, _, key in now.values()} < known:
        yield "Lines were taken away."


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
