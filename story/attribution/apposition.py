"""Roles that a story gives to people it names: "Mrs. Pell, the harbour master"."""

from __future__ import annotations

from collections.abc import Sequence

from story.attribution.passages import Reading
from story.attribution.people import People


def name_roles(readings: Sequence[Reading], people: People) -> None:
    """Adds the roles that stand in apposition to a name as aliases of its bearer."""
    if people.closed:
        return
    apposition, gender_of = people.language.grammar.apposition, people.language.roles.gender_of
    for reading in readings:
        for words in reading.words:
            for first, last, who in list(people.spot(words)):
                role = apposition(reading.passage.text, words, first, last)
                if role and len(who) == 1:
                    person = people.persons[who[0]]
                    people.alias(role.text, person)
                    person.forms.setdefault(role.text, 0)
                    gender = gender_of(role.head)
                    person.votes[gender] += 20 * (gender != "unknown")
