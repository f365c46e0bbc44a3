"""A rule of reading: a pattern, and what its matches are said as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
"""A plain or comma-grouped number with an optional decimal part."""

START = r"(?<![\w.])(?<![0-9][,:/])"
"""Nothing before it that would make it part of a longer word or number."""

END = r"(?![\w])(?![.,:/][0-9])"
"""Nothing after it that would make it part of a longer word or number."""

DASH = r"\s?[-–—]\s?"
"""The dash of a range."""

ASCII_DIGITS = "0123456789"

MODIFIED = re.compile(
    r" (?!(?:a|an|and|are|as|at|before|but|by|each|every|for|from|had|has|in|into|is|of|on|or|over"
    r"|per|since|than|that|the|then|through|to|until|was|were|when|which|while|will|with|within"
    r"|would|away|ago|later|more|less|last|this|long|wide|high|tall|deep|apart|short|down|up)\b)"
    r"[a-z]"
)
ARTICLE = re.compile(r"\b(?:an?|another) $", re.IGNORECASE)


@dataclass(frozen=True)
class ReadingRule:
    """Where `pattern` matches, `say` gives the words, or None to leave the match to later rules.

    `needs` are characters of which a text must have one for the rule to be tried at all.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, order=True)
class Claim:
    """The range [start, end) of the written text is said as `said`.

    `phonemes`, where not empty, is the IPA of the whole of `said`. `letters` tells that a lone
    "A" in `said` is the letter, not the article.
    """

    start: int
    end: int
    said: str
    phonemes: str = ""
    letters: bool = False


def rule(pattern: str, say: Callable[[re.Match[str]], str | None], flags: int = 0) -> ReadingRule:
    """A rule from the text of its pattern."""
    return ReadingRule(re.compile(pattern, flags), say)


def constant(pattern: str, said: str) -> ReadingRule:
    """A rule whose matches are all said alike."""
    return rule(pattern, lambda _: said)


def needing(characters: str, *rules: ReadingRule) -> tuple[ReadingRule, ...]:
    """`rules`, to be tried only on texts that have one of `characters`."""
    return tuple(replace(one, needs=frozenset(characters)) for one in rules)


def after(words: str, pattern: str, say: Callable[[re.Match[str]], str | None]) -> ReadingRule:
    """A rule for what stands behind a space and one of `words` (parted by "|", in any case)."""
    before = re.compile(rf"(?:^|\W)(?:{words}) $", re.IGNORECASE)

    def checked(match: re.Match[str]) -> str | None:
        start = match.start()
        return say(match) if before.search(match.string, max(0, start - 20), start) else None

    return rule(pattern, checked)


def claims(text: str, rules: Iterable[ReadingRule], taken: Iterable[Claim] = ()) -> list[Claim]:
    """What `rules` claim of `text`, earlier rules first, beside what is `taken`; in order."""
    found = list(taken)
    used = bytearray(len(text))
    characters = set(text)
    for claim in found:
        used[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    for one in rules:
        if one.needs and one.needs.isdisjoint(characters):
            continue
        for match in one.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(used[start:end]):
                continue
            said = one.say(match)
            if said is not None:
                found.append(Claim(start, end, said, letters=True))
                used[start:end] = b"\1" * (end - start)
    return sorted(found)


def is_modifier(match: re.Match[str]) -> bool:
    """Whether an amount stands before its noun ("a $5 million deal", "a 10 km run")."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(ARTICLE.search(before) and MODIFIED.match(after))


def words_before_match(match: re.Match[str], count: int = 1) -> list[str]:
    """Up to `count` words right before a match, nearest last."""
    return re.findall(r"[^\W\d_]+", match.string[max(0, match.start() - 40) : match.start()])[
        -count:
    ]
