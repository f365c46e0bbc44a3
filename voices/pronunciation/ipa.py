"""From the IPA that people write to the alphabet that Kokoro and hibari were trained on."""

from __future__ import annotations

_BOTH = {
    "tʃ": "ʧ", "t͡ʃ": "ʧ", "dʒ": "ʤ", "d͡ʒ": "ʤ", "eɪ": "A", "aɪ": "I", "ɔɪ": "Y", "aʊ": "W",
    "g": "ɡ", "r": "ɹ", "ɫ": "l", "ʍ": "w", "'": "ˈ", "ɜ˞": "ɜɹ", "ɝ": "ɜɹ", "l̩": "ᵊl", "n̩": "ᵊn",
}  # fmt: skip
_AMERICAN = {
    "oʊ": "O", "əʊ": "O", "ɒ": "ɑ", "ɚ": "əɹ", "ː": "", "ɾ": "T", "a": "æ", "o": "O", "e": "A",
}  # fmt: skip
_BRITISH = {"əʊ": "Q", "oʊ": "Q", "ɚ": "ə", "a": "æ", "e": "ɛ", "o": "ɔ", "ɾ": "t"}


def to_alphabet(ipa: str, *, british: bool) -> str:
    """`ipa` in the voices' alphabet. Symbols that are already theirs stay as they are."""
    table = _BOTH | (_BRITISH if british else _AMERICAN)
    sounds, i = [], 0
    text = ipa.strip("/[] ")
    while i < len(text):
        size = next((n for n in (3, 2, 1) if text[i : i + n] in table), 0)
        sounds.append(table[text[i : i + size]] if size else text[i])
        i += size or 1
    return "".join(sounds)
