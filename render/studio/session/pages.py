"""The story as the pages of the studio show it: script, cast, problems; plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from render.studio.edits.wording import BY_SETTING
from render.studio.session.heard import unrecorded
from render.studio.session.loaded import Loaded
from story.model import NARRATOR, Line, Script, Section
from story.output.review import UNSURE
from voices.casting.cast import candidates
from voices.casting.story_cast import offered_voices
from voices.store.store import Store

MOST_VOICES = 6
"""Voices that one line is heard in side by side: as many as a person keeps apart."""


def story_page(loaded: Loaded, store: Store, undo: str, redo: str) -> dict[str, Any]:
    """All that the page shows but pictures and sound. Lines are in the order of the story."""
    script, plan = loaded.ready.script, loaded.plan
    missing: set[str] = set()
    for scene in plan.scenes:
        missing |= unrecorded(scene.requests, store)
    return {
        "revision": loaded.revision,
        "title": script.title,
        "language": script.language,
        "fps": [plan.view.fps.numerator, plan.view.fps.denominator],
        "size": list(plan.video.size),
        "episodes": [
            {"number": each.number, "title": each.title, "scenes": each.last - each.first}
            for each in plan.episodes
            if each.number
        ],
        "sections": [_section(each, loaded, missing) for each in script.sections],
        "cast": _cast(loaded),
        "skipped": _skipped(script),
        "problems": [
            {
                "file": each.file,
                "row": each.row,
                "code": each.code,
                "message": each.message,
                "advice": each.advice,
                "severity": each.severity,
            }
            for each in loaded.problems
        ],
        "undo": undo,
        "redo": redo,
    }


def _section(section: Section, loaded: Loaded, missing: set[str]) -> dict[str, Any]:
    return {
        "id": section.identity,
        "title": section.title,
        "label": section.label,
        "row": section.row,
        "lines": [_line(line, loaded, missing) for line in section.lines],
    }


def _line(line: Line, loaded: Loaded, missing: set[str]) -> dict[str, Any]:
    return {
        "id": line.id,
        "text": line.text,
        "kind": line.kind,
        "speaker": line.speaker,
        "confidence": round(line.confidence, 2),
        "unsure": line.kind == "speech" and line.confidence < UNSURE,
        "how": line.how,
        "alternatives": list(line.alternatives),
        "row": line.row,
        "start": line.start,
        "voice": loaded.voices.use_of(line).voice.id,
        "recorded": line.id not in missing,
        "notes": [[each.kind, each.value] for each in line.annotations],
    }


def _cast(loaded: Loaded) -> list[dict[str, Any]]:
    script, cast = loaded.ready.script, loaded.ready.cast
    known = {each.name: each for each in script.characters}
    longest: dict[str, Line] = {}
    counts: dict[str, int] = {}
    for section in script.sections:
        for line in section.lines:
            counts[line.speaker] = counts.get(line.speaker, 0) + 1
            if len(line.text) > len(longest[line.speaker].text if line.speaker in longest else ""):
                longest[line.speaker] = line
    found = []
    for name, use in cast.items():
        if name not in counts:
            continue
        person = known.get(name)
        found.append(
            {
                "name": name,
                "lines": counts[name],
                "voice": use.voice.id,
                "called": use.voice.name,
                "why": use.why,
                "gender": person.gender if person else "",
                "age": person.age if person else "",
                "evidence": list(person.evidence[:3]) if person else [],
                "shares": [o for o, u in cast.items() if o != name and u.voice == use.voice],
                "sample": {"id": longest[name].id, "text": longest[name].text},
            }
        )
    return found


def voices_page(loaded: Loaded, speaker: str) -> list[dict[str, Any]]:
    """The voices that suit a speaker, the one in the cast first, and all others by name."""
    script, cast = loaded.ready.script, loaded.ready.cast
    offered = offered_voices(script, loaded.ready.settings, cast[NARRATOR].voice.engine)
    person = next((each for each in script.characters if each.name == speaker), None)
    best = candidates(person, cast, offered, script.sections)[:MOST_VOICES] if person else ()
    if speaker in cast and not best:
        best = (cast[speaker].voice,)
    rest = [voice for voice in offered if voice not in best]
    suited = [{"id": each.id, "name": each.name, "suits": True} for each in best]
    return [*suited, *({"id": each.id, "name": each.name, "suits": False} for each in rest)]


def _skipped(script: Script) -> list[Mapping[str, Any]]:
    """What can be told after all: what skip comments leave out, and, for each setting that leaves
    something out, the first of it."""
    found: list[Mapping[str, Any]] = []
    for piece in script.pieces:
        text = script.source[piece.start : piece.end]
        commented = piece.reason == "skip" and text.startswith("<!--")
        known = any(each["reason"] == piece.reason for each in found)
        settled = piece.reason in BY_SETTING and not known and any(map(str.isalpha, text))
        if commented or settled:
            found.append({"start": piece.start, "text": text, "reason": piece.reason})
    return found
