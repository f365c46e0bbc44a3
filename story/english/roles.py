"""Descriptions of people without a name: "the old keeper", "another woman", "his friend"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from story.english.phrases import is_quality, mention_of, phrase_at
from story.english.vocabulary import (
    ABSTRACTS,
    ANAPHORS,
    COLLECTIVE_NOUNS,
    COMPANIONS,
    DETERMINERS,
    FEMALE_NOUNS,
    GENERIC_NOUNS,
    MALE_NOUNS,
    MANNERS,
    MUTE_PARTS,
    NEW_DETERMINERS,
    OWNERS,
    PEOPLE_NOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEAKING_PARTS,
    SPEECH_VERBS,
    STRANGERS,
    STYLES,
    THINGS,
    UTTERANCES,
    word_set,
)
from story.language.base import NameKey
from story.language.tokens import Mention, Token
from story.model import Gender

_DOERS = ("man", "woman", "er", "or", "ist", "ian", "keeper", "eur", "ess", "ant", "boy", "girl")
"""Endings of words for people who do something: a noun that no list has may still be somebody."""

_LONGEST = 6
"""Tokens of a role before its bearer's name."""

_NOBODY = SPEAKING_PARTS | MUTE_PARTS | UTTERANCES | ABSTRACTS
_SHORTEST_DOER = 5
"""Letters: shorter words with such an ending are mostly things ("door", "ear")."""


def is_somebody(mention: Mention) -> bool:
    """Whether the head of a role is a word for somebody."""
    head = mention.head
    if head in THINGS or mention.kind != "role":
        return mention.kind != "role"
    known = head in PEOPLE_NOUNS or head in COLLECTIVE_NOUNS
    known = known or (head in STYLES and mention.text.split()[0].lower() in POSSESSIVES)
    return known or (len(head) >= _SHORTEST_DOER and head.endswith(_DOERS))


_ONLY_PEOPLE = word_set(
    "asked asks replied replies answered answers spoke speaks inquired retorted remarked explained"
)
"""Verbs of speech that make somebody of a noun that no list has: "The gargoyle answered."."""


def is_told_of(mention: Mention, verb: str) -> bool:
    """Whether a sentence of narration of its own, which leads into no speech, only tells what
    something does: "The bell called them in.", "The sign said so.", but not "A voice called."."""
    if mention.kind != "role" or is_somebody(mention) or mention.head in SPEAKING_PARTS:
        return False
    return mention.head in THINGS or verb not in _ONLY_PEOPLE


def speaks_for(mention: Mention) -> Mention | None:
    """Who speaks where something of theirs does: she for "her faint voice", nobody for "the abrupt
    answer"; anybody else, and a voice of nobody known, for themselves."""
    if mention.kind != "role" or mention.head not in _NOBODY:
        return mention
    pronoun = OWNERS.get(mention.text.split()[0].lower(), "")
    if pronoun and mention.head in SPEAKING_PARTS | UTTERANCES:
        return replace(mention, kind="pronoun", head=pronoun)
    return mention if mention.head in ("voice", "voices") else None


def gender_of(noun: str) -> Gender:
    """What a word for somebody says of their gender: "fisherman"."""
    if noun.endswith("woman"):
        return "female"
    if noun.endswith("man") and noun not in ("human", "german", "roman", "woman"):
        return "male"
    if noun in FEMALE_NOUNS or noun in MALE_NOUNS:
        return "female" if noun in FEMALE_NOUNS else "male"
    return "unknown"


def points_back(mention: Mention) -> bool:
    """Whether words only point back at somebody: "the other", "his friend"."""
    if mention.kind != "role":
        return False
    first = mention.text.split()[0].lower()
    back = first in ("the", "that", "this") and mention.head in ANAPHORS
    return back or (first in POSSESSIVES and mention.head in COMPANIONS)


def may_be_named(mention: Mention) -> bool:
    """Whether a description may be of somebody known by another name: "the man", "his friend"."""
    first = mention.text.split()[0].lower()
    definite = first in ("the", "his", "her", "my", "their", "this", "that")
    generic = mention.kind == "role" and definite and mention.head in GENERIC_NOUNS
    return generic and not mark(mention)


_TOLD_APART = word_set("beside behind near opposite from of who at by")
"""Words behind a description that tell one from others: "the girl beside Ada"."""


def is_epithet(mention: Mention, behind: str) -> bool:
    """Whether a description is only another word for somebody who is there: "the girl" is, "the
    stranger" and "the second man" are people of their own. `behind` is the text behind it."""
    words = mention.text.lower().split()
    apart = mention.head in STRANGERS or not all(map(is_quality, words[1:-1]))
    next_word = behind[:1].isspace() and behind.split(maxsplit=1)[:1]
    return may_be_named(mention) and not apart and not (next_word and next_word[0] in _TOLD_APART)


def described(mention: Mention) -> str:
    """A new role with what tells it apart, "a woman in a green shawl"; "" where nothing does."""
    words = mention.text.split()
    extra = mention.longer.split()[len(words) :]
    told = (
        is_somebody(mention)
        and 2 < len(extra) < 7
        and extra[0] in ("in", "with")
        and extra[1] in ("a", "an", "the")
        and extra[-1] not in MANNERS
        and words[0].lower() in NEW_DETERMINERS
    )
    return lowered(mention.longer) if told else ""


def mark(mention: Mention) -> NameKey:
    """The nouns of "the man with the black beard", or of "a man with a black beard"; () of others.

    "The man with a smile" has only smiled.
    """
    extra = mention.longer.lower().split()[len(mention.text.split()) :]
    definite = mention.text.split()[0].lower() == "the"
    if not described(mention) and not (definite and extra[1:2] == ["the"]):
        return ()
    told = extra[0] in ("in", "with") and 2 < len(extra) < 7 and extra[-1] not in MANNERS
    return (mention.head, extra[-1]) if told and mention.head in GENERIC_NOUNS else ()


def lowered(role: str) -> str:
    """A role as in mid-sentence: "A woman" as "a woman"."""
    first = role.split()[0]
    return role[0].lower() + role[1:] if first.lower() in DETERMINERS else role


_NAMING = (
    ("whose", "name", "was"),
    ("whose", "name", "is"),
    ("who", "was", "called"),
    ("who", "is", "called"),
    ("by", "the", "name", "of"),
    ("named",),
)
"""Words between a role and the name of whoever has it."""


def named_role(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role before the name [first, last): "the old keeper, whose name was Odo", "the tall
    clerk, Odo Pell, ...". One that many may have by turns ("the man") is none."""
    end = first - 1 if first and words[first - 1].text == "," else first
    said = next((n for n in _NAMING if _ends_with(words, end, n)), ())
    end -= len(said)
    end -= bool(said) and end > 0 and words[end - 1].text == ","
    closed = last < len(words) and words[last].text in ",.;"
    if end == first or (not said and not closed) or _listed(words, last):
        return None
    articles = ("the", "a", "an") if said else ("the",)
    for at in range(max(0, end - _LONGEST), end - 1):
        role = phrase_at(text, words, at) if words[at].lower in articles else None
        if role and role.last == end and role.kind == "role":
            apart = at == 0 or words[at - 1].text not in (",", "-")
            vague = role.last - role.first < 3 and role.head in GENERIC_NOUNS
            return role if (said or apart) and is_somebody(role) and not vague else None
    return None


_CALLED = (
    ("was",),
    ("is",),
    ("was", "called"),
    ("was", "named"),
    ("was", "known", "as"),
    ("name", "was"),
    ("name", "is"),
)
"""Words between a role and a name that a sentence says is its bearer's."""


def equated(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role of which a sentence says that it is that of the name [first, last): "The cook was
    Mrs. Pell", "The clerk's name was Odo Pell", "The clerk coughed. His name was Odo."."""
    said = next((n for n in reversed(_CALLED) if _ends_with(words, first, n)), ())
    ends = last >= len(words) or words[last].text in ",.;" or words[last].lower == "and"
    if not said or not ends or words[last - 1].lower.endswith(("'s", "’s")):
        return None
    end = first - len(said)
    if said[0] == "name" and end and words[end - 1].lower in ("his", "her"):
        return _subject_before(text, words, end - 1)
    role = _role_at(text, words, end)
    return role if role and _opens_clause(words, role.first) else None


def _subject_before(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """The role with which the sentence before the one at a token begins."""
    ends = [n for n in range(at) if words[n].text in ".!?"]
    if not ends or ends[-1] < at - 1:
        return None
    return _role_of_one(text, words, ends[-2] + 1 if len(ends) > 1 else 0)


def _role_at(text: str, words: Sequence[Token], end: int) -> Mention | None:
    """The role that ends before a token."""
    for at in range(max(0, end - _LONGEST), end):
        role = _role_of_one(text, words, at) if words[at].lower == "the" else None
        if role:
            behind = words[role.last : end]
            return role if not behind or behind[0].lower == "of" else None
    return None


def _opens_clause(words: Sequence[Token], first: int) -> bool:
    """Whether a phrase stands where a clause begins."""
    before = words[first - 1] if first else None
    return before is None or not before.text[0].isalnum() or before.lower in ("and", "but", "while")


def _role_of_one(text: str, words: Sequence[Token], at: int) -> Mention | None:
    """The role of one person that begins at a token, without what is said behind it: "the clerk"
    of "the clerk's", "the mate of the ship"; not "the man"."""
    found = phrase_at(text, words, at)
    if found is None or words[at].lower != "the" or found.kind == "pronoun":
        return None
    inner = range(at + 1, found.last)
    of = next((n for n in inner if words[n].lower == "of"), found.last)
    owned = next((n + 1 for n in inner if words[n].lower.endswith(("'s", "’s"))), found.last)
    role = mention_of("role", text, words, at, min(of, owned))
    if role.last < found.last and owned <= of:
        bare = role.text[:-2]
        role = replace(role, text=bare, end=role.end - 2, head=bare.split()[-1].lower())
    written = any(word.capital for word in words[at + 1 : role.last])
    able = not written and is_somebody(role) and role.head not in GENERIC_NOUNS | COLLECTIVE_NOUNS
    return role if able else None


def _ends_with(words: Sequence[Token], end: int, phrase: tuple[str, ...]) -> bool:
    """Whether the tokens before `end` are those of a phrase."""
    return tuple(word.lower for word in words[max(0, end - len(phrase)) : end]) == phrase


def _listed(words: Sequence[Token], last: int) -> bool:
    """Whether a list goes on behind a name."""
    return last + 1 < len(words) and words[last + 1].lower in ("and", "or", "the", "a")


_BEING = word_set("was is were had has been once now")


def predicate(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role that a sentence says of the name [first, last): "Odo had been a painter"."""
    at = max(first, last)
    while at < len(words) and at < last + 3 and words[at].lower in _BEING:
        at += 1
    if at == last or at >= len(words) or words[at].lower not in ("a", "an", "the"):
        return None
    role = phrase_at(text, words, at)
    return role if role and role.kind == "role" and role.head not in GENERIC_NOUNS else None


_NAMING_LEADS = PREPOSITIONS | SPEECH_VERBS | word_set("and but as when while")
"""Words before a name that is no object of a verb, to whom something may be given."""


def _surnamed(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role right behind a name by which its bearer is told from others: "Hodge the baker"."""
    before = words[first - 1] if first else None
    able = before is None or not before.text[0].isalnum() or before.lower in _NAMING_LEADS
    role = _role_of_one(text, words, last) if able else None
    behind = words[role.last].lower if role and role.last < len(words) else ""
    return None if behind == "of" or (role and role.text != text[role.start : role.end]) else role


def apposition(text: str, words: Sequence[Token], first: int, last: int) -> Mention | None:
    """The role between commas behind a name, unless it is the next of a list."""
    if last + 2 < len(words) and words[last].lower == "the":
        return _surnamed(text, words, first, last)
    if (
        last + 2 >= len(words)
        or words[last].text != ","
        or (first and words[first - 1].text == ",")
    ):
        return None
    role = phrase_at(text, words, last + 1)
    if not role or role.kind != "role" or role.head in COLLECTIVE_NOUNS | GENERIC_NOUNS:
        return None
    opening = role.text.split()[0].lower()
    if opening in POSSESSIVES or role.last >= len(words) or words[role.last].text not in ",.;":
        return None
    listed = role.last + 1 < len(words) and words[role.last + 1].lower in ("and", "or", "the", "a")
    return None if listed and words[role.last].text == "," else role
