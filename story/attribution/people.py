"""Who is in a story, and whom a name or a role stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from story.errors import StoryError
from story.language.base import Language, NameKey, Names
from story.language.tokens import Mention, Token
from story.model import NARRATOR, Gender
from story.settings import StorySettings

_KEPT = 6
"""Pieces of evidence kept of a person: as many as somebody who checks will read."""

_GAP = 2
"""Characters between a title and its name: a stop and a space."""

_TITLE, _NOUN = 2000, 40
"""Votes for a gender: "Mrs." leaves no doubt, however many pronouns stand near; "aunt" little."""


MOST_PEOPLE = 10_000
"""People of a story, with and without names; a long novel has three for every thousand words."""


def _describes(form: str) -> bool:
    """Whether a name is a description: "the duchess's brother" is nobody called "Duchess"."""
    return form.split()[-1].islower()


@dataclass
class Person:
    """Someone under construction.

    `votes` counts evidence for a gender; `evidence` says where it stands (a source offset, -1 for
    a name) and what it is. `bynames` are those of the forms that mostly have an article.
    `absorbed` is set of whoever turned out to be somebody else: nobody is that any more;
    `parted` of two who were taken for one: which of them a name means is not sure.
    """

    number: int
    label: str
    names: Names
    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    evidence: list[tuple[int, str]] = field(default_factory=list)
    named: bool = True
    plural: bool = False
    fixed: bool = False
    age: str = "unknown"
    section: int = -1
    keys: dict[str, NameKey] = field(default_factory=dict)
    bynames: set[str] = field(default_factory=set)
    absorbed: bool = False
    parted: bool = False

    def known_as(self) -> Iterator[NameKey]:
        """The names that this person goes by, to be looked up."""
        for form in self._forms():
            if form not in self.keys:
                self.keys[form] = self.names.key(form)
            yield self.keys[form]

    def _forms(self) -> Sequence[str]:
        return tuple(self.forms) or (self.label,)

    def bears(self, word: str) -> bool:
        """Whether a word is a first or last name of this person."""
        cores = (self.names.core(key) for key in self.known_as() if key)
        return any(word in (core[0], core[-1]) for core in cores)

    def witness(self, offset: int, note: str) -> None:
        """Keeps a few pieces of evidence."""
        if len(self.evidence) < _KEPT and all(note != known for _, known in self.evidence):
            self.evidence.append((offset, note))

    def titles(self) -> set[str]:
        """Titles in the names of this person, as whole words."""
        names = self.names
        forms = zip(self._forms(), self.known_as(), strict=True)
        keys = [key for form, key in forms if not _describes(form)]
        parts = {part for key in keys for part in key[:-1] if part in names.titles}
        return {names.spelt_out.get(part, part) for part in parts}

    @property
    def gender(self) -> Gender:
        female, male = self.votes["female"], self.votes["male"]
        if female > 1.5 * male:
            return "female"
        return "male" if male > 1.5 * female else "unknown"


class People:
    """Finds people by their names and roles."""

    def __init__(self, settings: StorySettings, language: Language) -> None:
        self.language = language
        self.names = language.names
        self.persons: list[Person] = []
        self.index: dict[NameKey, list[int]] = defaultdict(list)
        self.starts: dict[str, int] = {}
        self.parts: dict[str, list[int]] = defaultdict(list)
        self.words: dict[int, set[str]] = defaultdict(set)
        self.roles: dict[tuple[NameKey, int], int] = {}
        self.titled: dict[str, tuple[list[int], int]] = {}
        self.marks: dict[tuple[NameKey, int], Person] = {}
        self.kin: dict[tuple[int, str], int] = {}
        self.last_noun = ""
        self.teller = -1
        self.aged: set[int] = set()
        self.closed = settings.closed_cast
        for name, member in settings.cast.items():
            person = self.add(name, fixed=True)
            for alias in (name, *member.aliases):
                self.alias(alias, person)
                person.forms.setdefault(alias, 0)
            if member.gender:
                person.votes[member.gender] += 1000
        for alias, name in settings.aliases.items():
            self.alias(alias, self.by_label(name) or self.add(name, fixed=True))

    def add(self, label: str, *, fixed: bool = False, named: bool = True) -> Person:
        if len(self.persons) == MOST_PEOPLE:
            raise StoryError(
                f"The story has over {MOST_PEOPLE:,} people. Give it as several stories."
            )
        person = Person(len(self.persons), label, self.names, named=named, fixed=fixed)
        self.persons.append(person)
        if fixed:
            self.alias(label, person)
            self.vote(person, self.names.key(label))
        return person

    def by_label(self, label: str) -> Person | None:
        found = self.index.get(self.names.key(label))
        return self.persons[found[0]] if found else None

    def alias(self, name: str, person: Person) -> None:
        key = self.names.key(name)
        if key and person.number not in self.index[key]:
            self.index[key].append(person.number)
            self.starts[key[0]] = max(self.starts.get(key[0], 0), len(key))
            parts = self.names.core(key)
            self.words[person.number].update(parts)
            ends = {parts[-1]} if _describes(name) else {parts[0], parts[-1]}
            for part in ends if len(key) > 1 else ():
                if person.number not in self.parts[part]:
                    self.parts[part].append(person.number)

    def absorb(self, person: Person, other: Person) -> None:
        """All that is known of `other` is known of `person` from now on."""
        for found in (*self.index.values(), *self.parts.values()):
            if other.number in found:
                kept = [person.number if number == other.number else number for number in found]
                found[:] = list(dict.fromkeys(kept))
        for key, number in self.roles.items():
            if number == other.number:
                self.roles[key] = person.number
        self.words[person.number] |= self.words.pop(other.number, set())
        person.forms.update(other.forms)
        person.bynames |= other.bynames
        person.votes.update(other.votes)
        other.forms.clear()
        other.absorbed = True
        self.titled.clear()

    def move(self, form: str, person: Person, other: Person) -> None:
        """Lets a name mean somebody else."""
        found = self.index[self.names.key(form)]
        found[:] = [number for number in found if number != person.number]
        self.alias(form, other)
        self.titled.clear()

    def vote(self, person: Person, key: NameKey) -> None:
        """What a name says of its bearer's gender."""
        gender = self.names.titled_gender(key)
        if gender != "unknown":
            person.votes[gender] += _NOUN if key[0] in self.names.kin or len(key) < 2 else _TITLE
            person.witness(-1, f"is called {' '.join(key).title()}")
        first = self.names.core(key)[0]
        guess = self.names.first_gender(first)
        if guess != "unknown":
            titled = len(key) > 1 and key[0] in self.names.titles
            surname = titled and len(self.names.core(key)) == 1
            person.votes[guess] += 3 if surname else 15
            person.witness(-1, f"{first.title()} is mostly a {guess} name")
        noun = key[-1]
        kind = self.language.roles.gender_of(noun)
        if kind != "unknown":
            person.votes[kind] += _NOUN
        roles = self.language.roles
        if noun in roles.child or noun in roles.elder:
            person.age = "child" if noun in roles.child else "elder"

    def resolve(self, mention: Mention, section: int) -> list[int]:
        """The people a name or role may stand for; a role not met before is someone new."""
        if mention.kind == "pronoun":
            return []
        key = self.names.key(mention.text)
        found = (
            self._longest_prefix(mention.longer)
            or self._marked(mention, section)
            or self._called_so(mention, key)
            or self._described(mention)
        )
        if found or self.closed:
            return found
        if mention.kind == "name" and any(c.isupper() for c in mention.text):
            name = mention.text[next(n for n, c in enumerate(mention.text) if c.isupper()) :]
            return [self.new_name(name, self.names.key(name)).number]
        return [self.role(mention, key, section).number]

    def _called_so(self, mention: Mention, key: NameKey) -> list[int]:
        """Whoever a name or a role is known to mean; "the man" is nobody's name, not even that of
        "the Tall Man"."""
        roles, names = self.language.roles, self.names
        anyone = roles.may_be_named(mention) and mention.head not in names.kin
        if anyone and not self.closed:
            return [n for n in self.index.get(key, ()) if self.persons[n].fixed]
        return self.lookup(key) or self._by_title(mention)

    def lookup(self, key: NameKey) -> list[int]:
        if not key:
            return []
        plain = self.names.plainer(key)
        for form in dict.fromkeys((key, plain, self.names.core(plain))):
            found = self.index.get(form)
            if found:
                return [number for number in found if self._suits(number, key)] or list(found)
        if self.names.linking in key[1:]:
            found = self.lookup(key[: key.index(self.names.linking)])
            if found:
                return found
        for first in range(1, len(key)):
            found = [n for n in self.index.get(key[first:], ()) if self._may_be(n, key[:first])]
            if found and self.persons[found[0]].named:
                return found
        return self._partly(self.names.core(plain), self.names.titled_gender(key))

    def _may_be(self, number: int, before: NameKey) -> bool:
        """Whether words before a known name may stand before it: no other first name does."""
        person, same = self.persons[number], self.names.same_first
        firsts = {core[0] for key in person.known_as() if len(core := self.names.core(key)) > 1}
        given = [word for word in before if self.names.first_gender(word) != "unknown"]
        return not firsts or all(any(same(word, first) for first in firsts) for word in given)

    def _by_title(self, mention: Mention) -> list[int]:
        """The one person called by a title: "his aunt" is Aunt Ludmila, where no other aunt is."""
        first, *rest = mention.text.split()
        title = rest[-1].lower() if rest else ""
        named = any(word[0].isupper() for word in rest[:-1])
        if named or title not in self.names.titles or first.lower() in self.language.roles.fresh:
            return []
        found, asked = self.titled.get(title, ([], 0))
        found += [person.number for person in self.persons[asked:] if title in person.titles()]
        self.titled[title] = found, len(self.persons)
        return list(found) if len(found) == 1 else []

    def _described(self, mention: Mention) -> list[int]:
        """Whoever is named behind a description: "the gloomy Ratcliffe"."""
        words = mention.text.split()
        at = next((n for n, word in enumerate(words) if word[0].isupper()), 0)
        name = self.names.key(" ".join(words[at:])) if at and mention.kind == "name" else ()
        return self.lookup(name)

    def _longest_prefix(self, text: str) -> list[int]:
        """People known by a description such as "a lady in the group"."""
        key = self.names.key(text)
        for last in range(len(key), 3, -1):
            found = self.index.get(key[:last])
            if found:
                return list(found)
        return []

    def _marked(self, mention: Mention, section: int) -> list[int]:
        """Whoever is told from others by what they have: "the man with the beard" is the one of
        this section "with a black beard"."""
        mark = () if self.closed else self.language.roles.mark(mention)
        if not mark:
            return []
        person = self.marks.get((mark, section)) or self.add(
            self.language.roles.lowered(mention.longer), named=False
        )
        if (mark, section) not in self.marks:
            self.vote(person, (mention.head,))
            person.section = section
            self.marks[mark, section] = person
        return [person.number]

    def _suits(self, number: int, key: NameKey) -> bool:
        gender = self.names.titled_gender(key) if len(key) > 1 else "unknown"
        return (
            "unknown" in (gender, self.persons[number].gender)
            or gender == self.persons[number].gender
        )

    def _partly(self, key: NameKey, gender: str) -> list[int]:
        """People with a longer name that holds all of these words."""
        found = [
            number
            for number in self.parts.get(key[-1], ())
            if self._has_words(number, key)
            and (
                "unknown" in (gender, self.persons[number].gender)
                or gender == self.persons[number].gender
            )
        ]
        if len(key) == 1 and gender == "unknown":
            found = self._bare_surname(key[0], found)
        return found if len(found) < 4 else []

    def _has_words(self, number: int, key: NameKey) -> bool:
        """Whether somebody's names have all words of a name; the first may be a short form."""
        words = self.words[number]
        if set(key) <= words or len(key) < 2:
            return set(key) <= words
        short = any(self.names.same_first(key[0], word) for word in words)
        return short and set(key[1:]) <= words

    def _bare_surname(self, word: str, found: list[int]) -> list[int]:
        """Whom a surname alone means: "Pell" is Mr. Pell, where Mrs. Pell is in the story too."""
        bearers = [self.persons[number] for number in found]
        if any(
            self.names.core(key)[0] == word
            for one in bearers
            for key in one.known_as()
            if len(self.names.core(key)) > 1
        ):
            return found
        men = [person.number for person in bearers if person.gender == "male"]
        return men or found

    def new_name(self, text: str, key: NameKey) -> Person:
        person = self.add(text)
        self.alias(text, person)
        self.vote(person, key)
        return person

    def role(self, mention: Mention, key: NameKey, section: int) -> Person:
        """Someone without a name. "One analyst" of another section is another person."""
        roles, first = self.language.roles, mention.text.split()[0].lower()
        place = section if first in roles.fresh else -1
        known = self.roles.get((key, place))
        if known is None and first == roles.definite:
            known = self.roles.get((key, section))
        if known is not None and first != roles.another:
            return self.persons[known]
        person = self.add(self._role_label(mention), named=False)
        self.vote(person, (*key[:-1], mention.head))
        person.plural = mention.head in roles.collective
        person.section = section
        self.roles[key, place] = person.number
        return person

    def passer_by(self, gender: str, section: int) -> Person:
        """Somebody of whom only the gender is told, one of each in a section."""
        label = self.language.roles.passers_by[gender]
        noun = label.split()[-1]
        found = self.roles.get(((noun,), section))
        if found is not None:
            return self.persons[found]
        person = self.add(label, named=False)
        self.vote(person, (noun,))
        person.section = section
        self.roles[(noun,), section] = person.number
        return person

    def _role_label(self, mention: Mention) -> str:
        """A role as it is shown: "another" of whom, "a woman in a green shawl"."""
        roles, words = self.language.roles, mention.text.split()
        if len(words) == 1 and words[0].lower() in roles.others and self.last_noun:
            return f"{mention.text} {self.last_noun}"
        described = roles.described(mention)
        if not described and len(words) > 1:
            self.last_noun = mention.head
        return described or roles.lowered(mention.text)

    def labelled(self, label: str) -> int:
        """The person whom a script line names."""
        if label == NARRATOR:
            self.teller = self.unknown().number
            return self.teller
        found = self.lookup(self.names.key(label))
        return found[0] if found else self.new_name(label, self.names.key(label)).number

    def unknown(self) -> Person:
        """Somebody of whom nothing is said: the narrator reads it."""
        return self.by_label(NARRATOR) or self.add(NARRATOR, fixed=True)

    def narrator(self, label: str) -> Person:
        """The person that says "I" in the narration."""
        known = self.by_label(label) if label != NARRATOR else None
        return known or self.add(label, named=label != NARRATOR)

    def spot(self, words: Sequence[Token]) -> Iterator[tuple[int, int, list[int]]]:
        """Known people among tokens: first token, token after, whom it may be."""
        at = 0
        while at < len(words):
            low = words[at].lower
            longest = self.starts.get(low if low.isalpha() else self.names.owner(low), 0)
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
                key.append(self.names.owner(words[end].lower))
                found = self.index.get(tuple(key))
                if found and self._fits(words, at, end + 1, found):
                    best = (end + 1, list(found))
            end += 1
        return best

    def _fits(self, words: Sequence[Token], first: int, last: int, who: Sequence[int]) -> bool:
        """A name is written with a capital; a role follows an article."""
        if words[last - 1].capital:
            return self._alone(words, first, who)
        before = words[first - 1].lower if first else ""
        persons = [self.persons[number] for number in who]
        return before in self.language.roles.determiners and not all(
            person.named and not person.fixed for person in persons
        )

    def _alone(self, words: Sequence[Token], first: int, who: Sequence[int]) -> bool:
        """Whether no title or first name of somebody else stands before a name."""
        at = first - 1
        if at > 0 and words[at].text == "." and words[at - 1].lower in self.names.titles:
            at -= 1
        before = words[at] if at >= 0 else None
        if before is None or not before.capital or words[first].start - before.end > _GAP:
            return True
        if before.lower in self.names.not_names - self.names.titles:
            return True
        title = self.names.titled_gender((before.lower, ""))
        return any(
            self._may_be(number, (before.lower,))
            and (title == "unknown" or self.persons[number].gender in ("unknown", title))
            for number in who
        )
