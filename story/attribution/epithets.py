"""Whether "the girl" is but another word for one of those who are there, or somebody new."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from story.attribution.passages import Reading
from story.language.base import Language
from story.language.tokens import Mention

_RECENT = 12
"""Passages through which somebody brought in without a name stays "the girl"."""

_WORD = 20
"""Characters behind a description in which its next word is found."""

_STOPS = ".!?"


class Arrivals:
    """Whom the narration brings in without a name: "A girl came up the road."."""

    def __init__(self, readings: Sequence[Reading], language: Language) -> None:
        self._language, self._readings = language, readings
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, reading in enumerate(readings):
            for noun in _brought_in(reading, language):
                self._at[noun].append(number)

    def is_epithet(self, mention: Mention, passage: int) -> bool:
        """Whether a description is another word for somebody there: nobody has come of late of
        whom it would be the first."""
        text = self._readings[passage].passage.text
        behind = text[mention.end : mention.end + _WORD]
        epithet = self._language.roles.is_epithet(mention, behind)
        return epithet and not self.has_come(mention.head, passage)

    def has_come(self, noun: str, passage: int) -> bool:
        """Whether somebody who is called by a noun has come of late in the section."""
        came = self._at.get(noun, [])
        last = came[at - 1] if (at := bisect_right(came, passage)) else -1
        section = self._readings[passage].passage.section
        near = last >= max(0, passage - _RECENT)
        return near and self._readings[last].passage.section == section


def _brought_in(reading: Reading, language: Language) -> Iterator[str]:
    """The nouns of those with whom sentences begin as of somebody new."""
    text = reading.passage.text
    for words in reading.words:
        for at, word in enumerate(words):
            opens = at == 0 or words[at - 1].text in _STOPS
            if opens and word.lower in language.roles.fresh:
                found = language.grammar.phrase_at(text, words, at)
                if found and found.kind == "role":
                    yield found.head
