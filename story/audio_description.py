"""What a picture shows, in words that can be spoken: for viewers who can't see it.

From the author's own words, else the alt text, else the prompt that the picture was made from,
with its instructions to the artist taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from story.model import Character, Line, Panel, Script, Section

DESCRIBER = "describer"
"""The speaker of descriptions; HOW marks their lines."""
HOW = "description"

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
_GENERIC = re.compile(
    r"^(?:the\s+)?(?:cover|panel|image|picture|figure|photo|illustration|scene|screenshot|untitled)"
    r"(?:\s+(?:image|art|photo))?[\s#]*\d*[a-z]?$|^\S+\.(?:png|jpe?g|webp|gif|svg)$",
    re.IGNORECASE,
)
_SPOKEN_SENTENCE = re.compile(r"\S[^.!?]*[.!?\"”’)]*")


def described(script: Script, describe: Mapping[str, str]) -> Script:
    """`script` with a spoken description before the first words over each new picture.

    `describe` maps a picture's path, as the story writes it, to the author's words. Pictures that
    are missing, or of which nothing is known, stay undescribed; so do those after the first that
    one prompt stands for.
    """
    sections: list[Section] = []
    last = ""
    for section in script.sections:
        made, last = _section(section, describe, "" if section.kind == "chapter" else last)
        sections.append(made)
    said = [line for section in sections for line in section.lines if line.how == HOW]
    if not said:
        return script
    words = sum(len(line.text.split()) for line in said)
    describer = Character(DESCRIBER, named=False, lines=len(said), words=words)
    return replace(script, sections=tuple(sections), characters=(*script.characters, describer))


def description(panel: Panel, describe: Mapping[str, str]) -> str:
    """What is said of `panel`; "" where nothing is known of it."""
    own = {_path(path): text for path, text in describe.items()}.get(_path(panel.path), "")
    alt = " ".join(panel.alt.split())
    if own.strip():
        return " ".join(own.split())
    if alt and not _GENERIC.match(alt.rstrip(".")):
        return _ended(alt)
    return from_prompt(panel.prompt)


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
    return _ended(f"We see {rest}" if include else rest[:1].upper() + rest[1:])


def _ended(text: str) -> str:
    return text if re.search(r"[.!?][\"”’)]*$", text) else f"{text.rstrip(',;: ')}."


def _section(section: Section, describe: Mapping[str, str], last: str) -> tuple[Section, str]:
    """The section with its descriptions, and the last of them; none is the same as the `last`."""
    lines: list[Line] = []
    told: set[int | None] = {None}

    def tell(index: int) -> None:
        nonlocal last
        text = description(section.panels[index], describe)
        if text not in ("", last) and section.panels[index].file:
            lines.append(_told(section, index, text))
            last = text

    for line in section.lines:
        if line.panel not in told and line.panel is not None:
            tell(line.panel)
            told.add(line.panel)
        opens = line.joint == "start" and bool(lines)
        lines.append(replace(line, joint="paragraph") if opens else line)
    for index in range(len(section.panels)):
        if index not in told:
            tell(index)
    first = [replace(line, joint="start") for line in lines[:1]]
    return replace(section, lines=(*first, *lines[1:])), last


def _told(section: Section, index: int, text: str) -> Line:
    panel = section.panels[index]
    return Line(
        id=f"{section.identity}-described-{index}",
        kind="narration",
        speaker=DESCRIBER,
        panel=index,
        start=panel.start,
        end=panel.start,
        text=text,
        offsets=(panel.start,) * len(text),
        sentences=tuple((found.start(), found.end()) for found in _SPOKEN_SENTENCE.finditer(text)),
        joint="paragraph",
        row=panel.row,
        how=HOW,
    )


def _path(path: str) -> str:
    return str(PurePosixPath(path.replace("\\", "/")))
