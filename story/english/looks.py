"""How people are described: "a nine-year-old girl", "white-haired", "Mira was nine"."""

from __future__ import annotations

import re

from story.language.base import Looks

_PERSON = re.compile(
    r"\b(?P<female>girl|woman|lady|grandmother|mother|queen|princess|actress)\b"
    r"|\b(?P<male>boy|man|gentleman|grandfather|father|king|prince)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-year-old"
    r"|little|child|kid|toddler|girl|boy)\b",
    re.IGNORECASE,
)
_ELDER = re.compile(
    r"\b(?:elderly|aged|white-bearded|grey-haired|gray-haired|white-haired|grandfather|grandmother"
    r"|old (?:man|woman)|(?:sixties|seventies|eighties))\b",
    re.IGNORECASE,
)
_GRAND = re.compile(r"\bgrand(?:father|mother|pa|ma)\s+$", re.IGNORECASE)
_YEARS = (
    r"(?P<{}>[1-9]\d?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|sixty|seventy|eighty|ninety)"
)
_YEARS_AFTER = re.compile(
    rf"(?:\s+(?:was|is)\s+(?:only\s+|just\s+|about\s+|almost\s+|nearly\s+)?|,\s+(?:aged\s+)?)"
    rf"{_YEARS.format('after')}(?:-year-old|\s+years?\s+old)?(?=\s*[.,;:!?)]|\s+(?:and|when|but|that)\b|\s+years?\s+old|-year-old)",
)
_YEARS_BEFORE = re.compile(rf"{_YEARS.format('before')}-year-old\s+$")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen".split(), 2
    )
} | {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DESCRIBED = re.compile(r"\s*,\s*(?:an?|the|his|her)\b[^,]*")

LOOKS = Looks(
    person=_PERSON,
    child=_CHILD,
    elder=_ELDER,
    grand=_GRAND,
    years_before=_YEARS_BEFORE,
    years_after=_YEARS_AFTER,
    numbers=_NUMBERS,
    described=_DESCRIBED,
)
