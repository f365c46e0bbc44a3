"""English text as words: what every engine is given instead of digits, signs and short forms.

Rules claim parts of a text, the most telling first; what no rule claims is said as written. To
add a reading, add a rule to the module that it belongs to, and a case to the table in
`tests/fixtures/spoken_cases.py`.
"""

from __future__ import annotations

from voices.pronunciation.normalise import (
    abbreviations,
    counts,
    dates,
    maths,
    money,
    names,
    numbers,
    roman,
    stretched,
    symbols,
    units,
    web,
)
from voices.pronunciation.normalise.rule import Claim, ReadingRule

ENGLISH: tuple[ReadingRule, ...] = (
    *web.RULES,
    *maths.RULES,
    *money.RULES,
    *dates.RULES,
    *abbreviations.RULES,
    *units.RULES,
    *maths.LETTER_POWERS,
    *roman.RULES,
    *counts.RULES,
    *names.RULES,
    *numbers.PLAIN_NUMBERS,
    *stretched.RULES,
    *symbols.RULES,
)

__all__ = ["ENGLISH", "Claim", "Rule"]
