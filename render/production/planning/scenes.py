"""Scenes: the chosen sections with all that performing them needs, before any sound is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from render.editing.brought import Brought, story_film
from render.pixels.segments import Cel
from render.production.planning.cels import LARGEST, artists_cels
from render.production.planning.cover import under_cover
from story.callouts import Callout
from story.episodes.episodes import Episode
from story.errors import StoryError, reason
from story.languages import language_of
from story.model import Panel, Script, Section
from voices.arranging.rests import Rests, rests
from voices.casting.voice_use import VoiceUse
from voices.recording.gain_requests import GainRequest
from voices.recording.record import TakeRequest
from voices.recording.requests import what_to_record
from voices.recording.takes import Phrase
from voices.recording.voice_plan import VoicePlan
from voices.store.store import Store, file_key

CARD = Panel(path="", file=None)
"""Stands for the picture of a scene that has none: a card is drawn for it."""


@dataclass(frozen=True)
class Look:
    """A panel to look at: its key in the store ("" where the file is missing), name and row.

    `label` and `title` are what the card says that stands in for a picture that can't be shown.
    `cels` are its artist's own layers, from back to front.
    """

    key: str
    name: str
    row: int
    file: str
    label: str
    title: str
    size: tuple[int, int]
    fonts: tuple[Path, ...] = ()
    cels: tuple[Cel, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A section as it is performed: its panels filled in and at hand, its takes named.

    `part` is the episode that it belongs to, `opens` and `closes` say where it stands in it.
    `pictures` stand beside `section.panels`; `cover` indexes the one seen under the first words
    of an episode whose cover nobody speaks over. `file` is the story's name, for Problems; `own`
    are voices that lines ask for by themselves, by the line's id; in `rests` nobody speaks. The
    episode's title is seen in it for `title` seconds; `callouts` are words that may be seen.
    A scene that is a video of the story's has it as `brought`, and no lines; one that `leaps`
    begins in another time ("Three weeks later, ...").
    """

    section: Section
    pictures: tuple[Look, ...]
    requests: Mapping[Phrase, TakeRequest]
    part: Episode
    opens: bool
    closes: bool
    cover: int | None = None
    file: str = ""
    own: Mapping[str, VoiceUse] = field(default_factory=dict)
    rests: Rests = field(default_factory=Rests)
    title: float = 0.0
    callouts: tuple[Callout, ...] = ()
    brought: Brought | None = None
    leaps: bool = False


def scenes(
    script: Script,
    chosen: Sequence[Episode],
    plan: VoicePlan,
    size: tuple[int, int],
    store: Store,
    fonts: tuple[Path, ...] = (),
    *,
    breath: bool = True,
    title: float = 0.0,
    fps: Fraction = Fraction(30),
) -> tuple[tuple[Scene, ...], Mapping[str, GainRequest]]:
    """The scenes of the chosen episodes, in order, and the gains to measure before they are heard.

    Their panels' files are put in the store. `fonts` are the story's own (`faces.story_fonts`);
    with `breath`, places to rest are looked for; an episode's title is seen for `title` seconds.
    """
    desk, held = _Desk(script, size, store, fonts, breath, title, fps), held_panels(script)
    silent = [scene for part in chosen for scene in _part(part, held, desk)]
    record = what_to_record([scene.section.lines for scene in silent], plan)
    voiced = zip(silent, record.sections, strict=True)
    made = (replace(scene, requests=asked.takes, own=asked.own) for scene, asked in voiced)
    return tuple(made), record.gains


@dataclass(frozen=True)
class _Desk:
    """What is at hand while scenes are made; `keys` of the panels that are in the store."""

    script: Script
    size: tuple[int, int]
    store: Store
    fonts: tuple[Path, ...]
    breath: bool
    title: float
    fps: Fraction
    keys: dict[Panel, str] = field(default_factory=dict)
    cels: dict[Panel, tuple[Cel, ...]] = field(default_factory=dict)


def _part(part: Episode, held: Mapping[int, Panel], desk: _Desk) -> Iterator[Scene]:
    """The scenes of an episode, with nothing to record yet."""
    sections, cover = under_cover(part.sections)
    leaps = language_of(desk.script.language).leaps
    titled = next((section for section in sections if section.lines), sections[0])
    for section in sections:
        opens, closes = section is sections[0], section is sections[-1]
        shown = _with_panels(section, held[section.start])
        title = desk.title if section is titled and (part.title or desk.script.title) else 0.0
        covered = opens and cover is not None and cover not in shown.panels
        if covered and cover:
            shown = replace(shown, panels=(*shown.panels, cover))
        yield Scene(
            section=shown,
            pictures=tuple(_look(panel, shown, desk) for panel in shown.panels),
            requests={},
            part=part,
            opens=opens,
            closes=closes,
            cover=len(shown.panels) - 1 if covered else None,
            file=desk.script.path.name,
            rests=rests(shown, leaps, opens=opens, closes=closes, breath=desk.breath, title=title),
            title=title,
            brought=_brought(shown, desk),
            leaps=bool(shown.lines and leaps.match(shown.lines[0].text)),
        )


def _brought(section: Section, desk: _Desk) -> Brought | None:
    """The video that a section is, where it is one."""
    clip = next((card for card in section.cards if card.kind == "clip"), None)
    return story_film(desk.script.path, clip, desk.fps, desk.store) if clip else None


def held_panels(script: Script) -> dict[int, Panel]:
    """By section start, the panel that stays on screen where a section has none of its own.

    The parts of a section that was cut have its start.
    """
    held: dict[int, Panel] = {}
    last = CARD
    for section in script.sections:
        held[section.start] = last
        last = section.panels[-1] if section.panels else last
    return held


def _with_panels(section: Section, held: Panel) -> Section:
    if section.panels:
        return section
    lines = tuple(replace(line, panel=0) for line in section.lines)
    return replace(section, panels=(held,), lines=lines)


def _look(panel: Panel, section: Section, desk: _Desk) -> Look:
    if panel.file and panel not in desk.keys:
        desk.keys[panel] = _bring(panel.file, panel, desk)
        desk.cels[panel] = artists_cels(panel, desk.script.path.name, desk.store)
    return Look(
        key=desk.keys.get(panel, ""),
        name=panel.path,
        row=panel.row,
        file=desk.script.path.name,
        label=section.label if section.kind == "chapter" else "",
        title=section.title or desk.script.title,
        size=desk.size,
        fonts=desk.fonts,
        cels=desk.cels.get(panel, ()),
    )


def _bring(file: Path, panel: Panel, desk: _Desk) -> str:
    place, store = f"{desk.script.path.name}, row {panel.row}", desk.store
    try:
        if file.stat().st_size > LARGEST:
            raise StoryError(
                f"{place}: {panel.path} has {file.stat().st_size / 1e6:,.0f} MB, and a "
                f"picture may have {LARGEST / 1e6:.0f}: save it smaller."
            )
        content = file.read_bytes()
    except OSError as error:
        raise StoryError(f"{place}: {panel.path} can't be read: {reason(error)}.") from error
    key = file_key("picture", content)
    if not store.has(key):
        store.put(key, content)
    return key


def bring_again(file: Path, look: Look, store: Store) -> None:
    """Put a panel into the store once more. Raises StoryError where its file has changed."""
    place = f"{look.file}, row {look.row}"
    try:
        content = file.read_bytes()
    except OSError as error:
        raise StoryError(f"{place}: {look.name} can't be read: {reason(error)}.") from error
    if file_key("picture", content) != look.key:
        raise StoryError(
            f"{place}: {look.name} changed while it was rendered. Run the command again."
        )
    store.put(look.key, content)
