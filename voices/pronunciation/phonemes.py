"""What hibari's G2P makes of a text, with the map from every sound back to its characters.

The G2P answers with a bare string. Its steps are run one by one here, and the place of each token
is kept: said text -> normalised text -> tokens -> sounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from voices.model import Spoken
from voices.pronunciation import hibari_package
from voices.pronunciation.hibari_package import G2P, alphabet, grapheme_to_phoneme
from voices.pronunciation.ipa import to_alphabet

SILENT = frozenset(' ;:,.!?—…"()“”')
"""Symbols of the alphabet that are pauses or intonation, not sounds."""

_EMPHATIC = 2
"""The stress, in the G2P's own steps, that makes a main stress of any word."""
_QUOTES = {"“": "``", "‘": "``", "”": "''"}
_STEP = re.compile(r"\w+|[^\w\s]")
_WORDS = re.compile(r"(?<![\w.])(no|fig|ed|Sun|Sat|Wed|Mar|Hon)\.(?! ?[0-9])")
"""Words at a sentence's end, which the G2P would read as short forms: "She said number"."""
_PARTED = re.compile(_WORDS.pattern.replace(r"\.(", r" \.("))
"""The same with their full stop set apart, as the G2P is shown them."""
_CHUNK = re.compile(r"—|[^\s—]+")  # the tokenizer would not part a dash from a quotation mark
Range = tuple[int, int]


@dataclass(frozen=True)
class Phoneme:
    """One symbol of the voices' alphabet, and the range of the said text that it stands for."""

    symbol: str
    start: int
    end: int

    @property
    def is_heard(self) -> bool:
        """Whether it is a sound of a word, not a pause or intonation."""
        return self.symbol not in SILENT


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int
    space: bool
    phonemes: str | None = None
    stress: int | None = None


def to_phonemes(spoken: Spoken, *, british: bool) -> tuple[Phoneme, ...]:
    """The symbols that say `spoken.said`, its own pronunciations in place."""
    g2p = grapheme_to_phoneme(british=british)
    tokens = [_stressed(token, spoken) for token in _tokens(spoken, g2p, british=british)]
    return _trim(_say(tokens, g2p))


def _stressed(token: _Token, spoken: Spoken) -> _Token:
    """A word that the author stressed gets its full stress, even "is" or "the"."""
    inside = any(token.start < end and start < token.end for start, end in spoken.emphasis)
    return replace(token, stress=_EMPHATIC) if inside else token


def normalised(text: str) -> tuple[str, tuple[Range, ...]]:
    """hibari's reading of `text`, and for each of its characters the range in `text`."""
    clean = _PARTED.sub(r"\1.", hibari_package.in_plain_words(_WORDS.sub(r"\1 .", _fold(text))))
    return clean, _align(text, clean)


def _fold(text: str) -> str:
    """The same length, with look-alikes that the G2P would spell out or drop."""
    return "".join(_ALIKE.get(c) or _plainer(c) for c in text)


def _plainer(character: str) -> str:
    """A Latin letter that the G2P never saw, without its accents."""
    base = unicodedata.normalize("NFD", character)[:1]
    return base if character > "\u017f" and base.isascii() else character


_ALIKE = {"‐": "-", "‑": "-", "’": "'", "ʼ": "'", "＇": "'", "‛": "'", "\u00a0": " ", "\u202f": " "}
_ALIKE |= {"«": "“", "»": "”", "„": "“", "‟": "”", "‹": "“", "›": "”"}


def _align(old: str, new: str) -> tuple[Range, ...]:
    before, after = _steps(old), _steps(new)
    places: list[Range] = [(0, 0)] * len(new)
    matcher = SequenceMatcher(None, [_fold(t) for t, _ in before], [t for t, _ in after], False)  # noqa: FBT003
    last = (0, 0)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        for j in range(j1, j2):
            text, at = after[j]
            if kind == "equal":
                first = before[i1 + j - j1][1]
                last = (first, first + len(text))
                places[at : at + len(text)] = [(first + k, first + k + 1) for k in range(len(text))]
            else:
                last = _block(before, i1, i2) or last
                places[at : at + len(text)] = [last] * len(text)
    return tuple(places)


def _steps(text: str) -> list[tuple[str, int]]:
    return [(m.group(), m.start()) for m in _STEP.finditer(text)]


def _block(steps: list[tuple[str, int]], first: int, last: int) -> Range | None:
    inside = steps[first:last]
    return (inside[0][1], inside[-1][1] + len(inside[-1][0])) if inside else None


def _tokens(spoken: Spoken, g2p: G2P, *, british: bool) -> list[_Token]:
    tokens: list[_Token] = []
    cursor = 0
    for start, end, ipa in sorted(spoken.phonemes):
        tokens += _read(spoken.said, cursor, start, g2p)
        space = spoken.said[end : end + 1].isspace()
        word = spoken.said[start:end]
        tokens.append(_Token(word, start, end, space, to_alphabet(ipa, british=british)))
        cursor = end
    return tokens + _read(spoken.said, cursor, len(spoken.said), g2p)


def _read(said: str, first: int, last: int, g2p: G2P) -> list[_Token]:
    text, places = normalised(said[first:last])
    tokens = []
    for chunk in _CHUNK.finditer(text):
        at, pieces = chunk.start(), g2p.tokenizer.split(chunk.group())
        for i, piece in enumerate(pieces):
            start, end = _cover(places[at : at + len(piece)])
            at += len(piece)
            space = i == len(pieces) - 1 and (text + said[last - 1])[chunk.end()].isspace()
            tokens.append(_Token(piece, first + start, first + end, space))
    return tokens


def _cover(places: tuple[Range, ...]) -> Range:
    return (min(a for a, _ in places), max(b for _, b in places)) if places else (0, 0)


def _say(tokens: list[_Token], g2p: G2P) -> list[Phoneme]:
    if not tokens:
        return []
    tags = _quote_tags(tokens, g2p.tagger([token.text for token in tokens]))
    made = [
        hibari_package.token(t.text, tag, " " if t.space else "", t.phonemes, t.stress)
        for t, tag in zip(tokens, tags, strict=True)
    ]
    said: list[Phoneme] = []
    places = _Places(tokens)
    for word in g2p.phonemize_tokens(made):
        start, end = places.take(word.text)
        said += [Phoneme(c, start, end) for c in word.phonemes or "" if c in alphabet()]
        if word.whitespace:
            said.append(Phoneme(" ", end, end))
    return said


def _quote_tags(tokens: list[_Token], tags: list[str]) -> list[str]:
    """Quotation marks tagged as such: a wrong guess of the tagger makes a word of them."""
    fixed, inside = [], False
    for token, tag in zip(tokens, tags, strict=True):
        if token.text == '"':
            inside = not inside
            tag = "``" if inside else "''"
        fixed.append(_QUOTES.get(token.text, tag))
    return fixed


class _Places:
    """Hands out the said range of each word that the G2P gives back, in order.

    It splits and merges tokens, but neither adds nor reorders their characters.
    """

    def __init__(self, tokens: list[_Token]) -> None:
        self._text = "".join(token.text for token in tokens)
        self._place = [(t.start, t.end) for t in tokens for _ in t.text]
        self._cursor = 0

    def take(self, word: str) -> Range:
        squeezed = "".join(word.split())
        at = self._text.find(squeezed, self._cursor)
        at = self._cursor if at < 0 else at
        self._cursor = at + len(squeezed)
        return _cover(tuple(self._place[at : self._cursor]))


def _trim(said: list[Phoneme]) -> tuple[Phoneme, ...]:
    while said and said[0].symbol == " ":
        said = said[1:]
    while said and said[-1].symbol == " ":
        said = said[:-1]
    return tuple(s for i, s in enumerate(said) if s.symbol != " " or said[i - 1].symbol != " ")


LONGEST_BREATH = 400
"""Symbols that are said in one breath at most: the model takes 510, and its memory grows."""


def breaths(said: Sequence[Phoneme]) -> tuple[tuple[Phoneme, ...], ...]:
    """`said` in pieces of at most LONGEST_BREATH symbols, parted where a reader would breathe."""
    pieces: list[tuple[Phoneme, ...]] = []
    rest = tuple(said)
    while len(rest) > LONGEST_BREATH:
        at = _breath(rest)
        pieces.append(_trim(list(rest[:at])))
        rest = _trim(list(rest[at:]))
    return tuple(piece for piece in (*pieces, rest) if any(sound.is_heard for sound in piece))


def _breath(said: Sequence[Phoneme]) -> int:
    """The last good place to part: after a sentence, else a clause, else a word."""
    for ends in (".!?…", ",;:—", " "):
        for at in range(LONGEST_BREATH, LONGEST_BREATH // 4, -1):
            if said[at - 1].symbol in ends and (said[at].symbol == " " or ends == " "):
                return at
    return LONGEST_BREATH


_RUN = re.compile(r"\S+")


_SLASHED = re.compile(r"(?<![\w/])\d+(?:/\d+)+(?![\w/])")


_SIGNS = frozenset("£€¥₹₩°¢½¼¾²³¹×÷±™®©№")


def unsayable_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of `text` that the G2P leaves out, spells out or makes noise of."""
    found = [(m.start(), m.end()) for m in _SLASHED.finditer(text)]
    for match in _RUN.finditer(text):
        foreign = [match.start() + i for i, c in enumerate(match.group()) if is_foreign(c)]
        if foreign:
            found.append((foreign[0], foreign[-1] + 1))
    return tuple(sorted(found))


def is_foreign(character: str) -> bool:
    """Whether the G2P has no reading for this letter or picture: neither Latin nor a known sign."""
    if character.isascii() or unicodedata.category(character)[0] in "ZPCM":
        return False
    return not (unicodedata.name(character, "").startswith("LATIN") or character in _SIGNS)
