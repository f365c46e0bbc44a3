"""Options in groups: a command takes dataclasses, the command line shows their fields."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import MISSING, Field, fields
from functools import wraps
from typing import Annotated, Any, get_args, get_type_hints

from typer.models import OptionInfo

Command = Callable[..., None]


def takes(**groups: type[Any]) -> Callable[[Command], Command]:
    """Give a command its `groups`, by argument. A group's fields are `Annotated` for typer.

    The first line of a group's docstring is its heading in the help.
    """

    def wrap(command: Command) -> Command:
        @wraps(command)
        def called(**given: Any) -> None:
            command(**{name: kind(**_part(kind, given)) for name, kind in groups.items()})

        parameters = [each for kind in groups.values() for each in _parameters(kind)]
        parameters.sort(key=lambda each: each.default is not inspect.Parameter.empty)
        del called.__wrapped__
        called.__annotations__ = {each.name: each.annotation for each in parameters}
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return called

    return wrap


def _part(kind: type[Any], given: dict[str, Any]) -> dict[str, Any]:
    return {each.name: given[each.name] for each in fields(kind)}


def _parameters(kind: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    heading = (kind.__doc__ or "").partition("\n")[0].rstrip(".")
    return [_parameter(each, hints[each.name], heading) for each in fields(kind)]


def _parameter(field: Field[Any], hint: Any, heading: str) -> inspect.Parameter:
    value, info = get_args(hint)
    info = copy(info)
    if isinstance(info, OptionInfo):
        info.rich_help_panel = heading
    default = inspect.Parameter.empty if field.default is MISSING else field.default
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[value, info],
    )
