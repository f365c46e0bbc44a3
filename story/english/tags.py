"""Finds the words around a quotation that say who speaks it: "said X", "X said:", "he smiled"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from story.english.phrases import mention_of, phrase_at, phrase_before
from story.english.sentences import sentences
from story.english.vocabulary import (
    ADVERBS,
    BASE_FORMS,
    NAMEABLE,
    PEOPLE_VERBS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEECH_VERBS,
    STOPS,
    SURE_VERBS,
    VERB_LEADS,
    word_set,
)
from story.language.tokens import Mention, Tag, Token, tokens

_REACH = 26
"""Words of a sentence behind a quotation in which its tag is looked for."""
_LOOK_BACK = 24
"""Words before a quotation among which the verb that leads into it is looked for."""
_SHARED = frozenset(("refrain", "chorus", "motto"))
_LINKS = word_set("and but then so while as when")
_JOINING = word_set("and but for so yet or nor")
"""Words that join sentences: the subject of the second follows at once."""
_TRIES = 8
"""Words and phrases of a sentence of which one should be its subject."""
_MODALS = word_set("heard hear hears hearing let made make would could did might saw")
_BE = word_set("was were is came")
VOICED_NOUNS = word_set(
    """
    words word message answer reply question response voice cry comment remark retort verdict
    view opinion summing-up summing conclusion command order explanation exclamation greeting
    shout suggestion advice warning whisper
    """
)


def tag_after(text: str, start: int, end: int, quoted: str) -> Tag | None:
    """The tag that opens the narration [start, end) behind a quotation that reads `quoted`."""
    words = _first_sentence(text, start, end)
    while words and (words[0].text in ",-–—" or (words[0].text in ".…" and len(words) > 1)):
        words = words[1:]
    if not words:
        return None
    joined = words[0].text[0].islower() or quoted[-1:] in ",-–—"
    joined = joined and (words[0].lower not in _LINKS or quoted[-1:] == ",")
    return (
        _verb_subject(text, words)
        or _as_answer(text, words, quoted)
        or _subject_verb(text, words, joined, quoted[-1:])
        or _deed_subject(text, words, quoted[-1:])
    )


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
    while subject < len(words) and words[subject].lower in ADVERBS | {"out"}:
        subject += 1
    found = phrase_at(text, words, subject) or _bare_name(text, words, subject)
    if not found or (found.kind == "pronoun" and found.head in ("it", "you")):
        return None
    if found.last < len(words) and words[found.last].lower in SURE_VERBS:
        return None
    return Tag(found, verb, 1.0, words[at].start, found.end, after=True)


def _deed_subject(text: str, words: Sequence[Token], ending: str) -> Tag | None:
    """A verb that no list has, turned round before a name: "flashed Helen", "nodded Evie"."""
    deed = words[0].text.islower() and words[0].text.endswith("ed") and ending in ",!?-–—"
    if not deed or len(words) < 2 or not words[1].capital:
        return None
    found = phrase_at(text, words, 1)
    if (
        not found
        or found.kind != "name"
        or (found.last < len(words) and _is_verb(words[found.last]))
    ):
        return None
    return Tag(found, words[0].lower, 1.0, words[0].start, found.end, after=True)


def _is_verb(word: Token) -> bool:
    return word.lower in SPEECH_VERBS or word.lower in PEOPLE_VERBS


def _bare_name(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """A name behind an adjective: "remarked skeptical Anne"."""
    adjective = at + 1 < len(words) and words[at].text.islower() and words[at].lower not in STOPS
    return phrase_at(text, words, at + 1) if adjective and words[at + 1].capital else None


def _as_answer(text: str, words: Sequence[Token], quoted: str) -> Tag | None:
    """ "was Marilla's reply", "came the voice of Syme", "became a common refrain"."""
    if words[0].lower not in ("was", "were", "came", "is", "became", "rang", "ran", "went", "has"):
        return None
    if quoted[-1:] not in ".,!?…—" and len(quoted.split()) < 3:
        return None
    for place in range(1, min(len(words), 8)):
        if owns(words[place]):
            found = owner_of(text, words, place)
            return Tag(found, words[0].lower, 1.0, words[0].start, words[place].end, after=True)
        if words[place].lower in ("of", "from") and place + 1 < len(words):
            source = phrase_at(text, words, place + 1)
            if source and words[place - 1].lower in VOICED_NOUNS:
                return Tag(source, words[0].lower, 1.0, words[0].start, source.end, after=True)
    what = phrase_at(text, words, 1)
    shared = what and what.kind == "role" and what.head in VOICED_NOUNS | _SHARED
    return (
        Tag(what, words[0].lower, 0.9, words[0].start, what.end, after=True)
        if what and shared
        else None
    )


def _subject_verb(text: str, words: Sequence[Token], joined: bool, ending: str) -> Tag | None:
    found = phrase_at(text, words, 0) or _numbered(text, words)
    if not found and len(words) > 1 and words[0].lower in _LINKS and joined:
        found = phrase_at(text, words, 1)
    if not found:
        return None
    at = _past_apposition(words, found.last)
    verb = _near_verb(words, at)
    if verb is not None and words[verb].lower in SPEECH_VERBS:
        strength = 1.0 if joined else 0.9 if ending != "." else 0.7
        strength -= 0.25 * (words[verb].lower not in SURE_VERBS and not joined)
        return Tag(found, words[verb].lower, strength, found.start, words[verb].end, after=True)
    if joined and found.kind != "role":
        later = _later_verb(words, at)
        verb_text = words[later].lower if later else ""
        return Tag(found, verb_text, 0.9 if later else 0.7, found.start, found.end, after=True)
    return None


def _numbered(text: str, words: Sequence[Token]) -> Mention | None:
    named = len(words) > 1 and words[0].capital and words[0].lower in NAMEABLE
    speaks = named and words[1].lower in SPEECH_VERBS
    return mention_of("name", text, words, 0, 1) if speaks else None


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


def tag_before(text: str, start: int, end: int, *, opens: bool = False) -> Tag | None:
    """The tag that closes the narration [start, end) before a quotation.

    `opens` says that the quotation stands in a paragraph of its own.
    """
    words = _last_sentence(text, start, end)
    if not words:
        return None
    closing = words[-1].text
    lead = closing in ":,-–—"
    body = [word for word in (words[:-1] if lead else words) if word.text != "\n"]
    known = _who_spoke(text, body) or _possessed(text, body)
    if known:
        return known
    verb = _last_verb(body, everywhere=opens or closing == ":")
    if verb is None:
        return _by_subject(text, body) if closing == ":" else None
    if not lead and not opens and verb < len(body) - 8:
        return None
    return _from_verb(text, body, verb)


def _last_sentence(text: str, start: int, end: int) -> list[Token]:
    begin = max(start, end - 500)
    ranges = sentences(text, begin, end)
    if not ranges:
        return []
    words = tokens(text, ranges[-1][0], end)[-60:]
    cut = next((at for at in range(len(words) - 4, 0, -1) if words[at].text == ";"), None)
    if cut is not None and first_subject(text, words[cut + 1 :]):
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
    near = {word.lower for word in words[max(0, verb - 5) : verb]}
    return words[verb - 1].lower in VERB_LEADS or bool(near & _MODALS) if verb else False


def _from_verb(text: str, words: Sequence[Token], verb: int) -> Tag | None:
    before = words[verb - 1].lower if verb else ""
    behind = phrase_at(text, words, verb + 1) if verb + 1 < len(words) else None
    inverted = behind and behind.kind != "pronoun" and behind.last == len(words)
    subject = (
        _antecedent(text, words, verb) if before in ("and", "only", "then", "who", ",") else None
    )
    if subject:
        pass
    elif before not in ("to", "of", "and", "but", "then", ",", "by", "without"):
        subject = phrase_before(text, words, verb) or _numbered(
            text, words[verb - 1 :] if verb else []
        )
    elif before == ",":
        subject = _before_comma(text, words, verb)
    if subject is None and inverted and before not in ("and", "to"):
        subject = behind
    if subject is None:
        subject = first_subject(text, words[:verb])
    if subject is None:
        return None
    if subject.kind == "name" and owns(words[subject.last - 1]):
        subject = replace(subject, text=subject.text[:-2], end=subject.end - 2)
    return Tag(subject, words[verb].lower, 0.95, subject.start, words[-1].end, after=False)


def _antecedent(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """Whom "who" stands for in "the Lory, who turned sulky, and would only say"."""
    who = next((at for at in range(verb - 1, 0, -1) if words[at].lower == "who"), None)
    if who is None or any(words[at].lower in ("he", "she", "they", "i") for at in range(who, verb)):
        return None
    return phrase_before(text, words, who - 1 if words[who - 1].text == "," else who)


def _before_comma(text: str, words: Sequence[Token], verb: int) -> Mention | None:
    """The subject before an insertion: "Mrs. Pell, the harbour master, said"."""
    if words[verb].lower.endswith("ing"):
        return None
    comma = next((at for at in range(verb - 2, -1, -1) if words[at].text == ","), None)
    return phrase_before(text, words, comma) if comma else None


def _who_spoke(text: str, words: Sequence[Token]) -> Tag | None:
    """ "It was Marilla who spoke", "Gilbert it was who spoke"."""
    for place in range(len(words) - 2):
        if words[place].lower == "it" and words[place + 1].lower == "was":
            after = phrase_at(text, words, place + 2)
            who = after.last if after else place + 2
            if who >= len(words) or words[who].lower != "who":
                continue
            speaks = any(word.lower in SPEECH_VERBS for word in words[who : who + 4])
            found = after or phrase_before(text, words, place)
            if found and speaks:
                return Tag(found, "spoke", 1.0, found.start, words[-1].end, after=False)
    return None


def _possessed(text: str, words: Sequence[Token]) -> Tag | None:
    """ "His last words were": the owner of the words speaks them."""
    for place, word in enumerate(words):
        if word.lower in VOICED_NOUNS and any(w.lower in _BE for w in words[place:]):
            near = range(max(0, place - 4), place)
            owner = next((at for at in near if owns(words[at])), None)
            if owner is not None:
                mention = owner_of(text, words, owner)
                return Tag(mention, word.lower, 0.95, mention.start, words[-1].end, after=False)
    return None


def owns(word: Token) -> bool:
    return word.lower in POSSESSIVES or (word.capital and word.lower.endswith(("'s", "’s")))


def owner_of(text: str, words: Sequence[Token], at: int) -> Mention:
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
    if subject.kind == "role" and owns(words[subject.first]):
        subject = owner_of(text, words, subject.first)
    return Tag(subject, "", 0.7, subject.start, words[-1].end, after=False)


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


def _past_opening(words: Sequence[Token]) -> int:
    """Past "But" or "When it rained," to where a subject may stand."""
    if not words or words[0].lower not in STOPS - {"i"} or words[0].lower == "that":
        return 0
    if words[0].lower in _JOINING:
        return 1
    comma = next((place for place, word in enumerate(words) if word.text == ","), None)
    return comma + 1 if comma is not None and comma < 20 else 1
