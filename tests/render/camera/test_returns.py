"""Nobody is seen again as they were a moment ago."""

from itertools import pairwise

from render.camera.framing.candidates import compositions
from render.camera.framing.composition import Composition, clear_cut
from render.camera.framing.edges import people_crossed
from render.camera.framing.returns import LATELY, THE_SAME, nearing
from render.camera.framing.stage import stage_of
from render.camera.targets import Target
from render.geometry import Rect, in_common, rows, seen
from tests.render.camera.test_cutaways import HD, panel

HEAD = (700, 380, 130, 160)
ADA = Target("person", "Ada", Rect(620, 380, 300, 640), Rect(*map(float, HEAD)), 0.9, named=True)
OTHER = (1250, 420, 120, 150)


def run_of(*gaps, heads=(HEAD,)):
    """Ada, all of the scene, Ada ..., with so many seconds of the scene between; her shots' crops
    before and after."""
    facts = panel([(600, 300, 350, 600)], heads)
    stage = stage_of(facts, [ADA], HD)
    whole, *rest = compositions(stage, [ADA])
    near = next(each for each in rest if each.target == ADA)
    run, seconds, at = [near], [(0.0, 3.0)], 3.0
    for gap in gaps:
        run += [whole, near]
        seconds += [(at, at + gap), (at + gap, at + gap + 3)]
        at += gap + 3
    return run, nearing(run, seconds, [()] * len(run), stage), stage


def test_who_is_seen_again_was_farther_off_before():
    run, found, stage = run_of(4.0)
    assert found[1:] == run[1:]
    first, last = found[0].rect, found[2].rect
    assert in_common(first, last) < THE_SAME
    assert 1.1 <= first.w / last.w <= 1.46
    assert seen(ADA.head, first) == 1
    assert people_crossed(rows([first]), stage)[0] == 0
    assert all(clear_cut(a.rect, b.rect) for a, b in pairwise(found))


def test_three_times_is_never_the_same_twice_running():
    _, found, _ = run_of(4.0, 4.0)
    crops = [each.rect for each in found[::2]]
    assert all(in_common(a, b) < THE_SAME for a, b in pairwise(crops))


def test_what_was_long_ago_may_come_back_as_it_was():
    run, found, _ = run_of(LATELY + 1)
    assert found == run


def test_no_wider_crop_cuts_another():
    run, found, stage = run_of(4.0, heads=(HEAD, OTHER))
    for before, after in zip(run, found, strict=True):
        crops = people_crossed(rows([before.rect, after.rect]), stage)
        assert crops[1] <= crops[0]


def test_the_scene_and_things_come_back_as_they_were():
    whole = Composition(Rect(0, 80, 1536, 864), "establishing", "the whole scene")
    part = Composition(Rect(0, 100, 600, 337.5), "wide", "part of the scene")
    run = [part, whole, part, whole]
    stage = stage_of(panel([(100, 100, 300, 300)]), [], HD)
    seconds = [(3.0 * n, 3.0 * n + 3) for n in range(4)]
    assert nearing(run, seconds, [()] * 4, stage) == run
