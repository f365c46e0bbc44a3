"""How many lines of our own, each with a tag of another form, are given to the right speaker.

    python bench/tagged_lines.py [FILE] ...

A FILE has a case a row: who says the last quotation, a colon, the paragraphs with " ¶ " between
them. Without arguments:
`tags/tuned.txt`, which may be looked at while rules are written, and `tags/kept.txt`, of which only
the count is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.quotations import script_of  # noqa: E402
from story.settings import CastSettings, StorySettings  # noqa: E402

TAGS = ROOT / "bench" / "tags"
KEPT = "kept"
"""Files so called are scored only."""
CAST = {
    "Ada": CastSettings(gender="female"),
    "Lucy": CastSettings(gender="female"),
    "Mrs. Pell": CastSettings(gender="female", aliases=("Pell",)),
    "Tom": CastSettings(gender="male"),
    "Brannigan": CastSettings(gender="male", aliases=("old Brannigan",)),
    "Captain Reeve": CastSettings(gender="male", aliases=("Reeve", "the captain")),
    "Dr. Voss": CastSettings(gender="male", aliases=("Voss", "the doctor")),
}


def cases(path: Path) -> list[tuple[str, str]]:
    """Speakers and paragraphs of a file."""
    rows = path.read_text("utf-8").splitlines()
    return [(who, told) for who, _, told in (row.partition(": ") for row in rows if row)]


def speaker(told: str) -> str:
    """Who says the last quotation of paragraphs that stand alone; "" where nobody does."""
    settings = StorySettings(cast=CAST, closed_cast=True)
    story = told.replace(" ¶ ", "\n\n")
    script = script_of(f"# T\n\n{story}\n", Path("tags.md"), settings)
    lines = [line for section in script.sections for line in section.lines]
    said = [line.speaker for line in lines if line.kind == "speech"]
    return said[-1] if said else ""


def main() -> None:
    for path in [Path(name) for name in sys.argv[1:]] or sorted(TAGS.glob("*.txt")):
        answers = [(who, speaker(told), told) for who, told in cases(path)]
        print(f"{path.name}: {sum(who == ours for who, ours, _ in answers)} of {len(answers)}")
        for who, ours, told in answers if path.stem != KEPT else ():
            if who != ours:
                print(f"  {ours}, not {who}: {told}")


if __name__ == "__main__":
    main()
