"""How a file ends: its last picture moves on slowly under the next title, or the end and credits.

The end screen is segments and a stretch of timeline of its own, behind the last scene's: a film
of all episodes leaves out all but the last, and shares the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from render.camera.shot_list import ShotNote, ShotPlan
from render.camera.vision.facts import PictureFacts
from render.editing.cutting import EditPlan, cut
from render.geometry import Rect
from render.lettering.cards.cards import MOST_CREDITS
from render.lettering.cards.texts import CardText, CreditsText
from render.pixels.segments import Segment
from render.shots import Keyframe, Overlay, Shot, View
from story.credits import Credit
from story.model import Section
from voices.clock import frame_to_sample
from voices.timeline import Gap, SectionTimeline

LONGEST = 20.0
"""Seconds: as long as platforms let an end screen last."""

END_SECTION = Section("end", "scene", "", "", (), (), 0, 0)
"""Stands for an end screen beside the story's own sections."""

_DRIFT = 0.012
"""Change of the crop's width a second, as a part of it."""
ENDING, SITE_ENDING = 3.0, 9.5
"""Seconds of an end screen where nobody says how long: a title is read twice over; a site lays its
own things over the last five to twenty seconds, and asks for time to choose among them."""
_FADE_IN, _CARD_IN, _FADE_OUT = 0.3, 0.4, 0.5
"""Seconds: out of black, a card in, back to black."""
_CREDITS_LEAST, _CREDITS_MOST, _WORDS_A_SECOND = 3.5, 9.0, 2.5
"""Seconds that a card of credits is seen, and how fast names are read: slower than prose."""


@dataclass(frozen=True)
class EndCard:
    """A card of an end screen, and how many frames it is seen."""

    text: CardText | CreditsText
    frames: int


def end_seconds(asked: float | None, *, site: bool) -> float:
    """How long an end screen lasts: as asked, else what it takes. `site` tells whether a site
    lays its own things over it."""
    if asked is not None:
        return asked
    return SITE_ENDING if site else ENDING


def end_frames(seconds: float, fps: Fraction) -> int:
    """Frames of an end screen, 0 for none."""
    return round(min(max(seconds, 0.0), LONGEST) * fps)


def end_card_text(
    story: str, following: str, author: str, size: tuple[int, int], *, zones: bool = False
) -> CardText:
    """What the end screen says: the episode that comes next; after the last, whose story it was.

    With `zones`, two places on it are left clear.
    """
    kind = "zones" if zones else "end"
    if following:
        return CardText(kind, "Next", following, story, size)
    return CardText(kind, "The end", story, author, size)


def end_cards(
    text: CardText, told: Sequence[Credit], end: int, fps: Fraction
) -> tuple[EndCard, ...]:
    """The cards of an end screen: what `text` says for `end` frames, then the credits `told`; the
    other way round where a site lays its things over `text`, since it does so in the end.

    No frames, no cards. An author alone makes no credits: the card of `text` names them.
    """
    if not end:
        return ()
    known = told if {name for _, name in told} - {text.subtitle} else ()
    parts = [tuple(known[at : at + MOST_CREDITS]) for at in range(0, len(known), MOST_CREDITS)]
    shown = [EndCard(CreditsText(part, text.size), _read_frames(part, fps)) for part in parts]
    own = EndCard(text, end)
    return (*shown, own) if text.kind == "zones" else (own, *shown)


def _read_frames(rows: Sequence[Credit], fps: Fraction) -> int:
    """Frames in which credits are read."""
    words = sum(len(f"{role} {name}".split()) for role, name in rows)
    seconds = min(max(1.0 + words / _WORDS_A_SECOND, _CREDITS_LEAST), _CREDITS_MOST)
    return round(seconds * fps)


def end_timeline(frames: int, fps: Fraction) -> SectionTimeline:
    """The end screen on the clock, in which nobody speaks."""
    gap = Gap("section", 0, frame_to_sample(frames, fps))
    return SectionTimeline("end", frames, (), (gap,), ())


def end_segments(
    last: Shot, facts: PictureFacts, cards: Sequence[tuple[str, int]], view: View
) -> tuple[Segment, ...]:
    """The end screen over the picture of a file's last shot. `cards` are their keys in the store,
    and the frames that each is seen, one after another.

    It comes out of black and goes back to it. No cards, no segments.
    """
    frames = sum(length for _, length in cards)
    if not frames:
        return ()
    fps = view.fps
    overlays = _one_after_another(cards, round(_CARD_IN * fps))
    asked = EditPlan(
        end_timeline(frames, fps),
        drifting(last, facts, frames, view),
        view,
        overlays=overlays,
        dip_in=min(round(_FADE_IN * fps), frames // 3),
        dip_out=min(round(_FADE_OUT * fps), frames // 3),
        facts={facts.key: facts},
    )
    return cut(asked)


def _one_after_another(cards: Sequence[tuple[str, int]], longest: int) -> tuple[Overlay, ...]:
    """Cards that each come while the one before goes, so that the picture does not flash."""
    overlays: list[Overlay] = []
    for card, length in cards:
        fade = min(longest, length // 3)
        start = overlays[-1].last if overlays else 0
        overlays.append(Overlay(card, max(start - fade, 0), start + length, fade))
    return tuple(overlays)


def drifting(last: Shot, facts: PictureFacts, frames: int, view: View) -> ShotPlan:
    """A picture that moves on slowly from where its last shot left it, under a card."""
    shot = Shot(last.picture, 0, frames, _drift(last.keyframes[-1].rect, facts, frames, view))
    note = ShotNote(0, "wide", "the picture of the scene before", "under a card", "hold")
    return ShotPlan((shot,), (note,), ())


def _drift(rect: Rect, facts: PictureFacts, frames: int, view: View) -> tuple[Keyframe, ...]:
    """From the last crop slowly outwards as far as the panel goes; inwards where it fills it."""
    seconds = float(frames / view.fps)
    if view.still:
        return (Keyframe(0.0, rect),)
    times = 1 + _DRIFT * seconds
    room = min(facts.width / rect.w, facts.height / rect.h)
    there = _grown(rect, times if room >= times else 1 / times, facts)
    return (Keyframe(0.0, rect, "linear"), Keyframe(seconds, there))


def _grown(rect: Rect, times: float, facts: PictureFacts) -> Rect:
    """`rect` about its centre, moved into the panel where it would leave it."""
    w, h = rect.w * times, rect.h * times
    x, y = rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2
    return replace(
        rect,
        x=min(max(x, 0.0), max(facts.width - w, 0.0)),
        y=min(max(y, 0.0), max(facts.height - h, 0.0)),
        w=w,
        h=h,
    )
