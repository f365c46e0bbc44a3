"""Rests: where a film takes a breath, by words alone, few, and never inside a sentence."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import cast, facts, line, section

from story.languages import language_of
from story.model import Annotation, Section
from voices.arranging.arrange import arrange
from voices.arranging.rests import EDGE, LONG_TELLING, SPACING, Rests, rests
from voices.arranging.rhythm import Rhythm
from voices.clock import RATE
from voices.recording.phrases import CHARACTERS_A_SECOND

LEAPS = language_of("en").leaps
FILL = "The rain went on over the roofs of the town, and nobody in the square looked up at it. " * 4


def told(*texts: str, **first: object) -> Section:
    """Long narration, then each text as a paragraph ("Ada: ..." is hers), then narration again."""
    lines = []
    for number, text in enumerate((FILL, *texts, FILL)):
        speaker, _, said = text.rpartition("Ada: ")
        who = "Ada" if _ else "narrator"
        lines.append(line(said or speaker, who, joint="paragraph", name=f"l{number}"))
    return section(lines, **first)


def found(told_: Section, **options: bool) -> Rests:
    return rests(told_, LEAPS, **({"opens": True, "closes": True} | options))


@pytest.mark.parametrize(
    ("texts", "line_id", "low", "high"),
    [
        (
            ("Three weeks later, the sun came back and dried the square from end to end.",),
            "l1",
            1.3,
            1.8,
        ),
        (("Ada: Will it ever stop raining?",), "l2", 1.2, 1.5),
        (
            ("Would it stop?", "Ada: It will, when the wind has turned to the north."),
            "l2",
            1.0,
            1.2,
        ),
        (("There were nine.",), "l2", 1.2, 1.4),
        ((FILL,), "l2", 1.2, 1.35),
    ],
)
def test_places_that_call_for_one(texts, line_id, low, high):
    assert low <= found(told(*texts)).before[line_id] <= high
    assert list(found(told(*texts)).before) == [line_id]


def test_what_was_announced_follows_at_once():
    announced = told("He had counted them, and this is what he said about it then:")
    assert "l2" not in found(announced).before


@pytest.mark.parametrize("near", ["There were nine.", "Ada: Will it ever stop raining?"])
def test_the_mere_end_of_a_paragraph_gives_way_to_any_better_reason(near):
    assert list(found(told(near)).before) == ["l2"]


def test_mere_ends_of_paragraphs_are_far_from_each_other():
    made = told(*[FILL] * 12)
    starts = accumulate((len(each.text) / CHARACTERS_A_SECOND for each in made.lines), initial=0.0)
    at = dict(zip([each.id for each in made.lines], starts, strict=False))
    times = [at[name] for name in found(made).before]
    assert len(times) >= 3
    assert all(b - a >= LONG_TELLING for a, b in pairwise(sorted(times)))


def test_never_inside_a_sentence_or_a_paragraph():
    plain = told("There were nine.")
    for joint in ("tag", "sentence"):
        lines = tuple(replace(each, joint=joint) for each in plain.lines)
        assert not found(replace(plain, lines=lines)).before


def test_before_the_first_word_and_after_the_last():
    both, middle = found(told()), found(told(), opens=False, closes=False)
    assert both.lead
    assert both.tail
    assert middle.lead
    assert 1.5 <= both.lead <= 2.5
    assert 2.0 <= both.tail <= 3.0
    assert 0.7 <= middle.lead <= 0.8
    assert middle.tail is None


def test_an_author_asks_for_one_or_forbids_it():
    plain = told("There were nine.")

    def asked(seconds: str) -> Section:
        note = (Annotation("beat", seconds),)
        return replace(plain, lines=(*plain.lines[:2], replace(plain.lines[2], annotations=note)))

    assert found(asked("4")).before == {"l2": 4.0}
    assert found(asked("4"), breath=False) == Rests({"l2": 4.0})
    assert not found(asked("0")).before
    assert found(plain, breath=False) == Rests()


TEXTS = st.lists(
    st.sampled_from(["It stopped.", "Why?", "That night the wind rose.", FILL, "Ada: No!"]),
    min_size=1,
    max_size=30,
)


@given(TEXTS)
def test_they_are_far_from_each_other_and_few(texts):
    made = told(*texts)
    starts, now = {}, 0.0
    for each in made.lines:
        starts[each.id] = now
        now += len(each.text) / CHARACTERS_A_SECOND
    times = sorted(starts[name] for name in found(made).before)
    assert all(b - a >= SPACING for a, b in pairwise(times))
    assert all(EDGE <= each <= now - EDGE for each in times)


@given(TEXTS, st.integers(0, 29))
def test_a_changed_word_moves_none_that_is_far(texts, index):
    index %= len(texts)
    changed = [*texts[:index], "It went on.", *texts[index + 1 :]]
    one, other = told(*texts), told(*changed)
    reach, at = 2 * SPACING + EDGE, sum(len(each.text) for each in one.lines[: index + 1])
    before, after = found(one).before, found(other).before
    for number, each in enumerate(one.lines):
        away = sum(len(known.text) for known in one.lines[:number]) - at
        if away / CHARACTERS_A_SECOND < -reach:
            assert before.get(each.id) == after.get(each.id)


def test_the_arrangement_rests():
    made = told("Ada: Will it ever stop raining?")
    quiet = arrange(made, facts([made]), cast("Ada"), Fraction(30), Rhythm())
    rested = arrange(
        made, facts([made]), cast("Ada"), Fraction(30), Rhythm(), rests=Rests({"l2": 1.4}, 2.2, 2.6)
    )
    assert [gap.kind for gap in quiet.gaps if gap.kind == "rest"] == []
    (rest,) = [gap for gap in rested.gaps if gap.kind == "rest"]
    assert rest.end - rest.start == round(1.4 * RATE)
    assert rested.gaps[0].end == round(2.2 * RATE)
    same = [a.duration == b.duration for a, b in zip(quiet.clips, rested.clips, strict=True)]
    assert all(same)
    words = [word for clip in rested.clips for word in clip.words]
    assert all(word.offset <= rest.start or rest.end <= word.onset for word in words)


def test_a_pause_that_was_asked_for_stays():
    made = told("It was so.")
    lines = (*made.lines[:2], replace(made.lines[2], annotations=(Annotation("pause", "0.2"),)))
    made = replace(made, lines=lines)
    timeline = arrange(
        made, facts([made]), cast(), Fraction(30), Rhythm(), rests=Rests({"l2": 1.4})
    )
    (asked,) = [gap for gap in timeline.gaps if gap.kind in ("pause", "rest")]
    assert asked.end - asked.start == round(0.2 * RATE)


def test_a_title_has_its_time_before_the_first_word():
    plain = found(told(), title=2.4)
    assert plain.lead is not None
    assert plain.lead >= 2.4
    assert plain.title == "l0"
    quiet = found(told(), breath=False, title=2.4)
    assert quiet.lead
    assert quiet.lead >= 2.4
    assert not quiet.tail


def test_a_title_follows_a_first_line_that_is_short():
    made = told()
    opened = replace(made, lines=(line("It rained.", name="short"), *made.lines))
    rested = found(opened, title=2.4)
    assert rested.title == "l0"
    assert rested.before["l0"] > 2.4
    assert rested.lead == found(opened).lead
    broken = line("It rained, and then", name="short")
    assert found(replace(made, lines=(broken, *made.lines)), title=2.4).title == "short"


def test_an_author_who_asks_for_a_beat_decides_how_long_a_title_is_alone():
    made = told()
    first = replace(made.lines[0], annotations=(Annotation("beat", "1"),))
    rested = found(replace(made, lines=(first, *made.lines[1:])), title=2.4)
    assert (rested.lead, rested.title) == (1.0, "l0")
