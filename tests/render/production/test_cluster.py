"""The same films from a Dask cluster: two worker processes, one store, one killed in the middle."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from renders import film_bytes, options, tools
from stories import write_story

from render.episode import render_story
from render.pixels.encode import encoder_identity
from render.production.cluster import Cluster, Needs, cluster_at, refusal
from render.production.planning.tools import Tools
from render.production.queue.progress import QuietProgress
from story.errors import SettingsError
from story.problems import Problems
from voices.engines.base import EngineSpec
from voices.store.store import FolderStore

distributed = pytest.importorskip("distributed", reason="inkreel[cluster] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")  # of Dask's own event loops and sockets


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as local,
        cluster_at(local.scheduler_address) as found,
    ):
        yield found


class KillsOne(QuietProgress):
    """Kills a worker of the cluster when the first segment is drawn."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self._cluster, self.killed = cluster, 0

    def done(self, stage: str, amount: float) -> None:
        super().done(stage, amount)
        if stage == "rendering" and not self.killed:
            self.killed = next(iter(self._cluster.client.run(os.getpid).values()))
            os.kill(self.killed, signal.SIGKILL)


def on(cluster: Cluster, folder: Path, progress: QuietProgress) -> Tools:
    problems = Problems()
    store = FolderStore(folder / "store", problems.add)
    return Tools(store, cluster.executor, cluster.at_once, progress, problems, check=cluster.check)


@pytest.mark.long
def test_the_same_bytes_as_on_this_machine_and_again_with_a_worker_killed(
    tmp_path: Path, cluster: Cluster
) -> None:
    story = write_story(tmp_path / "story")
    render_story(story, options(tmp_path / "here"), tools(tmp_path / "store here"))
    render_story(story, options(tmp_path / "far"), on(cluster, tmp_path / "one", QuietProgress()))
    assert film_bytes(tmp_path / "far") == film_bytes(tmp_path / "here")
    killer = KillsOne(cluster)
    render_story(story, options(tmp_path / "killed"), on(cluster, tmp_path / "two", killer))
    assert killer.killed
    assert film_bytes(tmp_path / "killed") == film_bytes(tmp_path / "here")


def test_a_worker_says_what_it_lacks(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    probe = b"a store that all workers reach"
    store.put("probe/1234", probe)
    assert "--store" in refusal(str(tmp_path / "other"), "probe/1234", Needs(), "")
    assert "codes otherwise" in refusal(str(tmp_path), "probe/1234", Needs(), "another processor")

    def told(wanted: Needs) -> str:
        return refusal(str(tmp_path), "probe/1234", wanted, encoder_identity())

    assert "no-such-engine" in told(Needs(((EngineSpec("no-such-engine"), ""),)))
    assert "another (tone-1, here tone-0)" in told(Needs(((EngineSpec("tone"), "tone-0"),)))
    assert told(Needs(((EngineSpec("tone"), "tone-1"),))) == ""


def test_nobody_at_the_address() -> None:
    with (
        pytest.raises(SettingsError, match="no Dask scheduler"),
        cluster_at("tcp://127.0.0.1:1", seconds=0.5),
    ):
        pass
