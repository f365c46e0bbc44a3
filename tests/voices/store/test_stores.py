"""Every kind of store keeps the same promises: a folder, a disk behind fsspec, an object store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import fsspec
import pytest
from command_line import made, render_command, run
from renders import film_bytes, options, tools
from stories import write_story

from render.episode import render_story
from render.production.planning.tools import Tools
from render.production.queue.executors import worker_pool
from render.production.queue.progress import QuietProgress
from story.errors import StoreError
from story.problems import Problem, Problems
from voices.store.files import write_file
from voices.store.open_store import UrlStore, open_store
from voices.store.store import PARTS, Entry, FolderStore, Store, content_key, place_of

KEY = content_key("take", {"text": "hello"})


@dataclass
class Kept:
    """A store, what it found damaged, and a way to an entry's bytes behind its back."""

    store: Store
    damaged: list[Problem]
    files: fsspec.AbstractFileSystem
    root: str

    def path(self) -> str:
        return f"{self.root}/{place_of(KEY)}"


def in_folder(folder: Path, damaged: list[Problem]) -> Kept:
    store = FolderStore(folder, damaged.append)
    return Kept(store, damaged, fsspec.filesystem("file"), str(folder))


def on_disk(folder: Path, damaged: list[Problem]) -> Kept:
    store = UrlStore(f"file://{folder}", damaged.append)
    return Kept(store, damaged, fsspec.filesystem("file"), str(folder))


def in_memory(folder: Path, damaged: list[Problem]) -> Kept:
    store = UrlStore(f"memory://{folder}", damaged.append)
    return Kept(store, damaged, fsspec.filesystem("memory"), str(folder))


@pytest.fixture(params=[in_folder, on_disk, in_memory])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    yield request.param(tmp_path / "store", [])
    fsspec.filesystem("memory").store.clear()


def test_what_was_put_comes_back_until_it_is_removed(kept: Kept) -> None:
    store = kept.store
    assert (store.get(KEY), store.has(KEY)) == (None, False)
    store.put(KEY, b"one")
    store.put(KEY, b"two")
    assert (store.get(KEY), store.has(KEY)) == (b"two", True)
    store.remove(KEY)
    store.remove(KEY)
    assert (store.get(KEY), store.has(KEY)) == (None, False)


@pytest.mark.parametrize("content", [[], [b"sou", b"", b"nd"], [bytes(3_000_000)] * 2])
def test_an_entry_may_come_and_go_in_pieces(kept: Kept, content: list[bytes]) -> None:
    store, whole = kept.store, b"".join(content)
    assert store.pieces(KEY) is None
    store.put_pieces(KEY, iter(content))
    assert (store.get(KEY), store.has(KEY)) == (whole, True)
    assert b"".join(store.pieces(KEY) or ()) == whole
    assert max(map(len, store.pieces(KEY) or ()), default=0) < 2_000_000


def test_pieces_that_break_off_leave_nothing(kept: Kept) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"so"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.store.put_pieces(KEY, breaks())
    assert not (kept.files.exists(kept.root) and kept.files.find(kept.root))


def test_nothing_but_entries_is_listed_and_left(kept: Kept) -> None:
    kept.store.put(KEY, b"sound")
    kept.store.tidy()
    (entry,) = kept.store.entries()
    assert entry == Entry(KEY, 48 + 5, entry.used)
    assert entry.used > 1.6e9
    parts = f"{kept.root}/{PARTS}"
    assert not (kept.files.exists(parts) and kept.files.find(parts))


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: raw[:9],
        lambda _: b"x" * 99,
    ],
    ids=["cut", "flipped", "cut in its head", "foreign"],
)
@pytest.mark.parametrize("read", ["get", "pieces"])
def test_a_damaged_entry_is_absent_removed_and_told_of(
    kept: Kept, harm: Callable[[bytes], bytes], read: str
) -> None:
    kept.store.put(KEY, b"sound")
    kept.files.pipe_file(kept.path(), harm(kept.files.cat_file(kept.path())))
    assert getattr(kept.store, read)(KEY) is None
    assert [problem.code for problem in kept.damaged] == ["store-damaged"]
    assert not kept.files.exists(kept.path())


def test_a_cut_entry_is_not_there(kept: Kept) -> None:
    kept.store.put(KEY, b"sound")
    kept.files.pipe_file(kept.path(), kept.files.cat_file(kept.path())[:-1])
    assert not kept.store.has(KEY)


def test_another_process_opens_the_same_store_from_its_place(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    store.put(KEY, b"sound")
    for at in (store.at, f"file://{store.at}", f"local://{store.at}"):
        assert open_store(at).get(KEY) == b"sound"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("memory://store", "only one process"),
        ("nonesuch://store", "nonesuch"),
        ("sftp://store", "can't be opened"),
    ],
)
def test_a_url_that_leads_nowhere_ends_with_a_clear_error(tmp_path, url, says) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path), "--store", url)
    assert done.returncode == 5
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backend_that_fails_is_a_store_error_that_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = UrlStore(f"file://{tmp_path}/file/store")
    with pytest.raises(StoreError, match="file/store can't be written"):
        store.put(KEY, b"sound")


def test_the_same_film_through_a_url_by_workers_and_on_the_command_line(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    render_story(story, options(tmp_path / "plain"), tools(tmp_path / "plain store"))
    problems = Problems()
    store = UrlStore(f"file://{tmp_path}/url-store", problems.add)
    with_workers = Tools(store, lambda: worker_pool(2), 2, QuietProgress(), problems)
    render_story(story, options(tmp_path / "by-url"), with_workers)
    assert film_bytes(tmp_path / "by-url") == film_bytes(tmp_path / "plain")
    done = run(*render_command(tmp_path), "--store", f"file://{tmp_path}/url-store")
    assert done.returncode == 0, done.stderr
    assert len(made(tmp_path)) == 2


def test_what_can_not_be_written_beside_a_film_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "film.srt").mkdir()
    (tmp_path / "film.srt" / "full").touch()
    with pytest.raises(StoreError, match=r"film\.srt can't be written.*run the command again"):
        write_file(tmp_path / "film.srt", b"words")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.srt"]
