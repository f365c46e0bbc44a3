"""Fills the templates that authors write for their uploads, in a sandbox.

What a template may do is listed: its kinds of statements, filters, and methods. What it does is
counted: each pass of a loop, and each text that is made, before it is made. So no template takes
a second or 100 MB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from story.errors import SettingsError, reason

_LONGEST_TEXT = 200_000
"""Characters: forty times a full description, and still nothing that fills the memory."""
_LONGEST_TEMPLATE = 10_000
"""Characters: twice what a description may hold."""
_MOST_WORK = 2_000_000
"""Characters made and passed over by one template. A description with a hundred chapters and five
hundred links makes 0.4 million; two million take a tenth of a second."""
_LARGEST_NUMBER = 10**15
"""Beyond it, multiplying takes longer with every step."""
_MOST_DECIMALS = 12
_NODE_COST = 4
"""What each part of a loop's body counts for in a pass: a name, a word, a sign."""
_STATEMENTS: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign,
    nodes.Name, nodes.NSRef, nodes.Const, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul,
    nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Concat, nodes.Getattr, nodes.Getitem, nodes.Slice,
    nodes.Filter, nodes.Test, nodes.Call, nodes.Keyword, nodes.List, nodes.Tuple,
)  # fmt: skip
"""No macros, blocks, includes or stored output: what they repeat can't be seen beforehand."""
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
    "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
    "reverse", "select", "selectattr", "sort", "string", "title", "trim", "truncate", "unique",
    "upper", "wordcount",
)  # fmt: skip
"""Those whose result is no larger than what they are given."""
_METHODS = frozenset(
    "capitalize changed cycle endswith get items keys lower lstrip rstrip split splitlines "
    "startswith strip title upper values".split()
)


def filled_template(template: str, field: str, values: dict[str, object]) -> str:
    """The text of a template; `field` of inkreel.toml's [youtube] is where it stands.

    Raises SettingsError for one that is broken or asks for too much.
    """
    sandbox = _sandbox()
    sandbox.left = _MOST_WORK
    try:
        return _short(sandbox.checked(template).generate(values))
    except MemoryError:
        raise
    except Exception as error:  # of any kind: what a template does can fail in any way
        raise SettingsError(f"inkreel.toml: youtube.{field}: {reason(error)}.") from error


def _short(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        text += part
        if len(text) > _LONGEST_TEXT:
            raise ValueError(f"it gives more than {_LONGEST_TEXT} characters")
    return text


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates that can neither reach out nor work without end."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%"})
    left = 0
    """How much work may still be done."""

    def checked(self, template: str) -> Any:
        """The template, ready to be filled. Raises ValueError for a long one."""
        if len(template) > _LONGEST_TEMPLATE:
            raise ValueError(f"it has more than {_LONGEST_TEMPLATE} characters")
        return self.from_string(template)

    def spend(self, work: int) -> None:
        """Count work before it is done. Raises SecurityError where it is too much."""
        self.left -= max(work, 1)
        if self.left < 0:
            raise SecurityError("it does more than a template may")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            _check(node)
        counted: nodes.Template = _Counted().visit(tree)
        return counted

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, str) and isinstance(right, str) and operator == "+":
            self.spend(len(left) + len(right))
            return left + right
        if not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"{operator} is for numbers")
        found = super().call_binop(context, operator, left, right)
        if abs(found) > _LARGEST_NUMBER:
            raise SecurityError("it makes a number that is too large")
        return found

    def call(self, context: Context, method: Any, /, *given: Any, **named: Any) -> Any:
        name = getattr(method, "__name__", type(method).__name__)
        if isinstance(method, Undefined):
            method()  # says what there is not
        if name not in _METHODS:
            raise SecurityError(f"{name}() is not for templates")
        found = super().call(context, method, *given, **named)
        self.spend(_size(found))
        return found


class _Counted(NodeTransformer):
    """Puts a count around loops and around texts that are put together."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  (so jinja calls it)
        """A pass costs as much as stands in the loop."""
        cost = _NODE_COST * sum(1 for _ in node.find_all(nodes.Node))
        self.generic_visit(node)
        node.iter = _filter("_passes", node.iter, [nodes.Const(cost)])
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """`~`"""
        self.generic_visit(node)
        return _filter("_texts", nodes.List(node.nodes), [])


def _filter(name: str, of: Any, given: list[nodes.Expr]) -> nodes.Filter:
    return nodes.Filter(of, name, given, [], None, None, lineno=of.lineno)


def _check(node: nodes.Node) -> None:
    """Raises SecurityError for what no template may hold."""
    if not isinstance(node, _STATEMENTS) or (isinstance(node, nodes.For) and node.recursive):
        raise SecurityError(f"{type(node).__name__.lower()} is not for templates")
    read = isinstance(node, nodes.List) or (isinstance(node, nodes.Tuple) and node.ctx == "load")
    if read and not all(isinstance(item, nodes.Const) for item in node.iter_child_nodes()):
        raise SecurityError("lists in templates hold words and numbers only")


def _size(value: object) -> int:
    return len(value) if hasattr(value, "__len__") else 1


@cache
def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(
        undefined=StrictUndefined, autoescape=False, optimized=False, cache_size=0
    )  # unoptimized: what is constant would be worked out, uncounted, while it is read
    sandbox.globals.clear()
    sandbox.filters = {name: _counting(sandbox, sandbox.filters[name]) for name in _FILTERS}
    sandbox.filters |= {
        "join": lambda parts, between="", attribute=None: _joined(
            sandbox, parts, str(between), attribute
        ),
        "replace": lambda text, old, new, count=-1: _replaced(sandbox, text, old, new, count),
        "round": _rounded,
        "_texts": lambda parts: _joined(sandbox, parts, "", None),
        "_passes": lambda items, each: _passes(sandbox, items, each),
    }
    return sandbox


def _counting(sandbox: _Sandbox, work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def counted(*given: Any, **named: Any) -> Any:
        found = work(*given, **named)
        sandbox.spend(_size(found))
        return found

    return counted


def _joined(sandbox: _Sandbox, parts: Iterable[Any], between: str, attribute: object) -> str:
    texts: list[str] = []
    for part in parts:
        texts.append(str(sandbox.getitem(part, attribute) if attribute else part))
        sandbox.spend(len(texts[-1]) + len(between))
    return between.join(texts)


def _replaced(sandbox: _Sandbox, text: object, old: object, new: object, count: int) -> str:
    whole, before, after = str(text), str(old), str(new)
    sandbox.spend(len(whole) + whole.count(before) * len(after))
    return whole.replace(before, after, count)


def _rounded(value: float, decimals: int = 0) -> float:
    if not 0 <= decimals <= _MOST_DECIMALS:
        raise SecurityError(f"round is to 0 to {_MOST_DECIMALS} decimals")
    return round(value, decimals)


def _passes(sandbox: _Sandbox, items: Iterable[Any], each: int) -> Iterator[Any]:
    for item in items:
        sandbox.spend(each)
        yield item
