"""The data that story/ hands on: a Script, the performable form of a story.

Offsets count characters of the file decoded as UTF-8 without newline translation (a byte order
mark counts as one). Ranges are half-open. Everything here is frozen and holds no open files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from story.document import Part

NARRATOR = "narrator"

PieceRole = Literal["spoken", "markup", "skipped"]
LineKind = Literal["narration", "speech"]
Joint = Literal["start", "tag", "sentence", "paragraph"]
SectionKind = Literal["title", "chapter", "panel", "scene", "aside", "moral", "credits"]
Gender = Literal["female", "male", "unknown"]
Age = Literal["child", "adult", "elder", "unknown"]


@dataclass(frozen=True)
class Piece:
    """A stretch of source with one fate. A story's pieces partition its source.

    "spoken": said aloud. "markup": attached to spoken text (emphasis marks, quotation marks, line
    breaks). "skipped": not performed, with the `reason` ("prompt", "heading", "references", ...).
    """

    start: int
    end: int
    role: PieceRole
    reason: str = ""


@dataclass(frozen=True)
class HeadMark:
    """What the author says of a head in a picture: `box` (left, top, width, height in its pixels,
    hair to chin) is the head of `name`; of nobody, where the name is empty."""

    box: tuple[float, float, float, float]
    name: str = ""


@dataclass(frozen=True)
class ThingMark:
    """What the author says of a thing in a picture: `box` (left, top, width, height in its pixels)
    is all of it, `name` what the story calls it."""

    box: tuple[float, float, float, float]
    name: str


@dataclass(frozen=True)
class PageMark:
    """What the author says of a picture as a page of comics.

    `order` is how its drawings are read; `parted` whether it is a page: "auto" where it plainly is
    one. `frames` are its drawings' boxes (left, top, width, height in its pixels), in order; they
    are looked for where none are given.
    """

    order: Literal["ltr", "rtl"] = "ltr"
    parted: Literal["auto", "always", "never"] = "auto"
    frames: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class Panel:
    """One picture as the story names it.

    `path` is as written; `file` is the picture found inside the story's folder, None where it is
    missing. `prompt` is what the artist (or image model) was asked for, never spoken. `heads` are
    the author's word on who is where in it, `things` on what is, `page` on its drawings.
    """

    path: str
    file: Path | None
    prompt: str = ""
    alt: str = ""
    start: int = 0
    end: int = 0
    row: int = 0
    heads: tuple[HeadMark, ...] = ()
    things: tuple[ThingMark, ...] = ()
    page: PageMark = PageMark()


@dataclass(frozen=True)
class Annotation:
    """How to perform, from a parenthesis, a tag verb or an annotation.

    `kind`: "delivery" (value "whisper" | "shout" | "thought" | "calm" | "excited" | "sad"),
    "take" (which of several recordings, from "1"), "pause" (seconds before the line),
    "beat" (seconds of rest before it at least, 0 for none),
    "callout" (words to show), "callouts" ("off": no more of them in the section),
    "inset" (who or what is seen near), "clip" (a video that is shown before the line),
    "light" ("glow"), "weather" ("snow" | "rain"), "focus" (who or what is sharp), "shake" (a word),
    "split" (the writer has the line begin here),
    "say" ("written | said"), "camera", "sound", "voice" (a speaker's or voice's name).
    """

    kind: str
    value: str
    row: int = 0


@dataclass(frozen=True)
class Line:
    """One utterance by one speaker: a quoted fragment, or the narration between two.

    `text` is what is spoken, verbatim but for markup, quotation marks and folded white space;
    `offsets[i]` is the source offset of `text[i]`. `sentences` are ranges of `text` that cover it
    but for white space. `joint` says what separates the line from the one before it in its
    section: "start" (none), "tag" (same sentence: quotation to tag), "sentence", "paragraph".
    `id` is made from the text and its count, so that edits elsewhere leave it as it is.
    `how` names the evidence for the speaker ("narration", "explicit", "pronoun", "alternation",
    ...); `alternatives` are other speakers in falling likelihood; `confidence` lies in 0..1.
    `emphasis` are ranges of `text` that the author stressed. `panel` indexes the section's panels.
    """

    id: str
    kind: LineKind
    speaker: str
    panel: int | None
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    joint: Joint
    row: int = 0
    confidence: float = 1.0
    how: str = "narration"
    alternatives: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Card:
    """Something shown rather than spoken, as text: a table, an end quotation, a note; the path of a
    video file ("clip")."""

    kind: str
    text: str
    row: int = 0


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next: one scene of the film.

    `title` is shown, without "Panel 3:" or "Chapter 2 -"; `label` is that part ("Chapter 2"),
    empty where the heading has none. `kind` "title" is what stands before the first heading after
    the H1; "chapter" is a `Chapter N` heading or its equal (prologue, epilogue in a story of
    chapters); "panel" likewise in a story of panels; "scene" any other; "aside" a call to action;
    "moral"; "credits" references that are not spoken. `identity` is a short hash of the title,
    with a count where titles repeat: the section's name in the store, stable under edits elsewhere.
    """

    identity: str
    kind: SectionKind
    title: str
    label: str
    panels: tuple[Panel, ...]
    lines: tuple[Line, ...]
    start: int
    end: int
    row: int = 0
    subtitle: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Character:
    """Someone who speaks. `name` is the label used in `Line.speaker`.

    `evidence` are short sentences that a person can check ("row 41: \"she whispered\"").
    `named` is False for roles ("one executive"). `lines`, `words` count what they say.
    """

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = "unknown"
    age: Age = "unknown"
    named: bool = True
    evidence: tuple[str, ...] = ()
    lines: int = 0
    words: int = 0


@dataclass(frozen=True)
class Script:
    """The performable form of a story. `pieces` partition `source` (the verbatim law).

    `path` is the story file; `meta` its front matter; `links` what its references name, as
    (text, address). `language` is an IETF tag. `parts` are the files of a book, `dialect` the kind
    of Markdown that was read.
    """

    title: str
    sections: tuple[Section, ...]
    characters: tuple[Character, ...]
    pieces: tuple[Piece, ...]
    source: str
    path: Path
    subtitle: str = ""
    language: str = "en"
    author: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    dialect: str = ""
