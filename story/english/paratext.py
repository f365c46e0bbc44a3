"""What stands around an English story: notes for pictures, bylines, counts, calls to subscribe."""

from __future__ import annotations

import re

from story.english.vocabulary import DELIVERIES, word_set
from story.language.paratext import Paratext

_PICTURE = (
    r"(?:full[- ]page |half[- ]page |double[- ]page |spot |cover |page |scene |panel |suggested )?"
    r"(?:illustrations?|images?|pictures?|photo(?:graph)?s?|artwork|visuals?|drawings?|frontispiece"
    r"|art|figure|plate)"
)
_KIND = (
    r"(?:\s+(?:prompts?|descriptions?|notes?|ideas?|suggestions?|placeholders?|captions?|here))?"
)
_NUMBER = r"(?:\s*#?\d{1,3}[a-z]?)?"
_PICTURE_NOTE = re.compile(
    rf"\s*(?:insert\s+)?{_PICTURE}{_KIND}{_NUMBER}\s*"
    r"(?:[:.\-–—|]|(?=[\])]|$)|(?=of\s|shows?\s|on\s))",
    re.IGNORECASE,
)
_BARE_NOTE = re.compile(
    r"(?:(?:full[- ]page |spot |cover |page |scene |panel )?"
    r"(?:illustration|image|art|picture|visual|drawing)\s+"
    rf"(?:prompt|description|notes?|idea|suggestion){_NUMBER}\s*:"
    rf"|(?:illustration|artwork){_NUMBER}\s*:)",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_WORD}(?:(?:\s+|,\s*|\s*&\s*)(?:and|de|van|von|der|la|le|{_WORD})){{0,9}}"
_CREDITED = (
    r"illustrat\w+|drawn|painted|pictures|drawings|artwork|photographs|translat\w+|edited|retold"
)
_BYLINE = re.compile(
    r"(?:(?i:(?:a|the|an)\s+)?(?i:short |bedtime |true |children's |fairy )?"
    r"(?i:story|tale|novel|fable|novella|book)?\s*"
    r"(?:(?:was )?(?i:written|told|words|text|story|text and (?:pictures|illustrations))\s+)?"
    r"(?i:by)\s+"
    rf"(?P<name>{_NAME})"
    rf"|(?i:{_CREDITED})(?:\s+(?i:and|&)\s+(?i:{_CREDITED}))?\s+(?i:by)\s+{_NAME}"
    rf"|(?i:author|written by|illustrator|translator)\s*:\s*{_NAME})\.?"
)
_DEDICATION = re.compile(
    r"(?:for|to|in (?:loving )?memory of|dedicated to)\s+(?!be\b|the record\b)[^\n]{2,200}",
    re.IGNORECASE,
)
_DEDICATED = re.compile(
    r"(?:this (?:story|book|tale) is )?(?:dedicated to|in (?:loving )?memory of)\s[^\n]{2,200}",
    re.IGNORECASE,
)
_PREMISE = re.compile(
    r"(?:a|an|this is a)\s+(?:\w+\s+){0,3}(?:story|tale|fable|book|poem)\s+about\s*:?\s"
    r"[^\n]{2,300}",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"(?:(?:total |approximate |final )?word ?count|words|pages?(?: count)?|page count|illustrated"
    r"|illustrations?|(?:estimated )?reading time|read(?:ing)? (?:level|age)"
    r"|ages?(?: group| range)?|target audience|audience|genres?|themes?|moral theme"
    r"|characters? count|lexile|grade(?: level)?|isbn|status|version|last updated"
    r"|published(?: on)?|date|tags?|categor(?:y|ies)|language"
    r"|series|format|art style|style)\s*:\s*[^\n.!?]{1,120}",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:thank(?:s| you) (?:so much )?for reading\b.{0,200}"
    r"\b(?:subscribe|support|share|follow|comment)"
    r"|(?:please |don(?:'|’)t forget to )?(?:like(?:, (?:comment|share),?)? and subscribe|subscribe"
    r"|sign up)\b(?=\s+(?:to|for|now|below|here|on|and|via)\b|\s*[!.]?\s*$)"
    r"|follow (?:me|us) (?:on|at|for)\b"
    r"|if you (?:enjoyed|liked|loved) (?:this|the|my)\b.{0,200}"
    r"\b(?:subscribe|share|follow|clap|comment|review|support|newsletter|patreon|coffee|vote)\b"
    r"|(?:buy me a coffee|support (?:me|us|my work|the author)\b.{0,60}\b(?:on|at|by|with)\b)"
    r"|(?:this (?:story|post|article|chapter) )?(?:was )?(?:first |originally )"
    r"(?:published|appeared|posted)\b"
    r"|(?:read|get|buy) (?:the )?(?:rest|next|more|other|full)\b.{0,80}\b(?:patreon|amazon|kindle"
    r"|newsletter|wattpad)\b)",
    re.IGNORECASE | re.DOTALL,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents\.?|list of (?:illustrations|plates|figures)\.?|illustrations\.?",
    re.IGNORECASE,
)
_THE_END = re.compile(r"(?:the end|finis|fin|end)[.!]?", re.IGNORECASE)
_BOOK_PAGE = re.compile(
    r"copyright(?: (?:page|notice|information))?|title ?page|half[- ]title(?: page)?"
    r"|cover(?: page)?|imprint|colophon|also by\b.*|(?:other )?books by\b.*"
    r"|about the (?:author|publisher)s?"
    r"|(?:the )?(?:full )?project gutenberg\b.*|licen[cs]e|index|newsletter|landmarks|dedication",
    re.IGNORECASE,
)
_SOUNDS = word_set(
    """
    laugh laughs laughing laughter giggle giggles giggling chuckle chuckles chuckling sigh sighs
    sighing gasp gasps gasping cough coughs coughing sniff sniffs sniffing sniffle sniffles sob sobs
    sobbing cry cries crying groan groans groaning moan moans yawn yawns yawning breath breathes
    breathing inhale inhales exhale exhales hum hums humming gulp gulps snore snores snoring growl
    growls grunt grunts scoff scoffs snort snorts cheer cheers clap claps click clicks hiccup
    hiccups rings ringing knock knocks knocking footsteps slams creaks beeps buzzes barks roars
    thunder sneeze sneezes whistle whistles swallow swallows clears throat laughter applause music
    """
)
_FEELINGS = word_set(
    """
    softly quietly gently slowly quickly loudly angrily angry sadly sad happily happy excited
    excitedly nervous nervously calm calmly sarcastic sarcastically surprised scared tired serious
    seriously cheerful cheerfully warm warmly cold coldly curious curiously worried neutral
    thoughtful thoughtfully playful playfully mischievous mischievously whispering whisper whispers
    shouting shouts shout yelling yells screaming screams singing sings crying deadpan annoyed
    disgusted fearful proud proudly tender tenderly hesitant hesitantly
    """
)
_DELIVERIES = {word: DELIVERIES[word] for word in sorted(_FEELINGS) if word in DELIVERIES} | {
    **dict.fromkeys(("whisper", "whispers", "whispering", "softly", "quietly"), "whisper"),
    **dict.fromkeys(("shout", "shouts", "shouting", "yells", "yelling", "screaming"), "shout"),
    **dict.fromkeys(("excited", "excitedly"), "excited"),
    **dict.fromkeys(("sad", "sadly"), "sad"),
    **dict.fromkeys(("calm", "calmly"), "calm"),
}

PARATEXT = Paratext(
    picture_note=_PICTURE_NOTE,
    bare_note=_BARE_NOTE,
    byline=_BYLINE,
    dedication=_DEDICATION,
    dedicated=_DEDICATED,
    premise=_PREMISE,
    fact=_FACT,
    call=_CALL,
    contents=_CONTENTS,
    the_end=_THE_END,
    book_page=_BOOK_PAGE,
    sounds=_SOUNDS,
    feelings=_FEELINGS,
    pauses=frozenset(("pause", "pauses", "silence", "beat", "break")),
    deliveries=_DELIVERIES,
)
