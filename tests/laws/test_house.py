"""The house stays as it was built: small rooms, one name for one thing, imports that go one way.

`python bench/house.py` prints the same figures, and says how each is measured.
"""

import ast
from collections import Counter
from pathlib import Path

from bench.house_figures import (
    MOST_BARE,
    MOST_FAN_OUT,
    MOST_FILES,
    ORDER,
    arrows_back,
    circles,
    folder_sizes,
    imports,
    long_functions,
    number_constants,
    read_modules,
    shared_class_names,
)

ROOT = Path(__file__).parents[2]
MODULES = read_modules(ROOT)
ARROWS = imports(MODULES)
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_a_folder_has_at_most_sixteen_files() -> None:
    sizes = folder_sizes(MODULES)
    assert {folder for folder, size in sizes.items() if size > MOST_FILES} == set()


def test_no_two_public_classes_have_one_name() -> None:
    assert set(shared_class_names(MODULES)) == set()


def test_every_folder_of_a_package_has_its_place_in_the_diagram() -> None:
    folders = {
        package: {
            path.name for path in (ROOT / package).iterdir() if (path / "__init__.py").is_file()
        }
        for package in ORDER
    }
    assert folders == {package: set(order) for package, order in ORDER.items()}


def test_no_import_goes_back_to_a_later_room() -> None:
    assert arrows_back(ARROWS) == []


def test_no_imports_go_in_a_circle() -> None:
    assert circles(ARROWS) == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert long_functions(MODULES) == []


def test_the_recipe_imports_its_stages_and_little_else() -> None:
    assert len(ARROWS["render.episode"]) <= MOST_FAN_OUT


def test_most_numbers_have_their_reason() -> None:
    _, bare = number_constants(MODULES)
    assert len(bare) <= MOST_BARE


def test_a_circle_and_an_arrow_back_would_be_seen() -> None:
    ways = {
        "render.pixels.mux": {"render.commands.render"},
        "render.commands.render": {"render.pixels.encode"},
        "render.pixels.encode": set(),
    }
    assert arrows_back(ways) == ["render.pixels.mux -> render.commands.render"]
    assert circles(ways) == ["render.commands", "render.pixels"]


def test_names_of_test_files_are_told_apart() -> None:
    counts = Counter(path.name for path in TESTS if path.name != "conftest.py")
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_test_imports_from_a_test_file() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.module}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("test_", "conftest"))
    ]
    assert found == []


def test_tests_stand_in_the_rooms_that_the_code_has() -> None:
    rooms = {path.parent.relative_to(ROOT / "tests") for path in TESTS}
    others = {Path(), Path("fixtures"), Path("laws"), Path("program"), Path("fuzz")}
    assert sorted(str(room) for room in rooms - others if not (ROOT / room).is_dir()) == []
