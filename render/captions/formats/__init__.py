"""Caption files: one small module per format. `base` says how to add one."""

from __future__ import annotations

from render.captions.formats.base import Writer
from render.captions.formats.subrip import srt
from render.captions.formats.substation import ass
from render.captions.formats.transcript import transcript_html, transcript_md
from render.captions.formats.webvtt import vtt

FORMATS: dict[str, Writer] = {
    "srt": srt,
    "vtt": vtt,
    "ass": ass,
    "md": transcript_md,
    "html": transcript_html,
}
"""File suffix -> what writes it."""

__all__ = ["FORMATS", "Writer", "ass", "srt", "transcript_html", "transcript_md", "vtt"]
