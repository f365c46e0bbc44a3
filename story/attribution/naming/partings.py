"""Parts names that were taken for one person's, and answer, call or stand beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from story.attribution.naming.alias_merging import best_name
from story.attribution.passages import Reading
from story.attribution.people import People, Person
from story.attribution.turns import Turn
from story.language.base import NameKey, Names
from story.language.tokens import Token

_CALL = 2
"""What it counts to call a name that is taken for one's own; to answer or to mention it is one."""

_ENOUGH = 4
"""What must speak against one bearer of two names."""

_SHARE = 0.25
"""Of the tags under the rarer name, the share that this must be: now and then somebody goes on."""

_ENDS = frozenset(".!?;")
"""Signs that end a sentence, or a clause that may well name somebody anew."""

Name = tuple[int, NameKey]
"""Somebody, and one of their names."""

Clash = tuple[int, NameKey, NameKey]
"""Somebody, and two of their names in order."""


def part_names(readings: Sequence[Reading], turns: Sequence[Turn], people: People) -> bool:
    """Makes two people of whoever has two names that meet; whether there were any."""
    able = {person.number for person in people.persons if _may_part(person)}
    if not able:
        return False
    said = [_tagged(turn, able, people) for turn in turns]
    tags = Counter(said)
    clashes = _told(readings, able, people) + _spoken(readings, turns, said, people)
    clashes += _titled(readings, able, people)
    parted = False
    for (number, one, other), count in sorted(clashes.items(), key=lambda item: (-item[1], item)):
        rarer = min(tags[number, one], tags[number, other])
        person = people.persons[number]
        if count >= _ENOUGH and count >= _SHARE * rarer and _are_apart(one, other, person):
            parted = _part(person, one, other, people) or parted
    return parted


def _spoken(
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    said: Sequence[Name | None],
    people: People,
) -> Counter[Clash]:
    """How often two names of one person meet in talk."""
    found: Counter[Clash] = Counter()
    for turn, name in zip(turns, said, strict=True):
        if name is not None:
            for key, weight in _named(readings[turn.passage], turn, name[0], people):
                found[_clash(name, (name[0], key))] += weight
    for (turn, one), (after, other) in pairwise(zip(turns, said, strict=True)):
        near = after.passage - turn.passage in (1, 2)
        if one and other and near and one[0] == other[0]:
            found[_clash(one, other)] += 1
    return found


def _may_part(person: Person) -> bool:
    """Whether somebody has two names of which neither holds the other."""
    if not person.named or person.fixed:
        return False
    keys = [_side(key, person.names) for key in person.known_as() if key]
    return any(_are_apart(a, b, person) for a, b in combinations(keys, 2))


def _side(key: NameKey, names: Names) -> NameKey:
    """A name as it tells one of a family: a whole one by the first name alone."""
    core = names.core(key)
    return core[:1] if len(core) > 1 else key


def _are_apart(one: NameKey, other: NameKey, person: Person) -> bool:
    """Whether two names share no word but a surname under two titles: "Henry", "Mr. Vale"; "the
    President" is "Sunday" where a "President Sunday" is."""
    if (*one, *other) in person.known_as() or (*other, *one) in person.known_as():
        return False
    a, b = person.names.core(one), person.names.core(other)
    spelt = person.names.spelt_out
    titles = [spelt.get(key[0], key[0]) if len(key) > 1 else "" for key in (one, other)]
    return a != b or (all(titles) and titles[0] != titles[1])


def _tagged(turn: Turn, able: set[int], people: People) -> Name | None:
    """The person and the name that a tag gives a turn to."""
    if len(turn.named) != 1 or turn.named[0] not in able or turn.tag is None or turn.loose:
        return None
    key = people.names.plainer(people.names.key(turn.tag.mention.text))
    return (turn.named[0], _side(key, people.names)) if key in people.index else None


def _named(
    reading: Reading, turn: Turn, number: int, people: People
) -> Iterator[tuple[NameKey, int]]:
    """By which names a turn's speech names its speaker, and what that counts."""
    for words in (reading.quoted[at] for at in turn.quotes):
        for first, last, who in people.spot(words):
            if who == [number] and not people.language.grammar.introduces(words, first):
                calls = people.language.grammar.addresses(words, first, last)
                yield _key(words[first:last], people), _CALL if calls else 1


def _told(readings: Sequence[Reading], able: set[int], people: People) -> Counter[Clash]:
    """How often two names of one person stand in one sentence of the narration; "Tom and Mr. Vale"
    count as much as a call."""
    found: Counter[Clash] = Counter()
    for words in (words for reading in readings for words in reading.words):
        spots = [spot for spot in people.spot(words) if len(spot[2]) == 1 and spot[2][0] in able]
        for (first, last, who), (start, end, other) in pairwise(spots):
            between = [word.text for word in words[last:start]]
            apart = between != [","] and not any(sign in _ENDS for sign in between)
            if who == other and apart:
                one, after = _key(words[first:last], people), _key(words[start:end], people)
                found[_clash((who[0], one), (who[0], after))] += _CALL if between == ["and"] else 1
    return found


def _titled(readings: Sequence[Reading], able: set[int], people: People) -> Counter[Clash]:
    """How often the narration of one section gives a surname "Dr." and "Mr.", each as often: what
    somebody calls the doctor is no affair of the narrator's."""
    names = people.names
    counts: Counter[tuple[int, int, NameKey]] = Counter()
    for reading in readings:
        for words in reading.words:
            for first, last, who in people.spot(words):
                key = _key(words[first:last], people)
                if len(who) == 1 and who[0] in able and len(key) == 2 and key[0] in names.titles:
                    counts[reading.passage.section, who[0], key] += 1
    found: Counter[Clash] = Counter()
    for (section, number, key), count in counts.items():
        for title in names.civil if key[0] not in names.civil else ():
            also = counts[section, number, (title, key[1])]
            if min(count, also) > 1:
                found[_clash((number, key), (number, (title, key[1])))] += _CALL * min(count, also)
    return found


def _key(words: Sequence[Token], people: People) -> NameKey:
    names = people.names
    return _side(names.key(" ".join(names.owner(word.text) for word in words)), names)


def _clash(one: Name, other: Name) -> Clash:
    return one[0], min(one[1], other[1]), max(one[1], other[1])


def _part(person: Person, one: NameKey, other: NameKey, people: People) -> bool:
    """Gives the names that go with the rarer of two, or with a title, to somebody new."""
    names = people.names
    able = {
        going: [form for form in person.forms if _goes_along(names.key(form), going, person)]
        for going in (one, other)
    }
    titled = [going for going in able if len(going) > 1]
    rarer = min(able, key=lambda going: (sum(person.forms[form] for form in able[going]), going))
    moved = able[titled[0] if len(titled) == 1 else rarer]
    if not all(able.values()) or len(moved) == len(person.forms):
        return False
    parted = people.add(moved[0])
    for form in moved:
        parted.forms[form] = person.forms.pop(form)
        people.move(form, person, parted)
        people.vote(parted, names.key(form))
    for left in (person, parted):
        left.label, left.parted = best_name(left.forms, names), True
    return True


def _goes_along(key: NameKey, going: NameKey, person: Person) -> bool:
    """Whether a name goes to the bearer of another: with "Mr. Vale" goes "Vale", not "Tom Vale"."""
    core, word = person.names.core(key), person.names.core(going)[0]
    titled = len(going) > 1 and len(core) == 1
    return core[0] == word and (not titled or key in (going, (word,)))
