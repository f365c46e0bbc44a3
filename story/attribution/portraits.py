"""What prompts and the narration say of people's looks and age, as a hint with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from story.attribution.passages import Passage
from story.attribution.people import Person
from story.document import Prompt
from story.model import NARRATOR

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
_YEARS = (
    r"(?P<{}>[1-9]\d?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|sixty|seventy|eighty|ninety)"
)
_AFTER = re.compile(
    rf"(?:\s+(?:was|is)\s+(?:only\s+|just\s+|about\s+|almost\s+|nearly\s+)?|,\s+(?:aged\s+)?)"
    rf"{_YEARS.format('after')}(?:-year-old|\s+years?\s+old)?(?=\s*[.,;:!?)]|\s+(?:and|when|but|that)\b|\s+years?\s+old|-year-old)",
)
_BEFORE = re.compile(rf"{_YEARS.format('before')}-year-old\s+$")
_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen".split(), 2
    )
} | {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
CHILD, ELDER = 13, 60
"""Years up to which somebody is a child, and from which an elder."""
_SENTENCE = re.compile(r"[^.;\n]+")
_REACH = 90


def read_portraits(persons: Sequence[Person], prompts: Sequence[Prompt]) -> None:
    """Adds what prompts say of the people they name: "Mira, a nine-year-old girl"."""
    names = _names(persons)
    if not names or not prompts:
        return
    pattern = _any_of(names)
    for prompt in prompts:
        for sentence in _SENTENCE.finditer(prompt.text):
            _read(sentence.group(), pattern, names, prompt.start)


def read_ages(persons: Sequence[Person], passages: Sequence[Passage]) -> None:
    """Adds what the narration says of ages: "Mira was nine", "seven-year-old Tom"."""
    names = _names(persons)
    if not names:
        return
    pattern = _any_of(names)
    for passage in passages:
        for start, end in passage.told:
            for found in pattern.finditer(passage.text, start, end):
                _age(names[found.group()], passage.text, found.start(), found.end(), passage.start)


def _age(person: Person, text: str, start: int, end: int, offset: int) -> None:
    before, after = _BEFORE.search(text[max(0, start - 30) : start]), _AFTER.match(text, end)
    said = before["before"] if before else after["after"] if after else ""
    if not said:
        return
    years = int(said) if said.isdigit() else _WORDS[said]
    if person.age == "unknown" and (years <= CHILD or years >= ELDER):
        person.age = "child" if years <= CHILD else "elder"
        last = after.end() if after else end
        person.witness(offset, f'"{text[start - len(before[0]) if before else start : last]}"')


def _names(persons: Sequence[Person]) -> dict[str, Person]:
    return {
        form: person
        for person in persons
        if person.named and person.label != NARRATOR
        for form in (person.label, *person.forms)
        if len(form) > 2 and form[0].isupper()
    }


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


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
