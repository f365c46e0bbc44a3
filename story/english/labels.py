"""Labels that open a paragraph: "Narrator:", "Scene:", "Ada (softly):"."""

from __future__ import annotations

import re

from story.english.vocabulary import LABEL_STOPS
from story.language.base import Labels

_NARRATOR = re.compile(
    r"(?:(?:final|last|opening|closing) (?:panel|scene|frame)[.:]\s*)?"
    r"(?:(?:a |the )?narrator|caption|(?:a |the )?voice-?over|narration)"
    r"(?:\s*\([^()]{0,60}\))?\s*:\s*",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:narrative|text|story|scene|description|epilogue|prologue|dialogue|story text|panel text)"
    r"(?:\s*\([^()]{0,60}\))?\s*:\s*(?!$)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][\w.’'-]*)(?:\s+(?:of|the|de|van|von|[^\W\d_a-z][\w.’'-]*|\d{1,2})){0,4})"
    r"\s*(?:[\[(](?P<direction>[^()\[\]]{1,60})[)\]])?\s*:\s*(?P<rest>(?:[\[(][^()\[\]]{1,60}[)\]]\s*)?(?P<quote>[\"“«‘'])?)"
)
_SOURCE = re.compile(r"\(?(?:source|from|via)\s*:\s*.*$", re.IGNORECASE)

LABELS = Labels(
    narrator=_NARRATOR, text=_TEXT, speaker=_SPEAKER, not_speakers=LABEL_STOPS, source=_SOURCE
)
