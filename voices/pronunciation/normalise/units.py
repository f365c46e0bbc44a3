"""Measures: percentages, temperatures, lengths, weights, data sizes, and ranges of them."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.numbers import VULGAR, cardinal, mixed, number_words
from voices.pronunciation.normalise.rule import (
    ASCII_DIGITS,
    DASH,
    NUMBER,
    ReadingRule,
    is_modifier,
    needing,
    rule,
)

_PLAIN = {
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "nm": "nanometer",
    "µm": "micrometer", "μm": "micrometer", "kg": "kilogram", "g": "gram", "mg": "milligram",
    "µg": "microgram", "μg": "microgram", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "mi": "mile", "yd": "yard", "yds": "yard", "L": "liter", "l": "liter", "mL": "milliliter",
    "ml": "milliliter", "hr": "hour", "hrs": "hour", "h": "hour", "min": "minute",
    "mins": "minute", "min.": "minute", "sec": "second", "secs": "second", "s": "second",
    "ms": "millisecond", "µs": "microsecond", "μs": "microsecond", "ns": "nanosecond",
    "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "PB": "petabyte", "GiB": "gibibyte", "MiB": "mebibyte", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour", "V": "volt",
    "kV": "kilovolt", "mV": "millivolt", "dB": "decibel", "px": "pixel", "mAh": "milliamp hour",
    "MP": "megapixel", "ha": "hectare", "eV": "electron volt", "keV": "kiloelectron volt",
    "MeV": "megaelectron volt", "GeV": "gigaelectron volt", "hp": "horsepower",
    "°C": "degree Celsius", "°F": "degree Fahrenheit", "℃": "degree Celsius",
    "℉": "degree Fahrenheit", "°": "degree", "º": "degree", "ly": "light year",
}  # fmt: skip
_FIXED = {
    "%": "percent", "٪": "percent", "‰": "per mille", "pct": "percent", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "mph": "miles per hour",
    "kph": "kilometers per hour", "km/h": "kilometers per hour", "m/s": "meters per second",
    "m/s²": "meters per second squared", "km/s": "kilometers per second", "rpm": "R P M",
    "fps": "frames per second", "dpi": "dots per inch", "Mbps": "megabits per second",
    "Gbps": "gigabits per second", "kbps": "kilobits per second", "GB/s": "gigabytes per second",
    "MB/s": "megabytes per second", "TB/s": "terabytes per second", "TFLOPS": "teraflops",
    "PFLOPS": "petaflops", "GFLOPS": "gigaflops", "MW/h": "megawatts per hour",
}  # fmt: skip
_SQUARED = ("km", "cm", "mm", "m", "ft", "mi", "in", "yd")
_LENGTHS = {"ft": ("foot", "feet"), "in": ("inch", "inches")}


def _table() -> dict[str, tuple[str, str]]:
    units = {sign: (word, _plural(word)) for sign, word in _PLAIN.items()}
    units |= {sign: (word, word) for sign, word in _FIXED.items()}
    units |= {"ft": ("foot", "feet"), "ft.": ("foot", "feet"), "in.": ("inch", "inches")}
    for sign in _SQUARED:
        one, many = _LENGTHS.get(sign) or units[sign]
        for power, word in (("²", "square"), ("³", "cubic")):
            units[sign + power] = (f"{word} {one}", f"{word} {many}")
        units[f"sq {sign}"] = units[f"sq. {sign}"] = (f"square {one}", f"square {many}")
    return units


def _plural(word: str) -> str:
    if word.startswith("degree"):
        return word.replace("degree", "degrees")
    return word if word == "horsepower" else f"{word}s"


UNITS = _table()
_SIGNS = "|".join(re.escape(sign) for sign in sorted(UNITS, key=len, reverse=True))
_UNIT = rf"(?P<gap>[  -]?)(?P<unit>{_SIGNS})(?![\w²³])(?!-[a-z])"
_PART = rf"[{''.join(VULGAR)}]"


def unit(sign: str, value: str, *, modifier: bool = False) -> str:
    """ "km", "10" is "kilometers"."""
    one, many = UNITS[sign]
    return one if modifier or value in ("1", "-1") else many


def _measure(match: re.Match[str]) -> str | None:
    sign, gap = match["unit"], match["gap"]
    if gap == "-" and (not sign.isalpha() or len(sign) == 1):
        return None
    if sign == "s" and not gap:
        return None
    value = _value(match)
    prefix = {"-": "minus ", "−": "minus ", "+": "plus ", "±": "plus or minus "}
    said = prefix.get(match["minus"] or "", "") + value
    plural = match["value"] if not match["part"] else "2"
    return f"{said} {unit(sign, plural, modifier=gap == '-' or is_modifier(match))}"


def _value(match: re.Match[str]) -> str:
    if not match["part"]:
        return number_words(match["value"])
    top, bottom = VULGAR[match["part"]]
    return mixed(int(match["value"]), top, bottom)


def _range(match: re.Match[str]) -> str | None:
    sign = match["unit"]
    if match["gap"] == "-" and len(sign) == 1:
        return None
    first = match["first"]
    low = number_words(match["low"])
    if first and first != sign:
        low += f" {unit(first, match['low'])}"
    modifier = match["gap"] == "-" or is_modifier(match)
    minus = "minus " if match["minus"] else ""
    high = ("minus " if match["below"] else "") + number_words(match["high"])
    return f"{minus}{low} to {high} {unit(sign, match['high'], modifier=modifier)}"


_WINDS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _height(match: re.Match[str]) -> str:
    feet, inches = int(match[1]), int(match[2])
    return f"{cardinal(feet)} foot {cardinal(inches)}"


def _bearing(match: re.Match[str]) -> str:
    said = f"{number_words(match[1])} degrees {number_words(match[2])} minutes"
    return said + (f" {number_words(match[3])} seconds" if match[3] else "")


_SIGN = r"(?:(?<![\w)])(?P<minus>[-−+±] ?))?"
RULES: tuple[ReadingRule, ...] = needing(
    ASCII_DIGITS + "/",
    rule(rf"(?<![\w.])({NUMBER})[°º] ?([0-9]{{1,2}})['′](?: ?([0-9]{{1,2}})[\"″])?", _bearing),
    rule(r"(?<!\w)(?:km/h|m/s|MB/s|GB/s|km/s)(?!\w)", lambda match: UNITS[match[0]][1]),
    rule(r"(?<=[0-9][°′″'\"]) ?[NSEW](?!\w)", lambda match: f" {_WINDS[match[0][-1]]}"),
    rule(r"(?<![\w.])([1-9])['′] ?(1[01]|[0-9])(?:\"|″|'')", _height),
    rule(
        rf"(?<![\w.,-])(?P<minus>[-−])?(?P<low>{NUMBER})(?: ?(?P<first>{_SIGNS}))?{DASH}"
        rf"(?P<below>[-−])?(?P<high>{NUMBER}){_UNIT}",
        _range,
    ),
    rule(rf"{_SIGN}(?<![\w.])(?<![0-9],)(?P<value>{NUMBER})(?P<part> ?{_PART})?{_UNIT}", _measure),
)  # fmt: skip
