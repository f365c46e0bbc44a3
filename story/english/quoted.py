"""What stands in quotation marks without being spoken: signs, titles, terms, captions."""

from __future__ import annotations

import re

from story.english.vocabulary import word_set

ELISIONS = re.compile(
    r"['’](?:tis|twas|em|til|till|cause|bout|round|n|un|e|s|d|ll|re|ve|im|er|is|ave|ere|ow|\d0s?)\b",
    re.IGNORECASE,
)
"""Words that open with an apostrophe: "'tis", "'em", "'80s"."""

_PAST = word_set(
    """
    was were had became began founded remained led believed spent changed won grew
    """
)
"""Verbs of narration: a caption tells what was, a speaker says what is."""

_SHORT_CAPTION = 14
"""Words: what is as short as that may be somebody's own."""

_WRITING = re.compile(
    r"\b(?:signs?|signboard|letters?|notes?|headlines?|posters?|banners?|plaques?|screens?|labels?|titles?"
    r"|inscriptions?|placards?|captions?|stickers?|telegrams?|newspapers?|tags?|nameplates?|slogans?"
    r"|mottos?|words|text|display|monitor|tombstone|gravestone|cover|page)\b[^.!?\"“”]{0,50}"
    r"\b(?:reads?|reading|said|says|saying|which read|that read|that said"
    r"|declared|proclaimed|flashed)\b[^\w.!?…]*$"
    r"|\b(?:labell?ed|titled|entitled|inscribed|marked|engraved|captioned|headed|signed|stamped|lettered"
    r"|named|nicknamed|dubbed|termed|christened|known as|so-called|headlines? like"
    r"|the words?|the terms?"
    r"|the phrase|the motto|the slogan|the title)\b[^\w.!?…]*$"
    r"|\b(?:is|are|was|were|be|been|being|so)\scalled\b[^\w.!?…]*$|\bcalled\b[^\w.!?…,:]*$"
    r"|\b(?:signs?|posters?|banners?|plaques?|headlines?|placards?|inscriptions?)\b[^.!?\"“”]{0,20}:[^\w.!?…]*$",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:I|I'm|I've|I'll|I'd|we|we're|me|my|us|our|you|your|you're)\b|[!]|\b(?:let's|please)\b",
    re.IGNORECASE,
)


def is_caption(inner: str) -> bool:
    """Whether a paragraph in quotation marks is narration: long, and nobody's own words."""
    words = inner.split()
    dated = bool(re.match(r"\d{4}s?\b\s*[:,]", inner))
    tells = sum(word.lower().strip(".,;:") in _PAST for word in words)
    return (dated or (len(words) > _SHORT_CAPTION and tells > 0)) and not _PERSONAL.search(inner)


def is_writing(before: str) -> bool:
    """Whether the words before a quotation say that it is a sign, a title or a term."""
    return bool(_WRITING.search(before))
