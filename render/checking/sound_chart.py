"""A film's sound as a picture: waveform and spectrogram, with lines, words and pauses on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from story.assets import asset
from story.model import Section
from voices.clock import RATE, frame_to_sample
from voices.model import Samples
from voices.sound.streams import BlockReader
from voices.timeline import Clip, Gap, Timeline

WIDTH = 2000
"""Pixels of a strip: 10 ms each where it lasts 20 seconds."""
_WAVE, _SPECTRUM, _LABELS, _RULER = 90, 128, 44, 20
"""Pixels that each part of a strip is high; two rows of text fit in the labels."""
ROW = _LABELS + _WAVE + _SPECTRUM + _RULER + 8
"""Pixels from one strip to the next, with a gap of 8 between."""
_STRIP_SECONDS = 20
"""Of a strip: at 10 ms a pixel, words and pauses can be told apart."""
_MOST_ROWS = 40
"""A film of an hour still makes a picture that viewers open: 12,000 pixels high."""
_TOP_HERTZ = 10_000
"""Speech has little above; what it has there, hiss, shows below as well."""
_BINS = 2048
"""Samples of a spectrum, 43 ms: harmonics of a low voice stand apart."""
_PAPER, _INK, _WAVES, _CUT = (250, 249, 246), (40, 40, 48), (70, 96, 140), (220, 40, 40)
"""Colours: the ground, text and loudness, peaks, and a change of picture, which must stand out."""
_GAPS = {
    "tag": (250, 214, 120),
    "sentence": (180, 220, 150),
    "paragraph": (130, 200, 190),
    "turn": (140, 180, 235),
    "panel": (200, 160, 225),
    "section": (225, 150, 180),
    "lead": (210, 210, 210),
    "pause": (240, 150, 110),
    "rest": (175, 190, 90),
}
"""A pale colour for each kind of pause, told apart under a dark waveform."""
_Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class _Row:
    """Samples [start, end) of the film as one strip, its top `y` pixels down."""

    start: int
    end: int
    y: int

    def x(self, sample: int) -> float:
        return (sample - self.start) * WIDTH / (self.end - self.start)


def sound_picture(
    blocks: Iterable[Samples], timeline: Timeline, sections: Sequence[Section]
) -> Image.Image:
    """Strips of 20 seconds each (more in a long film): above, who says what in which part; then
    the waveform, over colours that name the pauses; then the spectrogram up to 10 kHz.

    `blocks` are the film's sound, [n, 2] at 48 kHz; nothing but the picture is held.
    """
    total = frame_to_sample(timeline.frames, timeline.fps)
    length = max(_STRIP_SECONDS, ceil(total / RATE / _MOST_ROWS)) * RATE
    count = max(1, ceil(total / length))
    picture = Image.new("RGB", (WIDTH, ROW * count), _PAPER)
    draw, reader = ImageDraw.Draw(picture), BlockReader(blocks)
    texts = {line.id: (line.speaker, line.text) for section in sections for line in section.lines}
    for index in range(count):
        row = _Row(index * length, (index + 1) * length, index * ROW)
        sound = reader.take(length)
        _draw_gaps(draw, row, timeline)
        _draw_wave(draw, row, sound)
        picture.paste(_spectrogram(sound, length), (0, row.y + _LABELS + _WAVE))
        _draw_clips(draw, row, timeline, texts)
        _draw_ruler(draw, row, timeline)
    return picture


def _draw_gaps(draw: ImageDraw.ImageDraw, row: _Row, timeline: Timeline) -> None:
    for offset, gap in _gaps(timeline):
        start, end = offset + gap.start, offset + gap.end
        if start < row.end and end > row.start:
            top = row.y + _LABELS
            draw.rectangle((row.x(start), top, row.x(end), top + _WAVE), fill=_GAPS[gap.kind])
            milliseconds = f"{(gap.end - gap.start) * 1000 // RATE}"
            draw.text((row.x(start) + 2, top), milliseconds, fill=_INK, font=_font(12))


def _draw_wave(draw: ImageDraw.ImageDraw, row: _Row, sound: Samples) -> None:
    """Peaks in a light tone, what is heard of them (rms) in ink; dashes at -6 dB."""
    middle, half = row.y + _LABELS + _WAVE / 2, _WAVE / 2
    step = (row.end - row.start) // WIDTH
    columns = len(sound) // step
    mono = np.abs(sound[: columns * step]).max(axis=1).reshape(columns, step)
    for x, (peak, rms) in enumerate(
        zip(mono.max(axis=1), np.sqrt(np.square(mono).mean(axis=1)), strict=True)
    ):
        draw.line((x, middle - half * float(peak), x, middle + half * float(peak)), fill=_WAVES)
        draw.line((x, middle - half * float(rms), x, middle + half * float(rms)), fill=_INK)
    for x in range(0, WIDTH, 16):
        draw.line((x, middle - half / 2, x + 4, middle - half / 2), fill=(190, 190, 190))


def _spectrogram(sound: Samples, length: int) -> Image.Image:
    """A strip of the row's width, -100 .. -20 dBFS from dark to light."""
    step = length // WIDTH
    mono = np.pad(sound.mean(axis=1), (_BINS // 2, _BINS))
    columns = len(sound) // step
    if not columns:
        return Image.new("RGB", (WIDTH, _SPECTRUM), _PAPER)
    frames = np.lib.stride_tricks.sliding_window_view(mono, _BINS)[::step][:columns]
    strips = [_columns(part) for part in np.array_split(frames, ceil(columns / 256))]
    image = Image.fromarray(_coloured(np.concatenate(strips).T[::-1]))
    strip = Image.new("RGB", (WIDTH, _SPECTRUM), _PAPER)
    strip.paste(image.resize((columns, _SPECTRUM), Image.Resampling.BOX))
    return strip


def _columns(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    spectra = np.abs(np.fft.rfft(frames * np.hanning(_BINS), axis=1)) / (_BINS / 4)
    kept = spectra[:, : _TOP_HERTZ * _BINS // RATE]
    return np.asarray(np.clip((20 * np.log10(kept + 1e-9) + 100) / 80, 0, 1))


def _coloured(level: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Black over violet and orange to white."""
    stops = np.array([(8, 6, 22), (72, 28, 110), (190, 58, 88), (248, 150, 60), (255, 250, 220)])
    at = np.linspace(0, 1, len(stops))
    channels = [np.interp(level, at, stops[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def _draw_clips(
    draw: ImageDraw.ImageDraw, row: _Row, timeline: Timeline, texts: Mapping[str, tuple[str, str]]
) -> None:
    for offset, clip in _clips(timeline):
        start, end = offset + clip.start, offset + clip.end
        if start < row.end and end > row.start:
            speaker, text = texts.get(clip.line, ("?", ""))
            box = (row.x(start), row.y + 2, row.x(end), row.y + _LABELS - 3)
            draw.rectangle(box, fill=_hue(speaker), outline=_INK)
            room = max(0, int((box[2] - max(0.0, box[0])) / 6.9))
            x = max(0.0, box[0]) + 3
            draw.text((x, row.y + 3), speaker[:room], fill=_INK, font=_font(13))
            said = text[clip.first : clip.last][:room]
            draw.text((x, row.y + 21), said, fill=_INK, font=_font(13))
            for word in clip.words:
                tick = row.x(offset + word.onset)
                draw.line((tick, row.y + _LABELS - 4, tick, row.y + _LABELS + 4), fill=_INK)


def _draw_ruler(draw: ImageDraw.ImageDraw, row: _Row, timeline: Timeline) -> None:
    top = row.y + _LABELS + _WAVE + _SPECTRUM
    for second in range(row.start // RATE, row.end // RATE):
        x = row.x(second * RATE)
        draw.line((x, top, x, top + (8 if second % 5 == 0 else 4)), fill=_INK)
        if second % 5 == 0:
            label = f"{second // 60}:{second % 60:02}"
            draw.text((x + 3, top + 2), label, fill=_INK, font=_font(13))
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        offset = frame_to_sample(frame, timeline.fps)
        for span in section.panels:
            if row.start <= offset + span.start < row.end:
                x = row.x(offset + span.start)
                draw.line((x, row.y, x, top + _RULER), fill=_CUT, width=2)


def _gaps(timeline: Timeline) -> Iterator[tuple[int, Gap]]:
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        for gap in section.gaps:
            yield frame_to_sample(frame, timeline.fps), gap


def _clips(timeline: Timeline) -> Iterator[tuple[int, Clip]]:
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        for clip in section.clips:
            yield frame_to_sample(frame, timeline.fps), clip


def _hue(speaker: str) -> tuple[int, int, int]:
    """A pale colour of the speaker's own; the narrator's is grey."""
    if speaker == "narrator":
        return (226, 226, 222)
    digest = hashlib.blake2b(speaker.encode(), digest_size=3).digest()
    return (170 + digest[0] % 80, 170 + digest[1] % 80, 170 + digest[2] % 80)


@cache
def _font(size: int) -> _Font:
    return ImageFont.truetype(str(asset("fonts/NotoSans-Variable.ttf")), size)
