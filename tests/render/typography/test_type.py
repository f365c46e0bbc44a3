"""Text on pictures: shaping, reading direction, line breaks, and no empty boxes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.typography.faces import FACES, chain, story_fonts
from render.typography.layout import Setting, drawable, lay_out
from render.typography.outline import outline_coverage
from render.typography.type import (
    Shadow,
    TextStyle,
    draw_text,
    fit_text,
    glyph_problems,
    margin,
    missing_glyphs,
    text_size,
)
from story.assets import asset
from story.errors import RenderError, SettingsError


def _box(left, top, right, bottom):
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return np.array([(*a, *b) for a, b in pairwise(corners)], float)


def test_coverage_is_exact_area():
    got = outline_coverage(_box(0.25, 0.5, 2.5, 2.0), 4, 3)
    expected = [[0.375, 0.5, 0.25, 0], [0.75, 1, 0.5, 0], [0, 0, 0, 0]]
    np.testing.assert_allclose(got, expected, atol=1e-6)


def test_coverage_of_a_slanted_edge():
    triangle = np.array([(0, 0, 4, 4), (4, 4, 0, 4), (0, 4, 0, 0)], float)
    got = outline_coverage(triangle, 4, 4)
    assert got.sum() == pytest.approx(8)
    np.testing.assert_allclose(np.diag(got), 0.5)


@given(st.tuples(*[st.floats(-3, 9)] * 4))
def test_coverage_outside_the_grid_is_cut_off(sides):
    left, top = min(sides[0], sides[2]), min(sides[1], sides[3])
    right, bottom = max(sides[0], sides[2]), max(sides[1], sides[3])
    got = outline_coverage(_box(left, top, right, bottom), 6, 5)
    width = max(0, min(right, 6) - max(left, 0))
    height = max(0, min(bottom, 5) - max(top, 0))
    assert got.sum() == pytest.approx(width * height, abs=1e-4)


def test_overlapping_contours_unite():
    both = np.concatenate([_box(0, 0, 3, 2), _box(1, 0, 4, 2)])
    np.testing.assert_allclose(outline_coverage(both, 4, 2), 1)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "text", ["Hello, world!", "Ἀθηνᾶ", "Война и мир", "مرحبا بالعالم", "שלום עולם", "Łódź — “£5”"]
)
def test_every_bundled_script_has_glyphs(face, text):
    assert missing_glyphs(text, face) == ()
    assert draw_text(text, TextStyle(face=face, size=40))[..., 3].max() == 255


def test_a_missing_glyph_is_a_problem_and_never_a_box():
    style = TextStyle(size=40)
    assert missing_glyphs("a 数 b 🎉 数") == ("数", "🎉")
    np.testing.assert_array_equal(draw_text("a 数 b", style), draw_text("a b", style))
    (problem,) = glyph_problems("a 数", style, "index.md", 7)
    assert str(problem) == (
        "index.md:7: no font can draw 数 (U+6570); left out of the picture. Name a font file that "
        "has them under fonts in inkreel.toml, or write it without. [glyph-missing]"
    )
    assert glyph_problems("plain text") == ()


def test_joiners_and_direction_marks_are_not_missing():
    assert missing_glyphs("a\u200d\u200fb\ufe0f\u00ad") == ()


def test_arabic_is_joined():
    face = next(font for font in chain("text") if font.covers("م"))
    alone = {glyph.number for char in "مرحبا" for glyph in face.shape(char, rtl=True)}
    joined = {glyph.number for glyph in face.shape("مرحبا", rtl=True)}
    assert joined - alone


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ab שלום cd", "ab םולש cd"),
        ("שלום ab עולם", "םלוע ab םולש"),
        ("שלום (12)", "(12) םולש"),
    ],
)
def test_lines_read_in_their_own_direction(text, seen):
    glyphs = sorted(lay_out(text, Setting(size=50)).glyphs, key=lambda glyph: glyph.x)
    letters = {
        glyph.face.shape(char, rtl=False)[0].number: char for glyph in glyphs for char in text
    }
    assert "".join(letters[glyph.number] for glyph in glyphs) == seen


def test_lines_are_few_and_even():
    setting = Setting(size=40, max_width=420)
    text = "It costs more to train a model than to build the house it runs in"
    lines = lay_out(text, setting).lines
    loose = lay_out(text, replace(setting, balance=False)).lines
    assert len(lines) == len(loose)
    assert " ".join(lines) == text
    spread = [lay_out(line, Setting(size=40)).width for line in lines]
    assert max(spread) <= 420
    assert max(spread) - min(spread) < 150


def test_a_word_wider_than_the_block_is_cut():
    block = lay_out("Donaudampfschifffahrtsgesellschaft", Setting(size=40, max_width=200))
    assert len(block.lines) > 1
    assert block.width <= 200
    assert "".join(block.lines) == "Donaudampfschifffahrtsgesellschaft"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.floats(60, 400))
def test_any_text_is_set_within_its_width(text, width):
    setting = Setting(size=20, max_width=width)
    block = lay_out(text, setting)
    assert block.width <= width + 1
    assert "".join("".join(block.lines).split()) == "".join(drawable(text, setting).split())


def test_the_image_is_the_block_with_its_margin():
    style = TextStyle(size=60, outline=4, shadow=Shadow(0, 4, 5))
    image = draw_text("Hi", style)
    width, height = text_size("Hi", style)
    assert image.shape[1] == pytest.approx(width + 2 * margin(style), abs=1)
    assert image.shape[0] == pytest.approx(height + 2 * margin(style), abs=1)
    assert not image[0, :, 3].any()
    assert not image[:, -1, 3].any()


def test_outline_surrounds_the_letters():
    plain = draw_text("O", TextStyle(size=80))
    lined = draw_text("O", TextStyle(size=80, outline=6, outline_fill=(255, 0, 0)))
    grown = (lined[..., 3] > 128).sum()
    assert grown > 1.3 * (plain[..., 3] > 128).sum()
    assert (lined[..., 0] == 255).all(where=lined[..., 3] > 0)


def test_fit_shrinks_until_it_fits_without_cutting_words():
    style = TextStyle(face="title", size=120)
    fitted = fit_text("Extraordinarily long headings", style, width=400, height=260)
    assert fitted.size < 120
    lines = lay_out("Extraordinarily long headings", fitted).lines
    assert lines == ("Extraordinarily", "long headings")
    assert text_size("Extraordinarily long headings", fitted)[1] <= 260.5


def test_nothing_to_draw_is_an_empty_image():
    assert not draw_text("", TextStyle())[..., 3].any()
    assert not draw_text("🎉", TextStyle(outline=3, shadow=Shadow()))[..., 3].any()


def test_an_unknown_face_names_the_faces():
    with pytest.raises(RenderError, match="the faces are title, poster, text"):
        draw_text("x", TextStyle(face="wingdings"))


def test_a_file_that_is_no_font(tmp_path):
    path = tmp_path / "font.ttf"
    path.write_bytes(b"not a font")
    with pytest.raises(RenderError, match="is not a font"):
        draw_text("x", TextStyle(extra=(path,)))


def test_a_font_of_the_user_fills_the_gap(tmp_path):
    path = tmp_path / "own.ttf"
    path.write_bytes(asset("fonts/NotoSansArabic-Variable.ttf").read_bytes())
    fonts = chain("text", (path,))
    assert fonts[1].covers("م")


def test_fonts_of_a_story_lie_in_its_folder(tmp_path):
    own = tmp_path / "story" / "own.ttf"
    own.parent.mkdir()
    own.write_bytes(asset("fonts/ComicNeue-Bold.ttf").read_bytes())
    (tmp_path / "outside.ttf").write_bytes(own.read_bytes())
    (own.parent / "bad.ttf").write_bytes(b"no font")
    assert story_fonts(own.parent, ["own.ttf"]) == (own.resolve(),)
    for name in ("../outside.ttf", str(tmp_path / "outside.ttf"), "none.ttf", "bad.ttf", ""):
        with pytest.raises(SettingsError, match=r"^inkreel\.toml: fonts: "):
            story_fonts(own.parent, [name])


def test_every_font_has_its_licence_and_checksum():
    table = asset("fonts/README.md").read_text(encoding="utf-8")
    licences = {path.stem for path in asset("fonts/licences").iterdir()}
    for font in asset("fonts").glob("*.ttf"):
        assert hashlib.sha256(font.read_bytes()).hexdigest() in table
        assert font.stem.split("-")[0] in licences
