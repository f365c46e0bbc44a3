"""Shorts: few, even, in time, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_story import section

from story.episodes.episodes import Episode, short_episodes
from story.episodes.shorts import LIMIT, cut_for_shorts, spoken_seconds
from story.model import Card

WORDS = "Fog came in at four, and it stayed. "


def _scene(name, *lengths):
    said = [
        ("narrator", WORDS * length, "paragraph" if index else "start")
        for index, length in enumerate(lengths)
    ]
    return section(name, *said)


def _seconds(part):
    return sum(spoken_seconds(line) for scene in part for line in scene.lines)


def test_a_short_episode_stays_whole():
    scenes = (_scene("A", 5), _scene("B", 5))
    assert cut_for_shorts(scenes) == (scenes,)


def test_cuts_fall_between_sections():
    scenes = [_scene(name, 20, 15) for name in "ABCD"]
    parts = cut_for_shorts(scenes)
    assert parts == (tuple(scenes[:1]), tuple(scenes[1:2]), tuple(scenes[2:3]), tuple(scenes[3:]))
    paired = cut_for_shorts([_scene(name, 15, 15) for name in "ABCD"])
    assert [[scene.title for scene in part] for part in paired] == [["A", "B"], ["C", "D"]]


def test_a_long_section_is_cut_between_paragraphs():
    scene = _scene("A", *[20] * 6)
    parts = cut_for_shorts((scene,))
    assert [len(part[0].lines) for part in parts] == [3, 3]
    assert [part[0].identity for part in parts] == ["a", "a-from-3"]
    assert parts[1][0].lines[0].joint == "start"
    assert parts[1][0].panels == scene.panels


def test_a_paragraph_that_is_too_long_is_cut_between_lines():
    said = [("narrator", WORDS * 30, "start")] + [("narrator", WORDS * 30, "tag")] * 4
    parts = cut_for_shorts((section("A", *said),))
    assert all(_seconds(part) <= LIMIT for part in parts)


def test_nothing_to_cut():
    assert cut_for_shorts(()) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 40), max_size=6), max_size=8))
def test_laws_of_shorts(lengths):
    scenes = [_scene(f"S{index}", *each) for index, each in enumerate(lengths)]
    parts = cut_for_shorts(scenes)
    texts = [line.text for part in parts for scene in part for line in scene.lines]
    assert texts == [line.text for scene in scenes for line in scene.lines]
    assert all(_seconds(part) <= LIMIT for part in parts)
    names = [scene.identity for part in parts for scene in part]
    assert len(names) == len(set(names))


def test_a_slow_pace_and_a_long_end_screen_leave_less_to_each():
    scenes = tuple(_scene(name, 15, 15) for name in "ABCD")
    part = Episode(1, "Fog", "01-fog", scenes, 1)
    counts = [
        len(short_episodes((part,), **how)) for how in ({}, {"unspoken": 20.0}, {"pace": 0.7})
    ]
    assert counts == [2, 4, 4]


def test_a_video_of_the_story_counts_as_long_as_it_lasts():
    film = replace(_scene("film"), cards=(Card("clip", "storm.mp4", 3),))
    part = Episode(1, "Fog", "01-fog", (_scene("A", 25), film, _scene("B", 25)), 1)
    counts = [
        len(short_episodes((part,), **how))
        for how in ({}, {"films": {"storm.mp4": 100.0}}, {"films": {"other.mp4": 100.0}})
    ]
    assert counts == [1, 2, 1]
