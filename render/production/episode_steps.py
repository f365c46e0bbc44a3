"""The steps of a file, from directed and drawn scenes to the finished film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from render.camera.shot_list import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.brought import INTRO_SECTION, OUTRO_SECTION
from render.editing.end_screen import (
    END_SECTION,
    EndCard,
    end_card_text,
    end_cards,
    end_segments,
    end_timeline,
)
from render.pixels.segments import Segment
from render.production import tasks
from render.production.made import Desk, Made
from render.production.planning.plan import EpisodePlan, MadeEpisode, RenderPlan
from render.production.queue.work import Task
from render.production.receipts import intact
from render.production.scene_steps import card, drawn_segments, enlarged_tiles
from render.production.steps import UNKNOWN, Wanted
from story.model import Section
from voices.clock import frame_to_sample
from voices.music.soundtrack import beside
from voices.timeline import Timeline

MIXING_SPEED = 30.0
"""Seconds of film that a core mixes in a second; it only orders the work."""
_UNDIRECTED = ShotPlan((), (), ())
_AT_ONCE = -1
"""The rank of what nothing else may keep waiting: it is long, and one core does it."""


def ask_intro(desk: Desk, _one: int) -> list[Wanted]:
    """Compose and encode: the segments of outside videos at each file's start and end."""
    return drawn_segments(desk, (*_intro(desk.plan), *_outro(desk.plan)), 0)


def ending(desk: Desk, number: int, _asked: Sequence[None]) -> tuple[Segment, ...]:
    """Edit: the file's end screen, over the picture of its last shot."""
    plan, made = desk.plan, desk.made
    last = plan.episodes[number].last - 1
    cards = _end_cards(plan, plan.episodes[number])
    if not cards:
        return ()
    shot = made.directions[last].shots[-1]
    facts = next(each for each in made.facts[last] if each.key == shot.picture)
    drawn = [(card(desk, each.text, facts.key), each.frames) for each in cards]
    return end_segments(shot, facts, drawn, plan.view)


def ask_ends_enlarged(desk: Desk, number: int) -> list[Wanted]:
    """Enlarge: the tiles of the panel that the file's end screen shows from near."""
    return enlarged_tiles(desk, desk.made.endings[number], desk.plan.episodes[number].last - 1)


def ask_ended(desk: Desk, number: int) -> list[Wanted]:
    """Compose and encode: the segments of the file's end screen."""
    return drawn_segments(desk, desk.made.endings[number], desk.plan.episodes[number].last - 1)


def ask_sound(desk: Desk, number: int) -> list[Wanted]:
    """Mix: the file's sound, mastered and encoded."""
    sound = file_sound(desk.plan, number, desk.made)
    key = tasks.sound_key(sound)
    seconds = float(sound.timeline.frames / desk.plan.view.fps)
    task = partial(
        Task,
        "joining",
        tasks.mix_sound,
        (desk.store.at, sound),
        cost=seconds / MIXING_SPEED,
        rank=_AT_ONCE,
    )
    return [Wanted(key, task, None if desk.store.has(key) else UNKNOWN)]


def sound(desk: Desk, number: int, _found: Sequence[None]) -> str:
    """The key of the file's sound in the store."""
    return tasks.sound_key(file_sound(desk.plan, number, desk.made))


def file_sound(plan: RenderPlan, number: int, made: Made) -> tasks.Sound:
    """What is heard of file `number`, whose scenes are arranged and directed."""
    episode = plan.episodes[number]
    timeline = _timeline(plan, episode, made)
    heard = beside(timeline, _sections(plan, episode), plan.score) if plan.score else None
    if heard and plan.score and plan.score.sounds:
        heard = replace(heard, entrances=_entrances(plan, episode, made, timeline))
    return tasks.Sound(timeline, plan.loudness, _brought(plan, episode, timeline), heard)


def _brought(
    plan: RenderPlan, episode: EpisodePlan, timeline: Timeline
) -> tuple[tuple[str, int], ...]:
    """The sounds of a file's outside videos, each with the sample at which it begins."""
    scenes = [plan.scenes[number].brought for number in range(episode.first, episode.last)]
    before = [plan.intro] if plan.intro else []
    firsts = timeline.first_frames()
    shown = [*zip([*before, *scenes], firsts, strict=False)]
    shown += [(plan.outro, firsts[-1])] if plan.outro else []
    return tuple(
        (video.sound, frame_to_sample(first, timeline.fps))
        for video, first in shown
        if video and video.sound
    )


def _entrances(
    plan: RenderPlan, episode: EpisodePlan, made: Made, timeline: Timeline
) -> tuple[int, ...]:
    """The samples of a file at which an inset comes."""
    before = 1 if plan.intro else 0
    firsts = timeline.first_frames()[before:]
    fps = plan.view.fps
    return tuple(
        frame_to_sample(first + inset.shot.start, fps)
        for number, first in zip(range(episode.first, episode.last), firsts, strict=False)
        for inset in made.directions[number].insets
    )


def ask_film(desk: Desk, number: int) -> list[Wanted]:
    """Mux: segments and sound into the file."""
    plan, made = desk.plan, desk.made
    episode = plan.episodes[number]
    shown = [each for scene in plan.scenes_of(number) for each in made.segments[scene]]
    segments = (*_intro(plan), *shown, *made.endings[number], *_outro(plan))
    film = tasks.Film(str(episode.path), segments, made.sounds[number], plan.video)
    there = intact(episode.path, tasks.film_key(film), desk.store)
    task = partial(Task, "joining", tasks.join, (desk.store.at, film), rank=_AT_ONCE)
    return [Wanted(f"join {number}", task, None if there else UNKNOWN)]


def film(_desk: Desk, _number: int, found: Sequence[int]) -> int:
    """How many frames the file has."""
    return found[0]


def made_episodes(plan: RenderPlan, made: Made) -> tuple[MadeEpisode, ...]:
    """The files and what went into them, when all is made."""
    return tuple(_made(plan, episode, made) for episode in plan.episodes)


def _made(plan: RenderPlan, episode: EpisodePlan, made: Made) -> MadeEpisode:
    return MadeEpisode(
        episode,
        _sections(plan, episode),
        _timeline(plan, episode, made),
        _directions(plan, episode, made),
        _pictures(plan, episode, made),
        tuple(chain.from_iterable(s.callouts for s in plan.scenes[episode.first : episode.last])),
    )


def _pictures(plan: RenderPlan, episode: EpisodePlan, made: Made) -> dict[str, PictureFacts]:
    """Facts of the panels that were found, by path as written."""
    return {
        panel.path: facts
        for number in range(episode.first, episode.last)
        for panel, look, facts in zip(
            plan.scenes[number].section.panels,
            plan.scenes[number].pictures,
            made.facts[number],
            strict=True,
        )
        if facts.key == look.key
    }


def _intro(plan: RenderPlan) -> tuple[Segment, ...]:
    return plan.intro.segments if plan.intro else ()


def _outro(plan: RenderPlan) -> tuple[Segment, ...]:
    return plan.outro.segments if plan.outro else ()


def _end_cards(plan: RenderPlan, episode: EpisodePlan) -> tuple[EndCard, ...]:
    """What a file's end screen shows; nothing where none is asked for."""
    text = end_card_text(
        plan.title, episode.following, plan.author, plan.video.size, zones=plan.zones
    )
    return end_cards(text, () if episode.following else plan.credits, plan.end, plan.view.fps)


def _timeline(plan: RenderPlan, episode: EpisodePlan, made: Made) -> Timeline:
    fps = plan.view.fps
    before = (plan.intro.section("intro", fps),) if plan.intro else ()
    frames = sum(each.frames for each in _end_cards(plan, episode))
    after = [end_timeline(frames, fps)] if frames else []
    after += [plan.outro.section("outro", fps)] if plan.outro else []
    scenes = range(episode.first, episode.last)
    return Timeline(fps, (*before, *(made.timelines[number] for number in scenes), *after))


def _sections(plan: RenderPlan, episode: EpisodePlan) -> tuple[Section, ...]:
    before = (INTRO_SECTION,) if plan.intro else ()
    after = ((END_SECTION,) if plan.end else ()) + ((OUTRO_SECTION,) if plan.outro else ())
    scenes = plan.scenes[episode.first : episode.last]
    return (*before, *(scene.section for scene in scenes), *after)


def _directions(plan: RenderPlan, episode: EpisodePlan, made: Made) -> tuple[ShotPlan, ...]:
    before = (_UNDIRECTED,) if plan.intro else ()
    after = (_UNDIRECTED,) * (bool(plan.end) + bool(plan.outro))
    scenes = range(episode.first, episode.last)
    return (*before, *(made.directions[number] for number in scenes), *after)
