"""Finds who speaks in the words behind a quotation: "said X", "X said", "was X's answer"."""

from __future__ import annotations

from collections.abc import Sequence

from story.english.phrases import mention_of, phrase_at
from story.english.roles import is_somebody, is_told_of
from story.english.sentences import sentences
from story.english.tags.owners import (
    VOICED_NOUNS,
    numbered,
    owner_named,
    owner_of,
    owns,
    voice_of,
    who_spoke,
)
from story.english.vocabulary import (
    ADVERBS,
    BASE_FORMS,
    PEOPLE_VERBS,
    PRONOUNS,
    SPEECH_VERBS,
    STOPS,
    SURE_VERBS,
    word_set,
)
from story.language.tokens import Mention, Tag, Token, tokens

_REACH = 26
"""Words of a sentence behind a quotation in which its tag is looked for."""
_SHARED = frozenset(("refrain", "chorus", "motto"))
_PARTICLES = {
    "in": word_set("broke breaks cut cuts put puts chimed chimes struck strikes joined joins"),
    "out": SPEECH_VERBS,
    "up": word_set("spoke speaks piped pipes"),
    "on": word_set("went goes ran runs rambled rattled pressed"),
    "back": word_set("called calls shouted shouts yelled cried answered snapped"),
    "forth": word_set("burst bursts broke"),
    "by": frozenset(verb for verb in SPEECH_VERBS if verb.endswith(("ed", "said", "spoken"))),
}
"""Words that may stand between a verb and the speaker behind it, by which verbs they go with."""
_ABLE = word_set("could would had managed ever")
"""Words behind whom "all that Ada could bring out" names."""
_WHEN = word_set("while as when")
_LINKS = _WHEN | word_set("and but then so")


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
        or _who_spoke(text, words)
        or _from_somebody(text, words)
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
    while subject < len(words) and (
        words[subject].lower in ADVERBS or verb in _PARTICLES.get(words[subject].lower, ())
    ):
        subject += 1
    found = (
        phrase_at(text, words, subject)
        or _bare_name(text, words, subject)
        or _any_name(text, words, subject)
    )
    found = owner_named(voice_of(text, words, found)) if found else None
    if not found or (found.kind == "pronoun" and found.head in ("it", "you")):
        return None
    if found.last < len(words) and words[found.last].lower in SURE_VERBS:
        return None
    return Tag(found, verb, 1.0, words[at].start, found.end, after=True)


def spoke_above(text: str, start: int, end: int) -> Tag | None:
    """The tag that narration which opens a paragraph is for the speech above it: "It was Ada who
    spoke"."""
    words = _first_sentence(text, start, end)
    return _who_spoke(text, words) if words else None


def _who_spoke(text: str, words: Sequence[Token]) -> Tag | None:
    """ "It was Ada who spoke, and nobody laughed."."""
    opens = words[0].lower == "it" or (len(words) > 1 and words[1].lower == "it")
    found = (who_spoke(text, words) or _it_was(text, words)) if opens else None
    return Tag(found, "spoke", 1.0, words[0].start, found.end, after=True) if found else None


def _it_was(text: str, words: Sequence[Token]) -> Mention | None:
    """ "It was Ada's voice", "It was Ada, out of breath."."""
    if len(words) < 3 or words[1].lower != "was":
        return None
    voice = next((at for at in range(3, min(len(words), 7)) if words[at].lower == "voice"), None)
    if voice and owns(words[voice - 1]):
        return owner_of(text, words, voice - 1)
    found = phrase_at(text, words, 2)
    named = found and found.kind == "name" and found.last < len(words)
    return found if found and named and words[found.last].text in ",." else None


def _deed_subject(text: str, words: Sequence[Token], ending: str) -> Tag | None:
    """A verb that no list has, turned round before whoever does it: "flashed Helen", "nodded the
    doctor"."""
    deed = words[0].text.islower() and words[0].text.endswith("ed") and ending in ",!?-–—"
    found = phrase_at(text, words, 1) if deed and len(words) > 1 else None
    person = found and (found.kind == "name" or is_somebody(found)) and found.kind != "pronoun"
    if not found or not person or not (words[1].capital or words[1].lower == "the"):
        return None
    if found.last < len(words) and _is_verb(words[found.last]):
        return None
    return Tag(found, words[0].lower, 1.0, words[0].start, found.end, after=True)


def _is_verb(word: Token) -> bool:
    return word.lower in SPEECH_VERBS or word.lower in PEOPLE_VERBS


def _bare_name(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """A name behind an adjective: "remarked skeptical Anne"."""
    adjective = at + 1 < len(words) and words[at].text.islower() and words[at].lower not in STOPS
    return phrase_at(text, words, at + 1) if adjective and words[at + 1].capital else None


def _any_name(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """Whoever is called by a word that is mostly something else: "said Sunday", "asked Two"."""
    named = at < len(words) and words[at].capital and words[at].lower not in PRONOUNS
    return mention_of("name", text, words, at, at + 1) if named else None


def _as_answer(text: str, words: Sequence[Token], quoted: str) -> Tag | None:
    """ "was Marilla's reply", "came the voice of Syme", "became a common refrain"."""
    if words[0].lower not in ("was", "were", "came", "is", "became", "rang", "ran", "went", "has"):
        return None
    if quoted[-1:] not in ".,!?…—" and len(quoted.split()) < 3:
        return None
    if said := _all_that(text, words):
        return said
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


def _all_that(text: str, words: Sequence[Token]) -> Tag | None:
    """ "was what Ada said", "was all that Ada could bring out"."""
    if len(words) < 4 or words[1].lower not in ("what", "all"):
        return None
    said = phrase_at(text, words, 2 + (words[2].lower == "that"))
    if said is None or said.last >= len(words):
        return None
    verb, able = _near_verb(words, said.last), words[said.last].lower in _ABLE
    if verb is None and not (able and words[1].lower == "all"):
        return None
    at = said.last if verb is None else verb
    return Tag(said, words[at].lower, 1.0, words[0].start, words[at].end, after=True)


def _from_somebody(text: str, words: Sequence[Token]) -> Tag | None:
    """ "from Mrs. Pell", "came from Ada's lips", "this from Tom", "according to Lucy"."""
    at = 1 + (words[0].lower in ("came", "broke", "burst", "this", "according"))
    if at >= len(words) or words[at - 1].lower not in ("from", "to"):
        return None
    if (words[at - 1].lower == "to") != (words[0].lower == "according"):
        return None
    owner = next((n for n in range(at, min(len(words), at + 4)) if owns(words[n])), None)
    found = phrase_at(text, words, at) if owner is None else owner_of(text, words, owner)
    if found is None or found.kind != "name":
        return None
    return Tag(found, words[0].lower, 1.0, words[0].start, found.end, after=True)


def _subject_verb(text: str, words: Sequence[Token], joined: bool, ending: str) -> Tag | None:
    found = phrase_at(text, words, 0) or numbered(text, words)
    if not found and len(words) > 1 and words[0].lower in _LINKS and joined:
        found = _past_clause(text, words) or phrase_at(text, words, 1)
    if not found:
        return None
    at = _past_apposition(words, found.last)
    if heard := _overheard(text, words, at):
        return heard
    verb = _near_verb(words, at)
    if verb is not None and words[verb].lower in SPEECH_VERBS:
        if not joined and (_does(words, verb) or is_told_of(found, words[verb].lower)):
            return None
        strength = 1.0 if joined else 0.9 if ending != "." else 0.7
        strength -= 0.25 * (words[verb].lower not in SURE_VERBS and not joined)
        return Tag(found, words[verb].lower, strength, found.start, words[verb].end, after=True)
    if joined and found.kind != "role":
        later = _later_verb(words, at)
        verb_text = words[later].lower if later else ""
        return Tag(found, verb_text, 0.9 if later else 0.7, found.start, found.end, after=True)
    return None


def _past_clause(text: str, words: Sequence[Token]) -> Mention | None:
    """Who says it behind a clause that tells when: "when Ada pressed him, Tom said"."""
    comma = next((at for at, word in enumerate(words) if word.text == ","), None)
    found = phrase_at(text, words, comma + 1) if comma and words[0].lower in _WHEN else None
    verb = _near_verb(words, found.last) if found else None
    return found if verb is not None and words[verb].lower in SURE_VERBS else None


def _overheard(text: str, words: Sequence[Token], at: int) -> Tag | None:
    """Whom somebody "heard say" it: "he heard Ada whisper"."""
    if at >= len(words) or words[at].lower not in ("heard", "overheard"):
        return None
    found = phrase_at(text, words, at + 1)
    if found is None or found.last >= len(words) or words[found.last].lower not in BASE_FORMS:
        return None
    verb = words[found.last]
    return Tag(found, verb.lower, 1.0, found.start, verb.end, after=True)


def _does(words: Sequence[Token], verb: int) -> bool:
    """Whether a verb that may be one of speech tells what somebody does: "Ada began to run"."""
    aims = verb + 1 < len(words) and words[verb + 1].lower in ("to", "into", "from")
    return aims and words[verb].lower not in SURE_VERBS


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
