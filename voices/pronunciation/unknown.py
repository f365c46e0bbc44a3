"""Names and words of a story that a voice will guess, because no dictionary has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from story.model import Line, Script
from voices.model import Spoken
from voices.pronunciation.hibari_package import G2P, GUESSED, grapheme_to_phoneme, in_dictionary
from voices.pronunciation.lexicon import Lexicon
from voices.pronunciation.spoken import spoken_line

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONG_ACRONYM = 4
"""Letters: shorter ones (FBI, TV) are nearly always meant to be spelled out."""


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


def unknown_words(script: Script, lexicon: Lexicon | None = None) -> tuple[UnknownWord, ...]:
    """The words of `script` that are in no dictionary nor in `lexicon` (the shared one if None).

    Most often said first. Long acronyms that are spelled out count too: they may be words.
    """
    g2p = grapheme_to_phoneme(british=False)
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


def _guesses(spoken: Spoken, g2p: G2P) -> Iterator[tuple[str, str, bool]]:
    for part in _unsettled(spoken):
        tokens = g2p.phonemize_tokens(g2p.tokenize(part)) if part.strip() else []
        for token in tokens:
            word = _WORD.search(token.text)
            if word is None or not token.phonemes:
                continue
            spelled = _is_spelled(word[0], g2p)
            if spelled or (token.rating or 0) <= GUESSED:
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


def _is_spelled(word: str, g2p: G2P) -> bool:
    """Whether capitals that could be read as a word are read letter by letter."""
    if len(word) < _LONG_ACRONYM or not word.isupper() or not re.search("[AEIOUY]", word[1:]):
        return False
    return not in_dictionary(word, g2p)
