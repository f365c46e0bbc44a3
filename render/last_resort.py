"""What is said and kept of an error that nobody foresaw."""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

_LOG = "last-error.log"
_LONGEST = 300
"""Characters of an error's own words in the message; the log has them all."""


def keep_traceback(error: Exception, arguments: Sequence[str]) -> str:
    """Write what a bug report needs to a log; the message that says so."""
    from story.safe_text import printable, shortened

    told = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"Inkreel failed in a way that nobody foresaw ({shortened(told, _LONGEST)}). "
    log = _written(error, arguments)
    where = f"Please report it, with the file {log}" if log else "Please report it"
    return printable(
        f"{message}What was finished is kept. {where}; --debug shows more. "
        "The file names your folders: read it before you send it."
    )


def _written(error: Exception, arguments: Sequence[str]) -> Path | None:
    text = "\n".join(
        [
            f"inkreel {version('inkreel')}, Python {platform.python_version()}, "
            f"{platform.platform()}",
            f"arguments: {list(arguments)}",
            "".join(traceback.format_exception(error)),
        ]
    )
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _LOG).write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            continue
        return folder / _LOG
    return None


def _folders() -> Iterator[Path]:
    """Where the log may lie, the first that can be written to."""
    from platformdirs import user_log_path

    yield user_log_path("inkreel")
    yield Path(tempfile.gettempdir())
