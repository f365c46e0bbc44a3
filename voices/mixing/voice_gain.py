"""The one gain of a voice that nobody measured: found once, from the same words for every story.

The voice says a few plain sentences first. Story and edits don't count, so that what is found
stays, and no edit changes the level of another line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import isinf

from story.errors import LostError
from voices.engines.base import EngineSpec
from voices.mixing.levels import SPEECH
from voices.mixing.mastering import TARGET, master
from voices.mixing.voicing import placed
from voices.model import Samples, Take
from voices.pronunciation.spoken import spoken_form
from voices.recording.record import TakeRequest, load_take, record_take, take_request
from voices.sound.edges import edges
from voices.sound.loudness import integrated
from voices.sound.resampling import resample
from voices.store.store import Store, content_key

_MOST = 24.0
_GIVEN_BACK = 0.5
"""The part of what a film's limiter takes from a voice that its gain makes good: so voices are
alike in their takes, and still are once a film is mastered."""
_VERSION = "2"
_SENTENCES = {
    "de": "Am Morgen gingen sie zum Hafen hinunter. Der Wind kam vom Meer, und niemand sagte ein "
    "Wort. Als das Schiff einlief, war es schon hell.",
    "es": "Por la mañana bajaron al puerto. El viento venía del mar, y nadie decía una palabra. "
    "Cuando llegó el barco, ya era de día.",
    "fr": "Le matin, ils descendirent au port. Le vent venait de la mer, et personne ne disait un "
    "mot. Quand le bateau arriva, il faisait déjà jour.",
    "it": "La mattina scesero al porto. Il vento veniva dal mare, e nessuno diceva una parola. "
    "Quando arrivò la nave, era già giorno.",
    "pt": "De manhã desceram ao porto. O vento vinha do mar, e ninguém dizia uma palavra. "
    "Quando o navio chegou, já era dia.",
    "nl": "'s Morgens liepen ze naar de haven. De wind kwam van zee, en niemand zei een woord. "
    "Toen het schip binnenliep, was het al licht.",
    "ru": "Утром они спустились в гавань. Ветер дул с моря, и никто не говорил ни слова. "
    "Когда пришёл корабль, было уже светло.",
    "zh": "早上他们走到港口。风从海上吹来，谁也没有说话。船进港的时候，天已经亮了。",
    "ja": "朝、彼らは港へ下りていった。風は海から吹き、誰も口をきかなかった。"
    "船が着いたとき、もう明るかった。",
    "en": "In the morning they walked down to the harbour. The wind came in from the sea, and "
    "nobody said a word. By the time the ship arrived, it was already light.",
}


@dataclass(frozen=True)
class GainRequest:
    """What has to be said so that a voice's gain is known; `key` names the gain in the store."""

    key: str
    take: TakeRequest


def gain_request(engine: EngineSpec, version: str, model: str, language: str) -> GainRequest:
    """Name the gain of a voice: by all that shapes its sound, and the language that it speaks."""
    text = _SENTENCES.get(language.lower().partition("-")[0], _SENTENCES["en"])
    said = spoken_form(text, language=language)
    take = take_request(engine, version, model, 1.0, said)
    return GainRequest(content_key("gain", {"take": take.key, "version": _VERSION}), take)


def known_gain(request: GainRequest, store: Store) -> float | None:
    """The gain in dB, where it was measured before."""
    raw = store.get(request.key)
    return None if raw is None else float(json.loads(raw))


def find_gain(request: GainRequest, store: Store) -> float:
    """Measure a voice's gain and keep it in `store`. Raises VoiceError where it can't speak."""
    take = load_take(record_take(request.take, store).key, store)
    if take is None:
        raise LostError((request.take.key,))
    gain = measured_gain([take])
    store.put(request.key, json.dumps(gain).encode())
    return gain


def measured_gain(takes: Iterable[Take]) -> float:
    """dB (rounded to tenths) that bring a voice to the loudness that all voices have.

    Ten seconds of plain speech are enough for half a LU. 0 where nothing is heard; never over 24.
    """
    said = [placed(_heard(take), 0.0) for take in takes]
    found = integrated(said)
    if isinf(found):
        return 0.0
    taken = TARGET - integrated(master(said, TARGET - found))
    return round(min(_MOST, SPEECH - found + _GIVEN_BACK * taken), 1)


def _heard(take: Take) -> Samples:
    head, tail = edges(take.samples, take.rate)
    return resample(take.samples[head:tail], take.rate)
