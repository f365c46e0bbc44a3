"""Merges "Miss Vane" with the "Mrs. Orme" who comes after her wedding to Mr. Orme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from story.attribution.naming.address_merging import may_be, name_parts
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_LEAD = 2.0
"""How many times as often as any other woman who may be the bride somebody must answer the man."""

Span = tuple[int, int]
"""The first and the last passage of the narration that give somebody a title."""


def merge_married(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges a wife with the maiden who is last called so before the wife is first, where the text
    tells of a wedding between, and the maiden has talked with the husband; whether there were any.
    """
    names = people.names
    wives = [one for one in people.persons if one.forms and one.titles() == {names.married}]
    if not wives:
        return False
    spans = _spans(readings, people)
    weddings = [
        number
        for number, reading in enumerate(readings)
        if any(word.lower in names.weddings for words in reading.words for word in words)
    ]
    answers = _answers(turns)
    merged = False
    for wife in wives:
        called = [at for at, heard in enumerate(talk) if wife.number in heard.addressed]
        before = [wedding for wedding in weddings if not called or wedding <= called[0]]
        bride = _bride(wife, spans, before, answers, people)
        if bride is not None:
            people.absorb(bride, wife)
            merged = True
    return merged


def _spans(readings: Sequence[Reading], people: People) -> dict[tuple[int, str], Span]:
    """By person and title, where the narration calls them so."""
    spans: dict[tuple[int, str], Span] = {}
    for number, reading in enumerate(readings):
        for words in reading.words:
            for first, last, who in people.spot(words):
                title = words[first].lower
                if last - first > 1 and len(who) == 1 and title in people.names.civil:
                    begun, _ = spans.get((who[0], title), (number, number))
                    spans[who[0], title] = (begun, number)
    return spans


def _answers(turns: Sequence[Turn]) -> Counter[frozenset[int]]:
    """How often two people answer each other."""
    said = [turn.named[0] if len(turn.named) == 1 else -1 for turn in turns]
    return Counter(frozenset(pair) for pair in pairwise(said) if -1 not in pair)


def _bride(
    wife: Person,
    spans: dict[tuple[int, str], Span],
    weddings: Sequence[int],
    answers: Counter[frozenset[int]],
    people: People,
) -> Person | None:
    """The one woman who was a Miss until the wedding."""
    names = people.names
    begun, _ = spans.get((wife.number, names.married), (-1, -1))
    men = [one for one in people.persons if one.gender != "female" and one.forms]
    men = [man for man in men if name_parts(man)[1] & name_parts(wife)[1]]
    if begun < 0 or len(men) != 1:
        return None
    able: list[tuple[int, Person]] = []
    for person in people.persons:
        maiden = person.titles() & names.civil
        ended = max((spans.get((person.number, t), (-1, -1))[1] for t in maiden), default=-1)
        wed = any(ended <= wedding <= begun for wedding in weddings)
        talks = answers[frozenset((person.number, men[0].number))]
        single = bool(maiden) and maiden <= names.maiden - {names.married} and not person.fixed
        if single and 0 <= ended < begun and wed and talks and _may_wed(person, wife):
            able.append((talks, person))
    able.sort(key=lambda item: (-item[0], item[1].number))
    lead = able and (len(able) == 1 or able[0][0] >= _LEAD * able[1][0])
    return able[0][1] if lead else None


def _may_wed(person: Person, wife: Person) -> bool:
    """Whether the first names of two, where both have one, are the same."""
    firsts, others = name_parts(person)[0], name_parts(wife)[0]
    return not others or may_be(person, wife) or bool(firsts & others)
