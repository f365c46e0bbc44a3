"""What prompts and the narration say of people's looks and age, as a hint with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.attribution.passages import Passage
from story.attribution.people import Person
from story.document import Prompt
from story.language.base import Looks
from story.language.tokens import any_of
from story.model import NARRATOR

CHILD, ELDER = 13, 60
"""Years up to which somebody is a child, and from which an elder."""
_SENTENCE = re.compile(r"[^.;\n]+")
_REACH = 90
"""Characters behind a name in a prompt that may describe its bearer."""

_AHEAD = 30
"""Characters before a name in which its bearer's years may stand."""


def read_portraits(persons: Sequence[Person], prompts: Sequence[Prompt], looks: Looks) -> None:
    """Adds what prompts say of the people they name: "Mira, a nine-year-old girl"."""
    names = _names(persons)
    if not names or not prompts:
        return
    pattern = any_of(names)
    for prompt in prompts:
        for sentence in _SENTENCE.finditer(prompt.text):
            _read(sentence.group(), pattern, names, looks, prompt.start)


def read_ages(persons: Sequence[Person], passages: Sequence[Passage], looks: Looks) -> None:
    """Adds what the narration says of ages: "Mira was nine", "seven-year-old Tom"."""
    names = _names(persons)
    if not names:
        return
    pattern = any_of(names)
    for passage in passages:
        for start, end in passage.told:
            for found in pattern.finditer(passage.text, start, end):
                _age(names[found.group()], passage, found, looks)


def _age(person: Person, passage: Passage, name: re.Match[str], looks: Looks) -> None:
    text, (start, end) = passage.text, name.span()
    before = looks.years_before.search(text[max(0, start - _AHEAD) : start])
    after = looks.years_after.match(text, end)
    said = before["before"] if before else after["after"] if after else ""
    if not said:
        return
    years = int(said) if said.isdigit() else looks.numbers[said]
    if person.age == "unknown" and (years <= CHILD or years >= ELDER):
        person.age = "child" if years <= CHILD else "elder"
        first = start - len(before[0]) if before else start
        last = after.end() if after else end
        person.witness(passage.start, f'"{text[first:last]}"')


def _names(persons: Sequence[Person]) -> dict[str, Person]:
    return {
        form: person
        for person in persons
        if person.named and not person.absorbed and person.label != NARRATOR
        for form in (person.label, *person.forms)
        if len(form) > 2 and form[0].isupper()
    }


def _read(
    sentence: str, pattern: re.Pattern[str], names: dict[str, Person], looks: Looks, offset: int
) -> None:
    found = list(pattern.finditer(sentence))
    for at, name in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(sentence)
        words = sentence[name.end() : min(end, name.end() + _REACH)]
        person = names[name.group()]
        if person.age == "unknown" and looks.grand.search(sentence[: name.start()]):
            person.age = "elder"
        _describe(person, words, name.group(), looks, offset)


def _describe(person: Person, words: str, name: str, looks: Looks, offset: int) -> None:
    """Takes a description in apposition: it opens with a comma and an article."""
    opening = looks.described.match(words)
    if not opening:
        return
    noun = looks.person.search(opening.group())
    if noun:
        person.votes["female" if noun["female"] else "male"] += 10
        person.witness(offset, f'prompt: "{" ".join((name + words).split())[:70]}"')
    if person.age == "unknown":
        described = opening.group()
        elder, child = looks.elder.search(described), looks.child.search(described)
        person.age = "elder" if elder else "child" if child else "unknown"
