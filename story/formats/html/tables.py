"""An HTML table as the text that boards read: cells between bars."""

from __future__ import annotations

import html
import re

_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</tr|</table|\Z)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[hd]\b[^<>]*>(.*?)(?=<t[hd]\b|</t[hd]|\Z)", re.DOTALL | re.IGNORECASE)


def table_text(markup: str) -> str:
    """The rows of a table as Markdown writes them."""
    rows = [[_cell(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(markup)]
    rows = [row for row in rows if row]
    if not rows:
        return ""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _cell(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^<>]*>", " ", markup))
    return " ".join(text.split()).replace("|", "\\|")
