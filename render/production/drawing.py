"""From directed scenes to drawn segments: cut, lettered, each segment a task."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from render.editing.cutting import EditPlan, cut
from render.lettering.cards.boards import BoardText
from render.lettering.cards.files import AnyText
from render.lettering.cards.texts import opening_card
from render.pixels.segments import Segment
from render.production import tasks
from render.production.lettering_files import letter_file, scene_letters
from render.production.queue.work import Task
from render.production.scene_state import Desk, there
from render.shots import Overlay
from story.boards.boards import board

_DRAWING_SECONDS = 0.03
_DIP_IN = 0.3
_DIP_OUT = 0.7
_CARD_SECONDS = 4.0
_CARD_FADE = 0.5


class Drawing:
    """Draws scenes and whatever else is a range of segments."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ask = desk.ask

    def scene(self, index: int, then: Callable[[], None]) -> None:
        """Cut a scene whose follower is directed too, and draw it."""
        scene, played = self._ask.scenes[index], self._desk.played
        fps = self._ask.view.fps
        played[index].segments = cut(
            EditPlan(
                timeline=there(played[index].timeline),
                direction=there(played[index].direction),
                view=self._ask.view,
                follower=None if scene.closes else played[index + 1].direction,
                overlays=self._lettered(index),
                dip_in=round(_DIP_IN * fps) if scene.opens else 0,
                dip_out=round(_DIP_OUT * fps) if scene.closes else 0,
                transition=self._ask.transition,
                leader=None if scene.opens else played[index - 1].direction,
            )
        )
        self.draw(played[index].segments, index, then)

    def draw(self, segments: tuple[Segment, ...], rank: int, then: Callable[[], None]) -> None:
        """Draw segments, those of a lower rank first; `then` follows when all are there."""
        wanted = []
        for segment in segments:
            key = tasks.segment_key(segment, self._ask.video)
            if self._desk.store.has(key):
                self._desk.once.known(key, None)
            task = partial(
                Task,
                "rendering",
                tasks.draw,
                (self._desk.store.at, segment, self._ask.video),
                cost=segment.frames * _DRAWING_SECONDS,
                amount=segment.frames,
                rank=rank,
            )
            wanted.append((key, task))
        self._desk.once.want_all(wanted, then)

    def card(self, text: AnyText, picture: str) -> str:
        """The key of a card over a picture."""
        once, at = self._desk.once, self._desk.store.at
        fonts = self._ask.letters.fonts
        draw = partial(tasks.card, at, text, picture, fonts, self._desk.problems)
        key = once.bring(draw)
        once.source(key, draw)
        return key

    def _lettered(self, index: int) -> tuple[Overlay, ...]:
        """All that is written over a scene's pictures."""
        played, store = self._desk.played[index], self._desk.store
        cards = (*self._opening(index), *self._board(index))
        made = scene_letters(
            self._ask.scenes,
            index,
            there(played.timeline),
            there(played.direction),
            played.facts,
            self._ask.view,
            self._ask.letters,
            max((card.last for card in cards), default=0),
        )
        for overlay, sign in zip(made.overlays, made.signs, strict=True):
            self._desk.once.source(overlay.picture, partial(letter_file, sign, store))
            letter_file(sign, store)
        self._desk.problems.extend(made.problems)
        return (*cards, *made.overlays)

    def _opening(self, index: int) -> tuple[Overlay, ...]:
        """The card that opens an episode, over its first picture."""
        scene, played = self._ask.scenes[index], self._desk.played[index]
        text = opening_card(
            scene.section,
            scene.part.title,
            self._ask.title,
            self._ask.video.size,
            cover=scene.cover is not None,
        )
        if not scene.opens or not text.title:
            return ()
        last = min(round(_CARD_SECONDS * self._ask.view.fps), there(played.timeline).frames)
        return (self._over(text, played.facts[scene.cover or 0].key, 0, last),)

    def _board(self, index: int) -> tuple[Overlay, ...]:
        """A table, a formula or a quotation over the picture of a scene that shows one."""
        section, played = self._ask.scenes[index].section, self._desk.played[index]
        shown = board(section.cards[0]) if section.cards else None
        if shown is None:
            return ()
        frames = there(played.timeline).frames
        opening = round(_CARD_SECONDS * self._ask.view.fps) if self._ask.scenes[index].opens else 0
        text = BoardText(shown, section.title, self._ask.video.size)
        return (self._over(text, played.facts[0].key, min(opening, frames - 1), frames),)

    def _over(self, text: AnyText, picture: str, first: int, last: int) -> Overlay:
        """A card over a picture, in [first, last)."""
        fade = min(round(_CARD_FADE * self._ask.view.fps), (last - first) // 3)
        return Overlay(self.card(text, picture), first, last, fade)
