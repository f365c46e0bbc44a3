"""Pages without a text are a story: a CBZ, a folder, a page; traps among them are refused."""

import struct
import zipfile
import zlib

import pytest
from comic_pages import GRID, cbz, page
from drawn import saved
from PIL import Image

from story.errors import StoryError
from story.formats.comic.info import read_info
from story.model import PageMark
from story.problems import Problems
from story.script import read_script
from story.settings import parse_settings

SMALL = Image.new("RGB", (30, 40), "red")


def read(path, settings=""):
    problems = Problems()
    script = read_script(path, problems, parse_settings(settings))
    return script, {problem.code: problem for problem in problems}


def paths(script):
    return [panel.path for section in script.sections for panel in section.panels]


def test_pages_stand_in_natural_order_and_are_parted(tmp_path):
    book = cbz(tmp_path / "night.cbz", [(f"p{n}.png", SMALL) for n in (10, 1, 2)])
    script, problems = read(book)
    assert paths(script) == ["p1.png", "p2.png", "p10.png"]
    assert all(panel.file.is_file() for panel in script.sections[0].panels)
    assert {panel.page for panel in script.sections[0].panels} == {PageMark(parted="always")}
    assert script.title == "night"
    assert (
        "3 pages are shown drawing by drawing; what is in balloons is not read yet."
        in problems["comic-unread"].message
    )
    assert list(problems) == ["comic-unread"]


def test_a_folder_of_pages_and_a_single_page(tmp_path):
    folder = tmp_path / "Owls"
    folder.mkdir()
    for name in ("2.png", "11.jpg", "1.png"):
        (folder / name).write_bytes(saved(SMALL, "JPEG" if name.endswith("jpg") else "PNG"))
    script, problems = read(folder)
    assert (script.title, paths(script)) == ("Owls", ["1.png", "2.png", "11.jpg"])
    assert list(problems) == ["comic-unread"]
    assert paths(read(folder / "2.png")[0]) == ["2.png"]


def test_a_folder_with_a_text_is_its_text(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\n![](1.png)\n\nA word.\n")
    (tmp_path / "1.png").write_bytes(saved(SMALL))
    script, problems = read(tmp_path)
    assert script.dialect != "comic"
    assert "comic-unread" not in problems


def test_folders_in_a_book_are_its_chapters(tmp_path):
    pages = [(f"{part}/{n}.png", SMALL) for part in ("Ch 2", "Ch 10") for n in (2, 1)]
    script, _ = read(cbz(tmp_path / "b.cbz", pages))
    assert [len(section.panels) for section in script.sections] == [2, 2]
    assert paths(script)[0] == "Ch 2/1.png"


def test_what_is_no_page_is_left_out_and_told_of(tmp_path):
    others = [
        ("__MACOSX/._1.png", b"x"),
        (".hidden.png", b"x"),
        ("notes.txt", b"hello"),
        ("2.png", b"<svg/>"),
        ("3.jpg", b""),
    ]
    script, problems = read(cbz(tmp_path / "b.cbz", [("1.png", SMALL)], others))
    assert paths(script) == ["1.png"]
    assert "2 files, such as '2.png'" in problems["page-unreadable"].message


def test_a_page_is_known_by_its_bytes_whatever_it_is_called(tmp_path):
    script, problems = read(
        cbz(tmp_path / "b.cbz", [("1.png", SMALL)], [("2.png", saved(SMALL, "JPEG"))])
    )
    assert len(paths(script)) == 2
    assert "page-unreadable" not in problems


INFO = """<?xml version="1.0"?><ComicInfo><Series>Moth &amp; Star</Series><Number>3</Number>
<Title>Home</Title><Writer>A. Sample</Writer><Manga>YesAndRightToLeft</Manga></ComicInfo>"""


def test_a_comic_s_own_file_gives_title_and_order(tmp_path):
    book = cbz(tmp_path / "b.cbz", [("1.png", SMALL)], [("ComicInfo.xml", INFO.encode())])
    script, _ = read(book)
    assert (script.title, script.author) == ("Moth & Star 3: Home", "A. Sample")
    assert script.sections[0].panels[0].page.order == "rtl"
    asked, _ = read(book, '[comic]\norder = "ltr"')
    assert asked.sections[0].panels[0].page.order == "ltr"


def test_entities_in_it_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Title>&b;</Title>'
    assert read_info(bomb).title == "&b;"
    assert read_info("<Title>" + "a" * 200_000 + "</Title>").title == ""
    assert read_info("<Series>" * 20_000).title == ""
    assert read_info("\0\x01<Title>x").title == ""


def test_a_bomb_a_lock_and_a_wreck_are_refused(tmp_path):
    bomb = tmp_path / "bomb.cbz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("1.png", saved(SMALL)[:60] + bytes(30_000_000))
    with pytest.raises(StoryError, match="would unpack to 30 MB"):
        read(bomb)
    whole = cbz(tmp_path / "b.cbz", [("1.png", SMALL)]).read_bytes()
    locked = bytearray(whole)
    at = whole.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[at + 8] |= 1
    (tmp_path / "locked.cbz").write_bytes(locked)
    with pytest.raises(StoryError, match="locked with a password"):
        read(tmp_path / "locked.cbz")
    (tmp_path / "cut.cbz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoryError, match="is damaged"):
        read(tmp_path / "cut.cbz")
    (tmp_path / "none.cbz").write_bytes(b"")
    with pytest.raises(StoryError, match="is damaged"):
        read(tmp_path / "none.cbz")


def test_a_book_without_pages_says_what_to_do(tmp_path):
    with pytest.raises(StoryError, match="holds no pages: put PNG"):
        read(cbz(tmp_path / "b.cbz", [], [("a.txt", b"x")]))


def test_no_path_leads_out_of_the_book(tmp_path):
    others = [(name, saved(SMALL)) for name in ("../../out.png", "/tmp/out.png", "C:\\out.png")]
    script, _ = read(cbz(tmp_path / "b.cbz", [("1.png", SMALL)], others))
    assert paths(script) == ["1.png"]
    assert not (tmp_path.parent / "out.png").exists()


def test_a_picture_that_says_it_is_huge_is_no_trap_for_the_reader(tmp_path):
    head = struct.pack(">IIBBBBB", 2**30, 2**30, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    script, _ = read(cbz(tmp_path / "b.cbz", [], [("1.png", b"\x89PNG\r\n\x1a\n" + chunk)]))
    assert paths(script) == ["1.png"]


def test_settings_say_which_pictures_are_pages(tmp_path):
    (tmp_path / "s.md").write_text("# T\n\n![](a.png)\n\nOne.\n\n![](b.png)\n\nTwo.\n")
    for name in "ab":
        (tmp_path / f"{name}.png").write_bytes(saved(page(GRID, (120, 160))))
    marks = {}
    for pages in ('"auto"', '"all"', '"none"', '["./b.png"]'):
        script, problems = read(tmp_path / "s.md", f"[comic]\npages = {pages}")
        marks[pages] = [
            panel.page.parted for section in script.sections for panel in section.panels
        ]
        assert "panel-unknown" not in problems
    assert marks == {
        '"auto"': ["auto", "auto"],
        '"all"': ["always", "always"],
        '"none"': ["never", "never"],
        '["./b.png"]': ["auto", "always"],
    }
    _, problems = read(tmp_path / "s.md", '[comic]\npages = ["c.png"]')
    assert "comic.pages: no picture" in problems["panel-unknown"].message


def test_boxes_of_drawings_are_the_author_s(tmp_path):
    (tmp_path / "s.md").write_text("# T\n\n![](a.png)\n\nOne.\n")
    (tmp_path / "a.png").write_bytes(saved(SMALL))
    text = '[panels."a.png"]\nframes = [[0, 0, 10, 40], [10, 0, 20, 40]]'
    script, _ = read(tmp_path / "s.md", text)
    found = next(panel for section in script.sections for panel in section.panels)
    assert found.page.frames == ((0, 0, 10, 40), (10, 0, 20, 40))
