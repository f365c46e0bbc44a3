"""Caption files: one small module per format. `base` says how to add one."""

from __future__ import annotations

from render.captions.formats.base import Captioned, Writer
from render.captions.formats.subrip import srt
from render.captions.formats.substation import ass
from render.captions.formats.transcript import transcript_html, transcript_md
from render.captions.formats.webvtt import vtt

FORMATS: dict[str, Writer] = {
    "srt": lambda told: srt(told.shown),
    "vtt": lambda told: vtt(told.shown, word_times=told.karaoke),
    "ass": lambda told: ass(told.shown, title=told.title, size=told.size, karaoke=told.karaoke),
    "transcript.md": lambda told: transcript_md(
        told.cues, title=told.title, headings=told.headings
    ),
    "transcript.html": lambda told: transcript_html(told.cues, headings=told.headings),
}
"""File suffix -> what writes it. A render writes a file of each beside every film."""

__all__ = [
    "FORMATS",
    "Captioned",
    "Writer",
    "ass",
    "srt",
    "transcript_html",
    "transcript_md",
    "vtt",
]
