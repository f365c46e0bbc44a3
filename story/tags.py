"""Finds the words around a quotation that say who speaks it: "said X", "X said:", "he smiled"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from story.phrases import Mention, phrase_at, phrase_before
from story.tokens import Token, sentences, tokens
from story.words import ADVERBS, POSSESSIVES, SPEECH_VERBS, STOPS, SURE_VERBS

_REACH = 26
_WORDS = frozenset("words word message answer reply question response voice cry comment".split())


@dataclass(frozen=True)
class Tag:
    """Who a quotation is given to, by which verb. `sure` is lower where no verb of speech is.

    [start, end) is the tag's range in the text; `after` whether it follows its quotation.
    """

    mention: Mention
    verb: str
    sure: float
    start: int
    end: int
    after: bool


def tag_after(text: str, start: int, end: int, quoted: str) -> Tag | None:
    """The tag that opens the narration [start, end) behind a quotation that reads `quoted`."""
    words = _first_sentence(text, start, end)
    while words and (words[0].text in ",-–—" or (words[0].text in ".…" and len(words) > 1)):
        words = words[1:]
    if not words:
        return None
    joined = words[0].text[0].islower() or quoted[-1:] in ",-—–…"
    return _verb_subject(text, words) or _subject_verb(text, words, joined)


def _first_sentence(text: str, start: int, end: int) -> list[Token]:
    stop = min(end, start + 400)
    for first, last in sentences(text, start, stop):
        if any(character.isalpha() for character in text[first:last]):
            stop = last
            break
    return tokens(text, start, stop)[:_REACH]


def _verb_subject(text: str, words: Sequence[Token]) -> Tag | None:
    at = 0
    while (
        at < 3 and at < len(words) and (words[at].lower in ADVERBS or words[at].lower[-2:] == "ly")
    ):
        at += 1
    if at >= len(words) or words[at].lower not in SPEECH_VERBS or words[at].capital:
        return None
    verb = words[at].lower
    subject = at + 1
    while subject < len(words) and words[subject].lower in ADVERBS:
        subject += 1
    found = phrase_at(text, words, subject)
    if not found or (found.kind == "pronoun" and found.head in ("it", "you")):
        return None
    if found.last < len(words) and words[found.last].lower in SURE_VERBS:
        return None
    return Tag(found, verb, 1.0, words[at].start, found.end, after=True)


def _subject_verb(text: str, words: Sequence[Token], joined: bool) -> Tag | None:
    found = phrase_at(text, words, 0)
    if not found and len(words) > 1 and words[0].lower in ("and", "but", "then", "so"):
        found = phrase_at(text, words, 1)
    if not found:
        return None
    at = _past_apposition(words, found.last)
    verb = _near_verb(words, at)
    if verb is not None and words[verb].lower in SPEECH_VERBS:
        strength = 1.0 if joined or words[verb].lower in SURE_VERBS else 0.75
        return Tag(found, words[verb].lower, strength, found.start, words[verb].end, after=True)
    if joined and found.kind != "role":
        later = _later_verb(words, at)
        verb_text = words[later].lower if later else ""
        return Tag(found, verb_text, 0.9 if later else 0.7, found.start, found.end, after=True)
    return None


def _past_apposition(words: Sequence[Token], at: int) -> int:
    """Past ", the harbour master," or "(smiling)" to where the verb should be."""
    if at < len(words) and words[at].text in ",(":
        close = "," if words[at].text == "," else ")"
        for end in range(at + 2, min(len(words), at + 16)):
            if words[end].text == close:
                return end + 1
    return at


def _near_verb(words: Sequence[Token], at: int) -> int | None:
    """The verb that follows a subject, past adverbs and auxiliaries."""
    for place in range(at, min(len(words), at + 5)):
        low = words[place].lower
        if low in SPEECH_VERBS:
            return place
        passed = (
            low in ADVERBS or low.endswith("ly") or low in ("had", "has", "would", "could", "at")
        )
        if not passed and low not in ("last", "length", "once", "who", "finally", "was", "is"):
            return None
    return None


def _later_verb(words: Sequence[Token], at: int) -> int | None:
    """A verb of speech further on: "he turned to her and said"."""
    for place in range(at, len(words)):
        if words[place].lower in SURE_VERBS and words[place - 1].lower in (
            "and",
            ",",
            "then",
            "but",
        ):
            return place
    return None


def tag_before(text: str, start: int, end: int) -> Tag | None:
    """The tag that closes the narration [start, end) before a quotation."""
    words = _last_sentence(text, start, end)
    if not words:
        return None
    closing = words[-1].text
    lead = closing in ":,-–—"
    body = words[:-1] if lead else words
    verb = _last_verb(body, everywhere=closing == ":")
    if verb is None:
        return _possessed(text, body) or (_by_subject(text, body) if closing == ":" else None)
    if not lead and verb < len(body) - 4:
        return None
    return _from_verb(text, body, verb)


def _last_sentence(text: str, start: int, end: int) -> list[Token]:
    begin = max(start, end - 500)
    ranges = sentences(text, begin, end)
    if not ranges:
        return []
    return tokens(text, ranges[-1][0], end)[-40:]


def _last_verb(words: Sequence[Token], *, everywhere: bool) -> int | None:
    floor = 0 if everywhere else max(0, len(words) - 12)
    for place in range(len(words) - 1, floor - 1, -1):
        word = words[place]
        if word.lower in SPEECH_VERBS and word.text[0].islower():
            noun = place and words[place - 1].lower in ("the", "a", "an", "his", "her", "to", "my")
            if not noun:
                return place
    return None


def _from_verb(text: str, words: Sequence[Token], verb: int) -> Tag | None:
    behind = phrase_at(text, words, verb + 1) if verb + 1 < len(words) else None
    inverted = behind and behind.kind != "pronoun" and behind.last == len(words)
    subject = phrase_before(text, words, verb)
    if subject is None and words[verb - 1].text == ",":
        comma = next((at for at in range(verb - 2, -1, -1) if words[at].text == ","), None)
        subject = phrase_before(text, words, comma) if comma else None
    if subject is None and inverted:
        subject = behind
    if subject is None:
        subject = first_subject(text, words[:verb])
    if subject is None:
        return None
    return Tag(subject, words[verb].lower, 0.95, subject.start, words[-1].end, after=False)


def _possessed(text: str, words: Sequence[Token]) -> Tag | None:
    """ "His last words were": the owner of the words speaks them."""
    for place, word in enumerate(words):
        if word.lower in _WORDS and any(
            w.lower in ("was", "were", "is", "came") for w in words[place:]
        ):
            owner = next((at for at in range(place) if _owns(words[at])), None)
            if owner is not None:
                mention = _owner(text, words, owner)
                return Tag(mention, word.lower, 0.9, mention.start, words[-1].end, after=False)
    return None


def _owns(word: Token) -> bool:
    return word.lower in POSSESSIVES or (word.capital and word.lower.endswith(("'s", "’s")))


def _owner(text: str, words: Sequence[Token], at: int) -> Mention:
    word = words[at]
    pronoun = {"his": "he", "her": "she", "their": "they", "my": "i", "our": "we"}.get(word.lower)
    if pronoun:
        return Mention("pronoun", word.text, word.start, word.end, at, at + 1, pronoun)
    end = word.end - 2
    name = text[word.start : end]
    return Mention("name", name, word.start, end, at, at + 1, name.lower())


def _by_subject(text: str, words: Sequence[Token]) -> Tag | None:
    subject = first_subject(text, words)
    if subject is None:
        return None
    return Tag(subject, "", 0.7, subject.start, words[-1].end, after=False)


def first_subject(text: str, words: Sequence[Token]) -> Mention | None:
    """The subject of a sentence: its first noun phrase past an opening adverbial."""
    at = 0
    if words and words[0].lower in STOPS - {"i"} and words[0].lower not in ("that",):
        comma = next((place for place, word in enumerate(words) if word.text == ","), None)
        at = comma + 1 if comma is not None and comma < 20 else 1
    for place in range(at, min(len(words), at + 8)):
        found = phrase_at(text, words, place)
        if found:
            return found
    return None
