"""Records phrases: one take each, checked, made once and kept in the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from story.errors import LostError, VoiceError
from story.safe_text import shortened
from voices.engines import make_engine
from voices.engines.base import Engine, EngineSpec
from voices.model import Mark, Spoken, Take
from voices.recording.check_take import check_take
from voices.recording.listening import listener_version, misheard, transcript
from voices.recording.retake import Judge, Judged, another_speed, recorded
from voices.recording.takes import Flaw, TakeInfo
from voices.sound.edges import edges
from voices.store.store import Store, content_key

_SHOWN = 60
"""Characters of a phrase in an error: about a row of a terminal."""
CHECKS = "1"
"""Raised whenever a take that was kept might now be recorded again, or the other way round."""


@dataclass(frozen=True)
class TakeRequest:
    """All that a worker needs to make one take, as plain data; `key` names it in the store.

    `listen` is the language in which the take is also transcribed and compared, "" for not;
    `unheard` names the same take without that. `number` counts the ways of saying it from 1.
    """

    key: str
    engine: EngineSpec
    model: str
    speed: float
    spoken: Spoken
    listen: str = ""
    unheard: str = ""
    number: int = 1


def take_request(
    engine: EngineSpec,
    version: str,
    model: str,
    speed: float,
    spoken: Spoken,
    listen: str = "",
    number: int = 1,
) -> TakeRequest:
    """Name a take by all that shapes its sound: engine, version, voice, speed, words, checks.

    Raises VoiceError where it is to be listened to, and there is no listener.
    """
    made_of = {
        "engine": engine.name,
        "version": version,
        "model": model,
        "speed": speed,
        "spoken": vars(spoken),  # plain data: copied deeply, it takes a second for a long story
        "checks": [CHECKS],
        **({"number": number} if number > 1 else {}),
    }
    key = content_key("take", made_of)
    if not listen:
        return TakeRequest(key, engine, model, speed, spoken, number=number)
    heard = content_key("take", made_of | {"checks": [CHECKS, listen, listener_version()]})
    return TakeRequest(heard, engine, model, speed, spoken, listen, key, number)


def record_take(request: TakeRequest, store: Store) -> TakeInfo:
    """The facts of the take, whose sound lies in `store` afterwards, under the key in its facts.

    Raises VoiceError that names the phrase.
    """
    try:
        return _taken(request, store)
    except VoiceError as error:
        said = shortened(" ".join(request.spoken.written.split()), _SHOWN)
        raise type(error)(f"“{said}”: {error}") from error


def known_take(key: str, store: Store) -> TakeInfo | None:
    """The facts of a take that is in the store, else None."""
    raw = store.get(_facts_key(key))
    if raw is None:
        return None
    facts = json.loads(raw)
    marks = tuple(Mark(**mark) for mark in facts.pop("marks"))
    flaws = tuple(Flaw(**flaw) for flaw in facts.pop("flaws"))
    info = TakeInfo(**facts, marks=marks, flaws=flaws)
    return info if store.has(info.key) else None


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
    return _engine(spec.name, json.dumps(dict(spec.settings), sort_keys=True), spec.secret)


@lru_cache(maxsize=4)
def _engine(name: str, settings: str, secret: str) -> Engine:
    engine = make_engine(EngineSpec(name, json.loads(settings), secret))
    engine.load()
    return engine


def _taken(request: TakeRequest, store: Store) -> TakeInfo:
    known = known_take(request.key, store)
    if known:
        return known
    info = _listened(request, store) if request.listen else _recorded(request, store)
    store.put(_facts_key(request.key), json.dumps(asdict(info)).encode())
    return info


def _recorded(request: TakeRequest, store: Store) -> TakeInfo:
    """Record, as often as it takes, and keep the sound under the request's own key."""
    engine = warm_engine(request.engine)
    speed = another_speed(request.speed, request.number)
    kept = recorded(engine, request.spoken, request.model, speed, _judge(request.listen))
    store.put(request.key, take_bytes(kept.take))
    return _facts(request.key, kept)


def _listened(request: TakeRequest, store: Store) -> TakeInfo:
    """The take as it is without listening, unless a listener hears other words in it."""
    info = _taken(replace(request, key=request.unheard, listen=""), store)
    take = load_take(info.key, store)
    if take is None:
        raise LostError((info.key,))
    heard = misheard(request.spoken, transcript(take, request.listen), request.listen)
    return _recorded(request, store) if heard and not info.flaws else info


def _judge(listen: str) -> Judge:
    """Looks at a take, and where that finds nothing, listens to it in a language ("" not)."""

    def judge(take: Take, spoken: Spoken, speed: float) -> tuple[Flaw, ...]:
        found = check_take(take, spoken, speed)
        if found or not listen:
            return found
        heard = misheard(spoken, transcript(take, listen), listen)
        return (heard,) if heard else ()

    return judge


def _facts(key: str, kept: Judged) -> TakeInfo:
    take = kept.take
    head, tail = edges(take.samples, take.rate)
    return TakeInfo(
        key, take.rate, len(take.samples), head, tail, take.marks, kept.flaws, kept.tries
    )


def _facts_key(key: str) -> str:
    return "takefacts/" + key.partition("/")[2]
