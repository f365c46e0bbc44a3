"""Words that a chat model or a prompt left in a story: never spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.document import Block, Prose

_CHAT = re.compile(
    r"(?:sure|certainly|of course|absolutely|great)?[!,.]?\s*"
    r"(?:i(?:'|’)ll|i will|i(?:'|’)ve|i have|here(?:'|’)s|here is|here are|below is|let me)\s+"
    r"(?:now\s+)?(?:create|created|write|written|generate|generated|provide|the|a|an|your|develop)\b"
    r".{0,80}\b(?:narrative|graphic[- ]novel|story ?board|image prompts?|prompts?|panels?"
    r"|markdown|draft)\b",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = re.compile(
    r"(?:image \d+:\s*|panel \d+:?\s*|prompt:\s*|image prompt:\s*)?(?:please\s+)?(?:now\s+)?"
    r"(?:generate|create|draw|make|produce|design)\s+(?:an?|the|this|one)\s"
    r".{0,80}\b(?:image|drawing|illustration|picture|panel|graphic[- ]novel|cover"
    r"|artwork|infographic)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFER = re.compile(
    r"(?:would you like me to|let me know if you(?:'|’)d like|do you want me to"
    r"|shall i (?:continue|generate))\b"
    r".{0,200}\b(?:image|prompt|panel|story|version|change|continue|adjust|generate)",
    re.IGNORECASE | re.DOTALL,
)
_PROMPT_LABEL = re.compile(
    r"(?:image|cover|narrative|panel|art|drawing) prompt\s*(?:\d+\s*)?:", re.IGNORECASE
)

_PROMPT_TITLE = re.compile(
    r"(?:show )?(?:(?:image|cover|narrative|panel|story|art|drawing) )+prompts?\s*:?", re.IGNORECASE
)
_LONE_LABEL = re.compile(
    r"(?:narrative|narration|caption|story text|panel text)\s*:?", re.IGNORECASE
)


def visible_prompts(blocks: Sequence[Block]) -> list[Prose]:
    """Paragraphs that are the title of a prompt, each with those in italics that follow it."""
    found: list[Prose] = []
    inside = False
    for block in blocks:
        titled = isinstance(block, Prose) and bool(_PROMPT_TITLE.fullmatch(block.run.text))
        inside = titled or (inside and isinstance(block, Prose) and _stressed(block))
        if inside and isinstance(block, Prose):
            found.append(block)
    return found


def _stressed(prose: Prose) -> bool:
    ranges = (*prose.run.emphasis, *prose.run.strong)
    return sum(b - a for a, b in ranges) >= 0.9 * len(prose.run.text)


def lone_label(prose: Prose) -> str:
    """ "label" where a paragraph is nothing but "Narrative:"; empty otherwise."""
    return "label" if _LONE_LABEL.fullmatch(prose.run.text) else ""


def leftover(text: str) -> str:
    """Why a paragraph is not part of the story; empty where it is."""
    if _PROMPT_LABEL.match(text) or _REQUEST.match(text):
        return "prompt"
    if _CHAT.match(text) or _OFFER.match(text):
        return "chat"
    return ""
