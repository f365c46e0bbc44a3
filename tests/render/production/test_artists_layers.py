"""An artist's layers beside a panel: found, checked, and refused with the panel's row."""

import io
import zipfile
import zlib

import numpy as np
import pytest
from drawn import png
from PIL import Image
from renders import tools

from render.production.planning.cels import artists_cels
from story.errors import StoryError
from story.model import Panel

SIZE = (60, 40)
STACK = '<?xml version="1.0"?><image w="60" h="40" version="0.0.3"><stack>{}</stack></image>'


def layer(shade, size=SIZE):
    return png(Image.new("RGBA", size, (shade, shade, shade, 200)))


@pytest.fixture
def beside(tmp_path):
    """What is found beside a panel, after files were put there."""
    (tmp_path / "p.png").write_bytes(png(Image.new("RGB", SIZE, (9, 9, 9))))
    made = tools(tmp_path / "store")
    panel = Panel("p.png", tmp_path / "p.png", row=12)

    def found(files=None, ora=None):
        for name, data in (files or {}).items():
            (tmp_path / "p.layers").mkdir(exist_ok=True)
            (tmp_path / "p.layers" / name).write_bytes(data)
        if ora is not None:
            (tmp_path / "p.ora").write_bytes(ora)
        return artists_cels(panel, "index.md", made.store)

    found.folder, found.store = tmp_path, made.store
    return found


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def ora(stack, files=None, wrap=STACK):
    told = {"mimetype": "image/openraster", "stack.xml": wrap.format(stack)}
    return zipped(told | (files or {}))


def shades(cels, store):
    images = (Image.open(io.BytesIO(store.get(cel.picture))) for cel in cels)
    return [int(np.asarray(image)[0, 0, 0]) for image in images]


def test_no_layers_are_none(beside):
    assert beside() == ()


def test_a_folder_s_layers_lie_from_back_to_front_by_their_numbers(beside):
    found = beside({"10.png": layer(100), "2.png": layer(20), "notes.txt": b"", ".x.png": b"?"})
    assert shades(found, beside.store) == [20, 100]


def test_a_stack_s_first_layer_is_in_front(beside):
    stack = """
      <stack opacity="0.5" x="3"><layer src="data/a.png" x="-5.0" y="7" opacity="0.8"/>
        <layer src="data/b.png" composite-op="svg:src-over"/></stack>
      <layer src="data/hidden.png" visibility="hidden"/>
      <layer src="data/gone.png" opacity="0"/>
      <layer src="data/c.png" name="ground"/>"""
    found = beside(ora=ora(stack, {f"data/{n}.png": layer(ord(n)) for n in "abc"}))
    assert shades(found, beside.store) == [ord("c"), ord("b"), ord("a")]
    assert [(cel.x, cel.y) for cel in found] == [(0, 0), (3, 0), (-2, 7)]
    assert [cel.opacity for cel in found] == pytest.approx([1, 0.5, 0.4])


def test_a_layer_of_a_stack_may_be_smaller_than_the_picture(beside):
    (cel,) = beside(ora=ora('<layer src="a.png" x="4"/>', {"a.png": layer(5, (8, 8))}))
    assert cel.x == 4


def wide_bomb():
    """A PNG of a few bytes that says that it is 30,000 pixels wide and high."""
    bomb = bytearray(layer(1))
    bomb[16:24] = (30_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4, "big")
    return bytes(bomb)


WRONG_FOLDERS = {
    "nothing": ({"a.txt": b""}, "no layer"),
    "another size": ({"1.png": layer(1), "2.png": layer(2, (61, 40))}, "61×40"),
    "too many": ({f"{n}.png": layer(n) for n in range(200)}, "200 layers"),
    "a bomb": ({"1.png": wide_bomb()}, "1.png has 900 megapixels"),
    "cut short": ({"1.png": layer(1)[:-30]}, "1.png is damaged"),
    "no picture": ({"1.png": b"hello"}, "1.png is text"),
}
WRONG_STACKS = {
    "no archive": (b"PK no", "p.ora"),
    "a broken archive": (ora('<layer src="a.png"/>', {"a.png": layer(1)})[:-60], "damaged"),
    "no stack": (zipped({"a.png": layer(1)}), "no stack.xml"),
    "another size": (ora("", wrap='<image w="9" h="40"><stack>{}</stack></image>'), "9×40"),
    "no size": (ora("", wrap='<image w="wide" h="40"><stack>{}</stack></image>'), "'wide'"),
    "a document type": (
        ora("", wrap='<!DOCTYPE image [<!ENTITY a "b">]><image w="60" h="40">{}</image>'),
        "declares a document type",
    ),
    "torn": (ora("<layer", wrap=STACK), "stack.xml is damaged"),
    "another root": (ora("", wrap="<picture>{}</picture>"), "no image"),
    "a way out": (ora('<layer src="../../p.png"/>'), "'../../p.png'"),
    "a part that is not there": (ora('<layer src="data/a.png"/>'), "'data/a.png'"),
    "another blending": (
        ora('<layer src="a.png" name="Light" composite-op="svg:screen"/>', {"a.png": layer(1)}),
        "“Light” is blended by svg:screen",
    ),
    "nowhere": (ora('<layer src="a.png" x="1e400"/>', {"a.png": layer(1)}), "'1e400'"),
    "half a pixel": (ora('<layer src="a.png" y="0.5"/>', {"a.png": layer(1)}), "'0.5'"),
    "no opacity": (ora('<layer src="a.png" opacity="nan"/>', {"a.png": layer(1)}), "'nan'"),
    "too many": (ora('<layer src="a.png"/>' * 200, {"a.png": layer(1)}), "200 layers"),
    "too deep": (ora("<stack>" * 50 + "</stack>" * 50), "deeper than 20"),
    "none": (ora('<layer src="a.png" visibility="hidden"/>'), "no layer"),
    "a bomb": (ora('<layer src="a.png"/>', {"a.png": bytes(40_000_000)}), "would unpack"),
    "a wide bomb": (ora('<layer src="a.png"/>', {"a.png": wide_bomb()}), "megapixels"),
    "too large together": (
        ora('<layer src="a.png"/>' * 9, {"a.png": png(Image.new("L", (2000, 2000)))}),
        "36 megapixels of layers",
    ),
}


@pytest.mark.parametrize(("files", "said"), WRONG_FOLDERS.values(), ids=WRONG_FOLDERS)
def test_a_wrong_folder_is_refused_with_the_row_of_its_panel(beside, files, said):
    with pytest.raises(StoryError, match=r"index\.md, row 12: the layers of p\.png: ") as raised:
        beside(files)
    assert said in str(raised.value)


@pytest.mark.parametrize(("data", "said"), WRONG_STACKS.values(), ids=WRONG_STACKS)
def test_a_wrong_stack_is_refused_with_the_row_of_its_panel(beside, data, said):
    with pytest.raises(StoryError, match=r"index\.md, row 12: the layers of p\.png: ") as raised:
        beside(ora=data)
    assert said in str(raised.value)


def test_a_panel_that_can_not_be_read_has_none(beside):
    """What is wrong with it is told when it is looked at."""
    (beside.folder / "p.png").write_bytes(b"no picture")
    assert beside({"1.png": layer(1)}) == ()


def test_a_folder_and_a_stack_are_one_too_many(beside):
    with pytest.raises(StoryError, match="are both there"):
        beside({"1.png": layer(1)}, ora=ora('<layer src="a.png"/>', {"a.png": layer(1)}))


def test_nothing_outside_of_the_story_s_folder_is_read(beside, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "1.png").write_bytes(layer(1))
    link = beside.folder / "p.layers"
    link.symlink_to(elsewhere)
    with pytest.raises(StoryError, match="outside of the story's folder"):
        beside()
    link.unlink()
    link.mkdir()
    (link / "1.png").symlink_to(elsewhere / "1.png")
    with pytest.raises(StoryError, match="no file in its folder"):
        beside()
