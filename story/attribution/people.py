"""Who is in a story, and whom a name or a role stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from story.english.first_names import first_name_gender
from story.english.phrases import Mention, animate
from story.english.tokens import Token
from story.english.words import (
    CHILD_NOUNS,
    COLLECTIVE_NOUNS,
    DETERMINERS,
    ELDER_NOUNS,
    ENDEARMENTS,
    FEMALE_NOUNS,
    MALE_NOUNS,
    MANNERS,
    NEW_DETERMINERS,
    TITLES,
    TITLES_FEMALE,
    TITLES_MALE,
)
from story.model import NARRATOR, Gender
from story.settings import StorySettings

Key = tuple[str, ...]

_KEPT = 6


@dataclass
class Person:
    """Someone under construction.

    `votes` counts evidence for a gender; `evidence` says where it stands (a source offset, -1 for
    a name) and what it is.
    """

    number: int
    label: str
    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    evidence: list[tuple[int, str]] = field(default_factory=list)
    named: bool = True
    plural: bool = False
    fixed: bool = False
    age: str = "unknown"
    section: int = -1

    def known_as(self) -> Iterator[Key]:
        """The names that this person goes by, to be looked up."""
        yield from (key_of(form) for form in (self.forms or (self.label,)))

    def bears(self, word: str) -> bool:
        """Whether a word is a first or last name of this person."""
        return any(word in (core(key)[0], core(key)[-1]) for key in self.known_as() if key)

    def witness(self, offset: int, note: str) -> None:
        """Keeps a few pieces of evidence."""
        if len(self.evidence) < _KEPT and all(note != known for _, known in self.evidence):
            self.evidence.append((offset, note))

    def titles(self) -> set[str]:
        return {part for key in self.known_as() for part in key[:-1] if part in TITLES}

    @property
    def gender(self) -> Gender:
        female, male = self.votes["female"], self.votes["male"]
        if female > 1.5 * male:
            return "female"
        return "male" if male > 1.5 * female else "unknown"


def key_of(name: str) -> Key:
    """A name as it is looked up: lower case words, without article and stops."""
    parts = [part for part in name.replace(".", " ").replace("’", "'").lower().split() if part]
    while len(parts) > 1 and parts[0] in ("the", "a", "an"):
        parts = parts[1:]
    return tuple(parts)


def plainer(key: Key) -> Key:
    """A name without words such as "poor" before it."""
    while len(key) > 1 and (key[0] in ENDEARMENTS or key[0] in DETERMINERS):
        key = key[1:]
    return key


def core(key: Key) -> Key:
    """A name without its titles."""
    bare = tuple(part for part in key if part not in TITLES)
    return bare or key


def titled_gender(key: Key) -> Gender:
    for part in key[:-1] or key:
        if part in TITLES_MALE:
            return "male"
        if part in TITLES_FEMALE:
            return "female"
    return "unknown"


def _lowered(role: str) -> str:
    """A role as in mid-sentence: "A woman" as "a woman"."""
    first = role.split()[0]
    return role[0].lower() + role[1:] if first.lower() in DETERMINERS else role


class People:
    """Finds people by their names and roles."""

    def __init__(self, settings: StorySettings) -> None:
        self.persons: list[Person] = []
        self.index: dict[Key, list[int]] = defaultdict(list)
        self.starts: dict[str, int] = {}
        self.parts: dict[str, list[int]] = defaultdict(list)
        self.words: dict[int, set[str]] = defaultdict(set)
        self.roles: dict[tuple[Key, int], int] = {}
        self.last_noun = ""
        self.teller = -1
        self.closed = settings.closed_cast
        for name, member in settings.cast.items():
            person = self.add(name, fixed=True)
            for alias in (name, *member.aliases):
                self.alias(alias, person)
            if member.gender:
                person.votes[member.gender] += 1000
        for alias, name in settings.aliases.items():
            self.alias(alias, self.by_label(name) or self.add(name, fixed=True))

    def add(self, label: str, *, fixed: bool = False, named: bool = True) -> Person:
        person = Person(len(self.persons), label, named=named, fixed=fixed)
        self.persons.append(person)
        if fixed:
            self.alias(label, person)
            self.vote(person, key_of(label))
        return person

    def by_label(self, label: str) -> Person | None:
        found = self.index.get(key_of(label))
        return self.persons[found[0]] if found else None

    def alias(self, name: str, person: Person) -> None:
        key = key_of(name)
        if key and person.number not in self.index[key]:
            self.index[key].append(person.number)
            self.starts[key[0]] = max(self.starts.get(key[0], 0), len(key))
            parts = core(key)
            self.words[person.number].update(parts)
            for part in {parts[0], parts[-1]} if len(key) > 1 else ():
                if person.number not in self.parts[part]:
                    self.parts[part].append(person.number)

    def vote(self, person: Person, key: Key) -> None:
        """What a name says of its bearer's gender."""
        gender = titled_gender(key)
        if gender != "unknown":
            person.votes[gender] += 40
            person.witness(-1, f"is called {' '.join(key).title()}")
        first = core(key)[0]
        guess = first_name_gender(first)
        if guess != "unknown":
            surname = len(key) > 1 and key[0] in TITLES and len(core(key)) == 1
            person.votes[guess] += 3 if surname else 15
            person.witness(-1, f"{first.title()} is mostly a {guess} name")
        noun = key[-1]
        kind = self.noun_gender(noun)
        if kind != "unknown":
            person.votes[kind] += 40
        if noun in CHILD_NOUNS or noun in ELDER_NOUNS:
            person.age = "child" if noun in CHILD_NOUNS else "elder"

    def resolve(self, mention: Mention, section: int) -> list[int]:
        """The people a name or role may stand for; a role not met before is someone new."""
        if mention.kind == "pronoun":
            return []
        key = key_of(mention.text)
        found = self._longest_prefix(mention.longer) or self.lookup(key) or self._by_title(mention)
        if found or self.closed:
            return found
        if mention.kind == "name" and any(c.isupper() for c in mention.text):
            name = mention.text[next(n for n, c in enumerate(mention.text) if c.isupper()) :]
            return [self.new_name(name, key_of(name)).number]
        return [self.role(mention, key, section).number]

    def lookup(self, key: Key) -> list[int]:
        if not key:
            return []
        for form in dict.fromkeys((key, plainer(key), core(plainer(key)))):
            found = self.index.get(form)
            if found:
                return [number for number in found if self._suits(number, key)] or list(found)
        for first in range(1, len(key)):
            found = self.index.get(key[first:])
            if found and self.persons[found[0]].named:
                return list(found)
        return self._partly(core(plainer(key)), titled_gender(key))

    def _by_title(self, mention: Mention) -> list[int]:
        """The one person called by a title: "his aunt" is Aunt Ludmila, where no other aunt is."""
        first, *rest = mention.text.lower().split()
        if len(rest) != 1 or rest[0] not in TITLES or first in NEW_DETERMINERS:
            return []
        found = [person.number for person in self.persons if rest[0] in person.titles()]
        return found if len(found) == 1 else []

    def _longest_prefix(self, text: str) -> list[int]:
        """People known by a description such as "a lady in the group"."""
        key = key_of(text)
        for last in range(len(key), 3, -1):
            found = self.index.get(key[:last])
            if found:
                return list(found)
        return []

    def _suits(self, number: int, key: Key) -> bool:
        gender = titled_gender(key) if len(key) > 1 else "unknown"
        return (
            "unknown" in (gender, self.persons[number].gender)
            or gender == self.persons[number].gender
        )

    def _partly(self, key: Key, gender: str) -> list[int]:
        """People with a longer name that holds all of these words."""
        found = [
            number
            for number in self.parts.get(key[-1], ())
            if set(key) <= self.words[number]
            and (
                "unknown" in (gender, self.persons[number].gender)
                or gender == self.persons[number].gender
            )
        ]
        return found if len(found) < 4 else []

    def new_name(self, text: str, key: Key) -> Person:
        person = self.add(text)
        self.alias(text, person)
        self.vote(person, key)
        return person

    def role(self, mention: Mention, key: Key, section: int) -> Person:
        """Someone without a name. "One analyst" of another section is another person."""
        first = mention.text.split()[0].lower()
        place = section if first in NEW_DETERMINERS else -1
        known = self.roles.get((key, place))
        if known is None and first == "the":
            known = self.roles.get((key, section))
        if known is not None and first != "another":
            return self.persons[known]
        person = self.add(self._role_label(mention), named=False)
        self.vote(person, (*key[:-1], mention.head))
        person.plural = mention.head in COLLECTIVE_NOUNS
        person.section = section
        self.roles[key, place] = person.number
        return person

    def passer_by(self, gender: str, section: int) -> Person:
        """Somebody of whom only the gender is told, one of each in a section."""
        noun = "woman" if gender == "female" else "man"
        found = self.roles.get(((noun,), section))
        if found is not None:
            return self.persons[found]
        person = self.add(f"a {noun}", named=False)
        self.vote(person, (noun,))
        person.section = section
        self.roles[(noun,), section] = person.number
        return person

    def _role_label(self, mention: Mention) -> str:
        """A role as it is shown: "another" of whom, "a woman in a green shawl"."""
        words = mention.text.split()
        if (
            len(words) == 1
            and words[0].lower() in ("another", "other", "others")
            and self.last_noun
        ):
            return f"{mention.text} {self.last_noun}"
        longer = mention.longer.split()
        extra = longer[len(words) :]
        described = (
            animate(mention)
            and len(extra) > 2
            and extra[0] in ("in", "with")
            and extra[1] in ("a", "an", "the")
        )
        if (
            described
            and len(extra) < 7
            and extra[-1] not in MANNERS
            and words[0].lower() in NEW_DETERMINERS
        ):
            return _lowered(mention.longer)
        self.last_noun = mention.head if len(words) > 1 else self.last_noun
        return _lowered(mention.text)

    def labelled(self, label: str) -> int:
        """The person whom a script line names."""
        if label == NARRATOR:
            self.teller = self.unknown().number
            return self.teller
        found = self.lookup(key_of(label))
        return found[0] if found else self.new_name(label, key_of(label)).number

    def unknown(self) -> Person:
        """Somebody of whom nothing is said: the narrator reads it."""
        return self.by_label(NARRATOR) or self.add(NARRATOR, fixed=True)

    def noun_gender(self, noun: str) -> Gender:
        """What a word for somebody says of their gender: "fisherman"."""
        if noun.endswith("woman"):
            return "female"
        if noun.endswith("man") and noun not in ("human", "german", "roman", "woman"):
            return "male"
        if noun in FEMALE_NOUNS or noun in MALE_NOUNS:
            return "female" if noun in FEMALE_NOUNS else "male"
        return "unknown"

    def narrator(self, label: str) -> Person:
        """The person that says "I" in the narration."""
        known = self.by_label(label) if label != NARRATOR else None
        return known or self.add(label, named=label != NARRATOR)

    def spot(self, words: Sequence[Token]) -> Iterator[tuple[int, int, list[int]]]:
        """Known people among tokens: first token, token after, whom it may be."""
        at = 0
        while at < len(words):
            longest = self.starts.get(words[at].lower.removesuffix("'s").removesuffix("’s"), 0)
            found = self._longest(words, at, longest) if longest else None
            if found:
                yield (at, *found)
                at = found[0]
            else:
                at += 1

    def _longest(
        self, words: Sequence[Token], at: int, longest: int
    ) -> tuple[int, list[int]] | None:
        key: list[str] = []
        best: tuple[int, list[int]] | None = None
        end = at
        while end < len(words) and len(key) < longest:
            if words[end].text != ".":
                key.append(words[end].lower.removesuffix("'s").removesuffix("’s"))
                found = self.index.get(tuple(key))
                if found and _fits(words, at, end + 1, [self.persons[n] for n in found]):
                    best = (end + 1, list(found))
            end += 1
        return best


def _fits(words: Sequence[Token], first: int, last: int, persons: list[Person]) -> bool:
    """A name is written with a capital; a role follows an article."""
    if words[last - 1].capital:
        return True
    before = words[first - 1].lower if first else ""
    return before in DETERMINERS and not all(
        person.named and not person.fixed for person in persons
    )
