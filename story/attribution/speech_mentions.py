"""What speech says of people by name: who is called to, who is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.quotes import Marks, Quote, find_quotes
from story.language.base import Language
from story.language.tokens import Token


@dataclass(frozen=True)
class Talk:
    """What a passage's speech says of people: who is addressed, who is spoken of.

    `called` are the genders of whom it calls by a noun ("sir", "papa"); `namesakes` others whom
    a title with a surname fits that it calls ("Mr. Pell" of two brothers).
    """

    addressed: frozenset[int]
    spoken_of: frozenset[int]
    says_own: frozenset[int]
    called: frozenset[str]
    namesakes: frozenset[int]


def talk_of(reading: Reading, people: People) -> Talk:
    """Whom the speech of a passage names."""
    addressed: set[int] = set()
    spoken_of: set[int] = set()
    own: set[int] = set()
    called: set[str] = set()
    namesakes: set[int] = set()
    text, grammar = reading.passage.text, people.language.grammar
    said = zip(reading.passage.quotes, reading.speech, reading.quoted, strict=True)
    for quote, spoken, words in said:
        if not spoken:
            continue
        inner = _nested(text, quote, people.language)
        called.update(_called(words, people.language))
        addressed.update(_kin(words, reading.passage.section, people))
        for first, last, who in people.spot(words):
            if len(who) > 2 or any(a <= words[first].start < b for a, b in inner):
                continue
            if grammar.introduces(words, first):
                own.update(who)
            elif grammar.addresses(words, first, last):
                addressed.update(who)
                namesakes.update(_namesakes(words[first:last], people))
            else:
                spoken_of.update(who)
    return Talk(
        frozenset(addressed),
        frozenset(spoken_of - addressed),
        frozenset(own),
        frozenset(called),
        frozenset(namesakes - addressed),
    )


def _namesakes(words: Sequence[Token], people: People) -> Iterator[int]:
    """Whoever a title with a surname may call besides its usual bearer; a wife's fits one only."""
    names = people.names
    key = names.key(" ".join(word.text for word in words))
    if len(key) != 2 or key[0] not in names.civil or key[0] == names.married:
        return
    gender = names.titled_gender(key)
    for number in people.parts.get(key[1], ()):
        person = people.persons[number]
        if person.gender == gender and person.bears(key[1]):
            yield number


def _called(words: Sequence[Token], language: Language) -> Iterator[str]:
    """The genders of nouns that somebody is called by."""
    for at, word in enumerate(words):
        gender = language.pronouns.vocatives.get(word.lower)
        if gender and language.grammar.addresses(words, at, at + 1):
            yield gender


def _kin(words: Sequence[Token], section: int, people: People) -> Iterator[int]:
    """Whom calls of kin mean in a section: "Papa"."""
    for at, word in enumerate(words):
        noun = people.names.kin_calls.get(word.lower, "")
        person = people.kin.get((section, noun))
        if person is not None and people.language.grammar.addresses(words, at, at + 1):
            yield person


def _nested(text: str, quote: Quote, language: Language) -> list[tuple[int, int]]:
    """Where a quotation quotes somebody else, whose words say nothing of its own speaker."""
    inside = text[quote.inner : quote.outer]
    marks: Marks = "double" if text[quote.start] in "'‘" else "single"
    if not any(mark in inside for mark in ("'‘" if marks == "single" else '"“')):
        return []
    found, _ = find_quotes(inside, marks, language.quoted.elisions)
    return [(quote.inner + one.start, quote.inner + one.end) for one in found if one.closed]
