"""Transcripts for people and search engines: Markdown and HTML, with speakers and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from render.captions.model import Cue
from story.audio_description import DESCRIBER
from story.model import NARRATOR
from voices.clock import RATE, clock_text


@dataclass(frozen=True)
class TranscriptParagraph:
    """What one speaker says in one paragraph, from its cues, at `start` samples."""

    start: int
    speaker: str
    section: int
    cues: tuple[Cue, ...]

    @property
    def text(self) -> str:
        return " ".join(cue.text for cue in self.cues)


def transcript_paragraphs(cues: Sequence[Cue]) -> tuple[TranscriptParagraph, ...]:
    """Cues gathered by section, speaker, kind and paragraph."""
    numbered, paragraph = [], 0
    for cue in cues:
        paragraph += cue.paragraph
        numbered.append((cue, paragraph))
    groups = groupby(
        numbered, key=lambda pair: (pair[0].section, pair[0].speaker, pair[0].kind, pair[1])
    )
    gathered = [tuple(cue for cue, _ in group) for _, group in groups]
    return tuple(TranscriptParagraph(g[0].start, g[0].speaker, g[0].section, g) for g in gathered)


def transcript_md(cues: Sequence[Cue], *, title: str = "", headings: Sequence[str] = ()) -> str:
    """The cues as Markdown. `headings` are the sections' titles, "" for none."""
    parts = [f"# {_plain(title)}"] if title else []
    section = -1
    for passage in transcript_paragraphs(cues):
        if passage.section != section:
            section = passage.section
            heading = headings[section] if section < len(headings) else ""
            parts += [f"## {_plain(heading)}"] if heading not in ("", title) else []
        parts.append(
            f"`{clock_text(passage.start // RATE)}` {_speaker_md(passage)}{_said_md(passage)}"
        )
    return "\n\n".join(parts) + "\n"


def transcript_html(cues: Sequence[Cue], *, headings: Sequence[str] = ()) -> str:
    """The cues as an HTML fragment: every cue a span with its times in seconds, for players."""
    parts, section = [], -1
    for passage in transcript_paragraphs(cues):
        if passage.section != section:
            section = passage.section
            heading = headings[section] if section < len(headings) else ""
            parts += [f"<h2>{escape(heading)}</h2>"] if heading else []
        parts.append(_passage_html(passage))
    return "\n".join(parts) + "\n"


def speaker_name(speaker: str) -> str:
    """A speaker as readers see it; "" for the narrator and for who describes the pictures."""
    return "" if speaker in (NARRATOR, DESCRIBER, "") else speaker[:1].upper() + speaker[1:]


def _speaker_md(passage: TranscriptParagraph) -> str:
    name = speaker_name(passage.speaker)
    return f"**{_plain(name)}:** " if name else ""


def _said_md(passage: TranscriptParagraph) -> str:
    text = _plain(passage.text)
    return f"*{text}*" if passage.cues[0].kind != "speech" else text


def _passage_html(passage: TranscriptParagraph) -> str:
    name, kind = speaker_name(passage.speaker), passage.cues[0].kind
    label = f"<b>{escape(name)}</b> " if name else ""
    spans = " ".join(_span(cue) for cue in passage.cues)
    time = f'<a href="#t={_seconds(passage.start)}">{clock_text(passage.start // RATE)}</a>'
    return f'<p class="{kind}">{time} {label}{spans}</p>'


def _span(cue: Cue) -> str:
    facts = {
        "start": _seconds(cue.start),
        "end": _seconds(cue.end),
        "who": speaker_name(cue.speaker),
        "kind": cue.kind if cue.kind != "speech" else "",
        "top": "1" if cue.top else "",
        "rows": "\n".join(cue.lines) if len(cue.lines) > 1 else "",
    }
    held = " ".join(f'data-{key}="{escape(fact)}"' for key, fact in facts.items() if fact)
    return f"<span {held}>{escape(cue.text)}</span>"


def _seconds(samples: int) -> str:
    return f"{samples / RATE:.3f}"


def _plain(text: str) -> str:
    """Text whose characters Markdown doesn't take for markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
