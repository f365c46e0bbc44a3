"""Records phrases: one take each, made once and kept in the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from voices.engine import Engine, EngineSpec, Mark, Spoken, Take
from voices.engines import make_engine
from voices.engines.edges import edges
from voices.store import Store, content_key
from voices.takes import TakeInfo


@dataclass(frozen=True)
class TakeRequest:
    """All that a worker needs to make one take, as plain data; `key` names it in the store."""

    key: str
    engine: EngineSpec
    model: str
    speed: float
    spoken: Spoken


def take_request(
    engine: EngineSpec, version: str, model: str, speed: float, spoken: Spoken
) -> TakeRequest:
    """Name a take by all that shapes its sound: engine, version, voice, speed and words."""
    key = content_key(
        "take",
        {
            "engine": engine.name,
            "version": version,
            "model": model,
            "speed": speed,
            "spoken": asdict(spoken),
        },
    )
    return TakeRequest(key, engine, model, speed, spoken)


def record_take(request: TakeRequest, store: Store) -> TakeInfo:
    """The facts of the take, which lies in `store` afterwards. Raises VoiceError."""
    known = known_take(request.key, store)
    if known:
        return known
    take = warm_engine(request.engine).speak(request.spoken, request.model, request.speed)
    info = _facts(request.key, take)
    store.put(request.key, take_bytes(take))
    store.put(_facts_key(request.key), json.dumps(asdict(info)).encode())
    return info


def known_take(key: str, store: Store) -> TakeInfo | None:
    """The facts of a take that is in the store, else None."""
    raw = store.get(_facts_key(key)) if store.has(key) else None
    if raw is None:
        return None
    facts = json.loads(raw)
    return TakeInfo(**facts | {"marks": tuple(Mark(**mark) for mark in facts["marks"])})


def load_take(key: str, store: Store) -> Take | None:
    """The take under `key`, or None where it is absent or damaged."""
    raw = store.get(key)
    return None if raw is None else take_from(raw)


def take_bytes(take: Take) -> bytes:
    """A take as bytes: a JSON head, a line feed, float32 samples (little endian)."""
    head = {"rate": take.rate, "marks": [asdict(mark) for mark in take.marks]}
    return json.dumps(head).encode() + b"\n" + take.samples.astype("<f4").tobytes()


def take_from(raw: bytes) -> Take:
    """The take that `take_bytes` wrote."""
    head, _, samples = raw.partition(b"\n")
    facts: Mapping[str, Any] = json.loads(head)
    marks = tuple(Mark(**mark) for mark in facts["marks"])
    return Take(np.frombuffer(samples, dtype="<f4").astype(np.float32), facts["rate"], marks)


def warm_engine(spec: EngineSpec) -> Engine:
    """The engine of `spec`, loaded once in this process."""
    return _engine(spec.name, json.dumps(dict(spec.settings), sort_keys=True))


@lru_cache(maxsize=4)
def _engine(name: str, settings: str) -> Engine:
    engine = make_engine(EngineSpec(name, json.loads(settings)))
    engine.load()
    return engine


def _facts(key: str, take: Take) -> TakeInfo:
    head, tail = edges(take.samples, take.rate)
    return TakeInfo(key, take.rate, len(take.samples), head, tail, take.marks)


def _facts_key(key: str) -> str:
    return "takefacts/" + key.partition("/")[2]
