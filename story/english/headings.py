"""Headings: of chapters and panels, of what closes a story, of what is no part of it; and labels
that open a paragraph: "Narrator:", "Scene:", "Ada (softly):"."""

from __future__ import annotations

import re

from story.english.vocabulary import LABEL_STOPS
from story.language.base import Headings, Labels

_UNITS = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine"
_IN_WORDS = (
    rf"(?:(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:[- ](?:{_UNITS}))?"
    r"|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen"
    rf"|(?:One )?Hundred|Zero|{_UNITS})"
)
_SPELT_ABROAD = (
    "Kapitel Teil Chapitre Capítulo Capitulo Capitolo Hoofdstuk Rozdział Kapitola Luku Fejezet "
    "Bölüm Глава Часть الفصل פרק अध्याय"
).split()
"""Chapters of stories in languages that are read by these rules until they have their own."""
_CHAPTERS = rf"Chapter|Ch\.?|Part|Episode|Stave|Book|Volume|Canto|{'|'.join(_SPELT_ABROAD)}"
_DAYS = "Day|Night|Letter"
_PAGES = "Panel|Scene|Page|Act|Slide|Spread|Frame|Shot"
_NUMBER = rf"(?:\d{{1,4}}[a-z]?|[IVXLC]{{1,7}}|{_IN_WORDS})"
_NUMBERED = re.compile(
    rf"(?P<label>(?P<word>{_CHAPTERS}|{_DAYS}|{_PAGES})\s*(?:(?<=\.)|(?<=\s)){_NUMBER}\b"
    rf"(?:,\s*(?:Scene|Part|Chapter)\s+{_NUMBER}\b)?"
    r"|第\s*[一二三四五六七八九十百千〇零\d]{1,6}\s*[章話话回節节])"
    r"(?:(?:\s*[:.|\-–—]+)+\s*(?:\d{1,4}\s*\.\s+(?=\S))?|\s+(?=\S)|\s*$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    rf"(?:\d{{1,3}}|[IVXLC]{{1,7}}|{_IN_WORDS})\s*[.:]?|(?:chapter|part|book) the \w+"
    r"|the (?:last|final|first) chapter",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?P<label>Prologue|Epilogue|Interlude|Coda|Afterword|Foreword)\b\s*[:.\-–—]*\s*(?P<title>.*)",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:(?:the\s+)?references?|bibliography|sources?|works cited|citations?|credits?"
    r"|footnotes|endnotes|transcriber(?:'s|’s)? notes?"
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
    r"(?:a |the |your )?calls? to action\b.*|over to you\b.*|your turn\b.*"
    r"|what we know|did you know\??|the (?:true|real) story|(?:author|historical)(?:'s|’s)? notes?",
    re.IGNORECASE,
)
_MORAL = re.compile(
    r"(?:the )?(?:morals?|lessons?)(?: of (?:the|this) story)?\s*[:.]?", re.IGNORECASE
)
_IN_PLAIN_TEXT = re.compile(
    r"\s*(?:(?:chapter|part|book|act|scene|panel|stave|volume|letter|canto)\s+"
    rf"(?:\d+|[ivxlc]+|{_IN_WORDS}|the (?:first|last|second|third|fourth|fifth))\b.{{0,70}}"
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
    bare=_BARE,
    chapters=frozenset(
        word.lower().strip(".")
        for word in (*"Chapter Ch Part Episode Stave Book Volume Canto".split(), *_SPELT_ABROAD)
    ),
    days=frozenset(word.lower() for word in _DAYS.split("|")),
    pages=frozenset(word.lower() for word in _PAGES.split("|")),
    in_plain_text=_IN_PLAIN_TEXT,
)

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
