"""Says whether narration tells that a speech got no answer, or one that is told in other words."""

from __future__ import annotations

import re

from story.english.sentences import sentences
from story.english.vocabulary import BASE_FORMS, SPEECH_VERBS, THOUGHT_VERBS

_SILENT = re.compile(
    r"""\b(?:(?:made|gave|returned|vouchsafed|offered|received)\s(?:him\s|her\s)?no\s(?:\w+\s)?
            (?:answer|reply|response|comment|remark)
        |(?:did|could|would)(?:\snot|n[’']t)\s(?:\w+ly\s)?(?:answer|reply|respond|speak)\b
        |(?:said|answered|replied)\snothing|never\s(?:answered|replied|spoke)
        |(?:was|were|remained|kept|fell|stood|sat|seemed)\s(?:\w+ly\s|quite\s)?(?:silent|silenced|
            speechless)
        |held\s(?:his|her)\s(?:tongue|peace)|listened
        |(?:no\sone|nobody)\s(?:spoke|answered|replied))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TOLD = "|".join(sorted(SPEECH_VERBS - THOUGHT_VERBS - BASE_FORMS - {"read", "writing", "reading"}))
_INDIRECT = re.compile(
    rf"\b(?:{_TOLD}|to\sask)\b(?:\s[\w’'.]+){{0,3}}?"
    r"\s(?:that|whether|if|who|what|why|how|where|when|him\sto|her\sto|them\sto)\b"
)
_THEN = re.compile(r"\b(?:then|until|till|before|soon|at last|presently|so)\b", re.IGNORECASE)
"""Words by which a sentence goes on to what came of the silence."""


def unanswered(text: str) -> bool:
    """Whether the last sentence of a text says so: "Ada made no reply.", "Ada said that she
    knew."."""
    ranges = sentences(text, max(0, len(text) - 500))
    last = " ".join(text[slice(*ranges[-1])].split()) if ranges else ""
    if not last or last[-1] not in ".!" or _THEN.search(last):
        return False
    return bool(_SILENT.search(last) or _INDIRECT.search(last))
