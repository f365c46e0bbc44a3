"""Whose words they are: "Mrs. Pell's answer", "his cry", "Number Five"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from story.english.phrases import mention_of, phrase_at, phrase_before
from story.english.vocabulary import NAMEABLE, OWNERS, POSSESSIVES, SPEECH_VERBS, word_set
from story.language.tokens import Mention, Token

_OWNER = 4
"""Words of a name before the one that owns: "the Reverend Mr. John Ray's"."""
VOICED_NOUNS = word_set(
    """
    words word message answer reply question response voice cry comment remark retort verdict
    view opinion summing-up summing conclusion command order explanation exclamation greeting
    shout suggestion advice warning whisper injunction
    """
)


def numbered(text: str, words: Sequence[Token]) -> Mention | None:
    named = len(words) > 1 and words[0].capital and words[0].lower in NAMEABLE
    speaks = named and words[1].lower in SPEECH_VERBS
    return mention_of("name", text, words, 0, 1) if speaks else None


def owns(word: Token) -> bool:
    return word.lower in POSSESSIVES or (word.capital and word.lower.endswith(("'s", "’s")))


def owner_of(text: str, words: Sequence[Token], at: int) -> Mention:
    word = words[at]
    pronoun = OWNERS.get(word.lower)
    if pronoun:
        return Mention("pronoun", word.text, word.start, word.end, at, at + 1, pronoun)
    first = _name_start(text, words, at)
    start, end = words[first].start, word.end - 2
    head = text[word.start : end].lower()
    return Mention("name", text[start:end], start, end, first, at + 1, head)


def _name_start(text: str, words: Sequence[Token], at: int) -> int:
    """The first token of the name that ends at `at`: "Mrs." of "Mrs. Pell's"."""
    for first in range(max(0, at - _OWNER), at):
        name = phrase_at(text, words, first) if words[first].capital else None
        if name and name.kind == "name" and name.last == at + 1:
            return first
    return at


def voice_of(text: str, words: Sequence[Token], mention: Mention) -> Mention:
    """Whose voice it is: Kemp for "the muffled voice of Kemp"."""
    for place in range(mention.first + 1, min(mention.last + 1, len(words) - 1)):
        if words[place].lower == "of" and words[place - 1].lower in VOICED_NOUNS:
            return phrase_at(text, words, place + 1) or mention
    return mention


def owner_named(mention: Mention) -> Mention:
    """A name without the ending by which it owns: "the Rabbit" for "the Rabbit's voice"."""
    if mention.kind != "name" or not mention.text.endswith(("'s", "’s")):
        return mention
    return replace(mention, text=mention.text[:-2], end=mention.end - 2)


def voice_in(text: str, words: Sequence[Token]) -> Mention | None:
    """Whose voice a sentence tells of last by name: "the voice of Ada", "Ada, whose voice"."""
    for at in range(len(words) - 2, 0, -1):
        if words[at].lower != "voice":
            continue
        if words[at + 1].lower == "of" and at + 2 < len(words):
            found = phrase_at(text, words, at + 2)
        else:
            whose = next(
                (n for n in range(at - 1, max(0, at - 4), -1) if words[n].lower == "whose"), 0
            )
            found = (
                phrase_before(text, words, whose - (words[whose - 1].text == ","))
                if whose
                else None
            )
        if found and found.kind == "name":
            return found
    return None


def _past_aside(words: Sequence[Token], at: int) -> int:
    """Past ", in the end,"."""
    if at >= len(words) or words[at].text != ",":
        return at
    return next((n + 1 for n in range(at + 1, len(words)) if words[n].text == ","), at)


def who_spoke(text: str, words: Sequence[Token]) -> Mention | None:
    """ "It was Marilla who spoke", "Gilbert it was who spoke"."""
    for place in range(len(words) - 2):
        if words[place].lower == "it" and words[place + 1].lower == "was":
            after = phrase_at(text, words, place + 2)
            who = _past_aside(words, after.last if after else place + 2)
            if who >= len(words) or words[who].lower != "who":
                continue
            speaks = any(word.lower in SPEECH_VERBS for word in words[who : who + 4])
            found = after or phrase_before(text, words, place)
            if found and speaks:
                return found
    return None
