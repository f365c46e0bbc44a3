"""What is heard before a story is recorded: its takes, and the draft voice where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from render.production.planning.plan import RenderPlan
from render.production.planning.scenes import Scene
from story.errors import InkreelError
from story.model import Script
from story.problems import Problems
from story.settings import StorySettings
from voices.casting.story_cast import DRAFT_ENGINE, cast_story
from voices.recording.record import TakeRequest, known_take
from voices.recording.requests import SectionRequests, what_to_record
from voices.recording.takes import Phrase
from voices.recording.voice_plan import VoiceOptions, VoicePlan, voice_plan
from voices.store.store import Store

QUICK = frozenset((DRAFT_ENGINE, "tone"))
"""Engines that record faster than anybody listens: nothing has to stand in for them."""


def draft_voices(script: Script, settings: StorySettings) -> VoicePlan:
    """The voices that stand in until a line is recorded."""
    cast = cast_story(script, settings, Problems(), engine=DRAFT_ENGINE)
    return voice_plan(script, settings, cast, VoiceOptions(DRAFT_ENGINE), Problems())


def as_recorded(
    plan: RenderPlan, script: Script, settings: StorySettings, store: Store
) -> RenderPlan:
    """The plan with each line that is not recorded yet in the draft voice.

    Where that can't speak (another language), lines wait for their own voices.
    """
    missing = [unrecorded(scene.requests, store) for scene in plan.scenes]
    if not any(missing):
        return plan
    try:
        voices = draft_voices(script, settings)
    except InkreelError:
        return plan
    asked = what_to_record([scene.section.lines for scene in plan.scenes], voices)
    parts = zip(plan.scenes, asked.sections, missing, strict=True)
    scenes = tuple(_drafted(scene, drafts, lines, voices) for scene, drafts, lines in parts)
    return replace(plan, scenes=scenes, gains={**plan.gains, **asked.gains})


def unrecorded(requests: Mapping[Phrase, TakeRequest], store: Store) -> frozenset[str]:
    """The lines, by id, of which a take is missing."""
    return frozenset(
        phrase.line for phrase, request in requests.items() if not known_take(request.key, store)
    )


def _drafted(
    scene: Scene, drafts: SectionRequests, lines: frozenset[str], voices: VoicePlan
) -> Scene:
    kept = {phrase: each for phrase, each in scene.requests.items() if phrase.line not in lines}
    stand_in = {phrase: each for phrase, each in drafts.takes.items() if phrase.line in lines}
    spoken = {line.id: line for line in scene.section.lines if line.id in lines}
    own = {name: voices.use_of(line) for name, line in spoken.items()}
    every = kept | stand_in
    ordered = {phrase: every[phrase] for phrase in scene.requests if phrase in every}
    return replace(scene, requests=ordered | every, own={**scene.own, **own})
