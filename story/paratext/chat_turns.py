"""Logs of a chat with a model: what a person asked for is not told, what was answered is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from story.document import Block, Heading, Prose
from story.language.paratext import Paratext
from story.paratext.runs import cut_out, source_range


@dataclass
class Turns:
    """The blocks without what a person asked, and the ranges that are not told."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)


def chat_turns(blocks: Sequence[Block], paratext: Paratext) -> Turns:
    """A text with turns of both sides loses those of the one, and the names of the other."""
    prose = [block.run.text for block in blocks if isinstance(block, Prose)]
    both = (paratext.asker, paratext.answerer)
    if not all(any(side.match(text) for text in prose) for side in both):
        return Turns(list(blocks))
    out = Turns()
    asking = False
    for block in blocks:
        text = block.run.text if isinstance(block, Prose | Heading) else ""
        answer = paratext.answerer.match(text)
        asking = not answer and (asking or bool(paratext.asker.match(text)))
        if asking:
            out.skips.append((block.start, block.end, "prompt"))
        elif answer and isinstance(block, Prose):
            out.skips.append((*source_range(block.run, 0, answer.end()), "label"))
            rest = cut_out(block, [(0, answer.end())])
            out.blocks += [rest] if rest.run.text else []
        else:
            out.blocks.append(block)
    return out
