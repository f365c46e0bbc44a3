"""The few words that an editor would call a thing by, from a phrase of an image prompt."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_WORDS = 6
"""A name on a shot list is read at a glance."""

MOST_LETTERED = 5
"""Words of lettering that stand for all of it."""

_DIRECTIONS = re.compile(
    r"panel \d+ of|\baesthetic|\bstyle\b|\bcolou?r palette|\bcomposition\b|^in contrast$|"
    r"^reactions range|\bno lettering\b|\bcontrast is\b|^(?:a|an|the)? ?(?:very )?"
    r"(?:bright|colou?rful|quiet|joyful|wide|vibrant|dramatic)$",
    re.IGNORECASE,
)
"""What a prompt says of the drawing rather than of what is drawn."""

_MEDIUM = re.compile(
    r"^(?:the|a|an)?\s*(?:[\w-]+,? ){0,5}?"
    r"(?:drawing|panorama|cover|illustration|image|picture|painting|graphic novel|montage|"
    r"visualization|visualisation|depiction|view|scene|background|foreground)\b(?! street)"
    r"(?:\s+(?:is|are))?\s*"
    r"(?P<joint>of|showing|depicting|shows|depicts|includes|features|filled with)?"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:and|but|or|with|also|including|includes?|shows?|cut to|there (?:is|are)|others?|"
    r"(?:one|the other|another|each) side (?:shows|has)|the other shows|featuring|"
    r"is|are|"
    r"stands?|sits?|rises?|lies?|leans?|kneels?|waits?|comes?|hangs?|seen|"
    r"(?:in|on|at) (?:the |his |her |one |either )?(?:(?:far|upper|lower|middle|very) )?"
    r"(?:foreground|background|left|right|center|centre|middle|distance|corner|side|bottom|top|"
    r"sky|wall|floor)\b(?: (?:on|at|in|of) the (?:far )?(?:left|right|center|centre|bottom|top))?|"
    r"(?:inside|through|above|behind|beside|below|from|by|at|in|on)(?= (?:the|an?)\b))"
    r"(?:[\s,:]+|$)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:who|that|which|where|whose|is|are|was|were|be|has|have|with|to|in|on|at|by|from|for|"
    r"into|onto|over|under|near|behind|beside|above|below|between|across|against|toward|towards|"
    r"as|while|out|up|down|around|through|looking|labeled|labelled|reading|saying)\b.*$|"
    r"\s*[(“\"”:].*$",
    re.IGNORECASE | re.DOTALL,
)
_ACTS = re.compile(
    r"(?<=\w)\s+(?!(?:building|painting|drawing|evening|morning|king)s?\b)\w{3,}ing\b.*$"
)
_VERBS = re.compile(
    r"(?<=\w\w)\s+(?:stand|sit|rise|lie|hang|look|show|display|point|pass|passe|glimmer|smolder|"
    r"evolve|continue|begin|roll|ripple|steam|float|climb|appear|wave|fly|wait|represented|gained|"
    r"divided|scattered|covered|filled|lit|rendered|visible|surrounded|positioned|skeptical)s?\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = frozenset(
    "pointing each another others him her them it high small large one both some wooden white old "
    "closed determination answering generating all use he's".split()
)
"""These alone are nobody's name."""

_ASIDE = frozenset(
    "suggesting symbolizing representing emphasizing rendered beside behind above below by from at "
    "despite for he she it".split()
)
"""Where a phrase begins with one of these it says something of another."""

_ARTICLE = re.compile(r"^(?:a|an|one|another|the|his|her|their|its|this|that)\s+", re.IGNORECASE)


def is_direction(text: str) -> bool:
    """Does a phrase say how to draw, rather than what?"""
    return _DIRECTIONS.search(re.sub(r"\s+", " ", text).strip(" .,;!?")) is not None


def worded(text: str) -> str:
    """A noun phrase of a few words ("the old fisherman"), of a phrase of a prompt ("stands one old
    fisherman with a grey beard"); empty where no noun is found."""
    left = re.sub(r"\s+", " ", text).strip(" .,;!?")
    left = _without_leading(left)
    for rest in (_ACTS, _VERBS, _ENDS):
        left = rest.sub("", left)
    left = left.strip(" .,;!?*_")
    article = _ARTICLE.match(left)
    bare = left[article.end() :] if article else left
    words = bare.split()[:MOST_WORDS]
    while words and words[-1].lower() in ("of", "and", "or", "the", "a", "very"):
        words.pop()
    if not words or (len(words) < 3 and not words[-1][:1].isalnum()):
        return ""
    if words[0].lower() in _ASIDE or (len(words) == 1 and words[0].lower() in _NOTHING):
        return ""
    return " ".join(("the", *words) if article else words)


def _without_leading(text: str) -> str:
    """A phrase without what only says how, or where, its thing is drawn."""
    while True:
        shorter = _LEADING.sub("", text, count=1)
        medium = _MEDIUM.match(shorter)
        if medium:
            shorter = medium["rest"] if medium["joint"] else ""
        if shorter == text:
            return text
        text = shorter


def sign_called(text: str) -> str:
    """What a sign is called: the first words that stand on it, in quotes."""
    words = text.split()
    if not words:
        return "the sign"
    more = "…" if len(words) > MOST_LETTERED else ""
    return f"“{' '.join(words[:MOST_LETTERED])}{more}” sign"


def in_order(names: Iterable[str], text: str) -> str:
    """Somebody's names as their text puts them, with capitals: "Captain" is no name, "Ines" is.
    What the text lacks is a first name that they have elsewhere."""
    lower = text.lower()
    ranked = sorted(names, key=lambda name: (lower.find(name), name))
    return " ".join(name[:1].upper() + name[1:] for name in ranked)
