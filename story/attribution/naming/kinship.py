"""Whom "her father" means: the one near who is said to be it, is called so, or has the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from story.attribution.naming.address_merging import neighbours, sure_speaker
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.speech_mentions import Talk
from story.attribution.turns import Turn
from story.language.tokens import Token

_BEHIND, _AHEAD = 24, 3
"""Passages before and after a turn in which its speaker's kin may be named."""

_LEAD = 2.0
"""How many times as often as anybody else near somebody must be called so, or said to be it."""

_CALLS = 2
"""Answers to "Papa" that are needed: one may be somebody else's."""

_TOLD = 2
"""What it counts to be said to be somebody's father, in answers to that call."""

_TITLED = 10
"""What it counts to be "Aunt Peg"."""

Kin = Counter[tuple[str, int]]
"""How much speaks for it that a noun ("father") means a person: the narration calls them so, or
they answer to it."""


def with_kin(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> list[Turn]:
    """The turns, those tagged "said her father" with the one person near whom that may mean; whom
    "Papa" calls in which section is noted in `people`."""
    kin: Kin = Counter()
    named: list[set[int]] = []
    for reading in readings:
        named.append(set())
        for words in reading.words:
            spots = list(people.spot(words))
            named[-1].update(who[0] for _, _, who in spots if len(who) == 1)
            kin.update(dict.fromkeys(_said(words, spots, people), _TOLD))
    kin.update({(title, one.number): _TITLED for one in people.persons for title in _kin_of(one)})
    kin.update(_answering(readings, turns, people))
    _note_calls(readings, named, kin, people)
    before = [None, *turns][: len(turns)]
    return [
        _kin_turn(turn, last, readings, named, kin, people)
        for last, turn in zip(before, turns, strict=True)
    ]


def _kin_of(person: Person) -> set[str]:
    """The kin that somebody is by name: "Aunt Peg", and "Gran" by itself."""
    calls = person.names.kin_calls
    bare = {calls[key[0]] for key in person.known_as() if len(key) == 1 and key[0] in calls}
    return person.titles() | bare


def merge_kin(
    readings: Sequence[Reading], turns: Sequence[Turn], talk: Sequence[Talk], people: People
) -> bool:
    """Merges "Grandma" with the one Grandma Rose there is, and "my grandmother" with her too;
    whether there were any. The two must not answer or call each other."""
    persons = [one for one in people.persons if not (one.absorbed or one.fixed or one.plural)]
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for noun in {people.names.kin_calls.get(title, title) for title in _kin_of(person)}:
            bearers[noun].append(person)
    merged = False
    for person in persons:
        noun = _bare_kin(person, people)
        able = [one for one in bearers[noun] if one is not person and not one.absorbed]
        able = [one for one in able if one.named and (not person.named or not _is_bare(one))]
        if len(able) == 1 and not _meet(person, able[0], readings, turns, talk):
            people.absorb(able[0], person)
            merged = True
    return merged


def _bare_kin(person: Person, people: People) -> str:
    """The kin that is all that somebody is called: "Grandma", "my grandmother"; not "Father", who
    may be a priest."""
    names, own = people.names, people.language.pronouns.first_person
    keys = list(person.known_as())
    if person.named and all(len(key) == 1 for key in keys):
        nouns = {names.kin_calls.get(key[0], "") for key in keys}
        return nouns.pop() if len(nouns) == 1 and not nouns & names.elders else ""
    mine = not person.named and len(keys) == 1 and len(keys[0]) == 2 and keys[0][0] in own
    noun = names.kin_calls.get(keys[0][1], keys[0][1]) if mine else ""
    return noun if noun in names.kin else ""


def _is_bare(person: Person) -> bool:
    """Whether somebody has no name but that of kin."""
    return all(len(key) == 1 for key in person.known_as())


def _meet(
    one: Person,
    other: Person,
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    talk: Sequence[Talk],
) -> bool:
    """Whether two answer or call each other, as two people would."""
    pair = {one.number, other.number}
    for at, turn in enumerate(turns):
        if len(turn.named) == 1 and turn.named[0] in pair:
            rest = pair - set(turn.named)
            beside = [set(near.named) for near in neighbours(readings, turns, at)]
            if rest & talk[turn.passage].addressed or rest in beside:
                return True
    return False


def _answering(
    readings: Sequence[Reading], turns: Sequence[Turn], people: People
) -> Iterator[tuple[str, int]]:
    """Who answers where somebody is called "Papa": nouns and people."""
    for at, turn in enumerate(turns):
        for noun in _called(readings[turn.passage], turn, people):
            gender = people.language.roles.gender_of(noun)
            for other in neighbours(readings, turns, at):
                answer = sure_speaker(other, people)
                if answer is None or answer < 0 or answer in turn.named:
                    continue
                if people.persons[answer].gender == gender:
                    yield noun, answer


def _called(reading: Reading, turn: Turn, people: People) -> set[str]:
    """The kin whom a turn calls: "father" for "Papa"."""
    grammar, calls = people.language.grammar, people.names.kin_calls
    found: set[str] = set()
    for words in (reading.quoted[number] for number in turn.quotes):
        for at, word in enumerate(words):
            noun = calls.get(word.lower)
            if noun and grammar.addresses(words, at, at + 1):
                found.add(noun)
    return found


def _note_calls(
    readings: Sequence[Reading], named: Sequence[set[int]], kin: Kin, people: People
) -> None:
    """Notes by section whom each call of kin means, where one of those named there leads."""
    present: dict[int, set[int]] = defaultdict(set)
    for reading, here in zip(readings, named, strict=True):
        present[reading.passage.section] |= here
    for noun in set(people.names.kin_calls.values()):
        for section, here in present.items():
            counts = {n: kin[noun, n] for n in here if kin[noun, n] >= _CALLS}
            meant = _leading(counts)
            if meant >= 0:
                people.kin[section, noun] = meant


def _leading(counts: dict[int, int]) -> int:
    """Who has far more votes than anybody else; -1 where nobody."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or not ranked[0][1]:
        return -1
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _LEAD * second else -1


def _kin_noun(turn: Turn, people: People) -> str:
    """The noun of a tag such as "her father", unless it already means somebody by name."""
    if turn.tag is None or not turn.noun or any(people.persons[n].named for n in turn.named):
        return ""
    first = turn.tag.mention.text.split()[0].lower()
    pronouns = people.language.pronouns
    own = first in pronouns.genders or first in pronouns.possessives - pronouns.first_person
    owned = own or people.names.owner(first) != first
    return turn.noun if owned and turn.noun in people.names.kin else ""


def _said(
    words: Sequence[Token], spots: Sequence[tuple[int, int, list[int]]], people: People
) -> Iterator[tuple[str, int]]:
    """What the narration says of kin: "his mother, Mrs. Vane,", "Mrs. Vane, his mother,"; no list
    of several."""
    owning, names = people.language.pronouns.possessives, people.names
    for first, last, who in spots:
        apart = first > 0 and words[first - 1].text == ","
        before, behind = (first - 2 if apart else first - 1), last + 1
        for at, end in ((before, last), (behind + 1, behind + 2)):
            if not (1 <= at < len(words) and words[at - 1].lower in owning and len(who) == 1):
                continue
            noun = words[at].lower
            beside = not apart and last < len(words) and words[last].text == ","
            ends = _ends(words, end) and (beside or at == before)
            gender = people.language.roles.gender_of(noun)
            if noun in names.kin and ends and people.persons[who[0]].gender == gender:
                yield names.kin_calls.get(noun, noun), who[0]


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether an apposition ends before a token: no verb follows, and no more of a list."""
    if at >= len(words):
        return True
    more = at + 1 < len(words) and (words[at + 1].capital or words[at + 1].lower in ("and", "or"))
    return words[at].text in ".;" or (words[at].text == "," and not more)


def _kin_turn(
    turn: Turn,
    before: Turn | None,
    readings: Sequence[Reading],
    named: Sequence[set[int]],
    kin: Kin,
    people: People,
) -> Turn:
    noun = _kin_noun(turn, people)
    if not noun:
        return turn
    section = readings[turn.passage].passage.section
    around = range(max(0, turn.passage - _BEHIND), min(len(readings), turn.passage + _AHEAD + 1))
    near = set().union(*(named[at] for at in around if readings[at].passage.section == section))
    gender = people.language.roles.gender_of(noun)
    able = [people.persons[n] for n in sorted(near) if people.persons[n].gender == gender]
    owners = _owners(turn, near, people)
    if before and turn.verb in people.language.verbs.answering:
        able = [one for one in able if one.number not in before.named]  # "replied his son"
    known = people.names.kin_calls.get(noun, noun)
    able = [one for one in able if owners - {one.number}]
    counts = {n: votes for one in able if (votes := kin[known, (n := one.number)]) >= _CALLS}
    meant = _leading(counts)
    if not counts:
        likely = [one.number for one in able if _is_kin(one, noun, owners, people)]
        meant = likely[0] if len(likely) == 1 else -1
    return replace(turn, named=(meant,), loose=False, epithet=False) if meant >= 0 else turn


def _owners(turn: Turn, near: set[int], people: People) -> set[int]:
    """Those near whom "her" or "Emma's" may mean."""
    first = turn.tag.mention.text.split()[0].lower() if turn.tag else ""
    gender = people.language.pronouns.genders.get(first)
    if gender:
        return {n for n in near if people.persons[n].gender == gender}
    if first in people.language.pronouns.possessives:
        return near  # "their"
    return set(people.lookup(people.names.key(people.names.owner(first))))


def _is_kin(person: Person, noun: str, owners: set[int], people: People) -> bool:
    """Whether somebody is the parent or spouse of one of `owners` by title and surname."""
    names = people.names
    heads = {key[-1] for key in person.known_as() if len(key) == 2 and key[0] in names.heads}
    return noun in names.elders and any(
        heads & _surnames(people.persons[number]) for number in owners - {person.number}
    )


def _surnames(person: Person) -> set[str]:
    """The last words of somebody's whole and titled names."""
    return {key[-1] for key in person.known_as() if len(key) > 1}
