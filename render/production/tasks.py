"""What worker processes do. Every argument is plain data; every result lies in the store.

Each task opens the store at the given place, does one thing, and gives back a small value with
the problems it met.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import av
import numpy as np
from numpy.typing import NDArray

from render.camera.vision.facts import PictureFacts, facts_from_json, facts_to_json
from render.camera.vision.look import look as look_at
from render.camera.vision.sight import VERSION as SIGHT
from render.editing.brought import brought_track
from render.lettering.cards.files import AnyText, card_file
from render.lettering.cards.texts import CardText
from render.pixels.compose import segment_bytes
from render.pixels.encode import encoder_identity
from render.pixels.enlarging.enlarge import enlarger_identity
from render.pixels.enlarging.enlarged import make_tiles
from render.pixels.enlarging.tiles import Tile
from render.pixels.mux import mux_episode
from render.pixels.picture import open_image, picture_size
from render.pixels.segments import Segment, VideoSettings, enlarged_in, segment_hash
from render.pixels.sound_track import encode_sound, kept, packets_kept
from render.production.planning.scenes import Look
from render.production.queue.work import Done
from render.production.receipts import receipt
from story.errors import LostError, RenderError, TakeError, reason
from story.problems import Problem, Problems
from story.settings import FILE_NAME
from voices.mixing.mastering import loudness_problem, master, plan_mastering
from voices.mixing.mix import MIX_VERSION, Track, mix, total_samples
from voices.mixing.voice_gain import find_gain
from voices.model import Take
from voices.music.soundtrack import Beside, identity, tracks
from voices.recording.gain_requests import GainRequest
from voices.recording.record import TakeRequest, load_take, record_take
from voices.store.open_store import open_store
from voices.store.store import Store, content_key
from voices.timeline import Timeline

Then = Callable[[], None]
Reader = Callable[[str], bytes]
JOIN_VERSION = "1"
"""Raised whenever the same segments and sound would give another file."""


@dataclass(frozen=True)
class Sound:
    """A file's sound: its timeline, and the loudness in LUFS that it is brought to.

    `brought` are the sounds of outside videos, each with the sample at which it begins; `beside`
    is what is heard beside the voices.
    """

    timeline: Timeline
    loudness: float
    brought: tuple[tuple[str, int], ...] = ()
    beside: Beside | None = None
    name: str = "sound"


@dataclass(frozen=True)
class Film:
    """A file to join: its segments in order, and its sound's key in the store."""

    path: str
    segments: tuple[Segment, ...]
    sound: str
    settings: VideoSettings


def look(store_at: str, panel: Look) -> Done:
    """Facts of a panel, or of the card that stands in for it; the value is a PictureFacts."""
    problems = Problems()
    store = open_store(store_at, problems.add)
    read = _reader(store, problems)
    try:
        facts = _facts(panel.key or _card(panel, read, store), panel, read, store)
    except RenderError as error:
        problems.add(_unreadable(panel, error))
        facts = _facts(_card(panel, read, store), panel, read, store)
    return Done(facts, tuple(problems))


def card(
    store_at: str, text: AnyText, picture: str, fonts: tuple[Path, ...], problems: Problems
) -> str:
    """The key of a card that lies over a picture."""
    store = open_store(store_at, problems.add)
    return card_file(text, picture, _reader(store, problems), store, fonts)


def see(store: Store, picture: str) -> NDArray[np.uint8]:
    """Pixels of a picture in the store, RGB uint8 [height, width, 3]."""
    return np.asarray(open_image(_reader(store, Problems())(picture)))


def record(store_at: str, request: TakeRequest) -> Done:
    """Record a phrase; the value is its TakeInfo."""
    problems = Problems()
    info = record_take(request, open_store(store_at, problems.add))
    return Done(info, tuple(problems))


def measure(store_at: str, voice: str, request: GainRequest) -> Done:
    """Find the gain of a voice; the value is in dB, 0 where it can't be told."""
    problems = Problems()
    try:
        gain = find_gain(request, open_store(store_at, problems.add))
    except TakeError as error:
        problems.add(_unmeasured(voice, error))
        gain = 0.0
    return Done(gain, tuple(problems))


def segment_key(segment: Segment, settings: VideoSettings) -> str:
    """Where an encoded segment lies in the store."""
    made_by = encoder_identity()
    if enlarged_in(segment):
        made_by = f"{made_by}, {enlarger_identity()}"
    return f"segment/{segment_hash(segment, settings, made_by)[:40]}"


def enlarge(store_at: str, picture: str, tile: Tile) -> Done:
    """Enlarge a tile of a picture into the store."""
    problems = Problems()
    store = open_store(store_at, problems.add)
    make_tiles(picture, (tile,), _reader(store, problems), store)
    return Done(None, tuple(problems))


def draw(store_at: str, segment: Segment, settings: VideoSettings) -> Done:
    """Compose and encode a segment into the store."""
    problems = Problems()
    store = open_store(store_at, problems.add)
    key = segment_key(segment, settings)
    if not store.has(key):
        store.put(key, segment_bytes(segment, settings, _reader(store, problems)))
    return Done(None, tuple(problems))


def sound_key(sound: Sound) -> str:
    """Where a file's encoded sound lies in the store."""
    timeline = asdict(sound.timeline) | {"fps": str(sound.timeline.fps)}
    made_of = {
        "loudness": sound.loudness,
        "brought": sound.brought,
        "beside": identity(sound.beside),
    }
    return content_key("sound", {"timeline": timeline, "version": MIX_VERSION, **made_of})


def mix_sound(store_at: str, sound: Sound) -> Done:
    """Mix, master and encode a file's sound into the store."""
    problems = Problems()
    store = open_store(store_at, problems.add)

    used = dict.fromkeys(clip.take for each in sound.timeline.sections for clip in each.clips)

    def take(name: str) -> Take:
        return load_take(name, store) or _lose(used, store, problems)

    total = total_samples(sound.timeline)
    others = beside_voices(sound, store, take, problems)

    def mixed() -> Iterator[Any]:
        return mix(sound.timeline, take, others)

    plan = plan_mastering(mixed, sound.loudness)
    missed = loudness_problem(plan, sound.loudness, sound.name)
    problems.extend([missed] if missed else [])
    blocks = master(mixed(), plan.gain, plan.ceiling)
    store.put_pieces(sound_key(sound), kept(encode_sound(blocks, total)))
    return Done(None, tuple(problems))


def beside_voices(
    sound: Sound, store: Store, take: Callable[[str], Take], problems: Problems
) -> tuple[Track, ...]:
    """What is heard of a file beside its voices: outside videos, the room, music and effects."""
    total, read = total_samples(sound.timeline), _reader(store, problems)
    brought = (brought_track(read(key), first, total) for key, first in sound.brought)
    return (*brought, *tracks(sound.beside, sound.timeline, take))


def film_key(film: Film) -> str:
    """Where the receipt of a joined file lies in the store."""
    segments = [segment_key(segment, film.settings) for segment in film.segments]
    muxer = ".".join(str(part) for part in av.library_versions["libavformat"])
    return content_key(
        "film", {"segments": segments, "sound": film.sound, "made_by": [JOIN_VERSION, muxer]}
    )


def join(store_at: str, film: Film) -> Done:
    """Join segments and sound into the film's file; the value is its number of frames.

    Nothing stands at its path until it is whole; then the store has a receipt for it.
    """
    problems = Problems()
    store = open_store(store_at, problems.add)
    keys = [segment_key(segment, film.settings) for segment in film.segments]
    parts = (*keys, film.sound)

    def part(key: str) -> bytes:
        return store.get(key) or _lose(parts, store, problems)

    shown = (part(key) for key in keys)
    sound = packets_kept(store.pieces(film.sound) or _lose(parts, store, problems))
    frames = mux_episode(Path(film.path), shown, sound, film.settings)
    store.put(film_key(film), receipt(Path(film.path)))
    return Done(frames, tuple(problems))


def known_look(store: Store, panel: Look) -> PictureFacts | None:
    """The facts of a panel that was looked at before, else None."""
    raw = store.get(_facts_key(panel.key)) if panel.key else None
    return facts_from_json(json.loads(raw)) if raw else None


def _facts_key(picture: str) -> str:
    return content_key("looked", {"picture": picture, "version": SIGHT})


def _facts(key: str, panel: Look, read: Reader, store: Store) -> PictureFacts:
    known = store.get(_facts_key(key))
    if known:
        return facts_from_json(json.loads(known))
    data = read(key)
    facts = _at_full_size(
        look_at(open_image(data, panel.name), key), *picture_size(data, panel.name)
    )
    store.put(_facts_key(key), json.dumps(facts_to_json(facts)).encode())
    return facts


def _at_full_size(facts: PictureFacts, width: int, height: int) -> PictureFacts:
    """Facts in the panel's own pixels, where it was reduced to be looked at."""
    across, down = width / facts.width, height / facts.height
    regions = tuple(region.scaled(across, down) for region in facts.regions)
    return replace(facts, width=width, height=height, regions=regions)


def _card(panel: Look, read: Reader, store: Store) -> str:
    text = CardText("panel", panel.label, panel.title, "", panel.size)
    return card_file(text, "", read, store, panel.fonts)


def _unreadable(panel: Look, error: RenderError) -> Problem:
    return Problem(
        file=panel.file,
        row=panel.row,
        code="panel-unreadable",
        message=f"{reason(error)}.",
        advice="A card is shown in its place.",
    )


def _unmeasured(voice: str, error: TakeError) -> Problem:
    return Problem(
        file=FILE_NAME,
        row=0,
        code="voice-unmeasured",
        message=f"The level of the voice {voice} can't be measured: {reason(error)}.",
        advice="It is left as it is; a gain in the table of its engine brings it to the others'.",
    )


def _lose(keys: Iterable[str], store: Store, problems: Problems) -> NoReturn:
    """Tell of all that can't be read, so that it is made again together."""
    raise LostError(tuple(key for key in keys if store.get(key) is None), tuple(problems))


def _reader(store: Store, problems: Problems) -> Reader:
    def read(key: str) -> bytes:
        content = store.get(key)
        if content is None:
            raise LostError((key,), tuple(problems))
        return content

    return read
