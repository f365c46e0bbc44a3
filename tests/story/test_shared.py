"""Real stories, where they lie beside the repository."""

import json
from pathlib import Path

import pytest
from looks import spoken

from story.script import read_script

SHARED = Path(__file__).resolve().parents[3] / "shared"
STORIES = ("llama-effect", "leonhard-euler", "radar-in-ww2", "doug-lenat-and-cyc")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared stories are not here")


@pytest.mark.parametrize("name", STORIES)
def test_no_prompt_label_heading_or_reference_is_spoken(name, problems):
    script = read_script(SHARED / "stories" / name, problems)
    text = "\n".join(spoken(script))
    prompts = [panel.prompt for section in script.sections for panel in section.panels]
    for prompt in filter(None, prompts):
        assert prompt.split("\n")[-1][:60] not in text
    for never in (
        "Panel ",
        "Narrative:",
        "Caption:",
        "|",
        "$f",
        "http",
        "Wikipedia",
        "Image Prompt",
    ):
        assert never not in text
    assert sum(piece.end - piece.start for piece in script.pieces) == len(script.source)


def test_the_seed_story_has_every_speaker_right(problems):
    script = read_script(SHARED / "stories" / "llama-effect", problems)
    lines = {line.start: line for section in script.sections for line in section.lines}
    gold = json.loads((SHARED / "quotes" / "llama-effect.json").read_text("utf-8"))
    names: dict[str, set[str]] = {}
    for quote in gold:
        if quote["is_speech"]:
            line = lines[quote["start"]]
            assert (line.kind, line.end) == ("speech", quote["end"])
            names.setdefault(quote["speaker_id"], set()).add(line.speaker)
    assert all(len(found) == 1 for found in names.values())
    assert len(set.union(*names.values())) == len(names)
    assert names["mark_zuckerberg"] == {"Mark Zuckerberg"}
    assert list(problems) == []
