"""From a sentence to the parts of a picture that it may speak of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from render.camera.beats import Beat
from render.camera.drawn import KIN, THE_EYE, Aim, Drawn, rarity, sign_score
from render.camera.drawn import drawn as drawn
from render.camera.prompts.figures import speaking
from render.camera.prompts.places import Place
from render.camera.vision.subjects import Subject
from render.geometry import Rect
from story.english.stems import families, names_people, names_several, stems, words

SIGN, PLACE, NAMED, ROLE, SPEAKER, EYE = 2.0, 1.5, 1.5, 0.8, 0.5, 0.35
"""How much each kind of evidence counts, before a sentence's weights are made to add up to 1."""

TURNS = 2
"""Things that draw the eye that are looked at in turn."""

MOST_AIMS = 4
"""More guesses than this only pull the camera to the middle of everything."""

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}


def all_aims(beats: Sequence[Beat], panel: Drawn) -> list[tuple[Aim, ...]]:
    """What each of a panel's sentences may speak of; who is meant by he or she is remembered."""
    found = []
    about: frozenset[int] = frozenset()
    for turn, beat in enumerate(beats):
        about = _meant(beat, panel, about)
        found.append(aims(beat, panel, turn, about))
    return found


def aims(
    beat: Beat, panel: Drawn, turn: int = 0, about: frozenset[int] | None = None
) -> tuple[Aim, ...]:
    """What the sentence may speak of, likeliest first. Never empty.

    `about` are the panel's figures that it speaks of. Where it speaks of nothing that is drawn,
    each `turn` looks at something else first.
    """
    meant = _meant(beat, panel, frozenset()) if about is None else about
    found = [
        *_lettered(beat, panel),
        *_asked_for(beat, panel),
        *_people(beat, panel, meant),
        *_striking(panel, turn),
    ]
    if not found:
        found = [Aim((panel.facts.whole,), 1.0, "the whole")]
    ranked = sorted(_merged(found), key=lambda aim: -aim.weight)[:MOST_AIMS]
    total = sum(aim.weight for aim in ranked)
    return tuple(replace(aim, weight=aim.weight / total) for aim in ranked)


def _merged(found: Sequence[Aim]) -> list[Aim]:
    """Aims at the same boxes as one, named by the weightier evidence."""
    merged: dict[tuple[Rect, ...], Aim] = {}
    for aim in sorted(found, key=lambda aim: -aim.weight):
        known = merged.get(aim.boxes)
        merged[aim.boxes] = replace(known, weight=known.weight + aim.weight) if known else aim
    return list(merged.values())


def _meant(beat: Beat, panel: Drawn, before: frozenset[int]) -> frozenset[int]:
    """The figures that a sentence names, speaks for, or means by he or she."""
    if beat.kind == "speech" and (spoken := _speaking(beat, panel)):
        return spoken
    said = words(f"{beat.tag} " if beat.kind == "speech" and beat.tag else beat.text)
    if named := _called(said, panel):
        return named
    asked = {_PRONOUNS[word] for word in said if word in _PRONOUNS}
    if not asked:
        return frozenset()
    known = {i for i, figure in enumerate(panel.figures) if figure.gender in {*asked, "unknown"}}
    named_ones = sorted(i for i in known if panel.figures[i].names)
    return frozenset(before & known) or frozenset(named_ones[:1])


def _speaking(beat: Beat, panel: Drawn) -> frozenset[int]:
    """The figures that a speaker is, by name or by role."""
    who = speaking(beat.speaker, panel.figures)
    return frozenset() if who is None else frozenset((who,))


def _called(said: Sequence[str], panel: Drawn) -> frozenset[int]:
    names = frozenset(said) & panel.heroes
    return frozenset(i for i, figure in enumerate(panel.figures) if figure.names & names)


def _lettered(beat: Beat, panel: Drawn) -> list[Aim]:
    """Signs whose words are spoken."""
    spoken = stems(beat.text)
    scores = [sign_score(sign, spoken, panel) for sign in panel.signs]
    best = max(scores, default=0.0)
    return [
        Aim(sign.boxes, SIGN * score * (score / best), f"“{sign.text}”")
        for sign, score in zip(panel.signs, scores, strict=True)
        if score > 0
    ]


def _asked_for(beat: Beat, panel: Drawn) -> list[Aim]:
    """Places of the prompt that the sentence has words in common with."""
    scores = [_place_score(beat, place, panel) for place in panel.places]
    best = max(scores, default=0.0)
    return [
        replace(aim, weight=PLACE * score * (score / best) * aim.weight)
        for where, score in zip(panel.where, scores, strict=True)
        if score > 0
        for aim in where
    ]


def _place_score(beat: Beat, place: Place, panel: Drawn) -> float:
    spoken = stems(beat.text)
    same = sum(rarity(word, panel) for word in place.stems & spoken)
    kin = KIN * len(place.families & families(spoken))
    return min(1.2, (same + kin) / math.sqrt(1 + 0.3 * len(place.stems)))


def _people(beat: Beat, panel: Drawn, meant: frozenset[int]) -> list[Aim]:
    """Persons: those who are named or meant, those in a role, whoever speaks."""
    found: list[Aim] = []
    said = frozenset(words(beat.text))
    named = (said | frozenset(words(beat.speaker))) & panel.heroes
    if meant and len(meant) > 1 and panel.groups:
        found += _shared(panel.groups[:1], NAMED / 2, 1.0, "persons named")
    for figure in meant:
        found += _times(panel.looks[figure], NAMED / len(meant))
    if not meant and (named or said & _PRONOUNS.keys()):
        found += _shared(panel.persons[:3], NAMED, 3.0, "a person named")
    if names_several(beat.text):
        found += _shared([*panel.groups, *panel.persons[:2]], ROLE, 1.0, "people")
    elif names_people(beat.text):
        found += _shared(panel.persons[:4], ROLE, 1.0, "a person")
    if beat.kind == "speech" and not found:
        found += _shared(panel.persons[:4], SPEAKER, 1.0, "the speaker")
    return found


def _times(look: Sequence[Aim], weight: float) -> list[Aim]:
    return [replace(aim, weight=weight * aim.weight) for aim in look]


def _striking(panel: Drawn, turn: int) -> list[Aim]:
    """What draws the eye whatever is said."""
    people = [replace(person, weight=2 * person.weight) for person in panel.persons[:3]]
    ranked = sorted([*panel.things, *people], key=lambda subject: -subject.weight)
    first = turn % max(min(len(ranked), TURNS), 1)
    turned = [*ranked[first:], *ranked[:first]]
    weighed = [
        replace(subject, weight=rank.weight) for subject, rank in zip(turned, ranked, strict=True)
    ]
    return _shared(weighed, EYE, 1.5, THE_EYE)


def _shared(found: Sequence[Subject], weight: float, power: float, what: str) -> list[Aim]:
    """One weight shared out by how much each subject draws the eye."""
    parts = [(0.05 + subject.weight) ** power for subject in found]
    total = sum(parts)
    return [
        Aim(subject.boxes, weight * part / total, what)
        for subject, part in zip(found, parts, strict=True)
    ]
