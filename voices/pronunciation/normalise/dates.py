"""Dates, years, decades and the time of day."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.numbers import COMMON_PARTS, DIGITS, cardinal, ordinal
from voices.pronunciation.normalise.rule import (
    ASCII_DIGITS,
    DASH,
    END,
    START,
    ReadingRule,
    needing,
    rule,
    words_before_match,
)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = (
    r"(?P<month>" + "|".join(MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})"
BEFORE_A_YEAR = re.compile(
    "in|by|since|until|till|circa|early|late|mid|during|year"
    "|spring|summer|autumn|fall|winter|about|around|before|after|between"
)
NOT_COUNTED = re.compile("was|has|this|his|its|is|as|does|goes|sees|says|becomes|begins|marks")


def year(value: int) -> str:
    """1905 is "nineteen oh five", 2005 "two thousand five", 2023 "twenty twenty three"."""
    century, rest = divmod(value, 100)
    if not 1000 <= value < 10000 or 2000 <= value < 2010 or value % 1000 < 10:
        return cardinal(value)
    if not rest:
        return f"{cardinal(century)} hundred"
    tail = f"oh {DIGITS[rest]}" if rest < 10 else cardinal(rest)
    return f"{cardinal(century)} {tail}"


def decade(value: int) -> str:
    """1990 is "nineteen nineties", 90 "nineties", 1800 "eighteen hundreds"."""
    century, rest = divmod(value, 100)
    whole = {0: "two thousands", 2000: "two thousands", 100: "hundreds", 1000: "thousands"}
    if value in whole:
        return whole[value]
    tens = plural(cardinal(rest)) if rest else "hundreds"
    return f"{cardinal(century)} {tens}" if century else tens


def plural(word: str) -> str:
    """ "ninety" is "nineties", "six" "sixes"."""
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "s")) else "s")


def month_name(text: str) -> str:
    """ "Oct." is "October"."""
    return next(name for name in MONTHS if name[:3] == text[:3])


def _month_day(match: re.Match[str]) -> str | None:
    first, last = int(match["day"]), int(match["last"] or 0)
    if not 1 <= first <= 31 or last > 31:
        return None
    said = f"{month_name(match['month'])} {ordinal(first)}"
    said += f" to {ordinal(last)}" if last else ""
    return said + (f", {year(int(match['year']))}" if match["year"] else "")


def _day_month(match: re.Match[str]) -> str | None:
    first, last = int(match["day"]), int(match["last"] or 0)
    if not 1 <= first <= 31 or last > 31:
        return None
    said = ordinal(first) + (f" to {ordinal(last)}" if last else "")
    the = "" if match["the"] else "the "
    tail = f" {year(int(match['year']))}" if match["year"] else ""
    return f"{match['the'] or ''}{the}{said} of {month_name(match['month'])}{tail}"


def _month_year(match: re.Match[str]) -> str:
    return f"{month_name(match['month'])} {year(int(match['year']))}"


def _numeric_date(match: re.Match[str]) -> str | None:
    month, day, tail = int(match["m"]), int(match["d"]), match["y"]
    if "." in match[0] and len(tail) == 2:
        return None
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    full = int(tail) if len(tail) == 4 else int(tail) + (1900 if int(tail) > 40 else 2000)
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(full)}"


def _month_slash_day(match: re.Match[str]) -> str | None:
    month, day = int(match[1]), int(match[2])
    if not (1 <= month <= 12 and 10 < day <= 31) or day in COMMON_PARTS or (month, day) == (9, 11):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)}"


def _weekday(match: re.Match[str]) -> str:
    return next(name for name in DAYS if name[:3] == match[0][:3])


def time_words(hour: int, minute: int | None, half: str = "") -> str:
    """15, 5 is "fifteen oh five"; 3, 0 "three o'clock"; 3, 0, "P.M." is "three P.M."."""
    if minute:
        said = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif half or minute is None:
        said = cardinal(hour)
    elif hour > 12 or hour == 0:
        said = f"{cardinal(hour)} hundred"
    else:
        said = f"{cardinal(hour)} o'clock"
    return f"{said} {half}" if half else said


def half_of_day(match: re.Match[str], name: str) -> str:
    """ "pm" and "p.m." are "P.M.", without a second full stop where one follows."""
    if not match[name]:
        return ""
    dot = "" if match.string[match.end() : match.end() + 1] == "." else "."
    return match[name].strip()[0].upper() + ".M" + dot


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return None
    said = time_words(hour, minute, half_of_day(match, "half"))
    seconds = int(match["second"] or 0)
    return f"{said} and {cardinal(seconds)} seconds" if seconds else said


def _hours(match: re.Match[str]) -> str | None:
    hour = int(match["hour"])
    return time_words(hour, None, half_of_day(match, "half")) if 1 <= hour <= 12 else None


def _time_range(match: re.Match[str]) -> str | None:
    first, last = int(match["hour1"]), int(match["hour2"])
    minute1 = int(match["minute1"]) if match["minute1"] else None
    minute2 = int(match["minute2"]) if match["minute2"] else None
    half = half_of_day(match, "half2")
    if max(first, last) > 24 or (minute1 is None and minute2 is None and not half):
        return None
    early = half_of_day(match, "half1")
    return (
        f"{time_words(first, minute1 or None, early)} to {time_words(last, minute2 or None, half)}"
    )


def _year(match: re.Match[str]) -> str | None:
    value = int(match[0])
    before = words_before_match(match)
    follows = re.match(r" ([a-z]+)\b", match.string[match.end() :])
    counted = follows and (
        follows[1] in ("people", "men", "women", "children", "feet")
        or (
            len(follows[1]) > 3
            and follows[1].endswith("s")
            and not NOT_COUNTED.fullmatch(follows[1])
        )
    )
    if counted and not (before and BEFORE_A_YEAR.fullmatch(before[0].lower())):
        return cardinal(value) if value % 100 or value % 1000 == 0 else year(value)
    return year(value)


def _years(match: re.Match[str]) -> str:
    first, last = int(match[1]), match[2]
    full = year(int(last)) if len(last) == 4 else _short_year(int(last))
    return f"{year(first)} to {full}"


def _short_year(value: int) -> str:
    return f"oh {DIGITS[value]}" if value < 10 else cardinal(value)


def _decade(match: re.Match[str]) -> str:
    text = match[1]
    return plural(cardinal(int(text))) if len(text) == 1 else decade(int(text))


_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_LAST_DAY = rf"(?:{DASH}(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?)?"
_IN_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
_HALF = r" ?[AaPp]\.?[Mm]\b\.?"
_HALF_ALONE = r" ?(?:[AP]M\b|[ap]m\b|[AaPp]\.[Mm]\b\.?)"
_STARTS = "|".join(name[:3] for name in MONTHS)
_DATE = r"(?P<m>[0-9]{1,2})(?P<joint>[/.])(?P<d>[0-9]{1,2})(?P=joint)"
_EARLY = rf"(?P<hour1>[0-9]{{1,2}})(?::(?P<minute1>[0-9]{{2}}))?(?P<half1>{_HALF})?"
_LATE = rf"(?P<hour2>[0-9]{{1,2}})(?::(?P<minute2>[0-9]{{2}}))?(?P<half2>{_HALF})?"
RULES: tuple[ReadingRule, ...] = needing(
    ASCII_DIGITS,
    rule(rf"\b(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?(?=,? (?:{_STARTS}))", _weekday),
    rule(
        rf"{START}(?P<y>{YEAR})[-/](?P<m>[0-9]{{1,2}})[-/](?P<d>[0-9]{{1,2}}){END}", _numeric_date
    ),
    rule(rf"{START}{_DATE}(?P<y>{YEAR}|[0-9]{{2}}){END}", _numeric_date),
    rule(rf"{START}([0-9]{{1,2}})/([0-9]{{1,2}}){END}", _month_slash_day),
    rule(rf"\b{MONTH} {_DAY}{_LAST_DAY}{_IN_YEAR}(?![\w%])(?![.,:/][0-9])", _month_day),
    rule(
        rf"(?<![\w.,$])(?P<the>[Tt]he )?{_DAY}{_LAST_DAY} (?:of )?{MONTH}{_IN_YEAR}(?!\w)",
        _day_month,
    ),
    rule(rf"\b{MONTH},? (?P<year>{YEAR})(?!\w)(?![.,:][0-9])", _month_year),
    rule(rf"(?<![\w.:]){_EARLY}{DASH}{_LATE}(?![\w:%])", _time_range),
    rule(
        r"(?<![\w.:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
        rf"(?P<half>{_HALF})?(?![\w:])",
        _time,
    ),
    rule(
        rf"(?<![\w.:,])(?P<hour>[0-9]{{1,2}})\.(?P<minute>[0-5][0-9])(?P<second>)(?P<half>{_HALF_ALONE})",
        _time,
    ),
    rule(rf"(?<![\w.:,])(?P<hour>[0-9]{{1,2}})(?P<half>{_HALF_ALONE})", _hours),
    rule(rf"(?<![\w.,$-])({YEAR})[-–—]({YEAR}|[0-9]{{2}})(?![\w%-])(?![.,][0-9])", _years),
    rule(r"(?<![\w.,])'?([0-9]{2}00|[0-9]{3}0|[0-9]0|00|[0-9]|100)'?s(?!\w)", _decade),
    rule(r"(?:(?<=[0-9]s)|(?<=[0-9]th)|(?<=[0-9](?:st|nd|rd)))[-–](?=['0-9])", lambda _: " to "),
    rule(r"(?<=\b[Mm]id)-(?=['0-9])|(?<=\b[Pp]re)-(?=['0-9])", lambda _: " "),
    rule(r"(?<!\w)'([0-9]{2})(?!\w)", lambda match: _short_year(int(match[1]))),
    rule(rf"(?<![\w.,/:])(?<![0-9A-Z]-){YEAR}(?![\w/%])(?![.,:-][0-9])", _year),
)
