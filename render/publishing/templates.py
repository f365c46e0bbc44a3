"""Fills the templates that authors write for their uploads, in a sandbox."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from story.errors import SettingsError

_LONGEST_TEXT = 200_000
"""Characters: forty times a full description, and still nothing that fills the memory."""
_WRONG = (TemplateError, ArithmeticError, RecursionError, TypeError, ValueError, LookupError)
"""All that a template can raise while it is read or filled."""


def filled_template(template: str, field: str, values: dict[str, object]) -> str:
    """The text of a template; `field` of inkreel.toml's [youtube] is where it stands.

    Raises SettingsError for one that is broken or gives too much.
    """
    text = ""
    try:
        for part in _templates().from_string(template).generate(values):
            text += part
            if len(text) > _LONGEST_TEXT:
                raise ValueError(f"it gives more than {_LONGEST_TEXT} characters")
    except _WRONG as error:
        raise SettingsError(f"inkreel.toml: youtube.{field}: {error}.") from error
    return text


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates that can neither reach out nor work without end: no ranges, no powers, and
    products of numbers only."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(f"{operator} is not for templates")
        return super().call_binop(context, operator, left, right)


@cache
def _templates() -> _Sandbox:
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False)
    del sandbox.globals["range"]
    return sandbox
