"""Cues: the author's text, cut at the sense, in time, readable."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_story import perform, section

from render.captions.model import CaptionRules, NonSpeechSound
from render.captions.sense import FORBIDDEN, cut_cost, ends_sentence
from render.captions.timing import cues, picture_changes
from voices.clock import RATE
from voices.timeline import Word

RULES = CaptionRules()
FRAME = RATE // 30
SPEECH = st.sampled_from(["narrator", "Ada Lovelace", "the guard", "Li"])
TEXT = (
    "the of Ada Lovelace 3.5 million stars, shone. “Why? (no) and then — she, extraordinarily "
    "counterintuitive it's R&D Dr. Smith $5 $2-3 never! a I"
)
WORDS = st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=60)
LINES = st.lists(
    st.tuples(SPEECH, WORDS.map(" ".join), st.sampled_from(["tag", "sentence", "paragraph"])),
    min_size=1,
    max_size=8,
)


def _said(text, speaker="narrator"):
    return section("Scene", (speaker, text, "start"))


def _rows(text, speaker="narrator", pace=15.0, rules=RULES):
    scene = _said(text, speaker)
    return [cue.rows for cue in cues((scene,), perform(scene, pace=pace), rules)]


def test_cuts_follow_the_sense():
    text = (
        "In the sprawling tech campus of Meta in Menlo Park, California, executives gathered in a "
        "glass-walled conference room in early 2022. The AI landscape was changing rapidly."
    )
    assert _rows(text) == [
        ("In the sprawling tech campus of Meta", "in Menlo Park, California,"),
        ("executives gathered in a glass-walled", "conference room in early 2022."),
        ("The AI landscape was changing rapidly.",),
    ]


def test_what_belongs_together_stays_together():
    text = "The price had climbed to over $100 million when the chairman met President Obama Jones."
    for rows in _rows(text):
        for upper, lower in pairwise(rows):
            assert cut_cost(upper.split()[-1], lower.split()[0]) < FORBIDDEN


@pytest.mark.parametrize(
    ("left", "right", "better"),
    [
        ("ended.", "Then", ("cold,", "and")),
        ("cold,", "and", ("town", "of")),
        ("waited", "because", ("waited", "outside")),
        ("waited", "outside", ("the", "town")),
        ("town", "in", ("Mark", "Zuckerberg")),
        ("said", "slowly", ("$100", "million")),
        ("house", "with", ("Dr.", "Smith")),
        ("left", "before", ("J.", "Smith")),
        ("much", "of", ("one", "knee")),
        ("it", "while", ("much", "of")),
        ("reason", "will", ("learn", "reason")),
        ("1707", "in", ("1707", "people")),
        ("pilots", "intercept", ("fighter", "pilots")),
        ("series", "of", ("newly", "discovered")),
        ("believed", "he", ("he", "could")),
        ("surgery", "on", ("on", "his")),
        ("system", "containing", ("logical", "reasoning")),
    ],
)
def test_some_cuts_hurt_less_than_others(left, right, better):
    assert cut_cost(left, right) < cut_cost(*better)


@pytest.mark.parametrize(
    ("earlier", "left", "right", "better"),
    [
        ("his", "patient,", "kindly", ("his", "sons,", "sometimes")),
        ("Cyc's", "precise,", "explainable", ("a", "lab,", "pondering:")),
        ("in", "Basel,", "Switzerland,", ("Johann's", "sons,", "Daniel")),
    ],
)
def test_some_commas_hold_together(earlier, left, right, better):
    assert cut_cost(left, right, earlier) > 2 * cut_cost(better[1], better[2], better[0])


def test_a_cue_holds_no_end_of_one_sentence_with_the_head_of_another():
    text = (
        "But it is this machine that can explain to us why something is true. In five years, "
        "everyone will realize that you need both statistical and symbolic machines."
    )
    for rows in _rows(text):
        words = " ".join(rows).split()
        assert not any(ends_sentence(word) for word in words[:-1])


def test_full_stops_that_end_no_sentence():
    assert [ends_sentence(word) for word in ("Dr.", "J.", "U.S.", "e.g.")] == [False] * 4
    assert all(ends_sentence(word) for word in ("end.", "why?”", "no!)", "wait…", "2022."))


def test_a_label_names_the_speaker_on_change_and_short_where_time_is():
    scene = section(
        "Gate",
        ("narrator", "It was late.", "start"),
        ("Ada Lovelace", "Who goes there at this hour of the night?", "paragraph"),
        ("Ada Lovelace", "Speak!", "paragraph"),
        ("the guard", "A friend.", "paragraph"),
        ("narrator", "She laughed.", "paragraph"),
    )
    made = cues((scene,), perform(scene), RULES)
    assert [(cue.label, cue.text) for cue in made] == [
        ("", "It was late."),
        (">> ADA LOVELACE:", "Who goes there at this hour of the night?"),
        ("", "Speak!"),
        (">> GUARD:", "A friend."),
        (">>", "She laughed."),
    ]
    hurried = cues((scene,), perform(scene, pace=19), RULES)
    assert hurried[1].label == ">> LOVELACE:"
    plain = cues((scene,), perform(scene), replace(RULES, speakers=False))
    assert not any(cue.label for cue in plain)


def test_a_speaker_has_one_label_throughout():
    scene = section(
        "Gate",
        ("Ada Lovelace", "Who goes there at this hour of the night?", "start"),
        ("narrator", "Nobody said a word for a while.", "paragraph"),
        ("Ada Lovelace", "Who?", "paragraph"),
        ("Bo Lovelace", "Who else would it be at this hour of the night?", "paragraph"),
        ("Cyril Wu", "It is I, and I have come a long way.", "paragraph"),
        ("Bo Lovelace", "You?", "paragraph"),
        ("Cyril Wu", "I.", "paragraph"),
    )
    made = cues((scene,), perform(scene, pace=19), RULES)
    assert [cue.label for cue in made if cue.label] == [
        ">> ADA LOVELACE:",
        ">>",
        ">> ADA LOVELACE:",
        ">> BO LOVELACE:",
        ">> WU:",
        ">> BO LOVELACE:",
        ">> WU:",
    ]


def test_labels_can_be_given():
    scene = section("Gate", ("the guard", "Halt! Who goes there?", "start"))
    rules = replace(RULES, labels={"the guard": "Sergeant Colon"}, narrator="Narrator")
    assert cues((scene,), perform(scene, pace=10), rules)[0].label == ">> SERGEANT COLON:"


def test_a_cue_comes_in_on_its_word_and_stays_while_there_is_room():
    scene = section(
        "Two", ("narrator", "One sentence stands here.", "start"), ("Li", "Yes.", "paragraph")
    )
    timeline = perform(scene)
    first, second = cues((scene,), timeline, RULES)
    assert first.start == timeline.sections[0].clips[0].words[0].onset - FRAME
    gap = 2 * FRAME
    assert second.start in range(
        timeline.sections[0].clips[1].start - gap, second.words[0].start + 1
    )
    assert first.end == second.start - gap
    assert second.end - second.start >= RULES.shortest * RATE


def test_a_cue_leaves_with_its_picture():
    scene = section(
        "Panels",
        ("narrator", "This is said over the first of them.", "start", 0),
        ("narrator", "And this over the second.", "paragraph", 1),
        panels=2,
    )
    timeline = perform(scene)
    (change,) = picture_changes(timeline)
    first, second = cues((scene,), timeline, RULES)
    assert first.end <= change <= second.start
    assert first.text == "This is said over the first of them."


def test_sections_follow_on_the_frame_grid():
    scenes = [section(name, ("narrator", f"This is {name}.", "start")) for name in "AB"]
    timeline = perform(*scenes, fps=Fraction(30000, 1001))
    first, second = cues(scenes, timeline, RULES)
    start = timeline.sections[0].frames * 1001 * RATE / 30000
    assert second.start - first.start == pytest.approx(start, abs=1)
    assert second.section == 1


def test_sounds_are_named_in_the_first_rest_long_enough():
    scene = section("S", ("narrator", "Said.", "start"), ("narrator", "Later.", "paragraph"))
    timeline = perform(scene)
    clips = list(timeline.sections[0].clips)
    clips[1] = replace(clips[1], start=5 * RATE, words=(Word(0, 6, 5 * RATE, 6 * RATE),))
    longer = replace(timeline.sections[0], clips=tuple(clips), frames=20 * 30)
    timeline = replace(timeline, sections=(longer,))
    music = NonSpeechSound("music", 0, 20 * RATE)
    made = cues((scene,), timeline, RULES, sounds=(music,))
    assert [cue.lines for cue in made] == [("Said.",), ("[music]",), ("Later.",)]
    quiet = cues((scene,), timeline, replace(RULES, sounds=False), sounds=(music,))
    assert len(quiet) == 2


def test_children_have_more_time():
    text = "A long sentence that is said rather quickly by somebody, and then at once another one."
    slow = _rows(text, pace=16.0, rules=RULES.for_children())
    assert RULES.for_children().speed == 17
    assert " ".join(" ".join(rows) for rows in slow) == text


def test_a_word_longer_than_a_row_is_cut_and_keeps_its_letters():
    rows = _rows("See https://example.org/" + "a" * 90 + " now.")
    assert all(len(row) <= 42 for pair in rows for row in pair)
    assert "".join("".join(pair) for pair in rows).replace(" ", "") == (
        "Seehttps://example.org/" + "a" * 90 + "now."
    )


def test_a_line_without_word_marks_is_one_span():
    scene = _said("No marks here, none at all.")
    timeline = perform(scene)
    clip = replace(timeline.sections[0].clips[0], words=())
    timeline = replace(timeline, sections=(replace(timeline.sections[0], clips=(clip,)),))
    (cue,) = cues((scene,), timeline, RULES)
    assert cue.text == "No marks here, none at all."
    assert cue.start == clip.start - FRAME


def test_a_line_that_is_not_heard_has_no_cue():
    scene = section("S", ("narrator", "Said.", "start"), ("narrator", "Unsaid.", "sentence"))
    timeline = perform(scene)
    heard = replace(timeline.sections[0], clips=timeline.sections[0].clips[:1])
    assert [c.text for c in cues((scene,), replace(timeline, sections=(heard,)), RULES)] == [
        "Said."
    ]


@settings(max_examples=60, deadline=None)
@given(LINES, st.floats(9, 20))
def test_laws_of_cues(said, pace):
    scene = section("Scene", *said)
    timeline = perform(scene, pace=pace)
    made = cues((scene,), timeline, RULES)
    by_line = groupby((w for cue in made for w in cue.words), key=lambda word: word.line)
    spoken = {line: " ".join(word.text for word in words) for line, words in by_line}
    assert spoken == {line.id: line.text for line in scene.lines}
    for cue in made:
        assert {word.speaker for word in cue.words} == {cue.speaker}
        assert len(cue.rows) <= 2
        assert all(len(row) <= RULES.columns for row in cue.rows)
        assert cue.start < cue.end
        assert 0 <= cue.words[0].start - cue.start <= RATE // 10
    for before, after in pairwise(made):
        assert before.end <= after.start
    assert made[-1].end <= timeline.frames * RATE // 30
