"""Files that appear whole or not at all: written aside, then renamed."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from story.errors import StoreError, reason

DAY = 86_400.0
"""Seconds: how long a part that another machine writes may stay, and a unit of age for people."""


def write_aside(path: Path, *parts: bytes, folder: Path | None = None) -> None:
    """Write `parts` into `folder` (else beside `path`), flush them, then take the final name."""
    aside = part_beside(path, folder)
    try:
        with aside.open("xb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def part_beside(path: Path, folder: Path | None = None) -> Path:
    """A name nobody else has for what will be `path`: it tells which process writes it."""
    name = f".{_host()}-{os.getpid()}-{secrets.token_hex(6)}.part"
    return (folder or path.parent) / name


def remove_left_parts(folder: Path) -> None:
    """Remove parts whose writers are dead; those of other machines when they are a day old."""
    for part in folder.glob(".*-*-*.part"):
        with suppress(OSError):
            if _is_left(part):
                part.unlink()


def _is_left(part: Path) -> bool:
    host, writer, _ = part.name.removeprefix(".").rsplit("-", 2)
    if time.time() - part.stat().st_mtime > DAY:
        return True
    return host == _host() and writer.isdigit() and not _lives(int(writer))


def _lives(process: int) -> bool:
    """Whether a process of this machine is there; where that can't be asked, it may be."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def prepare_folder(out: Path) -> None:
    """Make the output folder. Raises StoreError where it can't be written."""
    try:
        in_the_way = next((each for each in (out, *out.parents) if each.is_file()), None)
        if in_the_way:
            raise StoreError(
                f"{in_the_way} is a file, and a folder is needed: choose another with --out."
            )
        out.mkdir(parents=True, exist_ok=True)
        write_aside(out / ".probe", b"")
        (out / ".probe").unlink(missing_ok=True)
        remove_left_parts(out)
    except OSError as error:
        raise StoreError(
            f"{out} can't be written ({reason(error)}): choose another folder with --out."
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, content)
    except OSError as error:
        raise StoreError(
            f"{path} can't be written: {reason(error)}. What was made before is kept: when that is "
            "mended, run the command again to go on."
        ) from error


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write data as JSON that a person can read."""
    write_file(path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
