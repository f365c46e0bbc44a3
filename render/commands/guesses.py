"""Words that a voice will guess: a table of them, and a WAV of each guess."""

from __future__ import annotations

from pathlib import Path

from story.model import Script
from story.safe_text import slug
from story.settings import StorySettings
from voices.casting.story_cast import ENGINE
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.spoken import spoken_form
from voices.pronunciation.unknown import UnknownWord, unknown_words
from voices.recording.voice_plan import lexicon_of
from voices.sound.wav import wav_bytes
from voices.store.files import write_file

_MODEL = "af_heart"


def guess_table(script: Script, settings: StorySettings) -> str:
    """A row for each word: how often, where first, the guess; and how to settle it."""
    words = unknown_words(script, lexicon_of(settings))
    if not words:
        return "Every word is in the dictionary."
    wide = max(len(each.word) for each in words)
    rows = [
        f"{each.word:<{wide}}  {each.count:>4}x  row {each.row:<5} {_guess(each)}" for each in words
    ]
    first = words[0].word
    advice = f'Settle a word in inkreel.toml:\n\n[lexicon]\n"{first}" = "a respelling, or /IPA/"'
    return "\n".join([*rows, "", advice])


def write_guesses(folder: Path, script: Script, settings: StorySettings) -> None:
    """Write a WAV of each guess. Raises StoreError."""
    engine = make_engine(EngineSpec(ENGINE))
    lexicon = lexicon_of(settings)
    for each in unknown_words(script, lexicon):
        take = engine.speak(spoken_form(each.word, lexicon), _MODEL)
        write_file(folder / f"{slug(each.word, 'word')}.wav", wav_bytes(take))


def _guess(word: UnknownWord) -> str:
    return f"{word.guess}  (spelled out)" if word.spelled else word.guess
