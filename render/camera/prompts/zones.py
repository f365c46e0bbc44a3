"""Where a phrase of a prompt says that something is, in parts of the picture's width and height."""

from __future__ import annotations

import math
import re

from render.geometry import Rect

Span = tuple[float, float]

_SIDE = r"[- ](?:side|hand side|half|corner|edge|foreground|background|part|third|quarter)"
_AT = r"\b(?:on|at|in|to|from|toward|towards|along) (?:the|his|her|its|their)?\s*"
_NEAR = r"(?:very |extreme |upper |lower |top |bottom )*"
_ACROSS: tuple[tuple[str, Span], ...] = (
    (r"\bfar[- ](?:left)\b|\b(?:left|left-hand) edge\b|\bextreme left\b", (0.0, 0.3)),
    (r"\bfar[- ](?:right)\b|\b(?:right|right-hand) edge\b|\bextreme right\b", (0.7, 1.0)),
    (r"\bleft of (?:the )?(?:center|centre|middle)\b|\bcent(?:er|re)[- ]left\b", (0.15, 0.55)),
    (r"\bright of (?:the )?(?:center|centre|middle)\b|\bcent(?:er|re)[- ]right\b", (0.45, 0.85)),
    (
        rf"{_AT}{_NEAR}left\b(?! hand\b)|\bleft{_SIDE}|\b(?:top|upper|bottom|lower)[- ]left",
        (0.0, 0.5),
    ),
    (
        rf"{_AT}{_NEAR}right\b(?! hand\b)|\bright{_SIDE}|\b(?:top|upper|bottom|lower)[- ]right",
        (0.5, 1.0),
    ),
    (r"\bon one side\b|\bone (?:side|half|part|path)\b", (0.0, 0.5)),
    (
        r"\bthe other (?:side|half|part|path|shows|showing|depicts|has|is)\b|\bopposite side\b",
        (0.5, 1.0),
    ),
    (
        r"\bcent(?:ral|er|re) figure\b|\bhead of the table\b|\bcent(?:er|re)stage\b",
        (0.35, 0.65),
    ),
    (
        r"\b(?:in|at) the (?:very |exact )?(?:cent(?:er|re)|middle|heart)\b(?!\s+(?:distance|ages))"
        r"|\bbetween them\b",
        (0.2, 0.8),
    ),
)
_DOWN: tuple[tuple[str, Span], ...] = (
    (
        r"\b(?:top|upper)[- ](?:left|right|half|part|corner|cent)|\bat the (?:very )?top\b",
        (0.0, 0.5),
    ),
    (r"\b(?:bottom|lower)[- ](?:left|right|half|part|corner|cent)|\bat the bottom\b", (0.5, 1.0)),
    (r"\bforeground\b|\bin front of\b|\bclosest to\b", (0.3, 1.0)),
    (r"\bbackground\b|\bdistance\b|\bhorizon\b|(?<!from )\bbehind\b|\bfar away\b", (0.0, 0.65)),
    (r"\bsky\b|\babove\b|\boverhead\b|\bfloat\w*\b|\bceiling\b|\bclouds?\b", (0.0, 0.5)),
    (r"\bfloor\b|\bbelow\b|\bbeneath\b|\bground\b|\bat (?:his|her|their) feet\b", (0.5, 1.0)),
    (r"\bhead of the table\b|\bcentral figure\b", (0.1, 0.95)),
)


def zone_of(text: str) -> Rect | None:
    """The part of the picture that a phrase names; None if it names none."""
    across, down = _span(text, _ACROSS), _span(text, _DOWN)
    if across is None and down is None:
        return None
    left, right = across or (0.0, 1.0)
    top, bottom = down or (0.0, 1.0)
    return Rect(left, top, right - left, bottom - top)


def _span(text: str, cues: tuple[tuple[str, Span], ...]) -> Span | None:
    """Of the cues found, the most exact kind."""
    return next((span for cue, span in cues if re.search(cue, text, re.IGNORECASE)), None)


def fits(x: float, y: float, zone: Rect | None) -> float:
    """How well a point lies in a zone, 0.1 .. 1; less the farther it is outside."""
    if zone is None:
        return 1.0
    across = max(zone.x - x, x - zone.x - zone.w, 0.0)
    down = max(zone.y - y, y - zone.y - zone.h, 0.0)
    return max(0.1, 1 - 3 * across) * max(0.2, 1 - 2 * down)


def centred(x: float, y: float, zone: Rect | None) -> float:
    """How near a point is to the middle of a zone, 0 .. 1; 1 where there is none."""
    if zone is None:
        return 1.0
    across = (x - zone.x - zone.w / 2) / (0.5 * zone.w)
    down = (y - zone.y - zone.h / 2) / (0.8 * zone.h)
    return math.exp(-2 * across**2 - down**2)
