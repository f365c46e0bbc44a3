"""The parsed document: what a reader of any format hands to the splitter.

Offsets count characters of the file decoded as UTF-8 without newline translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

COMIC = "comic"
"""The dialect of a document that is read from pages of comics alone."""

ProseKind = Literal["paragraph", "quotation", "item"]


@dataclass(frozen=True)
class Run:
    """Text without markup, white space folded to single spaces.

    `offsets[i]` is the source offset of `text[i]`. `emphasis` are stressed ranges of `text`,
    `strong` those set in bold. `breaks` are the positions in `text` that begin a source line.
    """

    text: str
    offsets: tuple[int, ...]
    emphasis: tuple[tuple[int, int], ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading. `chapter` says that it opens a file of a book, whatever it reads."""

    level: int
    run: Run
    start: int
    end: int
    chapter: bool = False


@dataclass(frozen=True)
class Prose:
    """A paragraph, a paragraph of a block quotation, or a list item.

    `speaker` is whom a tag before it gives the words to, `delivery` how they are said.
    """

    kind: ProseKind
    run: Run
    start: int
    end: int
    speaker: str = ""
    delivery: str = ""


@dataclass(frozen=True)
class Picture:
    path: str
    alt: str
    start: int
    end: int


@dataclass(frozen=True)
class Prompt:
    """What an artist or an image model was asked for: never spoken."""

    summary: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Shown:
    """Something to look at, not to hear: `kind` "table", "code", "math" or "note"."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Rule:
    """A thematic break."""

    start: int
    end: int


Block = Heading | Prose | Picture | Prompt | Shown | Rule


@dataclass(frozen=True)
class SourceAnnotation:
    """An annotation where a writer put it: `kind` as in docs/annotations.md, `value` behind it."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A file of a book, or inside an archive: its `name`, where its text starts in the source."""

    name: str
    start: int


@dataclass(frozen=True)
class Document:
    """Blocks in the order of the source, and the reasons for what stands between them.

    `skips` are (start, end, reason) in any order; where two overlap the later one holds.
    `meta` is the front matter, `links` are (text, address) in order. `dialect` is the kind of
    Markdown it was read as. Pictures are looked for from the story's folder and kept inside
    `root`, by default that folder; a path from a site's root is one from `root`.
    `parts` are the files that a book was made of, in order; `row_starts` are the offsets at which
    its rows begin, where these are paragraphs rather than lines. `commented` are pictures inside
    comments: not shown unless they are asked for. `pictures` is the folder that an archive's
    pictures are unpacked to; `inlined` are files of pictures that the text itself held, by path.
    """

    path: Path
    source: str
    blocks: tuple[Block, ...]
    annotations: tuple[SourceAnnotation, ...] = ()
    skips: tuple[tuple[int, int, str], ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[tuple[int, str, str], ...] = ()
    dialect: str = ""
    root: Path | None = None
    parts: tuple[Part, ...] = ()
    row_starts: tuple[int, ...] = ()
    commented: tuple[Picture, ...] = ()
    pictures: Path | None = None
    inlined: Mapping[str, Path] = field(default_factory=dict)
