"""What `inkreel store` does and says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from render.reports.report import hit_rate, kept_report
from story.errors import SettingsError
from voices.store.pruning import Kind, among, kinds, older, over, remove, verify
from voices.store.sizes import parse_bytes, size_text
from voices.store.store import Entry, Store


@dataclass(frozen=True)
class Care:
    """What is to be done: `days` not used and `most` (a size) prune, None and "" don't.

    What the last render into `out` used is removed.
    """

    days: float | None = None
    most: str = ""
    out: Path | None = None
    verify: bool = False


def care_for(store: Store, care: Care, now: float) -> str:
    """Prune and verify as asked, then say what there is. Raises SettingsError, StoreError."""
    most = parse_bytes(care.most) if care.most else None
    store.tidy()
    said = []
    if care.out:
        keys = _keys(care.out, store)
        said.append(_removed(store, among(store.entries(), keys), "of that render"))
    if care.days is not None:
        said.append(_removed(store, older(store.entries(), care.days, now), "not used lately"))
    if most is not None:
        said.append(_removed(store, over(store.entries(), most), "longest not used"))
    if care.verify:
        damaged = verify(store, store.entries())
        said.append(f"Damaged entries found and removed: {len(damaged)}.")
    return "\n".join([*said, *_table(store.at, kinds(store.entries())), *_hits(store)])


def _removed(store: Store, entries: Sequence[Entry], why: str) -> str:
    return f"Entries {why}, removed: {len(entries)}, {size_text(remove(store, entries))}."


def _keys(out: Path, store: Store) -> frozenset[str]:
    report = kept_report(out, store)
    if report is None:
        raise SettingsError(f"--of {out}: the store knows of no render into it.")
    return frozenset(report["entries"])


def _hits(store: Store) -> list[str]:
    found, wanted = hit_rate(store)
    if not wanted:
        return []
    return [
        f"Last renders found {found / wanted:.0%} of what they wanted ({found:,} of {wanted:,})."
    ]


def _table(at: str, found: Sequence[Kind]) -> list[str]:
    rows = [f"{each.name:<12}{each.count:>9,}{size_text(each.size):>12}" for each in found]
    count, size = sum(each.count for each in found), sum(each.size for each in found)
    total = f"{'all':<12}{count:>9,}{size_text(size):>12}"
    return [f"The store in {at}:", *rows, total]
