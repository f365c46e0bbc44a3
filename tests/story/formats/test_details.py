"""Prompts are never spoken, and stay in the model."""

import pytest
from looks import codes, reasons, spoken

PROMPTS = {
    "plain": "<details><summary>Image Prompt</summary>\nDraw SECRET.\n</details>\n",
    "blank lines": "<details>\n<summary>Image Prompt</summary>\n\nSECRET.\n\nMore.\n\n</details>\n",
    "markup inside": "<details>\n\n- **SECRET**\n\n## SECRET\n\n![](s.png)\n</details>\n",
    "no summary": "<details>\nDraw SECRET.\n</details>\n",
    "empty summary": "<details><summary></summary>\nDraw SECRET.\n</details>\n",
    "free title": "<details><summary>Young Ada</summary>\nDraw SECRET.\n</details>\n",
    "summary never closed": "<details><summary>Prompt<summary>\nDraw SECRET.\n</details>\n",
    "one line": "<details><summary>Prompt</summary> Draw SECRET.</details>\n",
    "class": '<details class="show-prompt">\n<summary>Prompt</summary>\nSECRET\n</details>\n',
    "upper case": "<DETAILS><SUMMARY>Prompt</SUMMARY>\nSECRET\n</DETAILS>\n",
    "nested": "<details>\nSECRET\n<details>\nSECRET\n</details>\nSECRET\n</details>\n",
}


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS.keys())
def test_no_word_of_a_prompt_is_spoken(told, prompt):
    script = told(f"# T\n\n## Panel 1: A\n\n![](a.png)\n{prompt}\nThe lamp burned.\n")
    assert spoken(script) == ["The lamp burned."]
    assert "SECRET" in script.sections[1].panels[0].prompt
    assert reasons(script, "SECRET") == {"prompt"}


def test_text_right_behind_a_prompt_is_spoken(told):
    script = told("# T\n\n![](a.png)\n<details>SECRET</details>\nThe lamp burned.\n")
    assert spoken(script) == ["The lamp burned."]


def test_a_prompt_never_closed_ends_at_the_next_heading(told, problems):
    script = told("# T\n\n## Panel 1: A\n\n<details>\nSECRET\n\nSECRET\n\n## Panel 2: B\n\nX.\n")
    assert spoken(script) == ["X."]
    assert codes(problems) == [(5, "details-open")]


def test_the_first_of_two_may_be_the_open_one(told):
    script = told(
        "# T\n\n## Panel 1: A\n\n<details>\nSECRET\n\n## Panel 2: B\n\n<details>S</details>\n\nX.\n"
    )
    assert spoken(script) == ["X."]


def test_a_prompt_as_a_visible_heading(told):
    script = told("# T\n\nA.\n\n## Narrative Prompt\n\n*A SECRET tale.*\n\n## End\n\nB.\n")
    assert spoken(script) == ["A.", "B."]


def test_words_of_a_chat_are_left_out(told, problems):
    script = told(
        "# T\n\nI'll create a detailed narrative for your graphic novel.\n\nThe lamp burned.\n\n"
        "Please generate a wide-landscape drawing of a lamp.\n"
    )
    assert spoken(script) == ["The lamp burned."]
    assert codes(problems) == [(3, "leftover"), (7, "leftover")]


def test_a_narrative_prompt_belongs_to_no_panel(told):
    script = told(
        "# T\n\n![](c.png)\n<details><summary>Cover Image Prompt</summary>\nCOVER\n</details>\n\n"
        "<details><summary>Narrative Prompt</summary>\nTALE\n</details>\n\n## Panel 1: A\n\nX.\n"
    )
    assert script.sections[0].panels[0].prompt == "COVER"


def test_one_prompt_serves_the_pictures_above_it(told):
    script = told("# T\n\nX.\n\n![](a.png)\n![](b.png)\n<details>BOTH</details>\n")
    assert [panel.prompt for panel in script.sections[0].panels] == ["BOTH", "BOTH"]
