"""Which names in a prompt are persons'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from render.camera.prompts.places import Place
from story.english.first_names import first_name_gender
from story.english.stems import person_in, words

_TITLES = frozenset("mr mrs ms dr captain king queen prince princess doctor professor lord".split())
"""Behind these stands a name."""
_KIN = frozenset(
    "wife husband son daughter brother sister father mother grandfather grandmother uncle "
    "aunt".split()
)
"""So does one behind these: "his wife, Katharina"."""
_NO_NAMES = _TITLES | {"the"}
"""A title tells nobody apart."""


def heroes_in(places: Sequence[Place], people: Iterable[str]) -> frozenset[str]:
    """Names of persons in a picture: those of the story's people, those behind a title, a first
    name or a word for a person ("his wife, Katharina"). Only the prompt tells, so that an edit of
    the text changes nobody's place."""
    asked = frozenset(name for place in places for name in place.names)
    speak = frozenset(word for name in people for word in words(name))
    called = frozenset(name for name in asked if any(_introduced(name, p.whole) for p in places))
    somewhere = frozenset(name for name in asked if _is_somewhere(name, _wholes(places)))
    return (asked & (speak | (called - somewhere))) - _NO_NAMES


def _wholes(places: Sequence[Place]) -> frozenset[str]:
    return frozenset(place.whole for place in places)


def _introduced(name: str, text: str) -> bool:
    """Does a title, a first name or a word for a person stand right before a name?"""
    for found in re.finditer(rf"(\b[\w.]+),? {re.escape(name)}\b", text, re.IGNORECASE):
        before = found[1].strip(".").lower()
        first = found[1][0].isupper() and first_name_gender(before) != "unknown"
        kin = before in _KIN or (person_in([before]) and first_name_gender(name) != "unknown")
        if (first and "," not in found[0]) or before in _TITLES or kin:
            return True
    return False


def _is_somewhere(name: str, texts: Iterable[str]) -> bool:
    """Is anything said to be at, in or of the bearer of a name? Then it is no person."""
    cue = re.compile(
        rf"\b(?:at|in|inside|of|near|(?:move|went|return|returned|came) to) {name}\b", re.IGNORECASE
    )
    return any(cue.search(text) for text in texts)
