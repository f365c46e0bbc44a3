"""Finds who is said to speak by a whole sentence at a paragraph's end: "Ada ran on gaily."."""

from __future__ import annotations

from collections.abc import Sequence

from story.english.roles import is_somebody
from story.english.sentences import sentences
from story.english.tags.clauses import subject_of
from story.english.tags.owners import who_spoke
from story.english.vocabulary import word_set
from story.language.tokens import Tag, Token, tokens

SOFT = 0.6
"""How sure such a tag is: what is told in between may be of somebody else."""

_LONGEST = 40
"""Words of such a sentence: a longer one tells of other things."""

_WHEN = word_set("as when before while after where whenever if since though that than until till")
_SPEAKING = word_set(
    "spoke began resumed continued proceeded explained protested exclaimed replied answered "
    "interrupted interposed persisted"
)
_GOING = {
    "on": word_set("went ran rattled rambled burst"),
    "out": word_set("burst broke cried called"),
    "in": word_set("broke burst cut struck chimed"),
    "up": word_set("spoke"),
}
"""Verbs of speech by the word behind them."""

_REPEATING = word_set("repeated put asked")
_REPEATED = word_set("question words it")
"""What is asked again: "Tom repeated his question."."""

_TOLD = word_set(
    "that whether if of about what why how who where when against upon nothing him her them to not"
)
"""Words behind a verb of speech where what was said is told, or nothing was."""


def announced(text: str, start: int, end: int) -> Tag | None:
    """The tag that the last sentence of the narration [start, end) is for what comes next."""
    ranges = sentences(text, max(start, end - 500), end)
    words = tokens(text, *ranges[-1]) if ranges else []
    if not words or len(words) > _LONGEST or words[-1].text != ".":
        return None
    known = who_spoke(text, words)
    if known:
        return Tag(known, "spoke", SOFT, known.start, words[-1].end, after=False)
    verb = next((at for at in range(len(words) - 1, 0, -1) if _speaks(words, at)), None)
    subject = subject_of(text, words, verb) if verb is not None else None
    if subject is None or verb is None or not is_somebody(subject) or _aside(words, subject.first):
        return None
    if subject.kind == "pronoun" and subject.head not in ("he", "she", "i"):
        return None
    return Tag(subject, words[verb].lower, SOFT, subject.start, words[-1].end, after=False)


def _aside(words: Sequence[Token], subject: int) -> bool:
    """Whether a clause only tells when something else happened: "As he spoke, ..."."""
    return bool(subject) and words[subject - 1].lower in _WHEN


def _speaks(words: Sequence[Token], at: int) -> bool:
    """Whether a verb says that somebody speaks now, and not what they said."""
    low, behind = words[at].lower, words[at + 1].lower if at + 1 < len(words) else ""
    if words[at].capital or words[at - 1].lower in ("not", "never", "had", "was", "be"):
        return False
    if low in _REPEATING:
        return any(word.lower in _REPEATED for word in words[at + 1 : at + 4])
    if low in _GOING.get(behind, ()):
        return not _told(words, at + 2)
    return low in _SPEAKING and not _told(words, at + 1)


def _told(words: Sequence[Token], at: int) -> bool:
    """Whether the words from one on tell what was said."""
    return any(word.lower in _TOLD or word.lower.endswith("ing") for word in words[at : at + 3])
