"""Recall: a picture that was shown before comes back for a moment, where words name what is in it.

Earlier panels of a section are its archive. A shot of the planner's is given to one of them where
nothing of what is named is in the panel itself, and what is named is surely in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from render.camera.choosing.cut_points import LEAD
from render.camera.framing.candidates import compositions
from render.camera.framing.composition import NOBODY, Composition
from render.camera.framing.stage import stage_of
from render.camera.mentions import PERSON, mentions
from render.camera.moving.way import PANS
from render.camera.on_screen import PanelOnScreen
from render.camera.shot_list import Noted, ShotNote
from render.camera.targets import SPEAKER_SURE, Target, panel_targets
from render.camera.told import NAMED_THING
from render.shots import Keyframe, Shot

SHORTEST, LONGEST = 1.8, 4.5
"""Seconds of a shot that may be given to another panel: longer, and the story seems to be there."""

APART = 25.0
"""Seconds between one recall and the next (by eye: more is a slide show)."""

SOONER, LATER = 0.3, 1.5
"""Seconds before and after a shot's first frame in which the word has to be heard that names what
is recalled."""

SIGN_SURE, SIGN_WEIGHT, SIGN_WORDS = 0.9, 0.8, 3
"""How surely lettering has to be read, how clearly named, and how few its words may be."""


@dataclass(frozen=True)
class _Recalled:
    """What is named at a time, in seconds, in a sentence that begins at another, and the crop of
    the panel that shows it."""

    begins: float
    time: float
    word: str
    panel: PanelOnScreen
    shown: Composition


def with_recalls(shots: Sequence[Noted], panel: PanelOnScreen, later: int | None) -> list[Noted]:
    """A panel's shots, some of them given to earlier panels, from the last to the first. `later` is
    the frame at which the next recall after them begins, None where there is none."""
    fps, made = float(panel.view.fps), list(shots)
    found = [*_found(panel)]
    for number in reversed(range(1, len(made) - 1)):
        shot, note = made[number]
        free = later is None or later - shot.start >= APART * fps
        if not free or not _is_free(shot, note):
            continue
        for kept, rest in ((None, shot), *_ends(shot, found, fps)):
            start = rest.start / fps
            named = next((r for r in found if start - SOONER <= r.time < start + LATER), None)
            if named is not None and SHORTEST <= rest.frames / fps <= LONGEST:
                before = [(kept, replace(note, move="hold"))] if kept else []
                made[number : number + 1] = [*before, _instead(rest, named)]
                later = rest.start
                break
    return made


def _ends(shot: Shot, found: Sequence[_Recalled], fps: float) -> Iterator[tuple[Shot, Shot]]:
    """A shot parted where a sentence begins in it that names what can be recalled: what is left of
    it, still, and the end that is given away."""
    for each in found:
        first = round((each.begins - LEAD) * fps)
        if first - shot.start >= SHORTEST * fps and first < shot.start + shot.frames:
            keys = (Keyframe(0.0, shot.keyframes[0].rect),)
            yield (
                replace(shot, frames=first - shot.start, keyframes=keys),
                replace(shot, start=first, frames=shot.start + shot.frames - first),
            )


def _is_free(shot: Shot, note: ShotNote) -> bool:
    """May a shot be given away? Not what a word, a voice or a writer calls for, nor a look along
    a panel."""
    called = note.reason.startswith("“") or note.reason in ("speaks", "as asked")
    return not called and not shot.places and not note.move.startswith(PANS)


def _instead(shot: Shot, named: _Recalled) -> Noted:
    facts, each = named.panel.drawn.facts, named.shown
    there = Shot(facts.key, shot.start, shot.frames, (Keyframe(0.0, each.rect),))
    reason = f"recalled by “{named.word}”"
    return there, ShotNote(
        named.panel.index, each.scale, each.subject, reason, "hold", recalled=True
    )


def _found(panel: PanelOnScreen) -> Iterator[_Recalled]:
    """What a panel's words name that is surely in an earlier one and not in this, as it is said."""
    own = mentions(panel.beats, panel.drawn)
    here = {name for figure in panel.drawn.figures for name in figure.names}
    for earlier in panel.earlier:
        ready = _crops(earlier)
        there = mentions(panel.beats, earlier.drawn) if ready else []
        for beat, mine, theirs in zip(panel.beats, own, there, strict=False):
            if any(m.weight >= NAMED_THING for m in mine):
                continue
            for each in theirs:
                target = each.target
                clear = each.weight >= (PERSON if target.kind == "person" else SIGN_WEIGHT)
                if clear and target in ready and not here & set(target.name.split()):
                    word = next(w for w in beat.words if w.onset == each.time)
                    said = beat.text[word.start : word.end].strip(' ,.;:!?…—–"“”‘’*_')
                    yield _Recalled(beat.onset, each.time, said, earlier, ready[target])


def _crops(panel: PanelOnScreen) -> dict[Target, Composition]:
    """What is surely in a panel and can be recalled, with the crop that shows it."""
    targets = tuple(dict.fromkeys(panel_targets(panel.drawn)))
    sure = [target for target in targets if _sure(target)]
    if not sure:
        return {}
    stage = stage_of(panel.drawn.facts, targets, panel.view)
    scales = ("medium close", "insert", "medium", "wide")
    found: dict[Target, Composition] = {}
    for each in compositions(stage, targets):
        for target in (each.target, *each.also):
            if target not in sure or each.scale not in scales or each.crossed >= NOBODY:
                continue
            known = found.get(target)
            if known is None or scales.index(each.scale) < scales.index(known.scale):
                found[target] = replace(each, target=target)
    return found


def _sure(target: Target) -> bool:
    if target.kind == "person":
        return target.head is not None and target.named and target.sure >= SPEAKER_SURE
    short = len(target.text.split()) <= SIGN_WORDS
    return target.kind == "sign" and target.read and target.sure >= SIGN_SURE and short
