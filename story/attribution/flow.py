"""How speech passes from one turn to the next: answered, gone on with, left without an answer."""

from __future__ import annotations

from dataclasses import dataclass

from story.attribution.conversation import Conversation
from story.attribution.turns import Turn

_LONG = 300
"""Characters: two speeches as long as that are rather one speaker's than short ones are."""

_TOLD = 60
"""Characters of narration behind a speech and its tag after which it may as well go on."""

_OVER = 2
"""Passages from one turn to another that a paragraph of narration parts."""

_BREATH = 5
"""Passages from one turn to another at which nobody is answered any more."""


@dataclass(frozen=True)
class Flow:
    """What it is worth at a turn that the last speaker repeats, that whoever was answered comes
    `back`, and that a `third` person breaks in on two, for each time they have answered each other.
    `fresh` is set where nobody is answered any more.
    """

    same: float = 0.0
    back: float = 0.0
    third: float = 0.0
    fresh: bool = True


def flow(conversation: Conversation, at: int) -> Flow:
    """How speech passes from the turn before to a turn."""
    if not at:
        return Flow()
    turn, before = conversation.turns[at], conversation.turns[at - 1]
    readings, weights = conversation.readings, conversation.weights
    passage = readings[turn.passage].passage
    if passage.section != readings[before.passage].passage.section:
        return Flow()
    same, back = _passing(conversation, turn, before)
    fresh = turn.passage - before.passage >= _BREATH
    return Flow(same, back, weights.third, fresh)


def _passing(conversation: Conversation, turn: Turn, before: Turn) -> tuple[float, float]:
    """What repeating the last speaker, and going back to the one before, is worth at a turn."""
    weights = conversation.weights
    passage = conversation.readings[turn.passage].passage
    if passage.continues and turn.quotes[0] == 0:
        return weights.continues, 0.0
    verbs = conversation.people.language.verbs
    if turn.pronoun and turn.verb in verbs.going_on and not _resumed(conversation, turn):
        return weights.goes_on, 0.0
    answers = weights.answers * _replies(conversation, turn)
    gap = turn.passage - before.passage
    if gap <= 1:
        said = turn.how == "pronoun"
        led = said and _led(conversation, turn, before)
        again = _next(conversation, turn, before) + answers + weights.repeat_said * led
        return again, weights.return_said if said else weights.return_
    if gap == _OVER and conversation.unanswered[turn.passage - 1]:
        return weights.unanswered, 0.0
    if turn.tag is None and turn.how != "lead-in":
        return weights.repeat_apart, weights.return_apart
    return weights.repeat_tagged + answers, weights.return_tagged


def _replies(conversation: Conversation, turn: Turn) -> bool:
    """Whether a turn is said to be an answer: "she replied", "was the abrupt reply"."""
    answering = conversation.people.language.verbs.answering
    tag = conversation.readings[turn.passage].tags[turn.quotes[0]]
    return turn.verb in answering or bool(tag and tag.mention.head in answering)


def _resumed(conversation: Conversation, turn: Turn) -> bool:
    """Whether a turn's tag stands behind a later quotation of it: "No." "I think," she added."""
    if turn.tag is None or len(turn.quotes) < 2:
        return False
    return turn.tag.start > conversation.readings[turn.passage].passage.quotes[turn.quotes[1]].start


def _led(conversation: Conversation, turn: Turn, before: Turn) -> bool:
    """Whether anything is told between two speeches, so that the second may have a paragraph of its
    own though the speaker is the same."""
    passage = conversation.readings[turn.passage].passage
    start, end = passage.told[turn.quotes[0]]
    return bool(passage.text[start:end].strip()) or _told(conversation, before) > _TOLD


def _next(conversation: Conversation, turn: Turn, before: Turn) -> float:
    """What repeating the last speaker is worth in the paragraph right behind."""
    weights = conversation.weights
    exchange = weights.exchange * _exchange(conversation, turn, before)
    if min(_spoken(conversation, turn), _spoken(conversation, before)) > _LONG:
        return weights.repeat_long + exchange
    told = _told(conversation, before) > _TOLD
    return exchange + (weights.repeat_told if told else weights.repeat)


def _exchange(conversation: Conversation, turn: Turn, before: Turn) -> bool:
    """Whether a turn is an answer by its words, or the one before it asks for one."""
    asks = _words(conversation, before).rstrip().endswith("?")
    return asks or conversation.people.language.grammar.answers(_words(conversation, turn))


def _words(conversation: Conversation, turn: Turn) -> str:
    """What a turn says, as far as its last quotation, with what is told in between."""
    passage = conversation.readings[turn.passage].passage
    first, last = passage.quotes[turn.quotes[0]], passage.quotes[turn.quotes[-1]]
    return passage.text[first.inner : last.outer]


def _told(conversation: Conversation, turn: Turn) -> int:
    """How many characters its paragraph narrates behind a turn and its tag."""
    passage = conversation.readings[turn.passage].passage
    start = passage.quotes[turn.quotes[-1]].end
    if turn.tag and turn.tag.after:
        start = max(start, turn.tag.end)
    return len(passage.text) - start


def _spoken(conversation: Conversation, turn: Turn) -> int:
    """How many characters a turn says."""
    quotes = conversation.readings[turn.passage].passage.quotes
    return sum(quotes[number].outer - quotes[number].inner for number in turn.quotes)
