"""Inline math as readers say it: `$\\pi$` is read as a pi, a sum of dollars as dollars."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMULA = re.compile(r"\$(?P<body>(?![\s$])[^$\n]{1,200}?)(?<![\s\\])\$(?![\d$])")
_DISPLAYED = re.compile(r"\$\$\s*(?P<body>[^$\s](?:[^$\n]{0,200}[^$\s])?)\s*\$\$")
_PROSE = re.compile(r"[A-Za-z]{3,}[,;.]?\s+[A-Za-z]{2,}")
_PIECE = re.compile(r"\\(?P<name>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<drop>[{}])|(?P<char>.)", re.DOTALL)

_LETTERS = re.findall(
    r"\S+",
    """
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ
Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
""",
)
NAMES: dict[str, str] = {
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
SILENT = {"left", "right", "text", "mathrm", "mathbf", "mathit", "quad", "displaystyle"}
_POWERS = {"2": "²", "3": "³", "1": "¹", "0": "⁰", "n": "ⁿ"}


@dataclass(frozen=True)
class Formula:
    """Readable text of a formula, the source offset of each character, and where it ends."""

    text: str
    offsets: tuple[int, ...]
    end: int


def readable_math(source: str, start: int, limit: int) -> Formula | None:
    """The formula whose `$` is at `start`; None where that is a dollar sign."""
    found = _DISPLAYED.match(source, start, limit)
    if not found:
        found = _FORMULA.match(source, start, limit)
        if not found or not _is_formula(found["body"]):
            return None
    pairs = _read(source, found.start("body"), found.end("body"))
    return Formula("".join(c for c, _ in pairs), tuple(at for _, at in pairs), found.end())


def _is_formula(body: str) -> bool:
    if body[0].isdigit():
        return bool(re.search(r"[\\^_=+*/<>]|[a-zA-Z]\b", body)) and not _PROSE.search(body)
    return not _PROSE.search(body) or "\\" in body


def _read(source: str, start: int, end: int) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    for piece in _PIECE.finditer(source, start, end):
        at = piece.start()
        if piece["name"]:
            name = str(piece["name"])
            said = "" if name in SILENT else NAMES.get(name, name)
            pairs += [(character, at) for character in said]
        elif piece["sign"]:
            pairs += [] if piece["sign"] in ",;! " else [(piece["sign"], piece.end() - 1)]
        elif piece["char"]:
            pairs.append((piece["char"], at))
    return _raised(pairs)


def _raised(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Short powers become raised digits: `x^2` is read as people write it."""
    out: list[tuple[str, int]] = []
    rest = iter(pairs)
    for character, at in rest:
        if character == "^":
            follower = next(rest, None)
            if follower and follower[0] in _POWERS:
                out.append((_POWERS[follower[0]], follower[1]))
            else:
                out += [(character, at)] + ([follower] if follower else [])
        else:
            out.append((character, at))
    return out
