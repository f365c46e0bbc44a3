"""Numbers that belong together: ranges, fractions, factors, ratios, telephone numbers."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.numbers import (
    COMMON_PARTS,
    VULGAR,
    cardinal,
    digits,
    fraction,
    mixed,
    number_words,
    ordinal,
    pairs,
)
from voices.pronunciation.normalise.rule import (
    ASCII_DIGITS,
    DASH,
    END,
    NUMBER,
    START,
    ReadingRule,
    after,
    needing,
    rule,
)

COUNTED_BY_HUNDREDS = (
    r"Boeing|Airbus|Flight|Room|Route|Highway|Channel|Interstate|Apartment|Suite|RTX|GTX|RX|Xbox"
)


def _slash(match: re.Match[str]) -> str:
    top, bottom = int(match["top"]), int(match["bottom"])
    if (top, bottom) == (24, 7):
        return "twenty four seven"
    if (top, bottom) in ((9, 11), (20, 20)) or top + bottom == 100:
        return f"{cardinal(top)} {cardinal(bottom)}"
    if bottom in (10, 100) and 1 < top <= bottom:
        return f"{cardinal(top)} out of {cardinal(bottom)}"
    if 0 < top < bottom and (bottom <= 10 or bottom in COMMON_PARTS):
        return fraction(top, bottom)
    return f"{cardinal(top)} over {cardinal(bottom)}"


def _vulgar(match: re.Match[str]) -> str:
    top, bottom = VULGAR[match["part"]]
    return mixed(int(match["whole"]), top, bottom) if match["whole"] else fraction(top, bottom)


def _mixed(match: re.Match[str]) -> str | None:
    whole, top, bottom = (int(match[name]) for name in ("whole", "top", "bottom"))
    return mixed(whole, top, bottom) if 0 < top < bottom else None


def _range(match: re.Match[str]) -> str:
    return f"{number_words(match[1])} to {number_words(match[2])}"


def _range_of_times(match: re.Match[str]) -> str:
    times = "times" if _COMPARED.match(match.string, match.end()) else "X"
    return f"{_range(match)} {times}"


def _scaled_range(match: re.Match[str]) -> str:
    letter = match[3]
    return f"{_range(match)} {'million' if letter == 'M' else letter.upper()}"


def _chain(match: re.Match[str]) -> str:
    if match[0] == "24/7/365":
        return "twenty four seven three sixty five"
    return " ".join(number_words(part) for part in match[0].split("/"))


def _spaced(match: re.Match[str]) -> str:
    return number_words(match[0].replace(" ", ""))


def _several(match: re.Match[str]) -> str:
    words = number_words(match[1])
    return (
        words[:-1] + "ies" if words.endswith("y") else words + ("es" if words[-1] == "x" else "s")
    )


def _groups(match: re.Match[str]) -> str:
    country = "plus " if match[0].startswith("+") else ""
    return country + ", ".join(digits(group) for group in re.findall("[0-9]+", match[0]))


def _digits(match: re.Match[str]) -> str:
    return digits(match[0])


def _points(match: re.Match[str]) -> str:
    groups = match[0].split(".")
    joint = " dot " if len(groups) == 4 else " point "
    return joint.join(number_words(group) for group in groups)


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match[1].replace(",", "")))


def _product(match: re.Match[str]) -> str:
    left, sign, right = match[1], match[2], match[3]
    by = sign.strip() == "x" or (sign == "×" and min(len(left), len(right)) > 1)
    if by and len(left) == len(right) == 4:
        return f"{pairs(left)} by {pairs(right)}"
    return f"{number_words(left)} {'by' if by else 'times'} {number_words(right)}"


def _times(match: re.Match[str]) -> str:
    times = "times" if _COMPARED.match(match.string, match.end()) else "X"
    return f"{number_words(match[1])} {times}"


def _ratio(match: re.Match[str]) -> str:
    """A ratio; behind a name a verse or a score ("Psalm 23:4")."""
    joint = " " if re.search(r"[A-Z][a-z]+ $", match.string[: match.start()]) else " to "
    return cardinal(int(match[1])) + joint + cardinal(int(match[2]))


def _doubled(match: re.Match[str]) -> str:
    first, last = (int(part) for part in re.findall("[0-9]+", match[0]))
    return f"{cardinal(first)} {cardinal(last)}"


def _out_of(match: re.Match[str]) -> str:
    return f"{number_words(match[1])} out of {number_words(match[2])}"


def _exponent(match: re.Match[str]) -> str:
    sign = "minus " if match[2] in ("-", "−") else ""
    return f"{number_words(match[1])} times ten to the {sign}{cardinal(int(match[3]))}"


def _inches(match: re.Match[str]) -> str | None:
    quoted = match.string.count('"') % 2 == 0
    return None if quoted else f"{number_words(match[1])} inch"


_COMPARED = re.compile(
    r"[ -](?:(?:fast|slow|bigg|larg|small|bett|cheap|high|low|great|long|strong|old|young|hott|cold"
    r"|wid|bright|loud|deep|heavi|hard|thick|thinn|rich|clos|quick|tall|short|light|dens)er"
    r"|more|less|fewer|as|the|over)\b"
)


_FRACTION = r"(?P<top>[0-9]{1,4})[/⁄](?P<bottom>[0-9]{1,4})"
RULES: tuple[ReadingRule, ...] = needing(
    ASCII_DIGITS + "".join(VULGAR),
    rule(
        r"(?<![\w.+-])(?:\+?[0-9]{1,2}[-. ])?(?:\([0-9]{3}\) ?|[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}"
        + END,
        _groups,
    ),
    rule(r"(?<![\w.-])[0-9]{3}-[0-9]{4}(?![\w-])", _groups),
    rule(r"(?<![\w.-])[0-9]+(?:-[0-9]+){2,}(?![\w-])", _groups),
    rule(r"(?<![\w.])[0-9]{1,6}(?:\.[0-9]{1,6}){2,}(?![\w])", _points),
    rule(r"(?<![\w.])007(?![\w.])", lambda _: "double oh seven"),
    after("call|dial|called|dialed", rf"(?<= )911{END}", _digits),
    after(COUNTED_BY_HUNDREDS, rf"(?<= )[0-9]{{3,4}}{END}", lambda match: pairs(match[0])),
    rule(rf"{START}(?P<whole>[0-9]{{1,4}}) {_FRACTION}{END}", _mixed),
    rule(rf"(?:{START}(?P<whole>[0-9]{{1,6}}) ?)?(?P<part>[{''.join(VULGAR)}])", _vulgar),
    rule(rf"{START}{_FRACTION}{END}", _slash),
    rule(rf"(?<![\w.,-])({NUMBER}){DASH}({NUMBER}) ?[x×](?!\w)", _range_of_times),
    rule(rf"(?<![\w.,-])({NUMBER}){DASH}({NUMBER}) ?([KkMBT])(?!\w)", _scaled_range),
    rule(rf"{START}({NUMBER})( ?[x×] ?)({NUMBER}){END}", _product),
    rule(rf"{START}({NUMBER})[x×](?!\w)", _times),
    rule(rf"{START}({NUMBER})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)", _ordinal),
    rule(r"(?<![\w.])401\(k\)", lambda _: "four oh one K"),
    rule(rf"{START}[0-9]+(?:/[0-9]+){{2,}}{END}", _chain),
    rule(rf"{START}(?:50[-–]50|20[-–]20|24[-–x]7){END}", _doubled),
    rule(rf"{START}([0-9]+\.[0-9]+)/(5|10|100){END}", _out_of),
    rule(rf"{START}([0-9]{{1,6}}(?:\.[0-9]+)?)[eE]([-−+]?)([0-9]{{1,3}}){END}", _exponent),
    rule(r'(?<![\w."“])([0-9]{1,3}(?:\.[0-9]+)?)"(?= [a-z])', _inches),
    rule(rf"{START}[1-9][0-9]{{0,2}}(?: [0-9]{{3}})* 000{END}", _spaced),
    rule(rf"{START}([0-9]{{1,3}}(?:,[0-9]{{3}})+)s(?!\w)", _several),
    rule(rf"{START}([0-9]{{1,3}}):([0-9]{{1,3}}){END}", _ratio),
    rule(rf"(?<![\w.,-])({NUMBER}){DASH}({NUMBER})(?!\w)(?![.,-][0-9])(?! ?=)", _range),
)  # fmt: skip
