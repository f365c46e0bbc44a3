"""Whatever a docstring, a comment or a page of the project names is there."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSES = ("story", "voices", "render")
FOLDERS = (*HOUSES, "tests", "bench", "docs", "assets")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SOURCES = sorted(path for name in FOLDERS for path in (ROOT / name).rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
}
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./-]+")
PATH_OF_CODE = re.compile(rf"\b(?:{'|'.join(FOLDERS)})/[\w/-]+\.py\b")
LINK = re.compile(r"\]\(([\w./-]+\.md)(?:#[\w-]*)?\)")
FILE = re.compile(r"[\w./-]*\w\.py")
MODULE = re.compile(rf"(?:{'|'.join(HOUSES)})(?:\.\w+)+")
NAMES = {path.name for path in SOURCES}
USERS = {"story/index.md", "story/inkreel.toml"}
"""How pages call a user's own story."""


def named(text: str) -> Iterator[str]:
    """The words that stand between backticks."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        yield from quoted.split()


def said_in(path: Path) -> str:
    """A page, or the docstrings and comments of a module."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return "\n".join([*(text for text in strings if isinstance(text, str)), *comments])


def is_there(word: str) -> bool:
    if word in USERS:
        return True
    if PATH.fullmatch(word):
        return (ROOT / word).exists()
    if FILE.fullmatch(word):
        return Path(word).name in NAMES
    if MODULE.fullmatch(word):
        return word in MODULES or word.rpartition(".")[0] in MODULES
    return True


def missing(path: Path) -> list[str]:
    """What a file names that is not there."""
    text = said_in(path)
    words = {word.rstrip(".,:;") for word in (*named(text), *PATH_OF_CODE.findall(text))}
    return sorted(word for word in words if not is_there(word))


def test_what_is_named_is_there() -> None:
    found = {str(path.relative_to(ROOT)): missing(path) for path in (*PAGES, *SOURCES)}
    assert {path: found[path] for path in found if found[path]} == {}


def test_pages_link_to_pages_that_are_there() -> None:
    links = [(page, link) for page in PAGES for link in LINK.findall(page.read_text("utf-8"))]
    assert [link for page, link in links if not (page.parent / link).is_file()] == []


def test_a_path_or_module_that_is_gone_would_be_seen() -> None:
    words = ("render/nowhere.py", "nowhere.py", "story.nowhere.read", "tests/nowhere/")
    assert not any(map(is_there, words))
    assert all(map(is_there, ("render/cli.py", "cli.py", "story.errors.StoryError", "tests/laws/")))
