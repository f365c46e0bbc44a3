"""Finds who speaks in the sentence before a quotation: "X looked up and said:"."""

from __future__ import annotations

from collections.abc import Sequence

from story.english.phrases import phrase_at, phrase_before
from story.english.roles import is_somebody, is_told_of
from story.english.sentences import sentences
from story.english.tags.clauses import elided, first_subject, subject_of
from story.english.tags.owners import (
    VOICED_NOUNS,
    numbered,
    owner_named,
    owner_of,
    owns,
    voice_in,
    who_spoke,
)
from story.english.vocabulary import (
    BASE_FORMS,
    IRREGULAR_PASTS,
    PRONOUNS,
    SPEECH_VERBS,
    VERB_LEADS,
    word_set,
)
from story.language.tokens import Mention, Tag, Token, tokens

_LOOK_BACK = 24
"""Words before a quotation among which the verb that leads into it is looked for."""
_NEAR = 12
"""Words before a quotation among which its verb is, where no sign leads into it."""
_MODALS = word_set(
    "heard hear hears hearing overheard overhearing let made make would could did might saw"
)
_HEARD = {"him": "he", "her": "she", "them": "they"}
_BETWEEN = 4
"""Words behind "him" among which the verb is: "heard him thus saying"."""
_COMING = frozenset(("came", "rang", "floated", "boomed"))
_DRAWN = 9
"""Words before a quotation among which it comes from somebody."""
_ADJECTIVES = 3
"""Words at most between an article and the words that are given: "with a quick and curt"."""
_ARTICLES = word_set("a an another his her one")
_WRITTEN = word_set(
    "card sign paper note board sheet label envelope letter page book poster stone banner flag box "
    "door wall plate ticket shirt cap van bottle tin"
)
"""What bears words that nobody speaks: "a box with a red "Stop"."""
_CUT_OFF = (
    "as far as", "no further than", "no farther than", "just time for", "only time for", "time for",
    "only managed", "just managed", "managed", "got out", "brought out", "reached",
)  # fmt: skip
"""What stands before words that somebody did not get past: "Ada had got as far as"; or before a
place, where the words that follow are whole."""
_BE = word_set("was were is came")
_CLOSERS = word_set("ended began opened closed concluded finished started answered")
"""Verbs of speech before "with", and the words: "Ada ended with, "No."."""


def tag_before(text: str, start: int, end: int, *, opens: bool = False) -> Tag | None:
    """The tag that closes the narration [start, end) before a quotation.

    `opens` says that the quotation stands in a paragraph of its own.
    """
    words = _last_sentence(text, start, end)
    if not words:
        return None
    closing = words[-1].text
    if closing in "-–—" and len(words) > 1 and words[-2].text == ":":
        words, closing = words[:-1], ":"
    lead = closing in ":,-–—"
    body = [word for word in (words[:-1] if lead else words) if word.text != "\n"]
    known = (
        _who_spoke(text, body) or _possessed(text, body) or _voiced(text, body) or _came(text, body)
    )
    if known:
        return known
    if len(body) > 2 and body[-1].lower == "with":
        closes = body[-2].lower in _CLOSERS
        return _from_verb(text, body, len(body) - 1 - closes) if closes or lead else None
    given = _given(text, body) or _cut_off(text, body)
    if given:
        return given
    verb = _last_verb(body, everywhere=opens or closing == ":")
    if verb is None:
        return _by_subject(text, body) if closing == ":" else None
    if not lead and not opens and verb < len(body) - _NEAR:
        return None
    found = _from_verb(text, body, verb)
    return None if found and not lead and is_told_of(found.mention, found.verb) else found


def _last_sentence(text: str, start: int, end: int) -> list[Token]:
    begin = max(start, end - 500)
    ranges = sentences(text, begin, end)
    if not ranges:
        return []
    words = tokens(text, ranges[-1][0], end)[-60:]
    cut = next((at for at in range(len(words) - 4, 0, -1) if words[at].text == ";"), None)
    if cut is not None and not elided(words[cut + 1 :]) and first_subject(text, words[cut + 1 :]):
        return words[cut + 1 :]
    return words


def _last_verb(words: Sequence[Token], *, everywhere: bool) -> int | None:
    floor = 0 if everywhere else max(0, len(words) - _LOOK_BACK)
    for place in range(len(words) - 1, floor - 1, -1):
        word = words[place]
        if word.lower in SPEECH_VERBS and (word.text[0].islower() or not place):
            before = words[place - 1].lower if place else ""
            noun = before in ("the", "a", "an", "his", "her", "my", "their", "that", "this", "no")
            if not noun and (word.lower not in BASE_FORMS or _leads(words, place)):
                return place
    return None


def _leads(words: Sequence[Token], verb: int) -> bool:
    """Whether a bare form is a verb here: "would say", "heard the King say"."""
    if not verb:
        return False
    near = {word.lower for word in words[max(0, verb - 5) : verb]}
    last = words[verb - 1]  # "..., and Tom reply,", but not "Tom read"
    named = last.capital and last.lower not in PRONOUNS and verb + 1 == len(words)
    named = named and words[verb].lower not in IRREGULAR_PASTS
    return named or words[verb - 1].lower in VERB_LEADS or bool(near & _MODALS)


def _from_verb(text: str, words: Sequence[Token], verb: int) -> Tag | None:
    subject = (
        _overheard(words, verb)
        or _by_clauses(text, words, verb)
        or _beside(text, words, verb)
        or first_subject(text, words[:verb])
    )
    if subject is None:
        return None
    subject = owner_named(subject)
    return Tag(subject, words[verb].lower, 0.95, subject.start, words[-1].end, after=False)


def _overheard(words: Sequence[Token], verb: int) -> Mention | None:
    """He, where somebody "heard him say", or "heard him saying softly, speaking low"."""
    for at in range(verb - 1, 0, -1):
        head = _HEARD.get(words[at].lower)
        if head and words[at - 1].lower in _MODALS and _told(words[at + 1 : at + _BETWEEN]):
            return Mention(
                "pronoun", words[at].text, words[at].start, words[at].end, at, at + 1, head
            )
    return None


def _told(words: Sequence[Token]) -> bool:
    """Whether a verb of speech is among words, as it stands behind "heard him"."""
    forms = (word.lower for word in words)
    return any(low in BASE_FORMS or (low in SPEECH_VERBS and low.endswith("ing")) for low in forms)


def _by_clauses(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """The verb's subject, where it is somebody: not "the voice of Pell came"."""
    found = subject_of(text, words, verb)
    voiced = found is not None and found.kind == "role" and found.head in VOICED_NOUNS
    return None if voiced else found


def _beside(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """Somebody right before the verb, or behind it where the sentence ends so."""
    before = words[verb - 1].lower if verb else ""
    found = None
    if before not in ("to", "of", "and", "but", "then", ",", "by", "without"):
        found = phrase_before(text, words, verb) or (
            numbered(text, words[verb - 1 :]) if verb else None
        )
    if found is None and before not in ("and", "to") and verb + 1 < len(words):
        behind = phrase_at(text, words, verb + 1)
        inverted = behind and behind.kind != "pronoun" and behind.last == len(words)
        found = behind if inverted else None
    return found


def _who_spoke(text: str, words: Sequence[Token]) -> Tag | None:
    found = who_spoke(text, words)
    return Tag(found, "spoke", 1.0, found.start, words[-1].end, after=False) if found else None


def _voiced(text: str, words: Sequence[Token]) -> Tag | None:
    """ "There came the voice of Ada Pell, still speaking"."""
    found = voice_in(text, words)
    return Tag(found, "voice", 0.95, found.start, words[-1].end, after=False) if found else None


def _possessed(text: str, words: Sequence[Token]) -> Tag | None:
    """ "His last words were": the owner of the words speaks them."""
    if len(words) > 1 and owns(words[-2]) and words[-1].lower in _BE:
        mention = owner_of(text, words, len(words) - 2)  # "Ada's answer was a nod; Tom's was"
        return Tag(mention, words[-1].lower, 0.95, mention.start, words[-1].end, after=False)
    for place, word in enumerate(words):
        if word.lower in VOICED_NOUNS and any(w.lower in _BE for w in words[place:]):
            near = range(max(0, place - 4), place)
            owner = next((at for at in near if owns(words[at])), None)
            if owner is not None:
                mention = owner_of(text, words, owner)
                return Tag(mention, word.lower, 0.95, mention.start, words[-1].end, after=False)
    return None


def _came(text: str, words: Sequence[Token]) -> Tag | None:
    """ "Out of the dark came Ada's drowsy": the owner of the words that came."""
    near = range(max(1, len(words) - _DRAWN), len(words))
    at = next((at for at in near if words[at].lower in _COMING), None)
    owner = next((n for n in range(at + 1, len(words)) if owns(words[n])), None) if at else None
    if owner is None or any(word.text == "," for word in words[:owner][at:]):
        return None
    mention = owner_of(text, words, owner)
    return Tag(mention, words[at or 0].lower, 0.9, mention.start, words[-1].end, after=False)


def _given(text: str, words: Sequence[Token]) -> Tag | None:
    """ "Ada looked up with a curt", "This drew from Tom a muttered": who gives the words."""
    near = range(len(words) - 2, max(0, len(words) - _ADJECTIVES - 2), -1)
    article = next((at for at in near if words[at].lower in _ARTICLES), None)
    if article is None or any(word.capital or word.text == "," for word in words[article:]):
        return None
    if words[article - 1].lower == "with" and words[article - 2].lower not in _WRITTEN:
        found = subject_of(text, words, article - 1)
    else:
        found = phrase_before(text, words, article)
        if found and (not found.first or words[found.first - 1].lower != "from"):
            return None
    if not found or not is_somebody(found):
        return None
    return Tag(found, "with", 0.9, found.start, words[-1].end, after=False)


def _cut_off(text: str, words: Sequence[Token]) -> Tag | None:
    """ "Ada had got no further than": who says the words that somebody or something cuts off."""
    said = " ".join(word.lower for word in words[-3:])
    lead = next((lead for lead in _CUT_OFF if f" {said}".endswith(f" {lead}")), "")
    first = len(words) - len(lead.split())
    found = first_subject(text, words[:first]) if lead and first else None
    if not found or (found.kind == "role" and not is_somebody(found)):
        return None
    return Tag(found, "", 0.9, found.start, words[-1].end, after=False)


def _by_subject(text: str, words: Sequence[Token]) -> Tag | None:
    subject = first_subject(text, words)
    if subject is None:
        return None
    if subject.kind == "role" and owns(words[subject.first]):
        subject = owner_of(text, words, subject.first)
    return Tag(subject, "", 0.7, subject.start, words[-1].end, after=False)
