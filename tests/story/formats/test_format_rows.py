"""Every way that illustrated stories are written, row by row: what is heard, seen and left out."""

from dataclasses import dataclass

import pytest
from looks import codes, headings, said, shown

from story.model import NARRATOR


@dataclass(frozen=True)
class Row:
    """A text under the title "T" and what becomes of it; None is not looked at.

    `hears` are lines: a text is the narrator's, a pair is (speaker, text). `seen` are the panels
    of the lines, section by section, `panels` all pictures, `cards` (kind, text), `problems`
    (row, code) but for missing pictures. No text that says SECRET may come out anywhere.
    """

    name: str
    text: str
    hears: list[str | tuple[str, str]]
    titles: list[tuple[str, str, str]] | None = None
    seen: list[list[int | None]] | None = None
    panels: list[str] | None = None
    cards: list[tuple[str, str]] | None = None
    problems: tuple[tuple[int, str], ...] = ()
    subtitle: str = ""
    title: str = "T"


STRUCTURE = [
    Row(
        "Panel N: T and Panel N — T",
        "# T\n\n## Panel 1: A\n\nX.\n\n## Panel 2 — B\n\nY.\n\n## Panel 3\n\nZ.\n",
        ["X.", "Y.", "Z."],
        [
            ("title", "", "T"),
            ("panel", "Panel 1", "A"),
            ("panel", "Panel 2", "B"),
            ("panel", "Panel 3", ""),
        ],
    ),
    Row(
        "Chapter N: T and Chapter N – T",
        "# T\n\n## Chapter 1: A\n\nX.\n\n## Chapter 2 – B\n\nY.\n",
        ["X.", "Y."],
        [("title", "", "T"), ("chapter", "Chapter 1", "A"), ("chapter", "Chapter 2", "B")],
    ),
    Row(
        "free headings",
        "# T\n\n## The Sea\n\nX.\n\n## 1911\n\nY.\n",
        ["X.", "Y."],
        [("title", "", "T"), ("scene", "", "The Sea"), ("scene", "", "1911")],
    ),
    Row(
        "prologue, epilogue, call to action as H3 between H2",
        "# T\n\n### Prologue – Before\n\nX.\n\n## Panel 1: A\n\nY.\n\n### Epilogue: After\n\nZ.\n\n"
        "### Call to Action\n\nGo.\n\n## Panel 2: B\n\nQ.\n",
        ["X.", "Y.", "Z.", "Go.", "Q."],
        [
            ("title", "", "T"),
            ("panel", "Prologue", "Before"),
            ("panel", "Panel 1", "A"),
            ("panel", "Epilogue", "After"),
            ("aside", "", "Call to Action"),
            ("panel", "Panel 2", "B"),
        ],
    ),
    Row(
        "numbers that start at 2 and skip",
        "# T\n\n## Panel 2: A\n\nX.\n\n## Panel 5: B\n\nY.\n",
        ["X.", "Y."],
        [("title", "", "T"), ("panel", "Panel 2", "A"), ("panel", "Panel 5", "B")],
    ),
    Row(
        "two H1",
        "# T\n\nX.\n\n## Panel 1: A\n\nY.\n\n# Later\n\nZ.\n",
        ["X.", "Y.", "Z."],
        [("title", "", "T"), ("panel", "Panel 1", "A"), ("scene", "", "Later")],
    ),
    Row("no H1: front matter", "---\ntitle: T\n---\n\n## Panel 1: A\n\nX.\n", ["X."]),
    Row(
        "H1 before the front matter's title",
        "---\ntitle: Other\n---\n# T\n\nX.\n",
        ["X."],
        [("title", "", "T")],
    ),
    Row(
        "front matter: nested, description, site-absolute image",
        "---\ntitle: T\ndescription: SECRET.\nimage: /stories/x/c.png\nog:image: /s/c.png\n"
        "social:\n  cards: false\ntags:\n  - SECRET\n---\n\n# T\n\nX.\n",
        ["X."],
        panels=[],
    ),
    Row(
        "front matter: broken",
        '---\ntitle: "T\ndescription: SECRET: [a\n---\n\n# T\n\nX.\n',
        ["X."],
        problems=((1, "front-matter-broken"),),
    ),
    Row(
        "front matter: never closed",
        "---\ntitle: T\ndescription: SECRET\n\n# T\n\nX.\n",
        ["X."],
        problems=((1, "front-matter-open"),),
    ),
    Row(
        "italic tagline",
        "# T\n\n*A tale of fog*\n\n![](c.png)\n\n## Panel 1: A\n\nX.\n",
        ["X."],
        panels=["c.png"],
        subtitle="A tale of fog",
    ),
    Row(
        "H2 subtitle",
        "# T\n\n## How fog came\n\n![](c.png)\n\n## Panel 1: A\n\nX.\n",
        ["X."],
        [("title", "", "T"), ("panel", "Panel 1", "A")],
        panels=["c.png"],
        subtitle="How fog came",
    ),
    Row(
        "rules, one right below prose",
        "# T\n\nIt rained all day.\n---\nIt went on.\n\n***\n\nIt stopped.\n\n---\n\n## A\n\nX.\n",
        ["It rained all day.", "It went on.", "It stopped.", "X."],
        [("title", "", "T"), ("scene", "", "A")],
    ),
]

IMAGES = [
    Row(
        "heading, image, prose",
        "# T\n\n## A\n\n![](a.png)\n\nX.\n\nY.\n",
        ["X.", "Y."],
        seen=[[], [0, 0]],
    ),
    Row(
        "heading, prose, image",
        "# T\n\n## A\n\nX.\n\nY.\n\n![](a.png)\n",
        ["X.", "Y."],
        seen=[[], [0, 0]],
    ),
    Row(
        "in the middle of dialogue",
        '# T\n\n## A\n\n![](a.png)\n\n"Stop!" said Ada.\n\n![](b.png)\n\n"Why?" asked Tom.\n',
        [("Ada", "Stop!"), "said Ada.", ("Tom", "Why?"), "asked Tom."],
        seen=[[], [0, 0, 1, 1]],
    ),
    Row(
        "cover without prose",
        "# T\n\n![Cover](c.png)\n\n## Panel 1: A\n\nX.\n",
        ["X."],
        [("title", "", "T"), ("panel", "Panel 1", "A")],
        [[], [None]],
        ["c.png"],
    ),
    Row(
        "six in one section",
        "# T\n\n## A\n\n" + "".join(f"![](./{n}.png)\n\n" for n in range(6)) + "X.\n\n" * 6,
        ["X."] * 6,
        seen=[[], [0, 1, 2, 3, 4, 5]],
    ),
    Row(
        "section without",
        "# T\n\n## A\n\n![](a.png)\n\nX.\n\n## B\n\nY.\n",
        ["X.", "Y."],
        seen=[[], [0], [None]],
    ),
    Row(
        "in a comment",
        "# T\n\n## A\n\n![](a.png)\n\n<!--\n![SECRET](b.png)\n\nSECRET\n-->\n\nX.\n",
        ["X."],
        panels=["a.png"],
        problems=((7, "panel-commented"),),
    ),
    Row(
        "./x and bare",
        "# T\n\n![](./a.png)\n\n![](img/b.png)\n\nX.\n",
        ["X."],
        panels=["./a.png", "img/b.png"],
    ),
    Row(
        "outside the folder",
        "# T\n\n![](../a.png)\n\nX.\n",
        ["X."],
        problems=((3, "panel-outside"),),
    ),
    Row(
        "tags",
        '# T\n\n<p align="center"><img src="a.png" alt="SECRET" width="9"></p>\n\n'
        "<img src='b.png'/>\n\nX.\n",
        ["X."],
        panels=["a.png", "b.png"],
    ),
    Row("attributes", '# T\n\n![](a.png){ align=left width="80" }\nX.\n', ["X."], panels=["a.png"]),
    Row("alt text", '# T\n\n![SECRET, "SECRET!" said Ada](a.png)\n\n![](b.png)\n\nX.\n', ["X."]),
]


def asked(prompt: str, after: str = "\n\n") -> str:
    return f"# T\n\n## Panel 1: A\n\n![](a.png)\n{prompt}{after}X.\n"


DETAILS = [
    Row(
        f"summary: {title}",
        asked(f"<details>\n<summary>{title}</summary>\nSECRET\n</details>"),
        ["X."],
    )
    for title in (
        "Show Image Prompt",
        "Image Prompt",
        "Prompt",
        "Cover Image Prompt",
        "Narrative Prompt",
        "Young Ada at sea",
        "",
    )
] + [
    Row("no summary", asked("<details>\nSECRET\n</details>"), ["X."]),
    Row("blank lines", asked("<details>\n\n\nSECRET\n\nSECRET.\n\n</details>"), ["X."]),
    Row(
        "lists, bold, headings, images, tables, code inside",
        asked(
            "<details>\n<summary>Prompt</summary>\n\n1. **SECRET**\n- SECRET\n\n## SECRET\n\n"
            "![SECRET](s.png)\n\n| SECRET |\n|---|\n\n```\nSECRET\n```\n\n> SECRET\n\n</details>"
        ),
        ["X."],
        [("title", "", "T"), ("panel", "Panel 1", "A")],
        panels=["a.png"],
        cards=[],
    ),
    Row(
        "summary never closed",
        asked("<details><summary>P<summary>\n\nSECRET\n\n</details>"),
        ["X."],
    ),
    Row("on one line", asked("<details><summary>P</summary>SECRET</details>"), ["X."]),
    Row("text right behind", asked("<details>\n\nSECRET\n\n</details>", "\n"), ["X."]),
    Row("text behind on its line", asked("<details>SECRET</details>", " "), ["X."]),
    Row("open, with a class", asked('<details open class="p">\n\nSECRET\n</details>'), ["X."]),
    Row("in a quotation", asked("> <details>\n> SECRET\n>\n> SECRET\n> </details>"), ["X."]),
    Row(
        "indented in a list",
        asked("- Y\n\n    <details>\n\n    SECRET\n    </details>"),
        ["Y", "X."],
    ),
    Row(
        "never closed",
        "# T\n\n## Panel 1: A\n\n<details>\nSECRET\n\nSECRET\n\n## Panel 2: B\n\nX.\n",
        ["X."],
        problems=((5, "details-open"),),
    ),
    Row(
        "as a heading and italics",
        "# T\n\n### Narrative Prompt\n\n*Please make a SECRET.*\n\n## Panel 1: A\n\nX.\n",
        ["X."],
        [("title", "", "T"), ("panel", "Panel 1", "A")],
    ),
    Row(
        "as a bold line and italics",
        "# T\n\n**Narrative Prompt:**\n\n*Please make a SECRET.*\n\nX.\n\n## Panel 1: A\n\nY.\n",
        ["X.", "Y."],
    ),
    Row(
        "words of a chat model",
        "# T\n\nI'll create a detailed narrative of SECRET.\n\nX.\n\n"
        "Would you like me to continue with the next SECRET panel?\n",
        ["X."],
        problems=((3, "leftover"), (7, "leftover")),
    ),
]

PROSE = [
    Row(
        "straight and curly",
        '# T\n\n"Come," said Ada.\n\n“Now,” said Tom.\n',
        [("Ada", "Come,"), "said Ada.", ("Tom", "Now,"), "said Tom."],
    ),
    Row(
        "a quoted term",
        '# T\n\nIt was called a "glow worm" then.\n\n"Come," said Ada.\n',
        ["It was called a glow worm then.", ("Ada", "Come,"), "said Ada."],
    ),
    Row(
        "said X before and behind",
        '# T\n\n"Come," said Ada.\n\nTom said: "Where?"\n\nAda said, "Here."\n',
        [
            ("Ada", "Come,"),
            "said Ada.",
            "Tom said:",
            ("Tom", "Where?"),
            "Ada said,",
            ("Ada", "Here."),
        ],
    ),
    Row(
        "italic quotes: dialogue and a closing citation",
        '# T\n\n*"Come,"* said Ada Pell.\n\n*"Light is all that we have."*\n—Ada Pell\n',
        [("Ada Pell", "Come,"), "said Ada Pell.", ("Ada Pell", "Light is all that we have.")],
    ),
    Row(
        "script lines",
        '# T\n\nNarrator: "It rained."\n\nIngrid (thinking): "Late."\nTom: "Go!"\n\n'
        "**Tom:** Run.\n",
        ["It rained.", ("Ingrid", "Late."), ("Tom", "Go!"), ("Tom", "Run.")],
    ),
    Row(
        "labels",
        "# T\n\nNarrative: A.\n\n**Caption:** B.\n\n*Caption: C.*\n\n**Epilogue:** D.\n\n"
        "**Narrative:**\n\nE.\n",
        ["A.", "B.", "C.", "D.", "E."],
    ),
    Row(
        "unbalanced quotes",
        '# T\n\nAda frowned. "It is late.\n\nX.\n\n"Go," said Tom.\n',
        ["Ada frowned.", ("Ada", "It is late."), "X.", ("Tom", "Go,"), "said Tom."],
        problems=((3, "quote-open"),),
    ),
    Row(
        "blockquotes and attributions",
        '# T\n\n> "Light is all."\n> —Leo Fuller\n\nX.\n\n"Fog too."\n—Ada Pell, 1911\n',
        [("Leo Fuller", "Light is all."), "X.", ("Ada Pell", "Fog too.")],
    ),
    Row(
        "bold, italics, code, links",
        "# T\n\nA **b** *c* `d` [e](https://x.example) ***f*** ~~g~~.\n",
        ["A b c d e f."],
    ),
    Row(
        "lists",
        "# T\n\nShe took:\n\n- **Oil**: for the lamp\n- **Oil**: for the stove\n    - of whales\n\n"
        "1. Bread\n",
        ["She took:", "Oil: for the lamp", "Oil: for the stove", "of whales", "Bread"],
    ),
    Row(
        "tables",
        "# T\n\nX:\n| a | b |\n|---|---|\n| 1 | **2** |\n\nY.\n\na | b\n--- | ---\n3 | 4\n",
        ["X:", "Y."],
        cards=[
            ("table", "| a | b |\n|---|---|\n| 1 | **2** |"),
            ("table", "a | b\n--- | ---\n3 | 4"),
        ],
    ),
    Row(
        "math",
        "# T\n\nShe wrote $f(x)$, $$a + b$$ and $e^{i\\pi}$.\n\n$$\nV - E\n$$\n",
        ["She wrote f(x), a + b and e^iπ."],
        cards=[("math", "$$\nV - E\n$$")],
    ),
    Row(
        "dollars",
        "# T\n\nFrom $22 million, *not* less, to $380 million; $3.5 to $7, or \\$9.\n",
        ["From $22 million, not less, to $380 million; $3.5 to $7, or $9."],
        cards=[],
    ),
    Row(
        "years, percents, acronyms, ranges",
        "# T\n\nIn 1914-1918 some 40% of NASA's 3–5 men had 1,200.\n",
        ["In 1914-1918 some 40% of NASA's 3–5 men had 1,200."],
    ),
    Row(
        "admonitions",
        '# T\n\nX.\n\n!!! note "N"\n    Body.\n\n    More.\n\n??? tip\n    Tip.\n\nY.\n',
        ["X.", "Y."],
        cards=[("note", '!!! note "N"\n    Body.\n\n    More.\n'), ("note", "??? tip\n    Tip.\n")],
    ),
    Row(
        "video links, widgets, code",
        "# T\n\nX.\n\n[SECRET](https://www.youtube.com/watch?v=x)\n\nhttps://youtu.be/x\n\n"
        '<iframe src="x">SECRET</iframe>\n\n<video src="x">SECRET</video>\n\n'
        "<script>SECRET</script>\n\n```py\nSECRET\n```\n\n~~~\nSECRET\n~~~\n\nY.\n",
        ["X.", "Y."],
        panels=[],
        cards=[],
    ),
    Row(
        "scripts and signs",
        "# T\n\nZoë saw 数学, Ελλάδα, a 🦆, ∑ → ∞.\n",
        ["Zoë saw 数学, Ελλάδα, a 🦆, ∑ → ∞."],
    ),
    Row("hard-wrapped", "# T\n\nOne\ntwo,\n  three.\n", ["One two, three."]),
    Row("footnotes", "# T\n\nOne.[^1] Two.\n\n[^1]: SECRET.\n    SECRET.\n", ["One. Two."]),
    Row(
        "CRLF and BOM",
        "\ufeff---\r\ntitle: T\r\n---\r\n\r\n# T\r\n\r\nOne\r\ntwo.\r\n",
        ["One two."],
    ),
]

BACK = [
    Row(
        "references and related reading",
        "# T\n\nX.\n\n## References\n\n1. [SECRET](https://x.example) - SECRET\n\n### SECRET\n\n"
        "SECRET\n\n## Related Reading\n\n- SECRET\n",
        ["X."],
    ),
    Row(
        "moral and call to action",
        "# T\n\n## A\n\n![](a.png)\n\nX.\n\n## Moral\n\nBe kind.\n\n### Call to Action\n\nGo.\n",
        ["X.", "Be kind.", "Go."],
        [
            ("title", "", "T"),
            ("scene", "", "A"),
            ("moral", "", "Moral"),
            ("aside", "", "Call to Action"),
        ],
    ),
    Row(
        "lone quotes between rules at the end",
        '# T\n\nX.\n\n---\n\n*"Fog is all."*\n—Ada Pell\n\n---\n\n*"Light is more."*\n\n---\n\n'
        "## References\n\n1. SECRET\n",
        ["X."],
        cards=[("quotation", '"Fog is all." —Ada Pell'), ("quotation", '"Light is more."')],
    ),
    Row(
        "a lone quote between rules before the end is spoken",
        '# T\n\nAda rose.\n\n---\n\n*"Who is there?"*\n\n---\n\n## A\n\nX.\n',
        ["Ada rose.", ("Ada", "Who is there?"), "X."],
    ),
]

GROUPS = {
    "structure": STRUCTURE,
    "images": IMAGES,
    "details": DETAILS,
    "prose": PROSE,
    "back": BACK,
}
ROWS = [
    pytest.param(row, id=f"{group}: {row.name}") for group, rows in GROUPS.items() for row in rows
]


@pytest.mark.parametrize("row", ROWS)
def test_row(told, problems, row):
    script = told(row.text)
    panels = [panel for section in script.sections for panel in section.panels]
    cards = [card for section in script.sections for card in section.cards]
    assert said(script) == [(NARRATOR, x) if isinstance(x, str) else x for x in row.hears]
    assert (script.title, script.subtitle) == (row.title, row.subtitle)
    assert row.titles in (None, [h for h in headings(script) if h[0] != "credits"])
    assert row.seen in (None, shown(script))
    assert row.panels in (None, [panel.path for panel in panels])
    assert row.cards in (None, [(card.kind, card.text) for card in cards])
    assert tuple(c for c in codes(problems) if c[1] != "panel-missing") == row.problems
    assert not [card.text for card in cards if "SECRET" in card.text]


def test_no_heading_and_no_front_matter_leave_the_folder_s_name(told, tmp_path):
    script = told("## Panel 1: A\n\nX.\n")
    assert script.title == tmp_path.name.replace("_", " ").title()
    assert headings(script) == [("panel", "Panel 1", "A")]


def test_a_direction_in_a_script_line_is_kept(told):
    line = told('# T\n\nIngrid (thinking): "Too late."\n').sections[0].lines[0]
    assert (line.text, [d.value for d in line.annotations]) == ("Too late.", ["thought"])


def test_back_matter_can_be_switched_off_and_leaves_its_links(told):
    script = told(
        "# T\n\nX.\n\n## Moral\n\nY.\n\n## Call to Action\n\nZ.\n\n"
        "## References\n\n1. [Fog](https://fog.example)\n",
        skip={"moral": True, "aside": True},
    )
    assert said(script) == [(NARRATOR, "X.")]
    assert script.links == (("Fog", "https://fog.example"),)
