"""What cards say."""

from __future__ import annotations

from dataclasses import dataclass

from story.credits import Credit
from story.model import Section


@dataclass(frozen=True)
class CardText:
    """What a card says. `kind`: "chapter", "title", "end" and "zones" (an end with two places left
    clear) lie over a picture, "panel" stands for one."""

    kind: str
    label: str
    title: str
    subtitle: str
    size: tuple[int, int]
    author: str = ""


def opening_card(
    section: Section, episode: str, story: str, size: tuple[int, int], *, cover: bool
) -> CardText:
    """What the card says that opens an episode: over the cover the story's title, else its own."""
    if episode == story:
        return CardText("title", "", story, section.subtitle, size)
    label = section.label if section.kind == "chapter" else ""
    if cover:
        chapter = ": ".join(part for part in (label, episode) if part)
        return CardText("title", "", story, chapter, size)
    return CardText("chapter", label, episode, story, size)


@dataclass(frozen=True)
class CreditsText:
    """A card of credits."""

    rows: tuple[Credit, ...]
    size: tuple[int, int]
