"""Where a sentence may be cut: how much the sense suffers between two written words."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)]*_"
_OPENERS = "\"'“‘«([*_¿¡"
_TITLES = {
    *("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "sir", "lady", "lord", "captain", "president"),
    *("no.", "vol.", "fig.", "p.", "pp.", "gen.", "lt.", "sgt.", "rev.", "hon.", "vs.", "e.g."),
    *("i.e.", "ca.", "king", "queen", "prince", "princess", "professor", "doctor", "uncle", "aunt"),
}
_DETERMINERS = {
    *("a", "an", "the", "this", "these", "those", "my", "your", "his", "her", "its"),
    *("our", "their", "no", "every", "each", "some", "any", "another", "both", "all", "whose"),
}
_PREPOSITIONS = {
    *("of", "in", "on", "at", "to", "for", "with", "by", "from", "into", "over", "under", "after"),
    *("before", "about", "against", "between", "through", "during", "without", "within", "across"),
    *("along", "around", "behind", "beyond", "toward", "towards", "upon", "until", "despite", "as"),
    *("like", "near", "since", "than", "via", "among", "above", "below", "beside", "besides"),
}
_CONJUNCTIONS = {
    *("and", "but", "or", "nor", "so", "yet", "because", "while", "when", "where", "if", "unless"),
    *(
        "although",
        "though",
        "that",
        "which",
        "who",
        "whom",
        "whether",
        "what",
        "why",
        "how",
        "once",
    ),
}
_LEANING = {
    *("i", "you", "he", "she", "it", "we", "they", "i'm", "it's", "there", "not", "very", "too"),
    *("is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does"),
    *("did", "will", "would", "can", "could", "shall", "should", "may", "might", "must", "more"),
    *("most", "less", "least", "quite", "rather", "almost", "never", "ever", "only", "just"),
}
_AUXILIARIES = {
    *("is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "will", "would"),
    *("can", "could", "shall", "should", "may", "might", "must"),
}
_FUNCTION = _PREPOSITIONS | _CONJUNCTIONS | _AUXILIARIES | _DETERMINERS | _LEANING
_OBJECTS = {
    *("it", "you", "him", "her", "them", "us", "me", "himself", "herself", "itself", "themselves"),
    *("myself", "yourself", "ourselves", "there"),
}
_SUBJECTS = {"i", "he", "she", "we", "they"}
_NUMBERS = {
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    *("hundred", "thousand", "million", "billion", "several", "few", "many"),
}
_DESCRIBING = re.compile(r"(?:ly|ous|ive|ful|less|[ai]ble|al|ic|ish|(?<!m)ent|ant|est|ary)$")
"""Endings of words that mostly lean on the word behind them."""
_PLURAL = re.compile(r"\w{2}[^\Wsui]s$|ies$")
_ENDS = re.compile(rf"[.!?…。！？][{re.escape(_CLOSERS)}]*$")
_CLAUSE = re.compile(rf"[;:—–、，；：][{re.escape(_CLOSERS)}]*$|--$|^-$")
_COMMA = re.compile(rf"[,،][{re.escape(_CLOSERS)}]*$|\)$")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)+$")

FORBIDDEN = 50.0
"""A cut that costs this or more parts what belongs together: article and noun, a name, a unit."""


def cut_cost(left: str, right: str, earlier: str = "") -> float:
    """0 (the end of a sentence) to 100 (never), for a cut between two neighbouring words.

    The words carry their punctuation; `earlier` is the one before `left`. The function words known
    are English; in other languages punctuation, numbers and names still count.
    """
    if ends_sentence(left):
        return 0.0
    if _CLAUSE.search(left):
        return 4.0
    if right[:1] in "—–" or right == "-":
        return 26.0
    before, after = left.strip(_OPENERS + ",").lower(), right.strip(_OPENERS).lower()
    if _COMMA.search(left):
        return _comma_cost(left, right, earlier)
    if _belongs_together(left, right, before, after):
        return 75.0
    return _word_cost(before, after.strip(_CLOSERS + ".,;:!?…"))


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with `word`: a full stop that is not an abbreviation's."""
    bare = word.strip(_OPENERS + _CLOSERS)
    if bare.lower() in _TITLES or (_INITIALS.match(bare) and bare.count(".") < 3):
        return False
    return bool(_ENDS.search(word))


def _comma_cost(left: str, right: str, earlier: str) -> float:
    """Little, but where the comma parts a place from its country, or adjectives of one noun."""
    if _is_number(left) and _is_number(right):
        return 30.0
    named = left[:1].isupper() and right[:1].isupper()
    if named and re.search(r"[,.;:!?]$", right):
        return 22.0
    opened = earlier.strip(_OPENERS).lower()
    owned = opened in _DETERMINERS or opened.endswith(("'s", "’s"))
    pair = any(_DESCRIBING.search(word) for word in (left.rstrip(","), right))
    return 26.0 if owned and pair and right not in _FUNCTION else 7.0


def _word_cost(before: str, after: str) -> float:
    """Between words with nothing between them."""
    ahead = _ahead(before, after)
    return ahead if ahead is not None else _behind(before, after)


def _ahead(before: str, after: str) -> float | None:
    """What it costs because the first word asks for another; None where it doesn't."""
    turns = after in _PREPOSITIONS | _CONJUNCTIONS
    if before in _OBJECTS and turns:
        return None
    if before in _DETERMINERS:
        return 70.0
    if before in _PREPOSITIONS:
        return 30.0 if turns or after in _AUXILIARIES else 55.0
    if before in _CONJUNCTIONS:
        return 50.0
    return 42.0 if before in _LEANING else None


def _behind(before: str, after: str) -> float:
    """What it costs by the word that would open the next row."""
    if after in _CONJUNCTIONS:
        return 12.0
    if after in _AUXILIARIES:
        return 14.0
    if after in _PREPOSITIONS:
        return 22.0 if after == "of" else 15.0
    if after in _SUBJECTS:
        return 16.0
    if _DESCRIBING.search(before):
        return 36.0
    if after in _DETERMINERS or after.endswith("ing"):
        return 20.0
    return 22.0 if _PLURAL.search(before) else 28.0


def _belongs_together(left: str, right: str, before: str, after: str) -> bool:
    """Parts of a name, a title and its name, a number and its unit."""
    if before in _TITLES or _INITIALS.match(left.strip(_OPENERS)):
        return True
    counted = _is_number(left) or before in _NUMBERS
    if counted and not left.endswith("%"):
        return after not in _FUNCTION
    capital = left.strip(_OPENERS)[:1].isupper() and before not in _DETERMINERS | _CONJUNCTIONS
    following = right.strip(_OPENERS)[:1]
    return capital and len(before) > 1 and (following.isupper() or following.isdigit())


def _is_number(word: str) -> bool:
    return bool(re.match(r"[$€£¥#]?\d", word.strip(_OPENERS)))
