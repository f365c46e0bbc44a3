"""What is freed goes back to the system."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

FREED = """
import ctypes
from pathlib import Path
from render.pixels.memory import return_free_pieces
def taken():
    rows = Path("/proc/self/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS"))
blocks = [bytearray(4000) for _ in range(30_000)]
del blocks[::2], blocks[1::2], blocks[2::2], blocks[1::2], blocks[3::2]
before = taken()
return_free_pieces()
print(before - taken())
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists() or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="glibc's, on Linux",
)
def test_what_is_free_between_blocks_in_use_goes_back():
    words = [sys.executable, "-c", FREED]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    assert int(found.stdout) > 40_000, "kB of 120,000 that were taken, and all but a few freed"
