"""Takes out what must never be read as prose, before any Markdown is looked at.

`<details>` holds the prompts an artist was given; a blank line inside would end an HTML block in a
CommonMark parser, and the rest of the prompt would be spoken. So whole spans are masked first: the
masked text keeps every offset. Each search runs forward only, so the time is linear in the text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from story.document import Picture, Prompt, Shown, SourceAnnotation
from story.formats.base import MASK, Report
from story.formats.dialects.directives import directive_of
from story.formats.markdown.comments import Comment, read_comment
from story.formats.markdown.commonmark import ADDRESS, tags_on_one_row
from story.formats.markdown.pictures import pictures

_START = re.compile(
    rf"(?P<target>\]\({ADDRESS}\))"
    r"|(?P<comment><!--)"
    r"|(?P<details><details\b[^<>]*>)"
    r"|(?P<stray></(?:details|summary)\s*>)"
    r"|<(?P<embed>script|style|iframe|video|audio|svg|object|canvas|form|template|pre)\b[^<>]*>"
    r"|^[ \t]{0,3}(?P<fence>`{3,}|~{3,})[^`\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_DETAILS = re.compile(r"<(/?)details\b[^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_SUMMARY = re.compile(
    r"<summary\b[^<>]*>(.*?)(?:</?summary\b[^<>]*>|\n|$)", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_SKIP_END = re.compile(r"<!--\s*/\s*skip\s*-->", re.IGNORECASE)


@dataclass(frozen=True)
class Opaque:
    """The masked text and what was taken out of it."""

    masked: str
    prompts: tuple[Prompt, ...]
    shown: tuple[Shown, ...]
    drawn: tuple[Picture, ...]
    commented: tuple[Picture, ...]
    annotations: tuple[SourceAnnotation, ...]
    skips: tuple[tuple[int, int, str], ...]


@dataclass
class _Forward:
    """`pattern.search` for rising positions, remembering the last answer."""

    pattern: re.Pattern[str]
    source: str
    found: int = -1

    def at(self, position: int) -> int:
        if self.found < position:
            match = self.pattern.search(self.source, position)
            self.found = match.start() if match else len(self.source)
        return self.found


@dataclass
class _Masker:
    source: str
    report: Report
    parts: list[str] = field(default_factory=list)
    done: int = 0
    prompts: list[Prompt] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    drawn: list[Picture] = field(default_factory=list)
    commented: list[Picture] = field(default_factory=list)
    fence_ends: set[int] = field(default_factory=set)
    annotations: list[SourceAnnotation] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.partner = _partners(self.source)
        self.headings = _Forward(_HEADING, self.source)
        self.details = _Forward(_DETAILS, self.source)
        self.comment_ends = _Forward(re.compile("-->"), self.source)
        self.skip_ends = _Forward(_SKIP_END, self.source)
        self.blanks = _Forward(_BLANK, self.source)
        self.closers: dict[str, _Forward] = {}

    def run(self, start: int) -> Opaque:
        self.hide(0, start, "front matter", block=True)
        found = _START.search(self.source, start)
        while found:
            after = self.take(found)
            found = _START.search(self.source, max(after, found.end()))
        self.parts.append(self.source[self.done :])
        return Opaque(
            tags_on_one_row("".join(self.parts)),
            tuple(self.prompts),
            tuple(self.shown),
            tuple(self.drawn),
            tuple(self.commented),
            tuple(self.annotations),
            tuple(self.skips),
        )

    def take(self, found: re.Match[str]) -> int:
        if found["target"]:  # of a link or a picture: what it names is neither tag nor comment
            return found.end()
        if found["comment"]:
            return self.comment(found.start())
        if found["details"]:
            return self.prompt(found.start(), found.end())
        if found["embed"]:
            return self.embed(found)
        if found["fence"]:
            return self.fence(found)
        return self.hide(found.start(), found.end(), "markup", block=True)

    def hide(self, start: int, end: int, reason: str, *, block: bool) -> int:
        """Masks a span: as line breaks where it stands between blocks, else inside its line."""
        self.parts.append(self.source[self.done : start])
        self.parts.append(_blank(end - start) if block else MASK * (end - start))
        self.done = end
        if start < end:
            self.skips.append((start, end, reason))
        return end

    def prompt(self, start: int, opened: int) -> int:
        end = self.partner.get(start, -1)
        closed = end >= 0
        if not closed:
            end = min(self.headings.at(opened), self.details.at(opened))
            self.report(start, "details-open", "<details> is never closed.", "Add </details>.")
        body = _DETAILS_END.sub("", self.source[opened:end])
        summary = _SUMMARY.search(body[:2000])
        text = body[summary.end() :] if summary else body
        title = " ".join(summary[1].split()) if summary else ""
        self.prompts.append(Prompt(title, plain(text), start, end))
        return self.hide(start, end, "prompt", block=True)

    def comment(self, start: int) -> int:
        close = self.comment_ends.at(start + 4)
        if close >= len(self.source):
            end = min(self.blanks.at(start), self.headings.at(start))
            self.report(start, "comment-open", "<!-- is never closed.", "Add -->.")
            return self.hide(start, max(end, start + 4), "comment", block=True)
        end = close + 3
        asked = read_comment(Comment(self.source[start + 4 : close], start, end), self.report)
        if asked and asked.kind == "skip":
            return self.skip(start, end)
        if asked:
            self.annotations.append(asked)
        else:
            found = pictures(self.source, start + 4, close, {})
            self.commented += [Picture(each.path, each.alt, start, end) for each in found]
        return self.hide(start, end, "annotation" if asked else "comment", block=self.own(start))

    def skip(self, start: int, opened: int) -> int:
        close = self.skip_ends.at(opened)
        end = self.source.find("-->", close) + 3 if close < len(self.source) else 0
        if not end:
            end = self.headings.at(opened)
            self.report(start, "skip-open", "<!-- skip --> is never ended.", "Add <!-- /skip -->.")
        return self.hide(start, end, "skip", block=self.own(start))

    def embed(self, found: re.Match[str]) -> int:
        name = found["embed"].lower()
        closer = self.closers.get(name)
        if closer is None:
            closer = _Forward(re.compile(rf"</{name}\s*>", re.IGNORECASE), self.source)
            self.closers[name] = closer
        close = closer.at(found.end())
        end = self.source.find(">", close) + 1 if close < len(self.source) else found.end()
        return self.hide(found.start(), end, "embed", block=True)

    def fence(self, found: re.Match[str]) -> int:
        if found.start() in self.fence_ends:
            return self.hide(found.start(), found.end(), "markup", block=True)
        mark = found["fence"]
        key = mark[0] * len(mark)
        closer = self.closers.get(key)
        if closer is None:
            pattern = rf"^[ \t]{{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\r?$"
            closer = _Forward(re.compile(pattern, re.MULTILINE), self.source)
            self.closers[key] = closer
        close = closer.at(found.end())
        if close >= len(self.source):
            self.report(found.start(), "code-open", f"{mark} is never closed.", f"Add {mark}.")
            return self.hide(found.start(), found.end(), "code", block=True)
        line_end = self.source.find("\n", close)
        end = line_end if line_end >= 0 else len(self.source)
        body = self.source[found.end() : close].strip("\r\n")
        directive = directive_of(self.source[found.end("fence") : found.end()], body)
        if directive.kind == "clear":
            self.fence_ends.add(close)
            return self.hide(found.start(), found.end(), "markup", block=True)
        if directive.kind == "picture":
            self.drawn.append(Picture(directive.path, directive.alt, found.start(), end))
            return self.hide(found.start(), end, "picture", block=True)
        self.shown.append(Shown(directive.kind, body, found.start(), end))
        return self.hide(found.start(), end, directive.kind, block=True)

    def own(self, start: int) -> bool:
        """Whether nothing but white space stands before `start` on its line."""
        line = self.source.rfind("\n", max(0, start - 200), start) + 1
        return not self.source[line:start].strip()


_DETAILS_END = re.compile(r"</details\s*>\s*\Z", re.IGNORECASE)


def _blank(size: int) -> str:
    return "\n" * size if size < 2 else "\n" + " " * (size - 2) + "\n"


def _partners(source: str) -> dict[int, int]:
    """Where each `<details>` that is closed ends, by where it starts."""
    waiting: list[int] = []
    ends: dict[int, int] = {}
    for found in _DETAILS.finditer(source):
        if not found[1]:
            waiting.append(found.start())
        elif waiting:
            ends[waiting.pop()] = found.end()
    return ends


def plain(text: str) -> str:
    """`text` without tags, trimmed line by line."""
    lines = (line.strip() for line in html.unescape(_TAGS.sub("", text)).strip().splitlines())
    return "\n".join(lines).strip()


def mask(source: str, start: int, report: Report) -> Opaque:
    """Everything opaque from `start` on; what stands before it is front matter."""
    return _Masker(source, report).run(start)
