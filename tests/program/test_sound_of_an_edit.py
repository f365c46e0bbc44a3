"""A word that changes in one scene changes the sound of no other, but for the film's one gain."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from renders import options, tools
from stories import write_story

from render.episode import direct_story
from render.production.planning.prepare import prepare
from voices.clock import frame_to_sample
from voices.mixing.mastering import master, plan_mastering
from voices.mixing.mix import mix
from voices.model import Samples, Take
from voices.music.soundtrack import beside, tracks
from voices.recording.record import load_take
from voices.store.store import Store

SCENES = (
    "She sat by the fire with her mother, and the child slept. The evening was quiet and warm.",
    "They laughed and sang. It was a KETTLE. Nobody had ever been so happy at a feast.",
    "A storm rose, and the wolf howled. She was terrified, and ran from the shadows.",
    "In the evening the child slept beside her mother, safe and warm in the quiet house.",
)


def sound(folder: Path, thing: str) -> tuple[Samples, list[Samples]]:
    """The mix of the story with that thing in it, mastered, and apart by scene before that."""
    text = "# T\n\n" + "\n\n".join(
        f"## Chapter {at}: {at}\n\n![](./kettle.png)\n\n{scene}"
        for at, scene in enumerate(SCENES, 1)
    )
    story, ready = write_story(folder, text.replace("KETTLE", thing)), tools(folder.parent / "kept")
    asked = options(folder)
    score = prepare(story, asked, ready).plan.score
    made = direct_story(story, asked, ready)
    assert score is not None
    cues = beside(made.timeline, made.sections, score)
    others = tracks(cues, made.timeline, lambda key: taken(key, ready.store))
    assert {track.role for track in others} == {"music", "room"}

    def mixed() -> list[Samples]:
        return list(mix(made.timeline, lambda key: taken(key, ready.store), others))

    whole, plan = np.concatenate(mixed()), plan_mastering(mixed)
    frames = [*made.timeline.first_frames(), made.timeline.frames]
    edges = [frame_to_sample(frame, made.timeline.fps) for frame in frames]
    parts = [whole[a:b] for a, b in pairwise(edges)]
    return np.concatenate(list(master(iter(mixed()), plan.gain))), [
        part for part in parts if len(part)
    ]


def taken(key: str, store: Store) -> Take:
    take = load_take(key, store)
    assert take is not None
    return take


def test_a_changed_word_is_heard_in_its_own_scene_alone(tmp_path: Path) -> None:
    first, before = sound(tmp_path / "a", "kettle")
    second, after = sound(tmp_path / "b", "much bigger kettle")
    same = [
        len(one) == len(other) and np.array_equal(one, other)
        for one, other in zip(before, after, strict=True)
    ]
    assert same == [True, False, True, True]
    # What the limiter leaves alone differs by the one gain.
    length = len(before[-1])
    tail, again = first[len(first) - length :], second[len(second) - length :]
    heard = np.abs(before[-1]) > 0.01
    ratios = tail[heard] / again[heard]
    assert np.percentile(ratios, 95) / np.percentile(ratios, 5) < 1.05
