"""Formulas as a person reads them aloud: `$f(x)$` is "F of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from story.formats.tex import tex_tokens
from voices.pronunciation.normalise.numbers import DIGITS, cardinal, fraction, number_words, ordinal
from voices.pronunciation.normalise.rule import ReadingRule, needing, rule
from voices.pronunciation.normalise.symbols import GREEK

LATEX_COMMANDS = {
    "cdot": "times", "times": "times", "div": "divided by", "pm": "plus or minus",
    "le": "is at most", "leq": "is at most", "ge": "is at least", "geq": "is at least",
    "ne": "is not equal to", "neq": "is not equal to", "approx": "is about",
    "equiv": "is equivalent to",
    "infty": "infinity", "to": "to", "rightarrow": "to", "Rightarrow": "implies", "in": "in",
    "sum": "the sum", "prod": "the product", "int": "the integral", "lim": "the limit",
    "partial": "partial", "nabla": "del", "log": "log", "ln": "natural log", "sin": "sine",
    "cos": "cosine", "tan": "tangent", "exp": "exp", "max": "max", "min": "min",
    "gcd": "G C D", "dots": "and so on",
    "ldots": "and so on", "cdots": "and so on", "forall": "for all", "exists": "there exists",
    "cup": "union", "cap": "intersection", "subset": "is a subset of", "mid": "given",
    "circ": "degrees", "prime": "prime", "propto": "is proportional to", "ast": "star",
    "mapsto": "maps to", "varepsilon": "epsilon", "varphi": "phi", "quad": "", "qquad": "",
    "left": "", "right": "", "displaystyle": "", "mathrm": "", "mathbf": "", "text": "",
    "operatorname": "", "mathbb": "", "hbar": "h bar", "ell": "l", "langle": "", "rangle": "",
}  # fmt: skip
LATEX_COMMANDS |= {name: name for name in GREEK.values()}
SIGNS = {
    "+": "plus", "-": "minus", "−": "minus", "=": "equals", "<": "is less than",
    ">": "is greater than", "*": "times", "/": "over", "×": "times", "÷": "divided by",
    "≤": "is at most", "≥": "is at least", "≠": "is not equal to", "≈": "is about",
    "!": "factorial", "'": "prime", "%": "percent", "∞": "infinity", "→": "to",
    "±": "plus or minus",
    "|": "",
    "√": "the square root of",
}  # fmt: skip
_WORD = re.compile(
    r"(?:log|ln|sin|cos|tan|exp|max|min|lim|gcd)(?![A-Za-z])"
    r"|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\S"
)
"""Functions and numbers are read whole, all else sign by sign."""


def _signs(tex: str) -> Iterator[str]:
    """What is read as one: a command with its backslash, a number, a function, a sign."""
    for together, tokens in groupby(tex_tokens(tex), lambda token: token.kind == "char"):
        if together:
            yield from _WORD.findall("".join(token.text for token in tokens))
        else:
            for token in tokens:
                slash = "\\" if token.kind in ("command", "escaped") else ""
                yield from () if token.kind == "space" else (slash + token.text,)


def formula(tex: str) -> str:
    """TeX-like or plain formula as words. Unknown commands are read by their names."""
    return _Reader(tex).all()


class _Reader:
    """Reads signs from left to right; a group in braces is read as one."""

    def __init__(self, tex: str) -> None:
        self._signs = list(_signs(tex))
        self._at = 0

    def all(self) -> str:
        words: list[str] = []
        while self._at < len(self._signs):
            words.append(self._one(words[-1] if words else ""))
        return re.sub(r"\s+", " ", " ".join(words)).strip()

    def _one(self, before: str) -> str:
        sign = self._next()
        if sign.startswith("\\"):
            return self._command(sign[1:])
        if sign == "^":
            return f"to {self._group()} of" if before.startswith("from ") else power(self._group())
        if sign == "_":
            return self._subscript(before)
        if sign == "(":
            return "of" if _is_function(before) else ""
        if sign == "-":
            return "minus" if before else "negative"
        return said_sign(sign)

    def _command(self, name: str) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            return quotient(self._group(), self._group())
        if name == "sqrt":
            return f"the square root of {self._group()}"
        return LATEX_COMMANDS.get(name, name if name.isalpha() else "")

    def _subscript(self, before: str) -> str:
        below = self._group()
        return f"from {below}" if before in ("the sum", "the product", "the integral") else below

    def _group(self) -> str:
        sign = self._next()
        if sign == "-":
            return f"minus {self._group()}"
        if sign != "{":
            return self._command(sign[1:]) if sign.startswith("\\") else said_sign(sign)
        depth, inside = 1, []
        while self._at < len(self._signs):
            sign = self._next()
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if not depth:
                break
            inside.append(sign)
        return formula(" ".join(inside))

    def _next(self) -> str:
        sign = self._signs[self._at] if self._at < len(self._signs) else ""
        self._at += 1
        return sign


def _is_function(before: str) -> bool:
    return (
        (len(before) == 1 and before.isalpha())
        or before in LATEX_COMMANDS
        or before in GREEK.values()
    )


_ORDINALS = {cardinal(value): ordinal(value) for value in range(100)}


def power(exponent: str) -> str:
    """ "two" is "squared", "n" "to the N"."""
    known = {"two": "squared", "three": "cubed", "prime": "prime", "degrees": "degrees"}
    return known.get(exponent) or f"to the {_ORDINALS.get(exponent, exponent)}"


def quotient(top: str, bottom: str) -> str:
    """ "one", "two" is "one half"; "A", "B" is "A over B"."""
    if top in DIGITS and bottom in DIGITS:
        low, high = DIGITS.index(top), DIGITS.index(bottom)
        if 0 < low < high:
            return fraction(low, high)
    return f"{top} over {bottom}"


def said_sign(sign: str) -> str:
    """A number, a letter or a sign as words; brackets are silent."""
    if sign[:1].isdigit() and sign.isascii():
        return number_words(sign)
    if sign in ("²", "³"):
        return {"²": "squared", "³": "cubed"}[sign]
    if sign.lower() in GREEK:
        return GREEK[sign.lower()]
    if len(sign) == 1 and sign.isascii() and sign.isalpha():
        return sign.upper()
    return SIGNS.get(sign, LATEX_COMMANDS.get(sign, "," if sign == "," else ""))


def _inline(match: re.Match[str]) -> str:
    return formula(match["tex"])


def _compact(match: re.Match[str]) -> str | None:
    """A formula without dollar signs, if it has an operator that prose has not."""
    if _TWO_LETTER_WORDS.search(match[0]) or not re.search("[=+×*÷<>≤≥≠≈]", match[0]):
        return None
    return formula(match[0])


def _call(match: re.Match[str]) -> str:
    return formula(match[0])


_TWO_LETTER_WORDS = re.compile(
    r"\b(?:me|my|we|us|he|it|to|of|in|on|is|be|by|do|go|no|so|up|or|if|as|at|an|am|hi|ok|oh)\b",
    re.IGNORECASE,
)
_ATOM = r"(?:[0-9]+(?:\.[0-9]+)?[A-Za-z]?|[A-Za-z]{1,2}|\([A-Za-z0-9+*/ -]+\))"
_TERM = rf"{_ATOM}[²³]?(?:\^-?[0-9A-Za-z]+)?(?:\([a-z]\))?"
_OPERATOR = r"(?: ?[=+×*÷<>≤≥≠≈] ?[-−]?| [-−/] )"
_INSIDE = r"(?=[^\s$])(?![0-9][0-9.,]*(?:[\s)–—-]|$))[^$\n]{0,200}?(?<=[^\s\\])"
_ARGUMENT = r"(?:[a-z0-9]|n²|n\^2|log n|n log n|[a-z], ?[a-z])"
RULES: tuple[ReadingRule, ...] = needing(
    "$\\=+×*÷<>≤≥≠≈^(",
    rule(r"\$\$(?P<tex>[^$]+)\$\$", _inline),
    rule(r"\\\((?P<tex>.+?)\\\)", _inline),
    rule(r"\\\[(?P<tex>.+?)\\\]", _inline),
    rule(rf"(?<![\w\\$])\$(?P<tex>{_INSIDE})\$(?![0-9\w])", _inline),
    rule(rf"(?<![\w.$£€])-?{_TERM}(?:{_OPERATOR}{_TERM})+(?![\w^²³(])", _compact),
    rule(rf"(?<![\w.])[fghFPO]\({_ARGUMENT}\)(?!\w)", _call),
    rule(r"(?<![\w.])(?:[0-9]{1,6}|[a-zA-Z]{1,2})\^(?:-?[0-9]+|[a-zA-Z])(?!\w)", _call),
)
LETTER_POWERS: tuple[ReadingRule, ...] = needing(
    "²³", rule(r"(?<![\w.])[a-zA-Z]{1,2}[²³](?!\w)", _call)
)
"""Powers of letters, which a unit of measure may also be: for after the measures."""
