"""Caption cues from the timeline: cut at the sense, timed by the words, the text the author's.

made = cues(script.sections, timeline, CaptionRules())
Path("episode.srt").write_text(srt(made), encoding="utf-8")
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from render.captions.cut import CueWords, SpokenRun, cut_run
from render.captions.model import CaptionRules, Cue, NonSpeechSound, caption_labels
from render.captions.words import CaptionWord, spoken_words
from story.audio_description import DESCRIBER
from story.model import NARRATOR, Section
from voices.clock import RATE, frame_to_sample, seconds_to_samples
from voices.timeline import Timeline

_NEAR = 0.5
"""Seconds: a shorter rest between two cues flickers, so that the first stays up to the second."""


def cues(
    sections: Sequence[Section],
    timeline: Timeline,
    rules: CaptionRules,
    *,
    sounds: Sequence[NonSpeechSound] = (),
) -> tuple[Cue, ...]:
    """The cues of an episode: its sections in order, and the timeline they lie on.

    No cue holds two speakers, and joined together the cues of a line are its text.
    """
    words = [
        word
        for index, (section, first) in enumerate(
            zip(sections, timeline.first_frames(), strict=True)
        )
        for word in spoken_words(
            section, timeline.sections[index], index, frame_to_sample(first, timeline.fps)
        )
    ]
    end = frame_to_sample(timeline.frames, timeline.fps)
    gap = frame_to_sample(rules.gap, timeline.fps)
    pieces = _pieces(words, rules, gap, end)
    spoken = _timed(pieces, rules, gap, [*picture_changes(timeline), end])
    heard = _sound_cues(spoken, sounds, rules, gap) if rules.sounds else ()
    return tuple(sorted((*spoken, *heard), key=lambda cue: cue.start))


def picture_changes(timeline: Timeline) -> tuple[int, ...]:
    """Samples at which another panel is shown, from the start of the timeline."""
    starts = (frame_to_sample(first, timeline.fps) for first in timeline.first_frames())
    return tuple(
        start + span.start
        for start, section in zip(starts, timeline.sections, strict=True)
        for span in section.panels
        if start + span.start
    )


@dataclass(frozen=True)
class _Turn:
    """What one speaker says in a section; `labels` that may stand before it, the fullest first."""

    words: tuple[CaptionWord, ...]
    follows: int
    labels: tuple[str, ...]


def _pieces(
    words: Sequence[CaptionWord], rules: CaptionRules, gap: int, end: int
) -> list[tuple[CueWords, str]]:
    """Cut each speaker's turn; with each piece, its label.

    A speaker has one label throughout: the short one where the full one is once too long for the
    time there is, unless somebody else's is the same.
    """
    turns = _turns(words, rules, gap, end)
    names = {turn.labels for turn in turns}
    short = {
        turn.labels
        for turn in turns
        if sum(turn.labels[-1] in other for other in names) == 1
        and not _roomy(turn, _cut(turn, turn.labels[0], rules, gap), rules, gap)
    }
    pieces: list[tuple[CueWords, str]] = []
    for turn in turns:
        label = turn.labels[-1] if turn.labels in short else turn.labels[0]
        cut = _cut(turn, label, rules, gap)
        pieces += [(piece, "" if number else label) for number, piece in enumerate(cut)]
    return pieces


def _turns(
    words: Sequence[CaptionWord], rules: CaptionRules, gap: int, end: int
) -> tuple[_Turn, ...]:
    parts = [tuple(group) for _, group in groupby(words, key=lambda w: (w.section, w.speaker))]
    ends = [*(part[0].start - gap for part in parts[1:]), end]
    turns, before = [], NARRATOR
    for part, follows in zip(parts, ends, strict=False):  # an end alone where nobody speaks
        speaker = part[0].speaker
        changed = rules.speakers and speaker not in (before, DESCRIBER)
        labels = caption_labels(speaker, rules) if changed else ("",)
        turns.append(_Turn(part, follows, labels))
        before = before if speaker == DESCRIBER else speaker
    return tuple(turns)


def _cut(turn: _Turn, label: str, rules: CaptionRules, gap: int) -> tuple[CueWords, ...]:
    return cut_run(SpokenRun(turn.words, label, turn.follows), rules, gap)


def _roomy(turn: _Turn, pieces: Sequence[CueWords], rules: CaptionRules, gap: int) -> bool:
    """Whether there is time to read the first piece with the turn's full label."""
    if len(turn.labels) == 1:
        return True
    until = pieces[1].words[0].start - gap if len(pieces) > 1 else turn.follows
    length = len(turn.labels[0]) + 1 + len(" ".join(pieces[0].lines))
    return length * RATE <= (until - turn.words[0].start) * rules.speed


def _timed(
    pieces: Sequence[tuple[CueWords, str]], rules: CaptionRules, gap: int, changes: Sequence[int]
) -> tuple[Cue, ...]:
    """In on the word; out held while there is room. `changes` of picture, the last is the end."""
    spoken = [_cue(piece, label) for piece, label in pieces]
    led = [
        _lead(cue, spoken[number - 1] if number else None, rules, gap, changes)
        for number, cue in enumerate(spoken)
    ]
    follows = [*(cue.start - gap for cue in led[1:]), changes[-1]]
    return tuple(
        replace(cue, end=_out(cue, room, rules, gap, changes))
        for cue, room in zip(led, follows, strict=False)
    )


def _cue(piece: CueWords, label: str) -> Cue:
    """A cue over exactly what is said."""
    first, last = piece.words[0], piece.words[-1]
    return Cue(
        first.start,
        last.end,
        piece.lines,
        first.speaker,
        label,
        piece.words,
        first.section,
        "description" if first.speaker == DESCRIBER else "speech",
        first.paragraph,
    )


def _needed(cue: Cue, rules: CaptionRules) -> int:
    """Samples that it takes to read a cue, its label included."""
    length = len(" ".join(cue.rows))
    return seconds_to_samples(max(length / rules.speed, rules.shortest))


def _lead(
    cue: Cue, before: Cue | None, rules: CaptionRules, gap: int, changes: Sequence[int]
) -> Cue:
    """A cue comes a frame before its word, as voices' marks lie a little late; up to two frames
    where it is brief and there is room; never before its picture."""
    frame = gap // 2
    room = cue.start - (before.end + gap if before else 0)
    short = _needed(cue, rules) - (cue.end - cue.start)
    lead = max(frame, min(short, gap))
    if room < lead and before:
        left = cue.start - frame - gap - before.start
        lead = frame if left >= _needed(before, rules) else max(room, 0)
    shown = changes[bisect_right(changes, cue.start) - 1] if changes[0] <= cue.start else 0
    return replace(cue, start=max(cue.start - lead, shown))


def _out(cue: Cue, room: int, rules: CaptionRules, gap: int, changes: Sequence[int]) -> int:
    """When a cue leaves: after it is read, with its picture if it can, close before the next."""
    needed = cue.start + _needed(cue, rules)
    held = max(cue.end + seconds_to_samples(rules.hold), needed)
    if room - held < seconds_to_samples(_NEAR):
        held = room
    later = bisect_left(changes, max(cue.end, needed) + gap)
    change = changes[later] - gap if later < len(changes) else held
    longest = max(cue.start + seconds_to_samples(rules.longest), cue.end)
    return max(min(held, room, change, longest), cue.start + 1)


def _sound_cues(
    spoken: Sequence[Cue], sounds: Sequence[NonSpeechSound], rules: CaptionRules, gap: int
) -> tuple[Cue, ...]:
    """Each sound named once, in the first pause of its time that is long enough to be read."""
    shown, shortest = seconds_to_samples(3.0), seconds_to_samples(rules.shortest)
    made = []
    for sound in sounds:
        edges = [(0, -gap)] + [(cue.start, cue.end) for cue in spoken] + [(sound.end + gap, 0)]
        free = (
            (max(sound.start, before[1] + gap), min(sound.end, after[0] - gap))
            for before, after in pairwise(edges)
        )
        room = next(((a, b) for a, b in free if b - a >= shortest), None)
        if room:
            end = min(room[1], room[0] + shown)
            section = next((cue.section for cue in reversed(spoken) if cue.start < room[0]), 0)
            row = (f"[{sound.text}]",)
            made.append(Cue(room[0], end, row, speaker="", section=section, kind="sound"))
    return tuple(made)
