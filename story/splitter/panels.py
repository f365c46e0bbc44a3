"""Which picture is seen with which lines, and which prompt drew it."""

from __future__ import annotations

from collections.abc import Sequence

from story.document import Block, Picture, Prompt, Prose
from story.formats.base import Report
from story.language.base import Leftovers
from story.model import Panel
from story.splitter.picture_files import Site

_FEWEST_PARTS, _TIMES_MORE = 2, 3
"""Parts whose pictures close them, and how many more than open with theirs, to be a habit."""


def panels_of(
    blocks: Sequence[Block], site: Site, leftovers: Leftovers, report: Report
) -> list[Panel]:
    """The pictures among `blocks`, each with the prompt that belongs to it."""
    pictures = [block for block in blocks if isinstance(block, Picture)]
    prompts = _prompts_for(blocks, leftovers)
    return [
        Panel(
            path=picture.path,
            file=site.file(picture, report),
            prompt=prompts.get(number, ""),
            alt=picture.alt,
            start=picture.start,
            end=picture.end,
            row=report.rows.row(picture.start),
        )
        for number, picture in enumerate(pictures)
    ]


def _prompts_for(blocks: Sequence[Block], leftovers: Leftovers) -> dict[int, str]:
    """Prompts by picture: one belongs to the pictures since the prompt before it."""
    prompts: dict[int, str] = {}
    waiting: list[int] = []
    early = ""
    count = 0
    for block in blocks:
        if isinstance(block, Picture):
            if early:
                prompts[count], early = early, ""
            else:
                waiting.append(count)
            count += 1
        elif isinstance(block, Prompt) and not leftovers.of_the_story.search(block.summary):
            if not waiting:
                early = block.text if not count or count - 1 in prompts else early
                if count and not early:
                    prompts[count - 1] = block.text
            prompts.update(dict.fromkeys(waiting, block.text))
            waiting = []
    return prompts


def pictures_follow(parts: Sequence[Sequence[Block]]) -> bool:
    """Whether a story's pictures stand behind the words that they show, by most of its parts.

    A part is what stands between headings or rules.
    """
    follow = lead = 0
    for part in parts:
        kinds = [type(block) for block in part if isinstance(block, Prose | Picture)]
        if Prose in kinds and Picture in kinds:
            follow += kinds[0] is Prose and kinds[-1] is Picture
            lead += kinds[0] is Picture
    return follow >= _FEWEST_PARTS and follow > _TIMES_MORE * lead


def assign(order: Sequence[tuple[str, int]], *, follow: bool = False) -> list[int | None]:
    """The panel of each line. `follow`: the story's pictures stand behind their words.

    `order` is the section in the order of the text: ("picture", 1 where its file
    exists, else 0) or ("line", its length).
    Pictures that stand together share out the lines they belong to by length.
    """
    kinds = [kind for kind, _ in order]
    lines = kinds.count("line")
    if "picture" not in kinds:
        return [None] * lines
    trails = kinds[0] == "line" and (follow or kinds[-1] == "picture")
    groups = _groups(list(reversed(order)) if trails else list(order), trails)
    found = [exists for kind, exists in order if kind == "picture"]
    out: list[int | None] = []
    for panels, lengths in groups:
        panels = [panel for panel in panels if found[panel]] or panels
        out += _share(panels, lengths)
    return out


def _groups(order: list[tuple[str, int]], trails: bool) -> list[tuple[list[int], list[int]]]:
    """Pictures that stand together, with the lengths of the lines they are seen with."""
    groups: list[tuple[list[int], list[int]]] = [([], [])]
    count = sum(kind == "picture" for kind, _ in order)
    met = 0
    for kind, length in order:
        if kind == "picture":
            if groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(count - 1 - met if trails else met)
            met += 1
        else:
            groups[-1][1].append(length)
    if trails:
        groups = [(panels[::-1], lengths[::-1]) for panels, lengths in reversed(groups)]
    return groups


def _share(panels: list[int], lengths: list[int]) -> list[int | None]:
    if not panels:
        return [None] * len(lengths)
    total, heard, out = sum(lengths) or 1, 0, []
    for length in lengths:
        middle = (heard + length / 2) / total
        out.append(panels[min(len(panels) - 1, int(middle * len(panels)))])
        heard += length
    return list(out)
