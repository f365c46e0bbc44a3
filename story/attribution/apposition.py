"""Roles that a story gives to people it names: "Mrs. Pell, the harbour master"."""

from __future__ import annotations

from collections.abc import Sequence

from story.attribution.passages import Reading
from story.attribution.people import People
from story.english.phrases import Mention, phrase_at
from story.english.tokens import Token
from story.english.words import COLLECTIVE_NOUNS, POSSESSIVES


def name_roles(readings: Sequence[Reading], people: People) -> None:
    """Adds the roles that stand in apposition to a name as aliases of its bearer."""
    if people.closed:
        return
    for reading in readings:
        for words in reading.words:
            for first, last, who in list(people.spot(words)):
                role = _role_behind(reading.passage.text, words, first, last)
                if role and len(who) == 1:
                    person = people.persons[who[0]]
                    people.alias(role.text, person)
                    person.forms.setdefault(role.text, 0)
                    gender = people.noun_gender(role.head)
                    person.votes[gender] += 20 * (gender != "unknown")


def _role_behind(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role between commas behind a name, unless it is the next of a list."""
    if (
        last + 2 >= len(words)
        or words[last].text != ","
        or (first and words[first - 1].text == ",")
    ):
        return None
    role = phrase_at(text, words, last + 1)
    if not role or role.kind != "role" or role.head in COLLECTIVE_NOUNS:
        return None
    opening = role.text.split()[0].lower()
    if opening in POSSESSIVES or role.last >= len(words) or words[role.last].text not in ",.;":
        return None
    listed = role.last + 1 < len(words) and words[role.last + 1].lower in ("and", "or", "the", "a")
    return None if listed and words[role.last].text == "," else role
