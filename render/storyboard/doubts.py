"""What of a shot a person should look at before it is filmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from render.camera.vision.facts import head_about
from render.geometry import Rect, seen
from render.storyboard.seen import SeenScene, SeenShot
from story.callouts import Callout
from story.model import Line
from story.output.review import UNSURE
from story.safe_text import shortened
from voices.clock import frame_to_sample

CUT = (0.12, 0.9)
"""A head of which a shot shows a part between these is cut by the frame's edge."""
_CLOSE = ("medium close", "close")
"""Scales at which somebody's head is what a shot is for."""
_SURE = 0.8
"""Below this chance somebody should look who it is: 19 of 20 were right from 0.6 on where they were
looked at by hand, and a proof is there for the twentieth."""
_SHOWN = 40
"""Characters of lettering that a doubt quotes."""
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
"""A number with what parts its thousands and its fraction."""
_LONG = 3
"""Digits of a number from which on two of a length are taken for the same thing: years, prices."""
_HELD = 0.5
"""The part of a head that a frame shows, from which on it is taken to be in it."""


def doubts(scene: SeenScene, shot: SeenShot, fps: Fraction) -> tuple[str, ...]:
    """The reasons to look at a shot of a scene, each once, as sentences without a full stop; () for
    none."""
    found = (
        *_of_picture(scene, shot),
        *_of_speakers(scene, shot, fps),
        *_of_callouts(scene, shot, fps),
    )
    return tuple(dict.fromkeys(found))


def cut_heads(scene: SeenScene, shot: SeenShot) -> tuple[Rect, ...]:
    """Heads, hair to chin, that the last frame of a shot cuts."""
    facts = scene.pictures[shot.note.panel]
    if facts is None:
        return ()
    heads = [head_about(region.box, facts.whole) for region in facts.of("face")]
    return tuple(head for head in heads if CUT[0] < seen(head, shot.crop_to) < CUT[1])


def heard_lines(scene: SeenScene, shot: SeenShot, fps: Fraction) -> tuple[Line, ...]:
    """The lines that are heard during a shot, in order."""
    first, last = (frame_to_sample(at - scene.first, fps) for at in (shot.first, shot.last))
    names = {each.line for each in scene.timeline.clips if each.end > first and each.start < last}
    return tuple(line for line in scene.section.lines if line.id in names)


def _of_picture(scene: SeenScene, shot: SeenShot) -> Iterator[str]:
    facts = scene.pictures[shot.note.panel]
    if facts is None:
        yield "the picture is missing"
        return
    if cut_heads(scene, shot):
        yield "a face is cut"
        return
    heads = [region.box for region in facts.heads]
    if shot.note.scale in _CLOSE and not any(seen(box, shot.crop_to) > _HELD for box in heads):
        yield f"no head was found where {shot.note.subject} is shown"
    if shot.note.scale in _CLOSE and shot.note.sure < _SURE:
        yield f"it is {shot.note.subject}, at {int(100 * shot.note.sure)}%"
    if shot.note.unread and not _spelt(scene, shot) and not _told(scene, shot):
        yield f"the lettering reads “{shortened(shot.note.unread, _SHOWN)}”, unlike its prompt"


def _spelt(scene: SeenScene, shot: SeenShot) -> bool:
    """Whether each word of a shot's lettering stands in the section, too, or in a prompt of it."""
    section = scene.section
    texts = (*(x.text for x in section.lines), *(x.prompt for x in section.panels), section.title)
    return _words(shot.note.unread) <= _words(" ".join(texts))


def _told(scene: SeenScene, shot: SeenShot) -> bool:
    """Whether an earlier shot of the scene shows the same lettering: once is enough."""
    plan, here = scene.direction, (shot.note.panel, shot.note.unread)
    return any(
        (note.panel, note.unread) == here and scene.first + each.start + each.frames < shot.last
        for each, note in zip(plan.shots, plan.notes, strict=True)
    )


def _of_speakers(scene: SeenScene, shot: SeenShot, fps: Fraction) -> Iterator[str]:
    for line in heard_lines(scene, shot, fps):
        if line.kind == "speech" and line.confidence < UNSURE:
            yield f"{line.speaker} says it, at {line.confidence:.0%}"


def _of_callouts(scene: SeenScene, shot: SeenShot, fps: Fraction) -> Iterator[str]:
    """Callouts of the shot that look wrong: that say what nobody says, show a part of a figure, or
    another figure than the picture does."""
    first, last = (frame_to_sample(at - scene.first, fps) for at in (shot.first, shot.last))
    lines = {line.id: line for line in scene.section.lines}
    facts = scene.pictures[shot.note.panel]
    seen_there = facts.of("lettering") if facts else ()
    read = [each.text for each in seen_there if seen(each.box, shot.crop_to) > _HELD]
    for each in scene.callouts:
        if each.line in lines and first <= _heard_at(scene, each) < last:
            wrong = _odd(each, lines[each.line].text, read)
            if wrong:
                yield f"the callout “{shortened(each.text, _SHOWN)}” {wrong}"


def _heard_at(scene: SeenScene, each: Callout) -> int:
    """The sample at which a callout's word begins; -1 where it is not heard."""
    words = (word for clip in scene.timeline.clips if clip.line == each.line for word in clip.words)
    return next((word.onset for word in words if word.end > each.first), -1)


def _odd(each: Callout, text: str, read: Sequence[str]) -> str:
    """What is wrong with a callout of a line over a picture in which these words are read."""
    if not _words(each.text) & _words(text):
        return "is not said in its line"
    ends = each.first, each.first + len(each.text)
    quoted = text[slice(*ends)].casefold() == each.text.casefold()
    figures = _FIGURE.finditer(text) if quoted else ()
    if any(figure.start() < end < figure.end() for figure in figures for end in ends):
        return "shows a part of what is said"
    mine, theirs = _figures([each.text]), _figures(read)
    other = next((one for one in sorted(theirs) if any(len(one) == len(own) for own in mine)), "")
    return f"stands on a picture that reads {other}" if other and not mine & theirs else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _figures(texts: Sequence[str]) -> set[str]:
    """The long numbers in texts, without what parts their thousands."""
    found = (figure.replace(",", "") for text in texts for figure in _FIGURE.findall(text))
    return {figure for figure in found if len(figure) >= _LONG}
