"""Numbers as words: cardinals, ordinals, decimals, fractions, names made of digits."""

from __future__ import annotations

import re
from functools import lru_cache

from voices.pronunciation.normalise.rule import ASCII_DIGITS, NUMBER, ReadingRule, needing, rule

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SMALL = (
    *DIGITS, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("trillion", "billion", "million", "thousand", "")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
MOST_DIGITS = 15
"""Digits in a row beyond which a number is read digit by digit."""

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
"""Fractions that are one character, as top and bottom."""
COMMON_PARTS = frozenset({12, 16, 20, 32, 50, 64, 100, 1000})
"""Bottoms over ten that are still fractions: "three sixteenths", but "three over seventeen"."""


@lru_cache(maxsize=4096)
def cardinal(value: int) -> str:
    """123 is "one hundred twenty three": without "and", commas and hyphens, as voices like it."""
    if len(str(abs(value))) > MOST_DIGITS:
        return digits(str(value))
    if value < 0:
        return f"minus {cardinal(-value)}"
    words: list[str] = []
    for power, scale in zip(range(len(_SCALES) - 1, -1, -1), _SCALES, strict=True):
        part = value // 1000**power % 1000
        words += [*_hundreds(part), scale] if part else []
    return " ".join(filter(None, words)) or "zero"


def _hundreds(value: int) -> list[str]:
    """The words of 1 to 999."""
    hundreds, rest = divmod(value, 100)
    words = [_SMALL[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words.append(_TENS[rest // 10 - 2])
        rest %= 10
    return [*words, _SMALL[rest]] if rest else words


@lru_cache(maxsize=1024)
def ordinal(value: int) -> str:
    """21 is "twenty first"."""
    if len(str(abs(value))) > MOST_DIGITS:
        return digits(str(value))
    before, _, last = cardinal(value).rpartition(" ")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{before} {_ORDINALS.get(last, regular)}".strip()


def digits(text: str) -> str:
    """ "5-0" is "five zero": digits one by one, all else dropped."""
    return " ".join(DIGITS[int(char)] for char in text if char in "0123456789")


def number_words(text: str) -> str:
    """ "1,234.50" is "one thousand two hundred thirty four point five zero"."""
    whole, point, part = text.replace(",", "").partition(".")
    if len(whole) > 1 and whole[0] == "0":
        said = digits(whole)
    else:
        said = cardinal(int(whole)) if len(whole) <= MOST_DIGITS else digits(whole)
    return f"{said} point {digits(part)}" if point and part else said


def pairs(text: str) -> str:
    """A name made of digits, as people say it: "747" is "seven forty seven"."""
    if len(text) == 3 and text[0] != "0":
        if text[1:] == "00":
            return f"{DIGITS[int(text[0])]} hundred"
        return f"{DIGITS[int(text[0])]} {_tail(text[1:])}"
    if len(text) == 4 and text[0] != "0":
        if text[1:] == "000":
            return f"{DIGITS[int(text[0])]} thousand"
        if text[2:] == "00":
            return f"{cardinal(int(text[:2]))} hundred"
        return f"{cardinal(int(text[:2]))} {_tail(text[2:])}"
    return number_words(text)


def _tail(two: str) -> str:
    return f"oh {DIGITS[int(two[1])]}" if two[0] == "0" else cardinal(int(two))


def fraction(top: int, bottom: int) -> str:
    """3, 4 is "three quarters"."""
    if bottom == 2:
        return "one half" if top == 1 else f"{cardinal(top)} halves"
    part = "quarter" if bottom == 4 else ordinal(bottom)
    return f"{cardinal(top)} {part}{'' if top == 1 else 's'}"


def mixed(whole: int, top: int, bottom: int) -> str:
    """1, 1, 2 is "one and a half"."""
    part = fraction(top, bottom)
    short = {"one half": "a half", "one quarter": "a quarter"}.get(part, part)
    return f"{cardinal(whole)} and {short}"


def _signed(match: re.Match[str]) -> str:
    sign = "plus" if match["sign"] == "+" else "minus"
    return f"{sign} {number_words(match['number'])}"


def _rest(match: re.Match[str]) -> str:
    return (
        digits(match[0])
        if match[0][0] == "0" or len(match[0]) > MOST_DIGITS
        else number_words(match[0])
    )


PLAIN_NUMBERS: tuple[ReadingRule, ...] = needing(
    ASCII_DIGITS,
    rule(rf"(?<![\w)\]-])(?P<sign>[-−+])(?P<number>{NUMBER})(?![.,]?[0-9])", _signed),
    rule(r"(?<![\w.,])\.([0-9]+)", lambda match: f"point {digits(match[1])}"),
    rule(rf"(?<![\w.])(?<![0-9],){NUMBER}(?![.,]?[0-9])", lambda match: number_words(match[0])),
    rule(r"[0-9]+", _rest),
    rule(r"(?<=[0-9]),(?=[0-9])", lambda _: ", "),
)  # fmt: skip
