"""Pictures of an Obsidian vault: named without their folder, found wherever they lie in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from story.document import Block, Picture

_MOST = 20_000
"""Files of a vault that are looked through: larger ones are no vaults of stories."""


def in_vault(blocks: Sequence[Block], folder: Path, vault: Path) -> list[Block]:
    """The blocks with each picture's path from `folder`, where only the vault knows its place."""
    lost = {
        block.path
        for block in blocks
        if isinstance(block, Picture) and not _is_file(folder / block.path)
    }
    if not lost:
        return list(blocks)
    places = _places(vault, {path.rpartition("/")[2].lower() for path in lost})
    return [_placed(block, lost, places, folder, vault) for block in blocks]


def _placed(
    block: Block, lost: set[str], places: dict[str, list[str]], folder: Path, vault: Path
) -> Block:
    if not isinstance(block, Picture) or block.path not in lost:
        return block
    wanted = block.path.lower().lstrip("./")
    found = places.get(wanted.rpartition("/")[2], [])
    path = next((one for one in found if f"/{one.lower()}".endswith(f"/{wanted}")), "")
    if not path:
        return block
    return replace(block, path=os.path.relpath(vault / path, folder).replace("\\", "/"))


def _places(vault: Path, names: set[str]) -> dict[str, list[str]]:
    """Paths from the vault of the files of these names, those nearest to its top first."""
    places: dict[str, list[str]] = {}
    seen = 0
    for here, folders, files in os.walk(vault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(files)
        if seen > _MOST:
            break
        inside = Path(here).relative_to(vault)
        for name in sorted(files):
            if name.lower() in names:
                places.setdefault(name.lower(), []).append((inside / name).as_posix())
    return places


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False
