"""Sound for the page: a clip as the mix has it, a line in any voice before it is chosen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace

import numpy as np
import soundfile

from render.production import tasks
from render.studio.edits.changes import EditError
from render.studio.session.loaded import Loaded
from render.studio.session.pool import KeptPool
from story.errors import LostError, VoiceError
from story.model import Annotation, Line
from voices.clock import RATE
from voices.mixing.voicing import voiced
from voices.model import Samples
from voices.recording.delivery import delivery_of
from voices.recording.record import TakeRequest, load_take
from voices.recording.requests import what_to_record
from voices.recording.takes import Phrase
from voices.store.store import Store
from voices.timeline import Clip

_BREATH = round(0.15 * RATE)
"""Samples between the phrases of a line that is heard by itself."""


@dataclass(frozen=True)
class Trial:
    """A line as somebody wants to hear it: notes (kind, value) in place of its own of that kind."""

    line: str
    text: str
    notes: tuple[tuple[str, str], ...] = ()


def clip_sound(clip: Clip, store: Store) -> tuple[bytes, int]:
    """A clip as WAV, 16 bit, stereo, 48 kHz, and the sample of its scene at which that begins.

    Raises LostError where the take is gone.
    """
    take = load_take(clip.take, store)
    if take is None:
        raise LostError((clip.take,))
    sound = voiced(clip, take)
    return wav(sound.samples), sound.start


def line_sound(trial: Trial, loaded: Loaded, store: Store, pool: KeptPool) -> bytes:
    """A line as WAV, recorded where it must be. Raises EditError for a line that is gone,
    VoiceError, SettingsError for a voice that there is not."""
    lines, at = _found(trial, loaded)
    line = _asked(lines[at], trial.notes)
    around = (*lines[:at], line, *lines[at + 1 :])
    requests = what_to_record([around], loaded.voices).sections[0].takes
    mine = {phrase: each for phrase, each in requests.items() if phrase.line == line.id}
    pending = [pool.submit(tasks.record, store.at, each) for each in mine.values()]
    try:
        for each in pending:
            each.result()
    except BrokenExecutor as error:  # the pool is made anew for the next that asks
        raise VoiceError("a worker died while it recorded: ask for the line again.") from error
    parts = [_heard(line, *each, loaded, store) for each in mine.items()]
    pause = np.zeros((_BREATH, 2), np.float32)
    spaced = [piece for part in parts for piece in (pause, part)][1:]
    return wav(np.concatenate(spaced) if spaced else pause)


def wav(samples: Samples) -> bytes:
    """Stereo samples [n, 2] at 48 kHz as a 16-bit WAV."""
    file = io.BytesIO()
    soundfile.write(file, np.clip(samples, -1, 1), RATE, subtype="PCM_16", format="WAV")
    return file.getvalue()


def _found(trial: Trial, loaded: Loaded) -> tuple[Sequence[Line], int]:
    for section in loaded.ready.script.sections:
        for at, line in enumerate(section.lines):
            if line.id == trial.line and line.text == trial.text:
                return section.lines, at
    raise EditError("the story was edited meanwhile: that line is no longer in it.")


def _asked(line: Line, notes: Sequence[tuple[str, str]]) -> Line:
    kinds = {kind for kind, _ in notes if kind != "say"}
    kept = [each for each in line.annotations if each.kind not in kinds]
    return replace(
        line, annotations=(*kept, *(Annotation(kind, value) for kind, value in notes if value))
    )


def _heard(
    line: Line, phrase: Phrase, request: TakeRequest, loaded: Loaded, store: Store
) -> Samples:
    """A phrase as it will sound: its voice's level, delivery and pitch; in the middle."""
    take = load_take(request.key, store)
    if take is None:
        raise LostError((request.key,))
    use = loaded.voices.use_of(line)
    delivery = delivery_of(line, use)
    gain = (use.voice.gain or 0.0) + use.gain + delivery.gain
    length = round(len(take.samples) * RATE / take.rate)
    clip = Clip(
        take=request.key,
        line=line.id,
        first=phrase.first,
        last=phrase.last,
        start=0,
        duration=length,
        skip=0,
        gain=gain,
        words=(),
        effect=delivery.effect,
        pitch=use.pitch,
    )
    return voiced(clip, take).samples
