"""Amounts of money: signs, codes, cents, scales and ranges."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.numbers import cardinal, number_words
from voices.pronunciation.normalise.rule import (
    ASCII_DIGITS,
    DASH,
    END,
    NUMBER,
    ReadingRule,
    is_modifier,
    needing,
    rule,
)

CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "CA$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "AU$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "NZ$": ("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "", ""),
    "₽": ("ruble", "rubles", "", ""),
    "₿": ("bitcoin", "bitcoins", "", ""),
    "₺": ("lira", "lira", "", ""),
    "₴": ("hryvnia", "hryvnias", "", ""),
}
CODES = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "CAD": "C$",
    "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "BTC": "₿",
}  # fmt: skip
SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "mm": "million", "b": "billion",
    "bn": "billion", "t": "trillion", "tn": "trillion",
}  # fmt: skip
PERIODS = {"mo": "month", "yr": "year", "hr": "hour", "wk": "week", "sq": "square"}

SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
SCALE = (
    r"(?:[ -](?:hundred|thousand|million|billion|trillion)\b| ?(?:bn|mn|tn|[KMBT])\b|[kmb]\b|mm\b)"
)
_NOTES = re.compile(r" (?:bill|note|coin|check|cheque|fine|fee)s?\b")
PER = r"(?P<per> ?/ ?[a-z]{2,12}\b)?"


def scale_word(text: str) -> str:
    """ "M", "-million" and " million" are all "million"."""
    word = text.strip(" -")
    return SCALES.get(word.lower(), word)


def amount(currency: str, value: str, scale: str = "", *, modifier: bool = False) -> str:
    """ "$", "3.50" is "three dollars and fifty cents"."""
    one, many, cent, cents = CURRENCIES[currency]
    if scale:
        return f"{number_words(value)} {scale_word(scale)} {one if modifier else many}"
    whole, _, part = value.replace(",", "").partition(".")
    if cent and len(part) == 2:
        return _with_cents(
            int(whole), int(part), (one, one) if modifier else (one, many), cent, cents
        )
    return f"{number_words(value)} {one if modifier or value == '1' else many}"


def _with_cents(whole: int, part: int, units: tuple[str, str], cent: str, cents: str) -> str:
    big = f"{cardinal(whole)} {units[0] if whole == 1 else units[1]}"
    small = f"{cardinal(part)} {cent if part == 1 else cents}"
    if not part:
        return big
    return f"{big} and {small}" if whole else small


def _per(match: re.Match[str]) -> str:
    if not match["per"]:
        return ""
    period = match["per"].strip(" /")
    return f" per {PERIODS.get(period, period)}"


def _amount(match: re.Match[str]) -> str:
    sign = "minus " if match["minus"] else ""
    plus = " plus" if match["plus"] else ""
    said = amount(match["sign"], match["value"], match["scale"] or "", modifier=_modifies(match))
    return f"{sign}{said}{plus}{_per(match)}"


def _modifies(match: re.Match[str]) -> bool:
    if match.string.startswith("-a-", match.end()):
        return True
    if "-" in (match["scale"] or "") and re.match(" [a-z]", match.string[match.end() :]):
        return True
    return is_modifier(match) or bool(_NOTES.match(match.string, match.end()))


def _range(match: re.Match[str]) -> str:
    first = match["scale1"] or ""
    scale = match["scale2"] or ""
    low = number_words(match["low"])
    if first and scale_word(first) != scale_word(scale):
        low = amount(match["sign"], match["low"], first)
    elif "." in match["low"] and not scale:
        low = amount(match["sign"], match["low"])
    high = amount(match["sign"], match["high"], scale or first, modifier=is_modifier(match))
    return f"{low} to {high}{_per(match)}"


def _coded(match: re.Match[str]) -> str:
    code = match["code1"] or match["code2"]
    value = match["value1"] or match["value2"]
    return amount(CODES[code], value, match["scale1"] or match["scale2"] or "")


def _cents(match: re.Match[str]) -> str:
    return f"{number_words(match[1])} {'cent' if match[1] == '1' else 'cents'}"


RULES: tuple[ReadingRule, ...] = needing(
    ASCII_DIGITS,
    rule(
        rf"(?<![\w$])(?P<sign>{SIGN}) ?(?P<low>{NUMBER})(?P<scale1>{SCALE})?{DASH}"
        rf"(?:(?:{SIGN}) ?)?(?P<high>{NUMBER})(?P<scale2>{SCALE})?{PER}{END}",
        _range,
    ),
    rule(
        rf"(?<![\w$])(?P<minus>[-−](?=\S))?(?P<sign>{SIGN}) ?(?P<value>{NUMBER})"
        rf"(?P<scale>{SCALE})?(?P<plus>\+)?{PER}(?![0-9])",
        _amount,
    ),
    rule(
        rf"(?<![\w.])(?:(?P<code1>{'|'.join(CODES)}) ?(?P<value1>{NUMBER})(?P<scale1>{SCALE})?"
        rf"|(?P<value2>{NUMBER})(?P<scale2>{SCALE})? ?(?P<code2>{'|'.join(CODES)})){END}",
        _coded,
    ),
    rule(rf"(?<![\w.])({NUMBER}) ?¢", _cents),
)
