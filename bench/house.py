"""The house in figures: how big its rooms are, which way its imports point, what its names say.

    python bench/house.py                        # this checkout
    python bench/house.py --repo DIR             # another one
    python bench/house.py --before DIR           # that one in a column before this one

`bench/house_figures.py` says how each is measured. Offenders of the rows that must be 0 are printed
below the table.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import house_figures as figures
from house_figures import Functions, Module

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class House:
    """A checkout, read once."""

    root: Path

    @cached_property
    def modules(self) -> list[Module]:
        return figures.read_modules(self.root)

    @cached_property
    def arrows(self) -> dict[str, set[str]]:
        return figures.imports(self.modules)

    @cached_property
    def functions(self) -> list[Functions]:
        return [node for module in self.modules for node in module.functions]

    @cached_property
    def public(self) -> list[Functions]:
        return [node for module in self.modules for node in module.public]

    @cached_property
    def lengths(self) -> list[int]:
        return sorted(map(figures.rows_of, self.functions))

    @cached_property
    def rows(self) -> int:
        return sum(len(module.source.splitlines()) for module in self.modules)


def _fullest(house: House) -> str:
    folder, files = max(figures.folder_sizes(house.modules).items(), key=lambda item: item[1])
    return f"{files} {folder}"


def _bare(house: House) -> str:
    every, bare = figures.number_constants(house.modules)
    return f"{len(bare)} of {len(every)}"


def _fan_out(house: House) -> str:
    counts = sorted(map(len, house.arrows.values()))
    return f"{_at(counts, 50)} / {_at(counts, 90)} / {counts[-1]}"


def _file_length(house: House) -> str:
    counts = sorted(len(module.source.splitlines()) for module in house.modules)
    return f"{_at(counts, 50)} / {_at(counts, 90)} / {counts[-1]}"


def _function_length(house: House) -> str:
    return " / ".join(str(_at(house.lengths, share)) for share in (50, 90, 99, 100))


def _at(counts: list[int], share: int) -> int:
    """The value that `share` per cent do not exceed."""
    if share == 50:
        return int(statistics.median(counts))
    return counts[max(0, -(-len(counts) * share // 100) - 1)]


def _documented(house: House) -> str:
    return _share([figures.has_docstring(node) for node in house.public])


def _typed(house: House) -> str:
    return _share([figures.is_typed(node) for node in house.public])


def _share(held: list[bool]) -> str:
    return f"{100 * sum(held) / len(held):.0f} %"


def _comments(house: House) -> str:
    found = sum(len(module.comment_rows) for module in house.modules)
    return f"{100 * found / house.rows:.1f}"


def _wide(house: House) -> str:
    return str(sum(figures.parameters_of(node) > 6 for node in house.functions))


def _tests(house: House) -> str:
    lines = sum(
        len(path.read_text("utf-8").splitlines()) for path in (house.root / "tests").rglob("*.py")
    )
    return f"{lines / house.rows:.2f}"


def _untested(house: House) -> str:
    return f"{len(figures.untested(house.root, house.modules))} of {len(house.modules)}"


ZEROS: dict[str, Callable[[House], list[str]]] = {
    "public class names that occur twice": lambda house: [
        f"{name}: {', '.join(where)}"
        for name, where in figures.shared_class_names(house.modules).items()
    ],
    "arrows back": lambda house: figures.arrows_back(house.arrows),
    "modules and folders in circles": lambda house: figures.circles(house.arrows),
    "functions over 50 rows": lambda house: figures.long_functions(house.modules),
}
ROWS: dict[str, Callable[[House], str]] = {
    "files in the fullest folder (<= 16)": _fullest,
    **{
        f"{name} (0)": lambda house, offenders=offenders: str(len(offenders(house)))
        for name, offenders in ZEROS.items()
    },
    "fan-out of render/episode.py (<= 20)": lambda house: str(len(house.arrows["render.episode"])),
    "number constants without a reason (<= 120)": _bare,
    "dependencies of the plain install": lambda house: str(len(figures.dependencies(house.root))),
    "files": lambda house: str(len(house.modules)),
    "rows": lambda house: str(house.rows),
    "functions": lambda house: str(len(house.functions)),
    "function length: median / p90 / p99 / longest": _function_length,
    "file length: median / p90 / longest": _file_length,
    "own modules imported: median / p90 / most": _fan_out,
    "functions with more than 6 parameters": _wide,
    "public functions with a docstring": _documented,
    "public functions fully typed": _typed,
    "comment rows in 100": _comments,
    "rows of tests to a row of code": _tests,
    "modules that no test imports": _untested,
}


def print_table(houses: list[House]) -> None:
    """A column for each house."""
    for name, figure in ROWS.items():
        print(f"{name:48}", *(f"{figure(house):>32}" for house in houses))


def print_offenders(house: House) -> None:
    for name, offenders in ZEROS.items():
        for each in offenders(house):
            print(f"{name}: {each}")


def main() -> None:
    """The table, and what stands in the way of its zeros."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repo", type=Path, default=HOME, help="the checkout to measure")
    parser.add_argument("--before", type=Path, help="a checkout to compare it with")
    asked = parser.parse_args()
    houses = [House(path) for path in (asked.before, asked.repo) if path]
    print_table(houses)
    print()
    print_offenders(houses[-1])


if __name__ == "__main__":
    main()
