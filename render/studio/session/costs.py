"""What an edit costs before it is made: takes to record, scenes to arrange and draw anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from render.production.planning.options import RenderOptions
from render.studio.edits.changes import TextChange, applied
from render.studio.session.loaded import Loaded, engine_of
from story.model import Line, Script
from story.problems import Problems
from voices.casting.story_cast import cast_story
from voices.recording.record import known_take
from voices.recording.requests import what_to_record
from voices.recording.voice_plan import VoiceOptions, voice_plan
from voices.store.store import Store


def cost_of(
    changes: Sequence[TextChange], loaded: Loaded, options: RenderOptions, store: Store
) -> dict[str, Any]:
    """How many takes the store lacks that the story had and will need, and how many scenes change.

    Raises InkreelError where the story could not be read then.
    """
    if not changes:
        return {"takes": 0, "scenes": 0}
    texts: dict[str, str | None] = dict(loaded.text.texts)
    after = loaded.text.with_texts(applied(texts, changes))
    engine = engine_of(options)
    cast = cast_story(after.script, after.settings, Problems(), engine=engine)
    asked = VoiceOptions(engine, options.cast.pace, options.cast.allowed)
    voices = voice_plan(after.script, after.settings, cast, asked, Problems())
    now = _keys(after.script, voices)
    before = {key for part in _keys(loaded.ready.script, loaded.voices).values() for key in part}
    new = {key for part in now.values() for key in part} - before
    old = {each.identity: _shape(each.lines) for each in loaded.ready.script.sections}
    changed = sum(
        _shape(each.lines) != old.get(each.identity) or bool(set(now[each.identity]) & new)
        for each in after.script.sections
    )
    missing = [key for key in new if not known_take(key, store)]
    camera = after.settings.panels != loaded.text.settings.panels
    return {"takes": len(missing), "scenes": max(changed, int(camera))}


def _keys(script: Script, voices: Any) -> dict[str, tuple[str, ...]]:
    asked = what_to_record([each.lines for each in script.sections], voices)
    return {
        section.identity: tuple(request.key for request in part.takes.values())
        for section, part in zip(script.sections, asked.sections, strict=True)
    }


def _shape(lines: Sequence[Line]) -> list[Line]:
    """What of lines decides how they are performed: not where they stand in the file."""
    return [
        replace(
            line,
            start=0,
            end=0,
            offsets=(),
            row=0,
            annotations=tuple(replace(each, row=0) for each in line.annotations),
        )
        for line in lines
    ]
