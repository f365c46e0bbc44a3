"""Merges "the mate" with the name that the others call when he speaks, in few lines as in many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from story.attribution.naming.address_merging import Calls, calls_of, neighbours, sure_speaker
from story.attribution.naming.meetings import met
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn
from story.language.tokens import Mention

_ACTS = 2
"""What it counts that "the mate" acts in the paragraph of a speech of Mr. Pell's; a call is one."""

_LEAD = 2.0
"""How many times as much as for anybody else must speak for a name."""

_SHARE = 0.25
"""Of the speeches tagged with a description, the share that must speak for a name."""

_THERE = 0.8
"""Of those, the share in sections that name its bearer."""


@dataclass
class _Role:
    """A description that speaks: where, and what speaks for and against whose it is."""

    person: Person
    heads: set[str] = field(default_factory=set)
    turns: list[int] = field(default_factory=list)
    votes: Counter[int] = field(default_factory=Counter)
    others: set[int] = field(default_factory=set)


def merge_roles(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges descriptions ("the mate") with the names of those who are called when they speak, or
    in whose speeches' paragraphs they act; whether there were any.

    The two must not meet: answer each other, name each other, stand in one sentence.
    """
    roles = _roles(turns, people)
    if not roles:
        return False
    _hear(roles, readings, turns, talk, people)
    _watch(roles, readings, turns, people)
    calls = calls_of(readings, turns, talk, people)
    sections = _named_in(readings, people)
    merged = False
    for number in sorted(roles):
        role = roles[number]
        bearer = _bearer(role, people)
        if bearer is None or not _is_there(role, bearer.number, readings, turns, sections):
            continue
        if not _answers(role, bearer.number, calls[bearer.number]):
            continue
        people.absorb(bearer, role.person)
        merged = True
    return merged


def _roles(turns: Sequence[Turn], people: People) -> dict[int, _Role]:
    """The descriptions that tags give speech to: of one person, and such as not many have."""
    roles: dict[int, _Role] = {}
    for at, turn in enumerate(turns):
        mention = turn.tag.mention if turn.tag else None
        if mention is None or len(turn.named) != 1:
            continue
        person = people.persons[turn.named[0]]
        able = not person.named and not person.plural and tells(mention, people)
        if person.absorbed or not (able or person.number in people.aged):
            continue
        role = roles.setdefault(person.number, _Role(person))
        role.heads.add(mention.head)
        role.turns.append(at)
    return roles


def tells(mention: Mention, people: People) -> bool:
    """Whether a mention is a definite description that tells more than sex, age or kin."""
    roles = people.language.roles
    definite = mention.text.split()[0].lower() == roles.definite
    able = definite and mention.kind == "role" and roles.is_somebody(mention)
    return able and not roles.may_be_named(mention)


def _hear(
    roles: dict[int, _Role],
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    talk: Sequence[Talk],
    people: People,
) -> None:
    """Counts whom those who speak before and after a description call; whoever it answers or
    names is somebody else."""
    for role in roles.values():
        for at in role.turns:
            own = talk[turns[at].passage]
            role.others |= own.addressed | own.spoken_of
            for other in neighbours(readings, turns, at):
                speaker, called = sure_speaker(other, people), talk[other.passage].addressed
                answers = _answers_at_once(readings, turns[at], other)
                if answers and speaker is not None and speaker != role.person.number:
                    role.others.add(speaker)
                if len(called) == 1 and speaker != role.person.number:
                    role.votes.update(called)


def _answers_at_once(readings: Sequence[Reading], turn: Turn, other: Turn) -> bool:
    """Whether nothing is told between two turns: past that, the speaker often goes on."""
    first, last = sorted((turn, other), key=lambda one: one.passage)
    passage = readings[last.passage].passage
    return last.passage == first.passage + 1 and not passage.text[: passage.quotes[0].start].strip()


def _watch(
    roles: dict[int, _Role], readings: Sequence[Reading], turns: Sequence[Turn], people: People
) -> None:
    """Counts in whose speeches' paragraphs a description acts; whoever stands in one sentence with
    it, or speaks of it, is somebody else."""
    heads = {number: role.heads for number, role in roles.items()}
    for (_, number), others in met(heads, readings, turns, people).items():
        roles[number].others |= others
    for turn in turns:
        if turn.how != "explicit" or len(turn.named) != 1:
            continue
        reading = readings[turn.passage]
        acting = _acting(reading, turn.quotes[0], people)
        found = people.roles.get((people.names.key(acting.text), -1)) if acting else None
        if found in roles and found != turn.named[0]:
            roles[found].votes[turn.named[0]] += _ACTS


def _acting(reading: Reading, quote: int, people: People) -> Mention | None:
    """The description that is the subject of the last sentence before a quotation."""
    grammar, text = people.language.grammar, reading.passage.text
    ranges = grammar.sentences(text, *reading.passage.told[quote])
    if not ranges or not text[slice(*ranges[-1])].strip():
        return None
    start, end = ranges[-1]
    words = [word for word in reading.words[quote] if start <= word.start and word.end <= end]
    found = grammar.subject(text, words) if words else None
    return found if found and found.kind == "role" and tells(found, people) else None


def _bearer(role: _Role, people: People) -> Person | None:
    """The one person for whose name enough speaks, and nothing against it."""
    ranked = [*role.votes.most_common(2), (-1, 0), (-1, 0)]
    (number, count), (_, second) = ranked[:2]
    if number < 0 or count < max(_LEAD * second, _SHARE * len(role.turns)):
        return None
    bearer = people.persons[number]
    genders = {role.person.gender, bearer.gender} - {"unknown"}
    able = bearer.named and not bearer.fixed and not bearer.absorbed and len(genders) < 2
    return bearer if able and number not in role.others and _may_have(role, bearer) else None


def _may_have(role: _Role, bearer: Person) -> bool:
    """Whether somebody's title allows an office: no "Mr. Pell" is "the captain"."""
    names, titles = bearer.names, bearer.titles()
    nouns = frozenset().union(names.offices, *names.title_nouns.values())
    offices = role.heads & nouns
    known = {noun for title in titles for noun in names.title_nouns.get(title, ())} | titles
    return not offices or not titles or bool(offices & known)


def _answers(role: _Role, bearer: int, calls: Calls) -> bool:
    """Whether nobody else answers to the name more than its bearer and the description do."""
    own = calls.answers[bearer] + calls.answers[role.person.number]
    others = sum(calls.answers.values()) - own
    return own >= others


def _named_in(readings: Sequence[Reading], people: People) -> dict[int, set[int]]:
    """Who is named in each section, in the narration or in speech."""
    sections: dict[int, set[int]] = defaultdict(set)
    for reading in readings:
        for words in (*reading.words, *reading.quoted):
            for *_, who in people.spot(words):
                sections[reading.passage.section].update(who)
    return sections


def _is_there(
    role: _Role,
    bearer: int,
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    sections: dict[int, set[int]],
) -> bool:
    """Whether the sections in which a description speaks name its bearer: "the clerk" of another
    place is another clerk."""
    where = [readings[turns[at].passage].passage.section for at in role.turns]
    return sum(bearer in sections[section] for section in where) >= _THERE * len(where)
