"""Files that are no Markdown: the sample story written as each gives the same script; traps."""

import re
import zipfile
from pathlib import Path

import pytest
from looks import reasons, spoken
from story_files import CONTAINER, page, write_docx, write_epub

from story.assets import asset
from story.errors import StoryError
from story.formats import READERS
from story.problems import Problems
from story.script import read_script

SAMPLE = asset("sample/index.md")
SOURCE = SAMPLE.read_text("utf-8")
DOCUMENT = READERS[".md"](SOURCE, SAMPLE, Problems())


def heard(path: Path):
    """What a film is made of: who says what over which picture, section by section."""
    script = read_script(path, Problems())
    return [
        (
            section.kind,
            section.label,
            section.title,
            [Path(panel.path).name for panel in section.panels],
            [panel.file is not None for panel in section.panels],
            [(line.speaker, line.text, line.panel) for line in section.lines],
        )
        for section in script.sections
        if section.lines or section.panels
    ]


def with_pictures(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for picture in SAMPLE.parent.glob("*.jpg"):
        (folder / picture.name).write_bytes(picture.read_bytes())
    return folder


def epub(folder: Path) -> Path:
    write_epub(folder / "lamp.epub", DOCUMENT, SAMPLE.parent, "The Borrowed Light")
    return folder / "lamp.epub"


def docx(folder: Path) -> Path:
    write_docx(folder / "lamp.docx", DOCUMENT, SAMPLE.parent)
    return folder / "lamp.docx"


def html(folder: Path) -> Path:
    with_pictures(folder)
    (folder / "lamp.html").write_text(page(DOCUMENT, "The Borrowed Light"), "utf-8")
    return folder / "lamp.html"


def hugo(folder: Path) -> Path:
    (folder / "hugo.toml").write_text("")
    post = with_pictures(folder / "content/posts/lamp") / "index.md"
    text = re.sub(r"!\[(.*?)\]\((.*?)\)", r'{{< figure src="\2" alt="\1" >}}', SOURCE)
    post.write_text(f'+++\ntitle = "The Borrowed Light"\n+++\n\n{text}', "utf-8")
    return folder


def obsidian(folder: Path) -> Path:
    (folder / ".obsidian").mkdir()
    with_pictures(folder / "files")
    text = re.sub(r"!\[.*?\]\(\./(.*?)\)", r"![[\1|400]]", SOURCE)
    (folder / "lamp.md").write_text(f"{text}\n\n%%unsaid%%\n\n#tale\n", "utf-8")
    return folder / "lamp.md"


def quarto(folder: Path) -> Path:
    with_pictures(folder)
    text = re.sub(r"(!\[.*?\]\(.*?\))", r"::: {.column-page}\n\1{width=90%}\n:::", SOURCE)
    (folder / "lamp.qmd").write_text(f"---\ntitle: Lamp\n---\n\n{text}", "utf-8")
    return folder / "lamp.qmd"


@pytest.mark.parametrize("written", [epub, docx, html, hugo, obsidian, quarto])
def test_the_sample_in_another_format_is_the_same_story(written, tmp_path):
    assert heard(written(tmp_path)) == heard(SAMPLE)


def test_problems_in_a_book_name_the_part_and_the_paragraph(tmp_path):
    problems = Problems()
    script = read_script(epub(tmp_path), problems)
    line = script.sections[1].lines[0]
    assert (line.row, script.parts[1].name) == (4, "t1.xhtml")


def archive(path: Path, **parts: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name.replace("__", "/"), data)
    return path


def opf(body: str) -> dict[str, str]:
    text = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>'
    )
    return {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": text, "OEBPS/a.xhtml": body}


def test_a_bomb_is_refused(tmp_path):
    path = archive(tmp_path / "a.epub", **opf("<p>" + "0" * 29_000_000))
    with pytest.raises(StoryError, match=r"would unpack to 29 MB"):
        read_script(path, Problems())


def test_a_locked_book_is_refused(tmp_path):
    lock = '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    path = archive(tmp_path / "a.epub", **opf("<p>One.</p>"), **{"META-INF/encryption.xml": lock})
    with pytest.raises(StoryError, match=r"locked by its shop \(DRM\)"):
        read_script(path, Problems())


def test_scrambled_fonts_lock_nothing(tmp_path):
    lock = '<EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
    path = archive(tmp_path / "a.epub", **opf("<p>One.</p>"), **{"META-INF/encryption.xml": lock})
    assert spoken(read_script(path, Problems())) == ["One."]


@pytest.mark.parametrize(
    "target", ["../../../../etc/passwd", "/etc/passwd", "..\\..\\x.png", "C:/x.png"]
)
def test_pictures_stay_inside_the_archive(tmp_path, target):
    path = archive(tmp_path / "a.epub", **opf(f'<p>One.</p><img src="{target}"/>'))
    script = read_script(path, Problems())
    assert [panel.file for section in script.sections for panel in section.panels] == [None]


BROKEN = [("a.epub", b"PK\x03\x04rubbish"), ("a.docx", b"\xd0\xcf\x11\xe0old"), ("a.epub", b"")]


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_broken_and_locked_files_are_refused_with_what_to_do(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(StoryError, match=r"[Ss]ave it"):
        read_script(tmp_path / name, Problems())


def test_an_archive_that_is_another_thing_is_refused(tmp_path):
    with pytest.raises(StoryError, match="no EPUB"):
        read_script(archive(tmp_path / "a.epub", x="1"), Problems())
    with pytest.raises(StoryError, match="no Word document"):
        read_script(archive(tmp_path / "a.docx", x="1"), Problems())


def test_a_word_document_s_doubles_and_deletions_are_not_told(tmp_path):
    body = (
        "<w:p><w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>&amp; two.</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<mc:Fallback><w:t>double</w:t></mc:Fallback>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    path = archive(tmp_path / "a.docx", **{"word/document.xml": f"<w:body>{body}</w:body>"})
    assert spoken(read_script(path, Problems())) == ["One & two."]


def test_what_is_struck_out_in_a_word_document_is_skipped(tmp_path):
    body = (
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Gone &amp; lost, </w:t></w:r><w:r><w:rPr>"
        '<w:strike w:val="0"/></w:rPr><w:t>one</w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr>'
        "<w:t> too</w:t></w:r><w:r><w:rPr><w:rPrChange><w:strike/></w:rPrChange></w:rPr>"
        "<w:t> two.</w:t></w:r></w:p>"
    )
    path = archive(tmp_path / "a.docx", **{"word/document.xml": f"<w:body>{body}</w:body>"})
    script = read_script(path, Problems())
    assert spoken(script) == ["one two."]
    assert reasons(script, "Gone &amp; lost, ") == reasons(script, " too") == {"deleted"}


PAGE = """<html lang="de"><head><title>Nebel | Blog</title>
<meta name="author" content="A. B."></head><body>
<div class="menu"><a href="/">Home page of the blog</a></div>
<div class="post widget"><h1>Nebel</h1><p class="byline">am 1. Mai</p><p>Eins.</p>
<figure><img src="a.png" alt="A"><figcaption>Not told</figcaption></figure>
<p>Zwei&nbsp;&amp; drei.<br>Vier.</p><div class="share">Share this</div></div>
<div id="comments"><p>Very good, I have read all of it, and will read it again soon.</p>
</div></body></html>"""


def test_of_a_page_only_the_article_is_told(told):
    script = told(PAGE, ".html")
    assert (script.title, script.author, script.language) == ("Nebel", "A. B.", "de")
    assert spoken(script) == ["Eins.", "Zwei & drei. Vier."]
    assert [panel.path for panel in script.sections[0].panels] == ["a.png"]


def fountain(folder: Path) -> Path:
    """The sample as a screenplay: told lines are action, spoken ones stand below their names."""
    with_pictures(folder)
    rows = ["Title: The Borrowed Light", ""]
    for section in read_script(SAMPLE, Problems()).sections:
        heading = ": ".join(part for part in (section.label, section.title) if part)
        rows += [f".{heading}", ""] if section.kind != "title" else []
        pictures = [f"[[![{panel.alt}]({panel.path})]]" for panel in section.panels]
        shown = 0
        for line in section.lines:
            upto = shown if line.panel is None else line.panel + 1
            rows += [row for picture in pictures[shown:upto] for row in (picture, "")]
            shown = max(shown, upto)
            told = line.speaker == "narrator"
            rows += [f"!{line.text}", ""] if told else [f"@{line.speaker}", line.text, ""]
        rows += [row for picture in pictures[shown:] for row in (picture, "")]
    (folder / "lamp.fountain").write_text("\n".join(rows), "utf-8")
    return folder / "lamp.fountain"


def test_the_sample_as_a_screenplay_is_the_same_story(tmp_path):
    """But for one man without a name: his label is taken for another of his calling."""
    told = str(heard(SAMPLE)).replace("another fisherman", "one old fisherman")
    assert str(heard(fountain(tmp_path))) == told


def test_tables_of_a_word_document_are_shown_unless_they_lay_out_a_page(tmp_path):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = "<w:tbl><w:tr>" + cell.format("Tide") + cell.format("{}") + "</w:tr></w:tbl>"
    after = "<w:p><w:r><w:t>After.</w:t></w:r></w:p>"
    long = "It was a long way down to the sea from there. " * 4
    for text, hears in (("06:10", ["After."]), (long, ["Tide", long.strip(), "After."])):
        body = f"<w:body>{table.format(text)}{after}</w:body>"
        path = archive(tmp_path / "a.docx", **{"word/document.xml": body})
        script = read_script(path, Problems())
        assert spoken(script) == hears
        assert [card.text for card in script.sections[0].cards] == (
            ["| Tide | 06:10 |"] if len(hears) == 1 else []
        )
