"""CommonMark's rules for destinations, references, entities and tags over rows."""

import time

import pytest

from story.formats.markdown.reader import read_markdown
from story.problems import Problems
from story.script import read_script

PICTURES = {
    '<p align="center"><img\nsrc="a.png"\n></p>': ("a.png", ""),
    '<img src="a.png" alt="x > y">': ("a.png", "x > y"),
    "<img alt='x > y'\r\n  src=a.png>": ("a.png", "x > y"),
    "![alt text][pic]\n\n[pic]: a.png": ("a.png", "alt text"),
    "![pic][]\n\n[pic]: a.png": ("a.png", "pic"),
    '![pic]\n\n[pic]: a.png "Title"': ("a.png", "pic"),
    "![The  Pic]\n\n[the pic]: <a b.png>": ("a b.png", "The Pic"),
    "![](a&amp;b.png)": ("a&b.png", ""),
    "![](a&b.png)": ("a&b.png", ""),
    r"![](a\(1\).png)": ("a(1).png", ""),
    "![](a(1).png)": ("a(1).png", ""),
    r'![](a.png "a \"title\" (of) ours)")': ("a.png", ""),
    "![](a.png 'it)s')": ("a.png", ""),
    "![](it's.png)": ("it's.png", ""),
    "![](<a (b).png>)": ("a (b).png", ""),
    "![a &lt; b](a.png)": ("a.png", "a < b"),
    "![](a%20b.png)": ("a b.png", ""),
}


def read(tmp_path, text):
    return read_markdown(f"# T\n\n{text}\n\nEnd.\n", tmp_path / "index.md", Problems())


@pytest.mark.parametrize(("text", "picture"), PICTURES.items())
def test_a_picture_is_found(tmp_path, text, picture):
    document = read(tmp_path, text)
    (found,) = [block for block in document.blocks if type(block).__name__ == "Picture"]
    assert (found.path, found.alt) == picture
    said = [block.run.text for block in document.blocks if type(block).__name__ == "Prose"]
    assert said == ["End."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('See [more](https://a.example/?q="><script>alert(8)</script>) now.', "See more now."),
        ("See [more](b<!--c) now. Then --> so.", "See more now. Then --> so."),
        ('See [more](b "<script>") now. </script> So.', "See more now. So."),
        ("See [more](<b c>) now.", "See more now."),
        ("See [more](> now.", "See [more](> now."),
        ("See ![p](b<pre>.png) now.", "See now."),
        (f"See ![p](data:image/png;base64,{'iVBORw0KGgo+/=' * 9000}) now.", "See now."),
        (f"See [more](http://a.example/{'a' * 9000}?(b)) now.", "See more now."),
        ("See ]( <script>no</script> now.", "See ]( now."),
        ("See [more](b) <script>no</script> now.", "See more now."),
    ],
)
def test_a_destination_goes_before_tags_and_comments(tmp_path, text, said):
    """Inside of one, `<` begins nothing: what it names ends with its bracket, and is not heard."""
    document = read(tmp_path, text)
    prose = [block.run.text for block in document.blocks if type(block).__name__ == "Prose"]
    assert " ".join(" ".join(prose[:-1]).split()) == said


@pytest.mark.parametrize("text", ["![pic]", "a < b and\nc > d", "x <b\n\ny>"])
def test_what_is_no_picture_is_read(tmp_path, text):
    document = read(tmp_path, text)
    assert not [block for block in document.blocks if type(block).__name__ == "Picture"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("&notanentity;", "&notanentity;"),
        ("&amp; &hellip; &#8212;", "& … —"),
        ("&#99999999;", "&#99999999;"),
        ("&copy", "&copy"),
    ],
)
def test_entities(tmp_path, written, read_as):
    document = read(tmp_path, f"x {written} y")
    assert document.blocks[1].run.text == f"x {read_as} y"


@pytest.mark.parametrize(
    ("path", "file"),
    [("a?b.png", "a?b.png"), ("a%3Fb.png", "a?b.png"), ("a#1.png", "a#1.png"),
     ("a.png?raw=true", "a.png"), ("a.png#part", "a.png")],
)  # fmt: skip
def test_file_names_with_signs_of_an_address(tmp_path, path, file):
    for name in ("a.png", "a?b.png", "a#1.png"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "index.md").write_text(f"# T\n\n![]({path})\n\nEnd.\n")
    script = read_script(tmp_path / "index.md", Problems())
    assert script.sections[0].panels[0].file == (tmp_path / file).resolve()


@pytest.mark.parametrize(
    "text",
    ["<a " * 50_000, '<a b="' * 50_000, "<a b=c" + " d" * 100_000, "![](" * 50_000,
     "![](a 'b" * 50_000, "[a](" + '"' * 100_000, "<img '" * 50_000, "![" * 50_000],
)  # fmt: skip
def test_hostile_text_is_read_in_time(tmp_path, text):
    started = time.process_time()
    read(tmp_path, text)
    assert time.process_time() - started < 15
