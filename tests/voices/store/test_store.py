"""The store: what was put comes back, or nothing does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.errors import StoreError
from story.problems import Problem, Problems
from voices.store.files import write_aside
from voices.store.store import FolderStore, content_key

KEY = content_key("take", {"text": "hello"})


@pytest.fixture
def problems() -> Problems:
    return Problems()


@pytest.fixture
def store(tmp_path: Path, problems: Problems) -> FolderStore:
    return FolderStore(tmp_path / "store", problems.add)


def test_what_was_put_comes_back(store: FolderStore) -> None:
    assert store.get(KEY) is None
    assert not store.has(KEY)
    store.put(KEY, b"sound")
    assert store.get(KEY) == b"sound"
    assert store.has(KEY)


def test_putting_again_replaces(store: FolderStore) -> None:
    store.put(KEY, b"one")
    store.put(KEY, b"two")
    assert store.get(KEY) == b"two"


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda _: b"",
        lambda raw: raw[:10],
        lambda _: b"another file altogether, long enough to hold a head and some more of it",
    ],
    ids=["cut", "longer", "flipped", "empty", "cut in its head", "foreign"],
)
def test_a_damaged_entry_is_absent_and_reported(store, problems, damage) -> None:
    store.put(KEY, b"sound")
    path = store.path(KEY)
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(KEY) is None
    assert [problem.code for problem in problems] == ["store-damaged"]
    assert not path.exists()


def test_what_was_put_in_pieces_is_the_same_file(store: FolderStore) -> None:
    store.put(KEY, b"sound")
    before = store.path(KEY).read_bytes()
    store.put_pieces(KEY, [b"so", b"und"])
    assert store.path(KEY).read_bytes() == before


def test_a_cut_entry_is_not_there(store: FolderStore) -> None:
    store.put(KEY, b"sound")
    path = store.path(KEY)
    path.write_bytes(path.read_bytes()[:-1])
    assert not store.has(KEY)


def test_keys_are_made_from_the_inputs_alone() -> None:
    one = content_key("take", {"a": 1, "b": [2, "é"]})
    assert one == content_key("take", {"b": [2, "é"], "a": 1})
    assert one != content_key("take", {"a": 1, "b": [2, "e"]})
    assert one.startswith("take/")


def test_entries_are_listed_and_removed(store: FolderStore) -> None:
    store.put(KEY, b"sound")
    assert [entry.key for entry in store.entries()] == [KEY]
    store.remove(KEY)
    assert list(store.entries()) == []


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = FolderStore(tmp_path / "file" / "store")
    with pytest.raises(StoreError, match="--store"):
        store.put(KEY, b"sound")


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_aside(tmp_path / "out.bin", b"good", "not bytes")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(1, 255))
def test_no_flipped_byte_passes(tmp_path_factory, content: bytes, at: int, by: int) -> None:
    problems: list[Problem] = []
    store = FolderStore(tmp_path_factory.mktemp("store"), problems.append)
    store.put(KEY, content)
    path = store.path(KEY)
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= by
    path.write_bytes(raw)
    assert store.get(KEY) is None
    assert len(problems) == 1
