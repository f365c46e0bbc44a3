"""Signs: words for those that are read, silence for those that are only seen."""

from __future__ import annotations

import re
import unicodedata

from voices.pronunciation.normalise.numbers import cardinal, ordinal
from voices.pronunciation.normalise.rule import ReadingRule, constant, rule

READ = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "±": "plus or minus",
    "×": "times", "÷": "divided by", "≠": "is not equal to", "≈": "is about", "≤": "is at most",
    "≥": "is at least", "<": "is less than", ">": "is greater than", "∞": "infinity",
    "√": "the square root of", "∑": "the sum of", "∏": "the product of", "∫": "the integral of",
    "∂": "partial", "∆": "delta", "∈": "in", "∉": "not in", "∪": "union", "∩": "intersection",
    "∅": "the empty set", "∀": "for all", "∃": "there exists", "→": "to", "⇒": "implies",
    "⇔": "if and only if", "↔": "to and from", "°": "degrees", "©": "copyright", "§": "section",
    "¶": "paragraph", "¢": "cents", "$": "dollars", "£": "pounds", "€": "euros", "¥": "yen",
    "−": "minus", "‰": "per mille", "№": "number", "¬": "not", "∧": "and", "∨": "or",
    "²": "squared", "³": "cubed", "⁴": "to the fourth", "ⁿ": "to the N", "#": "number",
    "^": "to the", "~": "about", "µ": "micro", "℃": "degrees Celsius", "℉": "degrees Fahrenheit",
}  # fmt: skip
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "ς": "sigma", "σ": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWERS = {"2": "squared", "3": "cubed"}
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers)$", re.IGNORECASE)
_KEPT = frozenset("´`¨")
_READ_LATER = frozenset("⁻⁺")
_EMOJI_PARTS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def is_silent(char: str) -> bool:
    """Whether a character is a picture, a control or a joiner that no voice should meet."""
    if char in _EMOJI_PARTS:
        return True
    return (
        char not in READ
        and char not in _READ_LATER
        and char not in _KEPT
        and unicodedata.category(char) in _SILENT
    )


_SILENT = frozenset({"So", "Sk", "Sm", "Cf", "Cc", "Co", "Cn", "Cs"})


def silent_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges of `text` that are seen but not heard: emoji, joiners, decoration."""
    found: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if not char.isascii() and is_silent(char):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def _section(match: re.Match[str]) -> str:
    return "sections " if len(match[1]) > 1 else "section "


def _superscript(match: re.Match[str]) -> str:
    value = "".join(str(_SUPERSCRIPTS.index(char)) for char in match[2])
    if match[1]:
        return f" to the minus {cardinal(int(value))}"
    return f" {_POWERS.get(value) or f'to the {ordinal(int(value))}'}"


def _between(match: re.Match[str]) -> str:
    left, right = match.string[match.start() - 1], match.string[match.end()]
    if left.isdigit() and right.isdigit():
        return " over "
    return " or " if _PRONOUN.search(match.string, 0, match.start()) else " "


def _dash(match: re.Match[str]) -> str:
    return " — " if match[0].startswith(" ") else "—"


_LONE_GREEK = rf"(?<![\u0370-\u03ff])[{''.join(GREEK)}{''.join(GREEK).upper()}](?![\u0370-\u03ff])"
RULES: tuple[ReadingRule, ...] = (
    rule(r"(?<=[^\s]) (?:-{1,3}|–) (?=\S)", _dash),
    constant(r'["“”„‟«»]', ""),  # a voice can't hear them, and hibari misreads words behind them
    constant(r"(?<=\w)-{2,3}(?=\w)", "—"),
    constant(r"\.(?:\s?\.){2,}", "…"),
    rule(r"(§{1,2}) ?", _section),
    constant(r"(?<=\w) ?& ?(?=\w)", " and "),
    constant(r"#(?= ?[0-9])", "number "),
    rule(r"(?<=\w) ?/ ?(?=\w)", _between),
    constant(r"\$(?=[A-Za-z_{])", ""),
    constant(r"</?[A-Za-z][^<>]{0,60}>", ""),
    constant(r"~ ?(?=[0-9$£€])", "about "),
    constant(r"> ?(?=[0-9$£€])", "more than "),
    constant(r"< ?(?=[0-9$£€])", "less than "),
    constant(r"≥ ?(?=[0-9$£€])", "at least "),
    constant(r"≤ ?(?=[0-9$£€])", "at most "),
    rule(rf"(?<=[\w)])(⁻?)([{_SUPERSCRIPTS}]{{1,9}})", _superscript),
    constant(r"\[", "("),
    constant(r"\]", ")"),
    constant(r"[*_`^|\\{}•·‣]", " "),
    rule(r"(?<=[0-9])\+", lambda _: " plus"),
    rule(f"[{''.join(re.escape(sign) for sign in READ)}]", lambda match: f" {READ[match[0]]} "),
    rule(_LONE_GREEK, lambda match: GREEK[match[0].lower()]),
)
