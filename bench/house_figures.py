"""What `bench/house.py` and `tests/laws/test_house.py` measure of the product's code.

Everything is read by `ast` from the packages story, voices and render. What a figure means where a
word could mean two things:

- **files in the fullest folder**: modules, without `__init__.py`.
- **public class names that occur twice**: classes at a module's top whose names begin with no `_`,
  over all three packages; a name counts once however often it occurs.
- **arrows back**: imports from a folder of a package to a folder that comes later in `ORDER`, the
  diagram of ARCHITECTURE.md spelt out. Modules at a package's root may be imported by every folder.
- **circles**: modules or folders that lead back to themselves, among the children of any one
  folder (a child stands for all that is in it). This is what holds root modules to one direction.
- **fan-out**: how many modules of its own project a module imports, wherever the import stands.
- **bare constants**: capital names at a module's top whose value holds a number and calls nothing,
  with neither a docstring below, nor a comment on their rows or straight above.
"""

from __future__ import annotations

import ast
import io
import tokenize
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGES = ("story", "voices", "render")
ORDER = {
    "story": (
        "language",
        "english",
        "formats",
        "paratext",
        "boards",
        "attribution",
        "splitter",
        "episodes",
        "output",
    ),
    "voices": (
        *("store", "sound", "pronunciation", "engines", "casting", "recording"),
        *("arranging", "mixing", "music"),
    ),
    "render": (
        *("typography", "camera", "pixels", "captions", "lettering", "editing", "production"),
        *("publishing", "checking", "reports", "storyboard", "studio", "commands"),
    ),
}
"""A package's folders from the first that is imported to the last that imports: the diagram's way,
with what several stages share before them."""
MOST_FILES = 16
"""As many doors as one looks over at a glance: pysubs2, httpx and structlog have 11 to 20."""
MOST_ROWS = 50
"""A function that is longer does not fit a screen."""
MOST_FAN_OUT = 20
"""For `render/episode.py`, the recipe: one import for each stage, and what it is given."""
MOST_BARE = 120
"""Constants without their reason: 224 of 444 when the house was first measured."""
Functions = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the product.

    name: dotted, a package by its own name.  path: from the checkout's root.
    """

    name: str
    path: Path
    source: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        return str(self.path.parent)

    @cached_property
    def functions(self) -> list[Functions]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Functions)]

    @cached_property
    def public(self) -> list[Functions]:
        """Functions at the top and methods of public classes whose names begin with no `_`."""
        classes = [node for node in self.tree.body if isinstance(node, ast.ClassDef)]
        inside = [each for node in classes if node.name[0] != "_" for each in node.body]
        return [
            node
            for node in (*self.tree.body, *inside)
            if isinstance(node, Functions) and node.name[0] != "_"
        ]

    @cached_property
    def comment_rows(self) -> frozenset[int]:
        tokens = tokenize.generate_tokens(io.StringIO(self.source).readline)
        return frozenset(token.start[0] for token in tokens if token.type == tokenize.COMMENT)


def read_modules(root: Path) -> list[Module]:
    """The modules of the three packages in a checkout, in order of their paths."""
    return [
        _module(path.relative_to(root), path.read_text("utf-8"))
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
    ]


def _module(path: Path, source: str) -> Module:
    parts = path.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, source, ast.parse(source))


def folder_sizes(modules: list[Module]) -> dict[str, int]:
    """Modules in each folder, without `__init__.py`."""
    sizes: dict[str, int] = defaultdict(int)
    for module in modules:
        sizes[module.folder] += module.path.name != "__init__.py"
    return dict(sizes)


def shared_class_names(modules: list[Module]) -> dict[str, list[str]]:
    """Names that two or more public classes have, and the modules that they stand in."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module.name)
    return {name: where for name, where in sorted(homes.items()) if len(where) > 1}


def long_functions(modules: list[Module]) -> list[str]:
    """Functions of more than `MOST_ROWS` rows, as path, name and rows."""
    return [
        f"{module.path} {node.name}: {rows_of(node)} rows"
        for module in modules
        for node in module.functions
        if rows_of(node) > MOST_ROWS
    ]


def rows_of(node: Functions) -> int:
    """From `def` to the last row, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters_of(node: Functions) -> int:
    """How many a call may give, without `self` and `cls`."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(each.arg not in ("self", "cls") for each in given)


def has_docstring(node: Functions) -> bool:
    """Whether a function says what it does."""
    return ast.get_docstring(node) is not None


def is_typed(node: Functions) -> bool:
    """Whether everything that goes in and comes out has its type."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    typed = [each.annotation for each in given if each.arg not in ("self", "cls")]
    return all([*typed, node.returns])


def number_constants(modules: list[Module]) -> tuple[list[str], list[str]]:
    """All constants that hold numbers, and those without a reason, as path and name."""
    every, bare = [], []
    for module in modules:
        for place, node in enumerate(module.tree.body):
            name = _number_name(node)
            if name:
                every.append(f"{module.path} {name}")
                if not _has_reason(module, place):
                    bare.append(f"{module.path} {name}")
    return every, bare


def _number_name(node: ast.stmt) -> str:
    """What a constant with a number in it is called; nothing for other statements."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return ""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    inside = list(ast.walk(node.value))
    calls = ast.Call | ast.Lambda | ast.comprehension
    if any(isinstance(each, calls) for each in inside) or not any(map(_is_number, inside)):
        return ""
    name = ast.unparse(target)
    return name if name.isupper() else ""


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)


def _has_reason(module: Module, place: int) -> bool:
    node, after = module.tree.body[place], module.tree.body[place + 1 : place + 2]
    beside = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    above = node.lineno - 1
    is_comment = module.source.splitlines()[above - 1].lstrip().startswith("#")
    return bool(beside & module.comment_rows) or is_comment or any(map(_is_text, after))


def _is_text(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def imports(modules: list[Module]) -> dict[str, set[str]]:
    """For each module, the project's modules that it imports, at its top or inside."""
    names = {module.name for module in modules}
    return {module.name: set(_imported(module, names)) - {module.name} for module in modules}


def _imported(module: Module, names: set[str]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom) and node.module in names:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in names else node.module


def arrows_back(arrows: dict[str, set[str]]) -> list[str]:
    """Imports from a folder to one that comes later in `ORDER`, as `module -> module`."""
    found = []
    for source, targets in arrows.items():
        package, folder = _room(source)
        order = ORDER[package]
        for target in sorted(targets):
            other, later = _room(target)
            known = other == package and folder in order and later in order
            if known and order.index(later) > order.index(folder):
                found.append(f"{source} -> {target}")
    return found


def _room(module: str) -> tuple[str, str]:
    package, _, rest = module.partition(".")
    return package, rest.partition(".")[0]


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Children of one folder that lead back to themselves, as dotted names."""
    found = set()
    for depth in range(1, 1 + max(name.count(".") for name in arrows)):
        ways: dict[str, set[str]] = defaultdict(set)
        for source, targets in arrows.items():
            for target in targets:
                start, end = _child(source, depth), _child(target, depth)
                if start != end and start.rpartition(".")[0] == end.rpartition(".")[0]:
                    ways[start].add(end)
        found |= {name for name in list(ways) if name in _reached(name, ways)}
    return sorted(found)


def _child(module: str, depth: int) -> str:
    return ".".join(module.split(".")[: depth + 1])


def _reached(start: str, ways: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(ways[start])
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead.extend(ways.get(name, ()))
    return seen


def dependencies(root: Path) -> list[str]:
    """What a plain install brings."""
    return list(
        tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    )


def untested(root: Path, modules: list[Module]) -> list[str]:
    """Modules that no test imports by name."""
    names = {module.name for module in modules}
    seen: set[str] = set()
    for path in (root / "tests").rglob("*.py"):
        seen |= set(_imported(_module(path.relative_to(root), path.read_text("utf-8")), names))
    return sorted(module.name for module in modules if module.name not in seen)
