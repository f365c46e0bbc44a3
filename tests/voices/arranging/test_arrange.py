"""The laws of the arrangement: gaps by what they join, clips apart, sections that end on frames."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import cast, facts, info, line, section

from story.errors import VoiceError
from story.model import Annotation, Line, Section
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import PauseRange, Rhythm, paced
from voices.clock import RATE, frame_to_sample, sample_to_frame
from voices.recording.phrases import phrases
from voices.timeline import Gap, SectionTimeline

RATES = ("30", "30000/1001", "24", "24000/1001", "25", "60000/1001", "10", "15", "48", "50")
FPS = st.sampled_from([Fraction(rate) for rate in RATES])
RHYTHM = Rhythm()
TEXT = st.sampled_from(
    [
        "The rain had stopped.",
        "Would it hold until the morning came?",
        "She counted the lamps along the quay, twice. There were nine. There had been ten.",
        "Go!",
        "and nobody in the room believed it,",
        "A long sentence that goes on over the hills and the towns, " * 7 + "and ends.",
    ]
)
SPEAKER = st.sampled_from(["narrator", "Ada", "Ben"])
JOINT = st.sampled_from(["tag", "sentence", "paragraph"])


@st.composite
def sections(draw: st.DrawFn) -> Section:
    lines, panel = [], 0
    for index in range(draw(st.integers(1, 7))):
        panel += draw(st.sampled_from([0, 0, 0, 1])) if index else 0
        made = line(draw(TEXT), draw(SPEAKER), joint=draw(JOINT), panel=panel, name=f"l{index}")
        lines.append(made)
    return section(lines, panels=panel + 1)


def arranged(spoken: Section, fps: Fraction = Fraction(30), **options: object) -> SectionTimeline:
    return arrange(spoken, facts([spoken]), cast("Ada", "Ben"), fps, RHYTHM, **options)  # type: ignore[arg-type]


def seconds(gap: Gap) -> float:
    return (gap.end - gap.start - gap.beat) / RATE


def inside(gap: Gap, span: PauseRange) -> bool:
    return span.low - 1e-4 <= seconds(gap) <= span.high + 1e-4


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_gaps_lie_in_the_range_of_their_kind(spoken: Section, fps: Fraction) -> None:
    for gap in arranged(spoken, fps).gaps[1:-1]:
        assert inside(gap, getattr(RHYTHM, gap.kind))


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_two_sections_are_parted_by_a_panel_gap(spoken: Section, fps: Fraction) -> None:
    tail = arranged(spoken, fps).gaps[-1]
    assert RHYTHM.panel.low <= seconds(tail) + RHYTHM.lead <= RHYTHM.panel.high + 1e-4


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_clips_and_gaps_follow_each_other_without_overlap(spoken: Section, fps: Fraction) -> None:
    made = arranged(spoken, fps)
    ranges = [
        part for gap, clip in zip(made.gaps, made.clips, strict=False) for part in (gap, clip)
    ]
    edges = [(part.start, part.end) for part in [*ranges, made.gaps[-1]]]
    assert edges[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(edges))
    assert all(start < end for start, end in edges)


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_a_section_ends_on_a_frame_and_no_later_than_needed(spoken: Section, fps: Fraction) -> None:
    made = arranged(spoken, fps)
    assert made.gaps[-1].end == frame_to_sample(made.frames, fps)
    assert made.panels[-1].end == made.gaps[-1].end


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_words_rise_inside_their_clips(spoken: Section, fps: Fraction) -> None:
    texts = {each.id: each.text for each in spoken.lines}
    for clip in arranged(spoken, fps).clips:
        said = [texts[clip.line][word.start : word.end] for word in clip.words]
        assert said == texts[clip.line][clip.first : clip.last].split()
        times = [edge for word in clip.words for edge in (word.onset, word.offset)]
        assert times == sorted(times)
        assert clip.start <= times[0]
        assert times[-1] <= clip.end


@settings(max_examples=40, deadline=None)
@given(sections(), FPS)
def test_panels_change_at_a_frame_in_the_gap_before_their_words(
    spoken: Section, fps: Fraction
) -> None:
    made = arranged(spoken, fps)
    panel = {each.id: each.panel for each in spoken.lines}
    assert [span.start for span in made.panels[1:]] == [span.end for span in made.panels[:-1]]
    for clip in made.clips:
        (shown,) = [span for span in made.panels if span.start <= clip.start < span.end]
        assert shown.panel == panel[clip.line]
        assert shown.end >= clip.end
    for span in made.panels:
        frame = sample_to_frame(span.start, fps)
        assert 0 <= span.start - frame_to_sample(frame, fps) <= 1


@settings(max_examples=40, deadline=None)
@given(sections())
def test_an_edit_in_a_line_moves_nothing_before_it(spoken: Section) -> None:
    last = spoken.lines[-1]
    longer = replace(spoken, lines=(*spoken.lines, line("And then?", name="new", panel=last.panel)))
    before, after = arranged(spoken), arranged(longer)
    assert after.clips[: len(before.clips)] == before.clips
    assert after.gaps[: len(before.clips)] == before.gaps[:-1]


def two_lines(first: Line, second: Line) -> Gap:
    return arranged(section([first, second])).gaps[1]


def test_a_quotation_runs_into_its_tag() -> None:
    gap = two_lines(line("What if we wait?", "Ada"), line("she asked.", joint="tag"))
    assert (gap.kind, gap.beat) == ("tag", 0)
    assert inside(gap, PauseRange(0.10, 0.22))


def test_a_question_is_left_a_beat_longer() -> None:
    gap = two_lines(line("Would they come?"), line("Nobody knew."))
    assert (gap.kind, gap.beat) == ("paragraph", 5_760)


def test_a_change_of_speaker_at_a_paragraph_is_a_turn() -> None:
    gap = two_lines(line("It is late.", "Ada"), line("It is early.", "Ben"))
    assert gap.kind == "turn"


def test_an_annotation_overrides_a_pause() -> None:
    held = line("Nobody knew.", annotations=(Annotation("pause", "2.5"),))
    gap = two_lines(line("Would they come?"), held)
    assert gap == Gap("pause", gap.start, gap.start + 120_000)


def test_pauses_vary_and_yet_repeat() -> None:
    lines = [line(f"The lamp number {index} went out.", name=f"l{index}") for index in range(12)]
    made = arranged(section(lines))
    assert len({round(seconds(gap), 3) for gap in made.gaps[1:-1]}) > 8
    assert made == arranged(section(lines))


@pytest.mark.parametrize("fps", [Fraction(30), Fraction(30000, 1001), Fraction(24)])
def test_speech_begins_within_a_second_and_a_half_of_an_episode(fps: Fraction) -> None:
    made = arranged(section([line("It began.")]), fps, opens_episode=True)
    assert made.clips[0].start == 64_800
    card = arranged(section([], panels=0), fps, opens_episode=True)
    total = (
        frame_to_sample(card.frames, fps) + arranged(section([line("It began.")])).clips[0].start
    )
    assert total <= 1.5 * RATE


def test_every_mix_begins_with_silence_even_where_no_pause_is_asked_for() -> None:
    made = arranged(section([line("Now.", annotations=(Annotation("pause", "0"),))]))
    assert made.clips[0].start >= 2_400


def test_a_section_without_words_is_seen_for_a_while() -> None:
    made = arranged(section([], panels=2))
    assert [(span.panel, span.start, span.end) for span in made.panels] == [
        (0, 0, 192_000),
        (1, 192_000, 384_000),
    ]
    assert (made.frames, made.clips) == (240, ())


def test_a_silent_take_leaves_no_clip_and_no_double_pause() -> None:
    spoken = section([line("One."), line("***", name="mute"), line("Two.", joint="tag")])
    infos = facts([spoken])
    mute = phrases(spoken.lines[1])[0]
    infos[mute] = replace(infos[mute], head=0, tail=0)
    made = arrange(spoken, infos, cast(), Fraction(30), RHYTHM)
    assert [gap.kind for gap in made.gaps] == ["lead", "paragraph", "section"]


def test_a_missing_take_is_named() -> None:
    with pytest.raises(VoiceError, match=r"row 0: nothing was recorded for 'One\.'"):
        arrange(section([line("One.")]), {}, cast(), Fraction(30), RHYTHM)


def test_gain_balance_and_effect_come_from_voice_line_and_delivery() -> None:
    spoken = section([line("Hush.", "Ada", annotations=(Annotation("delivery", "whisper"),))])
    infos = facts([spoken])
    uses = {"Ada": replace(cast("Ada")["Ada"], gain=1.5, balance=0.2)}
    uses["Ada"] = replace(uses["Ada"], voice=replace(uses["Ada"].voice, gain=-2.0))
    (clip,) = arrange(spoken, infos, uses, Fraction(30), RHYTHM).clips
    assert (clip.gain, clip.balance, clip.effect, clip.role) == (-5.5, 0.2, "whisper", "dialogue")


def test_a_voice_that_is_played_higher_takes_as_much_less_time() -> None:
    spoken = section([line("Up and away.", "Ada")])
    infos = facts([spoken])
    octave = {"Ada": replace(cast("Ada")["Ada"], pitch=12.0)}
    (high,) = arrange(spoken, infos, octave, Fraction(30), RHYTHM).clips
    (plain,) = arrange(spoken, infos, cast("Ada"), Fraction(30), RHYTHM).clips
    assert abs(2 * high.duration - plain.duration) <= 2
    spans = zip(high.words, plain.words, strict=True)
    assert all(abs(2 * (a.onset - high.start) - (b.onset - plain.start)) <= 4 for a, b in spans)


def test_crowded_marks_still_rise_inside_the_clip() -> None:
    spoken = section([line("a b c d")])
    phrase = phrases(spoken.lines[0])[0]
    made = info("k", "a b c d", 24)
    squeezed = tuple(replace(mark, onset=made.tail, offset=made.tail) for mark in made.marks)
    made = replace(made, marks=squeezed)
    (clip,) = arrange(spoken, {phrase: made}, cast(), Fraction(30), RHYTHM).clips
    assert [word.onset for word in clip.words] == [clip.end - 4 + index for index in range(4)]


def test_a_faster_pace_shortens_what_is_heard() -> None:
    fast = paced(RHYTHM, 1.25)
    assert fast.paragraph == PauseRange(0.496, 0.72)
    assert (fast.opening, fast.silent) == (RHYTHM.opening, RHYTHM.silent)
