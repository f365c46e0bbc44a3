"""Descriptions of pictures: what is seen, and no order to an artist."""

from __future__ import annotations

from pathlib import Path

import pytest

from story.audio_description import DESCRIBER, described, description
from story.english.language import ENGLISH
from story.english.picture_prompts import from_prompt
from story.model import Line, Panel, Script, Section


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        (
            "Image 1: Create a bright wide-landscape drawing showing a harbour at dusk with a "
            "lamp. In the foreground, boats rest on the sand. The style should be hopeful.",
            "A harbour at dusk with a lamp. In the foreground, boats rest on the sand.",
        ),
        (
            "Please generate a 16:9 image in oil depicting panel 2 of 9. Make the style "
            "consistent with the prior panel. The scene shows Dr. Vidal on a quay in St. Ives. "
            "Color palette: blue. Include gulls, nets and a barrel. Do not ask questions.",
            "Dr. Vidal on a quay in St. Ives. We see gulls, nets and a barrel.",
        ),
        (
            "Please draw it.\nUse bright colors.\nDETAILED DESCRIPTION HERE:\nA dim lab. She says "
            "“No... not yet.” Papers lie about.",
            "She says “No... not yet.” Papers lie about.",
        ),
        (
            "Panel 3:\nGenerate a wide-landscape graphic novel drawing with a ratio of 16:9.\n\n"
            "Show Marta holding a rope. He's behind her, rendered in vibrant blues.",
            "Marta holding a rope. He's behind her.",
        ),
        ("The image shows him on the stage, alone.", "He is on the stage, alone."),
        (
            "A Sanssouci-style palace stands in the rain.",
            "A Sanssouci-style palace stands in the rain.",
        ),
        ("Create a masterpiece.", ""),
        ("", ""),
    ],
)
def test_prompts_lose_their_instructions(prompt, said):
    assert from_prompt(prompt) == said


def test_both_sides_of_a_picture_are_told():
    left = f"A split scene: On the left, {'a very old and grey ' * 12}sea."
    right = f"On the right, {'a new ' * 12}sea. More is not told of it, however short it is."
    assert from_prompt(f"Show {left.lower()} {right}").endswith("a new sea.")


def test_long_prompts_are_cut_at_a_sentence():
    said = from_prompt("A grey sea lies under a grey sky. " * 40)
    assert 100 < len(said) <= 320
    assert said.endswith("sky.")


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("Marta lights the lamp", "Marta lights the lamp."),
        ("Panel 3", "A lamp burns here."),
        ("Cover image", "A lamp burns here."),
        ("04-lamp.png", "A lamp burns here."),
        ("", "A lamp burns here."),
    ],
)
def test_alt_text_comes_before_the_prompt_unless_it_says_nothing(alt, said):
    panel = Panel("lamp.png", None, prompt="A lamp burns here.", alt=alt)
    assert description(panel, {}, ENGLISH.pictures) == said


def test_the_author_comes_first():
    panel = Panel("./lamp.png", None, prompt="A lamp.", alt="A lamp of brass")
    assert (
        description(panel, {"lamp.png": "Brass,\n glowing."}, ENGLISH.pictures) == "Brass, glowing."
    )


def _line(name, text, joint, panel):
    offsets = tuple(range(len(text)))
    return Line(
        name, "narration", "narrator", panel, 0, len(text), text, offsets, ((0, len(text)),), joint
    )


def test_each_new_picture_is_described_before_its_first_words():
    panels = (
        Panel("a.png", Path("a.png"), alt="A wide sea"),
        Panel("b.png", Path("b.png")),
        Panel("c.png", Path("c.png"), alt="A gull cries"),
        Panel("d.png", Path("d.png"), alt="A gull cries"),
        Panel("e.png", None, alt="Nobody sees this"),
    )
    lines = (_line("1", "Fog came.", "start", 0), _line("2", "It stayed.", "paragraph", 1))
    section = Section("s", "scene", "S", "", panels, lines, 0, 0)
    script = Script("T", (section,), (), (), "", Path("index.md"))
    told = described(script, {})
    assert [
        (line.speaker, line.text, line.joint, line.panel) for line in told.sections[0].lines
    ] == [
        (DESCRIBER, "A wide sea.", "start", 0),
        ("narrator", "Fog came.", "paragraph", 0),
        ("narrator", "It stayed.", "paragraph", 1),
        (DESCRIBER, "A gull cries.", "paragraph", 2),
    ]
    assert told.characters[-1].name == DESCRIBER
    assert told.characters[-1].lines == 2
    assert described(Script("T", (), (), (), "", Path("x.md")), {}).characters == ()
