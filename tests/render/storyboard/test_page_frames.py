"""`inkreel panels` tells and draws where a page's drawings are; a writer's boxes beat them."""

import io
import json

import numpy as np
import pytest
from comic_pages import GRID, cbz, page
from PIL import Image

from render.app import run
from story.settings import parse_settings


def frames(capsys):
    return [found["frames"] for found in json.loads(capsys.readouterr().out)["pages"]]


def test_a_page_s_frames_as_data_that_settings_take(tmp_path, capsys):
    page(GRID).save(tmp_path / "p.png")
    assert run(["panels", str(tmp_path / "p.png"), "--json"]) == 0
    (found,) = frames(capsys)
    assert [box[0] for box in found] == pytest.approx([20, 220, 20], abs=8)
    text = f'[panels."p.png"]\nframes = {found}'
    assert len(parse_settings(text).panels["p.png"].frames) == 3
    assert not (tmp_path / "panels.png").exists()


def test_what_the_author_says_is_what_is_told(tmp_path, capsys):
    page(GRID).save(tmp_path / "p.png")
    (tmp_path / "inkreel.toml").write_text(
        '[comic]\norder = "rtl"\n[panels."p.png"]\nframes = [[5, 6, 70, 80], [9, 9, 90, 90]]\n'
    )
    assert run(["panels", str(tmp_path / "p.png"), "--json"]) == 0
    assert frames(capsys) == [[[5, 6, 70, 80], [9, 9, 90, 90]]]


def test_every_page_of_a_book_is_drawn(tmp_path, capsys):
    book = cbz(tmp_path / "b.cbz", [("1.png", page(GRID)), ("2.png", Image.new("RGB", (90, 90)))])
    assert run(["panels", str(book), "--out", str(tmp_path / "seen.png")]) == 0
    told = capsys.readouterr().out
    assert "1.png: 3 drawings" in told
    assert "2.png: one picture" in told
    drawn = Image.open(io.BytesIO((tmp_path / "seen.png").read_bytes()))
    changed = (np.asarray(drawn) != np.asarray(page(GRID))).any(axis=2)
    assert changed[12:32, 60:180].any()
    assert not changed[80:200, 60:160].any()
    assert (tmp_path / "seen-2.png").is_file()
