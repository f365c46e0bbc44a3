"""Which of the things that can stand on a picture a film has: one switch, or each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from render.camera.prompts.figures import figures
from render.camera.prompts.heroes import heroes_in
from render.camera.prompts.places import places
from render.lettering.model import LetterKind
from render.production.planning.scenes import Scene
from story.callouts import called_names, callouts, is_factual, spaced
from story.languages import language_of
from story.model import Script
from story.settings import StyleKind, StyleSettings

QUOTED = 0.25
"""The part of a story's words from which on, if they are quoted, it is told as a comic."""
DRAWN = 0.5
"""The part of its pictures in which people are asked for, from which on it can be: balloons need
somebody to come from."""


Called = Literal["none", "asked", "all"]
"""Which callouts there are: none, those that the author wrote, or what is found, too."""


@dataclass(frozen=True)
class StyleOptions:
    """What is asked for: a `kind`, "" for the story's own; None where a part follows from it.

    `names` are plates that say who speaks, `lettering` what is said, `callouts` figures at their
    word; `insets` are pictures in the picture, `splits` pictures side by side.
    """

    kind: StyleKind | Literal[""] = ""
    names: bool | None = None
    lettering: LetterKind | None = None
    callouts: bool | None = None
    insets: bool | None = None
    splits: bool | None = None


@dataclass(frozen=True)
class Style:
    """What stands on a film's pictures beside titles and boards."""

    kind: StyleKind
    names: bool
    lettering: LetterKind
    callouts: Called = "asked"
    insets: bool = False
    splits: bool = False


def style_of(
    asked: StyleOptions, settings: StyleSettings, script: Script, size: tuple[int, int]
) -> Style:
    """The style of a film of `size`: an option beats the story's settings, part by part, and these
    what the kind of style has."""
    kind = _kind(asked.kind or settings.kind, script)
    usual = _usual(kind, upright=size[1] > size[0])
    return Style(
        kind,
        names=_first(asked.names, settings.names, usual.names),
        lettering=asked.lettering or settings.lettering or usual.lettering,
        callouts=_called(asked.callouts, settings.callouts) or usual.callouts,
        insets=_first(asked.insets, settings.insets, usual.insets),
        splits=_first(asked.splits, settings.splits, usual.splits),
    )


def _kind(asked: StyleKind, script: Script) -> StyleKind:
    """The kind of style asked for; told from the story where it is to be found out."""
    if asked in ("comic", "documentary", "plain"):
        return asked
    return "comic" if quoted_share(script) >= QUOTED and _drawn_share(script) >= DRAWN else (
        "documentary"
    )  # fmt: skip


def _usual(kind: StyleKind, *, upright: bool) -> Style:
    """What a kind of style has. Upright films are watched without sound: they have captions."""
    if kind == "plain":
        return Style(kind, names=False, lettering="none")
    spoken: LetterKind = "balloons" if kind == "comic" else "none"
    told = kind == "documentary" and not upright  # one thing at a time, and captions are one
    lettering: LetterKind = "captions" if upright else spoken
    called: Called = "all" if told else "asked"
    return Style(
        kind,
        names=told,
        lettering=lettering,
        callouts=called,
        insets=not upright,  # captions are on all the time
        splits=kind == "comic" or upright,
    )


def _first(*values: bool | None) -> bool:
    """The first that somebody decided."""
    return next(bool(value) for value in values if value is not None)


def _called(*values: bool | None) -> Called | None:
    """What the first decides who said whether there are callouts; None where nobody did."""
    said = next((value for value in values if value is not None), None)
    return None if said is None else ("all" if said else "none")


def with_callouts(scenes: Sequence[Scene], script: Script, called: Called) -> tuple[Scene, ...]:
    """The scenes with what is called out in each: what the author asks for; else of an episode's
    figures those that weigh most, by their words alone, apart from each other."""
    if called == "none":
        return tuple(scenes)
    marks = language_of(script.language).landmarks
    names, factual = called_names(script), is_factual(script, marks)
    found = [
        callouts(scene.section, marks, names.get(scene.section.identity, ()), factual=factual)
        for scene in scenes
    ]
    if called == "asked":
        chosen = [tuple(each for each in here if each.kind == "told") for here in found]
    else:
        chosen = spaced([scene.section for scene in scenes], found)
    pairs = zip(scenes, chosen, strict=True)
    return tuple(replace(scene, callouts=here) for scene, here in pairs)


def quoted_share(script: Script) -> float:
    """The part of a script's words that somebody of the story says, 0..1."""
    counts = [
        (len(line.text.split()), line.kind == "speech")
        for section in script.sections
        for line in section.lines
    ]
    total = sum(words for words, _ in counts)
    return sum(words for words, speech in counts if speech) / total if total else 0.0


def _drawn_share(script: Script) -> float:
    """The part of the pictures in which people are asked for, 0..1."""
    people = tuple(each.name for each in script.characters if each.named)
    shown = {panel.path: panel for section in script.sections for panel in section.panels}
    asked = [places(panel.prompt) for panel in shown.values()]
    peopled = [
        any(place.people for place in each) or bool(figures(each, heroes_in(each, people)))
        for each in asked
    ]
    return sum(peopled) / len(peopled) if peopled else 0.0
