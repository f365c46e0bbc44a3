"""What has to be recorded: the one call from lines and their voices to takes, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from story.model import Line
from voices.casting.voice_use import VoiceUse
from voices.model import Spoken
from voices.pronunciation.lexicon import say_pair
from voices.pronunciation.spoken import spoken_form
from voices.recording.context import words_before
from voices.recording.delivery import speed_of
from voices.recording.gain_requests import GainRequest, gain_request
from voices.recording.phrases import phrases
from voices.recording.record import TakeRequest, take_request
from voices.recording.takes import Phrase
from voices.recording.voice_plan import VoicePlan


@dataclass(frozen=True)
class SectionRequests:
    """What has to be recorded of a section: a take for each phrase, in the order of its lines.

    `own` are the voices that lines ask for by themselves, by the line's id.
    """

    takes: Mapping[Phrase, TakeRequest]
    own: Mapping[str, VoiceUse]


@dataclass(frozen=True)
class Requests:
    """What has to be recorded of a story: `sections` stand beside those that were asked for.

    `gains` are those, by voice, that nobody told: they are measured before anything is heard.
    """

    sections: tuple[SectionRequests, ...]
    gains: Mapping[str, GainRequest]


def what_to_record(sections: Iterable[Sequence[Line]], plan: VoicePlan) -> Requests:
    """What has to be recorded so that the lines of `sections` can be heard as planned.

    Nothing is recorded yet: requests are plain data, named by all that shapes the sound.
    Raises SettingsError for a voice that a line asks for and there is not, VoiceError where takes
    are to be listened to and there is no listener.
    """
    asked = tuple(sections)
    return Requests(
        tuple(SectionRequests(_takes(lines, plan), _own(lines, plan)) for lines in asked),
        _gains([line for lines in asked for line in lines], plan),
    )


def _takes(lines: Sequence[Line], plan: VoicePlan) -> dict[Phrase, TakeRequest]:
    return {
        phrase: _request(lines, at, phrase, plan)
        for at, line in enumerate(lines)
        for phrase in phrases(line)
    }


def _request(lines: Sequence[Line], at: int, phrase: Phrase, plan: VoicePlan) -> TakeRequest:
    use = plan.use_of(lines[at])
    spec, version = plan.engines[use.voice.engine]
    before = _said(words_before(lines, at, phrase), plan)
    spoken = replace(_spoken(lines[at], phrase, plan), before=before)
    speed = speed_of(lines[at], use, plan.pace)
    listen = plan.language if plan.listen else ""
    numbers = [int(each.value) for each in lines[at].annotations if each.kind == "take"]
    number = numbers[-1] if numbers else 1
    return take_request(spec, version, use.voice.model, speed, spoken, listen, number)


def _said(words: str, plan: VoicePlan) -> str:
    """The form for a voice of words that it reads on from."""
    return spoken_form(words, plan.lexicon, language=plan.language).said if words else ""


def _spoken(line: Line, phrase: Phrase, plan: VoicePlan) -> Spoken:
    """What a voice is asked to say for one phrase."""
    emphasis = [
        (max(first, phrase.first) - phrase.first, min(last, phrase.last) - phrase.first)
        for first, last in line.emphasis
        if first < phrase.last and phrase.first < last
    ]
    says = [say_pair(each.value) for each in line.annotations if each.kind == "say"]
    text = line.text[phrase.first : phrase.last]
    return spoken_form(text, plan.lexicon, emphasis, says, plan.language)


def _own(lines: Sequence[Line], plan: VoicePlan) -> dict[str, VoiceUse]:
    uses = ((line, plan.use_of(line)) for line in lines)
    return {line.id: use for line, use in uses if use != plan.uses[line.speaker]}


def _gains(lines: Iterable[Line], plan: VoicePlan) -> dict[str, GainRequest]:
    voices = [plan.use_of(line).voice for line in lines]
    unknown = {voice.id: voice for voice in voices if voice.gain is None}
    return {
        name: gain_request(*plan.engines[voice.engine], voice.model, plan.language)
        for name, voice in sorted(unknown.items())
    }
