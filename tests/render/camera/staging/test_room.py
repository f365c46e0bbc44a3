"""Crops keep room for what is to stand on them."""

from fractions import Fraction

import pytest
from sounds import cast, facts, line, section

from render.camera.direct import direct
from render.camera.framing.composition import Composition, clear_cut, made
from render.camera.framing.stage import stage_of
from render.camera.staging.room import Room, roomed
from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts, Region, head_about
from render.geometry import Rect, seen
from render.shots import View, rect_at
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm

VIEW = View(1920, 1080, Fraction(30))
FACES = tuple(Rect(x, 300, 150, 180) for x in (300, 600, 900))
"""A row of people: only over their heads is room."""
PANEL = PictureFacts("p", 1536, 1024, tuple(Region("face", face, 0.95) for face in FACES))
HEAD = head_about(FACES[1], PANEL.whole)
ADA = Target("person", "Ada", Rect(500, 230, 350, 790), HEAD, 0.95, named=True)
STAGE = stage_of(PANEL, (ADA,), VIEW)


def crop(x: float, y: float, w: float) -> Composition:
    return made(Rect(x, y, w, w * 9 / 16), "medium close", "Ada", ADA, STAGE)


def above_the_eyes(rect: Rect) -> float:
    """The part of a frame's height that is free over the eyes."""
    return (HEAD.y + 0.52 * HEAD.h - rect.y) / rect.h


def test_a_shot_without_lettering_stays_as_it_was():
    tight = crop(240, 200, 870)
    assert roomed(tight, frozenset(), STAGE, HEAD) is tight


def test_a_head_under_the_frames_edge_gives_way_to_a_balloon():
    tight = crop(240, HEAD.y - 10, 870)
    given = roomed(tight, frozenset(("speech",)), STAGE, HEAD)
    assert above_the_eyes(given.rect) > above_the_eyes(tight.rect) + 0.02
    assert seen(HEAD, given.rect) > 0.98
    assert given.crossed <= tight.crossed


def test_a_crop_that_has_room_is_not_moved():
    roomy = crop(240, 40, 870)
    assert roomed(roomy, frozenset(("speech",)), STAGE, HEAD) is roomy


def test_a_clear_cut_is_not_made_a_jump_for_it():
    tight = crop(240, HEAD.y - 10, 870)
    free = roomed(tight, frozenset(("speech",)), STAGE, HEAD)
    assert free.rect != tight.rect
    # What is barely another place for the tight crop, and too much the same for the free one.
    beside = Rect(tight.rect.x, tight.rect.y - 0.59 * tight.rect.h, tight.rect.w, tight.rect.h)
    assert clear_cut(beside, tight.rect)
    assert not clear_cut(beside, free.rect)
    kept = roomed(tight, frozenset(("speech",)), STAGE, HEAD, [beside])
    assert clear_cut(beside, kept.rect)


@pytest.mark.parametrize(
    ("room", "stands"),
    [
        (Room(), set()),
        (Room(speech=True), {"speech"}),
        (Room(captions=True, names=True), {"caption", "name"}),
        (Room(called=(("l0", 4),)), {"callout"}),
        (Room(called=(("l0", 999),)), set()),
    ],
)
def test_what_stands_on_a_shot_follows_from_who_is_heard(room, stands):
    from render.camera.beats import beats

    told = section([line("We sail at dawn.", "Ada", name="l0")])
    timeline = arrange(told, facts([told]), cast("Ada"), VIEW.fps, Rhythm())
    assert room.on(beats(told, timeline)) == stands


def test_shots_are_the_same_but_for_a_little_room():
    said = [("Ada", "We sail at dawn, whatever the harbour master says of it."),
            ("narrator", "Nobody on the quay answered her, and the rain went on."),
            ("Ada", "Then I shall go alone, and you may keep the lamp lit for me.")]  # fmt: skip
    told = section([line(text, who, name=f"l{n}") for n, (who, text) in enumerate(said)])
    timeline = arrange(told, facts([told]), cast("Ada"), VIEW.fps, Rhythm())
    plain, kept = (
        direct(told, timeline, (PANEL,), VIEW, ("Ada",), room=room).shots
        for room in (Room(), Room(speech=True))
    )
    assert [(s.start, s.frames) for s in plain] == [(s.start, s.frames) for s in kept]
    for one, other in zip(plain, kept, strict=True):
        a, b = (rect_at(shot, 0, VIEW.fps) for shot in (one, other))
        assert abs(a.x - b.x) < 0.3 * a.w
        assert abs(a.y - b.y) < 0.3 * a.h
