"""Scores every candidate of every turn by what the text around it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice

from story.attribution.conversation import AHEAD, BEHIND, Conversation
from story.attribution.flow import flow
from story.attribution.forward_backward import Link
from story.attribution.speech_mentions import Manners
from story.attribution.turns import Turn
from story.language.tokens import Mention

_MOST = 8
"""Candidates of a turn: what a chain costs to solve grows as their cube."""

_NAMED = 100
"""Candidates of a turn that one passage names: a list of thousands is no company."""

_AROUND = 8
"""Turns before and behind a turn in which who speaks is taken to be present."""

_FADES = 0.8
"""What each turn further off takes of that."""

_SURE = 0.9
"""How sure a speaker is from whose words it is learnt how they call people."""

Heard = tuple[int, float]
"""Who speaks a turn as far as that is known, and how sure it is, from 0 to 1."""

_CLAUSE = 60
"""Characters behind a tag in which its clause may name whom the words are for."""

_CLAUSE_END = re.compile(r"[,;:.!?—–\"“”]")
"""Signs that end a clause."""

_FIRST_ACT = 0.5
"""What it counts to act first in a paragraph where somebody else acts right beside the speech."""

_WORSE = 14.0
"""A candidate this far below the best, by a whole tag, hardly wins by any chain."""


def scored(conversation: Conversation, heard: Sequence[Heard] = ()) -> list[Link]:
    """The candidates and scores of every turn.

    `heard` are the speakers of all turns as far as they are known from a look before: who speaks
    before a turn and behind it is present.
    """
    activity = _Activity(conversation)
    manners = _manners(conversation, heard)
    links: list[Link] = []
    for at, turn in enumerate(conversation.turns):
        activity.advance(turn.passage)
        passing = flow(conversation, at)
        if passing.same >= conversation.weights.continues and not (turn.named or turn.pronoun):
            kept = tuple((person, 0.0) for person, _ in links[-1].scores)
        else:
            near = _present(conversation, heard, at)
            kept = _kept(conversation, activity, manners, at, near)
        links.append(Link(kept, passing.same, passing.back, passing.third, passing.fresh))
    return links


def _kept(
    conversation: Conversation,
    activity: _Activity,
    manners: Manners,
    at: int,
    present: dict[int, float],
) -> tuple[tuple[int, float], ...]:
    """The best candidates of a turn with their scores; `present` adds to that of who is there."""
    turn, weights = conversation.turns[at], conversation.weights
    found = _candidates(conversation, activity, at, turn)
    if not turn.named or turn.loose:
        found = list(dict.fromkeys((*found, *present)))
    scores = {
        person: _score(conversation, activity, at, turn, person)
        + present.get(person, 0.0)
        + weights.calls_so * manners.calls(at, person)
        + weights.says_so * manners.mentions(at, person)
        for person in found
    }
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(item for item in ranked[:_MOST] if item[1] > ranked[0][1] - _WORSE)


def _manners(conversation: Conversation, heard: Sequence[Heard]) -> Manners:
    """By which words people call each other in the turns whose speakers are sure."""
    turns, talk = conversation.turns, conversation.talk
    known: list[int] = []
    for at, turn in enumerate(turns):
        tagged = turn.named[0] if len(turn.named) == 1 and not turn.loose else -1
        likely, sure = heard[at] if heard and tagged < 0 else (tagged, 1.0)
        known.append(likely if sure >= _SURE else -1)
    return Manners([talk[turn.passage] for turn in turns], known)


def _present(conversation: Conversation, heard: Sequence[Heard], at: int) -> dict[int, float]:
    """What it counts to be heard in the turns around one, by person: the nearer and surer, the
    more.

    A turn right beside it tells nothing: that is rather the other one of two.
    """
    found: dict[int, float] = {}
    speeches = conversation.speeches
    place = bisect_right(speeches, at) - 1
    for way in (-1, 1) if heard else ():
        voices: dict[int, float] = {}
        for apart in range(2, 2 + _AROUND):
            near = place + way * apart
            if not 0 <= near < len(speeches) or not _same_scene(conversation, at, speeches[near]):
                break
            person, sure = heard[speeches[near]]
            voices[person] = voices.get(person, 0.0) + sure * _FADES ** (apart - 2)
        for person, voice in voices.items():
            found[person] = found.get(person, 0.0) + conversation.weights.present * min(1.0, voice)
    return found


def _same_scene(conversation: Conversation, at: int, near: int) -> bool:
    """Whether two turns stand in one section, and not too far apart."""
    readings, turns, clock = conversation.readings, conversation.turns, conversation.clock
    here, there = turns[at].passage, turns[near].passage
    section = readings[here].passage.section
    apart = abs(clock[there] - clock[here])
    return apart <= BEHIND and readings[there].passage.section == section


class _Activity:
    """Who has been named or has spoken of late."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.upto = self.noted = 0
        self.last: dict[int, float] = {}
        self.order: dict[int, int] = {}
        self.near: set[int] = set()
        self.recent: list[int] = []

    def advance(self, passage: int) -> None:
        """Notes the passages before one, and whom they named last, the latest first."""
        if self.upto == passage:
            return
        while self.upto < passage:
            self.note(self.upto)
            self.upto += 1
        last, order, now = self.last, self.order, self.conversation.clock[passage]
        near = (person for person in self.near if last[person] >= now - BEHIND)
        self.recent = nsmallest(_MOST, near, key=lambda who: (-last[who], order[who]))
        self.near = set(self.recent)  # no other is among the latest again before it is named again

    def note(self, passage: int) -> None:
        now = self.conversation.clock[passage]
        for sighting in self.conversation.sightings[passage]:
            for person in () if sighting.owns else sighting.people:
                self.last[person] = now + (0.3 if sighting.subject else 0.0)
                self.order[person] = self.noted = self.noted + 1
                self.near.add(person)
        for person in self.conversation.talk[passage].addressed:
            if person not in self.last:
                self.order[person] = self.noted = self.noted + 1
            self.last[person] = max(self.last.get(person, now), now)
            self.near.add(person)


def _candidates(conversation: Conversation, activity: _Activity, at: int, turn: Turn) -> list[int]:
    if turn.named and not turn.loose:
        return list(turn.named)
    found = dict.fromkeys(turn.named)
    found.update(dict.fromkeys(activity.recent))
    for passage in range(turn.passage, min(len(conversation.readings), turn.passage + AHEAD + 1)):
        found.update(dict.fromkeys(islice(conversation.places[passage].people, _NAMED)))
    for near in range(max(0, at - 4), min(len(conversation.turns), at + 5)):
        if abs(conversation.turns[near].passage - turn.passage) <= BEHIND:
            found.update(dict.fromkeys(conversation.turns[near].named))
    if conversation.people.teller >= 0 and conversation.narrator != conversation.people.teller:
        found.pop(conversation.people.teller, None)
    if turn.newcomer >= 0:
        found[turn.newcomer] = None
    found.update(dict.fromkeys(sorted(conversation.talk[turn.passage].says_own)))
    if conversation.narrator >= 0:
        found[conversation.narrator] = None
    return list(found) or [conversation.people.unknown().number]


def _score(
    conversation: Conversation, activity: _Activity, at: int, turn: Turn, person: int
) -> float:
    weights = conversation.weights
    total = 0.0
    if person in turn.named:
        again = weights.epithet if turn.epithet else weights.role_again
        total = again if turn.loose else weights.name_tag
    talk, passage = conversation.talk[turn.passage], conversation.readings[turn.passage].passage
    total += weights.newcomer * (person == turn.newcomer)
    total += weights.vocative * (person in talk.addressed)
    total += weights.spoken_of * (person in talk.spoken_of)
    silent = person not in conversation.voiced and person != turn.newcomer
    total += weights.silent * (silent and not _came_in(conversation, turn, person))
    if conversation.people.closed and not turn.named:
        total += weights.tagged_near * ((passage.section, person) in conversation.tagged)
    total += weights.self_named * (person in talk.says_own)
    total += _pronoun(conversation, turn, person)
    if turn.pronoun or turn.loose:
        total += weights.told_beside * _beside(conversation, turn, person)
    total += _salience(conversation, activity, turn, person)
    total += _called(conversation, at, turn, person)
    if turn.tag is None:
        total += _beat(conversation, at, turn, person)
    return total


def _pronoun(conversation: Conversation, turn: Turn, person: int) -> float:
    weights = conversation.weights
    language = conversation.people.language
    kind = language.pronouns.kinds.get(turn.pronoun, "")
    if kind == "first":
        return weights.name_tag if person == conversation.narrator else 0.0
    if person == conversation.narrator and turn.pronoun:
        return weights.wrong_gender
    if kind in ("male", "female"):
        return _gender_fit(conversation, person, kind)
    if turn.noun:
        noun = language.roles.gender_of(turn.noun)
        return _gender_fit(conversation, person, noun) if noun != "unknown" else 0.0
    return 0.0


def _beside(conversation: Conversation, turn: Turn, person: int) -> bool:
    """Whether a tag names somebody besides: "he said to Ada", "said the girl beside Ada"."""
    if turn.tag is None or not turn.tag.after:
        return False
    reading = conversation.readings[turn.passage]
    start, stop = turn.tag.end, turn.tag.end + _CLAUSE
    clause = _CLAUSE_END.split(reading.passage.text[start:stop], maxsplit=1)[0]
    stop = start + len(clause)
    return any(
        person in sighting.people and not sighting.owns
        for sighting in conversation.places[turn.passage].within(start, stop)
    )


def _gender_fit(conversation: Conversation, person: int, gender: str) -> float:
    known = conversation.people.persons[person].gender
    if known == "unknown":
        return conversation.weights.open_gender
    return 0.0 if known == gender else conversation.weights.wrong_gender


def _salience(conversation: Conversation, activity: _Activity, turn: Turn, person: int) -> float:
    weights = conversation.weights
    start = conversation.readings[turn.passage].passage.quotes[turn.quotes[0]].start
    here = conversation.places[turn.passage].last(person, start)
    total = 0.0
    if here and turn.pronoun:
        focal = here.subject and not _outdone(conversation, turn, person, here.place, start)
        total += weights.same_subject if focal else weights.same_paragraph
    elif here:
        total += weights.beat_mention
    total += _before(conversation, turn, person)
    kind = conversation.people.language.pronouns.kinds.get(turn.pronoun, "")
    if turn.epithet:
        kind = conversation.people.language.roles.gender_of(turn.noun)
    if turn.newcomer < 0:
        total += weights.topic * _topic(conversation, turn.passage, kind, person)
    when = activity.last.get(person)
    if when is not None:
        total += weights.recency / (1 + 0.35 * max(0.0, conversation.clock[turn.passage] - when))
    return total


def _outdone(conversation: Conversation, turn: Turn, person: int, place: int, start: int) -> bool:
    """Whether somebody else whom the pronoun fits is a subject nearer to the speech."""
    kind = conversation.people.language.pronouns.kinds.get(turn.pronoun, "")
    persons = conversation.people.persons
    return any(
        sighting.subject
        and person not in sighting.people
        and any(persons[other].gender == kind for other in sighting.people)
        for sighting in conversation.places[turn.passage].within(place + 1, start)
    )


def _topic(conversation: Conversation, passage: int, kind: str, person: int) -> float:
    """Whether "he" has meant a person so far, from 0 to 1: the longer ago, the less."""
    topic = conversation.topics[passage].get(kind)
    if topic is None or topic.person != person:
        return 0.0
    clock = conversation.clock
    return 1 / (1 + 0.35 * max(0, clock[passage] - clock[topic.passage] - 1))


def _before(conversation: Conversation, turn: Turn, person: int) -> float:
    """Named in the paragraph just above, which has no speech of its own."""
    if not turn.passage:
        return 0.0
    above = turn.passage - 1
    if any(conversation.readings[above].speech) or conversation.unanswered[above]:
        return 0.0
    mine = conversation.places[above].last(person)
    if mine is None:
        return 0.0
    weights = conversation.weights
    last = weights.subject_last * (person in conversation.closing(above))
    last += weights.arrived * _came_in(conversation, turn, person)
    return last + (weights.subject_before if mine.subject else weights.mentioned_before)


def _came_in(conversation: Conversation, turn: Turn, person: int) -> bool:
    """Whether the last sentence of the passage above a turn brings somebody in."""
    above = turn.passage - 1
    return above >= 0 and turn.newcomer < 0 and person in conversation.arrived[above]


def _called(conversation: Conversation, at: int, turn: Turn, person: int) -> float:
    """Addressed in the turn before, or answered by name in the turn after."""
    total = 0.0
    weights, gender = conversation.weights, conversation.people.persons[person].gender
    for near in (at - 1, at + 1):
        if 0 <= near < len(conversation.turns):
            other = conversation.turns[near]
            if abs(other.passage - turn.passage) == 1:
                talk = conversation.talk[other.passage]
                told = near < at and _beside(conversation, other, person)
                if told:
                    total += weights.addressed
                elif person in talk.addressed:
                    seen = _seen(conversation, other.passage, person)
                    total += weights.addressed if seen else weights.called_unseen
                total += weights.namesake * (person in talk.namesakes)
                total += weights.talked_about * (person in talk.spoken_of)
                if len(talk.called) == 1 and gender != "unknown":
                    total += weights.other_called * (gender not in talk.called)
    return total


def _seen(conversation: Conversation, passage: int, person: int) -> bool:
    """Whether the narration around a passage names a person."""
    near = range(max(0, passage - BEHIND), min(len(conversation.places), passage + AHEAD + 1))
    return any(conversation.places[at].last(person) for at in near)


def _beat(conversation: Conversation, at: int, turn: Turn, person: int) -> float:
    """What the speaker does beside the speech: "Odo put down his cup."."""
    parts = zip((1.0, _FIRST_ACT), conversation.acts[at], strict=False)
    total = sum(part * _act(conversation, turn, mention, person) for part, mention in parts)
    if not total and conversation.places[turn.passage].last(person):
        total += conversation.weights.beat_mention
    return total


def _act(conversation: Conversation, turn: Turn, mention: Mention, person: int) -> float:
    """What it counts for a person that a mention acts beside a turn."""
    weights = conversation.weights
    if mention.kind != "pronoun":
        who = conversation.places[turn.passage].within(mention.start, mention.end)
        return weights.beat if who and person in who[0].people else 0.0
    kind = conversation.people.language.pronouns.kinds.get(mention.head, "")
    if kind == "first":
        return weights.beat if person == conversation.narrator else 0.0
    if kind not in ("male", "female"):
        return 0.0
    topic = weights.beat_topic * _topic(conversation, turn.passage, kind, person)
    return 0.7 * _gender_fit(conversation, person, kind) + topic
