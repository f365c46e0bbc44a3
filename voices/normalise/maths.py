"""Formulas as a person reads them aloud: `$f(x)$` is "F of X"."""

from __future__ import annotations

import re

from voices.normalise.numbers import DIGITS, fraction, number, ordinal
from voices.normalise.rule import Rule, rule
from voices.normalise.symbols import GREEK

COMMANDS = {
    "cdot": "times", "times": "times", "div": "divided by", "pm": "plus or minus",
    "le": "is at most", "leq": "is at most", "ge": "is at least", "geq": "is at least",
    "ne": "is not equal to", "neq": "is not equal to", "approx": "is about", "equiv": "is equivalent to",
    "infty": "infinity", "to": "to", "rightarrow": "to", "Rightarrow": "implies", "in": "in",
    "sum": "the sum", "prod": "the product", "int": "the integral", "lim": "the limit",
    "partial": "partial", "nabla": "del", "log": "log", "ln": "natural log", "sin": "sine",
    "cos": "cosine", "tan": "tangent", "exp": "exp", "max": "max", "min": "min", "dots": "and so on",
    "ldots": "and so on", "cdots": "and so on", "forall": "for all", "exists": "there exists",
    "cup": "union", "cap": "intersection", "subset": "is a subset of", "mid": "given",
    "circ": "degrees", "prime": "prime", "propto": "is proportional to", "ast": "star",
    "mapsto": "maps to", "varepsilon": "epsilon", "varphi": "phi", "quad": "", "qquad": "",
    "left": "", "right": "", "displaystyle": "", "mathrm": "", "mathbf": "", "text": "",
    "operatorname": "", "mathbb": "", "hbar": "h bar", "ell": "l", "langle": "", "rangle": "",
}  # fmt: skip
COMMANDS |= {name: name for name in GREEK.values()}
SIGNS = {
    "+": "plus", "-": "minus", "−": "minus", "=": "equals", "<": "is less than",
    ">": "is greater than", "*": "times", "/": "over", "×": "times", "÷": "divided by",
    "≤": "is at most", "≥": "is at least", "≠": "is not equal to", "≈": "is about", "!": "factorial",
    "'": "prime", "%": "percent", "∞": "infinity", "→": "to", "±": "plus or minus", "|": "",
    "√": "the square root of",
}  # fmt: skip
TOKEN = re.compile(r"\\([A-Za-z]+)|\\.|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[A-Za-z]|[²³]|\S")
FUNCTIONS = frozenset("log ln sin cos tan exp max min lim det gcd".split())


def formula(tex: str) -> str:
    """TeX-like or plain formula as words. Unknown commands are read by their names."""
    return _Reader(tex).all()


class _Reader:
    """Reads tokens from left to right; a group in braces is read as one."""

    def __init__(self, tex: str) -> None:
        self._tokens = [match[0] for match in TOKEN.finditer(tex)]
        self._at = 0

    def all(self) -> str:
        words: list[str] = []
        while self._at < len(self._tokens):
            words.append(self._one(words[-1] if words else ""))
        return re.sub(r"\s+", " ", " ".join(words)).strip()

    def _one(self, before: str) -> str:
        token = self._next()
        if token.startswith("\\"):
            return self._command(token[1:])
        if token == "^":
            return power(self._group())
        if token == "_":
            return self._subscript(before)
        if token == "(":
            return "of" if _is_function(before) else ""
        if token == "-":
            return "minus" if before else "negative"
        return said_token(token)

    def _command(self, name: str) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            return quotient(self._group(), self._group())
        if name == "sqrt":
            return f"the square root of {self._group()}"
        return COMMANDS.get(name, name if name.isalpha() else "")

    def _subscript(self, before: str) -> str:
        below = self._group()
        return f"from {below}" if before in ("the sum", "the product", "the integral") else below

    def _group(self) -> str:
        token = self._next()
        if token != "{":
            return self._command(token[1:]) if token.startswith("\\") else said_token(token)
        depth, inside = 1, []
        while self._at < len(self._tokens):
            token = self._next()
            depth += {"{": 1, "}": -1}.get(token, 0)
            if not depth:
                break
            inside.append(token)
        return formula(" ".join(inside))

    def _next(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        self._at += 1
        return token


def _is_function(before: str) -> bool:
    return (len(before) == 1 and before.isalpha()) or before in COMMANDS or before in GREEK.values()


def power(exponent: str) -> str:
    """ "two" is "squared", "n" "to the N"."""
    known = {"two": "squared", "three": "cubed", "prime": "prime"}
    if exponent in known:
        return known[exponent]
    if exponent in DIGITS:
        return f"to the {ordinal(DIGITS.index(exponent))}"
    return f"to the {exponent}"


def quotient(top: str, bottom: str) -> str:
    """ "one", "two" is "one half"; "A", "B" is "A over B"."""
    if top in DIGITS and bottom in DIGITS:
        low, high = DIGITS.index(top), DIGITS.index(bottom)
        if 0 < low < high:
            return fraction(low, high)
    return f"{top} over {bottom}"


def said_token(token: str) -> str:
    """A number, a letter or a sign as words; brackets are silent."""
    if token[:1].isdigit() and token.isascii():
        return number(token)
    if token in ("²", "³"):
        return {"²": "squared", "³": "cubed"}[token]
    if token.lower() in GREEK:
        return GREEK[token.lower()]
    if len(token) == 1 and token.isascii() and token.isalpha():
        return token.upper()
    return SIGNS.get(token, "," if token == "," else "")


def _inline(match: re.Match[str]) -> str:
    return formula(match["tex"])


def _compact(match: re.Match[str]) -> str | None:
    text = match[0]
    if not re.search(r"[A-Za-z0-9)²³]\s?[=+×<>≤≥≠≈^*÷]\s?[A-Za-z0-9(√-]", text):
        return None
    return formula(text)


def _call(match: re.Match[str]) -> str:
    return formula(match[0])


_TERM = r"(?:[0-9]+(?:\.[0-9]+)?[A-Za-z]?|[A-Za-z]{1,2}|\([A-Za-z0-9+*/ -]+\))[²³]?(?:\^[0-9A-Za-z]+)?(?:\([a-z]\))?"
_LONGER = r"(?![\w^²³(])"
RULES: tuple[Rule, ...] = (
    rule(r"\$\$(?P<tex>[^$]+)\$\$", _inline),
    rule(r"\\\((?P<tex>.+?)\\\)|\\\[(?P<display>.+?)\\\]", lambda m: formula(m["tex"] or m["display"])),
    rule(r"(?<![\w\\$])\$(?P<tex>(?=[^\s$])(?![0-9][0-9.,]*(?:[\s)–—-]|$))[^$\n]{0,200}?(?<=[^\s\\]))\$(?![0-9\w])", _inline),
    rule(rf"(?<![\w.$£€])-?{_TERM}(?: ?[=+×*÷<>≤≥≠≈] ?-?{_TERM})+{_LONGER}(?<![.,])", _compact),
    rule(rf"(?<![\w.$£€]){_TERM}(?: [-−/] {_TERM})+ = -?{_TERM}{_LONGER}", _call),
    rule(r"(?<![\w.])(?:[fghFPO])\((?:[a-z0-9]|n²|n\^2|log n|n log n|[a-z], ?[a-z])\)(?!\w)", _call),
    rule(r"(?<![\w.])[a-zA-Z0-9]{1,2}\^[0-9a-zA-Z](?!\w)", _call),
    rule(r"(?<![\w.])[a-zA-Z]{1,2}[²³](?!\w)", _call),
)  # fmt: skip
