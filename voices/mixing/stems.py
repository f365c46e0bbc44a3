"""Stems -> FLAC files, one for each role, sample-exact beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import soundfile

from story.errors import StoreError, reason
from voices.clock import RATE
from voices.mixing.mix import StemRole, Stems


def write_stems(folder: Path, name: str, stems: Iterable[Stems]) -> tuple[Path, ...]:
    """Write `<name>.<role>.flac` (48 kHz, stereo, 24 bits) for every role; the paths written.

    The stems are as the mix has them, before mastering: together they are the mix. A file stands
    under its name only when all are whole. Raises StoreError where they can't be written, or where
    a stem is too loud for FLAC, which holds nothing over 0 dBFS.
    """
    parts: dict[StemRole, Path] = {}
    try:
        _write(folder, name, stems, parts)
        return tuple(part.replace(folder / f"{name}.{role}.flac") for role, part in parts.items())
    except (OSError, soundfile.LibsndfileError) as error:
        raise StoreError(f"the stems in {folder} can't be written: {reason(error)}") from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _write(folder: Path, name: str, stems: Iterable[Stems], parts: dict[StemRole, Path]) -> None:
    with ExitStack() as stack:
        files: dict[StemRole, soundfile.SoundFile] = {}
        for blocks in stems:
            for role, block in blocks.items():
                if role not in files:
                    parts[role] = folder / f".{name}.{role}.part"
                    files[role] = stack.enter_context(_flac(parts[role]))
                if np.abs(block).max(initial=0.0) > 1.0:
                    raise StoreError(f"the {role} stem is over 0 dBFS: lower its gain in the cast.")
                files[role].write(block)


def _flac(path: Path) -> soundfile.SoundFile:
    return soundfile.SoundFile(path, "w", RATE, 2, subtype="PCM_24", format="FLAC")
