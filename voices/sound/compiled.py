"""numba's compiler, with types that a checker understands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiler(*sources: ModuleType, **options: Any) -> Callable[[F], F]:
    """A decorator: machine code on first call, kept on disk where that can be written.

    `options` are numba's. numba keeps code for as long as the function's own file stays the same:
    it is also made anew when the file of one of `sources` has changed, whose code it holds.
    """
    digest = _digest(sources)

    def compile_(function: F) -> F:
        if digest:  # numba names what it keeps by the function's name
            function.__qualname__ = f"{function.__qualname__}_{digest}"
        try:
            return cast(F, njit(cache=True, nogil=True, **options)(function))
        except RuntimeError:  # numba found no folder for its cache
            return cast(F, njit(nogil=True, **options)(function))

    return compile_


def _digest(sources: tuple[ModuleType, ...]) -> str:
    files = [Path(source.__file__ or "") for source in sources]
    return hashlib.sha256(b"".join(map(Path.read_bytes, files))).hexdigest()[:12] if files else ""


compiled = compiler(error_model="numpy")
"""The usual compiler: numbers as numpy has them, no check for a division by zero."""
