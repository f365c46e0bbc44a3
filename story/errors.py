"""Errors that a user can act on.

InkreelError
├── StoryError      the story, or a file beside it, can't be used
├── SettingsError   a value in inkreel.toml or on the command line
├── VoiceError      a voice or an engine is missing, or failed
│   └── TakeError   an engine gave sound that can't be used: another try may be better
├── RenderError     a picture, a clip or an encoder failed
├── StoreError      the store or the output folder can't be read or written
│   └── LostError   something that was in the store is gone: it can be made again
└── LimitError      a limit that the user set was reached: what was done is kept

The command line prints the message and exits with `exit_code`; anything else is a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from story.problems import Problem


class InkreelError(Exception):
    """Base of every error with a message meant for the user: what is wrong, and what to do."""

    exit_code = 2


class StoryError(InkreelError):
    """The story, or a file that it names, can't be used."""


class SettingsError(InkreelError):
    """A setting in inkreel.toml or on the command line is wrong."""


class VoiceError(InkreelError):
    """A voice or an engine is missing, or failed while speaking."""

    exit_code = 3


class TakeError(VoiceError):
    """An engine spoke, but what it gave is no sound that can be used."""


class RenderError(InkreelError):
    """A picture, a clip or the encoder failed."""

    exit_code = 4


class StoreError(InkreelError):
    """The store or the output folder can't be read or written (full disk, permissions)."""

    exit_code = 5


class LostError(StoreError):
    """Entries that should be in the store are gone or damaged: `keys`, with what was found."""

    def __init__(self, keys: tuple[str, ...], problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(keys, problems)
        self.keys = keys
        self.problems = problems

    def __str__(self) -> str:
        kinds = ", ".join(sorted({key.partition("/")[0] for key in self.keys}))
        return (
            f"the store keeps losing what was made ({kinds}). Check its disk, or choose another "
            "folder with --store; then run the command again."
        )


class LimitError(InkreelError):
    """A limit of time or memory was reached. What was done is kept."""

    exit_code = 6


def reason(error: BaseException) -> str:
    """Why something failed, to stand inside a sentence: no number of the system's, no full stop."""
    said = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return said.strip().removesuffix(".")
