"""Speech balloons: what each says, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from render.captions.words import CaptionWord, spoken_words
from render.lettering.balloon_place import place_balloon
from render.lettering.model import Area, Lettered, LetterStyle, tint_of
from render.lettering.onscreen import Scenery, cut_frames, on_the_cut
from render.lettering.signs.balloon_signs import BalloonSign, Manner, balloon_reach
from render.lettering.signs.signs import sign_key
from render.shots import Overlay
from story.model import Line, Section
from voices.clock import RATE, frame_to_sample, frames_showing, seconds_to_samples
from voices.timeline import SectionTimeline

LONGEST = 90
"""Letters in a balloon; longer speech goes on in the next."""
_HOLD, _FADE, _GROW = 0.45, 0.14, 0.2
"""Seconds: a balloon stays after its last word, to be finished; it goes without a jump, and grows
out of its tail's tip."""
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
    for line, words, first, last in _timed(section, timeline, scenery):
        if first < last:
            sign, area = place_balloon(
                _sign(line, words, scenery, style), line, scenery, first, last, (*taken, *areas)
            )
            reach = balloon_reach(sign)
            x, y = area.box.x + area.box.w / 2, area.box.y + area.box.h / 2
            left, top = round(x) - reach[0], round(y) - reach[1]
            fade, grow = (
                min(round(seconds * scenery.view.fps), (last - first) // 3)
                for seconds in (_FADE, _GROW)
            )
            tip = (x + sign.tail[0], y + sign.tail[1])
            overlays.append(
                Overlay(sign_key(sign), first, last, grow, left, top, fade_out=fade, grows=tip)
                if sign.tail != (0.0, 0.0)
                else Overlay(sign_key(sign), first, last, fade, left, top)
            )
            signs.append(sign)
            areas.append(area)
    return Lettered(tuple(overlays), tuple(signs), areas=tuple(areas))


def _timed(
    section: Section, timeline: SectionTimeline, scenery: Scenery
) -> Iterator[tuple[Line, tuple[CaptionWord, ...], int, int]]:
    """Pieces of speech, each with the frames [first, last) in which its balloon is seen.

    It comes with its first word, or with a cut that is near, and is gone when the next comes, or
    when a cut comes after its last word.
    """
    fps = scenery.view.fps
    cuts = cut_frames(scenery)
    pieces = list(_pieces(section, timeline, [frame_to_sample(cut, fps) for cut in cuts]))
    firsts = [on_the_cut(frames_showing(w[0].start, w[-1].end, fps)[0], scenery) for _, w in pieces]
    for (line, words), first, following in zip(
        pieces, firsts, [*firsts[1:], timeline.frames], strict=False
    ):
        said, last = (
            frames_showing(words[0].start, words[-1].end + hold, fps)[1]
            for hold in (0, seconds_to_samples(_HOLD))
        )
        after = (cut for cut in cuts if said <= cut)
        yield line, words, first, min(last, following, next(after, last))


def _pieces(
    section: Section, timeline: SectionTimeline, cuts: Sequence[int]
) -> Iterator[tuple[Line, tuple[CaptionWord, ...]]]:
    """Speech in balloonfuls; `cuts` are the samples at which another shot comes."""
    lines = {line.id: line for line in section.lines if line.kind == "speech"}
    words = spoken_words(section, timeline, 0, 0)
    for name, group in groupby(words, key=lambda word: word.line):
        if name in lines:
            for shown in _by_shot(tuple(group), cuts):
                for piece in _parted(shown):
                    yield lines[name], piece


def _by_shot(
    words: tuple[CaptionWord, ...], cuts: Sequence[int]
) -> Iterator[tuple[CaptionWord, ...]]:
    """A line's words by the shot in which they are heard, but for a few at either side of a cut."""
    begun = 0
    for at in cuts:
        split = sum(word.start < at + _WITH_THE_CUT for word in words)
        if split - begun >= _FEW and len(words) - split >= _FEW:
            yield words[begun:split]
            begun = split
    yield words[begun:]


def _parted(words: tuple[CaptionWord, ...]) -> Iterator[tuple[CaptionWord, ...]]:
    """Words in balloonfuls of about one length, ended at a sentence, or a clause, that is near."""
    letters = sum(len(word.text) + 1 for word in words)
    room = letters / -(-letters // LONGEST)
    piece: list[CaptionWord] = []
    for word in words:
        piece.append(word)
        length = len(_said(piece))
        sentence = length >= room * 0.6 and word.text[-1] in ".!?…"
        clause = length >= room * 0.75 and word.text[-1] in ",;:—"
        if length >= room or sentence or clause:
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
