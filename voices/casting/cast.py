"""Casting: who speaks with which voice. Same story, voices and settings: same cast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from story.errors import SettingsError, VoiceError
from story.model import NARRATOR, Character, Section
from story.problems import Problem
from story.settings import FILE_NAME, CastSettings
from voices.casting.choice import CastSoFar, VoiceChoice, choose_narrator, choose_voice, ranked
from voices.casting.roles import Role, roles, settled
from voices.casting.voice_names import find_voice
from voices.casting.voice_use import VoiceUse
from voices.model import Voice

_LOOK = "Another was chosen: inkreel cast shows it."
Wish = CastSettings | Mapping[str, Any] | str


@dataclass(frozen=True)
class Cast(Mapping[str, VoiceUse]):
    """Speaker -> how their voice is used; a mapping. `problems` are what a person should know."""

    uses: Mapping[str, VoiceUse]
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __getitem__(self, speaker: str) -> VoiceUse:
        return self.uses[speaker]

    def __iter__(self) -> Iterator[str]:
        return iter(self.uses)

    def __len__(self) -> int:
        return len(self.uses)


def cast(
    characters: Iterable[Character],
    scenes: Sequence[Section],
    voices: Sequence[Voice],
    settings: Mapping[str, Wish] | None = None,
    kept: Cast | None = None,
    *,
    one: bool = False,
    engine: str = "",
) -> Cast:
    """A voice for the narrator and every speaker of `scenes`.

    `settings` say what the author wants: speaker -> table or voice; they rank above `kept`, the
    cast as written before, whose speakers all stay. Voices are drawn from `engine`, by default
    that of the first of `voices`; a wish may name any. `one`: everyone in the narrator's voice.
    Raises SettingsError for a wish that can't be met, VoiceError where there is no voice.
    """
    if not voices:
        raise VoiceError("there is no voice to cast")
    characters = tuple(characters)
    known = _known_names(characters, scenes)
    asked = {known.get(name.casefold(), name): wish for name, wish in (settings or {}).items()}
    wishes = {name: _wish(name, wish) for name, wish in asked.items()}
    offered = tuple(voice for voice in voices if voice.engine == (engine or voices[0].engine))
    found = roles(characters, scenes, wishes)
    production = _Production(voices, offered or tuple(voices), wishes, kept or Cast({}))
    production.cast_fixed(found)
    production.cast_rest(found, one=one)
    return production.result(found)


def candidates(
    character: Character,
    cast: Cast,
    voices: Sequence[Voice],
    scenes: Sequence[Section] = (),
) -> tuple[Voice, ...]:
    """Voices for an audition: the one in the cast, then others that fit, best first.

    Without `scenes`, everyone in the cast counts as company.
    """
    found = {role.name: role for role in roles([character], scenes, {})}
    role = found.get(character.name) or Role(character.name, character.gender, character.age)
    if not scenes:
        role = replace(role, scenes=(0,))
    use = cast.get(character.name)
    if role.gender == "unknown" and use:
        role = replace(role, gender=use.voice.gender)
    stage = CastSoFar(_pool(voices, cast), _accent(cast))
    for name, other in cast.items():
        if name != character.name:
            stage.chosen[name] = other.voice
            stage.scenes[name] = found[name].scenes if name in found else role.scenes
    first = (use.voice,) if use else ()
    return first + tuple(voice for voice in ranked(role, stage) if voice not in first)


def _pool(voices: Sequence[Voice], cast: Cast) -> tuple[Voice, ...]:
    engine = cast[NARRATOR].voice.engine if NARRATOR in cast else voices[0].engine
    return tuple(voice for voice in voices if voice.engine == engine) or tuple(voices)


def _accent(cast: Cast) -> str:
    return cast[NARRATOR].voice.accent if NARRATOR in cast else ""


class _Production:
    """The work of one casting: what is fixed first, then the rest, the most heard first."""

    def __init__(
        self,
        voices: Sequence[Voice],
        offered: tuple[Voice, ...],
        wishes: Mapping[str, CastSettings],
        kept: Cast,
    ) -> None:
        self._voices = voices
        self._wishes = wishes
        self._kept = kept
        self._stage = CastSoFar(offered, "")
        self._made: dict[str, VoiceUse] = {}
        self._problems: list[Problem] = []

    def cast_fixed(self, found: Sequence[Role]) -> None:
        """Give the voices that the settings name, then those kept from before."""
        by_name = {role.name: role for role in found}
        for name, wish in self._wishes.items():
            if wish.voice:
                voice = find_voice(wish.voice, self._voices, name)
                self._give(by_name.get(name, Role(name)), VoiceChoice(voice, f"set in {FILE_NAME}"))
            if name not in by_name and name != NARRATOR:
                self._unknown(name, by_name)
        narrator = self._stage.chosen.get(NARRATOR)
        for name, use in self._kept.items():
            if name in self._stage.chosen or (narrator and use.voice.id == narrator.id):
                continue
            kept = self._offered(use.voice)
            if kept:
                self._give(by_name.get(name, Role(name)), VoiceChoice(kept, use.why or "kept"))
            else:
                self._gone(name, use.voice)

    def cast_rest(self, found: Sequence[Role], *, one: bool) -> None:
        """Cast everyone who has no voice yet."""
        stage = self._stage
        narrator = next(role for role in found if role.name == NARRATOR)
        if NARRATOR not in stage.chosen:
            left = [voice for voice in stage.offered if not stage.users(voice)]
            self._give(narrator, choose_narrator(narrator, left or stage.offered))
        voice = stage.chosen[NARRATOR]
        stage.accent = voice.accent
        known = [self._as_cast(role) for role in found]
        for role in _casting_order(settled(known, voice.gender)):
            if role.name not in stage.chosen:
                self._give(
                    role,
                    VoiceChoice(voice, "one voice for all") if one else choose_voice(role, stage),
                )

    def result(self, found: Sequence[Role]) -> Cast:
        """The cast: this story's speakers, the most heard first, then others kept."""
        names = [role.name for role in found]
        names += [name for name in self._stage.chosen if name not in names]
        return Cast({name: self._use(name) for name in names}, tuple(self._problems))

    def _as_cast(self, role: Role) -> Role:
        """A role whose voice is fixed counts with its voice's gender where its own is unknown."""
        voice = self._stage.chosen.get(role.name)
        if role.gender != "unknown" or voice is None:
            return role
        return replace(role, gender=voice.gender)

    def _use(self, name: str) -> VoiceUse:
        wish, kept = self._wishes.get(name), self._kept.get(name)
        made = self._made[name]
        base = replace(kept, voice=made.voice, why=made.why) if kept else made
        if wish is None:
            return base
        given = wish.model_fields_set & {"speed", "pitch", "gain", "delivery"}
        return replace(base, **{key: getattr(wish, key) for key in given})

    def _give(self, role: Role, choice: VoiceChoice) -> None:
        self._stage.give(role, choice.voice, self._pitch(role, choice))
        self._made[role.name] = VoiceUse(choice.voice, pitch=choice.pitch, why=choice.why)
        if choice.shared and len(self._stage.offered) > 1:
            others = " and ".join(choice.shared)
            self._problem(
                "voice-shared",
                f"{role.name} has the same voice as {others}, heard in the same scene.",
                "Give one of them another voice in the cast.",
            )

    def _pitch(self, role: Role, choice: VoiceChoice) -> float:
        """Semitones that a listener will hear: the author's, those kept, else the choice's."""
        wish, kept = self._wishes.get(role.name), self._kept.get(role.name)
        if wish and "pitch" in wish.model_fields_set:
            return wish.pitch
        return kept.pitch if kept else choice.pitch

    def _offered(self, voice: Voice) -> Voice | None:
        try:
            return find_voice(voice.id, self._voices, "")
        except SettingsError:
            return None

    def _gone(self, name: str, voice: Voice) -> None:
        self._problem("voice-gone", f"{name}'s voice {voice.id} is no longer there.", _LOOK)

    def _unknown(self, name: str, known: Mapping[str, Role]) -> None:
        near = get_close_matches(name, known, 1, 0.6)
        hint = f"Did you mean {near[0]}?" if near else "See who speaks with inkreel cast."
        self._problem("cast-unknown", f"{name} is in the cast, but never speaks.", hint)

    def _problem(self, code: str, message: str, advice: str) -> None:
        self._problems.append(Problem(FILE_NAME, 0, code, message, advice))


def _known_names(characters: Sequence[Character], scenes: Sequence[Section]) -> dict[str, str]:
    """Names and aliases as people may write them, in lower case -> the speaker's name."""
    heard = {line.speaker for section in scenes for line in section.lines} | {NARRATOR}
    speaking = [character for character in characters if character.name in heard]
    known = {alias.casefold(): one.name for one in reversed(speaking) for alias in one.aliases}
    return known | {name.casefold(): name for name in sorted(heard)}


def _casting_order(found: Sequence[Role]) -> list[Role]:
    """Principals, the most heard first; then small parts in the order of their scenes."""
    principals = [role for role in found if role.is_principal]
    small = [role for role in found if not role.is_principal]
    return principals + sorted(small, key=lambda role: role.scenes)


def _wish(name: str, wish: Wish) -> CastSettings:
    if isinstance(wish, CastSettings):
        return wish
    try:
        return CastSettings.model_validate({"voice": wish} if isinstance(wish, str) else dict(wish))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{name}: {key}: {first['msg']} (it is {first['input']!r:.80})."
        ) from error
