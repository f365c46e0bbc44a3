"""Chooses one role's voice among those left, by how it fits, differs and sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log2

from story.model import NARRATOR
from voices.casting.childlike_voices import at_played_pitch, lends, lift
from voices.casting.mixtures import mixtures
from voices.casting.roles import Role
from voices.model import Voice

GOOD = 0.5
"""Quality from which a voice is cast before voices are reused."""
AMPLE = 3.0
"""Semitones between two voices beyond which more makes no difference to a listener."""
ENSEMBLE = 4
"""Voices of each gender that play the one-line roles, where that is enough to tell them apart."""
LINGERS = 4
"""Scenes after which a listener no longer takes a voice for the one heard before."""
APART = 1.0
"""Semitones by which a mixed voice must differ from every other in its scenes."""

_AGES = {"child": ("child", "young"), "elder": ("elder",)}


@dataclass(frozen=True)
class VoiceChoice:
    """A voice, and why it was chosen. `shared` names those in a scene with the same voice.

    `pitch` is how many semitones higher the voice is played."""

    voice: Voice
    why: str
    shared: tuple[str, ...] = ()
    pitch: float = 0.0


@dataclass
class CastSoFar:
    """The voices on offer, and who has which so far, at the pitch it is heard at. `scenes` are
    each speaker's."""

    offered: tuple[Voice, ...]
    accent: str
    chosen: dict[str, Voice] = field(default_factory=dict)
    scenes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    principals: set[str] = field(default_factory=set)

    def give(self, role: Role, voice: Voice, semitones: float = 0.0) -> None:
        """Let `role` have `voice`, played higher by `semitones`."""
        self.chosen[role.name] = at_played_pitch(voice, semitones)
        self.scenes[role.name] = role.scenes
        if role.is_principal:
            self.principals.add(role.name)

    def company(self, role: Role) -> list[str]:
        """Speakers cast so far who are heard in one of the role's scenes, narrator included."""
        mine = set(role.scenes)
        return [
            name
            for name in self.chosen
            if name != role.name and (name == NARRATOR or mine & set(self.scenes.get(name, ())))
        ]

    def ensemble(self, role: Role) -> tuple[Voice, ...]:
        """Voices that play small parts of the role's gender so far; none for a principal."""
        if role.is_principal:
            return ()
        small = {name for name in self.chosen if name not in self.principals and name != NARRATOR}
        voices = {self.chosen[name].id: self.chosen[name] for name in sorted(small)}
        return tuple(voice for voice in voices.values() if voice.gender == role.gender)

    def users(self, voice: Voice) -> list[str]:
        """Those who have `voice`."""
        return [name for name, has in self.chosen.items() if has.id == voice.id]


def choose_narrator(role: Role, offered: Sequence[Voice]) -> VoiceChoice:
    """The best voice for the narrator; those that suit one first."""
    plain = [voice for voice in offered if not voice.novelty] or list(offered)
    fit = [voice for voice in plain if role.gender in ("unknown", voice.gender)] or plain
    best = max(fit, key=lambda voice: ("narrator" in voice.suits, voice.quality))
    return VoiceChoice(best, "the best voice for the narrator")


def choose_voice(role: Role, stage: CastSoFar) -> VoiceChoice:
    """The voice for `role`: see docs/casting.md for the order of its wishes."""
    company = stage.company(role)
    near = [stage.chosen[name] for name in company]
    taken = {voice.id for voice in near}
    for candidates, why in _levels(role, stage):
        free = [voice for voice in candidates if voice.id not in taken]
        if free:
            best = _best(role, free, near, stage)
            return VoiceChoice(best, why, pitch=lift(best, role))
    mixed = [voice for voice in mixtures(_fitting(role, stage)) if gap(voice, near) >= APART]
    if mixed:
        best = max(mixed, key=lambda voice: (gap(voice, near), voice.quality, voice.id))
        return VoiceChoice(best, "a mixture: more speakers than voices in a scene")
    return _share(role, stage, company)


def ranked(role: Role, stage: CastSoFar) -> tuple[Voice, ...]:
    """All voices on offer for `role`, best first, those that do not fit left out."""
    near = [stage.chosen[name] for name in stage.company(role)]
    taken = {voice.id for voice in near}
    found: dict[str, Voice] = {}
    for candidates, _ in _levels(role, stage):
        free = [voice for voice in candidates if voice.id not in taken and voice.id not in found]
        while free:
            best = _best(role, free, near, stage)
            found[best.id] = best
            free.remove(best)
    return tuple(found.values())


def gap(voice: Voice, others: Iterable[Voice]) -> float:
    """Semitones from `voice` to the nearest of `others`; infinite where there is none."""
    return min((semitones(voice, other) for other in others), default=inf)


def semitones(one: Voice, other: Voice) -> float:
    """How far apart two voices' pitches are; voices of unknown pitch count as far apart."""
    if one.id == other.id:
        return 0.0
    if one.pitch <= 0 or other.pitch <= 0:
        return AMPLE
    return abs(12 * log2(one.pitch / other.pitch))


def _levels(role: Role, stage: CastSoFar) -> list[tuple[list[Voice], str]]:
    """Candidates in falling order of how well they serve; each with the reason to tell."""
    fitting = _fitting(role, stage)
    hinted = [voice for voice in fitting if voice.novelty]
    plain = [voice for voice in fitting if not voice.novelty]
    accent = role.accent or stage.accent
    home = [voice for voice in plain if not accent or voice.accent in ("", accent)]
    away = [voice for voice in plain if voice not in home]
    good = [voice for voice in home if voice.quality >= GOOD]
    fresh = [voice for voice in good if not stage.users(voice)]
    untold = [voice for voice in good if not stage.principals & set(stage.users(voice))]
    if role.is_principal:
        first = (fresh, "a voice of their own")
    else:
        first = (untold, "one of the voices for small parts")
    return [
        (hinted, "asked for by who they are"),
        first,
        (good, "shared with someone they never meet"),
        (home, "shared with someone they never meet"),
        (
            [voice for voice in away if voice.quality >= GOOD],
            "another accent: all others are heard here",
        ),
        (away, "another accent: all others are heard here"),
    ]


def _fitting(role: Role, stage: CastSoFar) -> list[Voice]:
    narrator = stage.chosen.get(NARRATOR)
    return [
        voice
        for voice in stage.offered
        if (narrator is None or voice.id != narrator.id)
        and lends(voice, role)
        and (not voice.novelty or role.hints & {*voice.suits, voice.name.lower()})
    ]


def _best(role: Role, free: Sequence[Voice], near: Sequence[Voice], stage: CastSoFar) -> Voice:
    suits = ([v for v in free if age in v.suits] for age in _AGES.get(role.age, ()))
    suited = next(filter(None, suits), [])
    ensemble = {voice.id for voice in stage.ensemble(role)}
    full = len(ensemble) >= ENSEMBLE

    def merit(voice: Voice) -> tuple[float, bool, int, float]:
        return (
            min(gap(at_played_pitch(voice, lift(voice, role)), near), AMPLE),
            voice.id in ensemble or not full,
            -_lingering(role, voice, stage),
            voice.quality,
        )

    return max(sorted(suited or free, key=lambda voice: voice.id), key=merit)


def _lingering(role: Role, voice: Voice, stage: CastSoFar) -> int:
    """How much a listener may still take `voice` for someone heard shortly before or after."""
    distances = [
        abs(scene - mine)
        for name in stage.users(voice)
        for scene in stage.scenes.get(name, ())
        for mine in role.scenes
    ]
    return max(0, LINGERS - min(distances, default=LINGERS))


def _share(role: Role, stage: CastSoFar, company: Sequence[str]) -> VoiceChoice:
    """The voice of someone in the same scene, for want of another: the least heard first."""
    fitting = _fitting(role, stage) or [
        voice for voice in stage.offered if voice.id != _narrator_id(stage.chosen)
    ]
    fitting = fitting or list(stage.offered)
    others = [name for name in company if name != NARRATOR]

    def clashes(voice: Voice) -> int:
        return sum(stage.chosen[name].id == voice.id for name in others)

    best = min(fitting, key=lambda voice: (voice.novelty, clashes(voice), -voice.quality, voice.id))
    same = tuple(name for name in company if stage.chosen[name].id == best.id)
    return VoiceChoice(best, "no other voice was left", same)


def _narrator_id(chosen: Mapping[str, Voice]) -> str:
    return chosen[NARRATOR].id if NARRATOR in chosen else ""
