"""Noun phrases that may name a speaker, read from tokens without a parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from story.english.vocabulary import (
    ABBREVIATED,
    ADVERBS,
    AGES,
    COLLECTIVE_NOUNS,
    DETERMINERS,
    ENDEARMENTS,
    IRREGULAR_PASTS,
    NAMEABLE,
    NOT_NAMES,
    PEOPLE_VERBS,
    PRONOUNS,
    QUALITIES,
    SPEECH_VERBS,
    STOPS,
    TITLES,
    word_set,
)
from story.language.tokens import Mention, MentionKind, Token

_PARTICLES = word_set("de van von of the la le du der den da di bin ibn al el")
SURNAME_PARTICLES = word_set("de van von du der den da di del")
_LIMIT = 12
"""Words of a noun phrase: what is longer is hardly one phrase, and its search would be slow."""
_FIRST_PERSON = frozenset(["i", "i'd", "i'll", "i'm", "i've", "i’d", "i’ll", "i’m", "i’ve"])
_ENDS = STOPS | DETERMINERS | SPEECH_VERBS | ADVERBS | PEOPLE_VERBS | IRREGULAR_PASTS
"""Words with which no noun phrase goes on behind a name."""
_OPENERS = word_set("the a an his her my their your our its this that")
"""Words that open another phrase: "in a short time the Queen"."""
_TIMES = word_set(
    """
    morning noon afternoon evening night midnight day time moment minute hour week month year
    winter spring summer autumn
    """
)
_TIME_LEADS = word_set("one next last each")
"""What these open behind a noun is when it was: "her grandmother one morning"."""
_PAST_NOUN = word_set("together all alone aloud again once every")
"""Words behind a noun that tell how it was said: "the children together", "the king all of a
sudden"."""
_SOMEONE = word_set(
    """
    someone somebody everyone everybody both one another others
    """
)


def phrase_at(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """The noun phrase that begins at token `at`."""
    if at >= len(words):
        return None
    word = words[at]
    low = word.lower
    if low in PRONOUNS and (word.lower not in _FIRST_PERSON or low == "i"):
        return mention_of("pronoun", text, words, at, at + 1)
    if word.capital and low.endswith(("'s", "’s")) and low[:-2] not in NOT_NAMES:
        return _role(text, words, at, at + 1)
    if low == "that" and at + 1 < len(words) and words[at + 1].lower in _OPENERS:
        return None  # "so eagerly that the Queen said": it opens a clause
    if low in DETERMINERS:
        return _determined(text, words, at)
    if low in ENDEARMENTS and at + 1 < len(words) and words[at + 1].capital:
        aged = low in AGES
        return mention_of("name", text, words, at + (not aged), name_end(words, at + 1))
    if _is_name(words, at):
        return _named(text, words, at)
    if low in SURNAME_PARTICLES and (last := _past_particles(words, at)):
        return mention_of("name", text, words, at, last)
    if low in COLLECTIVE_NOUNS or low in _SOMEONE:
        return mention_of("role", text, words, at, at + 1)
    return None


def mention_of(
    kind: MentionKind, text: str, words: Sequence[Token], first: int, last: int
) -> Mention:
    """The mention that tokens [first, last) make."""
    start, end = words[first].start, words[last - 1].end
    head = words[last - 1].lower
    return Mention(kind, text[start:end], start, end, first, last, head)


def _is_name(words: Sequence[Token], at: int) -> bool:
    word = words[at]
    if not word.capital or word.lower in TITLES:
        return word.capital and (at + 1 < len(words) or word.lower not in NOT_NAMES)
    inner = at > 0 and words[at - 1].text not in '.!?"“”'
    return word.lower not in NOT_NAMES or (inner and word.lower in NAMEABLE)


def _named(text: str, words: Sequence[Token], at: int) -> Mention:
    return mention_of("name", text, words, at, name_end(words, at))


def name_end(words: Sequence[Token], at: int) -> int:
    """The token after the name that begins at `at`."""
    end = at + 1
    while end < len(words) and end < at + _LIMIT:
        word = words[end]
        before = words[end - 1]
        initial = word.text == "." and (before.lower in ABBREVIATED or len(before.text) == 1)
        if initial or (word.capital and _joins(before, word)):
            end += 1
        elif word.lower in _PARTICLES and (last := _past_particles(words, end)):
            end = last
        else:
            break
    return end - 1 if words[end - 1].text == "." else end


def _past_particles(words: Sequence[Token], at: int) -> int:
    """The token behind the name to which particles lead: "van der Lin"; 0 where they do not."""
    end = at + 1
    while end < len(words) and words[end].lower in SURNAME_PARTICLES and not words[end].capital:
        end += 1
    return end + 1 if end < len(words) and words[end].capital else 0


def _joins(before: Token, word: Token) -> bool:
    gap = word.start - before.end
    possessive = before.lower.endswith(("'s", "’s"))
    return gap <= 1 and not possessive and word.text != "I"


def _determined(text: str, words: Sequence[Token], at: int) -> Mention | None:
    end = at + 1
    while end < len(words) and words[end].lower in ("of", "the", "these", "those", "his", "her"):
        end += 1
    if end < len(words) and words[end].capital:
        last = name_end(words, end)
        if last >= len(words) or not _goes_on(words, last):
            return mention_of("name", text, words, at, last)
    return _role(text, words, at, end)


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """Whether a lower-case noun follows: "the Meta executive", "the King's son"."""
    word = words[at]
    return (
        word.text.isalpha()
        and word.lower not in _ENDS
        and not word.lower.endswith(("ly", "ed", "ing"))
        and word.start - words[at - 1].end == 1
    )


def _role(text: str, words: Sequence[Token], at: int, end: int) -> Mention | None:
    """A determined phrase: it ends before a verb, a preposition or a sign."""
    begin = end
    while end < len(words) and end < at + _LIMIT and _in_role(words, end, begin):
        end = _past_commas(words, end + 1, begin)
    name = next((at for at in range(begin, end) if words[at].capital), None)
    if name is not None and words[end - 1].capital and name > at:
        return mention_of("name", text, words, at, max(end, name_end(words, name)))
    while end > begin and (words[end - 1].lower in ADVERBS or words[end - 1].lower.endswith("ly")):
        end -= 1
    if end == begin:
        plural = words[at].lower in _SOMEONE
        return mention_of("role", text, words, at, at + 1) if plural else None
    if end + 1 < len(words) and words[end].lower == "of":
        inner = phrase_at(text, words, end + 1)
        if inner and inner.kind != "pronoun":
            head = words[end - 1].lower
            start, stop = words[at].start, inner.end
            return Mention("role", text[start:stop], start, stop, at, inner.last, head)
    return replace(mention_of("role", text, words, at, end), longer=_longer(text, words, at, end))


def _longer(text: str, words: Sequence[Token], at: int, end: int) -> str:
    """A role with a phrase behind it: "the man" of "the man with the black beard"."""
    if end + 2 >= len(words) or words[end].lower not in ("in", "with", "on", "at", "behind"):
        return ""
    inner = phrase_at(text, words, end + 1)
    stop = inner.end if inner and inner.kind != "pronoun" else words[end + 1].end
    return text[words[at].start : stop]


def _in_role(words: Sequence[Token], at: int, begin: int) -> bool:
    word = words[at]
    low = word.lower
    if not (word.text[0].isalnum()):
        return False
    if low in STOPS or low in PRONOUNS or (at > begin and low in _OPENERS | _PAST_NOUN):
        return False
    if at > begin and low in _TIME_LEADS and at + 1 < len(words) and words[at + 1].lower in _TIMES:
        return False
    if low == "of" and at + 1 < len(words) and words[at + 1].lower in _OPENERS:
        return False  # "the elder of the two"
    past = low in SPEECH_VERBS and (
        low.endswith(("ed", "ing")) or low in ("said", "cried", "asked")
    )
    told = low.endswith("ed") or low in IRREGULAR_PASTS
    acted = low in PEOPLE_VERBS or (told and _verb_follows(words, at))
    return not ((past or acted) and at > begin)


def _past_commas(words: Sequence[Token], at: int, begin: int) -> int:
    """The word behind the commas at `at` that part adjectives of a noun: "the tall, thin man"; `at`
    itself where they part something else."""
    comma = at
    while comma + 2 < len(words) and words[comma].text == ",":
        if not is_quality(words[comma - 1].lower):
            return at
        if words[comma + 2].text != ",":
            ends = all(_in_role(words, place, begin) for place in (comma + 1, comma + 2))
            return comma + 1 if ends else at
        comma += 2
    return at


def is_quality(word: str) -> bool:
    """Whether a word before a noun says how somebody is: "old", not "second", nor "cabin"."""
    return word in QUALITIES or word.endswith(("ed", "ing", "ful", "less", "ous", "ish", "ly"))


def _verb_follows(words: Sequence[Token], at: int) -> bool:
    """Whether what stands behind an "-ed" word shows that it is a verb."""
    if at + 1 >= len(words):
        return True
    after = words[at + 1]
    low = after.lower
    told = low in STOPS or low in DETERMINERS or low in ADVERBS
    return not after.text[0].isalnum() or after.capital or told


def phrase_before(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """The noun phrase that ends just before token `at`, adverbs and auxiliaries skipped."""
    end = at
    while end and _skippable(words[end - 1]):
        end -= 1
    for first in range(max(0, end - _LIMIT), end):
        found = phrase_at(text, words, first)
        if found and found.last == end:
            return found
    return None


def _skippable(word: Token) -> bool:
    low = word.lower
    return (
        low in ADVERBS
        or low in ("had", "has", "have", "would", "will", "did")
        or (low.endswith("ly") and not word.capital)
    )
