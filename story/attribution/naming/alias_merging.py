"""Merges names into people: "Syme" with "Gabriel Syme" where that is one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from story.attribution.naming.name_census import Seen
from story.attribution.people import People, Person
from story.language.base import NameKey, Names

_WHOLE, _TITLED = 6, 3
"""How much rarer a whole or a titled name may be than a bare one and still be chosen."""

_MANY = 100
"""Bearers of one name: what more of them bear tells of none, and is somebody of its own."""

_NAME_VOTES = 3
"""Votes of each mention by a man's or a woman's first name; a pronoun behind it has five."""

_KIN = 2
"""How many times as often as somebody's other names "Uncle Odo" may be theirs: an uncle who has
hardly any other name bears none of those that only share a word."""

_ARTICLED = 0.5
"""Of a name's mentions, the share with an article from which it only describes: "the Voice"."""

_RARE = 0.25
"""Of a woman's mentions, the share that a man of her surname and the surname alone must have, for
it to be his: an uncle who is named once bears no name that half the village calls her by."""

_SURE = 4
"""How many times as often a person must be named for a bare surname to be theirs alone."""


def register(census: Sequence[tuple[NameKey, Seen]], people: People) -> None:
    """Adds the names of a census (fullest first) to the people."""
    merger, core = _Merger(people, dict(census)), people.names.core
    aged = [item for item in census if len(item[0]) > 1 and item[0][0] in people.names.ages]
    census = [item for item in census if item not in aged]
    full = [item for item in census if len(core(item[0])) > 1]
    single = [item for item in census if len(core(item[0])) == 1]
    bare = [(key, seen) for key, seen in single if people.names.stands_alone(key)]
    titled = [(key, seen) for key, seen in single if not people.names.stands_alone(key)]
    for key, seen in sorted(full, key=lambda item: (item[0] != core(item[0]), -item[1].count)):
        merger.full(key, seen)
    titled.sort(key=lambda item: (not merger.of_sister(item[0]), -item[1].count))
    for key, seen in titled:
        merger.titled(key, seen)
    for key, seen in sorted(bare, key=lambda item: -item[1].count):
        merger.bare(key, seen)
    for key, seen in merger.open:
        merger.ranked(key, seen)
    for key, seen in aged:
        merger.aged(key, seen)
    merger.name_all()


class _Merger:
    def __init__(self, people: People, census: Mapping[NameKey, Seen]) -> None:
        self.census = census
        self.people = people
        self.names = people.names
        self.counts: Counter[int] = Counter()
        self.fresh: set[int] = set()
        self.open: list[tuple[NameKey, Seen]] = []
        self.ends: dict[str, set[int]] = defaultdict(set)
        self.whole: dict[tuple[str, str], set[int]] = defaultdict(set)
        for person in people.persons:
            self._index(person)

    def _index(self, person: Person) -> None:
        """Files somebody under the first and last words of their names."""
        for core in (self.names.core(key) for key in person.known_as() if key):
            self.ends[core[0]].add(person.number)
            self.ends[core[-1]].add(person.number)
            self.whole[core[0], core[-1]].add(person.number)

    def _near(self, *words: str) -> list[Person]:
        """Whoever may bear one of these words as a first or last name, in order."""
        return self._ordered(self.ends.get(word, ()) for word in words)

    def _ordered(self, groups: Iterable[Collection[int]]) -> list[Person]:
        found = {number for group in groups if len(group) <= _MANY for number in group}
        return [self.people.persons[number] for number in sorted(found)]

    def full(self, key: NameKey, seen: Seen) -> None:
        known = self.people.index.get(key)
        person = self.people.persons[known[0]] if known else self._same_full(key)
        self._add(person, key, seen)

    def _same_full(self, key: NameKey) -> Person | None:
        bare = self.names.core(key)
        firsts = self.names.firsts_like(bare[0])
        for person in self._ordered(self.whole.get((first, bare[-1]), ()) for first in firsts):
            for form in person.known_as():
                other = self.names.core(form)
                last = len(other) > 1 and other[-1] == bare[-1]
                same = other == bare or (last and self.names.same_first(other[0], bare[0]))
                if same and _agree(person, key):
                    return person
        return None

    def titled(self, key: NameKey, seen: Seen) -> None:
        known = self.people.index.get(key)
        if known:
            self._add(self.people.persons[known[0]], key, seen)
            return
        name, title = self.names.core(key)[0], key[0]
        bearers = [p for p in self._near(name) if p.bears(name) and _agree(p, key)]
        same = [p for p in bearers if any(title in form[:-1] for form in p.known_as())]
        same = [p for p in same if not self._elder(p, name, title, seen)]
        same = [p for p in same if not self._younger(p, name, title)]
        wife = title == self.names.married or (title in self.names.wives and self._lord(name))
        chosen = same or ([] if wife else bearers)
        if title in self.names.civil and not same:
            chosen = [p for p in chosen if not p.titles() & self.names.civil - {title}]
            heads = [p for p in chosen if p.gender == self.names.titled_gender(key)]
            chosen = [p for p in chosen if not self._elder(p, name, title, seen)]
            if len(chosen) < len(heads) > 1:
                chosen = []  # of two brothers the one without a wife is not the father
            if title in self.names.maiden:
                alone = self._only_maiden(name, title) if title != self.names.married else None
                chosen = [p for p in chosen if not self._first_named(p)]
                chosen = [p for p in chosen if not self._younger(p, name, title)]
                chosen = [alone] if alone and alone in bearers else chosen
        chosen = [p for p in chosen if not self._other_rank(p, title)]
        if title in self.names.kin:
            chosen = [p for p in chosen if seen.count <= _KIN * self.counts[p.number]]
        found = self._likeliest(chosen)
        short = len(self.names.firsts_like(name)) > 1
        if short and not bearers and title in self.names.maiden and not wife:
            found = self._nicknamed(name)  # "Miss Lizzy"
        found = found or (None if bearers else self._joined(name, title))
        if len(chosen) > 1 and not found and title not in self.names.civil:
            self.open.append((key, seen))
        else:
            self._add(found, key, seen)

    def _joined(self, surname: str, title: str) -> Person | None:
        """The one who has a title and a surname of two parts, of which this is one, or this is of
        two of which theirs is one: "Mr. Foulkes-Pell" is "Mr. Pell"."""
        parts = set(surname.split("-"))
        found = [
            person
            for person in self.people.persons
            for key in person.known_as()
            if len(key) == 2 and key[0] == title and key[1] != surname
            if parts & set(key[1].split("-")) and ("-" in surname or "-" in key[1])
        ]
        return found[0] if len(found) == 1 else None

    def aged(self, key: NameKey, seen: Seen) -> None:
        """ "Old Mrs. Pell" at the start of a sentence is whom "Mrs. Pell" means, if that is one."""
        known = self.people.index.get(key[1:], ())
        self._add(self.people.persons[known[0]] if len(known) == 1 else None, key, seen)

    def _formal(self, persons: Sequence[Person]) -> Person | None:
        """The one of a family who is not mostly called by the first name alone, whom the surname
        alone then means."""
        formal = [p for p in persons if not self._goes_by_first(p)]
        return formal[0] if len(formal) == 1 else None

    def _goes_by_first(self, person: Person) -> bool:
        """Whether the first name alone is commoner than the whole names: "Alice"."""
        firsts = self._firsts(person)
        alone = sum(self.census[first,].count for first in firsts if (first,) in self.census)
        whole = sum(
            n for form, n in person.forms.items() if len(self.names.core(self.names.key(form))) > 1
        )
        return alone > whole

    def of_sister(self, key: NameKey) -> bool:
        """Whether a name is "Miss Kate", which tells that "Miss Pell" may be somebody else."""
        maiden = key[0] in self.names.maiden and key[0] != self.names.married
        return maiden and self.names.first_gender(key[-1]) == "female"

    def ranked(self, key: NameKey, seen: Seen) -> None:
        """A title and a name of several people are the one's whom the name by itself means:
        "Comrade Pell"."""
        known = self.people.index.get(self.names.core(key), [])
        person = self.people.persons[known[0]] if len(known) == 1 else None
        self._add(person, key, seen)
        if known and person is None:  # "Pell" may be the Comrade as well
            self.people.alias(" ".join(self.names.core(key)), self.people.persons[-1])

    def _only_maiden(self, surname: str, title: str) -> Person | None:
        """The one woman of a surname who is nobody's wife: "Miss Pell" is Ada Pell, if no other."""
        wed = {self.names.married, *self.names.wives}
        women = [p for p in self._near(surname) if p.bears(surname) and p.gender == "female"]
        women = [p for p in women if not p.titles() & wed]
        women = [p for p in women if not self._younger(p, surname, title)]
        return women[0] if len(women) == 1 else None

    def _lord(self, surname: str) -> bool:
        """Whether a man bears a surname of which a lady is then the wife, and not the daughter."""
        return any(p.bears(surname) and p.gender == "male" for p in self._near(surname))

    def _other_rank(self, person: Person, title: str) -> bool:
        """Whether one is "Miss Morstan" and the other "Captain Morstan"."""
        names, had = self.names, person.titles()
        ranks = names.titles - names.titles_male - names.titles_female - names.kin
        women = names.civil & names.titles_female
        had |= {civil for civil in women if self._is_also(person, civil)}
        return bool((title in ranks and had & women) or (title in women and had & ranks))

    def _is_also(self, person: Person, title: str) -> bool:
        """Whether the story gives a woman's surname a title that she, by her first name, may have:
        where a "Miss Vane" is, "Dr. Vane" is not Kate."""
        names = self.names
        lasts = {c[-1] for key in person.known_as() if len(c := names.core(key)) > 1}
        woman = any(names.first_gender(first) == "female" for first in self._firsts(person))
        return woman and any((title, last) in self.census for last in lasts)

    def _elder(self, person: Person, surname: str, title: str, seen: Seen) -> bool:
        """Whether a title with the surname alone rather means the head of a person's family.

        "Mr. Wilcox" is not "Charles Wilcox" where "Mrs. Charles" needs telling apart, "Miss Vane"
        not "Miss Sibyl Vane" where she has a sister, if the shorter name is the commoner.
        """
        if title not in self.names.civil:
            return False
        firsts = self._firsts(person)
        whole = sum(
            n for form, n in person.forms.items() if len(self.names.core(self.names.key(form))) > 1
        )
        if not firsts or seen.count <= 2 * whole:
            return False
        kin = [p for p in self._near(surname) if p is not person and p.bears(surname)]
        if title in self.names.maiden:
            return any(self._firsts(p) and p.gender == person.gender for p in kin)
        return any(self.names.married in p.titles() and firsts & self._firsts(p) for p in kin)

    def _younger(self, person: Person, surname: str, title: str) -> bool:
        """Whether somebody is told from an elder sister: "Miss Kate" is not "Miss Pell" if there is
        another woman of that surname who may be a Miss."""
        if title not in self.names.maiden or title == self.names.married:
            return False
        firsts = self._firsts(person)
        if not any(form[:-1] == (title,) and form[-1] in firsts for form in person.known_as()):
            return False
        wed = {self.names.married, *self.names.wives}
        women = [p for p in self._near(surname) if p is not person and p.bears(surname)]
        return any(p.gender == "female" and self._firsts(p) and not p.titles() & wed for p in women)

    def _firsts(self, person: Person) -> set[str]:
        """The first names in the whole names of a person."""
        cores = (self.names.core(form) for form in person.known_as())
        return {core[0] for core in cores if len(core) > 1}

    def _first_named(self, person: Person) -> bool:
        """Whether a person of that surname has a first name of a woman: it may be another's."""
        whole = any(len(self.names.core(form)) > 1 for form in person.known_as())
        return whole and not person.titles()

    def bare(self, key: NameKey, seen: Seen) -> None:
        known = self.people.index.get(key)
        if known:
            self._add(self.people.persons[known[0]], key, seen)
            return
        name = self.names.core(key)[0]
        office = self._holder(name, seen)
        if office:
            self._add(office, key, seen)
            return
        bearers = [p for p in self._near(name) if p.bears(name) and _fits(p, seen)]
        bearers = self._men_first(bearers, seen)
        firsts = [p for p in bearers if self._is_first_name(name, p)]
        chosen = self._first_called(name, firsts, seen) or self._likeliest(firsts or bearers)
        head = None if chosen or firsts else self._formal(bearers)
        if chosen or head or not bearers:
            self._add(chosen or head or self._nicknamed(name), key, seen)
        for person in [] if head or (chosen and firsts) else bearers:
            self.people.alias(seen.form, person)

    def _men_first(self, bearers: list[Person], seen: Seen) -> list[Person]:
        """Those of a surname whom it may mean by itself: men, where one has it with a first name,
        unless "she" follows it."""
        women = [p for p in bearers if p.gender == "female"]
        men = [p for p in bearers if p.gender == "male" and self._firsts(p)]
        told = seen.votes["female"] > seen.votes["male"]
        most = max((self.counts[p.number] for p in women), default=0)
        seldom = seen.count + max((self.counts[p.number] for p in men), default=0) < _RARE * most
        return bearers if told or seldom or not men else [p for p in bearers if p not in women]

    def _holder(self, title: str, seen: Seen) -> Person | None:
        """The one person whom a title by itself means: "the Colonel", where one is named."""
        if title not in self.names.offices:
            return None
        spelt = self.names.spelt_out.get(title, title)
        return self._likeliest(
            [p for p in self.people.persons if spelt in p.titles() and _fits(p, seen)]
        )

    def _first_called(self, name: str, bearers: Sequence[Person], seen: Seen) -> Person | None:
        """Of several with one first name the one that is meant where it stands alone, if it does
        so far more often than their whole names together."""

        def whole(person: Person) -> int:
            cores = ((self.names.core(self.names.key(form)), n) for form, n in person.forms.items())
            return sum(n for core, n in cores if len(core) > 1 and core[0] == name)

        def kin(person: Person) -> int:
            lasts = {self.names.core(form)[-1] for form in person.known_as()}
            return sum(any(p.bears(last) for last in lasts) for p in self._near(*lasts))

        ranked = sorted(bearers, key=lambda p: (-whole(p), -kin(p), p.number))
        if len(ranked) < 2:
            return None
        first, second = whole(ranked[0]), whole(ranked[1])
        return ranked[0] if first > _SURE * second or seen.count > 10 * (first + second) else None

    def _is_first_name(self, name: str, person: Person) -> bool:
        cores = (self.names.core(form) for form in person.known_as())
        return any(core[0] == name for core in cores if len(core) > 1)

    def _nicknamed(self, name: str) -> Person | None:
        """The person of whose first name this is a short form, where nobody else may be meant."""
        same = self.names.same_first
        return self._likeliest(
            [
                person
                for person in self._near(*self.names.firsts_like(name))
                if any(same(name, self.names.core(form)[0]) for form in person.known_as())
            ]
        )

    def _likeliest(self, persons: Sequence[Person]) -> Person | None:
        ranked = sorted(persons, key=lambda person: (-self.counts[person.number], person.number))
        if len(ranked) > 1:
            first, second = (self.counts[person.number] for person in ranked[:2])
            return ranked[0] if first > _SURE * second else None
        return ranked[0] if ranked else None

    def _add(self, person: Person | None, key: NameKey, seen: Seen) -> None:
        if person is None:
            person = self.people.add(seen.form)
            self.fresh.add(person.number)
        person.forms[seen.form] += seen.count
        if seen.articled > _ARTICLED * seen.count:
            person.bynames.add(seen.form)
        self.counts[person.number] += seen.count
        self.people.alias(seen.form, person)
        self._index(person)
        self.people.vote(person, key)
        first = self.names.first_gender(self.names.core(key)[0])
        if first != "unknown":
            person.votes[first] += _NAME_VOTES * seen.count
        for gender, votes in seen.votes.items():
            person.votes[gender] += 5 * votes

    def name_all(self) -> None:
        for number in self.fresh:
            person = self.people.persons[number]
            person.label = best_name(person.forms, self.names)


def best_name(forms: Counter[str], names: Names) -> str:
    """The form that names a person best: a common one, rather whole or titled than bare."""

    def rank(item: tuple[str, int]) -> tuple[int, int]:
        form, count = item
        key = names.key(form)
        parts = names.core(key)
        spelt = all(len(part) > 1 for part in parts)
        whole = len(parts) > 1 and names.linking not in parts and spelt
        titled = len(parts) < len(key)
        weight = _TITLED if titled else _WHOLE if whole else 1
        return weight * count, -len(form)

    return max(forms.items(), key=rank)[0]


def _agree(person: Person, key: NameKey) -> bool:
    gender = person.names.titled_gender(key) if len(key) > 1 else "unknown"
    return "unknown" in (gender, person.gender) or gender == person.gender


def _fits(person: Person, seen: Seen) -> bool:
    """Whether the pronouns beside a bare name suit a person."""
    female, male = seen.votes["female"], seen.votes["male"]
    if person.gender == "unknown" or max(female, male) < 3:
        return True
    return (female > male) == (person.gender == "female")
