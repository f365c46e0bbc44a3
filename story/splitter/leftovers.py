"""Words that a chat model or a prompt left in a story: never spoken."""

from __future__ import annotations

from collections.abc import Sequence

from story.document import Block, Prose
from story.language.base import Leftovers


def visible_prompts(blocks: Sequence[Block], leftovers: Leftovers) -> list[Prose]:
    """Paragraphs that are the title of a prompt, each with those in italics that follow it."""
    found: list[Prose] = []
    inside = False
    for block in blocks:
        titled = isinstance(block, Prose) and bool(leftovers.prompt_title.fullmatch(block.run.text))
        inside = titled or (inside and isinstance(block, Prose) and _stressed(block))
        if inside and isinstance(block, Prose):
            found.append(block)
    return found


def _stressed(prose: Prose) -> bool:
    ranges = (*prose.run.emphasis, *prose.run.strong)
    return sum(b - a for a, b in ranges) >= 0.9 * len(prose.run.text)


def lone_label(prose: Prose, leftovers: Leftovers) -> str:
    """ "label" where a paragraph is nothing but "Narrative:"; empty otherwise."""
    return "label" if leftovers.lone_label.fullmatch(prose.run.text) else ""


def leftover(text: str, leftovers: Leftovers) -> str:
    """Why a paragraph is not part of the story; empty where it is."""
    if leftovers.prompt_label.match(text) or leftovers.request.match(text):
        return "prompt"
    if leftovers.chat.match(text) or leftovers.offer.match(text):
        return "chat"
    return ""
