"""Words made comparable: stems, and families of words that are drawn alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from story.assets import asset
from story.language.edit_distance import edit_distance

_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof)\.")
_NAMED = re.compile(r"\b(?:about|at|by|for|from|in|of|on|to|with)\b")
"""What follows one of these tells more of what was named before it."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without possessive endings."""
    return [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text.lower())]


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(asset("sight/words.toml").read_text(encoding="utf-8"))


@cache
def stem(word: str) -> str:
    """What is left of a word when its endings are taken off, at least four letters."""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        word = word[:-1]
    for ending in _known()["endings"].split():
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in _plain() and len(word) > 1)


@cache
def _plain() -> frozenset[str]:
    return frozenset(_known()["plain"].split())


@cache
def _family_of() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_known()["families"]):
        for word in row.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def families(found: frozenset[str]) -> frozenset[int]:
    """The families that any of these stems belongs to."""
    return frozenset().union(*(_family_of().get(word, frozenset()) for word in found))


@cache
def _people() -> frozenset[str]:
    return frozenset(_known()["people"].split())


def person_in(words_in: Iterable[str]) -> str:
    """The first of some words that names a person or persons; empty where none does."""
    return next((word for word in words_in if _one(word) in _people()), "")


def _one(word: str) -> str:
    """A noun's singular, as far as its ending tells."""
    if word in _people():
        return word
    for plural, single in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(plural) and word[: -len(plural)] + single in _people():
            return word[: -len(plural)] + single
    return word


def names_people(text: str) -> bool:
    """Does the text speak of persons by a common noun (a role, a kin, a crowd)?"""
    return bool(person_in(words(text)))


def names_several(text: str) -> bool:
    """Does it speak of persons in the plural, or of a body of them?"""
    return any(
        person_in([word]) and (_one(word) != word or word in _bodies()) for word in words(text)
    )


def is_writing(text: str) -> bool:
    """Is it something written that speaks ("the official statement", "a letter from home")?"""
    named = _NAMED.split(text.lower(), maxsplit=1)[0]
    return any(word in _writings() for word in words(named)[-1:])


@cache
def _writings() -> frozenset[str]:
    return frozenset(_known()["writings"].split())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(_known()["bodies"].split())


def proper_names(text: str) -> frozenset[str]:
    """Capitalised words that do not stand at a sentence's head, in small letters."""
    text = _TITLE.sub(r"\1", text)
    found = re.findall(r"(?<![.!?:\"“]\s)(?<!^)\b([A-Z][\w’'-]+)", text)
    names = (word for name in found for word in words(name))
    return frozenset(
        name for name in names if len(name) > 2 and name not in _plain() and name != "mrs"
    )


def is_person(name: str, text: str) -> bool:
    """Does a text call the bearer of a name he or she, or somebody in a role?"""
    after = re.search(rf"\b{re.escape(name)}\b(.{{0,60}})", text, re.IGNORECASE)
    if after is None:
        return False
    rest = words(after[1])
    if {"he", "she", "his", "her", "who", "aged", "old"} & set(rest):
        return True
    named = [number for number, word in enumerate(rest) if person_in([word])]
    return bool(named) and bool({"a", "an", "the"} & set(rest[: named[0]]))


def near(a: str, b: str) -> bool:
    """The same word but for a letter in five: drawn lettering is often misspelt."""
    if a == b:
        return True
    longer = max(len(a), len(b))
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 2:
        return False
    return edit_distance(a, b) <= longer // 5
