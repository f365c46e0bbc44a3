"""Pronunciations written as links, as Kokoro's users write them: `[Nerilka](/nəɹˈɪlkə/)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from story.document import SourceAnnotation

Link = tuple[int, str, str]
_IPA = re.compile(r"/(?P<sounds>[^/\n]{1,80})/")
_PATH = re.compile(r"[\w.%~-]+", re.ASCII)
_STRESS = re.compile(r"[+-]\d(?:\.\d+)?")


@dataclass(frozen=True)
class Pronounced:
    """The links that are links, and what the others ask of a voice."""

    links: tuple[Link, ...]
    asked: tuple[SourceAnnotation, ...]


def pronunciations(links: Sequence[Link]) -> Pronounced:
    """Tells pronunciations and stresses from addresses. A word is said so from there on."""
    kept, asked = [], []
    for at, text, address in links:
        found = _IPA.fullmatch(address)
        if found and not _PATH.fullmatch(found["sounds"]):
            asked.append(SourceAnnotation("say", f"{text} | {address}", at, at + len(text)))
        elif not _STRESS.fullmatch(address):
            kept.append((at, text, address))
    return Pronounced(tuple(kept), tuple(asked))
