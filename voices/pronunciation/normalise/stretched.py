"""Words drawn out for effect: "Nooooo" is "No", "Yesss" is "Yes", "Coool" is "Cool"."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.rule import ReadingRule, rule

_RUN = re.compile(r"([A-Za-z])\1+")
_LONG_RUN = re.compile(r"([A-Za-z])\1{2,}")
_SHORT = re.compile(
    "no|so|yes|oh|ah|go|hi|he|she|we|me|my|by|why|hey|way|say|day|okay|stop|wait|what|wow|now|how"
    "|help|please|hello|run|come|man|dude|bro|sure|really|ever|never|always|right|nice|love|big"
    "|sorry|boring|great|crazy|amazing|finally|just|long|far|hot|one|home|mom|mum|dad|thanks|quiet"
    "|very|super|much|fun|yum|gone|again|bye|guys|late|huge|wrong|true|can|out|not|nope"
)


def _stretched(match: re.Match[str]) -> str | None:
    word = match[0]
    if len(set(word.lower())) == 1 or (word.isupper() and not re.search(r"(.)\1{3}", word)):
        return None
    plain = _RUN.sub(r"\1", word)
    once = _LONG_RUN.sub(r"\1", word)
    for known in (once, plain):
        if _SHORT.fullmatch(known.lower()):
            return known
    return _LONG_RUN.sub(r"\1\1", word)


RULES: tuple[ReadingRule, ...] = (
    rule(r"(?<!\w)(?=[A-Za-z]*?([A-Za-z])\1\1)[A-Za-z]+(?!\w)", _stretched, re.IGNORECASE),
)
