"""Finds the bundled `assets/` folder, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset(name: str) -> Path:
    """Path of a bundled file or folder, such as "voices/kokoro.npz".

    Raises FileNotFoundError where the installation is incomplete.
    """
    for root in (_HERE / "_assets", _HERE.parent / "assets"):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"the bundled asset {name!r} is missing: reinstall Inkreel")
