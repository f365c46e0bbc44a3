"""What a voice says first so that its gain is known: the same words for every story.

Story and edits don't count, so that what is found stays, and no edit changes the level of another
line. voices/mixing/voice_gain.py measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from voices.engines.base import EngineSpec
from voices.pronunciation.spoken import spoken_form
from voices.recording.record import TakeRequest, take_request
from voices.store.store import content_key

_VERSION = "2"
"""In the key of a gain: raised where voices/mixing/voice_gain.py measures another one."""
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
