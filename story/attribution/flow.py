"""How speech passes from one turn to the next: answered, gone on with, left without an answer."""

from __future__ import annotations

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


def flow(conversation: Conversation, at: int) -> tuple[float, float]:
    """What repeating the last speaker, and going back to the one before, is worth at a turn."""
    if not at:
        return 0.0, 0.0
    turn, before = conversation.turns[at], conversation.turns[at - 1]
    weights = conversation.weights
    passage = conversation.readings[turn.passage].passage
    if passage.section != conversation.readings[before.passage].passage.section:
        return 0.0, 0.0
    if passage.continues and turn.quotes[0] == 0:
        return weights.continues, 0.0
    verbs = conversation.people.language.verbs
    if turn.pronoun and turn.verb in verbs.going_on:
        return weights.goes_on, 0.0
    answers = weights.answers if turn.verb in verbs.answering else 0.0
    gap = turn.passage - before.passage
    if gap <= 1:
        return _next(conversation, turn, before) + answers, weights.return_
    if gap == _OVER and conversation.unanswered[turn.passage - 1]:
        return weights.unanswered, 0.0
    if turn.tag is None and turn.how != "lead-in":
        return weights.repeat_apart, weights.return_apart if gap < _BREATH else 0.0
    return weights.repeat_tagged + answers, weights.return_tagged if gap < _BREATH else 0.0


def _next(conversation: Conversation, turn: Turn, before: Turn) -> float:
    """What repeating the last speaker is worth in the paragraph right behind."""
    weights = conversation.weights
    if min(_spoken(conversation, turn), _spoken(conversation, before)) > _LONG:
        return weights.repeat_long
    return weights.repeat_told if _told(conversation, before) > _TOLD else weights.repeat


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
