"""Speech balloons: what each says, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from render.captions.words import CaptionWord, spoken_words
from render.lettering.balloon_place import place_balloon
from render.lettering.model import Area, Lettered, LetterStyle, tint_of
from render.lettering.onscreen import Scenery, cut_frames, on_the_cut, seen_head
from render.lettering.signs.balloon_signs import BalloonSign, Manner, balloon_reach
from render.lettering.signs.signs import sign_key
from render.lettering.speech_pieces import goes_on, parted, went_on, written
from render.shots import Overlay, View
from story.model import Line, Section
from voices.clock import RATE, frame_to_sample, frames_showing, seconds_to_samples
from voices.timeline import SectionTimeline

_HOLD, _FADE, _GROW = 0.45, 0.14, 0.2
"""Seconds: a balloon stays after its last word, to be finished; it goes without a jump, and grows
out of its tail's tip."""
_GLANCE, _HIGH = 0.6, 0.35
"""Seconds in which a box is found again in another place, and the part of the frame's height above
which a box stands on nobody."""
_FEW = 3
"""Words that are a balloon of their own: fewer stay with what they belong to across a cut."""
_WITH_THE_CUT = -RATE // 10
"""A word that begins so many samples before a cut is heard with what comes."""
_WIDEST = 0.42, 0.66
"""Width of a balloon's body at most, as a part of a wide and of a tall canvas's."""
_MANNERS: dict[str, Manner] = {"whisper": "whisper", "shout": "shout", "thought": "thought"}


def balloons(
    section: Section,
    timeline: SectionTimeline,
    scenery: Scenery,
    style: LetterStyle,
    taken: tuple[Area, ...] = (),
) -> Lettered:
    """A balloon for each piece of speech: in with its first word, out soon after its last.

    `taken` is where something else is.
    """
    overlays: list[Overlay] = []
    signs: list[BalloonSign] = []
    areas: list[Area] = []
    for piece, first, last in _timed(section, timeline, scenery):
        sign, speaker = _sign(piece, scenery, style), piece.line
        for shown, area in _placed(sign, speaker, scenery, (first, last), (*taken, *areas)):
            overlays.append(_overlay(shown, area, (first, last), scenery.view))
            signs.append(shown)
            areas.append(area)
    return Lettered(tuple(overlays), tuple(signs), areas=tuple(areas))


def _placed(
    sign: BalloonSign,
    line: Line,
    scenery: Scenery,
    span: tuple[int, int],
    taken: tuple[Area, ...],
) -> Iterator[tuple[BalloonSign, Area]]:
    """The sign in its place for the frames of a span. A box that outlasts a cut has one place for
    all of them only where that is high in the frame; else it has one in each shot, so that it does
    not stand on somebody whom another shot shows."""
    first, last = span
    if first >= last:
        return
    whole = place_balloon(sign, line, scenery, first, last, taken)
    short = round(_GLANCE * scenery.view.fps)
    cuts = [cut for cut in cut_frames(scenery) if first + short <= cut <= last - short]
    edges = [first, *cuts, last]
    high = whole[1].box.y + whole[1].box.h / 2 < _HIGH * scenery.view.height
    if high or whole[0].tail != (0.0, 0.0) or min(b - a for a, b in pairwise(edges)) < short:
        yield whole
        return
    for a, b in pairwise(edges):
        yield place_balloon(sign, line, scenery, a, b, taken)


def _overlay(sign: BalloonSign, area: Area, span: tuple[int, int], view: View) -> Overlay:
    """A balloon as it comes and goes in a span: over a cut within that it is just there."""
    reach, frames = balloon_reach(sign), area.last - area.first
    x, y = area.box.x + area.box.w / 2, area.box.y + area.box.h / 2
    left, top = round(x) - reach[0], round(y) - reach[1]
    fade, grow = (min(round(seconds * view.fps), frames // 3) for seconds in (_FADE, _GROW))
    if sign.tail != (0.0, 0.0):
        tip = (x + sign.tail[0], y + sign.tail[1])
        return Overlay(sign_key(sign), area.first, area.last, grow, left, top, 0.0, fade, tip)
    comes, goes = (fade * (here == there) for here, there in zip(
        (area.first, area.last), span, strict=True))  # fmt: skip
    return Overlay(sign_key(sign), area.first, area.last, comes, left, top, fade_out=goes)


@dataclass(frozen=True)
class _Piece:
    """Words of a line that stand in one balloon, and how they are written there."""

    line: Line
    words: tuple[CaptionWord, ...]
    text: str


def _timed(
    section: Section, timeline: SectionTimeline, scenery: Scenery
) -> Iterator[tuple[_Piece, int, int]]:
    """Pieces of speech, each with the frames [first, last) in which its balloon is seen.

    It comes with its first word, or with a cut that is near, and is gone when the next comes, or
    when a cut comes after its last word.
    """
    fps = scenery.view.fps
    cuts = cut_frames(scenery)
    pieces = list(_pieces(section, timeline, scenery))
    spans = [frames_showing(each.words[0].start, each.words[-1].end, fps) for each in pieces]
    firsts = [on_the_cut(first, scenery) for first, _ in spans]
    for piece, (_, said), first, following in zip(
        pieces, spans, firsts, [*firsts[1:], timeline.frames], strict=False
    ):
        _, held = frames_showing(
            piece.words[0].start, piece.words[-1].end + seconds_to_samples(_HOLD), fps
        )
        last = min(held, following, next((cut for cut in cuts if said <= cut), held))
        yield (piece, *_in_one_shot(piece.line.speaker, first, last, scenery))


def _in_one_shot(speaker: str, first: int, last: int, scenery: Scenery) -> tuple[int, int]:
    """The longest part of frames [first, last) that one shot shows a speaker in; all of them, where
    none does: nobody is pointed at then."""
    edges = [first, *(cut for cut in cut_frames(scenery) if first < cut < last), last]
    parts = [part for part in pairwise(edges) if seen_head(scenery, speaker, *part)]
    return max(parts, key=lambda part: part[1] - part[0], default=(first, last))


def _pieces(section: Section, timeline: SectionTimeline, scenery: Scenery) -> Iterator[_Piece]:
    """Speech in balloonfuls."""
    lines = {line.id: line for line in section.lines if line.kind == "speech"}
    words = spoken_words(section, timeline, 0, 0)
    for name, group in groupby(words, key=lambda word: word.line):
        if name in lines:
            line = lines[name]
            shots = _by_shot(tuple(group), line.speaker, scenery)
            pieces = [piece for shown in shots for piece in parted(shown)]
            texts = written(
                pieces, went_on=went_on(line, section), goes_on=goes_on(line, section)
            )  # fmt: skip
            for piece, text in zip(pieces, texts, strict=True):
                yield _Piece(line, piece, text)


def _by_shot(
    words: tuple[CaptionWord, ...], speaker: str, scenery: Scenery
) -> Iterator[tuple[CaptionWord, ...]]:
    """A line's words by the shot in which they are heard, but for a few at either side of a cut;
    whom no shot beside a cut shows speaks on from the same box."""
    fps, begun = scenery.view.fps, 0
    cuts = cut_frames(scenery)
    first, last = frames_showing(words[0].start, words[-1].end, fps)
    for cut, following in pairwise([*cuts, max(last, *cuts, 0)] if cuts else []):
        at = frame_to_sample(cut, fps)
        split = sum(word.start < at + _WITH_THE_CUT for word in words)
        if split - begun < _FEW or len(words) - split < _FEW:
            continue
        before = frames_showing(words[begun].start, words[begun].end, fps)[0]
        beside = (max(before, first), cut), (cut, min(following, last))
        if any(a < b and seen_head(scenery, speaker, a, b) for a, b in beside):
            yield words[begun:split]
            begun = split
    yield words[begun:]


def _sign(piece: _Piece, scenery: Scenery, style: LetterStyle) -> BalloonSign:
    view, notes = scenery.view, piece.line.annotations
    manners = (_MANNERS.get(each.value) for each in notes if each.kind == "delivery")
    manner: Manner = next((each for each in manners if each), "")
    unit = min(view.width, view.height) / 1080
    tint = tint_of(piece.line.speaker, style)
    return BalloonSign(
        piece.text,
        manner,
        (0.0, 0.0),
        unit,
        view.width * _WIDEST[view.height > view.width],
        style.fonts,
        tint,
    )
