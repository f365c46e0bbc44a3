"""Which names in a prompt are persons'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from render.camera.prompts.places import Place
from story.english.first_names import first_name_gender
from story.english.stems import person_in, words
from story.english.vocabulary import NOT_NAMES, TITLES, TITLES_OPEN

_TITLES = frozenset("mr mrs ms dr captain king queen prince princess doctor professor lord".split())
"""Behind these stands a name."""
_KIN = frozenset(
    "wife husband son daughter brother sister father mother grandfather grandmother uncle "
    "aunt".split()
)
"""So does one behind these: "his wife, Katharina"."""
_PEOPLE = re.compile(r"(?:ish|ese|[aei]an|can|ss|utch|nch|eek)$")
"""How words for a people end: they stand before a name, and are none."""
_NO_NAMES = _TITLES | {"the"}
"""A title tells nobody apart."""


def heroes_in(places: Sequence[Place], people: Iterable[str]) -> frozenset[str]:
    """Names of persons in a picture: those of the story's people, those behind a title, a first
    name or a word for a person ("his wife, Katharina"), with that first name. Only the prompt
    tells, so that an edit of the text changes nobody's place."""
    asked = frozenset(name for place in places for name in place.names)
    speak = frozenset(word for name in people for word in words(name))
    texts = _wholes(places)
    called = frozenset(name for name in asked if any(_introduced(name, text) for text in texts))
    somewhere = frozenset(name for name in asked if _is_somewhere(name, texts))
    persons = asked & (speak | (called - somewhere))
    given = (first for name in persons for first in first_names(name, texts))
    return (persons | (asked & frozenset(given))) - _NO_NAMES


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


def first_names(name: str, texts: Iterable[str]) -> frozenset[str]:
    """What stands right before a name as one more of its bearer's ("Leonhard Euler"): a story may
    go on with either. A title, a word for a person or a people ("Swiss"), or what merely begins a
    sentence is none."""
    pair = re.compile(rf"\b([A-Z][^\W\d_]+) (?i:{re.escape(name)})\b")
    found = ((hit[1].lower(), text[: hit.start()]) for text in texts for hit in pair.finditer(text))
    return frozenset(first for first, before in found if is_first_name(first, name, before))


def is_first_name(word: str, name: str, before: str) -> bool:
    """Is a word with a capital before a name one more name of its bearer's? `before` is the text
    before it."""
    if word == name or word in NOT_NAMES | TITLES | TITLES_OPEN | _KIN or person_in([word]):
        return False
    known = first_name_gender(word) != "unknown"
    return known or bool(re.search(r"[\w,] $", before) and not _PEOPLE.search(word))


def _is_somewhere(name: str, texts: Iterable[str]) -> bool:
    """Is anything said to be at, in or of the bearer of a name? Then it is no person."""
    cue = re.compile(
        rf"\b(?:at|in|inside|of|near|(?:move|went|return|returned|came) to) {name}\b", re.IGNORECASE
    )
    return any(cue.search(text) for text in texts)
