"""Dialects of Markdown: what a tool adds to it is neither spoken nor lost."""

from dataclasses import dataclass

import pytest
from looks import codes, spoken

from story.formats import READERS
from story.problems import Problems


@dataclass(frozen=True)
class Row:
    """A text and what becomes of it: `hears` its lines, `panels` its pictures' paths."""

    name: str
    text: str
    hears: list[str]
    panels: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


ROWS = [
    Row(
        "a div is clear", "::: {.scene}\nOne.\n\nTwo.\n:::\n\nThree.\n", ["One.", "Two.", "Three."]
    ),
    Row(
        "nested",
        "::::: {.a}\n\n::: b\nOne.\n:::\n\nTwo.\n:::::\n\nEnd.\n",
        ["One.", "Two.", "End."],
    ),
    Row("a callout is not told", "::: {.callout-tip}\n## Do\nThis.\n:::\n\nOne.\n", ["One."]),
    Row("a named admonition", ":::note[Look here]\nAside.\n:::\n\nOne.\n", ["One."]),
    Row("a div never closed", "One.\n\n::: {.scene}\nTwo.\n", ["One.", "Two."], (), ("div-open",)),
    Row("spans", "[The]{.smallcaps} end []{#x}of [it]{lang=en}.\n", ["The end of it."]),
    Row("hard breaks", "On\\\nand on.\n", ["On and on."]),
    Row(
        "a figure's caption",
        "::: {.figure}\n![A quay](q.png)\n\nThe quay, 1901\n:::\n\nOne.\n",
        ["One."],
        ("q.png",),
    ),
    Row(
        "figure shortcodes",
        '{{< figure src="a.png" alt="A" caption="No" >}}\n\nOne.\n\n{{<img "b.jpg">}}\n\nTwo.\n',
        ["One.", "Two."],
        ("a.png", "b.jpg"),
    ),
    Row("a notice", "{{% notice tip %}}\nBuy it.\n{{% /notice %}}\n\nOne.\n", ["One."]),
    Row("a clear shortcode", "{{< lead >}}\nOne.\n{{< /lead >}}\n\nTwo.\n", ["One.", "Two."]),
    Row(
        "a picture without a file",
        '{{< imgproc "hero" Resize "600x" >}}\n\nOne.\n',
        ["One."],
        (),
        ("shortcode-unread",),
    ),
    Row("a template's value", "In {{ .Site.Title }} it rained.\n", ["In it rained."]),
    Row(
        "Liquid",
        '{% include img.html src="/a.png" alt="A" %}\n\nOne.\n\n{% highlight js %}\nx()\n'
        "{% endhighlight %}\n\nTwo.\n",
        ["One.", "Two."],
        ("/a.png",),
    ),
    Row("GitBook's hints", '{% hint style="info" %}\nLook.\n{% endhint %}\n\nOne.\n', ["One."]),
    Row(
        "a wrapped Liquid tag",
        '{% include figure\n  image_path="a.png"\n  alt="x" %}\n\nOne.\n',
        ["One."],
        ("a.png",),
    ),
    Row(
        "a wrapped picture",
        '![A roof\nat night](r.jpg "She\nclimbed")\n\nOne.\n',
        ["One."],
        ("r.jpg",),
    ),
    Row("an HTML aside", "<aside>\n## How to\n\nGlue.\n</aside>\n\nOne.\n", ["One."]),
    Row(
        "Obsidian",
        "![[map.png|A map|300]]\n\n"
        "She met [[Wren Moss|Wren]] at [[The Quay#Night]]. ==Now== %%check%%it ended. "
        "^e1\n\n#tale #sea\n",
        ["She met Wren at The Quay. Now it ended."],
        ("map.png",),
    ),
    Row("another note's text", "![[Notes on fog]]\n\nOne.\n", ["One."], (), ("embed-unread",)),
    Row(
        "MDX",
        "import Hero from './hero.png';\n\n<img src={Hero} alt=\"H\" />\n\nOne. {/* no */}\n\n"
        '<Card image="b.webp">\n\nTwo.\n\n</Card>\n',
        ["One.", "Two."],
        ("./hero.png", "b.webp"),
    ),
    Row(
        "MyST",
        "(start)=\n\n```{figure} a.png\n:alt: A mill\nThe mill\n```\n\n% not this\n\n"
        "At {ref}`the mill <mill>` it {sub}`was` dark.\n\n"
        "```{note}\nAside.\n```\n\n```{epigraph}\nOnce.\n```\n",
        ["At the mill it was dark.", "Once."],
        ("a.png",),
    ),
    Row("TOML in front", '+++\n# words\ntitle = "T"\n+++\n\nOne.\n', ["One."]),
    Row("JSON in front", '{\n"title": "T"\n}\n\nOne.\n', ["One."]),
    Row(
        "a bracket at a row's start is a speaker",
        "[Ash]: Come in now.\n\n[Ash]: Yes!\n",
        ["Come in now.", "Yes!"],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row(told, problems, row):
    script = told(row.text)
    panels = tuple(panel.path for section in script.sections for panel in section.panels)
    assert spoken(script) == row.hears
    assert panels == row.panels
    found = {code for _, code in codes(problems)}
    assert set(row.problems) <= found
    assert not (found - {*row.problems, "panel-missing", "panel-outside", "panel-site"})


FILES = [
    ("_config.yml", "jekyll"),
    ("hugo.toml", "hugo"),
    ("_quarto.yml", "quarto"),
    ("docusaurus.config.js", "docusaurus"),
    ("book.toml", "mdbook"),
    ("myst.yml", "myst"),
]


@pytest.mark.parametrize(("name", "dialect"), FILES)
def test_files_above_tell_the_dialect(tmp_path, name, dialect):
    (tmp_path / name).write_text("")
    path = tmp_path / "content" / "a.md"
    path.parent.mkdir()
    assert READERS[".md"]("One.\n", path, Problems()).dialect == dialect
    assert READERS[".md"]("One.\n", path, Problems(), "pandoc").dialect == "pandoc"


def test_marks_in_code_are_code(told):
    script = told('```\n{{< figure src="a.png" >}}\n::: x\n```\n\nOne.\n')
    assert spoken(script) == ["One."]
    assert script.sections[0].panels == ()


def test_front_matter_in_toml_gives_title_and_author(told):
    script = told('+++\ntitle = "Lamp: 1"\nauthors = ["A. B.", "C. D."]\n+++\n\nOne.\n')
    assert (script.title, script.author) == ("Lamp: 1", "A. B., C. D.")
