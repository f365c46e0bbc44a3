"""Who is to be cast: each speaker with what casting needs to know about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from story.model import NARRATOR, Character, Line, Section
from story.settings import CastSettings

_ACCENTS = {
    "gb": re.compile(r"\b(?:british|english|scottish|welsh|cockney|london) (?:accent|voice)"),
    "us": re.compile(r"\b(?:american|texan|southern|yankee|boston) (?:accent|voice|drawl)"),
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Role:
    """A speaker to be cast. `scenes` are indexes of the sections in which they are heard.

    `times` counts how often they take the word: the parts of one utterance that a tag splits
    count once. `hints` are lower-case words that may ask for a novelty voice.
    """

    name: str
    gender: str = "unknown"
    age: str = "unknown"
    accent: str = ""
    named: bool = True
    words: int = 0
    times: int = 0
    scenes: tuple[int, ...] = ()
    hints: frozenset[str] = frozenset()

    @property
    def is_principal(self) -> bool:
        """Whether they speak more than once, so that listeners come to know the voice."""
        return self.times > 1


def roles(
    characters: Iterable[Character], scenes: Sequence[Section], wishes: Mapping[str, CastSettings]
) -> tuple[Role, ...]:
    """The narrator, then every other speaker of `scenes`, the most heard first."""
    known = {character.name: character for character in characters}
    heard = _heard(scenes)
    found = [_role(name, known.get(name), heard.get(name, []), wishes.get(name)) for name in heard]
    order = {role.name: at for at, role in enumerate(found)}
    return tuple(
        sorted(found, key=lambda role: (role.name != NARRATOR, -role.words, order[role.name]))
    )


def settled(cast_roles: Sequence[Role], narrator_gender: str) -> tuple[Role, ...]:
    """The roles with every unknown gender settled: balanced in each scene, then over the story."""
    total = Counter(role.gender for role in cast_roles if role.name != NARRATOR)
    scenes: dict[int, Counter[str]] = {}
    for role in cast_roles:
        for scene in role.scenes if role.name != NARRATOR else ():
            scenes.setdefault(scene, Counter())[role.gender] += 1
    other = {"female": "male", "male": "female"}.get(narrator_gender, "female")
    found = []
    for role in cast_roles:
        if role.gender == "unknown" and role.name != NARRATOR:
            role = replace(role, gender=_rarer(role, total, scenes, other))
            total[role.gender] += 1
            for scene in role.scenes:
                scenes[scene][role.gender] += 1
        found.append(role)
    return tuple(found)


def _rarer(role: Role, total: Counter[str], scenes: dict[int, Counter[str]], other: str) -> str:
    def weight(gender: str) -> tuple[int, int, bool]:
        return sum(scenes[at][gender] for at in role.scenes), total[gender], gender != other

    return min(("female", "male"), key=weight)


def _heard(scenes: Sequence[Section]) -> dict[str, list[tuple[int, int, Line]]]:
    """Each speaker's lines as (scene, paragraph, line), speakers in the order heard."""
    found: dict[str, list[tuple[int, int, Line]]] = {NARRATOR: []}
    for scene, section in enumerate(scenes):
        paragraph = 0
        for line in section.lines:
            paragraph += line.joint in ("start", "paragraph")
            found.setdefault(line.speaker, []).append((scene, paragraph, line))
    return found


def _role(
    name: str,
    character: Character | None,
    heard: Sequence[tuple[int, int, Line]],
    wish: CastSettings | None,
) -> Role:
    who = character or Character(name)
    return Role(
        name=name,
        gender=(wish.gender if wish else "") or who.gender,
        age=(wish.age if wish else "") or who.age,
        accent=_accent(who),
        named=who.named,
        words=sum(len(_WORD.findall(line.text)) for _, _, line in heard),
        times=len({(scene, paragraph) for scene, paragraph, _ in heard}),
        scenes=tuple(dict.fromkeys(scene for scene, _, _ in heard)),
        hints=_hints(who, [line for _, _, line in heard]),
    )


def _accent(character: Character) -> str:
    told = " ".join(character.evidence).lower()
    return next((name for name, pattern in _ACCENTS.items() if pattern.search(told)), "")


def _hints(character: Character, lines: Sequence[Line]) -> frozenset[str]:
    names = _WORD.findall(" ".join((character.name, *character.aliases)).lower())
    deliveries = Counter(
        each.value for line in lines for each in line.annotations if each.kind == "delivery"
    )
    usual = [value for value, count in deliveries.items() if 2 * count > len(lines)]
    return frozenset((*names, *usual))
