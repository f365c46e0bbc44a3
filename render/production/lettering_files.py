"""Lettering of a production's scene: what it is made from, and its pictures in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from render.camera.shot_list import ShotPlan
from render.camera.vision.facts import PictureFacts
from render.lettering.cards.files import png_bytes
from render.lettering.lettering import letter_section
from render.lettering.model import Area, Lettered, LetterStyle
from render.lettering.onscreen import Scenery
from render.lettering.signs.signs import Sign, sign_key, sign_pixels
from render.production.planning.scenes import Scene
from render.shots import View
from voices.store.store import Store
from voices.timeline import SectionTimeline


def scene_letters(
    scenes: Sequence[Scene],
    index: int,
    timeline: SectionTimeline,
    direction: ShotPlan,
    facts: Mapping[int, PictureFacts],
    view: View,
    style: LetterStyle,
    busy_until: int = 0,
) -> Lettered:
    """The lettering of scene `index`; a card is on screen before the frame `busy_until`.

    `facts` are those of the scene's pictures, by index.
    """
    scene = scenes[index]
    section = scene.section
    met = {
        line.speaker
        for before in scenes[:index]
        if before.part is scene.part
        for line in before.section.lines
    }
    prompts = {facts[i].key: panel.prompt for i, panel in enumerate(section.panels) if i in facts}
    known = {each.key: each for each in facts.values()}
    scenery = Scenery(direction.shots, known, prompts, view, style.speakers)
    frames = tuple(
        Area(each.rect, each.shot.start, each.shot.start + each.shot.frames)
        for each in direction.insets
    )
    return letter_section(
        section, timeline, scenery, style, met, busy_until, scene.callouts, frames
    )


def letter_file(sign: Sign, store: Store) -> str:
    """The key of a sign's PNG, drawn where the store does not have it."""
    key = sign_key(sign)
    if not store.has(key):
        store.put(key, png_bytes(sign_pixels(sign)))
    return key
