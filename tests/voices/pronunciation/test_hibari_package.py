"""hibari stands behind one module."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_one_module_knows_hibari() -> None:
    names = re.compile(r"^\s*(?:from|import) hibari\b|files\(\"hibari\"\)", re.MULTILINE)
    files = [path for room in ("story", "voices", "render") for path in (ROOT / room).rglob("*.py")]
    found = [path.name for path in files if names.search(path.read_text("utf-8"))]
    assert found == ["hibari_package.py"]
