"""Whom a surname means within a family: "Mr. Pell" the father, "Tom" the son."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.turns import Turn
from story.language.base import NameKey

_LEAD = 2.0
"""How many times as often as the next one of a family its head must be called by the whole name."""

_TAGS = 3
"""Speeches that are needed to tell whether two names of a list are one person's."""

_SHARED = 0.5
"""Of the speeches under one of two such names, the share in sections where the other speaks."""

_ANSWERS = 0.1
"""Of those, the share that follows the other's: two people who share scenes answer each other."""

Counts = Counter[tuple[int, NameKey]]
"""How often the narration calls a person by a name."""


def settle_surnames(readings: Sequence[Reading], people: People) -> None:
    """Gives every surname of a cast list, bare or with a title, to the one it means, unless the
    list says so itself."""
    counts = _told(readings, people)
    families: dict[str, list[Person]] = defaultdict(list)
    for person in people.persons:
        for surname in sorted(_surnames(person)):
            families[surname].append(person)
    for surname, family in families.items():
        men = [person for person in family if person.gender == "male"]
        women = [person for person in family if person.gender == "female"]
        _settle((surname,), men or family, counts, people)
        for title in people.names.civil:
            male = title in people.names.titles_male
            able = men if male else [one for one in women if _may_have(one, title)]
            _settle((title, surname), able, counts, people)


def join_surnames(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> bool:
    """Joins a bare surname that a cast list has by itself, and says nothing of, with the man whom
    the list has with a title, if the two never talk to each other; whether there was any."""
    said = [
        (
            turn.named[0] if len(turn.named) == 1 and not turn.loose else -1,
            readings[turn.passage].passage.section,
        )
        for turn in turns
    ]
    joined = False
    for person in people.persons:
        keys = list(person.known_as())
        if person.gender != "unknown" or len(keys) != 1 or len(keys[0]) != 1:
            continue
        men = [man for man in people.persons if _is_titled(man, keys[0][0])]
        if len(men) == 1 and _one_voice(person.number, men[0].number, said):
            people.absorb(men[0], person)
            joined = True
    return joined


def _is_titled(person: Person, surname: str) -> bool:
    """Whether somebody is called "Mr." and a surname."""
    titles = person.names.civil & person.names.titles_male
    return any(
        len(key) == 2 and key[0] in titles and key[1] == surname for key in person.known_as()
    )


def _one_voice(one: int, other: int, said: Sequence[tuple[int, int]]) -> bool:
    """Whether two names speak in the same sections, and hardly ever one after the other."""
    mine = [section for number, section in said if number == one]
    theirs = {section for number, section in said if number == other}
    shared = sum(section in theirs for section in mine)
    answers = sum({a[0], b[0]} == {one, other} for a, b in pairwise(said))
    enough = len(mine) >= _TAGS and shared >= _SHARED * len(mine)
    return enough and answers <= _ANSWERS * len(mine)


def _settle(key: NameKey, family: Sequence[Person], counts: Counts, people: People) -> None:
    if people.index.get(key):
        return
    head = _head(family, counts)
    if head is not None:
        people.alias(" ".join(key), head)


def _head(family: Sequence[Person], counts: Counts) -> Person | None:
    """The head of a family: called by the whole name, while the others go by their first names."""
    if len(family) < 2:
        return family[0] if family else None
    ranked = sorted(family, key=lambda one: (-_formality(one, counts), one.number))
    first, second = (_formality(one, counts) for one in ranked[:2])
    return ranked[0] if first > _LEAD * second else None


def _formality(person: Person, counts: Counts) -> float:
    """How often somebody is called by the whole name, less by how often by the first alone."""
    names, whole, alone = person.names, 0, 0
    for key in person.known_as():
        core = names.core(key)
        whole += counts[person.number, key] * (len(key) > 1)
        alone += counts[person.number, key] * (len(key) == 1 and key == core)
    return whole**2 / (1 + whole + alone)


def _surnames(person: Person) -> set[str]:
    """The last words of a person's whole or titled names."""
    names, found = person.names, set()
    for form in person.forms:
        key, core = names.key(form), names.core(names.key(form))
        first = names.first_gender(core[0]) != "unknown" and form.split()[0].lower() == key[0]
        titled = len(core) < len(key) == 2
        if len(key) > 1 and names.linking not in key and (titled or (first and len(core) > 1)):
            found.add(key[-1])
    return found - names.titles


def _may_have(person: Person, title: str) -> bool:
    """Whether a woman may be called by a title: she has it, or no other one."""
    civil = person.titles() & person.names.civil
    return title in civil or not civil


def _told(readings: Sequence[Reading], people: People) -> Counts:
    counts: Counts = Counter()
    for reading in readings:
        for words in reading.words:
            for first, last, who in people.spot(words):
                key = people.names.key(" ".join(word.lower for word in words[first:last]))
                counts.update((number, _owned(key, people)) for number in who)
    return counts


def _owned(key: NameKey, people: People) -> NameKey:
    return (*key[:-1], people.names.owner(key[-1])) if key else key
