"""The blocks of a masked Markdown text, line by line, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from story.document import Block, Heading, Picture, Prose, ProseKind, Rule, Shown
from story.formats.markdown.commonmark import TAG_REST, destination, label
from story.formats.markdown.inline import Link, Skip, inline
from story.formats.markdown.pictures import Found, pictures

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^#\s\d])|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*?)(?:</h[1-6]\s*>\s*)?$", re.IGNORECASE)
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r" {0,3}>[ \t]?(?:>[ \t]?)*")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|:::+)[ \t]*[\w-]*")
_ALERT = re.compile(r" {0,3}>\s*\[!\w+\]")
_NOTICE = re.compile(r"[ \t]*\{:[^{}\n]*\.(?:prompt-\w+|notice[\w-]*|note|warning|info|tip)\b")
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\]\n]{1,100})\]:[ \t]*(?P<url><[^<>\n]*>|\S*)|\*\[[^\]]+\]:"
)
_ADDRESSED = re.compile(r"[/#<@]|\w[.:]\w")
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]{1,100})\]:[ \t]*(<[^<>\n]*>|\S+)", re.MULTILINE)
_TEMPLATE = re.compile(r"\s*(?:\{%.*%\}|\{\{.*\}\}|\[TOC\]|\[\[.*\]\]|--8<--.*)\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*<?https?://\S+>?\s*$")
_VIDEO = re.compile(
    r"\s*\[[^\]]*\]\(https?://[^)]*(?:youtu\.?be|vimeo|\.mp4)[^)]*\)\s*$", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"\s*</?(?:p|div|section|article|center|figure|main|header|footer|aside|blockquote|ul|ol|li"
    r"|table|tr|td|th|tbody|thead|picture|source|nav)\b" + TAG_REST,
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\s*<figcaption\b", re.IGNORECASE)
_INDENT = re.compile(r"(?: {4}|\t)")
_CAPTIONED = re.compile(r"(?P<mark>\*|_)(?=[^\s*_])[^*_]+(?P=mark)")
_LONGEST_CAPTION = 300
"""Characters: what is longer below a picture is told, however it is set."""
_PLAIN_START = re.compile(r" {0,3}[^\W\d_]|[\"“”‘’'«(]")


@dataclass
class Blocks:
    """What the scan found, in order."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass
class _Scanner:
    text: str
    lines: list[tuple[int, int]]
    addresses: dict[str, str]
    defined: frozenset[str]
    out: Blocks = field(default_factory=Blocks)
    pending: list[tuple[int, int]] = field(default_factory=list)
    kind: ProseKind = "paragraph"
    index: int = 0

    def run(self) -> Blocks:
        while self.index < len(self.lines):
            start, end = self.lines[self.index]
            line = self.text[start:end]
            if not line.strip():
                self.flush()
            elif self.pending or "|" in line or not _PLAIN_START.match(line) or "://" in line:
                self.special(line, start, end)
            else:
                self.add(start, end)
            self.index += 1
        self.flush()
        return self.out

    def special(self, line: str, start: int, end: int) -> None:
        first = line.lstrip()[0]
        taken = (
            (first == "#" and self.heading(_ATX.match(line), start, end))
            or (first in "=-*_" and (self.setext(line, end) or self.rule(line, start, end)))
            or (first == ">" and self.quotation())
            or (first in "-*+0123456789" and self.item(line, start, end))
            or ("|" in line and self.table(line))
            or (first == "|" and self.verse(line, start, end))
            or (first in "!?:" and self.admonition(line))
            or (first == "$" and self.formula(line, start, end))
            or (first == "<" and self.tag(line, start, end))
            or (first in "[*" and self.definition(line, start))
            or self.silent(line, start, end)
            or (not self.pending and self.code(line))
        )
        if not taken:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self.pending.append((start, end))

    def flush(self) -> None:
        spans, self.pending = self.pending, []
        kind, self.kind = self.kind, "paragraph"
        pictured = False
        for atom in _atoms(self.text, spans, self.addresses):
            below, pictured = pictured, isinstance(atom, Found)
            if not isinstance(atom, Found) and below and _is_caption(self.text, atom):
                self.skip(atom[0][0], atom[-1][1], "caption")
            elif isinstance(atom, Found):
                self.out.blocks.append(Picture(atom.path, atom.alt, atom.start, atom.end))
                self.skip(atom.start, atom.end, "picture")
            else:
                self.prose(kind, atom)

    def prose(self, kind: ProseKind, spans: list[tuple[int, int]]) -> None:
        unsaid: list[Skip] = []
        run = inline(self.text, spans, self.out.links, unsaid, self.defined)
        start, end = spans[0][0], spans[-1][1]
        if run.text:
            self.out.blocks.append(Prose(kind, run, start, end))
        else:
            self.skip(start, end, "markup")
        self.out.skips += unsaid

    def skip(self, start: int, end: int, reason: str) -> bool:
        self.out.skips.append((start, end, reason))
        return True

    def heading(self, found: re.Match[str] | None, start: int, end: int) -> bool:
        if not found:
            return False
        self.flush()
        level = len(found[1]) if found[1][0] == "#" else int(found[1])
        span = (start + found.start(2), start + found.end(2))
        self.out.blocks.append(
            Heading(level, inline(self.text, [span], [], None, self.defined), start, end)
        )
        return self.skip(start, end, "heading")

    def setext(self, line: str, end: int) -> bool:
        found = _SETEXT.match(line)
        if not found or len(self.pending) != 1 or self.kind != "paragraph":
            return False
        above = self.text[slice(*self.pending[0])].strip()
        if len(above) > 80 or above[-1] in '.!?"”’,;:)*_':
            return False
        span, self.pending = self.pending[0], []
        level = 1 if found[1][0] == "=" else 2
        run = inline(self.text, [span], [], None, self.defined)
        self.out.blocks.append(Heading(level, run, span[0], end))
        return self.skip(span[0], end, "heading")

    def rule(self, line: str, start: int, end: int) -> bool:
        if not _RULE.match(line) and not (line[0] == "=" and _SETEXT.match(line)):
            return False
        self.flush()
        self.out.blocks.append(Rule(start, end))
        return self.skip(start, end, "rule")

    def quotation(self) -> bool:
        self.flush()
        start, end = self.lines[self.index]
        if _ALERT.match(self.text, start, end) or self.is_notice():
            return self.shown("note", self.following(lambda line: bool(_QUOTE.match(line))))
        for at, stop in self.following(lambda line: bool(line.strip())):
            mark = _QUOTE.match(self.text, at, stop)
            inside = mark.end() if mark else at
            item = _ITEM.match(self.text, inside, stop)
            if item or not self.text[inside:stop].strip():
                self.flush()
            self.kind = "quotation"
            if self.text[inside:stop].strip():
                self.add(item.end() if item else inside, stop)
        self.flush()
        return True

    def is_notice(self) -> bool:
        """Whether the row below a quotation gives it the class of a notice, as kramdown does."""
        at = self.index
        while at < len(self.lines) and _QUOTE.match(self.text, *self.lines[at]):
            at += 1
        return at < len(self.lines) and bool(_NOTICE.match(self.text, *self.lines[at]))

    def following(self, belongs: Callable[[str], object]) -> list[tuple[int, int]]:
        """The lines from here on that belong together; leaves the index at the last."""
        taken = [self.lines[self.index]]
        while self.index + 1 < len(self.lines):
            start, end = self.lines[self.index + 1]
            line = self.text[start:end]
            if not belongs(line) or _ATX.match(line):
                break
            self.index += 1
            taken.append((start, end))
        return taken

    def item(self, line: str, start: int, end: int) -> bool:
        found = _ITEM.match(line)
        if not found:
            return False
        if self.pending and self.kind == "paragraph" and line.strip()[0].isdigit():
            return False
        self.flush()
        self.kind = "item"
        self.add(start + found.end(), end)
        return True

    def table(self, line: str) -> bool:
        after = self.lines[self.index + 1] if self.index + 1 < len(self.lines) else (0, 0)
        below = self.text[slice(*after)]
        ruled = "-" in below and bool(_DIVIDER.match(below)) and "|" in below
        bars = line.strip().count("|")
        if not ruled and not (line.strip().startswith("|") and bars > 1):
            return False
        self.flush()
        return self.shown("table", self.following(lambda row: "|" in row))

    def verse(self, line: str, start: int, end: int) -> bool:
        """A row of a line block: a bar, and what it says."""
        self.add(start + line.index("|") + 1, end)
        return True

    def shown(self, kind: str, lines: list[tuple[int, int]]) -> bool:
        start, end = lines[0][0], lines[-1][1]
        text = "\n".join(self.text[a:b] for a, b in lines)
        self.out.blocks.append(Shown(kind, text, start, end))
        return self.skip(start, end, kind)

    def admonition(self, line: str) -> bool:
        if not _ADMONITION.match(line):
            return False
        self.flush()
        if line.startswith(":::"):
            fence = re.compile(r":::+\s*$")
            lines = self.following(lambda row: not fence.match(row))
            if self.index + 1 < len(self.lines):
                self.index += 1
                lines.append(self.lines[self.index])
            return self.shown("note", lines)
        return self.shown("note", self.following(lambda row: not row.strip() or _INDENT.match(row)))

    def formula(self, line: str, start: int, end: int) -> bool:
        if not line.strip().startswith("$$"):
            return False
        self.flush()
        lines = [(start, end)]
        if line.count("$$") < 2:
            lines = self.following(lambda row: bool(row.strip()) and "$$" not in row)
            if self.index + 1 < len(self.lines):
                self.index += 1
                lines.append(self.lines[self.index])
        return self.shown("math", lines)

    def tag(self, line: str, start: int, end: int) -> bool:
        if self.heading(_HTML_HEADING.match(line), start, end):
            return True
        if _CAPTION.match(line):
            self.flush()
            return self.skip(start, end, "caption")
        found = _BLOCK_TAG.match(line)
        if found:
            self.flush()
            self.skip(start, start + found.end(), "markup")
            if line[found.end() :].strip():
                self.add(start + found.end(), end)
        return bool(found)

    def definition(self, line: str, start: int) -> bool:
        found = _DEFINITION.match(line)
        if not found or (self.pending and not (found["name"] or "").startswith("^")):
            return False
        if not _defines(found, line):
            return False
        self.flush()
        reason = "footnote" if (found["name"] or "").startswith("^") else "markup"
        lines = self.following(lambda row: bool(_INDENT.match(row)))
        return self.skip(start, lines[-1][1], reason)

    def silent(self, line: str, start: int, end: int) -> bool:
        reason = ""
        if _TEMPLATE.match(line):
            reason = "template"
        elif not self.pending and (_ADDRESS.match(line) or _VIDEO.match(line)):
            reason = "link"
        return bool(reason) and self.skip(start, end, reason)

    def code(self, line: str) -> bool:
        if not _INDENT.match(line) or _reads(line):
            return False
        return self.shown("code", self.following(lambda row: bool(_INDENT.match(row))))


def _is_caption(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether what stands in a picture's own paragraph, below it, is set in italics throughout."""
    words = text[spans[0][0] : spans[-1][1]].strip()
    return len(words) < _LONGEST_CAPTION and bool(_CAPTIONED.fullmatch(words))


def _defines(found: re.Match[str], line: str) -> bool:
    """Whether a row names an address or a note: "[Ada]: Come in!" is somebody who speaks."""
    if not found["name"] or found["name"].startswith("^"):
        return True
    behind = line[found.end() :].strip()
    titled = not behind or (behind[0] in "\"'(" and behind[-1] in "\"')")
    return titled and (not found["url"] or bool(_ADDRESSED.search(found["url"])))


def _reads(line: str) -> bool:
    """Whether an indented line is a sentence rather than code."""
    words = line.split()
    letters = sum(character.isalpha() or character in " ,.'’\"“”" for character in line.strip())
    return len(words) > 2 and letters > 0.85 * len(line.strip())


def _atoms(
    text: str, spans: list[tuple[int, int]], addresses: dict[str, str]
) -> Iterator[list[tuple[int, int]] | Found]:
    """Stretches of text and the pictures between them."""
    waiting: list[tuple[int, int]] = []
    for start, end in spans:
        at = start
        for found in pictures(text, start, end, addresses):
            if text[at : found.start].strip():
                waiting.append((at, found.start))
            if waiting:
                yield waiting
                waiting = []
            yield found
            at = found.end
        if text[at:end].strip():
            waiting.append((at, end))
    if waiting:
        yield waiting


def lines_of(text: str) -> list[tuple[int, int]]:
    """Each line's range, without its line break."""
    return [found.span(1) for found in _LINE.finditer(text)]


def scan(text: str) -> Blocks:
    """All blocks of a masked text."""
    lines = lines_of(text)
    addresses: dict[str, str] = {}
    for found in _DEFINED.finditer(text):
        addresses.setdefault(label(found[1]), destination(found[2]))
    rows = (text[start:end] for start, end in lines if "]:" in text[start:end])
    matches = ((_DEFINITION.match(row), row) for row in rows)
    names = (label(it["name"] or "") for it, row in matches if it and _defines(it, row))
    return _Scanner(text, lines, addresses, frozenset(names)).run()
