"""Headings: of chapters and panels, of what closes a story, of what is no part of it."""

from __future__ import annotations

import re

from story.language.base import Headings

_NUMBERED = re.compile(
    r"(?P<label>(?P<word>Panel|Chapter|Part|Scene|Page|Act|Episode|Stave|Book|Slide)\s+"
    r"(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b)"
    r"(?:\s*[:.|\-–—]+\s*|\s+(?=\S)|\s*$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = re.compile(
    r"(?P<label>Prologue|Epilogue|Interlude|Coda|Afterword|Foreword)\b\s*[:.\-–—]*\s*(?P<title>.*)",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:(?:the\s+)?references?|bibliography|sources?|works cited|citations?|credits?"
    r"|footnotes|endnotes"
    r"|(?:image|photo|picture|art|story) credits?|acknowledge?ments?|licen[cs]e|copyright|see also"
    r"|(?:further|related|additional|suggested|recommended) (?:reading|resources|links)"
    r"|external links|about (?:the|this) (?:author|story|book)|learn more|resources"
    r"|further information"
    r"|references? (?:and|&) .*|sources? (?:and|&) .*)\s*[:.]?",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"(?:(?:show\s+)?(?:the\s+)?(?:image|narrative|cover|panel|story|drawing|art|style|midjourney|dall-?e)"
    r"(?:\s+\w+)?\s+prompts?|prompts?)\b.*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:a |the |your )?calls? to action\b.*|over to you\b.*|your turn\b.*", re.IGNORECASE
)
_MORAL = re.compile(
    r"(?:the )?(?:morals?|lessons?)(?: of (?:the|this) story)?\s*[:.]?", re.IGNORECASE
)
_IN_PLAIN_TEXT = re.compile(
    r"\s*(?:(?:chapter|part|book|act|scene|panel|stave|volume|letter)\s+"
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b.{0,70}"
    r"|prologue|epilogue|the end|preface|introduction)\s*[.:]?\s*$",
    re.IGNORECASE,
)

HEADINGS = Headings(
    numbered=_NUMBERED,
    alone=_ALONE,
    credits=_CREDITS,
    prompt=_PROMPT,
    aside=_ASIDE,
    moral=_MORAL,
    chapters=frozenset(("chapter", "stave", "book", "episode", "part")),
    pages=frozenset(("panel", "scene", "page", "slide", "act")),
    in_plain_text=_IN_PLAIN_TEXT,
)
