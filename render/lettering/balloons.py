"""Speech balloons: what each says, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from render.captions.words import CaptionWord, spoken_words
from render.lettering.balloon_place import place_balloon
from render.lettering.model import Area, Lettered, LetterStyle, tint_of
from render.lettering.onscreen import Scenery
from render.lettering.signs.balloon_signs import BalloonSign, Manner, balloon_reach
from render.lettering.signs.signs import sign_key
from render.shots import Overlay
from story.model import Line, Section
from voices.clock import frames_showing, seconds_to_samples
from voices.timeline import SectionTimeline

LONGEST = 90
"""Letters in a balloon; longer speech goes on in the next."""
_HOLD, _FADE = 0.45, 0.14
"""Seconds: a balloon stays after its last word, to be finished; in and out without a jump."""
_WIDEST = 0.42, 0.66
"""Width of a balloon's body at most, as a part of a wide and of a tall canvas's."""
_MANNERS: dict[str, Manner] = {"whisper": "whisper", "shout": "shout", "thought": "thought"}


def balloons(
    section: Section, timeline: SectionTimeline, scenery: Scenery, style: LetterStyle
) -> Lettered:
    """A balloon for each piece of speech: in with its first word, out soon after its last."""
    overlays: list[Overlay] = []
    signs: list[BalloonSign] = []
    areas: list[Area] = []
    pieces = list(_pieces(section, timeline))
    for number, (line, words) in enumerate(pieces):
        end = words[-1].end + seconds_to_samples(_HOLD)
        if number + 1 < len(pieces):
            end = min(end, max(words[-1].end, pieces[number + 1][1][0].start))
        first, last = frames_showing(words[0].start, end, scenery.view.fps)
        last = min(last, timeline.frames)
        if first < last:
            sign, area = place_balloon(
                _sign(line, words, scenery, style), line, scenery, first, last, areas
            )
            reach = balloon_reach(sign)
            x, y = area.box.x + area.box.w / 2, area.box.y + area.box.h / 2
            fade = min(round(_FADE * scenery.view.fps), (last - first) // 3)
            overlays.append(
                Overlay(sign_key(sign), first, last, fade, round(x) - reach[0], round(y) - reach[1])
            )
            signs.append(sign)
            areas.append(area)
    return Lettered(tuple(overlays), tuple(signs), areas=tuple(areas))


def _pieces(
    section: Section, timeline: SectionTimeline
) -> Iterator[tuple[Line, tuple[CaptionWord, ...]]]:
    lines = {line.id: line for line in section.lines if line.kind == "speech"}
    words = spoken_words(section, timeline, 0, 0)
    for name, group in groupby(words, key=lambda word: word.line):
        if name in lines:
            for piece in _parted(tuple(group)):
                yield lines[name], piece


def _parted(words: tuple[CaptionWord, ...]) -> Iterator[tuple[CaptionWord, ...]]:
    """A line's words in balloonfuls of about one length, ended at a sentence where one is near."""
    letters = sum(len(word.text) + 1 for word in words)
    room = letters / -(-letters // LONGEST)
    piece: list[CaptionWord] = []
    for word in words:
        piece.append(word)
        length = len(_said(piece))
        if length >= room or (length >= room * 0.6 and word.text[-1] in ".!?…"):
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def _said(words: Sequence[CaptionWord]) -> str:
    return "".join((" " if word.spaced else "") + word.text for word in words).strip()


def _sign(
    line: Line, words: Sequence[CaptionWord], scenery: Scenery, style: LetterStyle
) -> BalloonSign:
    view = scenery.view
    manners = (_MANNERS.get(each.value) for each in line.annotations if each.kind == "delivery")
    manner: Manner = next((each for each in manners if each), "")
    unit = min(view.width, view.height) / 1080
    text = _said(words).rstrip(",;:") if line.text.endswith(words[-1].text) else _said(words)
    tint = tint_of(line.speaker, style)
    return BalloonSign(
        text,
        manner,
        (0.0, 0.0),
        unit,
        view.width * _WIDEST[view.height > view.width],
        style.fonts,
        tint,
    )
