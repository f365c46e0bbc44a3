"""Where a film takes a breath: rests, in which a place, a face or a thing is only seen.

They are found in the words alone, before anything is heard, and never inside a sentence. Whether
there is one depends on what stands nearby in its section, not on the rest of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from story.model import Line, Section
from voices.arranging.rhythm import PauseRange, asks, sway
from voices.recording.phrases import CHARACTERS_A_SECOND

OPENING = PauseRange(1.5, 2.5)
BEFORE_TITLE, AFTER_TITLE = 0.55, 0.25
CHAPTER = PauseRange(1.0, 1.5)
SCENE = PauseRange(0.7, 0.8)
"""Seconds before a section's first word: of an episode (a title takes its own time, and those
before and after it), of a chapter inside one, of any other. Of the last two, the section before
has kept 0.55 to 1.0 already."""
COLD_OPEN = 4.5
"""Seconds of a first line at the most, for the title to come after it rather than before: a viewer
should know within eight what this is."""
CLOSING = PauseRange(2.0, 3.0)
"""Seconds after an episode's last word."""
LEAP = PauseRange(1.3, 1.8)
TURN_OF_SCENE = PauseRange(1.2, 1.6)
UNANSWERED = PauseRange(1.2, 1.5)
ANSWER = PauseRange(1.0, 1.2)
LANDED = PauseRange(1.2, 1.4)
PARAGRAPH = PauseRange(1.2, 1.35)
"""Seconds before "three weeks later"; before another panel's words; after a question that nobody
answers; before an answer; after a short sentence that ends a paragraph, or a speech; between two
paragraphs of a long telling."""
SPACING = 20.0
"""Seconds of speech between two rests. One makes a pause up to 1.05 s longer: with this they stay
under 6 % of a film, and under five a minute."""
LONG_TELLING = 30.0
"""Seconds of speech before and behind without another reason for a rest, for the end of a paragraph
to be enough of one: 13 chapters that are mostly told have 1.18 pauses a minute so, 1.02 before."""
EDGE = 10.0
"""Seconds of speech between a rest and a section's ends, which have rests of their own."""
LONG = 12.0
"""Seconds of speech of a section that has a rest before it, inside an episode."""
SHORT = 45
"""Characters of a sentence that lands: shorter than most, it is meant to be heard by itself."""
MERE_END = -1.0
"""The weight of the mere end of a paragraph: less than any other reason's."""
_CLOSES = "'\"’”»)]"


@dataclass(frozen=True)
class Rests:
    """Seconds that pauses last at the least: `before` lines, by their ids; `lead` before the
    section's first word and `tail` after its last, None for the rhythm's own. `title` is the line
    in the pause before which an episode's title is seen, "" for none."""

    before: Mapping[str, float] = field(default_factory=dict)
    lead: float | None = None
    tail: float | None = None
    title: str = ""


@dataclass(frozen=True)
class _Candidate:
    """A place for a rest: the line that it leads to, when that is reached in seconds of speech;
    of two that are too near each other, the one that weighs more is kept."""

    line: str
    at: float
    seconds: float
    weight: float


def rests(
    section: Section,
    leaps: re.Pattern[str],
    *,
    opens: bool,
    closes: bool,
    breath: bool = True,
    title: float = 0.0,
) -> Rests:
    """The rests of a section; without `breath`, only its title's and those that its author asks
    for.

    `leaps` matches the start of a line that leaps in time or place. `opens` and `closes` tell
    whether the section is an episode's first and last; `title` is for how many seconds a title is
    seen in it, where nobody speaks.
    """
    if not section.lines:
        return Rests()
    found = _untitled(section, leaps, opens=opens, closes=closes, breath=breath)
    return _titled(found, section, title) if title else found


def _titled(found: Rests, section: Section, seconds: float) -> Rests:
    """Room for the title: after a first line that is short, else before it. Where the author asks
    for another beat there, that is how long it is."""
    needed = BEFORE_TITLE + seconds + AFTER_TITLE
    first, *others = section.lines
    if _asked(first) is not None:
        return replace(found, title=first.id)
    follows = others[0] if others else first
    if _spoken(first) <= COLD_OPEN and _stands_alone(first, follows):
        return replace(found, before={**found.before, follows.id: needed}, title=follows.id)
    return replace(found, lead=max(found.lead or 0.0, needed), title=first.id)


def _stands_alone(first: Line, follows: Line) -> bool:
    """Whether a picture and a title may be looked at between two lines."""
    ends = first.text.rstrip(_CLOSES)[-1:] in ".!?…"
    parted = follows.joint == "paragraph" and follows.panel == first.panel
    return ends and parted and _asked(follows) is None


def _untitled(
    section: Section, leaps: re.Pattern[str], *, opens: bool, closes: bool, breath: bool
) -> Rests:
    asked = {line.id: each for line in section.lines if (each := _asked(line)) is not None}
    if not breath:
        return Rests({line: seconds for line, seconds in asked.items() if seconds})
    starts = list(accumulate((_spoken(line) for line in section.lines), initial=0.0))
    found = tuple(_candidates(section.lines, starts, asked, leaps))
    chosen = {each.line: each.seconds for each in found if _kept(each, found, starts[-1])}
    before = {line: seconds for line, seconds in {**chosen, **asked}.items() if seconds}
    lead = asked.get(section.lines[0].id) or _lead(section, starts[-1], opens=opens)
    tail = CLOSING.at(sway(section.lines[-1].id, "tail")) if closes else None
    return Rests(before, lead, tail)


def _asked(line: Line) -> float | None:
    """Seconds that the author asks for before a line; 0 for no rest there."""
    found = [float(each.value) for each in line.annotations if each.kind == "beat"]
    return found[-1] if found else None


def _spoken(line: Line) -> float:
    return len(line.text) / CHARACTERS_A_SECOND


def _lead(section: Section, seconds: float, *, opens: bool) -> float | None:
    part = sway(section.lines[0].id, "lead")
    if opens:
        return OPENING.at(part)
    if seconds < LONG:
        return None
    return (CHAPTER if section.kind == "chapter" else SCENE).at(part)


def _candidates(
    lines: Sequence[Line],
    starts: Sequence[float],
    asked: Mapping[str, float],
    leaps: re.Pattern[str],
) -> Iterator[_Candidate]:
    """Places between lines where a rest may be; the author's weigh more than any other."""
    for (before, after), at in zip(pairwise(lines), starts[1:], strict=False):
        part = sway(before.id, after.id, "rest")
        if after.id in asked:
            yield _Candidate(after.id, at, asked[after.id], 100.0)
        elif after.joint == "paragraph":
            span, weight = _why(before, after, leaps)
            if span:
                yield _Candidate(after.id, at, span.at(part), weight + part)


def _why(before: Line, after: Line, leaps: re.Pattern[str]) -> tuple[PauseRange | None, float]:
    """How long a rest between two paragraphs is, and how much there is to be said for it."""
    if before.text.rstrip().endswith(":"):
        return None, 0.0  # what was announced follows
    if after.kind == "narration" and leaps.match(after.text):
        return LEAP, 5.0
    if before.panel != after.panel:
        return TURN_OF_SCENE, 4.0
    answered = after.kind == "speech" and after.speaker != before.speaker
    if asks(before.text):
        return (ANSWER, 1.0) if answered else (UNANSWERED, 3.0)
    first, last = before.sentences[-1] if before.sentences else (0, len(before.text))
    if last - first <= SHORT and not answered and before.text.rstrip(_CLOSES)[-1:] in ".!…":
        return LANDED, 2.0
    over = before.kind == "speech" and after.kind == "narration"
    if over:
        return LANDED, 0.0
    told = before.kind == after.kind == "narration"
    return (PARAGRAPH, MERE_END) if told else (None, 0.0)


def _kept(one: _Candidate, all_: Sequence[_Candidate], end: float) -> bool:
    """Is it far from the section's ends, and does nothing weigh more that is near?"""
    if one.weight < 100.0 and not EDGE <= one.at <= end - EDGE:
        return False
    apart = LONG_TELLING if one.weight < 0 else SPACING
    near = (each for each in all_ if abs(each.at - one.at) < apart and each is not one)
    return all(each.weight < one.weight for each in near)
