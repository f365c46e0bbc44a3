"""Any program that turns text into a WAV file.

    [engines.espeak]
    engine = "command"
    command = ["espeak-ng", "-v", "{voice}", "-w", "{out}", "{text}"]
    voices = ["en-us", "en-gb"]

"{voice}", "{text}", "{speed}" and "{out}" are filled in; a word that names a file in the story's
folder stands for that file. Without "{text}" the program reads it from
its standard input, without "{out}" it writes the WAV to its standard output. No shell is involved.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from story.errors import VoiceError
from voices.engines.adapter import (
    MOST_BYTES,
    ForeignEngine,
    check_settings,
    declared_voices,
    positive_number,
    take_of_wav,
    word_list,
)
from voices.engines.programs import Bounds, read_made, run_program
from voices.model import Spoken, Take

_PIECE = 1 << 20
"""Bytes of a program that are read at once: its files may be models of gigabytes."""
_KNOWN = ("command", "voices", "languages", "timeout", "version", "folder")


class CommandEngine(ForeignEngine):
    """Runs a program for every phrase.

    Settings: "command" (a list of words), "voices", "languages" (any), "timeout" in seconds
    (60), "version" (any text: change it when the program's voices change), "folder" (where files
    that the command names are looked for).
    """

    name = "command"
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        check_settings(self.name, settings, _KNOWN)
        written = _words(settings.get("command"))
        self._command = _with_files(written, settings.get("folder"))
        self._voices = declared_voices(self.name, settings.get("voices", ["default"]))
        self._timeout = positive_number(self.name, settings, "timeout", 60)
        self.languages = tuple(word_list(self.name, settings, "languages", ["*"]))
        self.version = _version(written, self._command, str(settings.get("version", "")))

    def load(self) -> None:
        """Raises VoiceError where the program is not installed."""
        if shutil.which(self._command[0]) is None:
            raise VoiceError(
                f"the program {self._command[0]!r} of a command voice is not installed"
            )

    def _take(self, spoken: Spoken, model: str, speed: float) -> Take:
        """Run the program and read what it made."""
        self.load()
        with tempfile.TemporaryDirectory(prefix="inkreel-", ignore_cleanup_errors=True) as folder:
            out = Path(folder) / "take.wav"
            filled = {"{voice}": model, "{text}": spoken.said, "{speed}": f"{speed:g}"}
            data = self._made(spoken.said, filled | {"{out}": str(out)}, out)
        return take_of_wav(data, spoken, f"the program {self._command[0]!r}")

    def _made(self, said: str, filled: Mapping[str, str], out: Path) -> bytes:
        command = [_fill(word, filled) for word in self._command]
        told, heard = out.with_suffix(".txt"), out.with_suffix(".stdout")
        reads = not any("{text}" in word for word in self._command)
        told.write_text(said if reads else "", encoding="utf-8")
        run_program(command, told, heard, out, Bounds(self._timeout, MOST_BYTES))
        made = out if any("{out}" in word for word in self._command) else heard
        return read_made(made, command[0], MOST_BYTES)


def _words(command: object) -> list[str]:
    if isinstance(command, Sequence) and not isinstance(command, str) and command:
        return [str(word) for word in command]
    raise VoiceError('command needs a list of words: command = ["program", "{text}", "{out}"]')


def _fill(word: str, filled: Mapping[str, str]) -> str:
    """Each placeholder once, from the left: a text that holds one is not filled again."""
    for place, value in filled.items():
        before, found, after = word.partition(place)
        if found:
            return _fill(before, filled) + value + _fill(after, filled)
    return word


def _with_files(written: list[str], folder: object) -> list[str]:
    """The command's words, those that name a file in `folder` (if any) by its whole path."""
    return [_beside(word, Path(str(folder))) if folder else word for word in written]


def _beside(word: str, folder: Path) -> str:
    try:
        return str((folder / word).absolute()) if (folder / word).is_file() else word
    except (OSError, ValueError):  # no path could be called so
        return word


def _version(written: list[str], command: list[str], told: str) -> str:
    """The command as written, and its files' own bytes: a new build makes new takes."""
    digest = hashlib.sha256("\0".join([*written, told]).encode())
    program = shutil.which(command[0])
    others = [word for was, word in zip(written, command, strict=True) if was != word]
    for file in dict.fromkeys([*([program] if program else []), *others]):
        with Path(file).open("rb") as opened:
            for piece in iter(lambda: opened.read(_PIECE), b""):
                digest.update(piece)
    return f"command-2+{digest.hexdigest()[:16]}"
