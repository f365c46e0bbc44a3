"""Places takes on the clock: a section, its takes and a rhythm make a SectionTimeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from story.boards.boards import board, board_seconds
from story.model import NARRATOR, Section
from voices.arranging.panel_spans import panel_spans, unspoken_spans
from voices.arranging.pauses import (
    HeardPhrase,
    Pause,
    asked_pause,
    heard_phrases,
    pauses,
    tail_pause,
)
from voices.arranging.rests import Rests
from voices.arranging.rhythm import Rhythm
from voices.casting.voice_use import VoiceUse
from voices.clock import frame_to_sample, frames_to_hold, seconds_to_samples
from voices.recording.delivery import delivery_of
from voices.recording.takes import Phrase, TakeInfo
from voices.sound.resampling import played_rate, resampled_length
from voices.timeline import Clip, Gap, SectionTimeline, Word

_SHORTEST_LEAD = 0.05
"""Seconds: an encoder's first 1024 samples may be lost, so that a film never begins with a word."""
_NO_RESTS = Rests()


def arrange(
    section: Section,
    takes: Mapping[Phrase, TakeInfo],
    cast: Mapping[str, VoiceUse],
    fps: Fraction,
    rhythm: Rhythm,
    *,
    opens_episode: bool = False,
    closes_episode: bool = False,
    own: Mapping[str, VoiceUse] | None = None,
    rests: Rests = _NO_RESTS,
    seen: Sequence[float] = (),
) -> SectionTimeline:
    """Put a section on the clock, from its first frame (sample 0) to its last.

    `takes` has every phrase of every line, `cast` every speaker; `own` are the voices that lines
    ask for by themselves, by the line's id; `rests` are pauses that last longer. `seen` are
    seconds that each panel takes to look at where nobody speaks, as long as any other where it is
    empty. Raises VoiceError where a take is missing.
    """
    said = tuple(heard_phrases(section, takes))
    if not said:
        silence = _silence(section, rhythm, opens=opens_episode)
        return _unspoken(section, fps, seen or [silence] * max(1, len(section.panels)))
    lead = rests.lead or (rhythm.opening if opens_episode else rhythm.lead)
    tail = tail_pause(said[-1], rhythm, fps)
    if closes_episode:
        tail = Pause("section", seconds_to_samples(rests.tail or rhythm.closing))
    uses = [(own or {}).get(each.line.id) or cast[each.line.speaker] for each in said]
    clips, gaps = _placed(said, (_lead(said[0], lead), *pauses(said, rhythm, rests)), uses)
    frames = frames_to_hold(clips[-1].end + tail.samples, fps)
    end = frame_to_sample(frames, fps)
    last = Gap("section", clips[-1].end, end, tail.beat)
    spans = panel_spans([each.line.panel for each in said], gaps, end, fps)
    return SectionTimeline(section.identity, frames, clips, (*gaps, last), spans)


def _silence(section: Section, rhythm: Rhythm, *, opens: bool) -> float:
    """Seconds for which a panel of a section is seen in which nobody speaks; its boards are
    seen one after the other, behind the title where it opens an episode."""
    boards = [each for card in section.cards if (each := board(card))]
    if not boards:
        pictures = any(panel.path for panel in section.panels)
        return rhythm.opening_card if opens and not pictures else rhythm.silent
    return sum(map(board_seconds, boards)) + (rhythm.silent if opens else 0.0)


def _unspoken(section: Section, fps: Fraction, seconds: Sequence[float]) -> SectionTimeline:
    """A section that is only seen: each panel, or the card, for its time."""
    lengths = [frames_to_hold(seconds_to_samples(each), fps) for each in seconds]
    spans = unspoken_spans(lengths, fps, panels=bool(section.panels))
    gap = Gap("section", 0, spans[-1].end)
    return SectionTimeline(section.identity, sum(lengths), (), (gap,), spans)


def _lead(first: HeardPhrase, seconds: float) -> Pause:
    asked = asked_pause(first)
    if asked is None:
        return Pause("lead", seconds_to_samples(seconds))
    return Pause("pause", seconds_to_samples(max(_SHORTEST_LEAD, asked)))


def _placed(
    said: Sequence[HeardPhrase], rests: Sequence[Pause], uses: Sequence[VoiceUse]
) -> tuple[tuple[Clip, ...], tuple[Gap, ...]]:
    clips, gaps, now = [], [], 0
    for each, rest, use in zip(said, rests, uses, strict=True):
        gaps.append(Gap(rest.kind, now, now + rest.samples, rest.beat))
        clips.append(_clip(each, now + rest.samples, use))
        now = clips[-1].end
    return tuple(clips), tuple(gaps)


def _clip(said: HeardPhrase, start: int, use: VoiceUse) -> Clip:
    """The voiced part of a take, from `start`."""
    take, how = said.take, delivery_of(said.line, use)
    rate = played_rate(take.rate, use.pitch)
    skip = resampled_length(take.head, rate)
    duration = max(1, resampled_length(take.tail, rate) - skip)
    return Clip(
        take=take.key,
        line=said.line.id,
        first=said.phrase.first,
        last=said.phrase.last,
        start=start,
        duration=duration,
        skip=skip,
        gain=(use.voice.gain or 0.0) + use.gain + how.gain,
        words=_words(said, rate, skip, start, duration),
        role="narration" if said.line.kind == "narration" else "dialogue",
        balance=0.0 if said.line.speaker == NARRATOR else use.balance,
        effect=how.effect,
        pitch=use.pitch,
    )


def _words(said: HeardPhrase, rate: int, skip: int, start: int, duration: int) -> tuple[Word, ...]:
    """A take's marks as words of the line: rising, apart, each at least a sample, in the clip."""
    marks = said.take.marks
    if len(marks) > duration:
        return ()
    words, now = [], 0
    for left, mark in zip(range(len(marks) - 1, -1, -1), marks, strict=True):
        onset = _clamp(resampled_length(mark.onset, rate) - skip, now, duration - left - 1)
        now = _clamp(resampled_length(mark.offset, rate) - skip, onset + 1, duration - left)
        place = (said.phrase.first + mark.start, said.phrase.first + mark.end)
        words.append(Word(*place, start + onset, start + now))
    return tuple(words)


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
