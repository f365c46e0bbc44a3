"""What a worker of the bench does, apart so that it loads nothing but what a render needs."""

from __future__ import annotations

import resource
from pathlib import Path

from render.compose import segment_bytes
from render.segments import Segment, VideoSettings


def render_one(job: tuple[Segment, VideoSettings]) -> tuple[float, float]:
    """Render a segment; the process's peak memory, and its share of files (program code), in MB."""
    segment_bytes(job[0], job[1], Path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, _file_backed()


def _file_backed() -> float:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssFile"))
