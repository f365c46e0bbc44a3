"""The script as plain data: a form that a person can read and others build on."""

from __future__ import annotations

from typing import Any

from story.model import Annotation, Character, Line, Panel, Script, Section

VERSION = 1
"""Counts changes of the form that would break who reads it."""


def script_json(script: Script) -> dict[str, Any]:
    """The script as JSON-ready data. `start` and `end` count characters of the file; of a book or
    an archive those of its `parts`, one behind the other.
    """
    return {
        "version": VERSION,
        "title": script.title,
        "subtitle": script.subtitle,
        "author": script.author,
        "language": script.language,
        "sections": [_section(section) for section in script.sections],
        "characters": [_character(character) for character in script.characters],
        "parts": [{"name": part.name, "start": part.start} for part in script.parts],
        "links": [{"text": text, "address": address} for text, address in script.links],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.identity,
        "kind": section.kind,
        "title": section.title,
        "label": section.label,
        "subtitle": section.subtitle,
        "row": section.row,
        "panels": [_panel(panel) for panel in section.panels],
        "lines": [_line(line) for line in section.lines],
        "cards": [
            {"kind": card.kind, "text": card.text, "row": card.row} for card in section.cards
        ],
    }


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "path": panel.path,
        "prompt": panel.prompt,
        "alt": panel.alt,
        "found": panel.file is not None,
        "row": panel.row,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind,
        "speaker": line.speaker,
        "panel": line.panel,
        "start": line.start,
        "end": line.end,
        "text": line.text,
        "confidence": line.confidence,
        "how": line.how,
        "alternatives": list(line.alternatives),
        "joint": line.joint,
        "row": line.row,
        "emphasis": [list(span) for span in line.emphasis],
        "directions": [_annotation(each) for each in line.annotations],
    }


def _annotation(each: Annotation) -> dict[str, Any]:
    return {"kind": each.kind, "value": each.value, "row": each.row}


def _character(character: Character) -> dict[str, Any]:
    return {
        "name": character.name,
        "aliases": list(character.aliases),
        "gender": character.gender,
        "age": character.age,
        "named": character.named,
        "lines": character.lines,
        "words": character.words,
        "evidence": list(character.evidence),
    }
