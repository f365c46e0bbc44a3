"""Law 3: a segment is frames and layers; joined by packet copy; sound is encoded once per file."""

import io
from dataclasses import fields
from pathlib import Path

import av
from drawn import SMALL, held, panned, png, scene, whole

from render.geometry import Rect
from render.pixels.compose import segment_bytes
from render.pixels.segments import Segment

PANEL = {"panel": png(scene())}
EPISODES = ("01-the-kettle", "02-the-cup")


def video_packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_a_segment_is_a_range_of_frames_and_the_layers_seen_in_it() -> None:
    assert [field.name for field in fields(Segment)] == ["start", "frames", "layers"]


def test_a_segment_has_no_sound_and_needs_nothing_before_it() -> None:
    moved = panned(40, whole(480, 270), Rect(100, 60, 240, 135))
    for segment in (moved, held(1, whole(480, 270))):
        made = segment_bytes(segment, SMALL, PANEL.__getitem__)
        with av.open(io.BytesIO(made)) as container:
            assert [stream.type for stream in container.streams] == ["video"]
            packets = [packet for packet in container.demux(video=0) if packet.size]
        assert packets[0].is_keyframe
        with av.open(io.BytesIO(made)) as container:
            assert len(list(container.decode(video=0))) == segment.frames == len(packets)


def test_a_film_is_its_segments_packet_by_packet(home: Path) -> None:
    """Were anything coded again, the film of both would not hold the episodes' very bytes."""
    apart = [packet for name in EPISODES for packet in video_packets(home / "out" / f"{name}.mp4")]
    assert video_packets(home / "out" / "the-small-storm.mp4") == apart


def test_every_file_has_one_sound(home: Path) -> None:
    for path in (home / "out").glob("*.mp4"):
        with av.open(str(path)) as container:
            assert sorted(stream.type for stream in container.streams) == ["audio", "video"]
