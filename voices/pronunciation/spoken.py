"""The author's text -> what a voice is asked to say, with a map back to every character.

What is written stays; the spoken form is kept beside it. The same form goes to every engine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from story.model import Line
from voices.model import Spoken
from voices.pronunciation.lexicon import (
    Lexicon,
    dictionary_claims,
    say_pair,
    says_lexicon,
    shared_lexicon,
)
from voices.pronunciation.normalise import ENGLISH
from voices.pronunciation.normalise.rule import Claim, claims
from voices.pronunciation.normalise.symbols import silent_ranges

_FOLDED = ("<wide>", "<narrow>", "<font>", "<noBreak>")
_SAME = str.maketrans("’ʼ‘₀₁₂₃₄₅₆₇₈₉", "'''0123456789")
"""Look-alikes that the rules need not tell apart, one character for one."""
_LETTER_A = re.compile(r"(?<![\w.'])A(?![\w.'])")
_CLOSING = frozenset(",.;:!?)…")
_Range = tuple[int, int]


def spoken_form(
    text: str,
    lexicon: Lexicon | None = None,
    emphasis: Iterable[_Range] = (),
    says: Sequence[tuple[str, str]] = (),
    language: str = "en",
) -> Spoken:
    """What a voice is asked to say for `text`.

    `lexicon` is the shared one where None; `says` are this line's own (written, said) pairs and
    rank above it. `emphasis` are ranges of `text`; the result's are ranges of its `said`. Numbers,
    signs and short forms become words in English only. Any text is fine; nothing is raised.
    """
    plain = "".join(_fold(char) for char in text)
    match = plain.translate(_SAME)
    taken = _lexical(match, lexicon if lexicon is not None else shared_lexicon(), says)
    taken += _unclaimed(taken, silent_ranges(plain))
    if language.lower().partition("-")[0] == "en":
        taken = claims(match, ENGLISH, taken)
        taken += [
            one for one in dictionary_claims(match) if not _overlaps(one.start, one.end, taken)
        ]
    said = _Said()
    said.assemble(plain, sorted(taken))
    return Spoken(text, said.text, tuple(said.source), tuple(said.phonemes), said.ranges(emphasis))


def spoken_line(line: Line, lexicon: Lexicon | None = None, language: str = "en") -> Spoken:
    """The spoken form of a whole line, with its emphasis and its "say" directions."""
    says = [say_pair(each.value) for each in line.annotations if each.kind == "say"]
    return spoken_form(line.text, lexicon, line.emphasis, says, language)


def _fold(char: str) -> str:
    """A full-width or styled letter, a digit of any script, an odd space as the plain one."""
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isspace():
        return " "
    if unicodedata.decomposition(char).startswith(_FOLDED):
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


def _lexical(text: str, lexicon: Lexicon, says: Sequence[tuple[str, str]]) -> list[Claim]:
    own = says_lexicon(says).claims(text)
    shared = lexicon.claims(text)
    return own + [claim for claim in shared if not _overlaps(claim.start, claim.end, own)]


def _unclaimed(taken: list[Claim], ranges: Iterable[_Range]) -> list[Claim]:
    return [Claim(*found, "") for found in ranges if not _overlaps(*found, taken)]


def _overlaps(start: int, end: int, taken: Iterable[Claim]) -> bool:
    return any(start < claim.end and claim.start < end for claim in taken)


class _Said:
    """Builds the said text, its source map and its pronunciations, from left to right."""

    def __init__(self) -> None:
        self._chars: list[str] = []
        self.source: list[_Range] = []
        self.phonemes: list[tuple[int, int, str]] = []
        self._after_claim = False

    @property
    def text(self) -> str:
        return "".join(self._chars)

    def assemble(self, plain: str, found: Iterable[Claim]) -> None:
        at = 0
        for claim in found:
            self._verbatim(plain, at, claim.start)
            self._claim(claim)
            at = claim.end
        self._verbatim(plain, at, len(plain))
        if self._after_claim:
            self._drop_spaces()

    def ranges(self, written: Iterable[_Range]) -> tuple[_Range, ...]:
        """Ranges of the said text that stand for ranges of the written one."""
        found = []
        for first, last in written:
            inside = [i for i, (a, b) in enumerate(self.source) if a < last and first < b]
            if inside:
                found.append((inside[0], inside[-1] + 1))
        return tuple(found)

    def _verbatim(self, plain: str, first: int, last: int) -> None:
        for at in range(first, last):
            char = plain[at]
            if self._after_claim and not self._chars and char == " ":
                continue
            if self._after_claim and self._chars:
                if char in _CLOSING:
                    self._drop_spaces()
                elif char == " " and self._ends_with_space():
                    continue
                elif char.isalnum() and self._chars and self._chars[-1].isalnum():
                    self._add(" ", self.source[-1])
            self._add(char, (at, at + 1))
            self._after_claim = False

    def _claim(self, claim: Claim) -> None:
        said, place = claim.said, (claim.start, claim.end)
        as_written = bool(claim.phonemes) and len(said) == claim.end - claim.start
        if said[:1] == " " and (not self._chars or self._ends_with_space()):
            said = said.lstrip(" ")
        if said[:1].isalnum() and self._chars and self._chars[-1].isalnum():
            self._add(" ", (claim.start, claim.start + 1) if as_written else place)
        base = len(self._chars)
        for at, char in enumerate(said, claim.start):
            self._add(char, (at, at + 1) if as_written else place)
        self._after_claim = not as_written
        if claim.phonemes:
            self.phonemes.append((base, base + len(said), claim.phonemes))
        elif claim.letters:
            self.phonemes += [
                (base + match.start(), base + match.end(), "ˈeɪ")
                for match in _LETTER_A.finditer(said)
            ]

    def _ends_with_space(self) -> bool:
        return self._chars[-1] == " "

    def _drop_spaces(self) -> None:
        while self._chars and self._ends_with_space():
            self._chars.pop()
            self.source.pop()

    def _add(self, char: str, place: _Range) -> None:
        self._chars.append(char)
        self.source.append(place)
