"""Which language a text is in: by its letters, and by the commonest small words.

A text is told from fifteen languages by what it has most of; where that is not clear, or the text
is short, nothing is said. No data, no dependency: a story needs no more than its first pages.
"""

from __future__ import annotations

import re
from collections import Counter

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "sv": "Swedish",
    "fi": "Finnish",
    "da": "Danish",
    "cs": "Czech",
    "hu": "Hungarian",
    "tr": "Turkish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "el": "Greek",
    "ar": "Arabic",
    "he": "Hebrew",
    "hi": "Hindi",
    "ja": "Japanese",
    "zh": "Chinese",
    "ko": "Korean",
    "fa": "Persian",
    "la": "Latin",
    "eo": "Esperanto",
    "ca": "Catalan",
    "no": "Norwegian",
}
"""Languages in English, by their tags."""

_SMALL = {
    "en": "the and of to was that he it his her you with had for on at not said is be they but",
    "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es",
    "fr": "le la les de des et en un une du que qui dans il elle est pas pour sur au ne se par",
    "es": "el la de que y en los se del las un por con no una su para es al lo como más pero le",
    "it": "il la di che e in un una per non con del della si da sono le gli al ma come lo nel i",
    "pt": "o a de que e em um uma não do da os as para com se no na por mais dos ao como mas ele",
    "nl": "de het een en van ik te dat die in hij niet zijn is was op aan met voor ze er maar om",
    "pl": "i w na z do nie się że to jest jak ale co o po był była tak już jego przez za od ją czy",
    "sv": "och i att det som en på är av för med den till inte var han hon de ett om sig men så",
    "da": "og i at det er en til på som af for med den var han hun de ikke et sig men så har der",
    "fi": "ja on ei oli se hän että ne kun mutta niin kuin hänen sitten vain joka mitä olen olivat",
    "tr": "ve bir bu da de için çok ne o gibi ama daha kadar sonra her ile değil mi diye onun",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _SMALL.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.1),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.3),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.3),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.3),
    ("ar", re.compile(r"[\u0600-\u06ff]"), 0.3),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.3),
    ("el", re.compile(r"[\u0370-\u03ff]"), 0.3),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.3),
)
"""Languages that their letters tell, with the share of these that is enough."""
_LOOKED_AT = 20_000
"""Characters of a text that are looked at."""
_FEWEST_LETTERS, _FEWEST_WORDS = 6, 14
"""A shorter text is not judged: letters of a script of its own, words of one that many share."""
_MANY_WORDS = 60
"""From here on the next two are enough."""
_SURE, _AHEAD = 0.12, 1.5
"""Share of small words in a text that is judged, and how far ahead of the next language."""
_SURE_OF_FEW, _AHEAD_OF_FEW, _DIFFERENT = 0.3, 1.6, 4
"""The same of a text of few words, in which names and chance weigh more, and of how many small
words at least there have to be some: "a" is one of English and of Portuguese."""


def language_in(text: str) -> str:
    """The tag of the language that a text is in; "" where that is not sure."""
    head = text[:_LOOKED_AT]
    letters = sum(sign.isalpha() for sign in head)
    if letters < _FEWEST_LETTERS:
        return ""
    for tag, pattern, share in _SCRIPTS:
        if len(pattern.findall(head)) > share * letters:
            return tag
    words = re.findall(r"[^\W\d_]+", head.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = Counter({tag: sum(word in small for word in words) for tag, small in _WORDS.items()})
    (best, most), (_, second) = counts.most_common(2)
    few = len(words) < _MANY_WORDS
    sure, ahead = (_SURE_OF_FEW, _AHEAD_OF_FEW) if few else (_SURE, _AHEAD)
    if few and len(_WORDS[best].intersection(words)) < _DIFFERENT:
        return ""
    return best if most >= sure * len(words) and most >= ahead * second else ""


def tag_of(value: str) -> str:
    """The tag that a name or a tag of a language gives: "de" of "German", "en-GB" of itself."""
    named = {name.lower(): tag for tag, name in NAMES.items()}
    return named.get(value.strip().lower(), value.strip())
