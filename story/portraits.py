"""What image prompts say of people: their gender and their age, as a hint with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.document import Prompt
from story.model import NARRATOR
from story.people import Person

_PERSON = re.compile(
    r"\b(?P<female>girl|woman|lady|grandmother|mother|queen|princess|actress)\b"
    r"|\b(?P<male>boy|man|gentleman|grandfather|father|king|prince)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-year-old"
    r"|little|child|kid|toddler|girl|boy)\b",
    re.IGNORECASE,
)
_ELDER = re.compile(
    r"\b(?:elderly|aged|white-bearded|grey-haired|gray-haired|white-haired|grandfather|grandmother"
    r"|old (?:man|woman)|(?:sixties|seventies|eighties))\b",
    re.IGNORECASE,
)
_GRAND = re.compile(r"\bgrand(?:father|mother|pa|ma)\s+$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]+")
_REACH = 90


def read_portraits(persons: Sequence[Person], prompts: Sequence[Prompt]) -> None:
    """Adds what prompts say of the people they name: "Mira, a nine-year-old girl"."""
    names = {
        form: person
        for person in persons
        if person.named and person.label != NARRATOR
        for form in (person.label, *person.forms)
        if len(form) > 2 and form[0].isupper()
    }
    if not names or not prompts:
        return
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    for prompt in prompts:
        for sentence in _SENTENCE.finditer(prompt.text):
            _read(sentence.group(), pattern, names, prompt.start)


def _read(sentence: str, pattern: re.Pattern[str], names: dict[str, Person], offset: int) -> None:
    found = list(pattern.finditer(sentence))
    for at, name in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(sentence)
        words = sentence[name.end() : min(end, name.end() + _REACH)]
        person = names[name.group()]
        if person.age == "unknown" and _GRAND.search(sentence[: name.start()]):
            person.age = "elder"
        _describe(person, words, sentence[name.start() : name.end()] + words, offset)


def _describe(person: Person, words: str, shown: str, offset: int) -> None:
    """Takes a description in apposition: it opens with a comma and an article."""
    opening = re.match(r"\s*,\s*(?:an?|the|his|her)\b[^,]*", words)
    if not opening:
        return
    noun = _PERSON.search(opening.group())
    if noun:
        person.votes["female" if noun["female"] else "male"] += 10
        person.witness(offset, f'prompt: "{" ".join(shown.split())[:70]}"')
    if person.age == "unknown":
        described = opening.group()
        elder, child = _ELDER.search(described), _CHILD.search(described)
        person.age = "elder" if elder else "child" if child else "unknown"
