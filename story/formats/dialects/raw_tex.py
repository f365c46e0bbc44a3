r"""LaTeX that Pandoc's writers leave in Markdown: `\newpage`, `\emph{word}`, `\index{word}`.

Only whole rows of commands, and commands that are known, are marks: other backslashes are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import DialectMark

_BRACES = r"(?:\[[^\[\]\n]{0,200}\]|\{[^{}\n]{0,200}\})"
_ROW = re.compile(rf"^[ \t]*(?:\\[A-Za-z]{{2,30}}\*?{_BRACES}*[ \t]*)+\r?$", re.MULTILINE)
_CLEAR = re.compile(
    r"\\(?:emph|textit|textbf|textsc|textrm|underline|textsuperscript|uppercase)\{"
    r"(?P<text>[^{}\n]{1,500})\}"
)
_SILENT = re.compile(
    rf"\\(?:index|label|cite[a-z]*|ref|pageref|footnote|vspace|hspace|noindent|clearpage|newpage"
    rf"|pagebreak|bigskip|medskip|smallskip|par|centering)\b\*?{_BRACES}*"
)
_INLINE_NOTE = re.compile(r"\^\[(?P<text>[^\[\]\n]{1,2000})\]")
_REFERENCE = re.compile(
    r"(?:,?[ \t](?:as (?:shown )?in|see)[ \t])?@(?:fig|sec|tbl|eq|lst|thm|nte|tip|wrn)-[\w-]{1,80}"
)
"""Quarto's way to name a figure from the text."""


def raw_tex(text: str, report: Report) -> Iterator[DialectMark]:
    """Commands of LaTeX, notes inside a row, and references to figures."""
    del report
    if "\\" in text:
        for found in _ROW.finditer(text):
            yield DialectMark(found.start(), found.end(), "markup")
        for found in _CLEAR.finditer(text):
            yield DialectMark(found.start(), found.start("text"), "markup", inline=True)
            yield DialectMark(found.end("text"), found.end(), "markup", inline=True)
        for found in _SILENT.finditer(text):
            yield DialectMark(found.start(), found.end(), "markup", inline=True)
    for found in _INLINE_NOTE.finditer(text) if "^[" in text else ():
        yield DialectMark(found.start(), found.end(), "footnote", inline=True)
    for found in _REFERENCE.finditer(text) if "@" in text else ():
        yield DialectMark(found.start(), found.end(), "citation", inline=True)
