"""One changed word leaves what stands on the picture in other lines as it was.

What is behind it may change in the two lines after (the camera's own law says how far): a line is
compared where the same is seen while it is heard.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sounds import cast, facts, line, section

from render.camera.direct import direct
from render.camera.staging.room import Room
from render.camera.vision.facts import PictureFacts, Region
from render.editing.insets import insets
from render.geometry import Rect
from render.lettering.lettering import letter_section
from render.lettering.model import LetterStyle
from render.lettering.onscreen import Scenery
from render.shots import View, rect_at, shot_at
from story.callouts import callouts, spaced
from story.languages import language_of
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm
from voices.clock import RATE

FPS = Fraction(30)
VIEW = View(1920, 1080, FPS)
PROMPT = "On the far left stands Mira, a girl. On the far right stands Odo, an old man."
FACES = tuple(Region("face", Rect(x, 300, 120, 150), 0.95) for x in (150, 1260))
FILL = "The rain went on over the roofs of the town, and nobody in the square looked up at it. "
SAID = (
    ("narrator", FILL * 2),
    ("Mira", "Is it meant to do that, or has somebody been at the lamp again?"),
    ("narrator", f"In 1911 that was a question. {FILL}"),
    ("Odo", "It is not meant to do anything of the kind."),
    ("narrator", f"It had cost $40 million. {FILL * 3}"),
    ("Mira", "Then somebody has to climb up there, and that will be you or me."),
    ("narrator", f"{FILL * 4} It was 1912."),
    ("Odo", "Nobody has climbed it since the great storm, and I am not the one to begin."),
    ("narrator", FILL * 3),
    ("Mira", "Then hold the ladder, and do not look up until I say so."),
)


LEAST = 3
"""Lines that are compared in each case: all but the changed one and those beside it."""


def layers(words, kind, names):
    """For each line what is seen behind it, by frames from its start, and its lettering."""
    lines = [line(text, who, name=f"l{n}") for n, (who, text) in enumerate(words)]
    told = section(lines)
    panel = replace(told.panels[0], file=Path("p.png"), prompt=PROMPT)
    told = replace(told, panels=(panel,))
    timeline = arrange(told, facts([told]), cast("Mira", "Odo"), FPS, Rhythm())
    known = PictureFacts("p", 1536, 1024, FACES)
    room = Room(speech=kind == "balloons", names=names)
    shown = direct(told, timeline, (known,), VIEW, ("Mira", "Odo"), room=room)
    near, _ = insets(told, timeline, shown, (known,), VIEW, ("Mira", "Odo"))
    marks = language_of("en").landmarks
    (found,) = spaced((told,), [callouts(told, marks)])
    scenery = Scenery(shown.shots, {"p": known}, {"p": PROMPT}, VIEW, ("Mira", "Odo"))
    style = LetterStyle(names=names, kind=kind, speakers=("narrator", "Mira", "Odo"))
    made = letter_section(told, timeline, scenery, style, found=found)
    starts = {clip.line: clip.start * FPS / RATE for clip in reversed(timeline.clips)}
    rows: dict[str, list[object]] = {name: [] for name in starts}
    for overlay, sign in zip(made.overlays, made.signs, strict=True):
        own = max((at, name) for name, at in starts.items() if at <= overlay.first + 12)[1]
        rows[own].append((sign, overlay.x, overlay.y))
    for each in near:
        own = max((at, name) for name, at in starts.items() if at <= each.shot.start + 12)[1]
        rows[own].append(each.rect)
    seen = {}
    for name, at in starts.items():
        end = max(clip.end for clip in timeline.clips if clip.line == name) * FPS / RATE
        frames = range(round(at) - 15, round(end) + 20)
        seen[name] = [(shot.start - round(at), to_a_hair(rect_at(shot, frame - shot.start, FPS)))
                      for frame in frames if (shot := shot_at(shown.shots, frame))]  # fmt: skip
    return seen, rows


def to_a_hair(rect):
    """A rect to a millionth of a pixel: a move that lasts a frame longer is summed up otherwise."""
    return tuple(round(side, 6) for side in (rect.x, rect.y, rect.w, rect.h))


@pytest.mark.parametrize(("kind", "names"), [("balloons", False), ("none", True)])
@pytest.mark.parametrize("number", range(len(SAID)))
def test_one_changed_word_moves_nothing_in_other_lines(kind, names, number):
    who, text = SAID[number]
    first, rest = text.split(" ", 1)
    edited = [*SAID[:number], (who, f"{first} indeed {rest}"), *SAID[number + 1 :]]
    seen, before = layers(SAID, kind, names)
    seen_after, after = layers(edited, kind, names)
    assert any(before.values())
    same = {name for name in before if seen[name] == seen_after[name]} - {f"l{number}"}
    assert len(same) >= LEAST
    assert {name for name in same if before[name] != after[name]} == set()
