"""What speech says of people by name: who is called to, who is spoken of, and by which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.quotes import Marks, Quote, find_quotes
from story.language.base import Language
from story.language.tokens import Token

_LESS = 0.5
"""What it counts beside that if they mostly use another word: a friend may be formal for once."""

Word = tuple[str, int]
"""What somebody is called by, and who that is: "Harry", "papa"."""


@dataclass(frozen=True)
class Talk:
    """What a passage's speech says of people: who is addressed, who is spoken of.

    `called` are the genders of whom it calls by a noun ("sir", "papa"); `namesakes` others whom
    a title with a surname fits that it calls ("Mr. Pell" of two brothers). `calls` and `mentions`
    are the words by which it calls somebody, and speaks of them.
    """

    addressed: frozenset[int]
    spoken_of: frozenset[int]
    says_own: frozenset[int]
    called: frozenset[str]
    namesakes: frozenset[int]
    calls: frozenset[Word] = frozenset()
    mentions: frozenset[Word] = frozenset()


def talk_of(reading: Reading, people: People) -> Talk:
    """Whom the speech of a passage names."""
    addressed: set[int] = set()
    spoken_of: set[int] = set()
    own: set[int] = set()
    called: set[str] = set()
    namesakes: set[int] = set()
    calls: set[Word] = set()
    mentions: set[Word] = set()
    text, grammar = reading.passage.text, people.language.grammar
    said = zip(reading.passage.quotes, reading.speech, reading.quoted, strict=True)
    for quote, spoken, words in said:
        if not spoken:
            continue
        inner = _nested(text, quote, people.language)
        called.update(_called(words, people.language))
        calls.update(_kin(words, reading.passage.section, people))
        for first, last, who in people.spot(words):
            if len(who) > 2 or any(a <= words[first].start < b for a, b in inner):
                continue
            if grammar.introduces(words, first):
                own.update(who)
            elif grammar.stands_alone(words, first, last):
                spoken_of.update(who if words[last + 1 :] else ())  # "Jack." may be who says it
            elif grammar.addresses(words, first, last):
                addressed.update(who)
                calls.update(_word(words[first:last], who, people))
                namesakes.update(_namesakes(words[first:last], people))
            else:
                spoken_of.update(who)
                mentions.update(_word(words[first:last], who, people))
    addressed.update(person for _, person in calls)
    return Talk(
        frozenset(addressed),
        frozenset(spoken_of - addressed),
        frozenset(own),
        frozenset(called),
        frozenset(namesakes - addressed),
        frozenset(calls),
        frozenset(mentions),
    )


def _word(words: Sequence[Token], who: Sequence[int], people: People) -> Iterator[Word]:
    """By which word somebody is named, where that is one person's."""
    if len(who) == 1:
        yield people.names.owner(" ".join(word.lower for word in words)), who[0]


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


def _kin(words: Sequence[Token], section: int, people: People) -> Iterator[Word]:
    """Whom calls of kin mean in a section: "Papa"."""
    for at, word in enumerate(words):
        noun = people.names.kin_calls.get(word.lower, "")
        person = people.kin.get((section, noun))
        if person is not None and people.language.grammar.addresses(words, at, at + 1):
            yield word.lower, person


def _nested(text: str, quote: Quote, language: Language) -> list[tuple[int, int]]:
    """Where a quotation quotes somebody else, whose words say nothing of its own speaker."""
    inside = text[quote.inner : quote.outer]
    marks: Marks = "double" if text[quote.start] in "'‘" else "single"
    if not any(mark in inside for mark in ("'‘" if marks == "single" else '"“')):
        return []
    found, _ = find_quotes(inside, marks, language.quoted.elisions)
    return [(quote.inner + one.start, quote.inner + one.end) for one in found if one.closed]


class Manners:
    """By which words each speaker calls people, and speaks of them: not everybody who knows Lord
    Henry calls him Harry.

    `talk` is what is said in each turn, `known` who says it as far as that is sure (-1: nobody).
    """

    def __init__(self, talk: Sequence[Talk], known: Sequence[int]) -> None:
        self._talk, self._known = talk, known
        self._calls: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        self._mentions: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        for said, speaker in zip(talk, known, strict=True):
            for kind, words in ((self._calls, said.calls), (self._mentions, said.mentions)):
                for word, person in words if speaker >= 0 else ():
                    kind[speaker, person][word] += 1

    def calls(self, at: int, speaker: int) -> float:
        """How well the words by which turn `at` calls people are a speaker's: 1 for each that is
        always theirs, nearly; less than 0 where they mostly have another."""
        return self._fit(self._talk[at].calls, self._calls, speaker, speaker == self._known[at])

    def mentions(self, at: int, speaker: int) -> float:
        """The same for the words by which it speaks of people."""
        own = speaker == self._known[at]
        return self._fit(self._talk[at].mentions, self._mentions, speaker, own)

    @staticmethod
    def _fit(
        words: frozenset[Word],
        known: dict[tuple[int, int], Counter[str]],
        speaker: int,
        own: bool,
    ) -> float:
        """The turn itself does not count where it is its speaker's `own`."""
        total = 0.0
        for word, person in words:
            used = known.get((speaker, person), Counter())
            same = used[word] - own
            other = used.total() - used[word]
            fit = (same - other) / (same + other + 1)
            total += fit if fit > 0 else fit * _LESS
        return total
