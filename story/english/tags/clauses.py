"""Reads a sentence clause by clause, to find whose verb it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from story.english.phrases import phrase_at, phrase_before
from story.english.roles import is_somebody
from story.english.tags.owners import owner_of, owns
from story.english.vocabulary import (
    ADVERBS,
    BASE_FORMS,
    IRREGULAR_PASTS,
    PEOPLE_VERBS,
    PREPOSITIONS,
    SPEECH_VERBS,
    STOPS,
    word_set,
)
from story.language.tokens import Mention, Token

_AUXILIARIES = word_set(
    """
    was were is are am be been had has have did does do would could should might must will can
    may shall
    """
)
_SUBORDINATE = word_set(
    "that if because when while as since until till before after where how what whether though "
    "although unless whenever which whom whose"
)
_RELATIVE = frozenset(("who", "which"))
_COORDINATE = frozenset(("and", "but", "then", "or"))
_DESCRIBING = PREPOSITIONS | word_set("that which whom whose what than as")
_JOINING = word_set("and but for so yet or nor")
"""Words that join sentences: the subject of the second follows at once."""
_SUBJECTS = word_set("he she himself herself")
"""Pronouns that mean the subject of their sentence wherever they stand."""
_TRIES = 8
"""Words and phrases of a sentence of which one should be its subject."""
_ASIDE = 24
"""Words of an insertion between a subject and its verb."""


@dataclass
class _Clauses:
    """The subjects met so far: of the sentence, of a clause inside it, the last of either, and of
    those the last with a participle behind ("Ada, looking at the clock, ...")."""

    main: Mention | None = None
    inner: Mention | None = None
    latest: Mention | None = None
    doing: Mention | None = None
    subordinate: bool = False
    opened: bool = False

    def turn(self, words: Sequence[Token], at: int) -> None:
        """Enters a clause at "that" or "when", and leaves it at the sign that ends it."""
        low = words[at].lower
        if low in ",;:—–" and (self.opened or low != ","):
            self.subordinate = self.opened = False
        elif low in _SUBORDINATE:
            self.subordinate = True
            self.opened = at == 0 or words[at - 1].lower in (*_COORDINATE, ",", ";", "—")

    def meet(self, subject: Mention) -> None:
        if self.latest and not is_somebody(subject):
            return  # "Tom raised his hands clenched, and said": only people speak
        self.latest = subject
        if self.subordinate:
            self.inner = subject
        else:
            self.main = subject


def subject_of(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """The subject of the verb that is token `verb` of a sentence."""
    low = words[verb].lower
    if low in BASE_FORMS and (near := phrase_before(text, words, verb) or _for(text, words, verb)):
        return near
    if low.endswith("ing") and (owner := _gerund(text, words, verb)):
        return owner
    clauses = _read(text, words, verb)
    if clauses.latest and _only_aside(words, clauses.latest.last, verb):
        return clauses.latest
    if clauses.doing and words[verb - 1].text == "," and _is_finite(words[verb]):
        return clauses.doing
    before = words[verb - 1] if verb else None
    joined = before is not None and (
        before.lower in _COORDINATE or (before.text == "," and _is_finite(words[verb]))
    )
    return (clauses.main or clauses.inner) if joined else clauses.latest


def _only_aside(words: Sequence[Token], at: int, verb: int) -> bool:
    """Whether nothing but an insertion parts a subject from a verb: "Ada, folding it, told him"."""
    if at + 2 >= verb or not words[at].text == "," == words[verb - 1].text:
        return False
    inner = words[at + 1 : verb - 1]
    told = inner[0].lower not in _RELATIVE and any(_is_finite(word) for word in inner)
    return not told and all(word.text != "," for word in inner)


def _for(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """Ada, where it is time "for Ada to come and say"."""
    for at in range(verb - 1, max(0, verb - _ASIDE), -1):
        if words[at].lower == "to" and words[at].text.islower():
            found = phrase_before(text, words, at)
            lead = words[found.first - 1].lower if found and found.first else ""
            if lead == "for":
                return found
    return None


def _gerund(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """Whose saying it is: "Ada's saying", "without Ada's giving a sigh, and saying"."""
    near = range(max(0, verb - _ASIDE), verb)
    at = next((at for at in reversed(near) if owns(words[at])), None)
    if at is None or at + 1 > verb or not words[at + 1].lower.endswith("ing"):
        return None
    joined = at + 1 == verb or words[verb - 1].lower in _COORDINATE
    return owner_of(text, words, at) if joined else None


def _read(text: str, words: Sequence[Token], verb: int) -> _Clauses:
    """The subjects of a sentence as far as its token `verb`."""
    clauses = _Clauses()
    at = 0
    while at < verb:
        clauses.turn(words, at)
        low = words[at].lower
        aside = low in PREPOSITIONS and low not in _SUBORDINATE
        found = phrase_at(text, words, at + aside)
        if aside and found and is_somebody(found) and _relative_follows(words, found.last, verb):
            clauses.latest = clauses.inner = found
        elif not aside and found and _finite_follows(words, found, verb):
            clauses.meet(found)
            if _participle_follows(words, found.last, verb):
                clauses.doing = found
        at = found.last if found else at + 1
    return clauses


def _relative_follows(words: Sequence[Token], at: int, verb: int) -> bool:
    """Whether "who said" or ", who looked up and said" follows."""
    at += at < verb and words[at].text == ","
    return at < verb and words[at].lower in _RELATIVE


def _participle_follows(words: Sequence[Token], at: int, verb: int) -> bool:
    """Whether ", looking" follows."""
    at = _past_adverbs(words, at + 1) if words[at].text == "," else verb
    return at < verb and words[at].lower.endswith("ing") and len(words[at].text) > len("thing")


def _finite_follows(words: Sequence[Token], phrase: Mention, verb: int) -> bool:
    """Whether a verb of which a phrase may be the subject follows it."""
    at = _past_adverbs(words, phrase.last)
    if at > verb or phrase.head == "of":
        return False
    if at == verb or _is_finite(words[at]) or words[at].lower in _RELATIVE:
        return True
    if words[at].text not in ",(":
        return False
    if words[at + 1].lower in _RELATIVE:
        return True
    close = "," if words[at].text == "," else ")"
    for end in range(at + 1, min(verb, at + _ASIDE)):
        after = _past_adverbs(words, end + 1)
        if (
            words[end].text == close
            and after <= verb
            and (after == verb or _is_finite(words[after]))
        ):
            return True
    return False


def _past_adverbs(words: Sequence[Token], at: int) -> int:
    while at < len(words) and (words[at].lower in ADVERBS or words[at].lower.endswith("ly")):
        at += 1
    return at


def _is_finite(word: Token) -> bool:
    """Whether a word may be a verb in the past, or an auxiliary."""
    low = word.lower
    return not word.capital and (
        low in PEOPLE_VERBS
        or low in IRREGULAR_PASTS
        or low in _AUXILIARIES
        or low.endswith("ed")
        or (low in SPEECH_VERBS and low not in BASE_FORMS and not low.endswith("ing"))
    )


def acts(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name [first, last) is the subject of a verb right behind it, but for that of a
    clause that only describes something: "the boat that Ada had sold"."""
    at = _past_adverbs(words, last)
    aside = bool(first) and words[first - 1].lower in _DESCRIBING
    return not aside and at < len(words) and _is_finite(words[at])


def acted_on(words: Sequence[Token], at: int) -> bool:
    """Whether the pronoun at a token, a form that may be no subject, stands right behind a verb or
    a preposition: then it may mean somebody but the subject ("Odo took her hand")."""
    before = words[at - 1].lower if at else ""
    verb = before in PEOPLE_VERBS or before in IRREGULAR_PASTS or before.endswith(("ed", "ing"))
    return words[at].lower not in _SUBJECTS and (verb or before in PREPOSITIONS)


def first_subject(text: str, words: Sequence[Token]) -> Mention | None:
    """The subject of a sentence: its first noun phrase past an opening adverbial."""
    at = _past_opening(words)
    seen = 0
    while at < len(words) and seen < _TRIES:
        seen += 1
        aside = words[at].lower in PREPOSITIONS and bool(at)
        found = phrase_at(text, words, at + aside)
        if found and not aside:
            return found
        at = found.last if found else at + 1 + aside
    return None


def elided(words: Sequence[Token]) -> bool:
    """Whether a clause goes on with the subject before it: "; but added"."""
    at = _past_adverbs(words, 1)
    joined = bool(words) and words[0].lower in _COORDINATE
    return joined and at < len(words) and _is_finite(words[at])


def _past_opening(words: Sequence[Token]) -> int:
    """Past "But" or "When it rained," to where a subject may stand."""
    if not words or words[0].lower not in STOPS - {"i"} or words[0].lower == "that":
        return 0
    if words[0].lower in _JOINING:
        return 1
    comma = next((place for place, word in enumerate(words) if word.text == ","), None)
    return comma + 1 if comma is not None and comma < 20 else 1
