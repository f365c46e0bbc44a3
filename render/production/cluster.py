"""Work on other machines: the same tasks on a Dask cluster, whose workers all reach one store.

The scheduler's own retries carry a lost worker. What needs this machine's files besides the store
(sounds of the story, the films) is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from render.pixels.encode import encoder_identity
from render.production import tasks
from render.production.planning.plan import RenderPlan
from story.errors import InkreelError, SettingsError
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.recording.listening import listener_version
from voices.recording.record import warm_engine
from voices.store.open_store import open_store
from voices.store.store import Store, file_key

_HERE = (tasks.join, tasks.mix_sound)
_PROBE = b"a store that all workers reach"


@dataclass(frozen=True)
class Cluster:
    """A scheduler that was reached: its client, and how many tasks its workers do at once."""

    client: Any
    at_once: int

    def executor(self) -> Executor:
        """A new executor, shaped like `concurrent.futures`."""
        return ClusterExecutor(self.client.get_executor(pure=False))

    def check(self, plan: RenderPlan, store: Store) -> None:
        """Raise SettingsError unless every worker reaches the store and has what is needed."""
        key = file_key("probe", _PROBE)
        store.put(key, _PROBE)
        refusals = self.client.run(refusal, store.at, key, needs(plan), encoder_identity())
        _refuse(refusals)


@contextmanager
def cluster_at(address: str, seconds: float = 10.0) -> Iterator[Cluster]:
    """The cluster at "tcp://host:8786". Raises SettingsError where nobody answers."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise SettingsError("--cluster needs Dask: pip install 'inkreel[cluster]'.") from error
    try:
        client = distributed.Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"--cluster {address}: no Dask scheduler answers there.") from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise SettingsError(f"--cluster {address}: it has no workers yet.")
        yield Cluster(client, threads)
    finally:
        client.close()


@dataclass(frozen=True)
class Needs:
    """What workers must have to record: engines with their versions here, a listener ("" none)."""

    engines: tuple[tuple[EngineSpec, str], ...] = ()
    listener: str = ""


def needs(plan: RenderPlan) -> Needs:
    """What recording takes. Raises VoiceError where this machine has it not."""
    requests = [request for scene in plan.scenes for request in scene.requests.values()]
    requests += [gain.take for gain in plan.gains.values()]
    found = {repr(each.engine): each.engine for each in requests}
    engines = tuple((spec, make_engine(spec).version) for spec in found.values())
    return Needs(engines, listener_version() if any(each.listen for each in requests) else "")


def refusal(store_at: str, key: str, wanted: Needs, identity: str) -> str:
    """Why the worker that runs this can't take part; "" where it can."""
    if open_store(store_at).get(key) != _PROBE:
        return f"it does not reach the store in {store_at}: choose a shared folder with --store"
    if encoder_identity() != identity:
        return f"it codes otherwise ({encoder_identity()}, here {identity})"
    try:
        return _lacking(wanted)
    except InkreelError as error:
        return str(error)


def _lacking(wanted: Needs) -> str:
    for spec, version in wanted.engines:
        found = warm_engine(spec).version
        if found != version:
            return f"its engine {spec.name} is another ({found}, here {version})"
    if wanted.listener and listener_version() != wanted.listener:
        return f"its listener is another ({listener_version()}, here {wanted.listener})"
    return ""


class ClusterExecutor(Executor):
    """Gives tasks to a cluster, those that need this machine's files to a thread here."""

    def __init__(self, far: Executor) -> None:
        self._far = far
        self._near = ThreadPoolExecutor(1)

    def submit(
        self,
        fn: Callable[..., Any],
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Future[Any]:
        if fn in _HERE:
            return self._near.submit(fn, *args, **kwargs)
        future: Future[Any] = Future()
        self._far.submit(fn, *args, **kwargs).add_done_callback(partial(_pass_on, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._near.shutdown(wait, cancel_futures=cancel_futures)
        self._far.shutdown(wait)


def _pass_on(future: Future[Any], done: Future[Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    error = BrokenExecutor("cancelled") if done.cancelled() else done.exception()
    if error is None:
        future.set_result(done.result())
    elif type(error).__name__ == "KilledWorker":
        future.set_exception(BrokenExecutor(str(error)))
    else:
        future.set_exception(error)


def _refuse(refusals: Mapping[str, str]) -> None:
    found = [f"{worker}: {why}." for worker, why in sorted(refusals.items()) if why]
    if found:
        raise SettingsError("--cluster: workers can't take part.\n" + "\n".join(found))
