"""Obsidian's marks: `![[map.png|300]]`, `[[Page|words]]`, `%%comments%%`, `==marks==`, `^ids`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import IS_PICTURE, DialectMark, picture

_EMBED = re.compile(r"!\[\[(?P<target>[^\[\]|\n]{1,500})(?P<rest>(?:\|[^\[\]\n]{0,500})?)\]\]")
_LINK = re.compile(r"(?<!!)\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<alias>[^\[\]\n]{1,500}))?\]\]")
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=\S)(?P<text>[^=\n]{1,2000}?)(?<=\S)==(?![=])")
_BLOCK_ID = re.compile(r"(?:(?<=\s)|^)\^[A-Za-z0-9-]{1,60}(?=[ \t]*\r?$)", re.MULTILINE)
_TAG_ROW = re.compile(r"^[ \t]*#[^\s#]\S*(?:[ \t]+#[^\s#]\S*)*[ \t]*\r?$", re.MULTILINE)
_TAG = re.compile(r"(?<=\s)#(?=[A-Za-z][\w/-]*)")
_FILED = re.compile(
    r"(?<=\s)#[A-Za-z][\w-]*(?:/[\w/-]+|\d[\w/-]*|(?=[ \t]*\r?$))(?![\w/])", re.MULTILINE
)
"""A tag that no sentence goes on from, or that no word looks like."""
_WAY = re.compile(r"^(?=[^\n]*[|←→⬅➡«»])[^\w\n\[]*(?:\[\[[^\[\]\n]+\]\][^\w\n\[]*)+$", re.MULTILINE)
"""A row of nothing but links, with arrows or bars between them."""
_TOLD_CALLOUT = re.compile(
    r"^(?P<mark>[ \t]{0,3}>[ \t]*)\[!(?:quote|cite|example)\][+-]?[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")


def embeds(text: str, report: Report) -> Iterator[DialectMark]:
    """Pictures, and the notes of others that can't be shown."""
    for found in _EMBED.finditer(text):
        target = found["target"].strip().partition("#")[0]
        if IS_PICTURE.fullmatch(target):
            words = [
                word for word in found["rest"].split("|") if word and not _SIZE.fullmatch(word)
            ]
            yield picture(found.start(), found.end(), target, " ".join(words))
        elif ":" not in target:
            message = f"The note {target!r} that stands here is left out."
            report(found.start(), "embed-unread", message, "Copy its text into the story.")
            yield DialectMark(found.start(), found.end(), "embed")


def obsidian(text: str, report: Report) -> Iterator[DialectMark]:
    """Everything but the embeds."""
    del report
    for found in _LINK.finditer(text):
        target = found["target"]
        told = found.start("alias") if found["alias"] else found.start("target")
        stop = found.end() - 2
        if not found["alias"] and "#" in target[1:]:
            stop = told + target.index("#", 1)
        yield DialectMark(found.start(), told, "markup", inline=True)
        yield DialectMark(stop, found.end(), "markup", inline=True)
    for found in _HIGHLIGHT.finditer(text):
        yield DialectMark(found.start(), found.start("text"), "markup", inline=True)
        yield DialectMark(found.end("text"), found.end(), "markup", inline=True)
    hidden = ((_COMMENT, "comment"), (_BLOCK_ID, "markup"), (_FILED, "tags"), (_TAG, "markup"))
    for pattern, reason in hidden:
        for found in pattern.finditer(text):
            yield DialectMark(found.start(), found.end(), reason, inline="\n" not in found.group())
    for found in _WAY.finditer(text):
        yield DialectMark(found.start(), found.end(), "navigation")
    for found in _TAG_ROW.finditer(text):
        yield DialectMark(found.start(), found.end(), "tags")
    for found in _TOLD_CALLOUT.finditer(text):
        yield DialectMark(found.end("mark"), found.end(), "markup", inline=True)
