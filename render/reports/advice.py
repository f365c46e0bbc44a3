"""What `inkreel check` tells an author beside its verdicts: where another picture would help."""

from __future__ import annotations

from pathlib import Path

from render.checking.verdict import CheckVerdict
from render.reports.report import kept_report
from voices.store.store import Store


def picture_notes(out: Path, store: Store) -> tuple[CheckVerdict, ...]:
    """Notes on pictures that were seen for long in what was last rendered into a folder; none
    where the store knows of no render into it."""
    report = kept_report(out, store) if out.is_dir() else None
    return tuple(
        CheckVerdict(
            f"{each['file']}:{each['row']}" if each["row"] else each["file"],
            "pictures",
            "note",
            f"{each['message']} {each['advice']}",
        )
        for each in (report or {}).get("problems", ())
        if each["code"] == "picture-long"
    )
