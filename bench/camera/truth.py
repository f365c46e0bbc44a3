"""What is where in the panels, drawn by hand: heads with their faces and names, things by name.

A face is the box from the eyes to the chin, a head the whole of it with hair and hat. Boxes are
right within about ten pixels. Heads that are turned away have no face; `painted` heads hang as
pictures on walls or stand as busts, `animal` ones are animals'.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.camera.film import Box

FOLDER = Path(__file__).resolve().parent / "truth"
EMPTY_WORDS = frozenset(
    "a an and at by for from his her in its of on or the their to with who".split()
)


@dataclass(frozen=True)
class Head:
    head: Box
    face: Box | None = None
    name: str = ""
    painted: bool = False
    animal: bool = False
    kind: str = "front"
    """front, profile, or back where no face is seen."""


@dataclass(frozen=True)
class Panel:
    size: tuple[float, float]
    heads: tuple[Head, ...]
    things: dict[str, Box]


def words_of(text: str) -> frozenset[str]:
    """The words that tell one thing from another, without endings."""
    found = re.findall(r"[\w()=+]+", text.lower().replace("'s", ""))
    return frozenset(word.rstrip("s") or word for word in found if word not in EMPTY_WORDS)


def likeness(a: str, b: str) -> float:
    """The share of the shorter name's words that the other has as well, 0..1."""
    first, second = words_of(a), words_of(b)
    return len(first & second) / max(min(len(first), len(second)), 1)


class Truth:
    """The panels of one story."""

    def __init__(self, panels: dict[str, Panel]) -> None:
        self.panels = panels

    def knows(self, panel: str) -> bool:
        return panel in self.panels

    def heads(self, panel: str) -> tuple[Head, ...]:
        return self.panels[panel].heads if panel in self.panels else ()

    def called(self, panel: str, name: str) -> list[Head]:
        """The heads of a person, by a name that has all words of the other; no portraits."""
        mine = (head for head in self.heads(panel) if head.name and not head.painted)
        return [head for head in mine if likeness(head.name, name) == 1]

    def box_of(self, panel: str, subject: str) -> Box | None:
        """The box of what a subject's text names, where one is drawn that is like enough."""
        if panel not in self.panels or not subject:
            return None
        named = [(head.name, head.head) for head in self.heads(panel) if head.name]
        known = [*self.panels[panel].things.items(), *named]
        rated = [(likeness(subject, name), len(words_of(name)), box) for name, box in known]
        best = max(rated, default=(0.0, 0, None), key=lambda each: each[:2])
        return best[2] if best[0] >= 0.5 else None


def truth_of(story: str, folder: Path = FOLDER) -> Truth:
    """The boxes of a story by its folder's name; none where nobody has drawn any."""
    file = folder / f"{story}.json"
    if not file.exists():
        return Truth({})
    told = json.loads(file.read_text(encoding="utf-8"))
    return Truth({name: _panel(panel) for name, panel in told["panels"].items()})


def _panel(told: dict) -> Panel:
    heads = tuple(
        Head(
            tuple(each["head"]),
            tuple(each["face"]) if "face" in each else None,
            each.get("name", ""),
            bool(each.get("painted")),
            bool(each.get("animal")),
            each.get("kind", "front") if "face" in each else "back",
        )
        for each in told["heads"]
    )
    return Panel(tuple(told["size"]), heads, {k: tuple(v) for k, v in told["things"].items()})
