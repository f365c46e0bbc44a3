"""Inline Markdown: from stretches of source to a Run, keeping every character's place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from story.document import Run
from story.formats.markdown.commonmark import DESTINATION, TAG_REST, destination, entity, label
from story.formats.markdown.mathtext import readable_math

Link = tuple[int, str, str]
Skip = tuple[int, int, str]

_ADDRESS = (
    r"<(?:(?i:https?://|mailto:|www\.)[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
    r"|(?i:https?://|(?<![\w./@-])www\.(?=\w))[^\s<>)\]]+[^\s<>)\].,;:!?*_\"”’]"
)
"""Addresses for whoever reads; heard, they are noise."""
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<math>\$)"
    r"|(?P<link>!?\[)"
    r"|(?P<close>\])"
    rf"|(?P<address>{_ADDRESS})"
    rf"|(?P<struck>~~|<(?P<name>(?i:s|del|strike))(?=[\s>]){TAG_REST})"
    r"|(?P<drop>\{[:#.][^{}\n]*\}|:(?:material|fontawesome|octicons|simple)-[\w-]+:)"
    rf"|(?P<tag></?[A-Za-z]{TAG_REST})"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<mark>\*+|_+)"
    r"|(?P<space>[\s\x00-\x1f\x7f\u200b\u200e\u200f\u2060\ufeff]+)"
)
_TARGET = rf"(?:\((?P<url>{DESTINATION})\)|\[[^\[\]\n]{{0,200}}\])(?:\{{[^{{}}\n]*\}})?"
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,1000})\](?P<target>" + _TARGET + ")"
)
_IMAGE = re.compile("!" + _LINK.pattern)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_SHORT = re.compile(r"\[(?P<text>[^\[\]\\\n]{1,100})\](?P<target>)")
_BEHIND = re.compile(r"[ \t]*(?:(?P<parting>[,;])[ \t]*|(?P<closing>\)))")
"""A sign behind what is left out, which may stand there for that alone."""
_ASKING = ("", ",", ";", ":", "(")
"""What stands before such a sign: "so:, then" nobody writes."""
_CLOSING = re.compile(r"[*_]*[.,;:!?)…]")
"""Signs with no space before them."""
_STRUCK_ENDS = {
    "~~": re.compile(r"(?<=[^\s~])~~(?!~)"),
    **{name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("s", "del", "strike")},
}
"""What ends words that are struck out, by what begins them."""
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)


@dataclass
class _Builder:
    """Collects the characters of a Run and the marks around them."""

    parts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    open: list[tuple[str, int, int]] = field(default_factory=list)
    ranges: list[tuple[int, int, bool]] = field(default_factory=list)
    length: int = 0
    until: int = 0  # where what is struck out ends
    unclosed: set[re.Pattern[str]] = field(default_factory=set)

    def add(self, text: str, places: Iterable[int]) -> None:
        self.parts.append(text)
        self.offsets.extend(places)
        self.length += len(text)

    def space(self, at: int) -> None:
        if self.parts and self.parts[-1] != " ":
            self.add(" ", (at,))

    def last(self) -> str:
        """The last character that is no space, "" where there is none."""
        return "".join(self.parts[-2:]).rstrip()[-1:]

    def take_back(self, sign: str) -> None:
        """Takes back the last character where it is `sign`."""
        if self.parts and self.parts[-1][-1:] == sign:
            self.parts[-1:] = [self.parts[-1][:-1]] if len(self.parts[-1]) > 1 else []
            self.offsets.pop()
            self.length -= 1
            self.breaks[-3:] = [min(at, self.length) for at in self.breaks[-3:]]

    def line_break(self, at: int) -> None:
        self.space(at)
        self.breaks.append(self.length)

    def mark(self, sign: str, width: int, can_open: bool, can_close: bool) -> bool:
        """Takes emphasis marks; False where they are the author's own characters."""
        if can_close and self._close(sign, width):
            return True
        if can_open:
            self.open.append((sign, width, self.length))
        return can_open or can_close

    def _close(self, sign: str, width: int) -> bool:
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 9), -1):
            opener, wide, position = self.open[depth]
            if opener == sign:
                del self.open[depth:]
                self.ranges.append((position, self.length, min(wide, width) > 1))
                if wide > width:
                    self.open.append((sign, wide - width, position))
                return True
        return False


def inline(
    source: str,
    spans: Sequence[tuple[int, int]],
    links: list[Link],
    skips: list[Skip] | None = None,
    defined: Collection[str] = (),
) -> Run:
    """The run that `spans` of `source` make, a line each.

    Appends the links met to `links`, and what is left out, with the reason, to `skips`. `defined`
    are the names of links that stand elsewhere in the text.
    """
    builder = _Builder()
    skips = [] if skips is None else skips
    for number, (start, end) in enumerate(spans):
        if number and builder.until <= spans[number - 1][1]:
            builder.line_break(spans[number - 1][1])
        last = spans[-1][1]
        _Scan(source, max(start, builder.until), end, last, builder, links, skips, defined).run()
    return _run(builder)


def _run(builder: _Builder) -> Run:
    if builder.parts and builder.parts[-1] == " ":
        builder.parts.pop()
        builder.offsets.pop()
    text = "".join(builder.parts)
    ranges = [(a, min(b, len(text)), strong) for a, b, strong in sorted(builder.ranges)]
    ranges = [item for item in ranges if item[0] < item[1]]
    return Run(
        text=text,
        offsets=tuple(builder.offsets),
        emphasis=tuple((a, b) for a, b, _ in ranges),
        strong=tuple((a, b) for a, b, strong in ranges if strong),
        breaks=tuple(at for at in builder.breaks if 0 < at < len(text)),
    )


@dataclass
class _Scan:
    """One pass over a stretch of source."""

    source: str
    start: int
    end: int
    last: int
    builder: _Builder
    links: list[Link]
    skips: list[Skip]
    defined: Collection[str]
    closers: dict[int, int] = field(default_factory=dict)

    def run(self) -> None:
        at = self.start
        while at < self.end:
            found = _TOKEN.search(self.source, at, self.end)
            upto = found.start() if found else self.end
            self._plain(at, upto)
            at = self._token(found) if found else self.end

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self.builder.add(self.source[start:end], range(start, end))

    def _token(self, found: re.Match[str]) -> int:
        match found.lastgroup:
            case "escape":
                self._plain(found.start() + 1, found.end())
            case "code":
                return self._code(found)
            case "math":
                return self._math(found)
            case "link":
                return self._link(found)
            case "close":
                return self._bracket(found)
            case "address":
                return self._drop(found.start(), found.end(), "link")
            case "struck":
                return self._struck(found)
            case "tag" if _BREAK_TAG.match(found.group()):
                self.builder.line_break(found.start())
            case "entity":
                self._entity(found)
            case "mark":
                self._mark(found)
            case "space":
                self._space(found)
        return found.end()

    def _drop(self, start: int, end: int, reason: str) -> int:
        """Leaves out [start, end), with a comma or brackets that would stand there for nothing."""
        before, behind = self.builder.last(), _BEHIND.match(self.source, end, self.last)
        if behind and behind["parting"] and before in _ASKING:
            end = behind.end()
        elif behind and behind["closing"] and before == "(":
            end = behind.end()
            for sign in " ( ":
                self.builder.take_back(sign)
        if _CLOSING.match(self.source, end, self.last):
            self.builder.take_back(" ")
        self.skips.append((start, end, reason))
        return end

    def _struck(self, found: re.Match[str]) -> int:
        """Leaves out what is struck out; a mark that no other answers is nothing."""
        sign = found["name"] or "~~"
        closer = _STRUCK_ENDS[sign.lower()]
        if closer in self.builder.unclosed or (sign == "~~" and not self._opens(found)):
            return found.end()
        end = closer.search(self.source, found.end(), self.last)
        if not end:
            self.builder.unclosed.add(closer)
            return found.end()
        self.builder.until = self._drop(found.start(), end.end(), "deleted")
        return self.builder.until

    def _opens(self, found: re.Match[str]) -> bool:
        around = self.source[max(0, found.start() - 1) : found.end() + 1]
        return found.end() < self.last and not around[-1].isspace() and "~~~" not in around

    def _code(self, found: re.Match[str]) -> int:
        fence = found.group()
        close = self.source.find(fence, found.end(), min(self.end, found.end() + 2000))
        if close < 0:
            return found.end()
        self._plain(found.end(), close)
        return close + len(fence)

    def _math(self, found: re.Match[str]) -> int:
        formula = readable_math(self.source, found.start(), self.end)
        if formula is None:
            self._plain(found.start(), found.end())
            return found.end()
        self.builder.add(formula.text, formula.offsets)
        return formula.end

    def _link(self, found: re.Match[str]) -> int:
        image = _IMAGE.match(self.source, found.start(), self.end)
        footnote = _FOOTNOTE.match(self.source, found.start(), self.end)
        if image or footnote:
            return (image or footnote).end()  # type: ignore[union-attr]
        bracket = found.end() - 1
        self._plain(found.start(), bracket)
        short = _SHORT.match(self.source, bracket, self.end)
        named = short and label(short["text"]) in self.defined
        link = _LINK.match(self.source, bracket, self.end) or (short if named else None)
        if not link:
            self._plain(bracket, found.end())
            return found.end()
        address = destination(link.groupdict().get("url") or "").split(" ")[0]
        if address:
            self.links.append((bracket, " ".join(link["text"].split()), address))
        self.closers[link.start("target") - 1] = link.end()
        return found.end()

    def _bracket(self, found: re.Match[str]) -> int:
        after = self.closers.pop(found.start(), None)
        if after is None:
            self._plain(found.start(), found.end())
        return found.end() if after is None else after

    def _entity(self, found: re.Match[str]) -> None:
        text = entity(found.group())
        if text == found.group():
            self._plain(found.start(), found.end())
        elif text.isspace() or not text.isprintable():
            self.builder.space(found.start())
        else:
            self.builder.add(text, [found.start()] * len(text))

    def _mark(self, found: re.Match[str]) -> None:
        sign, width = found.group()[0], min(len(found.group()), 3)
        before = self.source[found.start() - 1] if found.start() else " "
        after = self.source[found.end()] if found.end() < len(self.source) else " "
        can_open = not after.isspace() and (sign == "*" or not before.isalnum())
        can_close = not before.isspace() and (sign == "*" or not after.isalnum())
        if not self.builder.mark(sign, width, can_open, can_close):
            self._plain(found.start(), found.end())

    def _space(self, found: re.Match[str]) -> None:
        blank = next((n for n, sign in enumerate(found.group()) if sign.isspace()), None)
        if blank is not None:
            self.builder.space(found.start() + blank)
