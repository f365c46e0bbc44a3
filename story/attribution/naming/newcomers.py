"""Whose name a description that speaks at the start of a scene gets: "the stranger" is Abel, once
somebody has called him so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from story.attribution.naming.address_merging import neighbours
from story.attribution.naming.meetings import met
from story.attribution.naming.reveals import AHEAD, revealed
from story.attribution.passages import Reading
from story.attribution.people import People
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn

_SOON = 4
"""Turns behind "a voice" in which its bearer speaks by name, if the text is to show who it was."""


@dataclass
class _Scene:
    """A section: by person the turns with their tags, and the passage that first tells of them."""

    turns: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, int] = field(default_factory=dict)


def merge_newcomers(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges the descriptions that speak in one section alone with who they turn out to be there;
    whether there were any."""
    merged = False
    for role, bearer, where in list(_found(readings, turns, talk, people)):
        person, other = people.persons[bearer], people.persons[role]
        whole = sum(role in turn.named for turn in turns) == len(where)
        if whole and not (person.absorbed or other.absorbed):
            people.absorb(person, other)
            merged = True
    return merged


def with_newcomers(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> list[Turn]:
    """The turns, those of descriptions with who they turn out to be in their section."""
    out = list(turns)
    for _, bearer, where in _found(readings, turns, talk, people):
        for at in where:
            out[at] = replace(out[at], named=(bearer,), loose=False)
    return out


def _found(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> Iterator[tuple[int, int, list[int]]]:
    """Descriptions, who they turn out to be in a section, and their turns there: somebody of whom
    that section tells no earlier, and who has tags there behind the last of the description's."""
    scenes = {
        section: (scene, _roles(scene, turns, people))
        for section, scene in _scenes(readings, turns, people).items()
    }
    heads: dict[int, set[str]] = defaultdict(set)
    for _, roles in scenes.values():
        for role, where in roles.items():
            heads[role] |= {turns[at].noun for at in where}
    apart = met(heads, readings, turns, people)
    for section, (scene, roles) in scenes.items():
        called = {role: _called(where, readings, turns, talk) for role, where in roles.items()}
        for role, where in roles.items():
            able = _able(role, where, scene, turns, people)
            others = set().union(*(called[other] for other in roles if other != role))
            soon = {n for n, tag in able.items() if tag - where[-1] <= _SOON}
            heard = all(_is_heard(turns[at], people) for at in where)
            meant = soon if heard and len(soon) == 1 else set()
            meant |= (called[role] - others) | _said(where, able, readings, turns, talk, people)
            meant &= able.keys() - apart[section, role]
            if len(meant) == 1:
                yield role, min(meant), where


def _roles(scene: _Scene, turns: Sequence[Turn], people: People) -> dict[int, list[int]]:
    """The descriptions of a scene, with their turns."""
    return {
        role: where
        for role, where in scene.turns.items()
        if all(_describes(turns[at], people) for at in where)
    }


def _able(
    role: int, where: Sequence[int], scene: _Scene, turns: Sequence[Turn], people: People
) -> dict[int, int]:
    """Who may be a description's bearer: tagged only behind its turns, and not told of before."""
    begun = turns[where[0]].passage
    return {
        number: tags[0]
        for number, tags in scene.turns.items()
        if tags[0] > where[-1]
        and scene.told.get(number, begun) >= begun
        and _may_be(role, number, people)
    }


def _scenes(
    readings: Sequence[Reading], turns: Sequence[Turn], people: People
) -> dict[int, _Scene]:
    scenes: dict[int, _Scene] = defaultdict(_Scene)
    for at, turn in enumerate(turns):
        if len(turn.named) == 1 and not turn.epithet:
            scenes[readings[turn.passage].passage.section].turns[turn.named[0]].append(at)
    for at, reading in enumerate(readings):
        told = scenes[reading.passage.section].told
        for words in reading.words:
            for *_, who in people.spot(words):
                for number in who:
                    told.setdefault(number, at)
    return scenes


def _describes(turn: Turn, people: People) -> bool:
    """Whether a tag gives a turn to one person without a name."""
    person = people.persons[turn.named[0]]
    mention = turn.tag.mention if turn.tag else None
    role = mention is not None and mention.kind == "role"
    roles = people.language.roles
    somebody = role and mention and (roles.is_somebody(mention) or mention.head in roles.heard)
    style = mention is not None and mention.head in people.names.styles
    return bool(somebody) and not (style or person.named or person.plural or person.absorbed)


def _is_heard(turn: Turn, people: People) -> bool:
    """Whether a tag tells only what is heard of somebody: "a voice"."""
    return turn.tag is not None and turn.tag.mention.head in people.language.roles.heard


def _may_be(role: int, number: int, people: People) -> bool:
    """Whether somebody with a name may be a description's bearer."""
    person, other = people.persons[number], people.persons[role]
    genders = {person.gender, other.gender} - {"unknown"}
    return person.named and not person.fixed and not person.absorbed and len(genders) < 2


def _called(
    where: Sequence[int],
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    talk: Sequence[Talk],
) -> set[int]:
    """Whom those call who speak next to some turns."""
    beside = (talk[other.passage] for at in where for other in neighbours(readings, turns, at))
    return {number for heard in beside if len(heard.addressed) == 1 for number in heard.addressed}


def _said(
    where: Sequence[int],
    able: dict[int, int],
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    talk: Sequence[Talk],
    people: People,
) -> set[int]:
    """Those of whom the text says in so many words that it is they who have spoken, soon behind
    that, and before the last of some people is first tagged: at the turns given."""
    found = set().union(*(talk[turns[at].passage].says_own for at in where))
    last = max((turns[at].passage for at in able.values()), default=-1)
    last = min(last, turns[where[-1]].passage + AHEAD)
    for reading in readings[turns[where[0]].passage : last + 1]:
        for words in (*reading.words, *reading.quoted):
            found.update(revealed(words, people))
    return found
