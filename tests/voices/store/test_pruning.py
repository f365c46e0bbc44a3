"""What a store holds, what is damaged in it, and what may go."""

from pathlib import Path

import pytest

from story.problems import Problem
from voices.store.pruning import Kind, among, kinds, older, over, remove, verify
from voices.store.store import Entry, FolderStore, content_key, place_of

DAY = 86_400
TAKES = [content_key("take", {"text": text}) for text in ("one", "two", "three")]
SOUND = content_key("sound", {"section": 1})


def entry(key: str, size: int, used: float) -> Entry:
    return Entry(key=key, size=size, used=used)


ENTRIES = [entry(TAKES[0], 10, 9 * DAY), entry(TAKES[1], 20, 5 * DAY), entry(SOUND, 50, 1 * DAY)]


def test_kinds_are_counted_the_largest_first() -> None:
    assert kinds(ENTRIES) == (Kind("sound", 1, 50), Kind("take", 2, 30))


def test_older_is_what_was_not_used_for_longer() -> None:
    assert [each.key for each in older(ENTRIES, 3, 10 * DAY)] == [TAKES[1], SOUND]
    assert older(ENTRIES, 9, 10 * DAY) == ()


@pytest.mark.parametrize(("most", "gone"), [(80, []), (79, [SOUND]), (10, [TAKES[1], SOUND])])
def test_those_longest_not_used_go_first(most: int, gone: list[str]) -> None:
    assert [each.key for each in over(ENTRIES, most)] == gone


def test_named_entries_are_found() -> None:
    assert among(ENTRIES, {SOUND, TAKES[2]}) == (ENTRIES[2],)


def test_verify_reads_everything_and_removes_what_is_damaged(tmp_path: Path) -> None:
    told: list[Problem] = []
    store = FolderStore(tmp_path / "store", told.append)
    for number, key in enumerate(TAKES):
        store.put(key, b"sound" * (number + 1))
    damaged = tmp_path / "store" / place_of(TAKES[1])
    damaged.write_bytes(damaged.read_bytes()[:-2])
    assert verify(store, list(store.entries())) == (TAKES[1],)
    assert not store.has(TAKES[1])
    assert len(told) == 1
    assert verify(store, list(store.entries())) == ()


def test_removing_says_what_it_frees(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store", lambda _: None)
    store.put(TAKES[0], b"sound")
    (kept,) = store.entries()
    assert remove(store, [kept]) == kept.size > 0
    assert not store.has(TAKES[0])
