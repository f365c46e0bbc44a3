"""Whether a story has what an edit names: a picture, a voice, a word; and whether the camera can do
what is asked. Else what is written would do nothing, or keep a story from being read."""

from __future__ import annotations

from dataclasses import replace

from render.camera.orders.asked import line_orders
from render.studio.edits.changes import EditError
from render.studio.edits.comments import StoryText
from story.errors import SettingsError, VoiceError
from story.model import Annotation, Line
from story.safe_text import shortened
from story.splitter.picture_marks import plain_path
from voices.casting.story_cast import ENGINE, catalogue_of
from voices.casting.voice_names import find_voice

_LISTED = 20
"""Names in a message: as many as are read."""


def picture_key(path: str, story: StoryText) -> str:
    """What the settings call a picture: as they do already, else by its path.

    Raises EditError, with those that there are, where no picture of a story is called so.
    """
    there = [panel.path for section in story.script.sections for panel in section.panels]
    if plain_path(path) in map(plain_path, there):
        same = (key for key in story.settings.panels if plain_path(key) == plain_path(path))
        return next(same, path)
    names = list(dict.fromkeys(there))
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    known = f"it has {', '.join(names[:_LISTED])}{more}" if names else "it has none"
    raise EditError(f"no picture of the story is called {shortened(path, 60)!r}: {known}.")


def check_voice(wanted: str, story: StoryText) -> None:
    """Raises EditError, with the nearest that there are, where there is no such voice."""
    engine, colon, _ = wanted.partition(":")
    catalogue = catalogue_of(story.script, story.settings)
    if colon and engine not in catalogue.names():
        known = ", ".join(catalogue.names())
        raise EditError(f"no engine is called {shortened(engine, 40)!r}: use {known}.")
    try:
        find_voice(wanted, catalogue.voices(engine if colon else ENGINE), shortened(wanted, 60))
    except (SettingsError, VoiceError) as error:
        raise EditError(str(error)) from error


def check_order(value: str, line: Line, story: StoryText) -> None:
    """Raises EditError, with what can be written, where a line's camera can't do this, or hangs it
    on a word that the line does not say."""
    asked = replace(line, annotations=(Annotation("camera", value),))
    _, problems = line_orders(asked, story.script.path.name)
    if problems:
        message, code = problems[0].message, problems[0].code
        advice = "Name a word of it." if code == "camera-word" else problems[0].advice
        raise EditError(f"{message} {advice}")
