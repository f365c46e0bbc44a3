"""Fountain: plain text that is a screenplay.

Scenes are headings, action is narration, and what stands below a name is that person's. Nothing
else is told: brackets say how, notes are for the writer, or for the picture beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from story.document import Block, Document, Heading, Picture, Prompt, Prose, Rule, SourceAnnotation
from story.formats.base import MASK, Report, Rows
from story.formats.dialects.base import IS_PICTURE
from story.formats.fountain.elements import SCENE, Element, elements
from story.formats.fountain.names import WrittenNames
from story.formats.markdown.comments import KEYS, Comment, read_comment
from story.formats.markdown.inline import Link, inline
from story.formats.markdown.pictures import pictures
from story.languages import language_of
from story.problems import Problems

_APART = {"/*": "*/", "[[": "]]", "{{": "}}"}
"""What is cut from a screenplay, and its writer's notes: how they open and close."""
_OPENS = re.compile(r"/\*|\[\[|\{\{")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w ]{0,30}):[ \t]*(?P<value>[^\n]*)")
_FIRST_FIELDS = frozenset(
    (
        *("title", "credit", "author", "authors", "source", "draft date", "date", "contact"),
        *("copyright", "notes", "revision", "format", "font", "language", "written by"),
    )
)
"""Keys that a title page may open with: "FADE IN:" opens none."""
_SHOWS = re.compile(
    r"\s*(?:image|picture|panel|img|figure)\s*:\s*(?P<path>[^\n]+?)\s*", re.IGNORECASE
)
_ASKED = re.compile(
    r"\s*(?:(?:image|picture) )?(?:prompt|illustration|storyboard)\s*:", re.IGNORECASE
)
_CUE_ROW = re.compile(
    r"^[ \t]*[A-Z][A-Z .'’#\d-]{1,40}(?:\([^()\n]*\))?[ \t]*\r?\n[ \t]*\S", re.MULTILINE
)
_SCENE_ROW = re.compile(rf"^[ \t]*(?:{SCENE.pattern})[ \t]*\r?$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(
    rf"^[ \t]*(?:{SCENE.pattern}|FADE IN\b[^\n]*|OVER BLACK\b[^\n]*)[ \t]*\r?$", re.MULTILINE
)
_TYPED = re.compile(r"[^\s][^\n]*")
_WRITTEN = re.compile(
    r"\s*(?:(?:screenplay|story|teleplay|script|written)\s+)?by\b\s*", re.IGNORECASE
)
_MOST_ROWS = 20
"""Rows of a typed title page."""
_FEWEST_SCENES, _FEWEST_CUES = 2, 2
"""Headings of scenes, and names above what they say, that make a plain text a screenplay."""
_BEAT = "1"
"""Seconds of a beat between two sentences: what it lasts on a stage."""
_SILENT = {"cue": "label", "direction": "direction"}
"""Why an element is not told, where its kind is not the reason."""


def is_screenplay(text: str) -> bool:
    """Whether a plain text is a screenplay: scenes, and names in capitals above what they say."""
    scenes = sum(found["name"][:3].isupper() for found in _SCENE_ROW.finditer(text))
    return scenes >= _FEWEST_SCENES and len(_CUE_ROW.findall(text)) >= _FEWEST_CUES


def read_fountain(source: str, path: Path, problems: Problems, dialect: str = "") -> Document:
    """The document in a screenplay."""
    del dialect
    reader = _Reader(source, Report(path.name, Rows.of(source), problems))
    meta, start = reader.title_page()
    reader.read(start)
    return Document(
        path=path,
        source=source,
        blocks=tuple(sorted(reader.blocks, key=lambda block: block.start)),
        annotations=tuple(sorted(reader.annotations, key=lambda each: each.start)),
        skips=tuple(reader.skips),
        meta=meta,
        links=tuple(reader.links),
        dialect="fountain",
    )


def _apart(source: str, start: int, report: Report) -> Iterator[tuple[int, int]]:
    """The ranges of notes and of what is cut; what never closes is text."""
    unclosed: set[str] = set()
    found = _OPENS.search(source, start)
    while found:
        mark, end = found.group(), -1
        if mark not in unclosed:
            end = source.find(_APART[mark], found.end())
            if end < 0:
                unclosed.add(mark)
                report(found.start(), "comment-open", f"{mark} is never closed.", "Close it.")
            else:
                yield found.start(), end + 2
        found = _OPENS.search(source, max(found.end(), end + 2))


@dataclass
class _Reader:
    source: str
    report: Report
    blocks: list[Block] = field(default_factory=list)
    annotations: list[SourceAnnotation] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    depth: int = 0
    delivery: str = ""

    def title_page(self) -> tuple[dict[str, str], int]:
        """What the title page says, and where it ends."""
        start = len(self.source) - len(self.source.lstrip("\ufeff \t\r\n"))
        first = _FIELD.match(self.source, start)
        if not first or first["key"].strip().lower() not in _FIRST_FIELDS:
            return self.centred_page(start)
        blank = re.compile(r"\n[ \t]*\r?\n").search(self.source, start)
        end = blank.end() if blank else len(self.source)
        self.skips.append((0, end, "front matter"))
        meta: dict[str, str] = {}
        key = ""
        for found_row in re.finditer(r"[^\r\n]+", self.source[start:end]):
            row = found_row.group()
            found = _FIELD.fullmatch(row)
            key = found["key"].strip().lower() if found else key
            value = (found["value"] if found else row).strip(" \t*_")
            if key == "title" and value and not meta.get(key):
                meta[key] = value
                at = start + found_row.start() + (found.start("value") if found else 0)
                self.title(at, start + found_row.end())
            elif key != "title":  # what stands below a title is none
                meta[key] = f"{meta.get(key, '')} {value}".strip()
        author = meta.get("author") or meta.get("authors") or meta.get("written by") or ""
        known = {"title": meta.get("title", ""), "author": author}
        known["language"] = meta.get("language", "")
        return {name: value for name, value in known.items() if value}, end

    def centred_page(self, start: int) -> tuple[dict[str, str], int]:
        """The title page of a screenplay that is typed: rows up to its first scene."""
        opens = _OPENING.search(self.source, start)
        rows = list(_TYPED.finditer(self.source, start, opens.start())) if opens else []
        by = next((n for n, row in enumerate(rows) if _WRITTEN.match(row.group())), 0)
        if not opens or not by or len(rows) > _MOST_ROWS:
            return {}, 0
        self.title(*rows[0].span())
        self.skips.append((0, opens.start(), "front matter"))
        name = _WRITTEN.sub("", rows[by].group()).strip()
        author = name or (rows[by + 1].group().strip() if by + 1 < len(rows) else "")
        return {"title": rows[0].group().strip(), "author": author}, opens.start()

    def title(self, start: int, end: int) -> None:
        run = inline(self.source, [(start, end)], [])
        if any(sign.isalnum() for sign in run.text):
            self.blocks.append(Heading(1, run, start, end))

    def read(self, start: int) -> None:
        text = self.masked(start)
        names = WrittenNames.of(text)
        for each in elements(text, start):
            self.take(each, text, names)

    def masked(self, start: int) -> str:
        """The source without what is cut, its notes and its pictures; each kept as it is meant."""
        parts: list[str] = []
        done = 0
        for a, b in _apart(self.source, start, self.report):
            self.apart(a, b)
            parts += [self.source[done:a], re.sub(r"[^\n]", MASK, self.source[a:b])]
            done = b
        text = "".join([*parts, self.source[done:]])
        for found in pictures(text, start, len(text), {}):
            self.shown(found.path, found.alt, found.start, found.end)
            text = text[: found.start] + MASK * (found.end - found.start) + text[found.end :]
        return text

    def apart(self, start: int, end: int) -> None:
        """A note: a picture, what an artist was asked for, an annotation, or just a note."""
        body = self.source[start + 2 : end - 2]
        drawn = next(iter(pictures(body, 0, len(body), {})), None)
        shows = _SHOWS.fullmatch(body)
        path = shows["path"] if shows else body.strip()
        if self.source[start] == "/":
            self.skips.append((start, end, "comment"))
        elif drawn:
            self.shown(drawn.path, drawn.alt, start, end)
        elif IS_PICTURE.fullmatch(path):
            self.shown(path, "", start, end)
        elif shows or _ASKED.match(body):
            text = body.partition(":")[2].strip()
            self.blocks.append(Prompt("", " ".join(text.split()), start, end))
            self.skips.append((start, end, "prompt"))
        else:
            key = re.split(r"[\s:]", body.strip().lower(), maxsplit=1)[0]
            known = key in KEYS and key != "skip"
            asked = read_comment(Comment(body, start, end), self.report) if known else None
            self.annotations += [asked] if asked else []
            self.skips.append((start, end, "annotation" if asked else "comment"))

    def shown(self, path: str, alt: str, start: int, end: int) -> None:
        self.blocks.append(Picture(path, alt, start, end))
        self.skips.append((start, end, "picture"))

    def take(self, each: Element, text: str, names: WrittenNames) -> None:
        if each.kind in ("scene", "section"):
            self.heading(each, text)
        elif each.kind == "break":
            self.blocks.append(Rule(each.start, each.end))
            self.skips.append((each.start, each.end, "rule"))
        elif each.kind in ("action", "centred", "dialogue", "lyric"):
            run = inline(text, each.spans, self.links, self.skips)
            speaker = names.written(each.name) if each.name else ""
            if any(sign.isalnum() for sign in run.text):
                prose = Prose("paragraph", run, each.start, each.end, speaker, self.delivery)
                self.blocks.append(prose)
            self.delivery = ""
        else:
            self.skips.append((each.start, each.end, _SILENT.get(each.kind, each.kind)))
            self.delivery = ""
            if each.kind == "direction":
                self.direction(each, text)

    def heading(self, each: Element, text: str) -> None:
        """A section opens a part of the story; scenes stand below it."""
        if each.kind == "section":
            self.depth = each.level
        level = self.depth + (1 if each.kind == "section" else 2)
        run = inline(text, each.spans, [])
        self.blocks.append(Heading(min(level, 6), run, each.start, each.end))
        self.skips.append((each.start, each.end, "heading"))
        if each.kind == "section":
            self.blocks.append(Rule(each.end, each.end))

    def direction(self, each: Element, text: str) -> None:
        """How somebody speaks from here on, or that they wait."""
        paratext = language_of("").paratext
        words = _WORD.findall(text[each.start : each.end].lower())
        told = (paratext.deliveries[word] for word in words if word in paratext.deliveries)
        self.delivery = next(told, "")
        if words and words[-1] in paratext.pauses:
            self.annotations.append(SourceAnnotation("beat", _BEAT, each.start, each.end))
