"""What an episode is: which sections stand in which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from story.boards.boards import board_pieces
from story.episodes.shorts import LIMIT, cut_for_shorts
from story.errors import SettingsError
from story.model import Script, Section
from story.safe_text import slug

EpisodesBy = Literal["auto", "chapter", "panel", "story"]
_OPENERS: dict[str, frozenset[str]] = {
    "chapter": frozenset({"chapter"}),
    "panel": frozenset({"panel", "chapter", "scene"}),
    "story": frozenset(),
}
_MOST_DIGITS = 9
"""Digits of an episode's number: Python refuses to read numbers of thousands."""


@dataclass(frozen=True)
class Episode:
    """One episode: `number` counts from 1 in story order; `name` is its files' stem.

    `chapter` is the number of the episode that it is a part of, where episodes are cut into shorts.
    """

    number: int
    title: str
    name: str
    sections: tuple[Section, ...]
    chapter: int


def story_episodes(script: Script, by: EpisodesBy = "auto") -> tuple[Episode, ...]:
    """The story's episodes. What stands before the first opener belongs to the first episode.

    "auto" makes an episode of each chapter, or one of the whole story where it has no chapters.
    """
    shown = [
        piece
        for section in script.sections
        for piece in board_pieces(section)
        if piece.lines or piece.panels or piece.cards
    ]
    if not shown:
        return ()
    openers = _OPENERS["chapter" if by == "auto" else by]
    groups: list[list[Section]] = [[]]
    opened = False
    for section in shown:
        if section.kind in openers and opened:
            groups.append([])
        opened = opened or section.kind in openers
        groups[-1].append(section)
    return tuple(
        _episode(script, number, group, len(groups)) for number, group in enumerate(groups, 1)
    )


def short_episodes(
    every: Sequence[Episode],
    *,
    unspoken: float = 6.0,
    pace: float = 1.0,
    films: Mapping[str, float] | None = None,
) -> tuple[Episode, ...]:
    """The episodes cut into parts of at most three minutes, where the story allows.

    `unspoken`: seconds of the title and the end screen of each. `pace`: how fast they are read.
    `films`: seconds of the story's videos, by file; no pace changes them.
    """
    lengths = {file: seconds * pace for file, seconds in (films or {}).items()}
    made: list[tuple[str, tuple[Section, ...], int]] = []
    for episode in every:
        cuts = cut_for_shorts(episode.sections, (LIMIT - unspoken) * pace, lengths)
        for count, sections in enumerate(cuts, 1):
            title = episode.title if len(cuts) == 1 else f"{episode.title} ({count} of {len(cuts)})"
            made.append((title, sections, episode.number))
    return tuple(
        Episode(number, title, _stem(number, len(made), title), sections, chapter)
        for number, (title, sections, chapter) in enumerate(made, 1)
    )


def _stem(number: int, count: int, title: str) -> str:
    """A name that sorts by number among `count` episodes, two digits at least."""
    return f"{number:0{max(2, len(str(count)))}d}-{slug(title)}"


def chosen_episodes(every: Sequence[Episode], chosen: str) -> tuple[Episode, ...]:
    """The episodes that `chosen` names, such as "3", "2-4" or "1,5". Raises SettingsError."""
    wanted = episode_numbers(chosen, len(every), "--chapter")
    return tuple(episode for episode in every if episode.number in wanted)


def _episode(script: Script, number: int, group: list[Section], count: int) -> Episode:
    opener = next((s for s in group if s.kind == "chapter"), None)
    if count > 1 and opener is None:
        opener = next((s for s in group if s.kind != "title" and s.title), None)
    title = (opener.title if opener and count > 1 else script.title) or script.title or "Untitled"
    return Episode(number, title, _stem(number, count, title), tuple(group), number)


def episode_numbers(chosen: str, count: int, asked_by: str) -> set[int]:
    """The numbers of episodes that `chosen` names; `asked_by` says where, should it be wrong."""
    wanted: set[int] = set()
    for item in chosen.split(","):
        first, dash, last = item.strip().partition("-")
        digits = first.isdecimal() and (not dash or last.isdecimal())
        if not digits or max(len(first), len(last)) > _MOST_DIGITS:
            raise SettingsError(
                f"{asked_by} {chosen!r}: write a number, a range or a list: 3, 2-4 or 1,5."
            )
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= count:
            raise SettingsError(f"{asked_by} {item.strip()}: the story has episodes 1 to {count}.")
        wanted |= set(range(low, high + 1))
    return wanted
