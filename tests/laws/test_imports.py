"""render -> voices -> story, never backwards; only the command line prints and exits."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("story", "voices", "render")
TREES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8"))
    for layer in LAYERS
    for path in sorted((ROOT / layer).rglob("*.py"))
}
SPEAKS = ("render/cli.py", "render/commands/")
"""What may print and exit."""


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def ends_or_prints(tree: ast.Module) -> set[str]:
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return calls & {"print", "exit", "quit", "input", "sys.exit"}


def test_imports_never_point_backwards() -> None:
    for path, tree in TREES.items():
        layer = path.partition("/")[0]
        above = {*LAYERS[LAYERS.index(layer) + 1 :], "assets", "tests", "bench"}
        assert not imported(tree) & above, path


def test_only_the_command_line_prints_and_exits() -> None:
    found = {path: ends_or_prints(tree) for path, tree in TREES.items()}
    assert [path for path in found if found[path] and not path.startswith(SPEAKS)] == []


def test_every_package_is_looked_at() -> None:
    """Nothing above holds because nothing was found."""
    assert {path.partition("/")[0] for path in TREES} == set(LAYERS)
    assert {"story/script.py", "voices/model.py", "render/cli.py"} <= set(TREES)
    assert ends_or_prints(ast.parse("import sys\nsys.exit(print(1))")) == {"print", "sys.exit"}
