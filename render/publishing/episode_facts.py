"""What publishing an episode needs to know of it, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from render.camera.vision.facts import PictureFacts
from render.captions.model import Cue
from story.audio_description import DESCRIBER
from story.model import NARRATOR, Line, Script, Section
from voices.clock import RATE, frame_to_sample
from voices.timeline import Timeline

_OPENING = 140, 420
"""Characters of a summary, at least and at most: two or three sentences."""
_MINUTE = 60.0


@dataclass(frozen=True)
class SectionMark:
    """A section's start in the film, in seconds, and its heading ("" where it has none)."""

    seconds: float
    title: str


@dataclass(frozen=True)
class EpisodePanel:
    """A picture of the episode: its path as the story writes it, and what is seen in it.

    `seconds`: how long it is shown.
    """

    path: str
    facts: PictureFacts
    seconds: float = 0.0


@dataclass(frozen=True)
class EpisodeFacts:
    """A finished episode, or the whole film (`number` 0 of `count` episodes).

    `name` is its files' stem, `video` its file name; `label` such as "Chapter 1" ("" for a
    story of one episode). `opening` are the story's first words in it. `people` are the named
    characters heard, most words first.
    """

    name: str
    title: str
    story: str
    number: int
    count: int
    video: str
    seconds: float
    size: tuple[int, int]
    label: str = ""
    subtitle: str = ""
    author: str = ""
    language: str = "en"
    opening: str = ""
    marks: tuple[SectionMark, ...] = ()
    panels: tuple[EpisodePanel, ...] = ()
    cues: tuple[Cue, ...] = ()
    people: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)
    file: str = "index.md"
    next_title: str = ""
    fonts: tuple[Path, ...] = ()

    @property
    def is_film(self) -> bool:
        return self.number == 0


@dataclass(frozen=True)
class EpisodeSlot:
    """Which of the story's `count` episodes it is: number 0 is the film of them all.

    `name` is its files' stem, `next_title` the following episode's title, "" after the last.
    """

    name: str
    title: str
    number: int
    count: int
    next_title: str = ""


@dataclass(frozen=True)
class Performance:
    """What is heard and seen in an episode: `sections` of the script, one for each on `timeline`.

    `pictures` are, by path as written, the facts of each panel that was found.
    """

    sections: tuple[Section, ...]
    timeline: Timeline
    cues: tuple[Cue, ...]
    pictures: Mapping[str, PictureFacts]


def episode_facts(
    script: Script,
    slot: EpisodeSlot,
    played: Performance,
    size: tuple[int, int],
    fonts: tuple[Path, ...] = (),
) -> EpisodeFacts:
    """The facts of an episode of `script`, in a film of `size` pixels.

    `fonts` are those of the story (`faces.story_fonts`).
    """
    timeline = played.timeline
    return replace(
        foretold_facts(script, slot, played.sections, size),
        seconds=float(timeline.frames / timeline.fps),
        marks=_marks(played.sections, timeline),
        panels=_panels(played.sections, timeline, played.pictures),
        cues=played.cues,
        fonts=fonts,
    )


def foretold_facts(
    script: Script, slot: EpisodeSlot, sections: Sequence[Section], size: tuple[int, int]
) -> EpisodeFacts:
    """What is known of an episode before it is made, as if each of its sections took a minute."""
    opener = next((section for section in sections if section.label), None)
    return EpisodeFacts(
        **vars(slot),
        story=script.title,
        video=f"{slot.name}.mp4",
        seconds=_MINUTE * len(sections),
        size=size,
        label=opener.label if opener and slot.number and slot.count > 1 else "",
        subtitle=script.subtitle,
        author=script.author,
        language=script.language,
        opening=opening_words(sections),
        marks=tuple(SectionMark(_MINUTE * n, each.title) for n, each in enumerate(sections)),
        people=_people(script, sections),
        links=script.links,
        meta=script.meta,
        file=script.path.name,
    )


def opening_words(sections: Sequence[Section]) -> str:
    """The first whole sentences that are said, speech in quotation marks: enough for a summary."""
    least, most = _OPENING
    said = ""
    for section in sections:
        for line in section.lines:
            if line.speaker == DESCRIBER:
                continue
            for first, last in line.sentences or ((0, len(line.text)),):
                added = f"{said} {_quoted(line, first, last)}".strip()
                if said and (len(added) > most or len(said) >= least):
                    return said
                said = added
    return said


def _quoted(line: Line, first: int, last: int) -> str:
    text = line.text[first:last].strip()
    return text if line.kind == "narration" else f"“{text}”"


def _marks(sections: Sequence[Section], timeline: Timeline) -> tuple[SectionMark, ...]:
    """Where each section starts; of the pieces of one, only the first has its title."""
    starts = (frame_to_sample(first, timeline.fps) for first in timeline.first_frames())
    headings = [(section.start, section.title) for section in sections]
    return tuple(
        SectionMark(start / RATE, heading[1] if heading != before else "")
        for start, heading, before in zip(starts, headings, [None, *headings[:-1]], strict=True)
    )


def _panels(
    sections: Sequence[Section], timeline: Timeline, pictures: Mapping[str, PictureFacts]
) -> tuple[EpisodePanel, ...]:
    shown: dict[str, float] = {}
    for section, performed in zip(sections, timeline.sections, strict=True):
        for span in performed.panels:
            if span.panel is not None and span.panel < len(section.panels):
                path = section.panels[span.panel].path
                shown[path] = shown.get(path, 0.0) + (span.end - span.start) / RATE
    return tuple(
        EpisodePanel(path, pictures[path], seconds)
        for path, seconds in shown.items()
        if path in pictures
    )


def _people(script: Script, sections: Sequence[Section]) -> tuple[str, ...]:
    heard = {line.speaker for section in sections for line in section.lines} - {NARRATOR}
    named = [each for each in script.characters if each.named and each.name in heard]
    return tuple(each.name for each in sorted(named, key=lambda each: -each.words))
