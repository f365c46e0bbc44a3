"""The first page of a manuscript: name and address, how long it is, its title, whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from story.document import Block, Heading, Picture, Prose
from story.language.paratext import Paratext

_MOST_LINES = 12
"""Lines of such a page above the title's own."""
_LONGEST = 70
"""Characters of one."""
_ENDS = re.compile(r"[.!?:;,][\"”’]?$")


@dataclass
class TitlePage:
    """The blocks with the title as a heading, and the ranges above it, which are not told."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)


def title_page(blocks: Sequence[Block], paratext: Paratext) -> TitlePage:
    """The blocks of a text that has no heading above a line such as "by Ada Pell"."""
    lines: list[int] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading | Picture) or len(lines) > _MOST_LINES:
            return TitlePage(list(blocks))
        if not isinstance(block, Prose):
            continue
        text = block.run.text.strip()
        found = paratext.byline.fullmatch(text)
        if found and found["name"] and lines:
            return _titled(blocks, lines)
        if len(text) > _LONGEST or block.run.breaks:
            return TitlePage(list(blocks))
        lines.append(at)
    return TitlePage(list(blocks))


def _titled(blocks: Sequence[Block], lines: Sequence[int]) -> TitlePage:
    title = blocks[lines[-1]]
    if not isinstance(title, Prose) or _ENDS.search(title.run.text.strip()):
        return TitlePage(list(blocks))
    run = replace(title.run, emphasis=(), strong=())
    heading = Heading(1, run, title.start, title.end)
    above = [blocks[at] for at in lines[:-1]]
    return TitlePage(
        [heading if b is title else b for b in blocks if not any(b is one for one in above)],
        [*((b.start, b.end, "front matter") for b in above), (title.start, title.end, "heading")],
    )
