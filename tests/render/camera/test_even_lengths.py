"""No film ticks: lengths vary, whatever is told, and nothing is looked at for too long."""

import random
from functools import cache
from itertools import pairwise
from statistics import fmean, pstdev

import numpy as np
import pytest

from render.camera.choosing.choice import Block, Pick, material
from render.camera.choosing.cut_points import CutPoint
from render.camera.choosing.mending.lengths import evened
from render.camera.choosing.mending.prices import PanelCuts
from render.camera.choosing.relevance import SLOT
from render.camera.direct import direct
from render.camera.framing.composition import Composition
from render.camera.framing.stage import stage_of
from render.camera.moving.along import pans
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, in_common, seen
from render.shots import rect_at
from tests.render.camera.test_direct import HD, spoken_lines, told

FACES = (
    Region("face", Rect(300, 300, 110, 120), 0.9),
    Region("face", Rect(1100, 320, 90, 100), 0.9),
)
LAMP = Region("lettering", Rect(760, 400, 150, 60), 0.9, "lamp")
CLAUSES = (
    "the queen walked through the gate", "nobody saw her", "the lamp burned over the door",
    "she waited for a very long time", "nothing came", "it was late, and the house was dark",
)  # fmt: skip


@cache
def directed(seed):
    """A story of single clauses and long sentences, in an order of its own for each seed."""
    rng = random.Random(seed)
    texts = [
        ", and ".join(rng.sample(CLAUSES, rng.randint(1, 3))) for _ in range(rng.randint(2, 18))
    ]
    section, timeline = spoken_lines(texts)
    regions = rng.sample((*FACES, LAMP), rng.randint(0, 3))
    return direct(section, timeline, [PictureFacts("k", 1536, 1024, tuple(regions))], HD)


@pytest.mark.parametrize("seed", range(16))
def test_no_four_shots_in_a_row_are_of_one_length_and_all_of_them_vary(seed):
    lengths = [shot.frames / 30 for shot in directed(seed).shots]
    for at in range(len(lengths) - 3):
        four = lengths[at : at + 4]
        assert any(abs(one - fmean(four)) > 0.15 * fmean(four) for one in four), four
    if sum(lengths) > 40:
        assert pstdev(lengths) >= 0.4 * fmean(lengths)


@pytest.mark.parametrize("seed", range(16))
def test_no_shot_is_over_before_it_is_seen(seed):
    assert min(shot.frames for shot in directed(seed).shots) >= 1.2 * 30


def turns(seed):
    """How many shots go to and fro between two framings: A, B, A, B."""
    rects = [rect_at(each, each.frames // 2, HD.fps) for each in directed(seed).shots]
    same = [[in_common(one, other) > 0.5 for other in rects] for one in rects]
    return sum(same[n][n + 2] and same[n + 1][n + 3] for n in range(len(rects) - 3))


def test_hardly_any_shots_go_to_and_fro():
    assert sum(turns(seed) for seed in range(16)) <= 3  # where a picture has too little to show


@pytest.mark.parametrize("seed", range(16))
def test_no_framing_stands_for_more_than_twelve_seconds(seed):
    shots = directed(seed).shots
    held = [shots[0].frames]
    for before, shot in pairwise(shots):
        middles = [rect_at(each, each.frames // 2, HD.fps) for each in (before, shot)]
        same = in_common(*middles) > 0.5
        held.append(held[-1] * same + shot.frames)
    assert max(held) <= 12 * 30


def test_a_voice_that_never_pauses_is_cut_all_the_same():
    text = "the queen of the old house by the sea went home with her lamp " * 5
    section, timeline = spoken_lines([text.strip()])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, FACES)], HD)
    assert timeline.frames > 20 * 30
    assert max(shot.frames for shot in got.shots) <= 12 * 30


def test_a_section_does_not_begin_with_the_framing_that_the_one_before_it_ends_with():
    section, timeline = told([9, 12, 8, 20, 9])
    facts = [PictureFacts("k", 1536, 1024, FACES)]
    last = direct(section, timeline, facts, HD).shots[-1]
    first = direct(section, timeline, facts, HD, goes_on=True).shots[0]
    whole = Rect(0, 80, 1536, 864)
    assert in_common(rect_at(last, last.frames, HD.fps), whole) > 0.9
    assert in_common(rect_at(first, 0, HD.fps), whole) <= 0.5


def test_a_panel_full_of_people_is_looked_along_where_that_cuts_nobody():
    row = [Region("face", Rect(120 + 210 * n, 500, 70, 80), 0.9) for n in range(7)]
    section, timeline = told([9, 12, 8, 20, 9, 12])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, tuple(row))], HD)
    looks = [
        shot
        for shot, note in zip(got.shots, got.notes, strict=True)
        if note.move.startswith(("pan", "tilt"))
    ]
    assert looks
    for shot in looks:
        for rect in (rect_at(shot, 0, HD.fps), rect_at(shot, shot.frames, HD.fps)):
            assert all(seen(each.box, rect) < 0.05 or seen(each.box, rect) > 0.95 for each in row)


def test_a_pan_lands_before_the_cut():
    section, timeline = told([20, 12, 8, 20, 9])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024)], HD)
    shot, note = got.shots[0], got.notes[0]
    assert note.move.startswith("pan")
    assert rect_at(shot, shot.frames - 10, HD.fps) == rect_at(shot, shot.frames, HD.fps)


def test_a_voice_that_never_pauses_is_not_cut_behind_an_article():
    words = "the queen of the old house by the sea went home with her lamp and the old dog ".split()
    text = " ".join(words * 4)
    section, timeline = spoken_lines([text])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, FACES)], HD)
    onsets = [(word.onset / 48000, word.start) for word in timeline.clips[0].words]
    for shot in got.shots[1:]:
        at = next(start for onset, start in onsets if onset >= shot.start / 30)
        assert text[:at].split()[-1] not in ("the", "of", "by", "with")


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("famous drowsy cats chase enormous famous dogs all enormous famous nights " * 2,
         ("famous", "enormous", "all")),
        ("queens met kings among trees queens met kings during storms queens met kings " * 2,
         ("among", "during")),
    ],
)  # fmt: skip
def test_a_voice_that_never_pauses_is_cut_where_nothing_leans_on_the_next_word(text, never):
    section, timeline = spoken_lines([text.strip()])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, FACES)], HD)
    words = timeline.clips[0].words
    assert len(got.shots) > 1
    for shot in got.shots[1:]:
        before = [word for word in words if word.onset / 48000 <= shot.start / 30][-1]
        assert text[before.start : before.end] not in never


def test_nothing_but_adjectives_is_cut_all_the_same():
    text = "queens met kings in old boats, " + "famous enormous dangerous tremendous " * 6
    section, timeline = spoken_lines([text.strip()])
    got = direct(section, timeline, [PictureFacts("k", 1536, 1024, FACES)], HD)
    assert timeline.frames > 15 * 30
    assert max(shot.frames for shot in got.shots) <= 12 * 30


def test_a_long_look_along_a_panel_leads_over_much_of_it():
    """Nine seconds over a tenth of a panel are hardly seen to move."""
    facts = PictureFacts("k", 1536, 1024, ())
    stage = stage_of(facts, (), HD)
    for seconds, least in ((9.0, 0.3), (5.0, 0.1)):
        ways = pans(seconds, stage, rightward=True)
        assert ways
        assert all(abs(way.last.x - way.first.x) >= least * way.first.w for way in ways)


P, R = Rect(100, 300, 500, 281), Rect(250, 320, 500, 281)  # too much in common for a cut
Q, S = Rect(700, 80, 500, 281), Rect(950, 600, 500, 281)


def mended(picks, worth, bounds, *more):
    """Picks of the whole scene, P, Q, R and S, mended: `worth` a second of each for each pick's
    time, `bounds` in seconds between the lines; `more` cut points than where shots begin."""
    rects = (Rect(0, 80, 1536, 864), P, Q, R, S)
    scales = ("establishing", *["medium"] * 4)
    among = material(
        [Composition(rect, scale, "") for rect, scale in zip(rects, scales, strict=True)], 30.0
    )
    times = [round(30 * at) for at in bounds]
    blocks = []
    for first, last in pairwise(times):
        marks = [first, *(pick.first for pick in picks if first < pick.first < last)]
        points = [CutPoint(at, at / 30, "sentence", at) for at in marks]
        points = tuple(sorted([*points, *(point for point in more if first < point.frame < last)],
                              key=lambda point: point.frame))  # fmt: skip
        slots = [next(n for n, pick in enumerate(picks) if pick.first <= at < pick.last)
                 for at in range(first, last, SLOT)]  # fmt: skip
        table = np.array([worth[slot] for slot in slots])
        blocks.append(
            Block(first, last, points, table, table < 0, opens=first == 0, lands=frozenset({3, 4}))
        )
    return [pick.index for pick in evened(picks, PanelCuts(tuple(blocks), among))]


def test_what_shows_nothing_is_bettered_though_two_shots_have_to_change():
    picks = [Pick(0, 120, 0), Pick(120, 210, 2), Pick(210, 360, 3)]
    worth = [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0.5, 0.45]]
    assert mended(picks, worth, (0, 12)) == [0, 1, 4]
    gained_little = [worth[0], [0, 0.3, 0.28, 0, 0], worth[2]]
    assert mended(picks, gained_little, (0, 12)) == [0, 2, 3]


def test_a_line_s_first_shot_is_chosen_anew_only_where_it_shows_nothing():
    picks = [Pick(0, 120, 0), Pick(120, 210, 2), Pick(210, 360, 4)]
    shown, worth = [[1, 0, 0, 0, 0], [0, 1, 0.3, 0, 0], [0, 0, 0, 0, 1]], (0, 4, 12)
    assert mended(picks, shown, worth) == [0, 2, 4]
    shown[1][2] = 0.1
    assert mended(picks, shown, worth) == [0, 1, 4]


@pytest.mark.parametrize(("kind", "shots"), [("sentence", [0, 1, 2, 4]), ("clause", [0, 1, 4])])
def test_a_long_shot_does_not_run_on_over_the_end_of_a_sentence(kind, shots):
    picks = [Pick(0, 120, 0), Pick(120, 390, 1), Pick(390, 540, 4)]
    worth = [[1, 0, 0, 0, 0], [0, 0.5, 0.2, 0, 0], [0, 0, 0, 0, 1]]
    border = CutPoint(315, 10.5, kind, 315)
    assert mended(picks, worth, (0, 18), border) == shots
