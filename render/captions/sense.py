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
_ENDS = re.compile(rf"[.!?…。！？][{re.escape(_CLOSERS)}]*$")
_CLAUSE = re.compile(rf"[;:—–、，；：][{re.escape(_CLOSERS)}]*$|--$|^-$")
_COMMA = re.compile(rf"[,،][{re.escape(_CLOSERS)}]*$|\)$")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)+$")

FORBIDDEN = 60.0
"""A cut that costs this or more parts what belongs together: article and noun, a name, a unit."""


def cut_cost(left: str, right: str) -> float:
    """0 (the end of a sentence) to 100 (never), for a cut between two neighbouring words.

    The words carry their punctuation. The function words known are English; in other languages
    punctuation, numbers and names still count.
    """
    if ends_sentence(left):
        return 0.0
    if _CLAUSE.search(left):
        return 4.0
    if right[:1] in "—–" or right == "-":
        return 26.0
    before, after = left.strip(_OPENERS + ",").lower(), right.strip(_OPENERS).lower()
    if _COMMA.search(left):
        return 30.0 if _is_number(left) and _is_number(right) else 7.0
    if _belongs_together(left, right, before):
        return 75.0
    return _word_cost(before, after)


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with `word`: a full stop that is not an abbreviation's."""
    bare = word.strip(_OPENERS + _CLOSERS)
    if bare.lower() in _TITLES or (_INITIALS.match(bare) and bare.count(".") < 3):
        return False
    return bool(_ENDS.search(word))


def _word_cost(before: str, after: str) -> float:
    if before in _DETERMINERS:
        return 70.0
    if before in _PREPOSITIONS:
        return 55.0
    if before in _CONJUNCTIONS:
        return 50.0
    if before in _LEANING:
        return 42.0
    if after in _CONJUNCTIONS:
        return 12.0
    if after in _PREPOSITIONS:
        return 22.0 if after == "of" else 15.0
    return 24.0


def _belongs_together(left: str, right: str, before: str) -> bool:
    """Parts of a name, a title and its name, a number and its unit."""
    if before in _TITLES or _INITIALS.match(left.strip(_OPENERS)):
        return True
    if _is_number(left) and not left.endswith("%"):
        return True
    capital = left.strip(_OPENERS)[:1].isupper() and before not in _DETERMINERS | _CONJUNCTIONS
    following = right.strip(_OPENERS)[:1]
    return capital and len(before) > 1 and (following.isupper() or following.isdigit())


def _is_number(word: str) -> bool:
    return bool(re.match(r"[$€£¥#]?\d", word.strip(_OPENERS)))
