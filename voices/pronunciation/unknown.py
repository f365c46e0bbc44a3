"""Names and words of a story that a voice will guess, because no dictionary has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast

from story.model import Line, Script
from voices.model import Spoken
from voices.pronunciation.lexicon import Lexicon
from voices.pronunciation.phonemes import grapheme_to_phoneme
from voices.pronunciation.spoken import spoken_line

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GUESSED = 2
"""hibari's rating of what its network made of a word's letters."""
_LONG_ACRONYM = 4


class _Reader(Protocol):
    """What is asked of hibari's G2P."""

    lexicon: Any

    def tokenize(self, text: str) -> list[Any]:
        """Tokens of a text."""

    def phonemize_tokens(self, tokens: list[Any]) -> list[Any]:
        """Words with their `phonemes` and `rating`."""


@dataclass(frozen=True)
class UnknownWord:
    """A word as written, how often it is said, the row and line where it is met first.

    `guess` is how the embedded voices would say it, in IPA that the lexicon takes; `spelled` tells
    that they read it letter by letter.
    """

    word: str
    count: int
    row: int
    line: str
    guess: str
    spelled: bool = False


def unknown_words(
    script: Script, lexicon: Lexicon | None = None, *, british: bool = False
) -> tuple[UnknownWord, ...]:
    """The words of `script` that are in no dictionary nor in `lexicon` (the shared one if None).

    Most often said first. Long acronyms that are spelled out count too: they may be words.
    """
    g2p = cast(_Reader, grapheme_to_phoneme(british=british))
    found: dict[str, UnknownWord] = {}
    for section in script.sections:
        for line in section.lines:
            for word, guess, spelled in _guesses(spoken_line(line, lexicon), g2p):
                found[word] = _counted(found.get(word), word, line, guess, spelled)
    return tuple(sorted(found.values(), key=lambda each: (-each.count, each.row, each.word)))


def _counted(
    known: UnknownWord | None, word: str, line: Line, guess: str, spelled: bool
) -> UnknownWord:
    if known is None:
        return UnknownWord(word, 1, line.row, line.id, guess, spelled)
    return UnknownWord(word, known.count + 1, known.row, known.line, known.guess, known.spelled)


def _guesses(spoken: Spoken, g2p: _Reader) -> Iterator[tuple[str, str, bool]]:
    for part in _unsettled(spoken):
        tokens = g2p.phonemize_tokens(g2p.tokenize(part)) if part.strip() else []
        for token in tokens:
            word = _WORD.search(token.text)
            if word is None or not token.phonemes:
                continue
            spelled = _is_spelled(word[0], g2p)
            if spelled or (token.rating or 0) <= _GUESSED:
                yield _base(word[0]), _in_ipa(token.phonemes), spelled


def _unsettled(spoken: Spoken) -> Iterator[str]:
    """The parts of the said text whose pronunciation is the engine's own."""
    cursor = 0
    for start, end, _ in sorted(spoken.phonemes):
        yield spoken.said[cursor:start]
        cursor = end
    yield spoken.said[cursor:]


def _in_ipa(phonemes: str) -> str:
    """The voices' own alphabet in IPA."""
    return "".join(_OWN_SIGNS.get(sign, sign) for sign in phonemes)


_OWN_SIGNS = {
    "A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ", "T": "ɾ", "ʤ": "dʒ",
    "ʧ": "tʃ", "ᵊ": "ə", "ᵻ": "ɪ",
}  # fmt: skip


def _base(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _is_spelled(word: str, g2p: _Reader) -> bool:
    """Whether capitals that could be read as a word are read letter by letter."""
    if len(word) < _LONG_ACRONYM or not word.isupper() or not re.search("[AEIOUY]", word[1:]):
        return False
    lexicon = g2p.lexicon
    return not any(
        word.lower() in table or word in table for table in (lexicon.golds, lexicon.silvers)
    )
