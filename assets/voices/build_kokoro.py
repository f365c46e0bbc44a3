"""Rebuilds kokoro.npz from the published voice vectors.

    npm pack kokoro-js@1.2.1
    python assets/voices/build_kokoro.py kokoro-js-1.2.1.tgz

Each voice is 510 rows (one per count of symbols) of 256 numbers, kept as float16.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np

SOURCE = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
ENGLISH = ("af_", "am_", "bf_", "bm_")
HERE = Path(__file__).resolve().parent


def read_voices(package: bytes) -> dict[str, np.ndarray]:
    """Voice vectors by name, float16 [510, 256], from the bytes of the npm package."""
    voices = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as tar:
        for member in tar.getmembers():
            name = Path(member.name)
            if name.suffix == ".bin" and name.stem.startswith(ENGLISH):
                content = tar.extractfile(member)
                raw = np.frombuffer(content.read(), "<f4").reshape(510, 256)
                voices[name.stem] = raw.astype("<f2")
    return dict(sorted(voices.items()))


def write_npz(voices: dict[str, np.ndarray], path: Path) -> None:
    """Write the same bytes for the same voices: fixed dates, fixed order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, vectors in voices.items():
            buffer = io.BytesIO()
            np.save(buffer, vectors)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue())


def main() -> None:
    package = Path(sys.argv[1]).read_bytes()
    found = hashlib.sha256(package).hexdigest()
    if found != SOURCE:
        sys.exit(f"not the package that was pinned: sha256 {found}, expected {SOURCE}")
    target = HERE / "kokoro.npz"
    write_npz(read_voices(package), target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    (HERE / "SHA256SUMS").write_text(f"{digest}  kokoro.npz\n", encoding="utf-8")
    print(f"wrote {target.name}, {target.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
