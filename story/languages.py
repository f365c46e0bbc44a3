"""The languages that stories are read in, by IETF tag."""

from __future__ import annotations

from collections.abc import Mapping

from story.english.language import ENGLISH
from story.language.base import Language

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH}


def language_of(tag: str) -> Language:
    """The language of an IETF tag such as "en-GB"; English where it has not been described yet."""
    return LANGUAGES.get(tag.partition("-")[0].lower(), ENGLISH)
