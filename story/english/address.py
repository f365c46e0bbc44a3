"""What is said of names: who is called to, who gives their own, which two are one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.english.vocabulary import PEOPLE_VERBS, VOCATIVE_LEADS, word_set
from story.language.tokens import Token

_FOND = word_set("dear my old poor little sweet good")
"""Words between a call and its name: "Oh, my dear Anne"."""

_PITIED = "poor"
"""Whoever is called so is rather spoken of ("Ah, poor Ada!"), unless it is "my poor Ada"."""

_INSIDE = word_set("in into near throughout")
_AIMED = word_set("look looks glance glances smile smiles glad laugh laughs eyes point shot")
_ACTING = ("ed", "ing", "ly")
"""What stands before "at" where it points at somebody."""

_RENAMING = frozenset(
    tuple(phrase.split())
    for phrase in (
        "née", "nee", "born", "now", "formerly", "once", "alias", "afterwards", "became",
        "had become", "has become", "that was", "that had been", "who was", "who had been",
        "who became", "had been", "was now", "is now", "otherwise", "or rather",
        "otherwise known as", "also known as", "known as", "in other words",
    )
)  # fmt: skip
"""Words between two names of one person: "Miss Vane, who had become Mrs. Pell"."""


def renaming(between: Sequence[Token]) -> bool:
    """Whether words between two names say that they are one person's."""
    return tuple(word.lower for word in between if word.text[0].isalpha()) in _RENAMING


def introduces(words: Sequence[Token], first: int) -> bool:
    """Whether the name at `first` is given as the speaker's own: "I am Ada", "I _am_ the Count"."""
    lead = [word.lower for word in words[max(0, first - 6) : first] if word.text != "_"]
    lead = lead[:-1] if lead[-1:] in (["the"], ["a"], ["an"]) else lead
    lead = lead[-3:]
    named = lead in (["my", "name", "is"], ["my", "name", "was"]) or lead[-2:] == ["my", "name's"]
    named = named or lead[-2:] == ["call", "me"]
    return named or lead[-2:] == ["i", "am"] or lead[-1:] in (["i'm"], ["i’m"])


_IT_IS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "it was", "it is", "it's", "it’s", "that is", "that's", "that’s", "it was only",
        "it is only", "it's only", "it’s only", "only me", "it must be", "there stood", "in came",
        "in walked", "me", "it is i", "it's never",
    )
)  # fmt: skip
"""Words before a name that say who is there: "It was Kit", "Only me, Kit"."""


_BESIDE = word_set("why oh ah but well and yes no the his her their my our your old young poor")
"""Words that may stand before these, and before the name."""


def reveals(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sentence says that the name [first, last) is who is there; "It was Kit who laughed"
    tells that of nobody who was heard before."""
    lead: list[str] = []
    for word in reversed(words[max(0, first - 5) : first]):
        if word.text in ".!?;:—":
            break
        lead.insert(0, word.lower)
    lead = [word for word in lead if word[0].isalpha() and word not in _BESIDE]
    relative = last < len(words) and words[last].lower in ("who", "that", "whom", "whose")
    owned = words[last - 1].lower.endswith(("'s", "’s"))
    return tuple(lead) in _IT_IS and not relative and not owned


def placed(words: Sequence[Token], first: int) -> bool:
    """Whether the name at `first` stands where a place does: "in Kent", "a house at Lee", but not
    "he looked at Lee"."""
    before = words[first - 1].lower if first else ""
    if before in _INSIDE:
        return True
    aim = words[first - 2].lower if first > 1 else ""
    return before == "at" and not (aim in _AIMED or aim in PEOPLE_VERBS or aim.endswith(_ACTING))


_ASKED = ("your name", "who are you", "they call you", "call yourself", "shall i call you")
"""Words by which somebody is asked for their name."""


def asks_name(text: str) -> bool:
    """Whether somebody is asked for their name: "What is your name?"."""
    low = text.casefold()
    return any(asked in low for asked in _ASKED)


_ANSWER = re.compile(
    r"""\W*(?:(?:oh|ah|well|why),?\s)?
    (?:yes|no|aye|nay|certainly|of\scourse|not\sat\sall|indeed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a speech opens that answers another: "Oh, no, not at all."."""


def answers(text: str) -> bool:
    """Whether a speech opens with yes or no."""
    return bool(_ANSWER.match(text))


_BELOW = word_set("sir ma'am ma’am madam miss")
"""What whoever is asked says behind a name to the one who asks: "Tom Whit, sir."."""


def stands_alone(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name [first, last) opens a speech as an answer does, and no call: "Jack.", "Ada
    Pell. She has the key.", "Tom Whit, sir."."""
    behind = [word.lower for word in words[last : last + 2]]
    return not first and (behind[:1] == ["."] or (behind[:1] == [","] and behind[-1] in _BELOW))


def addresses(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name [first, last) is called to: set off by signs, and no member of a list."""
    while first and words[first - 1].lower in _FOND:
        first -= 1
        if words[first].lower == _PITIED and (not first or words[first - 1].lower != "my"):
            return False
    opens = (
        first == 0
        or words[first - 1].text in ',.!?;:—-“"'
        or words[first - 1].lower in VOCATIVE_LEADS
    )
    closes = last >= len(words) or words[last].text in ",.!?;:—-"
    listed = last + 1 < len(words) and words[last].text == "," and words[last + 1].lower == "and"
    return opens and closes and not listed
