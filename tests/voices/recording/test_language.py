"""A story in a language that no voice speaks is refused before anything is recorded."""

import pytest

from story.errors import VoiceError
from story.problems import Problems
from story.script import read_script
from story.settings import load_settings
from voices.casting.story_cast import cast_story
from voices.recording.voice_plan import VoiceOptions, voice_plan


@pytest.fixture
def planned(tmp_path):
    def plan(front: str, engine: str):
        story = tmp_path / "story.md"
        story.write_text(f"---\n{front}\n---\n# T\n\nEins.\n")
        problems = Problems()
        settings = load_settings(story, problems)
        script = read_script(story, problems, settings)
        cast = cast_story(script, settings, problems, engine=engine)
        return voice_plan(script, settings, cast, VoiceOptions(engine), problems)

    return plan


def test_a_language_without_a_voice_is_refused(planned):
    with pytest.raises(VoiceError, match=r"story is in German; no voice speaks it: kokoro speaks"):
        planned("lang: de", "kokoro")


def test_tones_speak_any_language_and_english_is_spoken(planned):
    assert planned("lang: de", "tone").language == "de"
    assert planned("lang: en-GB", "kokoro").language == "en-GB"
