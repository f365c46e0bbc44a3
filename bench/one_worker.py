"""What a worker of the bench does, apart so that it loads nothing but what a render needs."""

from __future__ import annotations

import resource
from pathlib import Path

from render.pixels.compose import segment_bytes
from render.pixels.segments import Segment, VideoSettings

STATUS = Path("/proc/self/status")


def render_one(job: tuple[Segment, VideoSettings]) -> tuple[float, float]:
    """Render a segment; the process's peak memory, and its share of files (program code), in MB."""
    segment_bytes(job[0], job[1], Path)
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0.0
    return _status("VmHWM"), _status("RssFile")


def _status(name: str) -> float:
    """A figure of the kernel's. Unlike ru_maxrss it does not start from the parent's."""
    lines = STATUS.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))
