"""Errors that a user can act on.

InkreelError
├── StoryError      the story, or a file beside it, can't be used
├── SettingsError   a value in inkreel.toml or on the command line
├── VoiceError      a voice or an engine is missing, or failed
├── RenderError     a picture, a clip or an encoder failed
└── StoreError      the store or the output folder can't be read or written

The command line prints the message and exits with `exit_code`; anything else is a bug.
"""

from __future__ import annotations


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


class RenderError(InkreelError):
    """A picture, a clip or the encoder failed."""

    exit_code = 4


class StoreError(InkreelError):
    """The store or the output folder can't be read or written (full disk, permissions)."""

    exit_code = 5
