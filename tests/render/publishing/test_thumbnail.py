"""Thumbnails: few large words, beside the faces and not over them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from render.publishing.hook import hook_rows, hook_words
from render.publishing.thumbnail import thumbnail
from render.publishing.thumbnail_framing import ThumbnailFraming, best_framing, best_panel, blurred
from render.typography.palette import luminance

FACE = Region("face", Rect(950, 200, 300, 360))


def _facts(*regions, size=(1536, 1024)):
    return PictureFacts("key", *size, regions, tuple((40,) * 48 for _ in range(32)))


def _picture(size=(1536, 1024)):
    ramp = np.linspace(60, 250, size[0]).astype(np.uint8)
    return np.repeat(np.broadcast_to(ramp, (size[1], size[0]))[..., None], 3, axis=2).copy()


def _opened(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize(
    ("text", "hook"),
    [
        ("The AI Arms Race Begins", "The AI Arms Race Begins"),
        ("Leonhard Euler: The Symbol That Stuck", "Leonhard Euler"),
        ("The Breakthrough (Late 1970s)", "The Breakthrough"),
        ("A New Life in St. Petersburg, 1727", "New Life in St. Petersburg, 1727"),
        ("The Rise of the Open AI Ecosystem", "Rise of the Open AI Ecosystem"),
        ("The Night on Which the Old Lamp of the Harbour Went Out", "Night on Which Old Lamp"),
        ("(1984)", "(1984)"),
        ('Lamp 2 - "Open"', 'Lamp 2 "Open"'),
        ("", ""),
    ],
)
def test_hooks(text, hook):
    assert hook_words(text) == hook


def test_a_hook_has_at_most_six_words():
    assert len(hook_words("one and two of three " * 20).split()) <= 6


@pytest.mark.parametrize(
    ("hook", "rows"),
    [
        ('Llama 2 "Open Forever"', ("Llama 2", '"Open Forever"')),
        ("The Stair of Lights", ("The Stair", "of Lights")),
        ("Apollo 11", ("Apollo 11",)),
        ("Eleven", ("Eleven",)),
    ],
)
def test_rows_keep_quotations_numbers_and_the_sense_together(hook, rows):
    costs = dict(hook_rows(hook))
    same = [each for each in costs if len(each) == len(rows)]
    assert min(same, key=costs.__getitem__) == rows


def test_a_new_row_inside_a_quotation_costs_more_than_half_of_the_size():
    costs = dict(hook_rows('Llama 2 "Open Forever"'))
    assert costs["Llama 2", '"Open', 'Forever"'] > 0.5 > costs["Llama 2", '"Open Forever"']


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("The Lamp", (1536, 1024)),
        ("x" * 300, (298, 452)),
        ("🎉", (1024, 1024)),
        ("الفصل الأول", (1536, 640)),
        ("…!?", (64, 64)),
    ],
)
def test_a_thumbnail_is_a_small_jpeg_of_the_right_size(words, size):
    data = thumbnail(_picture(size), _facts(size=size), words)
    assert _opened(data).shape == (720, 1280, 3)
    assert data[:3] == b"\xff\xd8\xff"
    assert len(data) <= 2_000_000


def test_a_panel_that_was_reduced_to_be_seen_is_cropped_where_its_facts_say():
    full, small = (thumbnail(_picture(size), _facts(), "") for size in ((1536, 1024), (768, 512)))
    assert np.abs(_opened(full).astype(int) - _opened(small)).mean() < 6


def test_words_stand_beside_the_face():
    framing = best_framing(_facts(FACE))
    assert framing.place == "left"
    crop = framing.crop
    assert crop.x + 0.47 * crop.w < FACE.box.x
    assert crop.x + crop.w >= FACE.box.x + FACE.box.w


def test_lettering_is_neither_cut_nor_dwelt_on():
    sign = Region("lettering", Rect(60, 40, 600, 200), text="COMPLETEE")
    facts = _facts(FACE, sign)
    framing = best_framing(facts)
    crop = framing.crop
    left = max(0.0, min(crop.x + crop.w, 660) - max(crop.x, 60)) / 600
    below = max(0.0, min(crop.y + crop.h, 240) - max(crop.y, 40)) / 200
    assert left * below == 0 or len(blurred(framing, facts)) == 1


def test_a_small_sign_that_is_whole_stays_as_it_is():
    sign = Region("lettering", Rect(700, 60, 200, 60), text="OPEN")
    assert blurred(ThumbnailFraming(Rect(0, 0, 1536, 864), "bottom", 0.0), _facts(sign)) == ()


def test_lettering_behind_the_words_is_blurred():
    sign = Region("lettering", Rect(100, 700, 300, 100), text="LLAMAE")
    far = Region("lettering", Rect(1000, 20, 200, 60))
    framing = ThumbnailFraming(Rect(0, 0, 1536, 864), "bottom", 0.0)
    found = blurred(framing, _facts(sign, far))
    assert found == (Rect(100 / 1536, 700 / 864, 300 / 1536, 100 / 864),)


def test_a_face_makes_a_better_panel_than_lettering():
    signs = [Region("lettering", Rect(x, 100, 260, 400)) for x in (50, 450, 850)]
    assert best_panel([_facts(*signs), _facts(), _facts(FACE)]) == 2


def test_words_can_be_read_on_white():
    white = np.full((1024, 1536, 3), 255, np.uint8)
    frame = _opened(thumbnail(white, _facts(), "Fog"))
    rows, columns = np.nonzero(luminance(frame) > 0.8)
    light = (luminance(frame) > 0.8)[rows.min() : rows.max(), columns.min() : columns.max()]
    assert light.any()
    bottom = frame[500:700, 200:1080]
    assert np.percentile(luminance(bottom), 20) < 0.17  # white on this is 4.5 : 1


def test_without_a_picture_the_words_stand_alone():
    frame = _opened(thumbnail(None, None, "Fog"))
    assert frame.shape == (720, 1280, 3)
    assert luminance(frame).max() > 0.8


def test_a_noisy_picture_is_compressed_until_it_is_small():
    noise = np.random.default_rng(1).integers(0, 256, (1024, 1536, 3), dtype=np.uint8)
    assert len(thumbnail(noise, _facts(), "Noise")) <= 2_000_000
