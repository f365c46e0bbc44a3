"""The same frames give the same bytes, whatever memory held before."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib, sys
import numpy as np
from fractions import Fraction
from render.pixels.encode import encode, new_frame, planes_of
from render.pixels.segments import VideoSettings

settings = VideoSettings((int(sys.argv[1]), int(sys.argv[2])), Fraction(30), sys.argv[3])

def frames():
    frame = new_frame(settings)
    for i in range(30):
        for plane in planes_of(frame):
            height, width = plane.shape
            x, y = np.meshgrid(np.arange(width), np.arange(height))
            plane[:] = (3 * i + x * y // 7) % 199 + 16
        yield frame

print(hashlib.sha256(encode(frames(), settings)).hexdigest())
"""


def encoded(size: tuple[int, int], quality: str, litter: int) -> str:
    """The hash of an encode in a process whose fresh memory is full of `litter`."""
    memory = {"MALLOC_PERTURB_": str(litter), "MALLOC_MMAP_THRESHOLD_": "2000000000"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, size), quality],
        env=os.environ | memory,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("quality", ["draft", "good", "best"])
@pytest.mark.parametrize("size", [(160, 92), (168, 96)], ids=str)
def test_bytes_do_not_depend_on_what_memory_held(size: tuple[int, int], quality: str) -> None:
    first = encoded(size, quality, 0)
    assert len(first) == len(hashlib.sha256().hexdigest())
    assert encoded(size, quality, 85) == encoded(size, quality, 170) == first
