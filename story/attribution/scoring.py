"""Scores every candidate of every turn by what the text around it says."""

from __future__ import annotations

from collections.abc import Iterator

from story.attribution.conversation import Scene
from story.attribution.turns import Turn
from story.attribution.viterbi import Link
from story.english.words import PRONOUNS

_BEHIND = 24
_AHEAD = 3
_MOST = 8
_LONG = 300
_WORSE = 14.0


def scored(scene: Scene) -> list[Link]:
    """The candidates and scores of every turn."""
    activity = _Activity(scene)
    links: list[Link] = []
    for at, turn in enumerate(scene.turns):
        activity.advance(turn.passage)
        same, back = _flow(scene, at)
        if same >= scene.weights.continues and not (turn.named or turn.pronoun):
            kept = tuple((person, 0.0) for person, _ in links[-1].scores)
        else:
            kept = _kept(scene, activity, at, turn)
        links.append(Link(kept, same, back))
    return links


def _kept(scene: Scene, activity: _Activity, at: int, turn: Turn) -> tuple[tuple[int, float], ...]:
    """The best candidates of a turn with their scores."""
    scores = {
        person: _score(scene, activity, at, turn, person)
        for person in _candidates(scene, activity, at, turn)
    }
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(item for item in ranked[:_MOST] if item[1] > ranked[0][1] - _WORSE)


class _Activity:
    """Who has been named or has spoken of late."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.upto = 0
        self.last: dict[int, float] = {}
        self.turn = 0

    def advance(self, passage: int) -> None:
        while self.upto < passage:
            self.note(self.upto)
            self.upto += 1

    def note(self, passage: int) -> None:
        for sighting in self.scene.sightings[passage]:
            for person in sighting.people:
                self.last.pop(person, None)
                self.last[person] = passage + (0.3 if sighting.subject else 0.0)
        for person in self.scene.talk[passage].addressed:
            self.last.setdefault(person, passage)
            self.last[person] = max(self.last[person], passage)

    def recent(self, passage: int) -> Iterator[int]:
        for person, when in self.last.items():
            if when >= passage - _BEHIND:
                yield person


def _candidates(scene: Scene, activity: _Activity, at: int, turn: Turn) -> list[int]:
    if turn.named and not turn.loose:
        return list(turn.named)
    found = dict.fromkeys(turn.named)
    recent = sorted(activity.recent(turn.passage), key=lambda person: -activity.last[person])
    found.update(dict.fromkeys(recent[:_MOST]))
    for passage in range(turn.passage, min(len(scene.readings), turn.passage + _AHEAD + 1)):
        for sighting in scene.sightings[passage]:
            found.update(dict.fromkeys(sighting.people))
    for near in range(max(0, at - 4), min(len(scene.turns), at + 5)):
        if abs(scene.turns[near].passage - turn.passage) <= _BEHIND:
            found.update(dict.fromkeys(scene.turns[near].named))
    if scene.people.teller >= 0 and scene.narrator != scene.people.teller:
        found.pop(scene.people.teller, None)
    if turn.newcomer >= 0:
        found[turn.newcomer] = None
    if scene.narrator >= 0:
        found[scene.narrator] = None
    return list(found) or [scene.people.unknown().number]


def _score(scene: Scene, activity: _Activity, at: int, turn: Turn, person: int) -> float:
    weights = scene.weights
    total = 0.0
    if person in turn.named:
        total = weights.role_again if turn.loose else weights.name_tag
    talk = scene.talk[turn.passage]
    total += weights.newcomer * (person == turn.newcomer)
    total += weights.vocative * (person in talk.addressed)
    total += weights.spoken_of * (person in talk.spoken_of)
    total += weights.self_named * (person in talk.says_own)
    total += _pronoun(scene, turn, person)
    total += _salience(scene, activity, turn, person)
    total += _called(scene, at, turn, person)
    if turn.tag is None:
        total += _beat(scene, turn, person)
    return total


def _pronoun(scene: Scene, turn: Turn, person: int) -> float:
    weights = scene.weights
    kind = PRONOUNS.get(turn.pronoun, "")
    if kind == "first":
        return weights.name_tag if person == scene.narrator else 0.0
    if person == scene.narrator and turn.pronoun:
        return weights.wrong_gender
    if kind in ("male", "female"):
        return _gender_fit(scene, person, kind)
    if turn.noun:
        noun = scene.people.noun_gender(turn.noun)
        return _gender_fit(scene, person, noun) if noun != "unknown" else 0.0
    return 0.0


def _gender_fit(scene: Scene, person: int, gender: str) -> float:
    known = scene.people.persons[person].gender
    if known == "unknown":
        return scene.weights.open_gender
    return 0.0 if known == gender else scene.weights.wrong_gender


def _salience(scene: Scene, activity: _Activity, turn: Turn, person: int) -> float:
    weights = scene.weights
    start = scene.readings[turn.passage].passage.quotes[turn.quotes[0]].start
    here = [s for s in scene.sightings[turn.passage] if s.place < start and person in s.people]
    total = 0.0
    if here and turn.pronoun:
        total += weights.same_subject if here[-1].subject else weights.same_paragraph
    elif here:
        total += weights.beat_mention
    total += _before(scene, turn, person)
    when = activity.last.get(person)
    if when is not None:
        total += weights.recency / (1 + 0.35 * max(0.0, turn.passage - when))
    return total


def _before(scene: Scene, turn: Turn, person: int) -> float:
    """Named in the paragraph just above, which has no speech of its own."""
    if not turn.passage:
        return 0.0
    above = turn.passage - 1
    if any(scene.readings[above].speech):
        return 0.0
    mine = [s for s in scene.sightings[above] if person in s.people]
    if not mine:
        return 0.0
    return scene.weights.subject_before if mine[-1].subject else scene.weights.mentioned_before


def _called(scene: Scene, at: int, turn: Turn, person: int) -> float:
    """Addressed in the turn before, or answered by name in the turn after."""
    total = 0.0
    for near in (at - 1, at + 1):
        if 0 <= near < len(scene.turns):
            other = scene.turns[near]
            if other.passage != turn.passage and abs(other.passage - turn.passage) <= 2:
                total += scene.weights.addressed * (person in scene.talk[other.passage].addressed)
    return total


def _beat(scene: Scene, turn: Turn, person: int) -> float:
    """What the speaker does beside the speech: "Odo put down his cup."."""
    total = 0.0
    subjects = scene.subjects[turn.passage]
    places = [mention for mention in subjects if mention]
    weights = scene.weights
    for mention in places[:1]:
        if mention.kind == "pronoun":
            kind = PRONOUNS.get(mention.head, "")
            if kind in ("male", "female"):
                total += 0.7 * _gender_fit(scene, person, kind)
            elif kind == "first":
                total += weights.beat if person == scene.narrator else 0.0
        else:
            who = [
                s for s in scene.sightings[turn.passage] if mention.start <= s.place < mention.end
            ]
            total += weights.beat if who and person in who[0].people else 0.0
    if not total and any(person in s.people for s in scene.sightings[turn.passage]):
        total += weights.beat_mention
    return total


def _flow(scene: Scene, at: int) -> tuple[float, float]:
    """What repeating the last speaker, and going back to the one before, is worth here."""
    if not at:
        return 0.0, 0.0
    turn, before = scene.turns[at], scene.turns[at - 1]
    weights = scene.weights
    passage = scene.readings[turn.passage].passage
    if passage.scene != scene.readings[before.passage].passage.scene:
        return 0.0, 0.0
    if passage.continues and turn.quotes[0] == 0:
        return weights.continues, 0.0
    gap = turn.passage - before.passage
    if gap <= 1:
        long = min(_spoken(scene, turn), _spoken(scene, before)) > _LONG
        return weights.repeat_long if long else weights.repeat, weights.return_
    return weights.repeat_apart, weights.return_apart if gap < 5 else 0.0


def _spoken(scene: Scene, turn: Turn) -> int:
    """How many characters a turn says."""
    quotes = scene.readings[turn.passage].passage.quotes
    return sum(quotes[number].outer - quotes[number].inner for number in turn.quotes)
