"""TeX as formulas in stories use it: its tokens, and the characters that its commands stand for.

Three readers build on these: inline formulas as text (`story/formats/markdown/mathtext.py`),
displayed ones as lines (`story/boards/formulas.py`), and formulas as words
(`voices/pronunciation/normalise/maths.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

TexKind = Literal["command", "escaped", "level", "open", "close", "space", "char"]

_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+)\s*|\\(?P<escaped>[^A-Za-z])|(?P<level>[\^_])|(?P<open>\{)"
    r"|(?P<close>\})|(?P<space>\s+)|(?P<char>.)",
    re.DOTALL,
)
_LETTERS = re.findall(
    r"\S+",
    """
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ
Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
""",
)
SIGNS: dict[str, str] = {
    **dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True)),
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "infty": "∞",
    "to": "→",
    "rightarrow": "→",
    "sum": "∑",
    "int": "∫",
    "sqrt": "√",
    "partial": "∂",
    "ldots": "…",
    "dots": "…",
    "degree": "°",
    "circ": "°",
    "in": "∈",
    "prod": "∏",
    "nabla": "∇",
    "hbar": "ħ",
    "equiv": "≡",
    "sim": "∼",
    "propto": "∝",
    "Rightarrow": "⇒",
    "implies": "⇒",
    "iff": "⇔",
    "mapsto": "↦",
    "cdots": "⋯",
    "ell": "ℓ",
    "forall": "∀",
    "exists": "∃",
    "notin": "∉",
    "subset": "⊂",
    "cup": "∪",
    "cap": "∩",
}
"""The character that a command stands for, by its name."""

SILENT = {"left", "right", "text", "mathrm", "mathbf", "mathit", "quad", "displaystyle"}
"""Commands that are not seen: they say how their argument is set."""


class TexToken(NamedTuple):
    """A token at [start, end): `text` is a command's name, what is behind a backslash, or a sign.

    A command takes the spaces behind it. `kind` "level" is `^` or `_`; "open" and "close" braces.
    """

    kind: TexKind
    text: str
    start: int
    end: int


def tex_tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[TexToken]:
    """The tokens of a stretch of TeX; any text has some."""
    for found in _TOKEN.finditer(source, start, len(source) if end is None else end):
        kind = cast("TexKind", found.lastgroup)
        yield TexToken(kind, found[kind], found.start(), found.end())
