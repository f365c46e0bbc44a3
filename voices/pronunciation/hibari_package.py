"""All that Inkreel uses of the package hibari-tts: no other module imports it.

Its G2P reads English for Kokoro and hibari; its draft voice also marks the words of engines that
tell no marks. Much of this is the package's private side: pyproject.toml pins the version, and a
newer one needs a look at every function here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

PACKAGE = "hibari-tts"
"""Its name as installed: its version stands in the keys of the takes that it shapes."""
GUESSED = 2
"""The rating of a token whose sounds the package's network made of its letters."""
_TOLD = 5
"""The rating of a token that comes with its sounds: more than the dictionaries have."""


class G2P(Protocol):
    """English letters to phonemes, in steps."""

    tokenizer: Any
    lexicon: Any

    def tokenize(self, text: str) -> list[Any]:
        """Tokens of a text."""

    def tagger(self, words: list[str]) -> list[str]:
        """Part-of-speech tags."""

    def phonemize_tokens(self, tokens: list[Any]) -> list[Any]:
        """Tokens, merged to words, with their `phonemes` and `rating`."""


@cache
def grapheme_to_phoneme(*, british: bool) -> G2P:
    """The G2P, loaded once per process and accent (0.4 s)."""
    from hibari import g2p

    loaded: G2P = g2p.G2P(british=british)
    return loaded


def in_plain_words(text: str) -> str:
    """`text` with its numbers, signs and short forms in words, as the G2P would read them."""
    from hibari.g2p.normalize import normalize

    return str(normalize(text))


def token(text: str, tag: str, space: str, phonemes: str | None, stress: int | None) -> Any:
    """A word for the G2P: `space` follows it; its `phonemes` are kept where they are told."""
    from hibari.g2p.token import Tok

    return Tok(text, tag, space, phonemes, stress=stress, rating=_TOLD if phonemes else None)


def in_dictionary(word: str, g2p: G2P) -> bool:
    """Whether a dictionary of the G2P has `word`, as written or in small letters."""
    tables = (g2p.lexicon.golds, g2p.lexicon.silvers)
    return any(word.lower() in table or word in table for table in tables)


@cache
def alphabet() -> dict[str, int]:
    """Kokoro's symbols and their numbers."""
    table: dict[str, int] = json.loads(
        (files("hibari") / "assets" / "vocab.json").read_text(encoding="utf-8")
    )
    return table


def draft_model() -> bytes:
    """The draft voice's ONNX model."""
    return (files("hibari") / "assets" / "hibari.onnx").read_bytes()


def synthesized(spectra: Iterable[NDArray[np.generic]], seed: int) -> NDArray[np.float32]:
    """The sound at 24 kHz of what the draft voice's model gives; `seed` decides its noise."""
    from hibari import dsp

    return np.asarray(dsp.synth(*spectra, np.random.default_rng(seed)), np.float32)
