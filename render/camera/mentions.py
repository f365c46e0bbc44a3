"""From a sentence to what its words speak of in a panel, each at its own word."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from render.camera.beats import Beat, HeardWord
from render.camera.drawn import A_SIGN, KIN, Drawn, rarity
from render.camera.prompts.figures import Figure
from render.camera.prompts.heroes import is_first_name
from render.camera.prompts.wording import worded
from render.camera.targets import Target, TargetMention, panel_targets, person_target
from story.english.first_names import names_like
from story.english.stems import families, names_several, near, person_in, stem, stems, words
from story.english.vocabulary import KIN as KIN_NOUNS

SIGN, PLACE, GROUP, PERSON, PRONOUN = 1.0, 0.8, 0.9, 1.0, 0.6
"""How clearly each kind is meant by words that are its own."""

CLEAR = 0.8
"""What has so much in common with a sentence is clearly meant; more says only how clearly."""

LEAST = 0.25
"""Words in common that count less than this are chance."""

DERIVED = 0.6
"""What a word counts of which only the root is said ("project" for "projections", "direct" for
"director"): often it is another thing (by eye)."""

REMEMBERED = 2
"""Lines for which he or she may be who was meant before: so an edit changes what follows little."""

_INFLECTED = ("ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}


@dataclass(frozen=True)
class _Meant:
    """The figure that a sentence was about, and how many lines ago."""

    figure: int
    line: str
    lines: int = 0


def mentions(beats: Sequence[Beat], panel: Drawn) -> list[tuple[TargetMention, ...]]:
    """For each sentence what its words really speak of, best first, each at its own word.

    What merely draws the eye, or who speaks, is no mention: a sentence may have none.
    """
    targets = panel_targets(panel)
    found = []
    before: _Meant | None = None
    for beat in beats:
        before = _aged(before, beat)
        people, before = _people(beat, panel, before)
        others = [m for target in targets if (m := _mention(beat, target, panel))]
        found.append(_best([*people, *others]))
    return found


def _best(found: Sequence[TargetMention]) -> tuple[TargetMention, ...]:
    """The mentions by weight, the surer of two alike first; one of each box."""
    ranked = sorted(found, key=lambda m: (-m.weight * (0.5 + m.target.sure), m.first))
    kept: list[TargetMention] = []
    for mention in ranked:
        if not any(mention.target.box == other.target.box for other in kept):
            kept.append(mention)
    return tuple(kept)


def _aged(before: _Meant | None, beat: Beat) -> _Meant | None:
    if before is None or beat.line == before.line:
        return before
    older = _Meant(before.figure, beat.line, before.lines + 1)
    return older if older.lines <= REMEMBERED else None


def _people(
    beat: Beat, panel: Drawn, before: _Meant | None
) -> tuple[list[TargetMention], _Meant | None]:
    """Figures that a sentence names, or means by their role or by he or she; and whom it is about
    then. Words that somebody says of themselves are not about another."""
    found: list[TargetMention] = []
    earlier = before
    for number, figure in enumerate(panel.figures):
        word = next((w for w in _heard(beat) if _names(figure, beat, w)), None)
        target = person_target(panel, number)
        if word and target:
            found.append(_at(word, target, PERSON))
            before = _Meant(number, beat.line)
    if found:
        return [*found, *_as_object(beat, panel, earlier, found)], before
    for word in _heard(beat):
        gender = _PRONOUNS.get(_plain(beat, word))
        whom = _whom(gender, panel, before) if gender else None
        target = person_target(panel, whom) if whom is not None else None
        if whom is not None and target:
            return [_at(word, target, PRONOUN)], _Meant(whom, beat.line)
    return [], before


def _names(figure: Figure, beat: Beat, word: HeardWord) -> bool:
    """Does a word name a figure, or say the role that is all that is known of it?"""
    said = words(beat.text[word.start : word.end])
    if figure.names:
        named = bool(figure.names & set(said))
        return named and not (_of_another(figure, beat, word) or _of_kin(beat, word))
    role = person_in(words(figure.called))
    return bool(role) and role in said and not names_several(" ".join(said))


def _of_another(figure: Figure, beat: Beat, word: HeardWord) -> bool:
    """Do other first names than a figure's stand right before its surname ("Nicolaus Bernoulli",
    of whom Johann is drawn)? Then a namesake is meant."""
    if len(figure.names) < 2:
        return False  # nobody knows the first name
    before = re.search(r"(?:\b[A-Z][^\W\d_]+ )+$", beat.text[: word.start])
    if not before:
        return False
    *others, last = before[0].lower().split()
    own = figure.names.union(*(names_like(name) for name in figure.names))
    text = beat.text[: word.start - len(last) - 1]
    return own.isdisjoint((*others, last)) and is_first_name(last, "", text)


def _of_kin(beat: Beat, word: HeardWord) -> bool:
    """Does a name only say whose kin is meant ("Johann's sons", "Ada's elder brother")?"""
    owner, *after = beat.text[word.start :].lower().split()[:3]
    kin = {noun.strip(' ,.;:!?…—–"“”').removesuffix("s") for noun in after}
    return _owns(owner) and not KIN_NOUNS.isdisjoint(kin)


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s"))


def _as_object(
    beat: Beat, panel: Drawn, before: _Meant | None, found: Sequence[TargetMention]
) -> list[TargetMention]:
    """Whom a sentence means by "him" that names another man before: not that one; nobody where it
    only names what is his ("Tom's friends helped him")."""
    owned = {word.onset for word in _heard(beat) if _owns(beat.text[word.start : word.end])}
    for word in _heard(beat):
        if _plain(beat, word) != "him":
            continue
        if any(mention.time in owned for mention in found):
            return []
        named = {mention.target for mention in found if mention.time < word.onset}
        others = [
            number for number, figure in enumerate(panel.figures)
            if figure.gender != "female" and person_target(panel, number) not in named
        ]  # fmt: skip
        if before and before.figure in others:
            others = [before.figure]
        target = person_target(panel, others[0]) if named and len(others) == 1 else None
        return [_at(word, target, PRONOUN)] if target else []
    return []


def _whom(gender: str, panel: Drawn, before: _Meant | None) -> int | None:
    """He or she: who was meant before, else the only one in the panel who may be."""
    fitting = [i for i, f in enumerate(panel.figures) if f.gender in (gender, "unknown")]
    if before and before.figure in fitting:
        return before.figure
    named = [i for i in fitting if panel.figures[i].names] or fitting
    return named[0] if len(named) == 1 else None


def _mention(beat: Beat, target: Target, panel: Drawn) -> TargetMention | None:
    """A sign, a group, a thing or a place that a sentence has words in common with."""
    if not target.text or target.kind == "person":
        return None
    own = stems(target.text) - panel.names
    forms = frozenset(_form(word) for word in words(target.text))
    scores = [(_score(beat, word, own, forms, panel), word) for word in _heard(beat)]
    met = {stem(_plain(beat, word)): (score, word) for score, word in reversed(scores) if score}
    if not met:
        return None
    total = sum(score for score, _ in met.values()) / math.sqrt(1 + 0.3 * _length(target, own, met))
    if target.kind == "sign":
        total *= min(1.0, A_SIGN / max(len(words(target.text)), 1)) * 1.3
    if total < LEAST:
        return None
    best = max(met.values(), key=lambda pair: (pair[0], -pair[1].start))[1]
    part = {"sign": SIGN, "group": GROUP}.get(target.kind, PLACE)
    return _at(best, target, _clearly(part * total))


def _length(target: Target, own: frozenset[str], met: Collection[str]) -> int:
    """How many words a target has of which some are said: those of its noun phrase alone ("a giant
    llama silhouette", of all that is said of it) where one of these is."""
    phrase = stems(worded(target.text)) if target.kind != "sign" else own
    return len(phrase) if any(near(one, other) for one in met for other in phrase) else len(own)


def _clearly(score: float) -> float:
    """A score as a weight below 1, in the same order: of two that are clearly meant one is more."""
    over = max(score - CLEAR, 0.0)
    return min(score, CLEAR) + (1 - CLEAR) * (1 - math.exp(-over))


def _score(
    beat: Beat, word: HeardWord, own: frozenset[str], forms: frozenset[str], panel: Drawn
) -> float:
    """What one spoken word has in common with a target's words, `own` their stems and `forms` what
    is left of them without the endings of number and tense."""
    text = beat.text[word.start : word.end]
    said = stems(text) - panel.names
    if not said:
        return 0.0
    if any(near(one, other) for one in said for other in own):
        same = any(near(_form(one), other) for one in words(text) for other in forms)
        return max(rarity(one, panel) for one in said) * (1.0 if same else DERIVED)
    return KIN if families(said) & families(own) else 0.0


def _form(word: str) -> str:
    """A word without its endings of number and tense, at least three letters."""
    ending = next(
        (end for end in _INFLECTED if word.endswith(end) and len(word) > len(end) + 2), ""
    )
    return word[: len(word) - len(ending)]


def _heard(beat: Beat) -> Iterator[HeardWord]:
    """The words of a sentence; all of it as one where no engine marked any."""
    yield from beat.words or _shared_out(beat)


def _shared_out(beat: Beat) -> Iterator[HeardWord]:
    at, length = 0, max(len(beat.text), 1)
    for word in beat.text.split():
        start = beat.text.index(word, at)
        at = start + len(word)
        time = beat.onset + start / length * (beat.offset - beat.onset)
        yield HeardWord(start, at, beat.line, beat.first + start, time)


def _plain(beat: Beat, word: HeardWord) -> str:
    return next(iter(words(beat.text[word.start : word.end])), "")


def _at(word: HeardWord, target: Target, weight: float) -> TargetMention:
    last = word.first + word.end - word.start
    return TargetMention(target, weight, word.line, word.first, last, word.onset)
