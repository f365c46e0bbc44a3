"""Sheets for a jury: a film's shots as their first, middle and last frames with their words.

    python bench/camera/sheet.py FILM.mp4 OUT.png [--words FILM.srt]
    python bench/camera/sheet.py BOARD.json OUT.png --story STORY/index.md

A finished film's shots are found in its frames, whatever made it, and its words in the subtitles
beside it; a storyboard's are drawn from the panels. Long shots are parted alike in both. Nothing
on a sheet tells which version made it. Several pages where one is too long: OUT-1.png, OUT-2.png.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, ImageOps

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

from bench.camera.film import Film, Sentence, View, cuts_of, film_of, name_of  # noqa: E402

FONT = ROOT / "assets" / "fonts" / "AlegreyaSans-Medium.ttf"
WIDTH, COLUMNS, GAP, MARGIN = 1800, 2, 20, 20
PAGE_HEIGHT = 2600
TEXT, SMALL = 22, 20
PAPER, INK, FAINT = "#ffffff", "#111111", "#666666"

RATE = 10
"""Looks a second at a film's frames."""

SMALL_FRAME, GRID = (96, 54), (6, 3)
HARD, SOFT, SOFT_LOOKS = 0.22, 0.6, 6
"""How unlike (1 - correlation) two looks must be: neighbours at a cut, or 0.6 s apart at a fade."""

SHORTEST, OPENING = 0.4, 1.0
"""Seconds: no shot is shorter than this, and a fade from black or to it is no cut."""

LONG, PART = 9.0, 6.0
"""Shots longer than LONG seconds are parted into equal ones of about PART."""


@dataclass(frozen=True)
class Word:
    text: str
    time: float


@dataclass(frozen=True)
class Cell:
    """A shot, or a part of a long one: seconds, and what its moments look like."""

    start: float
    end: float
    moments: tuple[float, float, float]
    words: str
    goes_on: bool = False


def likeness(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Correlation of two small grey frames, -1..1: of the whole, or of most of its parts where
    that is more. A move changes the parts, and lettering that comes or goes the whole; a cut both.
    """
    return max(_correlation(a, b), _correlation_of_parts(a, b))


def _correlation(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Of frames of one tone: 1."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > 1 else 1.0


def _correlation_of_parts(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """The median over a grid."""
    high, wide = a.shape[0] // GRID[1], a.shape[1] // GRID[0]
    return float(
        np.median(
            [
                _correlation(a[y : y + high, x : x + wide], b[y : y + high, x : x + wide])
                for y in range(0, GRID[1] * high, high)
                for x in range(0, GRID[0] * wide, wide)
            ]
        )
    )


@dataclass(frozen=True)
class Looks:
    """A film looked at ten times a second: small grey frames, and larger ones as JPEG."""

    grey: tuple[NDArray[np.float32], ...]
    large: tuple[bytes, ...]
    end: float

    def near(self, time: float) -> Image.Image:
        number = min(max(round(time * RATE), 0), len(self.large) - 1)
        return Image.open(io.BytesIO(self.large[number])).convert("RGB")


def looks(film: Path) -> Looks:
    grey, large, end = [], [], 0.0
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        size = frame_size(stream.width / stream.height)
        for frame in container.decode(stream):
            end = float(frame.time or 0.0)
            if end >= len(grey) / RATE - 1e-6:
                picture = frame.to_image(width=size[0], height=size[1])
                small = picture.convert("L").resize(SMALL_FRAME, Image.Resampling.BOX)
                grey.append(np.asarray(small, dtype=np.float32))
                large.append(_jpeg(picture))
    return Looks(tuple(grey), tuple(large), end)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


def cuts_in(frames: Sequence[NDArray[np.float32]]) -> list[float]:
    """Seconds at which the picture changes at once, or within half a second as in a fade."""
    apart = [1 - likeness(a, b) for a, b in itertools.pairwise(frames)]
    marks = [(number + 1) / RATE for number, value in enumerate(apart) if value > HARD]
    for number in range(len(frames) - SOFT_LOOKS):
        middle = (number + SOFT_LOOKS / 2) / RATE
        far = 1 - likeness(frames[number], frames[number + SOFT_LOOKS]) > SOFT
        if far and all(abs(middle - mark) > SOFT_LOOKS / RATE for mark in marks):
            marks.append(middle)
    kept: list[float] = []
    last = len(frames) / RATE - OPENING
    for mark in sorted(marks):
        if OPENING < mark < last and (not kept or mark - kept[-1] >= SHORTEST):
            kept.append(mark)
    return kept


def spans(cuts: Sequence[float], end: float) -> list[tuple[float, float, bool]]:
    """From cut to cut, long shots parted; true where a part goes on the shot before it."""
    edges = [0.0, *(cut for cut in cuts if 0 < cut < end), end]
    found = []
    for start, stop in itertools.pairwise(edges):
        count = max(1, round((stop - start) / PART)) if stop - start > LONG else 1
        step = (stop - start) / count
        found += [(start + n * step, start + (n + 1) * step, n > 0) for n in range(count)]
    return found


def cells(parts: Sequence[tuple[float, float, bool]], words: Sequence[Word]) -> list[Cell]:
    inset = 0.15
    found = []
    for start, end, goes_on in parts:
        said = " ".join(word.text for word in words if start <= word.time < end)
        moments = (min(start + inset, end), (start + end) / 2, max(end - inset, start))
        found.append(Cell(start, end, moments, said, goes_on))
    return found


def subtitle_words(file: Path) -> list[Word]:
    """The words of an SRT file; those of one cue share its seconds by their letters."""
    found: list[Word] = []
    for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8-sig")):
        times = re.search(r"(\S+) --> (\S+)", block)
        if times:
            text = block[times.end() :].split()
            start, end = (_seconds(each) for each in times.groups())
            found += shared_out([word for word in text if word != ">>"], start, end)
    return found


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.replace(",", ".").split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def shared_out(words: Sequence[str], start: float, end: float) -> list[Word]:
    """Words with the second at which each begins, if every letter takes the same time."""
    total = max(sum(len(word) + 1 for word in words), 1)
    found, at = [], 0
    for word in words:
        found.append(Word(word, start + (end - start) * at / total))
        at += len(word) + 1
    return found


def sentence_words(sentences: Sequence[Sentence], source: str) -> list[Word]:
    """The words of a storyboard's sentences, from the source that they are ranges of."""
    return [
        word
        for each in sentences
        for word in shared_out(source[each.start : each.end].split(), *each.time)
    ]


def board_words(film: Film, source: str) -> list[Word]:
    """A film's words: by the shots that they are told to begin in, else by their sentences."""
    if any(shot.words is None for shot in film.shots):
        return sentence_words(film.sentences, source)
    return [
        word
        for shot in film.shots
        for word in shared_out((shot.words or "").split(), shot.start, shot.end)
    ]


def board_frames(
    film: Film, folder: Path, times: Sequence[float], size: tuple[int, int]
) -> list[Image.Image]:
    """What the storyboard's crops show at some seconds, drawn from the panels."""
    files = {file.name: file for file in folder.rglob("*") if file.is_file()}
    known: dict[str, Image.Image] = {}
    found = []
    for time in times:
        frame = Image.new("RGB", size)
        shot = film.shot_at(time)
        for view in shot.at(time) if shot else ():
            if view.panel not in known and view.panel in files:
                with Image.open(files[view.panel]) as picture:
                    known[view.panel] = ImageOps.exif_transpose(picture).convert("RGB")
            if view.panel in known:
                _paste(frame, known[view.panel], view)
        found.append(frame)
    return found


def _paste(frame: Image.Image, panel: Image.Image, view: View) -> None:
    x, y, w, h = view.crop
    left, top, wide, high = view.rect
    size = (max(1, round(wide * frame.width)), max(1, round(high * frame.height)))
    box = (max(x, 0), max(y, 0), min(x + w, panel.width), min(y + h, panel.height))
    part = panel.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)
    frame.paste(part, (round(left * frame.width), round(top * frame.height)))


def frame_size(aspect: float) -> tuple[int, int]:
    """Of one of the three frames of a cell, in pixels."""
    cell = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) // COLUMNS
    width = (cell - 8) // 3
    return width, round(width / aspect)


def drawn(cell: Cell, number: int, frames: Sequence[Image.Image]) -> Image.Image:
    """One cell: its number, time and length, three frames, and the words."""
    text, small = (ImageFont.truetype(str(FONT), size) for size in (TEXT, SMALL))
    width = 3 * frames[0].width + 8
    lines = _wrapped(cell.words or "(no words)", text, width)
    high = frames[0].height
    image = Image.new("RGB", (width, 28 + high + 6 + 26 * len(lines) + 14), PAPER)
    pen = ImageDraw.Draw(image)
    clock = f"{int(cell.start // 60)}:{cell.start % 60:04.1f}"
    goes_on = "   the shot goes on" if cell.goes_on else ""
    head = f"{number}      in {clock}      {cell.end - cell.start:.1f} s{goes_on}"
    pen.text((0, 0), head, FAINT, small)
    for place, frame in enumerate(frames):
        image.paste(frame, (place * (frame.width + 4), 28))
    for row, line in enumerate(lines):
        pen.text((0, 28 + high + 6 + 26 * row), line, INK if cell.words else FAINT, text)
    return image


def _wrapped(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def pages(images: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """The cells in rows, from left to right, on as many pages as they need."""
    rows = [images[at : at + COLUMNS] for at in range(0, len(images), COLUMNS)]
    page: list[Sequence[Image.Image]] = []
    height = 0
    for row in rows:
        tall = max(image.height for image in row) + GAP
        if page and height + tall > PAGE_HEIGHT:
            yield _page(page)
            page, height = [], 0
        page.append(row)
        height += tall
    if page:
        yield _page(page)


def _page(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    heights = [max(image.height for image in row) + GAP for row in rows]
    sheet = Image.new("RGB", (WIDTH, sum(heights) + 2 * MARGIN), PAPER)
    top = MARGIN
    for row, height in zip(rows, heights, strict=True):
        for column, image in enumerate(row):
            sheet.paste(image, (MARGIN + column * (image.width + GAP), top))
        top += height
    return sheet


def of_film(film: Path, words: Path | None) -> tuple[list[Cell], list[Image.Image]]:
    subtitles = words or film.with_suffix(".srt")
    said = subtitle_words(subtitles) if subtitles.exists() else []
    seen = looks(film)
    found = cells(spans(cuts_in(seen.grey), seen.end), said)
    return found, [seen.near(time) for cell in found for time in cell.moments]


def of_board(board: Path, story: Path) -> tuple[list[Cell], list[Image.Image]]:
    film = film_of(json.loads(board.read_text(encoding="utf-8")))
    with story.open(encoding="utf-8", newline="") as source:
        said = board_words(film, source.read())
    edges = [film.shots[0].start, *cuts_of(film), film.shots[-1].end]
    parts = [(a + edges[0], b + edges[0], more) for a, b, more in spans(
        [edge - edges[0] for edge in edges[1:-1]], edges[-1] - edges[0])]  # fmt: skip
    found = cells(parts, said)
    times = [time for cell in found for time in cell.moments]
    return found, board_frames(film, story.parent, times, frame_size(16 / 9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("film", type=Path, help="an MP4, or a storyboard's JSON")
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=Path, help="subtitles (SRT), where not beside the film")
    parser.add_argument("--story", type=Path, help="the source of a storyboard")
    given = parser.parse_args()
    if name_of(given.film).endswith(".json"):
        if given.story is None:
            parser.error("a storyboard needs its --story")
        found, frames = of_board(given.film, given.story)
    else:
        found, frames = of_film(given.film, given.words)
    images = [
        drawn(cell, number + 1, frames[3 * number : 3 * number + 3])
        for number, cell in enumerate(found)
    ]
    sheets = list(pages(images))
    for number, sheet in enumerate(sheets, 1):
        name = given.out.stem if len(sheets) == 1 else f"{given.out.stem}-{number}"
        sheet.save(given.out.with_name(f"{name}.png"))
    print(f"{len(found)} shots on {len(sheets)} pages")


if __name__ == "__main__":
    main()
