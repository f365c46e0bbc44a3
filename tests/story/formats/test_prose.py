"""What of a paragraph is spoken."""

import pytest
from looks import codes, reasons, said, spoken

SPOKEN = {
    "emphasis": ("It was **very** *cold*, _too_.", "It was very cold, too."),
    "code": ("Type `print` now.", "Type print now."),
    "link": ("See [the light](https://x.example).", "See the light."),
    "reference link": ("See [the light][one].\n\n[one]: https://x.example", "See the light."),
    "address": ("See <https://x.example> now.", "See now."),
    "bare address": ("See https://x.example/a now.", "See now."),
    "addresses": (
        "See https://x.org/a now, <https://y.org>, or www.foo.com.",
        "See now, or.",
    ),
    "addresses in a row": ("See: https://x.org, http://y.org, **www.z.org**!", "See:!"),
    "address in brackets": ("See (https://x.org/a_b) and (at HTTPS://Y.ORG).", "See and (at)."),
    "mail address": ("Ask <ada@x.org>, now.", "Ask, now."),
    "shortcut link": (
        "See [Fog] and [The\nLamp].\n\n[fog]: https://x.org",
        "See Fog and [The Lamp].",
    ),
    "struck out": (
        "It is ~~gone~~ <del>lost</del> <s class='x'>out</s>here, ~~no~~.",
        "It is here,.",
    ),
    "struck out over rows": ("She ~~went\naway and~~ came ~~for\ngood~~.", "She came."),
    "half struck out": ("Two ~~ three ~~four, ~~~ five</s> <s>six.", "Two three four, ~ five six."),
    "tags": ("A <b>bold</b> <span class='x'>word</span>.", "A bold word."),
    "entities": ("Salt &amp; pepper&nbsp;here.", "Salt & pepper here."),
    "escapes": ("Not \\*stressed\\*.", "Not *stressed*."),
    "hard wrap": ("One\ntwo\nthree.", "One two three."),
    "hard break": ("One  \ntwo<br>three.", "One two three."),
    "crlf": ("One\r\ntwo.", "One two."),
    "footnote": ("A lamp[^1].\n\n[^1]: Of brass.", "A lamp."),
    "math": ("If $f(x)$ and $\\pi$ and $x^2$.", "If f(x) and π and x²."),
    "dollars": ("From $22 million to $380 million.", "From $22 million to $380 million."),
    "prices": ("It cost $5-$10 or $7.", "It cost $5-$10 or $7."),
    "numbers": ("In 1911, 40% of 6-96, at 24/7.", "In 1911, 40% of 6-96, at 24/7."),
    "accents": ("Zoë saw 数学 and a 🦆.", "Zoë saw 数学 and a 🦆."),
    "brackets": ("He [sic] said so.", "He [sic] said so."),
    "icons": ("Look :material-lamp: here.", "Look here."),
    "stray star": ("Two * three.", "Two * three."),
    "label": ("**Caption:** The lamp burned.", "The lamp burned."),
    "narrative": ("Narrative:\nThe lamp burned.", "The lamp burned."),
    "epilogue": ("**Epilogue:** *The lamp burned.*", "The lamp burned."),
}


@pytest.mark.parametrize(("written", "heard"), SPOKEN.values(), ids=SPOKEN.keys())
def test_text_only_is_spoken(told, written, heard):
    assert spoken(told(f"# T\n\nFirst.\n\n{written}\n")) == ["First.", heard]


UNSPOKEN = {
    "code": ("```py\nprint(1)\n```", "code"),
    "indented code": ("    x = y(1);", "code"),
    "comment": ("<!-- a remark -->", "comment"),
    "video": ("[Watch](https://youtu.be/x)", "link"),
    "address": ("https://x.example/a", "link"),
    "embed": ('<iframe src="x">\n\ntext\n</iframe>', "embed"),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |", "table"),
    "formula": ("$$\ne = mc^2\n$$", "math"),
    "admonition": ('!!! note "Aside"\n    A body.\n\n    More.', "note"),
    "alert": ("> [!NOTE]\n> A body.", "note"),
    "container": ("::: tip\nA body.\n:::", "note"),
    "template": ("{% include x.html %}", "template"),
    "caption": ("<figcaption>A lamp</figcaption>", "caption"),
}


@pytest.mark.parametrize(("written", "reason"), UNSPOKEN.values(), ids=UNSPOKEN.keys())
def test_what_is_not_prose_is_skipped_with_a_reason(told, written, reason):
    script = told(f"# T\n\nFirst.\n\n{written}\n\nLast.\n")
    assert spoken(script) == ["First.", "Last."]
    assert reasons(script, written.split("\n")[0]) == {reason}


@pytest.mark.parametrize(
    "address", ["https://x.org/a?b=c,d", "<https://x.org>", "www.x.org", "<www.x.org>", "<a@x.org>"]
)
def test_an_address_is_told_of_as_skipped(told, address):
    script = told(f"# T\n\nSee {address}, now.\n")
    assert spoken(script) == ["See, now."]
    assert reasons(script, address) == {"link"}


@pytest.mark.parametrize(
    "struck", ["~~All gone.~~", "~~not\nhere~~", "<s>not here</s>", "<del>not\nhere</del>"]
)
def test_what_is_struck_out_is_told_of_as_skipped(told, struck):
    script = told(f"# T ~~old~~\n\nOne.\n\n> {struck.replace(chr(10), chr(10) + '> ')}\n")
    assert (script.title, spoken(script)) == ("T", ["One."])
    assert reasons(script, struck.split("\n")[0]) == {"deleted"}


def test_tables_formulas_and_notes_are_cards(told):
    script = told('# T\n\n| a |\n|---|\n\n$$x$$\n\n!!! note "N"\n    Body.\n')
    assert [card.kind for card in script.sections[0].cards] == ["table", "math", "note"]


def test_lists_are_spoken_item_by_item(told):
    script = told("# T\n\n- A lamp\n- A goose\n  in white\n\n1. One\n2. [x] Two\n")
    assert spoken(script) == ["A lamp", "A goose in white", "One", "Two"]


def test_a_narration_paragraph_is_one_line_with_its_sentences(told):
    line = told("# T\n\nMr. Hall came at 3 p.m. on a Monday. He sat. Why?\n").sections[0].lines[0]
    assert [line.text[a:b] for a, b in line.sentences] == [
        "Mr. Hall came at 3 p.m. on a Monday.",
        "He sat.",
        "Why?",
    ]


def test_stress_is_kept_unless_it_is_the_style_of_all(told):
    script = told("# T\n\nIt was *very* cold.\n\n*All of it was cold.*\n")
    first, second = script.sections[0].lines
    assert [first.text[a:b] for a, b in first.emphasis] == ["very"]
    assert second.emphasis == ()


def test_joints_say_what_parts_lines(told):
    script = told('# T\n\n## A\n\n"Yes," said Ada. "I am." It rained. "Go!"\n\nDone.\n')
    assert [line.joint for line in script.sections[1].lines] == [
        "start",
        "tag",
        "sentence",
        "sentence",
        "sentence",
        "paragraph",
    ]


def test_blockquotes_are_spoken_and_their_sources_shown(told):
    script = told('# T\n\n> "Light is all."\n> — Ada Pell\n\n> Go on.\n> *Source: A book, 1984*\n')
    assert said(script) == [("Ada Pell", "Light is all."), ("narrator", "Go on.")]
    assert reasons(script, "Source: A book") == {"source"}


def test_unbalanced_quotes_end_with_their_paragraph(told, problems):
    script = told('# T\n\n"It is late, said Ada.\n\nThe lamp burned.\n\nIt went out..."\n')
    assert said(script)[1:] == [("narrator", "The lamp burned."), ("narrator", "It went out...")]
    assert codes(problems) == [
        (3, "quote-open"),
        (7, "quote-stray"),
        (3, "speaker-unknown"),
    ]


def test_identities_hold_when_the_text_around_them_changes(told):
    before = told("# T\n\nOne.\n\nTwo.\n\nTwo.\n").sections[0].lines
    after = told("# T\n\nZero.\n\nOne.\n\nTwo.\n\nTwo.\n").sections[0].lines
    assert [line.id for line in after[1:]] == [line.id for line in before]
    assert len({line.id for line in after}) == 4
