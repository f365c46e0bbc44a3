"""What is heard of an episode beside its voices, as the mix has it: in parts, when asked for."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import soundfile

from render.production.tasks import Sound, beside_voices, sound_key
from story.errors import LostError
from story.problems import Problems
from voices.clock import RATE
from voices.mixing.mix import total_samples
from voices.model import Samples, Take
from voices.recording.record import load_take
from voices.store.store import Store, content_key

PART = 10 * RATE
"""Samples of a part: a page schedules a dozen seconds ahead."""


class BesideSound:
    """Music, effects and the room of one episode, before mastering: as loud as its clips are.

    Music goes down under words, so that parts are made in order; each is kept in the store.
    """

    def __init__(self, sound: Sound, store: Store) -> None:
        self.name = sound_key(sound).partition("/")[2]
        self._sound, self._store = sound, store
        self._lock = threading.Lock()
        self._next, self._pieces = 0, self._mixed()

    def page(self) -> dict[str, Any]:
        """What a page needs to ask for it."""
        parts = -(-total_samples(self._sound.timeline) // PART)
        return {"name": self.name, "parts": parts, "samples": PART}

    def part(self, number: int) -> bytes | None:
        """A part as FLAC, 16 bit, stereo, 48 kHz; None past the last. Raises LostError."""
        with self._lock:
            kept = self._store.get(self._key(number))
            if kept is not None:
                return kept
            if number < self._next:
                self._next, self._pieces = 0, self._mixed()
            for samples in self._pieces:
                made = _flac(samples)
                self._store.put(self._key(self._next), made)
                self._next += 1
                if self._next > number:
                    return made
        return None

    def _key(self, number: int) -> str:
        return content_key("beside", {"sound": self.name, "part": number, "samples": PART})

    def _mixed(self) -> Iterator[Samples]:
        """The parts in order, [n, 2] each."""
        tracks = beside_voices(self._sound, self._store, self._take, Problems())
        waiting = np.zeros((0, 2), np.float32)
        for blocks in zip(*(track.blocks() for track in tracks), strict=True):
            waiting = np.concatenate([waiting, np.sum(blocks, axis=0, dtype=np.float32)])
            while len(waiting) >= PART:
                yield waiting[:PART]
                waiting = waiting[PART:]
        if len(waiting):
            yield waiting

    def _take(self, key: str) -> Take:
        take = load_take(key, self._store)
        if take is None:
            raise LostError((key,))
        return take


def _flac(samples: Samples) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, np.clip(samples, -1, 1), RATE, subtype="PCM_16", format="FLAC")
    return file.getvalue()
