"""What the command line shows: tables and closing words, as text and rich renderables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from render.checking.verdict import CheckVerdict
from render.commands.doctor import Finding
from render.production.planning.options import RenderOptions
from render.production.planning.plan import EpisodeFile
from story.model import NARRATOR, Script
from story.problems import counted
from story.safe_text import printable
from voices.casting.cast import Cast
from voices.clock import clock_text
from voices.model import Voice

_STATES = {"pass": "[green]pass[/]", "note": "[yellow]note[/]", "fail": "[red]fail[/]"}
_MARKS = {"ok": "[green]ok[/]", "off": "[dim]-[/]", "bad": "[red]bad[/]"}


def made(outputs: Sequence[EpisodeFile], options: RenderOptions, seconds: float) -> str:
    """What was made, its length, how long it took, what to do next."""
    lines = [
        f"[green]made[/] {escape(str(each.path))}  {_time(each.seconds)}  {each.size / 1e6:.1f} MB"
        for each in outputs
    ]
    length = sum(output.seconds for output in outputs)
    lines.append(f"{_time(length)} of film in {_time(seconds)}.")
    return "\n".join([*lines, "", *_next(options)])


def voices_table(voices: Sequence[Voice]) -> Table:
    """The voices with what is known of them."""
    table = Table(box=None, pad_edge=False)
    for column in ("voice", "name", "accent", "gender", "pitch", "quality", "suits"):
        table.add_column(column, justify="right" if column in {"pitch", "quality"} else "left")
    for voice in voices:
        suits = ", ".join(("novelty",) * voice.novelty + voice.suits)
        pitch = f"{voice.pitch:.0f} Hz" if voice.pitch else ""
        table.add_row(
            voice.id, voice.name, voice.accent, voice.gender, pitch, f"{voice.quality:.2f}", suits
        )
    return table


def cast_table(script: Script, cast: Cast) -> Table:
    """Who is in the story, with the evidence for what is known of them, and their voices."""
    table = Table(box=None, pad_edge=False)
    for column in ("speaker", "lines", "words", "voice", "why", "evidence"):
        table.add_column(column, justify="right" if column in {"lines", "words"} else "left")
    known = {character.name: character for character in script.characters}
    for name, use in cast.items():
        who = known.get(name)
        lines, words = (
            _narrated(script) if name == NARRATOR else (who.lines, who.words) if who else (0, 0)
        )
        evidence = "; ".join(who.evidence[:2]) if who else ""
        voice = use.voice.id + (f" {use.pitch:+g}" if use.pitch else "")
        row = (name, str(lines), str(words), voice, use.why, evidence)
        table.add_row(*map(_cell, row))
    return table


def verdict_tables(verdicts: Sequence[CheckVerdict]) -> Group:
    """What a check found: a table for each file, and whether all is well."""
    wide = max((len(each.what) for each in verdicts), default=0)
    parts: list[RenderableType] = []
    for subject, found in groupby(verdicts, key=lambda each: each.subject):
        parts += [Text(subject, "bold"), _verdicts(tuple(found), wide), ""]
    fails = sum(each.state == "fail" for each in verdicts)
    count = sum(each.state != "note" for each in verdicts)
    passing = "the one check passes" if count == 1 else f"all {count} checks pass"
    closing = f"[red]{fails} of {counted(count, 'check')} fail[/]" if fails else passing
    return Group(*parts, closing)


def _verdicts(verdicts: Sequence[CheckVerdict], wide: int) -> Table:
    """A row each; what was wanted is shown where it was not found."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for width in (4, wide, None):
        table.add_column(width=width, overflow="fold")
    for each in verdicts:
        wanted = f", wanted: {each.wanted}" if each.state == "fail" and each.wanted else ""
        table.add_row(_STATES[each.state], escape(each.what), escape(each.figure + wanted))
    return table


def _narrated(script: Script) -> tuple[int, int]:
    said = [line for each in script.sections for line in each.lines if line.speaker == NARRATOR]
    return len(said), sum(len(line.text.split()) for line in said)


def voices_json(voices: Sequence[Voice]) -> list[dict[str, Any]]:
    """The voices as plain data."""
    keys = ("id", "name", "language", "accent", "gender", "pitch", "quality", "novelty", "suits")
    return [{key: getattr(voice, key) for key in keys} for voice in voices]


def findings_table(findings: Sequence[Finding]) -> Table:
    """What the doctor found."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        table.add_row(_MARKS[finding.state], _cell(finding.what), _cell(finding.detail))
    return table


def _time(seconds: float) -> str:
    return clock_text(round(seconds))


def _cell(text: str) -> str:
    return escape(printable(text))


def _next(options: RenderOptions) -> list[str]:
    ideas = []
    if options.draft:
        ideas.append("This was a draft: leave out --draft for the real thing.")
    if options.episodes.chapters:
        ideas.append("Leave out --chapter to make every episode; finished parts are kept.")
    ideas.append(
        "Not happy with a voice? inkreel script shows who speaks; name another in inkreel.toml."
    )
    return ["Next:", *(f"  {idea}" for idea in ideas)]
