"""DOCX: the paragraphs of its main part, each a row.

The text's XML is read as it stands, so that every character keeps its place and every paragraph
its number: a converter to HTML gives neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from story.document import Block, Document, Heading, Part, Picture, Prose, ProseKind, Shown
from story.errors import StoryError
from story.formats.archive import Archive
from story.formats.docx.styles import MAIN, Styles, read_styles
from story.formats.html.blocks import plain
from story.formats.html.runs import RunBuilder
from story.formats.html.tokens import HtmlToken, attributes, html_tokens
from story.problems import Problem, Problems, counted

_HIDDEN = frozenset(
    ("fallback", "deltext", "instrtext", "del", "movefrom", "rprchange", "pprchange")
)
"""Elements whose text is not the text's: doubles, what was deleted, orders to fields."""
_CELL = 120
"""Characters of a cell: a longer one is a paragraph."""
_OFF = ("0", "false", "none", "off")


@dataclass
class _Reader:
    source: str
    styles: Styles
    archive: Archive
    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    run: RunBuilder = field(default_factory=RunBuilder)
    start: int = 0
    style: str = ""
    listed: bool = False
    alt: str = ""
    text: bool = False
    hidden: int = 0
    stress: list[str] = field(default_factory=list)
    vanished: bool = False
    struck: bool = False
    lost: int = 0
    table: int = 0

    def read(self) -> None:
        for token in html_tokens(self.source):
            if token.start >= self.table:
                self.table = 0
            if self.table:
                continue
            if token.kind == "open":
                self._opened(token, attributes(token.given) if token.given else {})
            elif token.kind == "close":
                self._closed(token)
            elif self.text and not self.hidden and not self.vanished:
                self._said(token)

    def _said(self, token: HtmlToken) -> None:
        if self.struck:
            self.skips.append((token.start, token.end, "deleted"))
        elif token.kind == "entity":
            self.run.entity(self.source[token.start : token.end], token.start)
        elif token.kind == "text":
            self.run.text(self.source, token.start, token.end)

    def _opened(self, token: HtmlToken, given: Mapping[str, str]) -> None:
        name, alone = token.name, token.given.endswith("/")
        if name in _HIDDEN and not alone:
            self.hidden += 1
        elif name == "tbl" and not alone:
            self._table(token)
        elif name == "p" and not alone:
            self._paragraph(token)
        elif name == "pstyle":
            self.style = given.get("w:val", "")
        elif name == "numpr":
            self.listed = True
        elif name == "t":
            self.text = not alone
        elif name in ("br", "cr", "tab"):
            self._break(name, token.start)
        elif name in ("b", "i", "vanish") and given.get("w:val", "1") not in _OFF:
            self._set(name)
        elif name in ("strike", "dstrike") and not self.hidden:
            self.struck = given.get("w:val", "1") not in _OFF
        elif name == "docpr":
            self.alt = given.get("descr") or given.get("title") or ""
        elif name in ("blip", "imagedata") and not self.hidden:
            self._picture(token, given.get("r:embed") or given.get("r:id") or "")

    def _table(self, token: HtmlToken) -> None:
        """A table of short cells is shown; one with pictures or paragraphs lays out a page."""
        end = self.source.find("</w:tbl>", token.end)
        inside = self.source[token.end : end] if end >= 0 else ""
        cells = [plain(cell) for cell in inside.split("</w:tc>")]
        laid_out = "r:embed" in inside or "imagedata" in inside or max(map(len, cells)) > _CELL
        if end < 0 or laid_out:
            return
        self._flush(token.start)
        self.table = end
        rows = [
            [" ".join(plain(cell).split()) for cell in row.split("</w:tc>")[:-1]]
            for row in inside.split("</w:tr>")[:-1]
        ]
        text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        self.blocks.append(Shown("table", text, token.start, end))
        self.skips.append((token.start, end, "table"))

    def _set(self, name: str) -> None:
        if name == "vanish":
            self.vanished = True
        else:
            self.stress.append(name)
            self.run.open(name)

    def _break(self, name: str, at: int) -> None:
        if self.hidden:
            return
        if name == "tab":
            self.run.sign(" ", at)
        else:
            self.run.line_break(at)

    def _paragraph(self, token: HtmlToken) -> None:
        self._flush(token.start)
        self.start, self.style, self.listed = token.start, "", False
        self.rows.append(token.start)

    def _closed(self, token: HtmlToken) -> None:
        name = token.name
        if name in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif name == "t":
            self.text = False
        elif name in ("r", "ppr"):
            for opened in reversed(self.stress):
                self.run.close(opened)
            self.stress, self.vanished, self.struck = [], False, False
        elif name == "p":
            self._flush(token.end)

    def _flush(self, end: int) -> None:
        run = self.run.taken()
        start, self.start = self.start, end
        if not run.text:
            return
        level, kind = self.styles.level(self.style), self.styles.kind(self.style)
        if level >= 0:
            self.blocks.append(Heading(level, run, start, end))
            self.skips.append((start, end, "heading"))
        elif kind in ("toc", "caption"):
            self.skips.append((start, end, "contents" if kind == "toc" else "caption"))
        elif kind == "subtitle":
            whole = replace(run, emphasis=((0, len(run.text)),))
            self.blocks.append(Prose("paragraph", whole, start, end))
        else:
            told: ProseKind = "quotation" if kind == "quotation" else "paragraph"
            told = "item" if kind == "item" or self.listed else told
            self.blocks.append(Prose(told, run, start, end))

    def _picture(self, token: HtmlToken, name: str) -> None:
        part = self.styles.pictures.get(name, "")
        path = self.archive.unpack(part) if part else ""
        self.lost += not path
        self._flush(token.start)
        self.blocks.append(Picture(path, " ".join(self.alt.split()), token.start, token.end))
        self.skips.append((token.start, token.end, "picture"))
        self.start, self.alt = token.end, ""


def read_docx(path: Path, problems: Problems) -> Document:
    """The document in a DOCX. Raises StoryError where it can't be read."""
    archive = Archive.opened(path)
    if not archive.holds(MAIN):
        raise StoryError(f"{path} is no Word document: it has no text. Save it as .docx again.")
    styles = read_styles(archive)
    reader = _Reader(archive.text(MAIN), styles, archive)
    reader.read()
    if reader.lost:
        message = f"Linked, not stored in the file: {counted(reader.lost, 'picture')}."
        advice = "Insert them into the document."
        problems.add(Problem(path.name, 0, "panel-missing", message, advice))
    return Document(
        path=path,
        source=reader.source,
        blocks=tuple(_levelled(reader.blocks)),
        skips=tuple(reader.skips),
        meta=styles.meta,
        dialect="DOCX",
        parts=(Part(path.name, 0),),
        row_starts=tuple(reader.rows),
        pictures=archive.folder,
    )


def _levelled(blocks: list[Block]) -> list[Block]:
    """The title's style is the first level; without one, several main headings are chapters."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    titled = 0 in levels
    several = levels.count(1) > 1 and not titled
    return [
        replace(block, level=block.level + titled, chapter=several and block.level == 1)
        if isinstance(block, Heading)
        else block
        for block in blocks
    ]
