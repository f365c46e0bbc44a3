"""What a picture shows, in words that can be spoken: for viewers who can't see it.

From the author's own words, else the alt text, else the prompt that the picture was made from,
with its instructions to the artist taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from story.model import Character, Line, Panel, Script, Section

DESCRIBER = "describer"
"""The speaker of descriptions; HOW marks their lines."""
HOW = "description"

MOST = 320
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

    `describe` maps a picture's path, as the story writes it, to the author's words. Pictures of
    which nothing is known stay undescribed.
    """
    sections = tuple(_section(section, describe) for section in script.sections)
    said = [line for section in sections for line in section.lines if line.how == HOW]
    if not said:
        return script
    words = sum(len(line.text.split()) for line in said)
    describer = Character(DESCRIBER, named=False, lines=len(said), words=words)
    return replace(script, sections=sections, characters=(*script.characters, describer))


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
        if said and len(said) + len(shown) > MOST:
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


def _section(section: Section, describe: Mapping[str, str]) -> Section:
    lines: list[Line] = []
    told: set[int | None] = {None}
    for line in section.lines:
        if line.panel not in told and line.panel is not None:
            lines += _told(section, line.panel, describe)
            told.add(line.panel)
        opens = line.joint == "start" and bool(lines)
        lines.append(replace(line, joint="paragraph") if opens else line)
    for index in range(len(section.panels)):
        if index not in told:
            lines += _told(section, index, describe)
    first = [replace(line, joint="start") for line in lines[:1]]
    return replace(section, lines=(*first, *lines[1:]))


def _told(section: Section, index: int, describe: Mapping[str, str]) -> Iterator[Line]:
    panel = section.panels[index]
    text = description(panel, describe)
    if text:
        yield Line(
            id=f"{section.identity}-described-{index}",
            kind="narration",
            speaker=DESCRIBER,
            panel=index,
            start=panel.start,
            end=panel.start,
            text=text,
            offsets=(panel.start,) * len(text),
            sentences=tuple(
                (found.start(), found.end()) for found in _SPOKEN_SENTENCE.finditer(text)
            ),
            joint="paragraph",
            row=panel.row,
            how=HOW,
        )


def _path(path: str) -> str:
    return str(PurePosixPath(path.replace("\\", "/")))
