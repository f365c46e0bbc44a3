"""What of a section is heard, in order, and the pauses between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from story.errors import VoiceError
from story.model import Joint, Line, Section
from voices.arranging.rests import Rests
from voices.arranging.rhythm import PauseRange, Rhythm, asks, pause
from voices.clock import seconds_to_samples
from voices.recording.phrases import phrases
from voices.recording.takes import Phrase, TakeInfo
from voices.timeline import GapKind

_STRENGTH: tuple[Joint, ...] = ("start", "tag", "sentence", "paragraph")


@dataclass(frozen=True)
class HeardPhrase:
    """A phrase that makes a sound; `joint` is the strongest since the one heard before it."""

    line: Line
    phrase: Phrase
    take: TakeInfo
    joint: Joint

    @property
    def text(self) -> str:
        return self.line.text[self.phrase.first : self.phrase.last]

    @property
    def opens_line(self) -> bool:
        return not self.line.text[: self.phrase.first].strip()


@dataclass(frozen=True)
class Pause:
    """A pause to be placed: `samples` long, of which `beat` were added after a question."""

    kind: GapKind
    samples: int
    beat: int = 0


def heard_phrases(section: Section, takes: Mapping[Phrase, TakeInfo]) -> Iterator[HeardPhrase]:
    """The phrases of a section that make a sound. Raises VoiceError where a take is missing."""
    joint: Joint = "start"
    for line in section.lines:
        joint = _stronger(joint, line.joint)
        starts = {start for start, _ in line.sentences}
        for index, phrase in enumerate(phrases(line)):
            if index:
                joint = _stronger(joint, "sentence" if phrase.first in starts else "tag")
            if phrase not in takes:
                raise VoiceError(f"row {line.row}: nothing was recorded for {line.text!r}")
            if takes[phrase].tail > takes[phrase].head:
                yield HeardPhrase(line, phrase, takes[phrase], joint)
                joint = "start"


def pauses(said: Sequence[HeardPhrase], rhythm: Rhythm, rests: Rests) -> tuple[Pause, ...]:
    """The pauses between each phrase and the next: one fewer than phrases."""
    return tuple(_between(before, after, rhythm, rests) for before, after in pairwise(said))


def asked_pause(said: HeardPhrase) -> float | None:
    """Seconds that an annotation puts before the phrase, None where there is none."""
    if not said.opens_line:
        return None
    asked = [float(each.value) for each in said.line.annotations if each.kind == "pause"]
    return max(0.0, asked[-1]) if asked else None


def tail_pause(said: HeardPhrase, rhythm: Rhythm, fps: Fraction) -> Pause:
    """What a section keeps of the pause after it; one frame of room is left for stretching."""
    beat = rhythm.beat if asks(said.text) else 0.0
    low, high = rhythm.panel.low - rhythm.lead, rhythm.panel.high - rhythm.lead - float(1 / fps)
    seconds = pause(PauseRange(low, max(low, high)), len(said.text), said.line.id, "section")
    return _pause("section", seconds, beat)


def _between(before: HeardPhrase, after: HeardPhrase, rhythm: Rhythm, rests: Rests) -> Pause:
    usual = _usual(before, after, rhythm)
    rest = seconds_to_samples(rests.before.get(after.line.id, 0.0)) if after.opens_line else 0
    return Pause("rest", rest) if usual.kind != "pause" and rest > usual.samples else usual


def _usual(before: HeardPhrase, after: HeardPhrase, rhythm: Rhythm) -> Pause:
    asked = asked_pause(after)
    if asked is not None:
        return _pause("pause", asked)
    kind = _kind(before, after)
    span: PauseRange = getattr(rhythm, kind)
    seconds = pause(span, len(before.text), before.line.id, after.line.id, str(after.phrase.first))
    beat = rhythm.beat if kind != "tag" and asks(before.text) else 0.0
    return _pause(kind, seconds, beat)


def _pause(kind: GapKind, seconds: float, beat: float = 0.0) -> Pause:
    extra = seconds_to_samples(beat)
    return Pause(kind, seconds_to_samples(seconds) + extra, extra)


def _kind(before: HeardPhrase, after: HeardPhrase) -> GapKind:
    if before.line.panel != after.line.panel:
        return "panel"
    if after.joint == "paragraph" and before.line.speaker != after.line.speaker:
        return "turn"
    return "tag" if after.joint == "start" else after.joint


def _stronger(one: Joint, other: Joint) -> Joint:
    return max(one, other, key=_STRENGTH.index)
