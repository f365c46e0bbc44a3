"""Roman numerals after names: kings are counted ("Henry the Eighth"), wars are numbered."""

from __future__ import annotations

import re
from itertools import pairwise

from voices.pronunciation.normalise.numbers import cardinal, ordinal
from voices.pronunciation.normalise.rule import ReadingRule, after, rule, words_before_match

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
"""Of the Roman digits."""
ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
NUMBERED = (
    "Chapter|Part|Act|Scene|Section|Volume|Vol|Book|Phase|Article|War|Mark|Mk|Type|Level|Stage"
    "|Class|Grade|Bowl|Apollo|Gemini|Episode|Round|Rocky|Saturn|Title|Appendix|Figure|Fig|Table"
    "|Panel|Canto|Symphony|Sonata|Schedule|Annex|Factor|Olympiad|Fantasy|Wars|Windows|Apple"
    "|Collossus|Colossus|Voyager|Pioneer|Polaris|Titan|Explorer|Soyuz|Vostok"
)
CROWNED = re.compile(
    "Pope|King|Queen|Emperor|Tsar|Czar|Sultan|Kaiser|Prince|Henry|Louis|Edward|George|William"
    "|Charles|James|Richard|Elizabeth|Napoleon|Pius|Benedict|Leo|Paul|Ramses|Ramesses"
    "|Frederick|Friedrich|Wilhelm|Philip|Felipe|Alexander|Nicholas|Peter|Catherine|Ivan"
    "|Umberto|Emmanuel|Gustav|Gustavus|Christian|Ferdinand|Franz|Francis|Josef|Joseph"
    "|Maximilian|Otto|Rudolf|Leopold|Albert|Alfonso|Carlos|Juan|John|Robert|David|Mary|Anne"
    "|Ptolemy|Xerxes|Darius|Cyrus|Artaxerxes|Cleopatra|Constantine|Theodosius|Justinian|Basil"
    "|Michael|Clement|Gregory|Innocent|Urban|Sixtus|Boniface|Julius|Harald|Haakon|Olav|Olaf"
    "|Erik|Eric|Sigismund|Casimir|Ladislaus|Stephen|Bela|Andrew|Thutmose|Amenhotep|Seti"
    "|Mehmed|Murad|Selim|Suleiman|Osman|Abdul|Akbar|Rama|Meiji|Humbert|Victor|Vittorio"
    "|Hussein|Abdullah|Hassan|Mohammed|Farouk|Faisal|Wilhelmina|Margaret|Isabella|Margrethe"
    "|Nebuchadnezzar|Sargon|Tiglath|Antiochus|Seleucus|Philippe|Baldwin|Theodore|Theodoric"
    "|Alaric|Childeric|Clovis|Pepin|Lothair"
)
NOT_A_NUMBER = frozenset({"MIX", "MI", "DI", "CV", "CD", "DC", "MC", "MD", "CC", "DM", "CM", "LI"})


def roman_value(text: str) -> int:
    """ "XIV" is 14."""
    values = [VALUES[char] for char in text] + [0]
    return sum(-a if a < b else a for a, b in pairwise(values))


def _numbered(match: re.Match[str]) -> str | None:
    before = words_before_match(match)[-1:]
    pronoun = match["roman"] == "I" and before != ["War"]
    if pronoun and not (before[0][0].isupper() and _ENDS.match(match.string, match.end())):
        return None
    return cardinal(roman_value(match["roman"]))


_ENDS = re.compile(r"$|[,.;:)\]'’”\"]| (?:of|and|in|was|is|—|–|-)\b| [-–—]")


def _after_name(match: re.Match[str]) -> str | None:
    text = match["roman"]
    before = words_before_match(match, 2)
    if not before or text in NOT_A_NUMBER:
        return None
    value = roman_value(text)
    if CROWNED.fullmatch(before[-1]):
        return f"the {ordinal(value)}" if len(text) > 1 or _ends_a_name(match) else None
    if len(text) < 2 or not before[-1][0].isupper():
        return None
    person = len(before) == 2 and before[0][0].isupper() and 2 <= value <= 5
    return f"the {ordinal(value)}" if person and _is_person(before) else cardinal(value)


def _is_person(names: list[str]) -> bool:
    return names[0].lower() not in ("the", "a", "an", "in", "of") and names[-1].istitle()


def _ends_a_name(match: re.Match[str]) -> bool:
    """Whether a lone letter is followed by what may follow a name, so that it is no pronoun."""
    after = match.string[match.end() :]
    if match["roman"] != "I":
        return match["roman"] in "VX"
    return bool(
        re.match(r"(?:$|[,;:)\]'’]|\.(?:$| )| (?:of|was|had|ruled|reigned|died|and the)\b)", after)
    )


RULES: tuple[ReadingRule, ...] = (
    rule(r"\bWW-?(?P<roman>II|I)(?!\w)", lambda m: f"World War {cardinal(len(m['roman']))}"),
    after(NUMBERED, rf"(?<= )(?P<roman>{ROMAN})(?![\w'’-])", _numbered),
    rule(rf"(?<=[^\W\d_][ ])(?P<roman>{ROMAN})(?![\w])(?![-.][A-Za-z])", _after_name),
)  # fmt: skip
