"""Names made of letters and digits ("GPT-4", "A100", "CO2"), and letters that are said as such."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.dates import plural
from voices.pronunciation.normalise.numbers import cardinal, digits, number_words, pairs
from voices.pronunciation.normalise.rule import (
    ASCII_DIGITS,
    NUMBER,
    ReadingRule,
    after,
    constant,
    needing,
    rule,
)

CHEMISTRY = ("CO2", "H2O", "N2O", "SO2", "NO2", "CH4", "NH3", "O2", "O3", "N2", "H2", "C6H12O6")
COUNTED = (
    r"(?= (?:people|users|downloads|views|years|dollars|parameters|tokens|customers|players|stars"
    r"|copies|lines|rows|requests|devices|followers|subscribers|monthly|active|daily)\b)"
)
BILLIONS = {"M": "million", "B": "billion", "T": "trillion"}
LETTER_BEFORE = (
    "plan|vitamin|grade|group|straight|exhibit|option|point|letter|section|type|team|an|class"
    "|hepatitis"
)


def _named(match: re.Match[str]) -> str:
    runs = re.findall(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?", match[0])
    many = len(runs) > 1 and runs[-1] == "s" and runs[-2][0].isdigit()
    runs = runs[:-1] if many else runs
    if many and len(runs) == 1:
        return plural(spoken_digits(runs[0]))
    said = " ".join(_run(run, index, runs) for index, run in enumerate(runs))
    return plural(said) if many else said


def _hyphened(match: re.Match[str]) -> str | None:
    return _named(match) if re.search("[0-9]", match[0]) else None


def _run(run: str, index: int, runs: list[str]) -> str:
    if run[0].isdigit():
        if run == "2" and "".join(runs) in ("B2B", "B2C", "P2P", "C2C", "B2G", "D2C", "M2M"):
            return "to"
        return spoken_digits(run) if index else number_words(run)
    if index and len(run) == 2 and run.isupper():
        return " ".join(run)
    return run.upper() if len(run) <= 2 else run


def spoken_digits(run: str) -> str:
    """The digits of a name: "100" is "one hundred", "320" "three twenty", "0" "zero"."""
    if run[0] == "0" and len(run) > 1 and "." not in run:
        return digits(run)
    return pairs(run) if len(run) in (3, 4) and "." not in run else number_words(run)


def _chemistry(match: re.Match[str]) -> str:
    return " ".join(
        cardinal(int(part)) if part.isdigit() else part
        for part in re.findall("[A-Z]|[0-9]+", match[0])
    )


def _version(match: re.Match[str]) -> str:
    return "version " + " point ".join(number_words(part) for part in match[1].split("."))


def _scaled(match: re.Match[str]) -> str:
    return f"{number_words(match[1])} {BILLIONS[match[2]]}"


def _after_dash(match: re.Match[str]) -> str:
    return f" {spoken_digits(match[1])}"


_PART = r"(?:[A-Za-z]+[0-9]*|[0-9]+(?:\.[0-9]+)?[A-Za-z]*)"
_MIXED = r"(?=[A-Za-z]*[0-9])(?=[0-9.]*[A-Za-z])(?:[A-Za-z]+|[0-9]+(?:\.[0-9]+)?)+"
RULES: tuple[ReadingRule, ...] = (
    *needing(
        ASCII_DIGITS,
    rule(rf"(?<!\w)(?:{'|'.join(CHEMISTRY)})(?!\w)", _chemistry),
    rule(r"(?<!\w)(?:v(?=[0-9])|V(?=[0-9]+\.))([0-9]+(?:\.[0-9]+)*)(?!\w)", _version),
    rule(rf"(?<![\w.])({NUMBER}) ?([MBT])\b{COUNTED}", _scaled),
    rule(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)(M)(?!\w)", _scaled),
    rule(r"(?<![\w.])([0-9]{3,4})(p|i)(?!\w)", lambda m: f"{pairs(m[1])} {m[2].upper()}"),
    rule(rf"(?<![\w.-])(?:[A-Z]|[a-z]{{1,2}}[0-9])[A-Za-z0-9]*(?:-{_PART})+(?![\w-])", _hyphened),
    rule(r"(?<=[A-Za-z])-([0-9]+(?:\.[0-9]+)?)(?![\w-])(?!\.[0-9])", _after_dash),
    constant(r"(?<=[0-9])-D(?!\w)", " D"),
    rule(r"(?<!\w)[A-Z]\.[0-9]{3}(?!\w)", lambda match: f"{match[0][0]} {pairs(match[0][2:])}"),
    rule(rf"(?<![\w.]){_MIXED}(?!\w)", _named),
    ),
    constant(r"(?<![\w.])C\+\+", "C plus plus"),
    rule(r"(?<![\w.])([A-G])#(?!\w)", lambda match: f"{match[1]} sharp"),
    rule(r"(?<![\w'-])[A-D]-(?=[\s,.;:!?)]|$)", lambda match: f"{match[0][0]} minus"),
    rule(r"(?:(?<=\w )|^)A(?=[,;:!?)\"'”’]|\.(?: |$)|$)", lambda match: match[0]),
    after(LETTER_BEFORE, r"(?<= )A(?![\w'’.&-])", lambda match: match[0]),
)  # fmt: skip
