"""What a picture's prompt says of it, with its orders to the artist taken out."""

from __future__ import annotations

import re

from story.language.tokens import as_sentence

MOST, _OTHER_SIDE = 320, 240
"""Characters that are said of a picture; more for the other side of what has two."""
_SECOND = re.compile(r"^(?:on|to|at|in) (?:the )?(?:right|other|second|opposite)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:(?:image|panel|scene|picture|figure|cover)\b)?[\s#]*\d*\s*[:.)–-]?\s*\n?",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^[^\n]*\bdescription\b[^\n]*:\s*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bvs\.)"
    r"\s+(?=[A-Z\"“(\d])|(?<=[.!?][\"”’)])\s+(?=[A-Z\"“(\d])|\n\s*\n|\n(?=[A-Z])"
)
_MADE = re.compile(
    r"^(?:please\s+)?(?:create|generate|draw|make|design|paint|illustrate|produce|render)\b"
    r"|^an?\s[^.]*?\b(?:drawing|image|illustration|picture|painting|panel|cartoon)\b"
    r"|^(?:the\s+)?(?:scene|image|picture|drawing|panel|illustration|cover|composition)\s+"
    r"(?=shows|depicts|features|captures|presents|portrays)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:showing|depicting|depicts|shows|featuring|features|portraying|captures|presents"
    r"|portrays|of)\s+",
    re.IGNORECASE,
)
_SHOW = re.compile(r"^(?:please\s+)?(?:show(?:s|ing)?|overlay|cut to)\s+", re.IGNORECASE)
_INCLUDE = re.compile(r"^(?:please\s+)?(?:also\s+)?(?:include|add)\s+", re.IGNORECASE)
_STANDS = {"him": "He is ", "them": "They are "}
_PRONOUN = re.compile(r"^(him|them)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,\s*|\s+)(?:rendered|drawn|painted|all)?\s*(?:in|with|while maintaining)\s+"
    r"(?:an?\s+|the\s+)?[^,.]*\b(?:aesthetics?|(?<!-)style|graphic[- ]novel)\b[^,.]*(?=[.,]|$)"
    r"|,\s*rendered in [^.]*(?=\.|$)",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?<!-)\b(?:styles?|aesthetics?|consistent|consistency|palette|emotional tone|ratio|16:9|4:3"
    r"|wide[- ]landscape|landscape format|graphic[- ]novel|clarifying|image immediately|captions?"
    r"|title text|lettering|prompt|high[- ]resolution|bright colou?rs|colou?r scheme|text overlay"
    r"|(?:prior|previous) (?:images?|panels?)|artists?' notes?|series of images|do not|don't"
    r"|make sure|ensure|should (?:be|convey|have|feel|look|show|reflect|dramatically))\b"
    r"|^(?:please|use|make|keep|maintain|avoid|generate|create|draw|tone|mood|note)\b"
    r"|\bpanel \d+ of \d+",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:the\s+)?(?:cover|panel|image|picture|figure|photo|illustration|scene|screenshot|untitled)"
    r"(?:\s+(?:image|art|photo))?[\s#]*\d*[a-z]?$|^\S+\.(?:png|jpe?g|webp|gif|svg)$",
    re.IGNORECASE,
)
"""Alternative texts that say nothing of the picture."""


def from_prompt(prompt: str) -> str:
    """What a prompt says of the picture, without its instructions: a few whole sentences."""
    marker = list(_MARKER.finditer(prompt))
    text = prompt[marker[-1].end() :] if marker else prompt
    said = ""
    for sentence in _END.split(_LABEL.sub("", text, count=1)):
        shown = _shown(" ".join(sentence.split()))
        if not shown:
            continue
        room = MOST + _OTHER_SIDE if _SECOND.match(shown) else MOST
        if said and len(said) + len(shown) > room:
            break
        said = f"{said} {shown}".strip()
    return said


def _shown(sentence: str) -> str:
    """The part of a prompt's sentence that says what is seen; "" where it only gives orders."""
    made, show, include = (p.match(sentence) for p in (_MADE, _SHOW, _INCLUDE))
    rest = sentence
    if made:
        of = _OF.search(sentence, max(made.end() - 1, 0))
        rest = sentence[of.end() :] if of else ""
    elif show or include:
        found = show or include
        rest = sentence[found.end() :] if found else ""
    rest = _TAIL.sub("", rest).strip(" ,;:")
    if len(rest) < 12 or _ORDER.search(rest):
        return ""
    rest = _PRONOUN.sub(lambda found: _STANDS[found[1].lower()], rest)
    return as_sentence(f"We see {rest}" if include else rest[:1].upper() + rest[1:])
