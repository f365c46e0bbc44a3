"""Two of one name whom the narration tells apart by age: "old Pell" and "young Pell"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from story.attribution.naming.address_merging import name_parts
from story.attribution.naming.name_census import Seen
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.language.base import Language, NameKey
from story.language.tokens import Token

_OFTEN = 4
"""How often the narration must tell two apart in one section: once may be said of one person."""

Sides = dict[str, Counter[str]]
"""The names of the elder and of the younger of two, as written, and how often they are."""


def told_apart(readings: Sequence[Reading], language: Language) -> dict[NameKey, Sides]:
    """By the name that two share, what the narration of some section calls them both."""
    found: dict[NameKey, Sides] = defaultdict(lambda: defaultdict(Counter))
    counts: Counter[tuple[int, NameKey, str]] = Counter()
    for reading in readings:
        for words in reading.words:
            for name, side, form in _aged(reading.passage.text, words, language):
                found[name][side][form] += 1
                counts[reading.passage.section, name, side] += 1
    apart = {
        name
        for (section, name, side), count in counts.items()
        for other in found[name]
        if other != side and 0 < counts[section, name, other] >= _OFTEN - count
    }
    return {name: found[name] for name in sorted(apart)}


def _aged(
    text: str, words: Sequence[Token], language: Language
) -> Iterator[tuple[NameKey, str, str]]:
    """Names behind a word for an age: the name alone, the side, the words for it."""
    names = language.names
    for at, word in enumerate(words[:-1]):
        side, behind = names.ages.get(word.lower, ""), words[at + 1]
        if side and behind.capital and behind.lower not in names.not_names - names.titles:
            end = names.end(words, at + 1)
            name = names.owner(" ".join(text[behind.start : words[end - 1].end].split()))
            yield names.key(name), side, f"{word.lower} {name}"


def without(
    census: Sequence[tuple[NameKey, Seen]], apart: dict[NameKey, Sides], language: Language
) -> list[tuple[NameKey, Seen]]:
    """A census without the names that only two told apart have: "Old Pell"."""
    ages = language.names.ages
    return [item for item in census if item[0][0] not in ages or item[0][1:] not in apart]


def part_generations(people: People, apart: dict[NameKey, Sides]) -> None:
    """Makes two people of the one who bears a name that two share. The name by itself is the
    elder's, unless its bearer has a first name: sons are mostly called by it."""
    for name, sides in apart.items():
        known = people.lookup(name)
        bearer = people.persons[known[0]] if len(known) == 1 else None
        first = bearer is not None and bool(name_parts(bearer)[0])
        named = bearer or people.new_name(" ".join(name).title(), name)
        side = "elder" if first else "younger"
        other = people.new_name(min(sides[side]), name)
        elder, younger = (other, named) if first else (named, other)
        _call(people, elder, sides["elder"])
        _call(people, younger, sides["younger"])
        people.aged.add(other.number)
        if first and len(name) > len(people.names.core(name)):
            _give_name(people, name, named, other)
        if name[0] in people.names.maiden:
            _join_sisters(people, name, elder, younger)


def _call(people: People, person: Person, forms: Counter[str]) -> None:
    """Lets somebody be called by names."""
    for form, count in forms.items():
        people.alias(form, person)
        person.forms[form] += count


def _give_name(people: People, name: NameKey, person: Person, other: Person) -> None:
    """Lets a titled name mean somebody else: "Mr. Pell" is not Ralph, whom "young" tells apart."""
    for form in [form for form in person.forms if people.names.key(form) == name]:
        other.forms[form] = person.forms.pop(form)
        people.move(form, person, other)


def _join_sisters(people: People, name: NameKey, elder: Person, younger: Person) -> None:
    """Joins "Miss Kate" with the younger of two sisters, the elder of whom is "Miss Pell"; and one
    whose first name is heard less with the elder."""
    two = [elder, younger]
    sisters = [p for p in people.persons if p not in two and _is_sister(p, name[0])]
    sisters.sort(key=lambda person: (-sum(person.forms.values()), person.number))
    for sister, person in zip(sisters, reversed(two), strict=False):
        people.absorb(person, sister)


def _is_sister(person: Person, title: str) -> bool:
    """Whether somebody is called by a title and a first name, and by no surname."""
    names, keys = person.names, list(person.known_as())
    whole = any(len(names.core(key)) > 1 for key in keys)
    firsts = [key[1] for key in keys if len(key) == 2 and key[0] == title]
    first = any(names.first_gender(word) == "female" or (word,) in keys for word in firsts)
    return first and not whole and person.named and not person.fixed
