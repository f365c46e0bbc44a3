"""How sure a line's speaker is: shares of right ones that were counted, rounded down.

The figures come from the novels read while the rules were written, the worst of them rather than
their mean; `bench/attribution.py` prints the table that shows whether they hold elsewhere.
"""

from __future__ import annotations

from itertools import pairwise

from story.attribution.people import People, Person
from story.attribution.turns import Turn

_NAMED = 0.98
"""A tag with a verb right beside the speech that names one person."""

_LED = 0.85
"""A name that is only the subject of what leads into the speech: it may be another clause's. So
is a name that its bearer may share, or that only circumstances gave to somebody."""

_DESCRIBED = 0.8
"""Somebody of whom a tag gives only what they are ("said the painter"): in a novel they may have a
name besides."""

_LEADS = ((0.0, 0.5), (2.0, 0.6), (4.0, 0.75), (6.0, 0.8), (9.0, 0.89))
"""How sure the likeliest is by the lead over the next, where nothing names the speaker."""


def how_sure(turn: Turn, lead: float, people: People) -> float:
    """The share of turns like this one that are right, from 0 to 1, given the speaker's lead."""
    if turn.how in ("label", "settled"):
        return 1.0
    by_lead = _by_lead(lead)
    if turn.how == "lead-in":
        return _LED if len(turn.named) == 1 else min(by_lead, _LED)
    if turn.how != "explicit" or turn.tag is None:
        return by_lead
    if turn.tag.mention.kind == "role":
        return _DESCRIBED if turn.named else min(by_lead, _DESCRIBED)
    if len(turn.named) != 1:
        return by_lead
    plain = turn.tag.sure >= 1 and not _doubtful(turn.tag.mention.text, turn.named[0], people)
    return _NAMED if plain else _LED


def _doubtful(name: str, number: int, people: People) -> bool:
    """Whether a name may be somebody else's than the person's who is taken to bear it.

    It may where it shares no word with the name that the person goes by, unless a cast list says
    so; where two were first taken for one; and where it gives a title and a surname to one of a
    family who is never called by both.
    """
    names, person = people.names, people.persons[number]
    if person.fixed:
        return False
    key = names.plainer(names.key(names.owner(name)))
    core, known = names.core(key), names.core(names.key(person.label))
    if person.parted or not set(core) & set(known):
        return True
    whole = [form for form in person.known_as() if len(names.core(form)) > 1]
    titled = len(core) == 1 < len(key) and bool(whole)
    both = any(key[0] in form[:-1] for form in whole)
    return titled and not both and _has_family(core[0], person, people)


def _has_family(surname: str, person: Person, people: People) -> bool:
    """Whether somebody else bears a surname too."""
    bearers = {*people.parts.get(surname, ()), *people.index.get((surname,), ())}
    return bool(bearers - {person.number})


def _by_lead(lead: float) -> float:
    for (low, least), (high, most) in pairwise(_LEADS):
        if lead < high:
            return least + (most - least) * (lead - low) / (high - low)
    return _LEADS[-1][1]
