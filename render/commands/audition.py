"""An audition: every speaker in the voices that suit best, with a page to compare them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from story.model import NARRATOR, Character, Line, Script
from story.safe_text import slug
from story.settings import StorySettings
from voices.casting.cast import Cast, candidates
from voices.casting.story_cast import catalogue_of, offered_voices
from voices.engines.catalogue import Allowed
from voices.model import Voice
from voices.pronunciation.spoken import spoken_form
from voices.recording.record import load_take, record_take, take_request
from voices.recording.voice_plan import engines_of, lexicon_of
from voices.sound.wav import wav_bytes
from voices.store.files import write_file
from voices.store.store import Store

VOICES = 4
"""Candidates for each speaker, the one in the cast among them."""
_LONGEST = 180
"""Characters that a speaker is heard with: some twelve seconds tell voices apart."""

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Audition: {title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
td{{padding:.3rem 1rem .3rem 0}}blockquote{{margin:.2rem 0;color:#555}}</style>
<h1>Audition: {title}</h1>
<p>The first voice of each speaker is the one in the cast. Choose another in
<code>inkreel.toml</code>: <code>[cast."Name"] voice = "…"</code></p>
{speakers}
</html>
"""


@dataclass(frozen=True)
class _Tried:
    voice: Voice
    file: str


@dataclass(frozen=True)
class _Stage:
    """What an audition is held with."""

    folder: Path
    script: Script
    cast: Cast
    settings: StorySettings
    store: Store
    allowed: Allowed


def write_audition(
    folder: Path,
    script: Script,
    cast: Cast,
    settings: StorySettings,
    store: Store,
    allowed: Allowed,
) -> Path:
    """Record what each speaker says in each candidate; returns the page.

    Raises StoreError, and SettingsError for an engine that the story sets up and nobody allowed.
    """
    stage = _Stage(folder, script, cast, settings, store, allowed)
    people = (Character(NARRATOR), *script.characters)
    parts = []
    for character in people:
        line = _sample(script, character.name)
        if line:
            parts.append(_speaker(character.name, line, _tried(character, line, stage)))
    page = folder / "index.html"
    write_file(page, _PAGE.format(title=escape(script.title), speakers="\n".join(parts)).encode())
    return page


def _tried(character: Character, line: str, stage: _Stage) -> list[_Tried]:
    script, settings = stage.script, stage.settings
    offered = offered_voices(script, settings, stage.cast[NARRATOR].voice.engine)
    found = candidates(character, stage.cast, offered, script.sections)[:VOICES]
    spoken = spoken_form(line, lexicon_of(settings), language=script.language)
    used = {voice.engine for voice in found}
    engines = engines_of(used, catalogue_of(script, settings), stage.allowed)
    tried = []
    for voice in found:
        request = take_request(*engines[voice.engine], voice.model, 1.0, spoken)
        take = load_take(record_take(request, stage.store).key, stage.store)
        name = f"{slug(character.name, 'speaker')}-{slug(voice.model, 'voice')}.wav"
        if take:
            write_file(stage.folder / name, wav_bytes(take))
            tried.append(_Tried(voice, name))
    return tried


def _sample(script: Script, speaker: str) -> str:
    """What the speaker is heard with: the longest line, its first sentences."""
    lines = [each for part in script.sections for each in part.lines if each.speaker == speaker]
    if not lines:
        return ""
    line = max(lines, key=lambda each: (min(len(each.text), _LONGEST), -each.start))
    return line.text[: _end(line)]


def _end(line: Line) -> int:
    ends = [last for _, last in line.sentences if last <= _LONGEST]
    return ends[-1] if ends else len(line.text)


def _speaker(name: str, line: str, tried: list[_Tried]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(each.voice.id)}</code></td><td>{each.voice.pitch:.0f} Hz</td>"
        f'<td><audio controls preload="none" src="{escape(each.file)}"></audio></td></tr>'
        for each in tried
    )
    return f"<h2>{escape(name)}</h2><blockquote>{escape(line)}</blockquote><table>{rows}</table>"
