"""A writer's annotations: HTML comments such as `<!-- pause 1.5s -->`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from story.document import SourceAnnotation
from story.formats.base import Report

KEYS = (
    *("voice", "pause", "say", "camera", "skip", "sound", "keep", "music", "beat"),
    *("delivery", "take", "callout", "inset", "clip", "split"),
    *("light", "weather", "focus", "shake"),
)
_WITHOUT_COLON = ("pause", "beat", "skip", "split")
_BARE = ("skip", "keep", "split")
"""Annotations that need no value."""
ONCE = "say once"
"""The kind of a `say` that holds in the next line alone."""
_SHAPE = re.compile(
    r"\s*(?P<key>[A-Za-z][\w-]{0,30})(?:\s*:\s*|\s+|(?=\s*$))(?P<value>.*?)\s*", re.DOTALL
)
_KEY = re.compile(r"\s*([A-Za-z]+)\s*:")
_LONGEST = 400
"""Characters of an annotation: what is longer is a remark, or a slip."""
_NO_CALLOUTS = re.compile(r"\s*no\s+callouts?\s*", re.IGNORECASE)
_COMMON = ("light", "weather", "focus", "shake")
"""Words that a comment may well hold (`<!-- right -->`): without a colon they are no slip."""
_ONCE = re.compile(r"once\s*:\s*", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(s|sec|seconds?|ms)?", re.IGNORECASE)
_OTHERS = ("todo", "fixme", "note", "more", "toc", "http", "https", "markdownlint", "prettier")
DELIVERIES = ("whisper", "shout", "thought", "calm", "excited", "sad")
MOST_TAKES = 6
"""As many ways there are to ask for a line that is heard to be said otherwise."""
_PAUSE_LIMIT = 60.0
"""Seconds: a longer pause is a slip of the pen (milliseconds meant, the unit forgotten)."""


@dataclass(frozen=True)
class Comment:
    body: str
    start: int
    end: int


def read_comment(comment: Comment, report: Report) -> SourceAnnotation | None:
    """The annotation in a comment, None where it is an ordinary comment or a wrong one."""
    if _NO_CALLOUTS.fullmatch(comment.body):
        return SourceAnnotation("callouts", "off", comment.start, comment.end)
    if comment.body.strip().lower() == "shake":
        return SourceAnnotation("shake", "", comment.start, comment.end)
    if len(comment.body) >= _LONGEST:
        named = _KEY.match(comment.body)
        if named and named[1].lower() in KEYS:
            said = f"{named[1].lower()} is over {_LONGEST} characters long."
            report(comment.start, "annotation-wrong", said, "Make it shorter.")
        return None
    found = _SHAPE.fullmatch(comment.body)
    if not found:
        return None
    key, value = found["key"].lower(), found["value"]
    if key == "split" and value:  # "split this later": an ordinary remark
        return None
    if key not in KEYS or (key not in _WITHOUT_COLON and ":" not in comment.body):
        if value.lower() in _CHOICES.get(key, ()):
            said = f"{key} needs a colon."
            report(comment.start, "annotation-wrong", said, f"Write {key}: {value.lower()}.")
        else:
            _unknown(comment, key, report)
        return None
    return _checked(SourceAnnotation(key, value, comment.start, comment.end), report)


def _unknown(comment: Comment, key: str, report: Report) -> None:
    labelled = re.match(r"\s*[a-z][\w-]*\s*:(?!//)", comment.body)
    likely = KEYS if labelled else [each for each in KEYS if each not in _COMMON]
    if key in likely and not labelled:
        _colon_missing(comment, key, report)
        return
    near = get_close_matches(key, likely, 1, 0.7)
    if key not in _OTHERS and (labelled or (near and len(comment.body.split()) < 3)):
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(KEYS)}."
        report(comment.start, "annotation-unknown", f"Unknown annotation {key!r}.", hint)


def _colon_missing(comment: Comment, key: str, report: Report) -> None:
    """Tells of "voice Mira", "voice Mrs. Pell" and "say gif | jiff", not of "voice of Ada"."""
    value = comment.body.split()[1:]
    names = all(word[0].isupper() for word in value)
    if names or len(value) < 2 or (key == "say" and "|" in value):
        hint = f"Write {key}: {' '.join(value) or '…'}."
        report(comment.start, "annotation-wrong", f"{key} needs a colon.", hint)


def _checked(found: SourceAnnotation, report: Report) -> SourceAnnotation | None:
    if found.kind in ("pause", "beat"):
        seconds = _SECONDS.fullmatch(found.value)
        size = float(seconds[1]) / (1000 if seconds[2] == "ms" else 1) if seconds else -1.0
        if not 0 <= size <= _PAUSE_LIMIT:
            report(
                found.start,
                "annotation-wrong",
                f"{found.value!r} is no {found.kind}.",
                f"Write {found.kind} 1.5s.",
            )
            return None
        return SourceAnnotation(found.kind, f"{size:g}", found.start, found.end)
    once = _ONCE.match(found.value) if found.kind == "say" else None
    if once:
        found = replace(found, kind=ONCE, value=found.value[once.end() :])
    if (
        found.kind in ("say", ONCE)
        and len([part for part in found.value.split("|") if part.strip()]) != 2
    ):
        report(found.start, "annotation-wrong", "say needs two parts.", "Write say: gif | jiff.")
        return None
    if found.kind not in _BARE and not found.value:
        report(
            found.start,
            "annotation-wrong",
            f"{found.kind} needs a value.",
            "See docs/annotations.md.",
        )
        return None
    return _one_of(found, report) if found.kind in _CHOICES else found


_CHOICES = {
    "delivery": DELIVERIES,
    "take": tuple(str(n) for n in range(1, MOST_TAKES + 1)),
    "light": ("glow",),
    "weather": ("snow", "rain"),
}
"""Annotations that have few values."""


def _one_of(found: SourceAnnotation, report: Report) -> SourceAnnotation | None:
    """The annotation where its value is one of those that there are."""
    value, known = found.value.lower(), _CHOICES[found.kind]
    if value not in known:
        said = f"{found.value!r} is no {found.kind}."
        report(found.start, "annotation-wrong", said, f"Write one of {', '.join(known)}.")
        return None
    return replace(found, value=value)
