"""Words with their places, and what they may be: a mention of somebody, a tag of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

MentionKind = Literal["name", "pronoun", "role"]
_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A word or a sign of a text, at [start, end)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and signs of a stretch of text."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(match.group(), match.start(), match.end()) for match in found]


@dataclass(frozen=True)
class Mention:
    """Words that stand for somebody: `text` as written, `first` and `last` token (half-open).

    `head` is the noun, or what is looked up of a pronoun. `longer` is the text with what may
    belong to it ("the man with the black beard").
    """

    kind: MentionKind
    text: str
    start: int
    end: int
    first: int
    last: int
    head: str
    longer: str = ""


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


def as_sentence(text: str) -> str:
    """`text` with a full stop where it has no ending."""
    return text if re.search(r"[.!?][\"”’)]*$", text) else f"{text.rstrip(',;: ')}."


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of some words (one at least) as a whole, rather a longer one."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range [start, end) of a text without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
