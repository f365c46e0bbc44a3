"""numba keeps what it compiled by a function's own file and name: the name holds other files."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from voices.sound.compiled import compiler


def kept_as(source: ModuleType) -> str:
    def loop() -> int:
        return 1

    return compiler(source)(loop).py_func.__qualname__


def test_a_change_in_what_a_loop_inlines_is_a_change_of_its_name(tmp_path: Path) -> None:
    source = ModuleType("tiles")
    source.__file__ = str(tmp_path / "tiles.py")
    (tmp_path / "tiles.py").write_text("ROWS = 6\n")
    before = kept_as(source)
    assert kept_as(source) == before
    (tmp_path / "tiles.py").write_text("ROWS = 7\n")
    assert kept_as(source) != before
