"""The single persons that a prompt asks for: what they are called, their looks, their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from render.camera.prompts.heroes import first_names
from render.camera.prompts.places import Place
from render.camera.vision.colours import colours_in
from render.geometry import Rect
from story.english.first_names import first_name_gender
from story.english.stems import names_several, person_in, words

_BESIDE = re.compile(
    r"\b(?:behind|beside|near|above|below|to|of|from|for|by|between)\s+$", re.IGNORECASE
)
_OWNED = re.compile(r"\s*(?:and |while )?(?:his|her|their)\b", re.IGNORECASE)
_HERS = frozenset("woman girl lady mother grandmother grandma queen wife sister daughter aunt "
                  "princess widow".split())  # fmt: skip
_HIS = frozenset("man boy gentleman father grandfather grandpa king husband brother son uncle "
                 "prince grandson".split())  # fmt: skip
_SHE, _HE = frozenset("she her hers herself".split()), frozenset("he his him himself".split())
_CHILD = frozenset(
    "boy girl child kid toddler baby son daughter grandson granddaughter schoolboy".split()
)
_GROWN = re.compile(r"\b(?:adult|grown|old|young man|young woman)\b|\bson \w+ (?:sits|writes)")
_YEARS = re.compile(r"\b(\w+|\d+)-year-old\b")
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(),
                    range(2, 13), strict=True))  # fmt: skip
_LOW = re.compile(
    r"\b(?:sit\w*|seated|lying|lies|kneel\w*|crouch\w*|bow\w*|bend\w*|on (?:his|her) lap|in bed)\b"
)
_HIGH = re.compile(
    r"\b(?:stand\w*|pacing|walk\w*|strid\w*|rises|leans over|at a podium|on (?:a )?stage)\b"
)
_FACELESS = frozenset(
    "goose cat dog horse bird llama cow sheep gull parrot donkey mouse rabbit fox owl lion tiger "
    "bear wolf deer goat pig hen rooster duck swan eagle crow raven penguin elephant monkey ape "
    "whale dolphin dragon snake turtle frog camel robot android statue bust sculpture monument "
    "silhouette scarecrow snowman skeleton".split()
)
"""Animals, and what has a head that is nobody's, or none that shows a face."""
_FACELESS_NOUN = re.compile(
    rf"\W*(?:[\w'’-]+\s+){{0,9}}?(?P<noun>{'|'.join(sorted(_FACELESS))})(?![\w-])", re.IGNORECASE
)
_WORN = re.compile(
    r"[\w-]+(?: [\w-]+){0,2} (?:coat|raincoat|overcoat|dress|shawl|jersey|gown|robe|suit|uniform|"
    r"jacket|cloak|vest|sweater|hoodie|shirt|t-shirt|blouse|apron|kimono)\b"
)
"""Colours of buttons and of what is held tell nobody apart; those of large garments do."""
_HOLDS = re.compile(r"\W*(?:and )?(?:holds|carries|hugs|lifts|embraces|leads) (\w+)\b(?!['’])")
_LOOKS_TO = re.compile(r"\b(?:looking|gazing|pointing|facing|turned)\b[^,;.]*?\b(left|right)\b")


@dataclass(frozen=True)
class Figure:
    """A single person, animal, robot or statue that a prompt asks for.

    `orders` are the places of the prompt that describe them, `names` what they are called there;
    `gender` is "female", "male" or "unknown"; `zone` is where they are asked for, `colours` the
    letters of those that they wear, `text` all that is said of them. `posture` is 1 for somebody
    standing, -1 for somebody sitting or lying, 0 where the prompt does not say; `depth` 1 in the
    foreground, -1 in the background. `facing` is "left", "right" or "". What is `faceless` is
    sought by its colours and by what draws the eye; those are its own colours then.
    """

    orders: frozenset[int]
    names: frozenset[str]
    gender: str
    zone: Rect | None
    colours: tuple[str, ...] = ()
    text: str = ""
    child: bool = False
    faceless: bool = False
    posture: int = 0
    depth: int = 0
    facing: str = ""

    @property
    def called(self) -> str:
        """A name, or the few words that say who it is."""
        return " ".join(sorted(self.names)) or _role(self.text)


def figures(places: Sequence[Place], heroes: Collection[str]) -> tuple[Figure, ...]:
    """The single persons among a prompt's places, in its order."""
    found: list[Figure] = []
    for head in places:
        if head.owner != head.order:
            continue
        own = [
            place for place in places if place.owner == head.order
            and not ((held := _HOLDS.match(place.text)) and held[1].lower() in heroes)
        ]  # fmt: skip
        if own and _single(own, heroes):
            figure = _figure(own, heroes)
            again = re.match(r"\W*(?:he|she) ", head.text, re.IGNORECASE) and not figure.names
            if not (again and found):
                _join(found, figure)
    return tuple(_with_first_names((*found, *_held(places, heroes, found)), places, heroes))


def _with_first_names(
    found: Sequence[Figure], places: Sequence[Place], heroes: Collection[str]
) -> Iterator[Figure]:
    """Figures with the first name that a prompt has for them elsewhere: "in the library of Johann
    Bernoulli. Bernoulli leans over a desk". Where it has several, nobody knows whose each is."""
    texts = {place.whole for place in places}
    known = {name for figure in found for name in figure.names}
    for figure in found:
        firsts = {
            first for name in figure.names for first in first_names(name, texts) if first in heroes
        }
        only = len(firsts) == 1 and not firsts & known
        yield replace(figure, names=figure.names | firsts) if only else figure


def _held(
    places: Sequence[Place], heroes: Collection[str], found: Sequence[Figure]
) -> Iterator[Figure]:
    """Persons named in what somebody else does: "Ines holds Mira in her arms"."""
    known = {name for figure in found for name in figure.names}
    for place in places:
        act = _HOLDS.match(place.text)
        if act and (name := act[1].lower()) in heroes and name not in known:
            known.add(name)
            told = replace(place, text=place.text[act.start(1) :])
            yield replace(_figure([told], frozenset((name,))), orders=frozenset())


def _join(found: list[Figure], figure: Figure) -> None:
    """Take in a figure; one that bears the name of another is the same person, but for "his son
    Johann Euler", who shares it, and for "Anna Berg" beside "Karl Berg"."""
    others = frozenset(name for known in found for name in known.names)
    same = any(known.names <= figure.names or figure.names <= known.names for known in found)
    if figure.names - others and (_OWNED.match(figure.text) or not same):
        figure = replace(figure, names=figure.names - others)
    for number, known in enumerate(found):
        if known.names & figure.names:
            found[number] = replace(
                known,
                orders=known.orders | figure.orders,
                names=known.names | figure.names,
                gender=figure.gender if known.gender == "unknown" else known.gender,
                zone=known.zone or figure.zone,
                colours=known.colours or figure.colours,
                text=f"{known.text} {figure.text}",
                posture=known.posture or figure.posture,
                depth=known.depth or figure.depth,
                facing=known.facing or figure.facing,
            )
            return
    found.append(figure)


def _single(own: Sequence[Place], heroes: Collection[str]) -> bool:
    """Is the first that is asked for, or what it is said to be, one person?"""
    first = own[:2]
    names = frozenset(heroes)
    if any(_called(place, names) for place in first):
        return not names_several(own[0].text) or not own[0].names & names
    if re.search(r"[“”\"]", own[0].text):
        return False  # lettering that is asked for, not somebody
    if own[0].zone and _faceless(own[0].text, names):
        return True
    role = any(person_in(words(p.text)) and not names_several(p.text) for p in first)
    return role and not names_several(own[0].text)


def _called(place: Place, heroes: Collection[str]) -> frozenset[str]:
    """What the first person who is there is called; not one whom another stands beside, nor the
    owner of a thing."""
    found: list[str] = []
    for word in re.finditer(r"[\w]+(?:['’]s?\b)?", place.text):
        name = word[0].lower()
        if name in heroes and name in place.names:
            found.append(name)
        elif found:
            break
        if found and _BESIDE.search(place.text[: word.start()]) and len(found) == 1:
            return frozenset()
    return frozenset(found)


def _figure(own: Sequence[Place], heroes: Collection[str]) -> Figure:
    text = ", ".join(place.text for place in own)
    noun = _faceless(own[0].text, frozenset(heroes))
    named = ((p, called) for p in own[:2] if (called := _called(p, heroes)))
    bearer, names = next(named, (own[0], frozenset()))
    return Figure(
        orders=frozenset(place.order for place in own),
        names=names,
        gender=_gender(names, _about(own, bearer), text),
        zone=_zone(own),
        colours=colours_in(noun or " ".join(found[0] for found in _WORN.finditer(text.lower()))),
        text=text,
        child=_is_child(_about(own, bearer)),
        faceless=bool(noun),
        posture=_posture(text),
        depth=1 if "foreground" in text.lower() else -1 if "background" in text.lower() else 0,
        facing=(_LOOKS_TO.findall(text) or [""])[0],
    )


def _faceless(text: str, names: frozenset[str]) -> str:
    """The words up to an animal, a robot or a statue that a phrase is about; empty where it is
    about a person who rides or holds one, or about none."""
    found = _FACELESS_NOUN.match(text)
    before = words(text[: found.start("noun")]) if found else []
    return found[0] if found and not person_in(before) and not names & set(before) else ""


def _zone(own: Sequence[Place]) -> Rect | None:
    """Across from the first phrase that tells, up and down likewise."""
    across = next((p.zone for p in own[:3] if p.zone and p.zone.w < 1), None)
    down = next((p.zone for p in own[:3] if p.zone and p.zone.h < 1), None)
    if across is None or down is None:
        return across or down
    return Rect(across.x, down.y, across.w, down.h)


def _about(own: Sequence[Place], bearer: Place) -> str:
    """The phrases that say who somebody is: their name and what is said after it, not those who
    are on their lap."""
    told = [place.text for place in own[:4] if place is bearer or _SAYS.match(place.text)]
    return ", ".join(
        re.sub(r"^\s*(?:and )?(?:[Hh]is|[Hh]er|[Tt]heir)\b", "", text) for text in told
    )


_HOLDS_OWN = re.compile(
    r"\b(?:hands?|arms?|fists?|fingers?)\b[^,;]* (?:his|her) "
    r"(?:belly|hips?|heart|chest|head|back|pockets?|chin|mouth|knees?|lap|pipe|beard)\b",
    re.IGNORECASE,
)
"""Whose belly hands are on tells who somebody is, if no other is spoken of: "Odo laughs, both hands
on his belly", but not "lays his hand on her head"."""

_SAYS = re.compile(r"(?:a|an|the) ", re.IGNORECASE)


def _gender(names: Collection[str], about: str, text: str) -> str:
    if re.search(r"\bM(?:r|rs|s|iss)\b", text):
        return "male" if re.search(r"\bMr\b", text) else "female"
    own = frozenset(words(re.split(r" (?:to|of|for|with) ", about)[0] if names else about))
    for hers, his in ((_HERS, _HIS), (_SHE, _HE)):
        if bool(own & hers) != bool(own & his):
            return "female" if own & hers else "male"
    known = {first_name_gender(name) for name in names} - {"unknown"}
    if len(known) == 1:
        return known.pop()
    said = frozenset(words(text))
    if bool(_SHE & said) == bool(_HE & said) or not _HOLDS_OWN.search(text):
        return "unknown"
    return "female" if _SHE & said else "male"


def _is_child(text: str) -> bool:
    years = _YEARS.search(text.lower())
    if years:
        age = int(years[1]) if years[1].isdigit() else _NUMBERS.get(years[1], 20)
        return age < 13
    return bool(_CHILD & set(words(text))) and not _GROWN.search(text)


def _posture(text: str) -> int:
    low, high = _LOW.search(text.lower()), _HIGH.search(text.lower())
    if low and high:
        return -1 if low.start() < high.start() else 1
    return -1 if low else 1 if high else 0


def _role(text: str) -> str:
    """The first words of a description up to the person that it names."""
    found: list[str] = []
    for word in text.split(","):
        tokens = word.split()
        for number, token in enumerate(tokens):
            bare = re.sub(r"[^\w-]", "", token).lower()
            if person_in([bare]) or bare in _FACELESS:
                return " ".join([*tokens[max(0, number - 3) : number], bare])
        found += tokens
    return " ".join(found[:4])


def speaking(speaker: str, asked: Sequence[Figure]) -> int | None:
    """The figure that a speaker is: by name, else by the words that describe them; None where the
    prompt asks for nobody like that, or for two alike."""
    said = frozenset(words(speaker))
    shared = [len(figure.names & said) for figure in asked]
    best = max(shared, default=0)
    if best:
        return shared.index(best) if shared.count(best) == 1 else None
    return role_of(speaker, asked)


def role_of(speaker: str, asked: Sequence[Figure]) -> int | None:
    """The figure that a speaker's words ("an old fisherman") describe best, if any does: the noun
    is the same, and of two alike more words are."""
    told = frozenset(words(speaker)) - {"the", "a", "an"}
    if not person_in(told):
        return None
    shared = [len(told & said) if person_in(told & said) else 0
              for said in (frozenset(words(figure.text)) for figure in asked)]  # fmt: skip
    best = max(shared, default=0)
    return shared.index(best) if best and shared.count(best) == 1 else None
