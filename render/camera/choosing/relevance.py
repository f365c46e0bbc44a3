"""What each composition is worth while each word is said, in parts of a second rightly shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from render.camera.choosing.showing import INSIDE, SMALL
from render.camera.framing.composition import Composition
from render.camera.grammar import (
    ABOUT_ANOTHER,
    CLOSE_FOR_NOTHING,
    CLOSE_UP,
    CROSSED,
    FLAWED,
    FOR_NOTHING,
    NOT_NAMED,
    NOT_SHOWN,
    NOT_SPEAKING,
    OF_ONE,
    PLACED,
    SCALES,
    STAND_IN_CLOSE,
    SURE,
    THINGS,
    UNMOTIVATED,
    WIDE_SCALES,
)
from render.camera.targets import Target
from render.camera.told import NAMED_THING, Told
from render.geometry import Floats, seen

SLOT = 5
"""Frames that are judged together: a sixth of a second, less than a short word."""

SOONER, LATER = 0.25, 2.6
"""Seconds before and after the onset of its word in which a thing is best seen."""

LEADS = 1.6
"""Seconds by which a thing may come before its word, where no cut is to be had nearer to it: with
the clause that it is named in (by eye: sooner it is a riddle)."""

BEFORE, AFTER = 0.4, 0.55
"""How much of it counts from its sentence's start to then, and from then on to its end."""

CLEARLY, VAGUELY = 1.6, 0.45
"""A mention's weight counts so many times, and as much as this at least."""

RANKED = 0.93
"""What each further thing that a sentence speaks of counts beside the one before it, best first."""

SPEAKER, STAND_IN = 0.85, 0.72
"""What the sight of a speaker is worth while they speak, and of one who may be that unnamed one."""

MEDIUM_CLOSE = 0.15
"""More is a speaker worth in a medium close shot, which is what speech is shown in (taught)."""

LISTENERS = 0.45
"""What several who hear it are worth while one of them, or somebody else, speaks: a long speech is
broken by those it is said to, rather than by all of the scene (taught); not by several so near that
one is taken for who speaks (by eye)."""

UNSEEN = 0.4
"""What anything else is worth while somebody speaks who could be seen."""

OFF_SPEAKER = 0.85
"""What it counts to show what a speaker speaks of, rather than them."""

IN_TURN, TURNS = 0.16, 5
"""What it is worth to look at the next thing in turn where no words speak of anything, and after
how many lines a thing's turn comes again: a line does not know what was shown long before it."""

UNCALLED_FOR = 0.1
"""What a second of a wide crop about a thing costs that nobody speaks of: it shows what is in it by
chance only (both of two jurors named a pitcher's, shown for a pastor)."""

NAMED_ONLY = ("sign", "thing", "place")
"""What is worth a look only while words mean it: lettering that nobody speaks of is a riddle."""

EMPTIEST, FULLEST = 0.5, 1.1
"""How far what there is to see counts where nothing is meant, beside the panel's mean."""

NAMED = 0.5
"""Words that mean a person as clearly as this are about that person."""

ELSEWHERE = 0.5
"""What it counts that a wide crop of another part, and no close one, leaves out what is named."""

LONG_AGO = 0.3
"""What it counts to leave out what is named once its word is some seconds past: listeners."""

UNCLEAN, DOUBTFUL = 1.5, 0.26
"""What it costs more a second that edges cut lettering or somebody's hair in a crop that is worth
no more than the second, which is what may be elsewhere: what is looked at for nothing, or for a
guess, has to be good to look at (by eye)."""

ALONE, KNOWN = 0.3, 0.9
"""What a second near one person costs more of whom nothing tells, who is that?, and near somebody
with a name, whoever is beside them: it would be about them (by eye)."""

HARDLY = 0.1
"""So little of a face that all of a panel cuts is free: else what is hardly one hides the scene."""

PEOPLE = 0.05
"""More than an empty place people are looked at while nothing is meant (by eye)."""


def relevance(
    told: Sequence[Told],
    compositions: Sequence[Composition],
    targets: Sequence[Target],
    shows: Floats,
    frames: tuple[int, int],
    fps: float,
    turn: int = 0,
    cuts: Sequence[int] = (),
) -> tuple[Floats, NDArray[np.bool_]]:
    """[slots, compositions] over `frames` of the section, slots of SLOT frames, per second; and
    which are looked at for nothing that is said then. Where nothing is spoken of, each `turn` looks
    at something else; `cuts` are the frames, in order, at which a shot may begin."""
    first, last = frames
    count = max(1, -(-(last - first) // SLOT))
    number = {target: column for column, target in enumerate(targets)}
    told = [replace(each, mentions=(*each.mentions, *each.lingers)) for each in told]
    idle = _idle(compositions, turn)
    worth = np.tile(idle, (count, 1))
    idly = np.ones(worth.shape, dtype=bool)
    starts = [0, *(_slot(each.beat.onset, first, fps) for each in told[1:]), count]
    for at, each in enumerate(told):
        rows = slice(max(starts[at], 0), max(starts[at + 1], 0))
        found = _of_beat(each, compositions, number, shows, rows, first, fps, idle, cuts)
        worth[rows], idly[rows] = found
    flaws, alone = _unasked(compositions)
    doubtful = idly | (worth <= DOUBTFUL)
    return worth - _faults(compositions) - flaws * doubtful - alone * idly, idly


def _unasked(compositions: Sequence[Composition]) -> tuple[Floats, Floats]:
    """What a second of each composition costs more that hardly anything asks for, by its flaws;
    and that nothing does, since it is near one person."""
    flaws = [each.flaws * (each.scale != "establishing") for each in compositions]
    alone = [_alone(each) if each.scale in CLOSE_UP else 0.0 for each in compositions]
    return UNCLEAN * np.array(flaws), np.array(alone)


def _alone(each: Composition) -> float:
    if each.target is not None and each.target.named:
        return KNOWN
    return 0.0 if each.several else ALONE


def _slot(time: float, first: int, fps: float) -> int:
    return int((round(time * fps, 3) - first) / SLOT + 1e-6)


def _idle(compositions: Sequence[Composition], turn: int) -> Floats:
    """What there is to see while no words speak of anything."""
    idle = [
        _idle_of(each) * min(max(each.filled, EMPTIEST), FULLEST) ** 2
        + PEOPLE * (each.several or bool(each.target and each.target.kind == "group"))
        + IN_TURN * (number % TURNS == turn % TURNS)
        if each.target is None or each.target.kind not in NAMED_ONLY
        else 0.0
        for number, each in enumerate(compositions)
    ]
    return np.array(idle)


def _idle_of(each: Composition) -> float:
    """What a second of a crop is worth while no words speak of anything: however near several
    people are, they are no close-up of one."""
    alone = SCALES[each.scale].idle
    return max(alone, SCALES["medium"].idle) if _listeners(each) else alone


def _listeners(each: Composition) -> bool:
    """Does a crop show several people, none of them from near, and not for a sign among them?"""
    lettered = each.target is not None and each.target.kind == "sign"
    return each.several and each.scale not in CLOSE_UP and not lettered


def _faults(compositions: Sequence[Composition]) -> Floats:
    return np.array([CROSSED * _crossed(each) + FLAWED * each.flaws for each in compositions])


def _crossed(each: Composition) -> float:
    return max(0.0, each.crossed - HARDLY) if each.scale == "establishing" else each.crossed


def _of_beat(
    told: Told,
    compositions: Sequence[Composition],
    number: dict[Target, int],
    shows: Floats,
    rows: slice,
    first: int,
    fps: float,
    idle: Floats,
    cuts: Sequence[int],
) -> tuple[Floats, NDArray[np.bool_]]:
    slots = np.arange(rows.start, rows.stop)
    spoken = told.beat.kind == "speech" and (told.speaker or told.stand_in)
    worth = np.tile(idle * (UNSEEN if spoken else 1.0), (len(slots), 1))
    meant, said, named = _spoken_of(told, slots, number, first, fps, cuts)
    voice = OFF_SPEAKER if told.beat.kind == "speech" else 1.0
    lands = np.array([_lands(each) for each in compositions])
    for column in np.flatnonzero(meant.any(axis=0)).tolist():
        worth = np.maximum(
            worth,
            voice
            * meant[:, column, None]
            * np.where(lands, said[:, column, None], 1.0)
            * shows[None, :, column],
        )
    worth = np.maximum(worth, _of_speaker(told, compositions, number, shows))
    if spoken:
        worth = np.maximum(worth, [LISTENERS * _listeners(each) for each in compositions])
    idly = worth <= idle + 1e-9
    weighs = told.beat.weighs
    nearer = _shown_nearer(told, compositions, shows, number)
    for index, each in enumerate(compositions):
        if each.scale == "close" and not weighs and not each.several:
            worth[:, index] -= CLOSE_FOR_NOTHING
        worth[:, index] -= _out_of_place(told, each, meant * said, said, number)
        if each.scale != "establishing" and not _shows_some(
            told, each, shows[index], number, nearer
        ):
            part = ELSEWHERE if each.scale in WIDE_SCALES or each.several else 1.0
            worth[:, index] -= NOT_SHOWN * part * np.where(named, 1.0, LONG_AGO)
    return worth, idly


def _spoken_of(
    told: Told,
    slots: NDArray[np.int64],
    number: dict[Target, int],
    first: int,
    fps: float,
    cuts: Sequence[int],
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """How clearly each target is meant, [slots, targets]; whether it was clearly named by then;
    and whether anything is, [slots]."""
    meant = np.zeros((len(slots), len(number)))
    said = np.zeros(meant.shape, dtype=bool)
    named = np.zeros(len(slots), dtype=bool)
    for rank, mention in enumerate(told.mentions):
        if mention.target not in number:
            continue
        column = number[mention.target]
        strength = min(max(CLEARLY * mention.weight, VAGUELY), 1.0) * RANKED**rank
        at = (round(mention.time * fps, 3) - first) / SLOT
        near = (slots >= at - SOONER * fps / SLOT) & (slots < at + LATER * fps / SLOT)
        there = np.where(near, 1.0, np.where(slots < at, BEFORE, AFTER)) * strength
        meant[:, column] = np.maximum(meant[:, column], there)
        if mention.weight < NAMED_THING:
            continue  # what no word fits is no detail: a wide one, or those who hear it
        said[:, column] |= slots >= min(at - SOONER * fps / SLOT, _led(at, first, fps, cuts))
        named |= near
    return meant, said, named


def _led(at: float, first: int, fps: float, cuts: Sequence[int]) -> float:
    """The slot of the last cut before a word that is heard in the slot `at`, if it is near."""
    places = [(cut - first) / SLOT for cut in cuts[: bisect_right(cuts, first + at * SLOT)]]
    near = [place for place in places[-1:] if at - place <= LEADS * fps / SLOT]
    return near[0] if near else at


def _of_speaker(
    told: Told, compositions: Sequence[Composition], number: dict[Target, int], shows: Floats
) -> Floats:
    """[compositions]: what the sight of who speaks, or may, is worth."""
    if told.beat.kind == "speech" and told.speaker in number:
        nearer = [MEDIUM_CLOSE * (each.scale == "medium close") for each in compositions]
        return np.asarray((SPEAKER + np.array(nearer)) * shows[:, number[told.speaker]])
    if told.voice in number:
        return np.asarray(SPEAKER * shows[:, number[told.voice]])
    if told.stand_in in number:
        return np.asarray(STAND_IN * shows[:, number[told.stand_in]])
    return np.full(len(compositions), -np.inf)


def _lands(each: Composition) -> bool:
    """Is it a detail, which comes with its word and not before?"""
    return each.target is not None and each.scale in THINGS


def _shown_nearer(
    told: Told, compositions: Sequence[Composition], shows: Floats, number: dict[Target, int]
) -> list[Target]:
    """What is named and can be shown nearer than by all of the panel: else it asks for no crop."""
    near = np.array([each.scale != "establishing" for each in compositions])
    named = (m.target for m in told.mentions if m.weight >= NAMED_THING and m.target in number)
    return [one for one in named if near.any() and shows[near, number[one]].max() > SMALL]


def _shows_some(
    told: Told,
    each: Composition,
    shows: Floats,
    number: dict[Target, int],
    nearer: Sequence[Target],
) -> bool:
    """Does a crop show something of what is named and can be shown, or who speaks? True where there
    is neither, for listeners where nothing is named; a wide one has to show what is surely there.
    """
    least = SURE if each.scale in WIDE_SCALES else PLACED
    named = [one for one in nearer if one.sure >= least]
    if told.speaker in number and told.speaker.sure >= SURE and not each.several:
        named.append(told.speaker)
    asked = [*named, *(who for who in (told.speaker, told.stand_in) if who)]
    return not named or any(shows[number[one]] > SMALL for one in asked if one in number)


def _out_of_place(
    told: Told,
    each: Composition,
    meant: Floats,
    said: NDArray[np.bool_],
    number: dict[Target, int],
) -> Floats:
    """What it costs to show somebody close under another's words, or a thing that none mean, less
    where it is seen wide."""
    none = np.zeros(len(meant))
    who = _whose(told, each)
    if each.scale == "establishing":
        return none  # all of a scene is nobody's picture, whoever is large in it
    if told.beat.kind == "speech" and who is not None and who != told.speaker:
        if who == told.stand_in:
            return none + (STAND_IN_CLOSE if each.scale == "close" else 0.0)
        if who.named or told.speaker is not None:
            return none + NOT_SPEAKING
        return none + (NOT_NAMED if each.scale in CLOSE_UP else NOT_NAMED / 3)
    target = each.target
    thing = target is not None and target.kind != "person" and each.scale in THINGS
    if told.beat.kind == "speech" and not (told.speaker or told.stand_in or thing):
        heard = told.voice and told.voice.head and seen(told.voice.head, each.rect) > INSIDE
        alone = each.scale in OF_ONE and not each.several
        return none + (NOT_NAMED / 2 if alone and not heard else 0.0)
    if who is not None and (each.face or each.scale in OF_ONE) and _about_another(told, who, each):
        return none + ABOUT_ANOTHER
    too_soon = _too_soon(told, each, said, number)
    if too_soon.any():
        return np.asarray(ABOUT_ANOTHER * too_soon, dtype=np.float64)
    if target is not None and (thing or target.kind == "thing"):
        own = [number[one] for one in (target, *each.also) if one in number]
        spoken = meant[:, own].max(axis=1) if own else none
        return np.where(spoken > 0, 0.0, UNMOTIVATED if thing else UNCALLED_FOR)
    if who is not None and told.beat.kind != "speech" and each.scale in CLOSE_UP:
        return none + (FOR_NOTHING if who.named and not _named(told, who) else 0.0)
    return none


def _whose(told: Told, each: Composition) -> Target | None:
    """Whose picture a crop is: several are nobody's, but somebody's with a name while others, who
    are not among them, speak."""
    one = each.target if each.target and each.target.kind == "person" else None
    if each.face or not each.several or one is None:
        return each.face or one
    speaks = told.speaker.head if told.speaker else None
    there = speaks is not None and seen(speaks, each.rect) > INSIDE
    return one if one.named and told.beat.kind == "speech" and not there else None


def _named(told: Told, who: Target) -> bool:
    return any(mention.target == who for mention in told.mentions)


def _about_another(told: Told, who: Target, each: Composition) -> bool:
    """Do a narrator's words name somebody else, who is not in the crop?"""
    named = _people_named(told)
    if who in named:
        return False
    there = any(_is_in(one, each) for one in named)
    return (bool(named) and not there) or (told.elsewhere and not named)


def _too_soon(
    told: Told, each: Composition, said: NDArray[np.bool_], number: dict[Target, int]
) -> NDArray[np.bool_]:
    """[slots]: is a crop about people whom the narrator's words name, but not yet, while they have
    named somebody else, who is not in it?"""
    named = [one for one in _people_named(told) if one in number]
    there = [one for one in named if one == each.target or _is_in(one, each)]
    if each.scale not in CLOSE_UP or not there or told.beat.kind == "speech":
        return np.zeros(len(said), dtype=bool)
    by_now = [said[:, [number[one] for one in some]].any(axis=1) for some in (named, there)]
    return np.asarray(by_now[0] & ~by_now[1])


def _people_named(told: Told) -> list[Target]:
    return [m.target for m in told.mentions if m.target.kind == "person" and m.weight >= NAMED]


def _is_in(one: Target, each: Composition) -> bool:
    return bool(one.head and seen(one.head, each.rect) > INSIDE)
