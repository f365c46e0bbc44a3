"""What a conversation shows: who is named where, who is addressed, who tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from math import inf

from story.attribution.naming.address_merging import teller_name
from story.attribution.passages import Passage, Reading
from story.attribution.people import People
from story.attribution.speech_mentions import Talk, talk_of
from story.attribution.turns import Turn
from story.attribution.weights import WEIGHTS, Weights
from story.language.base import Language
from story.language.tokens import Mention, Token, tokens
from story.settings import StorySettings

BEHIND, AHEAD = 24, 3
"""Passages before and after a turn in which its speaker may have been named."""

_CALLED = 3
"""Passages in which speech calls to somebody who is then taken to be there to answer."""

_AWAY = 12
"""Passages without a word of somebody after which they have come in anew."""

_FAR = 200
"""Passages before and after in which "he" may still mean somebody, if nobody nearer fits."""

_NEAR = 6
"""Passages before and after in which somebody without a name may be met."""


@dataclass(frozen=True)
class Sighting:
    """Somebody named in the narration: where, who it may be, whether as a sentence's subject.

    `owns` is set where only something of theirs is told of ("Mrs. Cole's remark"), `acts` where a
    verb stands behind the name, be it that of another clause.
    """

    place: int
    people: tuple[int, ...]
    subject: bool
    owns: bool = False
    acts: bool = False


class Places:
    """The sightings of a passage, in order, looked up by place and by person: a paragraph may have
    ten thousands, and every candidate of every turn in it asks."""

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        self._all = sightings
        self._at = [sighting.place for sighting in sightings]
        self._of: dict[int, list[int]] = {}
        for number, sighting in enumerate(sightings):
            for person in sighting.people:
                self._of.setdefault(person, []).append(number)

    @property
    def people(self) -> Iterable[int]:
        """Everybody who may be named, in the order of their first sightings."""
        return self._of.keys()

    def within(self, start: int, end: int) -> Sequence[Sighting]:
        """The sightings in a range of the text."""
        return self._all[bisect_left(self._at, start) : bisect_left(self._at, end)]

    def last(self, person: int, before: float = inf) -> Sighting | None:
        """The last sighting of a person in the text before a place."""
        numbers = self._of.get(person, [])
        at = bisect_left(numbers, before, key=lambda number: self._at[number])
        return self._all[numbers[at - 1]] if at else None


@dataclass(frozen=True)
class Topic:
    """Whom "he" or "she" goes on to mean: a person, and the passage that last said so."""

    person: int
    passage: int


@dataclass
class Conversation:
    """All that scoring looks at.

    `clock` counts the passages before each, a speech of several paragraphs as one: who was there
    when a long tale began is there when it ends. `speeches` are the turns that begin a speech.
    """

    readings: Sequence[Reading]
    turns: Sequence[Turn]
    people: People
    sightings: list[list[Sighting]]
    subjects: list[list[Mention | None]]
    talk: list[Talk]
    narrator: int = -1
    topics: list[dict[str, Topic]] = field(default_factory=list)
    places: list[Places] = field(default_factory=list)
    voiced: frozenset[int] = frozenset()
    tagged: frozenset[tuple[int, int]] = frozenset()
    acts: list[tuple[Mention, ...]] = field(default_factory=list)
    unanswered: list[bool] = field(default_factory=list)
    closings: dict[int, tuple[int, ...]] = field(default_factory=dict)
    clock: list[int] = field(default_factory=list)
    arrived: list[frozenset[int]] = field(default_factory=list)
    speeches: list[int] = field(default_factory=list)
    weights: Weights = field(default_factory=lambda: WEIGHTS)

    @classmethod
    def of(
        cls,
        readings: Sequence[Reading],
        turns: Sequence[Turn],
        people: People,
        settings: StorySettings,
    ) -> Conversation:
        sightings = [_sightings(reading, people) for reading in readings]
        subjects = [_subjects(reading, people.language) for reading in readings]
        talk = [talk_of(reading, people) for reading in readings]
        conversation = cls(readings, turns, people, sightings, subjects, talk)
        _vote(conversation)
        if not settings.closed_cast and _meet_strangers(conversation):
            conversation.sightings = [_sightings(reading, people) for reading in readings]
        if settings.narrator or _first_person(readings, turns, people.language):
            label = settings.narrator or _narrator_name(conversation)
            conversation.narrator = people.narrator(label).number
        conversation.clock, conversation.speeches = _clock(readings), _speeches(conversation)
        conversation.topics = _topics(conversation)
        conversation.arrived = _arrived(conversation)
        conversation.voiced = _voiced(conversation)
        conversation.tagged = _tagged(conversation)
        conversation.places = [Places(each) for each in conversation.sightings]
        conversation.unanswered = [_unanswered(reading, people.language) for reading in readings]
        conversation.acts = [_acts(conversation, turn) for turn in conversation.turns]
        return conversation

    def closing(self, passage: int) -> tuple[int, ...]:
        """Who the last subject of a passage's last sentence may be; nobody where it has none."""
        if passage not in self.closings:
            start, end = _last_sentence(self.readings[passage], self.people.language)
            found = self.places[passage].within(start, end)
            acting = [each.people for each in found if each.subject and not each.owns]
            self.closings[passage] = acting[-1] if acting else ()
        return self.closings[passage]


def _clock(readings: Sequence[Reading]) -> list[int]:
    """The passages before each, those that go on with a speech not counted."""
    return list(accumulate(0 if reading.passage.continues else 1 for reading in readings))


def _last_sentence(reading: Reading, language: Language) -> tuple[int, int]:
    """The last sentence of what a passage tells; empty where it tells nothing."""
    ranges = language.grammar.sentences(reading.passage.text, *reading.passage.told[-1])
    return ranges[-1] if ranges else (0, 0)


def _arrived(conversation: Conversation) -> list[frozenset[int]]:
    """By passage, who acts in its last sentence of whom nothing was told of late: somebody has come
    in."""
    arrived: list[frozenset[int]] = []
    last: dict[int, tuple[int, int]] = {}
    for number, reading in enumerate(conversation.readings):
        section, now = reading.passage.section, conversation.clock[number]
        found = conversation.sightings[number]
        fresh = {
            person
            for person in _acting(conversation, number)
            if last.get(person, (-1, 0)) < (section, now - _AWAY)
        }
        arrived.append(frozenset(fresh))
        told = (person for each in found for person in each.people)
        last.update(dict.fromkeys((*told, *conversation.talk[number].addressed), (section, now)))
    return arrived


def _acting(conversation: Conversation, passage: int) -> set[int]:
    """Who acts in the last sentence of a passage without speech."""
    reading = conversation.readings[passage]
    if reading.passage.heading or any(reading.speech):
        return set()
    start, end = _last_sentence(reading, conversation.people.language)
    return {
        each.people[0]
        for each in conversation.sightings[passage]
        if each.acts and len(each.people) == 1 and start <= each.place < end
    }


def _speeches(conversation: Conversation) -> list[int]:
    """The turns that begin a speech: not those that go on with the paragraph's before."""
    return [
        at
        for at, turn in enumerate(conversation.turns)
        if turn.quotes[0] or not conversation.readings[turn.passage].passage.continues
    ]


def _tagged(conversation: Conversation) -> frozenset[tuple[int, int]]:
    """Whom a tag of a section names: sections and people."""
    readings = conversation.readings
    return frozenset(
        (readings[turn.passage].passage.section, turn.named[0])
        for turn in conversation.turns
        if len(turn.named) == 1 and not turn.loose
    )


def _voiced(conversation: Conversation) -> frozenset[int]:
    """Whoever a tag names at least once, who is called to in speech, and the narrator."""
    named = (turn.named[0] for turn in conversation.turns if len(turn.named) == 1)
    called = Counter(person for talk in conversation.talk for person in talk.addressed)
    often = (person for person, count in called.items() if count >= _CALLED)
    return frozenset((conversation.narrator, *named, *often))


def _topics(conversation: Conversation) -> list[dict[str, Topic]]:
    """By passage and gender, whom a pronoun means at its start: the last subject of that gender.

    "He" keeps its topic; somebody named as an object does not take it.
    """
    kinds, persons = conversation.people.language.pronouns.kinds, conversation.people.persons
    topics: list[dict[str, Topic]] = []
    now: dict[str, Topic] = {}
    for number, reading in enumerate(conversation.readings):
        topics.append(dict(now))
        named = {s.place: s for s in conversation.sightings[number] if s.acts}
        for word in (word for words in reading.words for word in words):
            sighting = named.get(word.start)
            if sighting and len(sighting.people) == 1:
                gender = persons[sighting.people[0]].gender
                now[gender] = Topic(sighting.people[0], number)
            elif (kind := kinds.get(word.lower, "")) in now:
                now[kind] = Topic(now[kind].person, number)
    return topics


def _first_person(readings: Sequence[Reading], turns: Sequence[Turn], language: Language) -> bool:
    """Whether the narration says "I" throughout, and "I said" at least once."""
    kinds, forms = language.pronouns.kinds, language.pronouns.first_person
    if not any(kinds.get(turn.pronoun) == "first" for turn in turns):
        return False
    told = [word.lower for reading in readings for words in reading.words for word in words]
    own = sum(word in forms for word in told)
    return own >= max(3, 0.006 * len(told))


def _sightings(reading: Reading, people: People) -> list[Sighting]:
    found: list[Sighting] = []
    tagged = {tag.mention.start for tag in reading.tags if tag and tag.verb}
    opening, acts = people.language.grammar.opening, people.language.grammar.acts
    joining = people.language.grammar.joining
    for words in reading.words:
        fresh = 0
        for first, last, who in people.spot(words):
            while fresh < first and words[fresh].text not in ".!?;:":
                fresh += 1
            started = all(word.text not in ".!?;" for word in words[max(0, first - 3) : first])
            subject = first == 0 or words[first - 1].text in ".!?;," or (first < 3 and started)
            subject = subject or words[first].start in tagged
            subject = subject or (first > 0 and words[first - 1].lower in opening)
            subject = subject or _joined(words, first, last, joining)
            word = words[last - 1].lower
            owns = not subject and people.names.owner(word) != word
            doing = subject or acts(words, first, last)
            found.append(Sighting(words[first].start, tuple(who), subject, owns, doing))
    return found


def _joined(words: Sequence[Token], first: int, last: int, joining: frozenset[str]) -> bool:
    """Whether a name opens a clause that another word joins on: "; but Tom, who knew, ..."."""
    begins = first > 1 and words[first - 1].lower in joining and words[first - 2].text in ",;:-—"
    return begins and last < len(words) and words[last].text == ","


def _subjects(reading: Reading, language: Language) -> list[Mention | None]:
    """The subject of the sentence nearest to a quotation, for every stretch of narration."""
    return [
        language.grammar.subject(reading.passage.text, words) if words else None
        for words in reading.words
    ]


def _acts(conversation: Conversation, turn: Turn) -> tuple[Mention, ...]:
    """Who acts beside a turn without a tag: the subject nearest to it, then the paragraph's first
    if that is another one."""
    if turn.tag is not None:
        return ()
    language, reading = conversation.people.language, conversation.readings[turn.passage]
    told, text = reading.passage.told, reading.passage.text
    before, behind = told[turn.quotes[0]], told[turn.quotes[-1] + 1]
    near = _act(text, before, language, last=True) or _act(text, behind, language, last=False)
    first = next((mention for mention in conversation.subjects[turn.passage] if mention), None)
    found = [mention for mention in (near, first) if mention]
    return tuple(found[:1] if near and first and near.text == first.text else found)


def _act(text: str, told: tuple[int, int], language: Language, *, last: bool) -> Mention | None:
    """The subject of the last sentence, or of the first, of a stretch of narration."""
    ranges = [
        (start, end)
        for start, end in language.grammar.sentences(text, *told)
        if any(character.isalpha() for character in text[start:end])
    ]
    if not ranges:
        return None
    return language.grammar.subject(text, tokens(text, *ranges[-1 if last else 0]))


def _unanswered(reading: Reading, language: Language) -> bool:
    """Whether a passage without speech says that nobody answers, or tells the answer."""
    return not any(reading.speech) and language.grammar.unanswered(reading.passage.text)


def _vote(conversation: Conversation) -> None:
    """Pronouns vote for the gender of the last person named before them; not those that may mean
    whom that person acts on: "Odo took her hand"."""
    language = conversation.people.language
    for reading, sightings in zip(conversation.readings, conversation.sightings, strict=True):
        places = [sighting.place for sighting in sightings]
        for words in reading.words:
            for number, word in enumerate(words):
                gender = language.pronouns.genders.get(word.lower)
                if gender and not language.grammar.acted_on(words, number):
                    at = bisect_left(places, word.start)
                    _vote_one(conversation, reading.passage, sightings[:at][-2:], word, gender)


def _vote_one(
    conversation: Conversation, passage: Passage, near: Sequence[Sighting], word: Token, gender: str
) -> None:
    if not near:
        return
    last, first = near[-1], near[0]
    alone = first.people == last.people or first.place < word.start - 250
    if len(last.people) == 1 and word.start - last.place < 160:
        person = conversation.people.persons[last.people[0]]
        person.votes[gender] += 5 if alone else 2
        if alone:
            said = passage.text[last.place : word.end].split()
            person.witness(passage.start, f'"{" ".join(said[-9:])}"')


def _meet_strangers(conversation: Conversation) -> bool:
    """Brings in somebody new for every "she said" where nobody near may be a woman."""
    turns, kinds = list(conversation.turns), conversation.people.language.pronouns.kinds
    nearest: dict[tuple[int, str], Mention | None] = {}
    fits: dict[tuple[int, str], bool] = {}
    for at, turn in enumerate(turns):
        kind = kinds.get(turn.pronoun, "")
        if kind not in ("male", "female") or turn.newcomer >= 0:
            continue
        place = turn.passage, kind  # a passage is asked once, however many turns it has
        if place not in fits:
            fits[place] = _any_fits(conversation, *place)
            nearest[place] = None if fits[place] else _nearest(conversation, *place)
        if not fits[place]:
            known = _in_section(conversation, *place) if nearest[place] is None else -1
            stranger = known if known >= 0 else _stranger(conversation, *place, nearest[place])
            turns[at] = replace(turn, named=(stranger,))
    met = turns != list(conversation.turns)
    conversation.turns = turns
    return met


def _any_fits(conversation: Conversation, passage: int, gender: str) -> bool:
    near = range(max(0, passage - BEHIND), passage + AHEAD + 1)
    start, end = (
        bisect_left(conversation.turns, at, key=lambda turn: turn.passage)
        for at in (near.start, near.stop)
    )
    known = {
        who
        for at in near
        if at < len(conversation.sightings)
        for s in conversation.sightings[at]
        for who in s.people
    }
    known |= {
        who for other in conversation.turns[start:end] for who in (*other.named, other.newcomer)
    }
    return any(
        conversation.people.persons[who].gender in (gender, "unknown") for who in known if who >= 0
    )


def _in_section(conversation: Conversation, passage: int, gender: str) -> int:
    """Whoever of that gender is named nearest in the section, before it or else behind; -1 where
    nobody."""
    section, persons = conversation.readings[passage].passage.section, conversation.people.persons

    def there(at: int) -> bool:
        inside = 0 <= at < len(conversation.readings) and abs(at - passage) <= _FAR
        return inside and conversation.readings[at].passage.section == section

    for step in (-1, 1):
        at = passage
        while there(at):
            here = reversed(conversation.sightings[at]) if step < 0 else conversation.sightings[at]
            for sighting in here:
                alone = len(sighting.people) == 1 and persons[sighting.people[0]]
                if alone and alone.named and alone.gender in (gender, "unknown"):
                    return alone.number
            at += step
    return -1


def _stranger(
    conversation: Conversation, passage: int, gender: str, nearest: Mention | None
) -> int:
    """The nearest subject of that gender, else somebody new."""
    section = conversation.readings[passage].passage.section
    if nearest is not None:
        return conversation.people.resolve(nearest, section)[0]
    return conversation.people.passer_by(gender, section).number


def _nearest(conversation: Conversation, passage: int, gender: str) -> Mention | None:
    """The nearest subject of that gender, such as "the girl"."""
    gender_of = conversation.people.language.roles.gender_of
    place = conversation.readings[passage].passage.section
    near = range(max(0, passage - _NEAR), min(len(conversation.readings), passage + _NEAR + 1))
    for at in sorted(near, key=lambda other: abs(other - passage)):
        for found in (
            conversation.subjects[at] if conversation.readings[at].passage.section == place else ()
        ):
            if found and found.kind == "role" and gender_of(found.head) == gender:
                return found
    return None


def _narrator_name(conversation: Conversation) -> str:
    """The name of the person who says "I", by what the others call them."""
    people = conversation.people
    number = teller_name(conversation.readings, conversation.turns, conversation.talk, people)
    return people.persons[number].label if number >= 0 else "narrator"
