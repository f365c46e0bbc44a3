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
    r"|(?:illustrator|artist)(?:'s|’s)?\s+notes?\s*:"
    r"|notes? (?:to|for) (?:the )?(?:artist|illustrator)\s*:"
    rf"|(?:illustrations?|artwork|images?|pictures?|visuals?|art){_NUMBER}\s*:)",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_WORD}(?:(?:\s+|,\s*|\s*&\s*)(?:and|de|van|von|der|la|le|{_WORD})){{0,9}}"
_CREDITED = (
    r"illustrat\w+|drawn|painted|pictures|drawings|artwork|photographs|translat\w+|edited|retold"
)
_WORK = r"(?:story|tale|novel|fable|novella|book|manuscript|play|poem|comic|fiction|serial)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:19|20)\d\d)"
)
_MEASURE = (
    r"(?:(?:about |approx(?:\.|imately) |~\s*)?[\d,.]+k?\s+words|\d+[\s-]*min(?:ute)?s?(?: read)?)"
)
_BEHIND = rf"(?i:(?:[\s,|·•/–—-]+(?:{_DATE}|{_MEASURE}))*)"
"""What stands behind a name in a line that says who wrote a text, and when."""
_BYLINE = re.compile(
    rf"(?:(?i:(?:(?:a|the|an)\s+)?(?:[\w-]+\s+){{0,3}}{_WORK}s?\s+"
    r"(?:(?:for|in|of|from)\s+(?:[\w’'-]+\s+){1,4})?)?"
    r"(?:(?:was )?(?i:written|told|words|text|story|(?:text|words|written|story) and "
    r"(?:pictures|illustrations|illustrated|art|drawn))\s+)?"
    r"(?i:by)\s+"
    rf"(?P<name>{_NAME}|[\w.-]{{3,30}}$){_BEHIND}"
    rf"|(?i:{_CREDITED})(?:\s+(?i:and|&)\s+(?i:{_CREDITED}))?\s+(?i:by)\s+{_NAME}"
    r"|(?i:author|written by|illustrator|translators?|editors?|localization|proofreaders?)\s*:"
    rf"\s*{_NAME}"
    r"(?:\s*\([^()\n]{1,60}\))?)\.?"
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
_GENRE = re.compile(
    r"(?:(?:a|an|the)\s+)?(?:[\w’'-]+\s+){0,3}"
    rf"(?:short fiction|picture book|fairy[- ]?tale|{_WORK})"
    r"(?:\s+(?:in|for|of|from)\s+[^\n.!?]{1,60})?",
    re.IGNORECASE,
)
"""A line below a title that says what kind of text it is."""
_FACT = re.compile(
    rf"{_MEASURE}(?:\s*[|·•,/]\s*{_MEASURE})*|ages?\s+\d+\s*(?:[-–—+]|to)\s*\d*"
    r"(?:\s+years?(?: old)?)?"
    rf"|an?\s+(?:[\w’'-]+\s+){{0,3}}{_WORK}\s+for\s+(?:ages|children(?: aged)?)\s+\d[^\n]{{0,12}}"
    r"|(?:(?:total |approximate |final )?word ?count|words|pages?(?: count)?|page count|illustrated"
    r"|illustrations?|(?:estimated )?reading time|read(?:ing)? (?:level|age)"
    r"|ages?(?: group| range)?|target audience|audience|genres?|themes?|moral theme"
    r"|characters? count|lexile|grade(?: level)?|isbn|status|version|last updated"
    r"|published(?: on)?|date|tags?|categor(?:y|ies)|language"
    r"|series|format|art style|style|(?:suggested |recommended )?(?:trim|page|book) size"
    r"|dimensions|created|updated|exported|modified|link|url|model)"
    r"\s*:\s*(?:[^\n.!?]|[.!?](?=\S)){1,160}"
    rf"|{_DATE}(?:,?\s+\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:fic|cast|characters|starring|title|author|fandoms?|pairings?|ships?|relationships?|rating|warnings?"
    r"|spoilers?|beta(?:ed by|s)?"
    r"|disclaimer|summary|archive warnings?|(?:additional |content )?tags|content warnings?|cw|tw"
    r"|a/n|(?:author(?:'s|’s)?|translator(?:'s|’s)?) notes?|translators?|editors?|proofreaders?"
    r"|occurrence|localization|user|players?"
    r"|category|genre|language|published|packaged|publisher|chapters|completed|words|feedback|distribution|status)\s*:\s*[^\n]{1,300}",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:edit(?:ed)?(?:\s*#?\d{1,2})?\s*:|tl\s?;\s?dr\b|last (?:updated|modified)\b"
    r"|you are visitor\b|(?:liked|enjoyed|loved) (?:this|it)\s*\?"
    r"|join (?:the|my|our) (?:mailing list|newsletter|patreon|discord)\b|powered by\b|unsubscribe\b"
    r"|view (?:this|it|the) (?:e-?mail|newsletter|in)\b|you(?:'|’)?(?: a)?re receiving this\b"
    r"|\(\(?\s*ooc\b|this (?:is|story is|post is) part \d+ (?:of|in)\b"
    r"|(?:part|chapter) \d+ (?:is|of this)\b.{0,40}\bhere\b|\W{0,4}i am a bot\b|a/n\b"
    r"|please (?:drop by|(?:leave|write) (?:a|me a) (?:comment|review)|rate|review|vote|subscribe"
    r"|consider)\b"
    r"|posted (?:originally |first )?(?:on|at|in)\b"
    r"|thank(?:s| you) (?:so much )?for reading\b.{0,200}"
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
_NOTICE = re.compile(
    r"(?:text |illustrations? )?(?:copyright\s*(?:©|\(c\)|\d{4}|by\b)"
    r"|©\s*(?:copyright\s*)?\d{4}|\(c\)\s*\d{4})"
    r"|all rights reserved|no part of this (?:book|publication|work|story)\b"
    r"|isbn(?:-1[03])?[\s:#]*[\dx-]{9,}"
    r"|this (?:is a work|book is a work|story is a work) of fiction\b"
    r"|(?:e-?book|electronic|kindle|paperback|hardcover|first) edition\b.{0,60}$"
    r"|(?:first )?published (?:in|by)\b.{0,120}$|printed in\b.{0,60}$",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\W*(?:(?:next|previous|prev|continue(?: reading)?|read (?:on|more|next)|back to|return to"
    r"|up next|last)\b(?:\s*(?:chapter|part|episode|story|page|post|section|time))?"
    r"\s*(?::|→|»|>|←)[^\n]{0,80}"
    r"|(?:next|previous|prev)\s+(?:chapter|part|episode|story|page|post|section)\W*"
    r"|(?:back|return) to (?:the )?(?:top|index|contents|table of contents|home(?:page)?)\W*"
    r"|table of contents\W*|to be continued\W*$)",
    re.IGNORECASE,
)
_SOUND_LABEL = re.compile(r"(?:sfx|sound(?: effects?)?|fx|music|audio)\s*:\s*", re.IGNORECASE)
_ASKER = re.compile(r"(?:human|user|you(?: said)?|me|prompt|question)\s*:\s*", re.IGNORECASE)
_ANSWERER = re.compile(
    r"(?:assistant|ai|chatgpt(?: said)?|claude|gemini|gpt(?:-\d\w*)?|copilot|model|bot|response)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_TOLD_COLUMNS = (
    *("text", "story text", "narration", "narrative", "story", "words", "script", "dialogue"),
    *("line", "lines", "voiceover", "voice-over", "voice over", "page text", "narrator"),
)
_DRAWN_COLUMNS = (
    *("illustration", "illustrations", "image", "picture", "visual", "visuals", "art", "drawing"),
    *("image prompt", "prompt", "illustration prompt", "art note", "art notes", "scene visual"),
    *("illustration notes", "illustration note", "visual description", "image description"),
)
_PAGE_COLUMNS = ("page", "spread", "scene", "panel", "slide", "shot", "#", "no.", "frame", "pages")
_CONTENTS = re.compile(
    r"(?:table of )?contents\.?|list of (?:illustrations|plates|figures)\.?|illustrations\.?",
    re.IGNORECASE,
)
_THE_END = re.compile(r"(?:the end|finis|fin|end)[.!]?", re.IGNORECASE)
_BOOK_PAGE = re.compile(
    r"(?:un)?copyright(?: (?:page|notice|information))?|title ?page|half[- ]title(?: page)?"
    r"|cover(?: page)?|imprint|colophon|also by\b.*|(?:other )?books by\b.*"
    r"|about the (?:author|publisher)s?"
    r"|(?:the )?(?:full )?project gutenberg\b.*|licen[cs]e|index|newsletter|landmarks|dedication"
    r"|(?:did you )?(?:enjoy|like|love)d? (?:this|the) (?:book|story).*"
    r"|(?:stay|keep) in touch|translators?|staff|credits page|transcriber(?:'s|’s) notes?",
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
    genre=_GENRE,
    fact=_FACT,
    posted=_POSTED,
    call=_CALL,
    notice=_NOTICE,
    way=_WAY,
    sound_label=_SOUND_LABEL,
    contents=_CONTENTS,
    the_end=_THE_END,
    book_page=_BOOK_PAGE,
    asker=_ASKER,
    answerer=_ANSWERER,
    told_columns=frozenset(_TOLD_COLUMNS),
    drawn_columns=frozenset(_DRAWN_COLUMNS),
    page_columns=frozenset(_PAGE_COLUMNS),
    sounds=_SOUNDS,
    feelings=_FEELINGS,
    pauses=frozenset(("pause", "pauses", "silence", "beat", "break")),
    deliveries=_DELIVERIES,
)
