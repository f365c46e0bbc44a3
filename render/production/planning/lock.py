"""`inkreel.lock`: what made a film, beside its story, so that the next episode sounds the same."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from render.pixels.encode import VERSION as PICTURE
from story.assets import asset
from story.errors import SettingsError, StoreError, reason
from story.problems import Problem, Problems
from story.toml import toml_string
from voices.casting.cast import Cast
from voices.casting.cast_file import cast_entry, cast_from_toml, cast_rows
from voices.engines import list_voices
from voices.mixing.mix import MIX_VERSION
from voices.recording.voice_plan import Engines
from voices.store.files import write_file

FILE_NAME = "inkreel.lock"
_PACKAGES = (
    "inkreel",
    "av",
    "numba",
    "numpy",
    "pillow",
    "python-bidi",
    "scipy",
    "soxr",
    "uharfbuzz",
)
"""Packages that shape sound or picture; those of voices are named by their engines."""
_HEAD = """\
# What made this film. inkreel render --locked refuses to make another.
# Written by inkreel render: keep it with the story.
"""


@dataclass(frozen=True)
class Lock:
    """Voices by speaker, and versions by name: of engines (with their models), of code, of words.

    `lexicon` are the story's own pronunciations.
    """

    cast: Cast
    engines: Mapping[str, str]
    made_by: Mapping[str, str]
    lexicon: Mapping[str, str]


def lock_of(cast: Cast, engines: Engines, lexicon: Mapping[str, str]) -> Lock:
    """The lock of what is about to be made."""
    versions = {name: found for name, (_, found) in engines.items()}
    return Lock(cast, versions, made_by(), dict(lexicon))


@cache
def made_by() -> Mapping[str, str]:
    """The versions here of what shapes sound and picture, beside the voices' engines."""
    words = hashlib.sha256(asset("pronunciation/lexicon-en.toml").read_bytes()).hexdigest()[:12]
    own = {"picture": PICTURE, "mix": MIX_VERSION, "pronunciations": words}
    return {name: version(name) for name in _PACKAGES} | own


def lock_text(lock: Lock) -> str:
    """The lock as TOML."""
    tables = [
        ("made_by", _rows(lock.made_by)),
        ("engines", _rows(lock.engines)),
        ("lexicon", _rows(lock.lexicon)),
        ("cast", cast_rows(lock.cast)),
    ]
    parts = ["\n".join([f"[{name}]", *rows]) for name, rows in tables]
    return _HEAD + "\n" + "\n\n".join(parts) + "\n"


def read_lock(folder: Path) -> Lock:
    """The lock beside a story. Raises SettingsError where there is none that can be read."""
    file = folder / FILE_NAME
    if not file.is_file():
        raise SettingsError(
            f"--locked: there is no {FILE_NAME} in {folder}. Render once without --locked."
        )
    try:
        text = file.read_text("utf-8")
        data = tomllib.loads(text)
        tables = [_texts(data[name]) for name in ("engines", "made_by", "lexicon")]
        return Lock(cast_from_toml(text, list_voices()), *tables)
    except (SettingsError, OSError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise SettingsError(
            f"{file} is no lock that Inkreel wrote ({reason(error)}). Restore it, or delete it and "
            "render once without --locked."
        ) from error


def hold(locked: Lock, now: Lock) -> None:
    """Raise SettingsError that names each difference from what is locked.

    Speakers and words that the lock doesn't know are none: they are new.
    """
    found = tuple(differences(locked, now))
    if found:
        rows = "\n".join(f"  {each}" for each in found)
        raise SettingsError(
            f"--locked: this would not be what {FILE_NAME} names:\n{rows}\n"
            "Put it back as it was; or render without --locked, which writes a new lock."
        )


def differences(locked: Lock, now: Lock) -> Iterator[str]:
    """What is not as it was locked, a sentence each."""
    for name, use in locked.cast.items():
        if name in now.cast and cast_entry(now.cast[name]) != cast_entry(use):
            was, is_now = (_said(cast_entry(each)) for each in (use, now.cast[name]))
            yield f"{name} had {was}, has {is_now}."
    for name, found in now.engines.items():
        if locked.engines.get(name, found) != found:
            yield f"The engine {name} was {locked.engines[name]}, is {found}."
    for name, was in locked.made_by.items():
        if now.made_by.get(name) != was:
            yield f"{name} was {was}, is {now.made_by.get(name, 'not there')}."
    for word, was in locked.lexicon.items():
        if now.lexicon.get(word) != was:
            yield f"“{word}” was said “{was}”, is {_pronounced(now.lexicon.get(word))}."


def write_lock(folder: Path, lock: Lock, problems: Problems) -> None:
    """Write the lock where it is new; where that can't be, say so."""
    file, content = folder / FILE_NAME, lock_text(lock).encode()
    try:
        if not (file.is_file() and file.read_bytes() == content):
            write_file(file, content)
    except (OSError, StoreError) as error:
        problems.add(
            Problem(
                FILE_NAME,
                0,
                "lock-unwritten",
                f"no lock is kept beside the story: {reason(error)}",
                "Copy the story to a folder that can be written, if you want to render --locked.",
                "info",
            )
        )


def _rows(table: Mapping[str, str]) -> list[str]:
    return [f"{toml_string(name)} = {toml_string(value)}" for name, value in sorted(table.items())]


def _texts(table: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in table.items()}


def _said(entry: Mapping[str, object]) -> str:
    others = [f"{key} {value}" for key, value in entry.items() if key != "voice"]
    return ", ".join([str(entry["voice"]), *others])


def _pronounced(said: str | None) -> str:
    return "in no lexicon" if said is None else f"said “{said}”"
