"""What a picture shows, in words that can be spoken: for viewers who can't see it.

From the author's own words, else the alt text, else the prompt that the picture was made from,
with its instructions to the artist taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from story.language.base import Pictures
from story.language.tokens import as_sentence
from story.languages import language_of
from story.model import Character, Line, Panel, Script, Section
from story.problems import Problem
from story.safe_text import shortened
from story.settings import setting_place

DESCRIBER = "describer"
"""The speaker of descriptions; HOW marks their lines."""
HOW = "description"

_SPOKEN_SENTENCE = re.compile(r"\S[^.!?]*[.!?\"”’)]*")


def described(script: Script, describe: Mapping[str, str]) -> Script:
    """`script` with a spoken description before the first words over each new picture.

    `describe` maps a picture's path, as the story writes it, to the author's words. Pictures that
    are missing, or of which nothing is known, stay undescribed; so do those after the first that
    one prompt stands for.
    """
    pictures = language_of(script.language).pictures
    sections: list[Section] = []
    last = ""
    for section in script.sections:
        made, last = _section(
            section, describe, pictures, "" if section.kind == "chapter" else last
        )
        sections.append(made)
    said = [line for section in sections for line in section.lines if line.how == HOW]
    if not said:
        return script
    words = sum(len(line.text.split()) for line in said)
    describer = Character(DESCRIBER, named=False, lines=len(said), words=words)
    return replace(script, sections=tuple(sections), characters=(*script.characters, describer))


def describe_problems(script: Script, describe: Mapping[str, str]) -> Iterator[Problem]:
    """A Problem for each picture that `describe` names and the story does not show."""
    shown = {_path(panel.path) for section in script.sections for panel in section.panels}
    for path in describe:
        if _path(path) not in shown:
            file, row = setting_place(script.path, ["describe", path])
            message = f"[describe] {shortened(path, 80)!r} is no picture of the story."
            advice = "Write the path as the story does."
            yield Problem(file, row, "describe-unknown", message, advice)


def description(panel: Panel, describe: Mapping[str, str], pictures: Pictures) -> str:
    """What is said of `panel`; "" where nothing is known of it."""
    own = {_path(path): text for path, text in describe.items()}.get(_path(panel.path), "")
    alt = " ".join(panel.alt.split())
    if own.strip():
        return " ".join(own.split())
    if alt and not pictures.generic.match(alt.rstrip(".")):
        return as_sentence(alt)
    return pictures.from_prompt(panel.prompt)


def _section(
    section: Section, describe: Mapping[str, str], pictures: Pictures, last: str
) -> tuple[Section, str]:
    """The section with its descriptions, and the last of them; none is the same as the `last`."""
    lines: list[Line] = []
    told: set[int | None] = {None}

    def tell(index: int) -> None:
        nonlocal last
        text = description(section.panels[index], describe, pictures)
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
