"""Keeps a store in shape: what is in it, what is damaged, what may go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from voices.store.files import DAY
from voices.store.store import Entry, Store


@dataclass(frozen=True)
class Kind:
    """All entries of one kind: how many, and their size in bytes."""

    name: str
    count: int
    size: int


def kinds(entries: Iterable[Entry]) -> tuple[Kind, ...]:
    """What a store holds, kind by kind, the largest first."""
    named = sorted((entry.key.partition("/")[0], entry.size) for entry in entries)
    groups = [
        (name, [size for _, size in group])
        for name, group in groupby(named, key=lambda each: each[0])
    ]
    made = (Kind(name, len(sizes), sum(sizes)) for name, sizes in groups)
    return tuple(sorted(made, key=lambda kind: (-kind.size, kind.name)))


def older(entries: Iterable[Entry], days: float, now: float) -> tuple[Entry, ...]:
    """The entries that were not used for `days`; `now` in seconds since the epoch."""
    return tuple(entry for entry in entries if now - entry.used > days * DAY)


def over(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """The entries to give up so that `most` bytes stay: those longest not used."""
    kept, given = 0, []
    for entry in sorted(entries, key=lambda each: (-each.used, each.key)):
        kept += entry.size
        if kept > most:
            given.append(entry)
    return tuple(given)


def among(entries: Iterable[Entry], keys: Collection[str]) -> tuple[Entry, ...]:
    """The entries that `keys` name."""
    return tuple(entry for entry in entries if entry.key in keys)


def remove(store: Store, entries: Sequence[Entry]) -> int:
    """Remove entries; the bytes that this frees. Raises StoreError."""
    for entry in entries:
        store.remove(entry.key)
    return sum(entry.size for entry in entries)


def verify(store: Store, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Read everything; the keys of what was damaged, which is removed."""
    return tuple(entry.key for entry in entries if store.get(entry.key) is None)
