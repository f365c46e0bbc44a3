"""The lexicon: words, and how they are said: a respelling ("jiff") or IPA between slashes."""

from __future__ import annotations

import gzip
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from story.assets import asset
from story.problems import Problem
from voices.pronunciation.hibari_package import alphabet
from voices.pronunciation.ipa import to_alphabet
from voices.pronunciation.normalise.rule import Claim

_NAME_LENGTH = 4
"""Letters: shorter words in capitals are spelled out, shorter names are often common words too."""
_SIBILANTS = "szʃʒʧʤ"
_VOICELESS = "ptkfθ"
_SOUNDS = ("Ll", "Lu", "Lo")
"""Categories of signs that are sounds; the others lengthen, stress or part them."""
_IPA_MARKS = frozenset("ˈˌːˑ.‿ ‖|'͜͡\u0329\u0303\u032f\u0325\u02de")


@dataclass(frozen=True)
class Lexicon:
    """Entries (written, said) in order; a later entry for the same word wins.

    An entry in lower case matches in any case. A capital asks for the very same letters ("Polish",
    "US"), but for names of four letters or more also matches all capitals ("EULER"). Words match
    whole, with or without a possessive `'s`.
    """

    entries: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(words: Mapping[str, str]) -> Lexicon:
        """The lexicon of a table, such as `[say]` in a file."""
        return Lexicon(tuple((written.strip(), said.strip()) for written, said in words.items()))

    def with_words(self, other: Lexicon) -> Lexicon:
        """Both; the other's entries take the place of any for the same word."""
        theirs = {written.casefold() for written, _ in other.entries}
        mine = (entry for entry in self.entries if entry[0].casefold() not in theirs)
        return Lexicon((*mine, *other.entries))

    def said(self, written: str) -> str:
        """How a word is said, empty where there is no entry for it."""
        found = self._exact.get(written) or self._any_case.get(written.casefold())
        return found or ""

    def claims(self, text: str) -> list[Claim]:
        """Where the words of the lexicon stand in `text`, and how they are said there."""
        if not self.entries:
            return []
        found = [self._claim(match) for match in self._pattern.finditer(text)]
        found += [self._stretched(match) for match in _STRETCHED.finditer(text)]
        return [claim for claim in found if claim]

    def problems(self, file: str, row: int = 0) -> tuple[Problem, ...]:
        """Entries that can't be used: those that give no sound, and IPA with other signs."""
        return tuple(
            Problem(
                *(file, row, "lexicon-entry"),
                f'"{written}" can\'t be said as "{said}": {fault}.',
                "It is said as without this entry.",
            )
            for written, said in self.entries
            if (fault := _fault(written, said))
        )

    def usable(self) -> Lexicon:
        """The entries that can be said: a word of the others is said as without them."""
        return Lexicon(tuple(entry for entry in self.entries if not _fault(*entry)))

    @cached_property
    def _exact(self) -> dict[str, str]:
        names = {w.upper(): s for w, s in self.entries if _is_name(w)}
        return names | {w: s for w, s in self.entries if w != w.lower()}

    @cached_property
    def _any_case(self) -> dict[str, str]:
        return {w.casefold(): s for w, s in self.entries if w == w.lower()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted({w for w, _ in self.entries if w}, key=lambda w: (-len(w), w))
        return re.compile(
            rf"(?<![\w@])(?<!\w\.)({'|'.join(map(re.escape, words))})(?![\w@]|\.\w)('s(?!\w))?",
            re.IGNORECASE,
        )

    def _stretched(self, match: re.Match[str]) -> Claim | None:
        """A sound drawn out ("Grrrrr") is said as its entry with the letter twice ("grr")."""
        if self.said(match[0]):
            return None
        said = self.said(_RUN.sub(r"\1\1", match[0]))
        ipa = ipa_of(said)
        return Claim(*match.span(), match[0] if ipa else said, ipa) if said else None

    def _claim(self, match: re.Match[str]) -> Claim | None:
        said = self.said(match[1])
        if not said:
            return None
        ipa = ipa_of(said)
        if not ipa:
            return Claim(match.start(1), match.end(1), said)
        if match[2]:
            return Claim(match.start(), match.end(), match[0], possessive(ipa))
        return Claim(match.start(1), match.end(1), match[1], ipa)


_WORD = re.compile(r"(?<![\w@'])([^\W\d_]{2,})(?![\w@]|\.\w)('s(?!\w)|(?!'\w))")
_STRETCHED = re.compile(r"(?<!\w)(?=[a-z]*?([a-z])\1\1)[a-z]+(?!\w)", re.IGNORECASE)
_RUN = re.compile(r"(.)\1{2,}", re.IGNORECASE)


def ipa_of(said: str) -> str:
    """The IPA of "/ˈkuːdə/" with stress marks right before the vowels, empty for a respelling.

    A text without a stress mark gets one, as single syllables are often written without.
    """
    if len(said) <= 2 or said[0] != "/" or said[-1] != "/":
        return ""
    ipa = said[1:-1].strip()
    if "ˈ" in ipa or "ˌ" in ipa:
        return _STRESSED.sub(r"\2\1", ipa)
    return _FIRST_VOWEL.sub("ˈ", ipa, count=1)


_VOWELS = "aeiouyæɑɐɒɔəɚɛɜɝɪʊʌøœɨʉɯɤᵻᵊAIOQWY"
_STRESSED = re.compile(rf"([ˈˌ])([^ˈˌ{_VOWELS}\s]+)")
_FIRST_VOWEL = re.compile(rf"(?=[{_VOWELS}])")


def possessive(ipa: str) -> str:
    """`ipa` with the ending of a possessive."""
    last = ipa.rstrip("ː")[-1:]
    if last in _SIBILANTS:
        return ipa + "ɪz"
    return ipa + ("s" if last in _VOICELESS else "z")


@cache
def shared_lexicon() -> Lexicon:
    """The names and words that come with Inkreel, because voices often get them wrong."""
    table = tomllib.loads(asset("pronunciation/lexicon-en.toml").read_text(encoding="utf-8"))
    return Lexicon.of(table["say"])


@cache
def dictionary() -> Mapping[str, str]:
    """Word in lower case -> IPA, for English words and names that voices would have to guess.

    From the CMU Pronouncing Dictionary; see assets/pronunciation/build.py.
    """
    packed = asset("pronunciation/cmudict.tsv.gz").read_bytes()
    rows = gzip.decompress(packed).decode("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)


def dictionary_claims(text: str) -> list[Claim]:
    """Words of `text` that the dictionary knows; short capitals are left: they are spelled."""
    found = []
    for match in _WORD.finditer(text):
        word = match[1]
        ipa = dictionary().get(word.lower())
        if ipa and not (word.isupper() and len(word) < _NAME_LENGTH):
            said = possessive(ipa) if match[2] else ipa
            found.append(Claim(*match.span(), match[0], said))
    return found


def says_lexicon(says: Iterable[tuple[str, str]]) -> Lexicon:
    """The lexicon of a line's own "say" annotations; both parts must be there."""
    pairs = ((written.strip(), said.strip()) for written, said in says)
    return Lexicon(tuple((written, said) for written, said in pairs if written and said)).usable()


def say_pair(value: str) -> tuple[str, str]:
    """The parts of a direction's value: "gif | jiff"."""
    written, _, said = value.partition("|")
    return written.strip(), said.strip()


def _is_name(word: str) -> bool:
    return len(word) >= _NAME_LENGTH and word != word.lower()


def _fault(written: str, said: str) -> str:
    if not written or not said:
        return "one of the two is empty"
    if not said.strip("/ "):
        return "there is nothing between the slashes"
    if said.startswith("/") != said.endswith("/"):
        return "a slash is missing, IPA stands between two"
    ipa = ipa_of(said)
    odd = [char for char in ipa if not _is_ipa(char)]
    if odd:
        return f"{odd[0]!r} is no IPA sign"
    return "" if _is_heard(ipa, said) else "there is no sound in it"


def _is_heard(ipa: str, said: str) -> bool:
    """Whether a voice has a sound for any sign of a pronunciation, or a respelling has a letter."""
    if not ipa:
        return any(char.isalnum() for char in said)
    signs = to_alphabet(ipa, british=False)
    return any(char in alphabet() and unicodedata.category(char) in _SOUNDS for char in signs)


def _is_ipa(char: str) -> bool:
    if char in _IPA_MARKS:
        return True
    return unicodedata.category(char) in ("Ll", "Lm", "Lo", "Mn", "Sk") or char in "AIOQWYT"
