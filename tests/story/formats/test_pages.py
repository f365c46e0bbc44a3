"""HTML as sites, archives and programs write it: what is told, what is seen, what is left out."""

import base64
import time
import zipfile
from pathlib import Path

import pytest
from looks import codes, spoken
from story_files import CONTAINER

from story.formats import READERS
from story.problems import Problems
from story.script import read_script

PARTS = """<html><body><div id="work">
<div class="meta group"><h2>Chapter 1: Salt</h2><p>Chapter Summary</p></div>
<div class="text"><p>The tide was out when Bren came, and it stayed out.</p></div>
<div class="meta group"><h2>Chapter 2: Light</h2></div>
<div class="text"><p>Morning came.</p></div></div></body></html>"""


def test_a_text_in_several_boxes_is_told_whole_with_headings_between(told):
    script = told(PARTS, ".html")
    assert [section.title for section in script.sections if section.lines] == ["Salt", "Light"]
    assert spoken(script) == [
        "The tide was out when Bren came, and it stayed out.",
        "Morning came.",
    ]


SILENT = {
    "deleted": "<p><s>gone</s> <del>lost</del> <strike>out</strike></p>",
    "links": '<p><a href="/">Contents</a> | <a href="x">Version française</a></p>',
    "one link": '<p><a href="next.html">Next chapter</a></p>',
    "button": '<p class="button-wrapper"><span>Share this</span></p>',
    "byline by its name": '<div><span id="author">By Jo Shield, 15 May 2020</span></div>',
    "caption": '<p class="MsoCaption">Figure 1: A ferry</p>',
    "note's number": 'One<a class="fnanchor" href="#Footnote_1">[1]</a>',
    "comment's letter": 'One<a href="#cmnt1">[a]</a>',
    "archive's note": '<div class="transnote"><p>Printer errors were mended.</p></div>',
    "book's page": '<div class="copyright-page"><p>Made in Ghent.</p></div>',
    "facts": '<dl class="tags"><dt>Rating:</dt><dd>General</dd></dl>',
}


@pytest.mark.parametrize("markup", SILENT.values(), ids=SILENT.keys())
def test_what_no_reader_would_read_aloud(told, markup):
    page = f"<html><body><article><p>Before it.</p>{markup}<p>After it.</p></article></body></html>"
    assert [line for line in spoken(told(page, ".html")) if line != "One"] == [
        "Before it.",
        "After it.",
    ]


def test_links_in_a_sentence_are_told(told):
    text = '<p>He read <a href="a">the first letter</a> twice.</p>'
    assert spoken(told(f"<article>{text}</article>", ".html")) == [
        "He read the first letter twice."
    ]


def test_two_breaks_end_a_paragraph_and_stars_are_a_rule(told):
    text = "<div>One.<br><br>“Two,” said Ada.<br>Three.</div><p>* * *</p><p>Four.</p>"
    script = told(f"<article>{text}</article>", ".html")
    assert [(line.text, line.joint) for line in script.sections[0].lines] == [
        ("One.", "start"),
        ("Two,", "paragraph"),
        ("said Ada. Three.", "tag"),
        ("Four.", "paragraph"),
    ]
    assert not [piece for piece in script.pieces if piece.role == "spoken" and "*" in piece.reason]


ORNAMENT = '<div class="ornamental-break"><img src="break.png"/></div>'


def test_ornaments_and_initials_are_no_pictures(told):
    text = (
        f'<p><img class="dropcap" alt="T" src="t.png"/>he candle burned.</p>{ORNAMENT}<p>One.</p>'
        '<img src="rule.png"><p>Two.</p><img src="rule.png"><p>Three.</p><img src="rule.png">'
        '<img class="logo" src="logo.png"><p>Four.</p><img src="a.png"><p>Five.</p>'
    )
    script = told(f"<article>{text}</article>", ".html")
    assert spoken(script) == ["The candle burned.", "One.", "Two.", "Three.", "Four.", "Five."]
    assert [panel.path for panel in script.sections[0].panels] == ["a.png"]


def saved(folder: Path, text: str) -> list[tuple[str, bool]]:
    (folder / "post.html").write_text(f"<article>{text}</article>", "utf-8")
    (folder / "post_files").mkdir()
    (folder / "post_files/a b.png").write_bytes(b"x")
    script = read_script(folder / "post.html", Problems())
    panels = [panel for section in script.sections for panel in section.panels]
    return [(panel.path, panel.file is not None) for panel in panels]


def test_pictures_of_a_saved_page_are_found_in_its_folder(tmp_path):
    text = (
        '<p>One.</p><img src="post_files/a%20b.png">'
        '<p>Two.</p><img src="https://x.org/i/a%20b.png?w=9">'
        '<p>Three.</p><img srcset="post_files/small.png 300w, post_files/a%20b.png 900w">'
        '<p>Four.</p><img src="https://x.org/none.png">'
    )
    assert saved(tmp_path, text) == [("post_files/a b.png", True)] * 3 + [
        ("https://x.org/none.png", False)
    ]


PIXELS = base64.b64encode(bytes(range(256)) * 2).decode()


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_pictures_in_the_text_itself_are_unpacked(tmp_path, suffix):
    text = f"![A hare](data:image/png;base64,{PIXELS})\n\nOne.\n"
    if suffix == ".html":
        text = (
            f'<article><img alt="A hare" src="data:image/png;base64,{PIXELS}"><p>One.</p>'
            '<img src="data:image/gif;base64,R0lGODlh"><img src="data:image/png;base64,????">'
        )
    (tmp_path / f"a{suffix}").write_text(text)
    problems = Problems()
    script = read_script(tmp_path / f"a{suffix}", problems)
    panels = [panel for section in script.sections for panel in section.panels]
    assert [panel.path[:7] for panel in panels] == ["inline:"]
    assert panels[0].file is not None
    assert panels[0].file.read_bytes() == bytes(range(256)) * 2
    assert codes(problems) == ([(0, "panel-missing")] if suffix == ".html" else [])


def test_texts_in_the_encoding_that_they_name(tmp_path):
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
    text = f"<html><head>{head}</head><body><p>It wasn\x92t the caf\xe9.</p></body></html>"
    (tmp_path / "a.htm").write_bytes(text.encode("latin-1"))
    problems = Problems()
    assert spoken(read_script(tmp_path / "a.htm", problems)) == ["It wasn’t the café."]
    assert codes(problems) == []


def test_old_texts_that_name_none_are_read_with_a_problem(tmp_path):
    (tmp_path / "a.txt").write_bytes("“It is a café,” he said, and so it was.".encode("cp1252"))
    problems = Problems()
    script = read_script(tmp_path / "a.txt", problems)
    assert spoken(script) == ["It is a café,", "he said, and so it was."]
    assert codes(problems) == [(1, "utf8-broken")]


def test_of_a_book_s_own_pages_nothing_is_told(tmp_path):
    pages = {
        "title": '<h1>Hollow</h1><p>Vi Sample</p><img src="logo.png" class="logo"/>',
        "one": '<section epub:type="chapter"><h2>1</h2><p>One.</p></section>',
        "end": '<section epub:type="copyright-page"><h2>Rights</h2><p>Be good.</p></section>',
    }
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    rows = "".join(f'<li><a href="{name}.xhtml">{name}</a></li>' for name in ("one", "end"))
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as out:
        out.writestr("META-INF/container.xml", CONTAINER)
        out.writestr(
            "OEBPS/content.opf",
            "<package><metadata><dc:title>Hollow</dc:title></metadata>"
            f"<manifest>{items}{nav}</manifest><spine>{spine}</spine></package>",
        )
        title = '<li><a href="title.xhtml">Hollow</a></li>'
        out.writestr("OEBPS/nav.xhtml", f'<nav epub:type="toc"><ol>{title}{rows}</ol></nav>')
        for name, body in pages.items():
            out.writestr(f"OEBPS/{name}.xhtml", f"<html><body>{body}</body></html>")
    script = read_script(tmp_path / "a.epub", Problems())
    assert spoken(script) == ["One."]
    assert not [panel for section in script.sections for panel in section.panels]


def test_paragraphs_in_pre_are_no_code_and_notes_lead_back(told):
    text = (
        '<pre><p class="x">One.</p></pre><p class="title">Not a title here.</p>'
        '<p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Very dark.</p><pre>code()</pre>'
    )
    script = told(f'<body><p class="title">The Gate</p>{text}</body>', ".html")
    assert script.title == "The Gate"
    assert spoken(script) == ["One.", "Not a title here."]


def test_what_nobody_closed_costs_no_more_than_it_is_long(problems):
    def work(count: int) -> float:
        page = "<article>" + "<p><b><i>So it is, " * count
        started = time.process_time()
        document = READERS[".html"](page, Path("index.html"), problems)
        assert len(document.blocks) == count
        return time.process_time() - started

    work(100)
    assert work(8000) < 40 * max(work(800), 0.02)


def test_what_is_open_at_a_paragraph_s_end_goes_on_until_it_is_closed(problems):
    page = "<article><p><b>One.<p>Two.</b><p>Three."
    document = READERS[".html"](page, Path("index.html"), problems)
    assert [bool(block.run.strong) for block in document.blocks] == [True, True, False]
