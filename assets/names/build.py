"""Rebuilds first-names.txt from the table of births that the US Social Security Administration
publishes (public domain), as a database with the columns name, sex, births.

    python assets/names/build.py us-name-data.sqlite
"""

from __future__ import annotations

import sqlite3
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

FEWEST = 2500
"""Births since 1880 below which a name is left out."""

SHARE = 0.85
"""The part of a name's bearers that must be of one sex."""

HEAD = f"""\
# First names of at least {FEWEST} births, {SHARE:.0%} or more of them of one sex.
# Source: US Social Security Administration, national data on births 1880-2024 (public domain).
# Made by assets/names/build.py.
"""


def main(database: str) -> None:
    births: dict[str, dict[str, int]] = defaultdict(lambda: {"F": 0, "M": 0})
    rows = sqlite3.connect(database).execute(
        "select lower(name), sex, sum(births) from usNameData where year < 2025 group by 1, 2"
    )
    for name, sex, count in rows:
        births[name][sex] += count
    text = HEAD
    for sex, title in (("F", "female"), ("M", "male")):
        names = sorted(
            name
            for name, by_sex in births.items()
            if sum(by_sex.values()) >= FEWEST and by_sex[sex] >= SHARE * sum(by_sex.values())
        )
        text += f"# {title}\n{textwrap.fill(' '.join(names), 100)}\n"
    Path(__file__).with_name("first-names.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
