"""Whose face a panel ends on, and who is seen while somebody speaks for long."""

from dataclasses import replace

import numpy as np
import pytest

from render.camera.choosing.blocks import Span, planned
from render.camera.choosing.choice import Block, chosen, material
from render.camera.choosing.cut_points import CutPoint
from render.camera.choosing.relevance import UNCLEAN, relevance
from render.camera.choosing.showing import shown
from render.camera.drawn import drawn
from render.camera.framing.composition import Composition
from render.camera.grammar import FLAWED, NOT_DUE
from render.camera.targets import Target, TargetMention, panel_targets
from render.camera.told import Told, stand_ins, told_of
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from tests.render.camera.test_mentions import beat

ADA = Target("person", "Ada", Rect(100, 300, 200, 600), Rect(150, 300, 100, 130), 0.9, named=True)
FACE = Composition(Rect(50, 250, 500, 281), "medium close", "Ada", ADA, face=ADA)
PEOPLE = Composition(Rect(800, 250, 600, 337), "medium", "people", several=True)
WHOLE = Composition(Rect(0, 80, 1536, 864), "establishing", "the whole scene")


@pytest.mark.parametrize(
    ("lands", "last"), [(frozenset({1}), FACE), (frozenset({2}), WHOLE), (frozenset(), WHOLE)]
)
def test_a_panel_ends_with_all_of_it_or_on_the_face_of_who_speaks_last(lands, last):
    among = material((WHOLE, FACE), 30.0)
    points = (CutPoint(0, 0.0, "panel", 0), CutPoint(75, 2.5, "sentence", 1))
    worth = np.tile([0.3, 0.9], (30, 1))
    idly = np.zeros(worth.shape, dtype=bool)
    block = Block(0, 150, points, worth, idly, opens=True, closes=True, lands=lands)
    assert among.compositions[chosen(block, among)[-1].index] == last


def test_those_who_hear_it_are_worth_more_than_empty_places_while_somebody_speaks():
    empty = Composition(Rect(800, 0, 600, 337), "wide", "part of the scene")
    crops = (FACE, PEOPLE, empty)
    said = Told(beat("so it goes on and on", "speech", "Ada"), (), speaker=ADA)
    worth = relevance([said], crops, [ADA], shown(crops, [ADA]), (0, 60), 30.0)[0].mean(axis=0)
    assert worth[0] > worth[1] > worth[2]


def test_several_who_hear_it_are_nobody_s_close_up_and_one_alone_is():
    man = Target("person", "a man", Rect(800, 300, 200, 600), Rect(850, 300, 120, 150), 0.9)
    alone = Composition(Rect(700, 250, 400, 225), "close", "somebody", man, face=man)
    row = Composition(Rect(700, 250, 400, 225), "close", "somebody", man, several=True)
    said = Told(beat("so it goes on and on", "speech", "Ada"), (), speaker=ADA)
    crops = (alone, row)
    worth = relevance([said], crops, [ADA, man], shown(crops, [ADA, man]), (0, 60), 30.0)[0]
    assert worth[:, 0].max() < 0 < worth[:, 1].min()


def test_a_wide_crop_about_a_thing_that_nobody_speaks_of_is_worth_less_than_one_about_nothing():
    jug = Target("thing", "the jug", Rect(900, 500, 200, 200), None, 0.5, text="the jug")
    about = Composition(Rect(0, 200, 1000, 562), "wide", "the jug", jug)
    place = Composition(Rect(0, 200, 1000, 562), "wide", "the lower left")
    ada = TargetMention(ADA, 1.0, "l", 0, 3, 0.2)
    crops, targets = (about, place), [ADA, jug]
    shows = shown(crops, targets)

    def worth(*mentions):
        said = Told(beat("Ada was born there."), mentions)
        return relevance([said], crops, targets, shows, (0, 60), 30.0)[0].mean(axis=0)

    unmeant = worth(ada)
    assert unmeant[0] < unmeant[1]
    called = worth(ada, TargetMention(jug, 0.9, "l", 5, 8, 0.2))
    assert called[0] >= called[1]


def test_a_listener_is_looked_at_for_nothing_and_who_speaks_is_not():
    man = Target("person", "a man", Rect(800, 300, 200, 600), Rect(850, 300, 120, 150), 0.9)
    alone = Composition(Rect(700, 250, 400, 225), "close", "somebody", man, face=man)
    said = Told(beat("so it goes on and on", "speech", "Ada"), (), speaker=ADA)
    crops, targets = (FACE, alone, WHOLE), [ADA, man]
    _, idly = relevance([said], crops, targets, shown(crops, targets), (0, 60), 30.0)
    assert not idly[:, 0].any()
    assert idly[:, 1].all()


def test_nobody_is_seen_near_before_the_words_come_to_them_from_somebody_else():
    bert = Target("person", "Bert", Rect(900, 300, 200, 600), Rect(950, 300, 100, 130), 0.9,
                  named=True)  # fmt: skip
    near = Composition(Rect(850, 250, 500, 281), "medium close", "Bert", bert, face=bert)
    both = replace(near, rect=Rect(80, 60, 1300, 731), face=None, several=True)
    crops, targets = (WHOLE, near, both), [ADA, bert]
    ada, he = TargetMention(ADA, 1.0, "l", 0, 3, 0.2), TargetMention(bert, 1.0, "l", 30, 34, 4.0)
    said = Told(beat("Ada counted on her fingers, and Bert laughed."), (ada, he))
    shows = shown(crops, targets)

    def worth(told):
        return relevance([told], crops, targets, shows, (0, 180), 30.0)[0]

    found = worth(said)
    assert (found[2:18, 1] < 0).all(), "three seconds of Ada"
    assert (found[24:, 1] > found[24:, 0]).all()
    assert (found[2:18, 2] > found[2:18, 1] + 0.5).all(), "Ada is in it"
    assert (worth(replace(said, mentions=(he,)))[2:18, 1] >= 0).all(), "nobody else was named"


def test_what_a_sentence_names_last_is_still_meant_in_one_that_names_nothing():
    gears = Target("thing", "the gears", Rect(900, 500, 200, 200), None, 1.0, text="the gears")
    near = Composition(Rect(800, 450, 480, 270), "detail", "the gears", gears)
    crops, targets = (WHOLE, near), [gears]
    named = Told(beat("Ada heard the gears."), (TargetMention(gears, 0.9, "l", 10, 19, 0.9),))
    crunch = Told(replace(beat("Something went crunch."), onset=1.2, offset=2.6), ())

    def worth(*mentions):
        told = [named, replace(crunch, lingers=mentions)]
        return relevance(told, crops, targets, shown(crops, targets), (0, 78), 30.0)[0]

    assert (worth()[9:, 1] < 0).all(), "nobody speaks of them"
    assert (worth(*named.mentions)[9:, 1] > worth()[9:, 0]).all()


@pytest.mark.parametrize(
    ("texts", "lines", "lingering"),
    [
        (("She put her ear to the lamp.", "Something went crunch."), "ll", ["lamp"]),
        (("She put her ear to the lamp.", "Something went crunch."), "lm", []),
        (("She put her ear to the lamp.", "The boats came home."), "ll", []),
        (("The lamp went out that evening, and so it had to be.", "Nobody came."), "ll", []),
    ],
)
def test_what_lingers(texts, lines, lingering):
    beats = [
        replace(each, line=line, onset=each.onset + 5 * number, offset=each.offset + 5 * number,
                words=tuple(replace(w, onset=w.onset + 5 * number, line=line)
                            for w in each.words))
        for number, (each, line) in enumerate(zip(map(beat, texts), lines, strict=True))
    ]  # fmt: skip
    facts = PictureFacts("k", 1536, 1024, (
        Region("lettering", Rect(900, 400, 150, 60), 0.9, "lamp"),
        Region("lettering", Rect(200, 400, 150, 60), 0.9, "boats"),
    ))  # fmt: skip
    panel = drawn(facts, (), ())
    told = told_of(beats, panel, panel_targets(panel), ())
    assert [mention.target.text for mention in told[1].lingers] == lingering


def test_an_unnamed_voice_is_given_a_face_where_the_prompt_has_people_only():
    man = Target("person", "a man", Rect(800, 300, 200, 600), Rect(850, 300, 120, 150), 0.9)
    spoken = beat("So it goes.", "speech", "one analyst")

    def asked(*groups):
        return stand_ins([spoken], [None], [man, *groups], (), [()])

    assert asked() == [None]
    assert asked(Target("group", "people", Rect(0, 300, 600, 700), None, 0.5, text="people")) == [
        None
    ]
    assert asked(Target("group", "people", Rect(700, 200, 600, 800), None, 0.5, text="people")) == [
        man
    ]


def test_several_who_speak_are_the_group_that_they_speak_of():
    crew = Target("group", "the crew", Rect(0, 300, 600, 700), None, 0.75, text="the crew")
    clerks = Target("group", "the clerks", Rect(700, 300, 600, 700), None, 0.75, text="the clerks")
    spoken = beat("It costs too much.", "speech", "the financial team")
    about = (TargetMention(clerks, 0.77, "l", 0, 2, 0.2),)
    assert stand_ins([spoken], [None], [crew, clerks], (), [about]) == [clerks]
    assert stand_ins([spoken], [None], [crew, clerks], (), [()]) == [None]
    ada = replace(ADA, box=Rect(800, 300, 200, 600), head=Rect(850, 300, 120, 150), named=True)
    assert stand_ins([spoken], [None], [crew, clerks, ada], (), [about]) == [None]


def test_what_nothing_asks_for_has_to_be_clean_and_is_nobody_from_near():
    man = Target("person", "a man", Rect(800, 300, 200, 600), Rect(850, 300, 120, 150), 0.9)
    rect = Rect(700, 250, 400, 225)
    corner, cut = (Composition(rect, "wide", "a corner", flaws=flaws) for flaws in (0.0, 0.5))
    alone = Composition(rect, "medium close", "somebody", man, face=man)
    row = Composition(rect, "medium close", "people", man, several=True)
    crops = (WHOLE, corner, cut, alone, row, WHOLE, FACE, replace(FACE, flaws=0.5))
    said = Told(beat("so it went on and on"), (TargetMention(ADA, 1.0, "l", 0, 3, 0.2),))

    def worth(told):
        return relevance([told], crops, [ADA, man], shown(crops, [ADA, man]), (0, 60), 30.0)[0]

    idle = worth(replace(said, mentions=())).mean(axis=0)
    assert idle[1] - idle[2] == pytest.approx(0.5 * (UNCLEAN + FLAWED))
    assert idle[4] - idle[3] > 0.2
    named = worth(said).mean(axis=0)
    assert named[6] - named[7] == pytest.approx(0.5 * FLAWED), "who is told of may be cut a little"


def test_what_nobody_speaks_of_is_not_looked_at_for_long():
    assert longest_look(idle=False) > longest_look(idle=True) + 0.9
    assert longest_look(idle=True) <= 5.5


def longest_look(*, idle):
    """Seconds that a corner is looked at, which is worth something all the time."""
    corner = Composition(Rect(800, 0, 600, 337), "wide", "part of the scene")
    among = material((WHOLE, corner), 30.0)
    points = tuple(
        CutPoint(frame, frame / 30, "sentence", frame // 30) for frame in range(0, 300, 30)
    )
    worth = np.tile([0.0, 0.6], (60, 1))
    idly = np.tile([False, idle], (60, 1))
    picks = chosen(Block(0, 300, points, worth, idly, opens=True), among)
    return max((pick.last - pick.first) / 30 for pick in picks if pick.index == 1)


def test_who_stands_at_the_side_of_others_picture_is_hardly_shown():
    middle, side = (
        Composition(Rect(x, 250, 800, 450), "medium", "people", several=True) for x in (-100, 120)
    )
    inside, at_a_side, whole = shown((middle, side, WHOLE), [ADA])[:, 0]
    assert at_a_side == inside / 2
    assert whole > inside


def price_of_all(sure, monkeypatch):
    """What a second of all of the panel costs in the middle of three lines that name a thing whose
    place is as sure."""
    thing = Target("thing", "the racks", Rect(300, 300, 500, 400), None, sure, text="the racks")
    lines = [
        Told(
            replace(beat("racks, racks"), line=f"s/{n}", onset=5.0 * n, offset=5.0 * n + 4.8),
            (TargetMention(thing, 0.9, f"s/{n}", 0, 5, 5.0 * n + 0.1),),
        )
        for n in range(3)
    ]
    points = tuple(CutPoint(150 * n, 5.0 * n, "line", n) for n in range(1, 3))
    span, crops = Span(0, 450, tuple(lines), points), (WHOLE, PEOPLE, FACE)
    blocks = {}
    monkeypatch.setattr(
        "render.camera.choosing.blocks.chosen",
        lambda block, *rest: blocks.setdefault(block.first, block) and chosen(block, *rest),
    )
    planned(span, crops, [thing], material(crops, 30.0), looks=lambda _: ())
    shows = shown(crops, [thing])
    worth, _ = relevance(lines[1:2], crops, [thing], shows, (150, 300), 30.0, 1, [150])
    return (worth - blocks[150].worth)[:, 0].mean()


def test_what_nobody_knows_where_to_look_for_is_no_reason_to_show_all_of_the_panel(monkeypatch):
    unplaced, placed = (price_of_all(sure, monkeypatch) for sure in (0.03, 0.3))
    assert unplaced == pytest.approx(NOT_DUE, abs=0.02)
    assert placed == pytest.approx(0)
