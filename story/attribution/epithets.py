"""Whether "the girl" is but another word for one of those who are there, or somebody new."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from story.attribution.passages import Reading
from story.attribution.people import People
from story.language.base import Language
from story.language.tokens import Mention

_RECENT = 12
"""Passages through which somebody brought in without a name stays "the girl"."""

_BEHIND, _AHEAD = 24, 4
"""Passages before and after a description in which somebody there is named."""

_WORD = 20
"""Characters behind a description in which its next word is found."""

_STOPS = ".!?"


class Arrivals:
    """Whom the narration brings in without a name: "A girl came up the road."."""

    def __init__(self, readings: Sequence[Reading], people: People) -> None:
        language = people.language
        self._language, self._readings, self._people = language, readings, people
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
        return (
            epithet
            and self._is_there(mention, passage)
            and not self.has_come(mention.head, passage)
        )

    def _is_there(self, mention: Mention, passage: int) -> bool:
        """Whether the section names somebody near of whom a description may be."""
        gender, readings = self._language.roles.gender_of(mention.head), self._readings
        section = readings[passage].passage.section
        around = (*range(passage, passage - _BEHIND, -1), *range(passage + 1, passage + _AHEAD))
        near = (readings[at] for at in around if 0 <= at < len(readings))
        return any(
            self._may_be(number, gender)
            for reading in near
            if reading.passage.section == section
            for words in reading.words
            for *_, who in self._people.spot(words)
            for number in who
        )

    def _may_be(self, number: int, gender: str) -> bool:
        person = self._people.persons[number]
        return person.named and (person.gender == gender or "unknown" in (gender, person.gender))

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
