"""What a scene feels like, told from its words: which music may lie under it, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from story.language.base import MoodWords
from story.languages import language_of
from story.model import Line, Section

Mood = Literal["calm", "bright", "tense", "wonder"]
MOODS: tuple[Mood, ...] = get_args(Mood)
"""The first is that of a story that tells nothing."""
_STRONG = 3
"""What a strong word counts for, beside one that only hints."""
_CLEAR, _CLEAR_ALONE, _SHORT = 3, 2, 40
"""Points that a mood must have, fewer where no other has any, or in a scene under so many words:
one hint is chance."""
_AHEAD = 1.25
"""Times the runner-up's points that it must exceed: a long scene has a little of everything."""
_EVERYWHERE = 0.6
"""A word in more of a story's scenes is what it is about (the lamps of a lighthouse), no mood."""
_FEW = 4
"""Scenes of a story that is too short to tell that."""
_STRIKING = 4
"""Points, those of a strong word among them, at which a line is better heard alone."""


@dataclass(frozen=True)
class SceneMood:
    """The mood of a section. `words` speak for it, in their order; `points` of all moods.

    `carried` says that the words told nothing clear: the mood is that of the scene before, or
    calm where that does not suit.
    `strongest` is the id of the line that moves most, "" where none stands out.
    """

    mood: Mood
    words: tuple[str, ...]
    points: Mapping[Mood, int]
    carried: bool = False
    strongest: str = ""


def scene_moods(sections: Sequence[Section], language: str) -> dict[str, SceneMood]:
    """The mood of every section of a story in a language (its IETF tag), by the section's identity.

    What is not clear goes on as before; a picture before the first word has that word's mood.
    """
    lexicon = language_of(language).moods
    found: dict[str, SceneMood] = {}
    told = [section for section in sections if section.lines]
    common = _common(told, lexicon)
    before = _mood(told[0], lexicon, MOODS[0], common).mood if told else MOODS[0]
    for section in sections:
        found[section.identity] = _mood(section, lexicon, before, common)
        before = found[section.identity].mood
    return found


def _common(sections: Sequence[Section], lexicon: Mapping[str, MoodWords]) -> frozenset[str]:
    """Words of moods that a story says nearly everywhere."""
    if len(sections) < _FEW:
        return frozenset()
    scenes = Counter(
        word
        for section in sections
        for word in {
            word.removesuffix("s")
            for mood in MOODS
            for _, word, _ in _told(section, lexicon[mood], frozenset())
        }
    )
    return frozenset(word for word in scenes if scenes[word] > _EVERYWHERE * len(sections))


def _mood(
    section: Section, lexicon: Mapping[str, MoodWords], before: Mood, common: frozenset[str]
) -> SceneMood:
    heard = {mood: [*_told(section, lexicon[mood], common)] for mood in MOODS}
    points = {mood: sum(weight for _, _, weight in heard[mood]) for mood in MOODS}
    first, second = sorted(points.values(), reverse=True)[:2]
    mood = max(MOODS, key=lambda each: points[each])
    length = sum(len(line.text.split()) for line in section.lines)
    enough = _CLEAR_ALONE if length < _SHORT or not second else _CLEAR
    clear = first >= enough and first > _AHEAD * second and len(heard[mood]) > 1
    if not clear:
        mood = _carried(before, points)
    words = tuple(dict.fromkeys(word for _, word, _ in heard[mood]))
    return SceneMood(mood, words, points, not clear, _strongest(section.lines, heard[mood]))


def _carried(before: Mood, points: Mapping[Mood, int]) -> Mood:
    """What goes on where nothing is clear: no alarm, nor a mood that has fewer words here than
    another."""
    over = before == "tense" or points[before] < max(points.values())
    return MOODS[0] if over else before


def _told(
    section: Section, words: MoodWords, common: frozenset[str]
) -> Iterator[tuple[str, str, int]]:
    """Line, word and weight of all that speaks for a mood; the heading, which is its author's own
    summary, counts beside the lines, as a line without an id."""
    yield from _heard([("", section.title)], words, common)
    yield from _heard([(line.id, line.text) for line in section.lines], words, common)


def _heard(
    told: Iterable[tuple[str, str]], words: MoodWords, common: frozenset[str]
) -> Iterator[tuple[str, str, int]]:
    """The same of texts by their ids; a word counts once."""
    known = set(common)
    for name, text in told:
        for pattern, weight in ((words.strong, _STRONG), (words.plain, 1)):
            for match in pattern.finditer(text):
                word = match[0].lower()
                if word.removesuffix("s") not in known:
                    known.add(word.removesuffix("s"))
                    yield name, word, weight


def _strongest(lines: tuple[Line, ...], heard: list[tuple[str, str, int]]) -> str:
    """The line with most of what speaks for the mood; of equals, the last."""
    strong = {at for at, _, weight in heard if weight == _STRONG}
    points = {
        line.id: sum(weight for at, _, weight in heard if at == line.id)
        for line in lines
        if line.id in strong
    }
    most = max(points.values(), default=0)
    last = (at for at in reversed(points) if points[at] == most)
    return next(last, "") if most >= _STRIKING else ""
