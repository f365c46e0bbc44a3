"""Who stands where: speakers that a panel's prompt places, matched with the heads seen in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from story.english.stems import stem, words

_CLAUSE = re.compile(r"(?<!\bMrs)(?<!\bMr)(?<!\bDr)(?<!\bSt)[.;!?]\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ARTICLES = frozenset(("a", "an", "the", "mr", "mrs", "ms", "dr"))
_MIDDLE = r"(?:the )?(?:cent(?:er|re)|middle)"
_CUES: tuple[tuple[str, float], ...] = (
    (r"\bfar left\b|\bleft[- ](?:edge|corner)\b", 0.08),
    (r"\bfar right\b|\bright[- ](?:edge|corner)\b", 0.92),
    (rf"\bleft of {_MIDDLE}\b|\b(?:center|centre|middle)[- ]left\b", 0.38),
    (rf"\bright of {_MIDDLE}\b|\b(?:center|centre|middle)[- ]right\b", 0.62),
    (r"\bleft\b(?![- ](?:hand|arm|foot|leg|eye|shoulder)\b(?! side))", 0.25),
    (r"\bright\b(?![- ](?:hand|arm|foot|leg|eye|shoulder)\b(?! side))", 0.75),
    (r"\bcent(?:er|re)\b|\bcentral\b|\bmiddle\b(?! distance)|\bhead of the table\b", 0.5),
)
"""Words for a place, the most exact first, and where they put somebody, 0..1 across the panel."""
_AT_ONCE = re.compile(r",? (?:is |stands |sits )?(?:on|at|in|to) (?:the )?(?:very )?$")
_SURE = 0.2
_FAR = 0.24
"""Parts of the panel's width between where somebody should stand and a head that may be theirs."""
_HEAD = 0.16
"""Height of a head that was not found, as a part of the panel's height."""


@dataclass(frozen=True)
class Head:
    """A head's box; not `sure` where nobody saw one, and it only is likely there."""

    box: Rect
    sure: bool

    @property
    def mouth(self) -> tuple[float, float]:
        return self.box.x + self.box.w / 2, self.box.y + self.box.h * 0.75

    @property
    def room(self) -> Rect:
        """What should stay in sight: with hair and hat, more where it was not seen."""
        side, up, down = (0.15, 0.25, 0.1) if self.sure else (0.5, 0.6, 0.5)
        x, y, w, h = self.box.x, self.box.y, self.box.w, self.box.h
        return Rect(x - side * w, y - up * h, w * (1 + 2 * side), h * (1 + up + down))


@dataclass(frozen=True)
class _Mention:
    """`order` is where in the prompt: of two at one place, the first stands further left."""

    speaker: str
    across: float
    order: tuple[int, int]


def standing(prompt: str, facts: PictureFacts, speakers: Iterable[str]) -> dict[str, Head]:
    """The heads, in panel pixels, of those speakers whose place the prompt tells.

    Each is the head that lies there best, no head being two people's; a guess where none does.
    """
    mentions = (_mention(prompt, name) for name in speakers)
    found = sorted((each for each in mentions if each), key=lambda each: each.order)
    faces = [face for face in facts.of("face") if face.weight >= _SURE]
    heads = {each.speaker: _guess(each.across, facts) for each in found}
    if not found or not faces:
        return heads
    middles = np.array([(face.box.x + face.box.w / 2) / facts.width for face in faces])
    sizes = np.array([face.box.w / facts.width for face in faces])
    targets = np.array([each.across + 0.002 * place for place, each in enumerate(found)])
    away = np.abs(targets[:, None] - middles[None, :]) - 0.3 * sizes[None, :]
    nobody = np.full((len(found), len(found)), _FAR)
    for row, column in zip(*linear_sum_assignment(np.hstack([away, nobody])), strict=True):
        if column < len(faces):
            heads[found[row].speaker] = Head(faces[column].box, sure=True)
    return heads


def side_of(prompt: str, speaker: str) -> float | None:
    """Where across the picture a prompt puts a speaker, 0..1; None where it does not tell."""
    found = _mention(prompt, speaker)
    return found.across if found else None


def _mention(prompt: str, speaker: str) -> _Mention | None:
    """The first place that the prompt gives a speaker."""
    for number, clause in enumerate(_CLAUSE.split(prompt)):
        for start, end in _named(clause, speaker):
            across = _across(clause, start, end)
            if across is not None:
                return _Mention(speaker, across, (number, start))
    return None


def _named(clause: str, speaker: str) -> Iterator[tuple[int, int]]:
    """Where a clause names a speaker by at least half of their words, the most words first."""
    wanted = {stem(word) for word in words(speaker)} - _ARTICLES
    tokens = list(_WORD.finditer(clause))
    found: list[tuple[int, int, int]] = []
    for i in range(len(tokens)):
        window = tokens[i : i + len(wanted)]
        met = [each for each in window if stem(each[0].lower()) in wanted]
        if met and met[0] is window[0] and 2 * len(met) + _by_name(met, speaker) > len(wanted):
            found.append((-len(met), met[0].start(), met[-1].end()))
    yield from ((start, end) for _, start, end in sorted(found))


def _by_name(met: list[re.Match[str]], speaker: str) -> bool:
    """Whether a name, not only a role, was met: half of it is enough."""
    return any(each[0][0].isupper() and each[0] in speaker for each in met)


def _across(clause: str, start: int, end: int) -> float | None:
    """What the cue next to clause[start:end] says: right behind it, else before it, else later."""
    cues = sorted(_cues(clause))
    after = [cue for cue in cues if cue[0] >= end]
    before = [cue for cue in cues if cue[1] <= start]
    if after and _AT_ONCE.fullmatch(clause[end : after[0][0]]):
        return after[0][2]
    near = before[-1:] or after[:1]
    return near[0][2] if near else None


def _cues(clause: str) -> Iterator[tuple[int, int, float]]:
    taken = [False] * len(clause)
    for pattern, across in _CUES:
        for cue in re.finditer(pattern, clause, re.IGNORECASE):
            if not taken[cue.start()]:
                taken[cue.start() : cue.end()] = [True] * (cue.end() - cue.start())
                yield cue.start(), cue.end(), across


def _guess(across: float, facts: PictureFacts) -> Head:
    """Where a head is likely: drawn people stand with their heads above the middle."""
    side = _HEAD * facts.height
    return Head(Rect(across * facts.width - side / 2, 0.28 * facts.height, side, side), sure=False)
