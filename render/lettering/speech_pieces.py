"""Speech in balloonfuls: where a line parts, and how a part is written that goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from render.captions.sense import cut_cost, ends_sentence
from render.captions.words import CaptionWord
from story.model import Line, Section

LONGEST, WHOLE = 90, 130
"""Letters that a balloon holds well, and at most: a sentence of no more than these stays whole,
since half of one is no speech."""
_SEVERAL = 60
"""Letters that several sentences in one balloon have at their best: more are read before they are
said."""
_EACH = 9.0
"""What one more balloon costs, beside a comma's 7 and a sentence's 0 (render/captions/sense.py)."""
_CRAMPED = 0.4
"""What each letter costs over those that a balloon holds well."""
_WITHIN = 90.0
"""What it costs to part what no space parts."""
_CLAUSE = 10.0
"""What a cut costs less than after a mark that parts clauses."""
GOES_ON = "…"
"""What letterers write where a sentence goes on in the next balloon, and before its rest."""
_OPEN = ",;:"
"""Marks that lead to what is told of a speech: in a balloon nothing follows them."""


def parted(words: tuple[CaptionWord, ...]) -> Iterator[tuple[CaptionWord, ...]]:
    """A speaker's words in as few balloonfuls as hold them, each ended where the sense allows."""
    count = len(words)
    best, back = [0.0, *[float("inf")] * count], [0] * (count + 1)
    for start in range(count):
        length = -1
        for end in range(start + 1, count + 1):
            length += len(words[end - 1].text) + 1
            if length > WHOLE and end > start + 1:
                break
            several = any(ends_sentence(word.text) for word in words[start : end - 1])
            over = max(0, length - (_SEVERAL if several else LONGEST))
            cost = best[start] + _EACH + _CRAMPED * over + _cut(words, end)
            if cost < best[end]:
                best[end], back[end] = cost, start
    ends = [count]
    while ends[-1]:
        ends.append(back[ends[-1]])
    for end, start in reversed([*pairwise(ends)]):
        yield words[start:end]


def _cut(words: Sequence[CaptionWord], at: int) -> float:
    """What it costs to part words before one of them; nothing at their end."""
    if at == len(words):
        return 0.0
    earlier = words[at - 2].text if at > 1 else ""
    cost = cut_cost(words[at - 1].text, words[at].text, earlier)
    return cost if words[at].spaced or cost < _CLAUSE else _WITHIN


def written(
    pieces: Sequence[Sequence[CaptionWord]], *, went_on: bool, goes_on: bool
) -> tuple[str, ...]:
    """What stands in the balloons of a line. `went_on` tells whether it goes on with a sentence
    that was begun before it, `goes_on` whether its last one is ended by a later line."""
    texts = [said(piece) for piece in pieces]
    found = []
    for number, text in enumerate(texts):
        begun = texts[number - 1][-1].isalnum() if number else went_on
        last = number == len(texts) - 1
        if last and text[-1] in _OPEN:
            text = text.rstrip(_OPEN) + (GOES_ON if goes_on else ".")
        elif not last and text[-1].isalnum():
            text += GOES_ON
        found.append(GOES_ON * begun + text)
    return tuple(found)


def said(words: Sequence[CaptionWord]) -> str:
    """Words as they stand in the text."""
    return "".join((" " if word.spaced else "") + word.text for word in words).strip()


def went_on(line: Line, section: Section) -> bool:
    """Whether a line is the rest of a sentence of the same speaker, after a tag or right before."""
    return line.text[:1].islower() and any(
        each.speaker == line.speaker for each in _beside(line, section, -1)
    )


def goes_on(line: Line, section: Section) -> bool:
    """Whether a line's last sentence is ended after a tag (“Well,” said Ada, “it is late.”)."""
    between, *after = [*_beside(line, section, 1), None]
    following = after[0] if after and between and between.kind != "speech" else between
    if following is None or following.speaker != line.speaker:
        return False
    tag_goes_on = following is not between and between is not None and between.text.endswith(",")
    return following.text[:1].islower() or tag_goes_on


def _beside(line: Line, section: Section, step: int) -> list[Line]:
    """The line after (or, by a `step` of -1, before) another, and the one beyond if that is a
    tag."""
    at = section.lines.index(line)
    reach = [n for n in (at + step, at + 2 * step) if 0 <= n < len(section.lines)]
    found = [section.lines[n] for n in reach]
    return found[:1] if found and found[0].kind == "speech" else found
