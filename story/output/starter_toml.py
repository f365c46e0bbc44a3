"""Writes the `inkreel.toml` that `inkreel init` puts beside a story."""

from __future__ import annotations

from story.model import Character, Script
from story.problems import counted
from story.toml import toml_string

_HEAD = """\
# Settings of this story. Every line is optional; those that begin with # show the default.
"""
_TAIL = """\
# How a word is said, wherever it is written.
[lexicon]
# "GIF" = "jiff"

# What is left out.
[skip]
# references = true     # not spoken: lists of references
# aside = false         # calls to action
# moral = false
# cards = false         # not shown: tables, formulas, quotations at the end
# headings = []         # titles of other sections to leave out

# Who says a line, by its first words. `inkreel script --review` writes these.
[lines]
# "It's working" = "the project lead"

[camera]
# move = "auto"         # auto, hold, push in, pull out, left to right
# transition = "crossfade"   # or cut, dip, slide, wipe

[style]
# kind = "auto"         # what stands on the pictures: comic, documentary, plain
# lettering = "none"    # balloons, captions, karaoke

[music]
# file = "auto"         # or none, calm, bright, tense, wonder, a sound file in this folder
# gain = -14.0          # dB, from the voices to the music in pauses
# chapters = { "3" = "storm.ogg", "5-7" = "none" }

# What an upload needs to know, and only you can say.
[youtube]
# made_for_kids = false
# synthetic_media = true
# tags = ["lighthouse", "picture story"]
"""


def starter_text(script: Script) -> str:
    """TOML with the title, the language and everybody who speaks."""
    rows = [_HEAD, f"title = {toml_string(script.title)}"]
    if script.author:
        rows.append(f"author = {toml_string(script.author)}")
    rows += [f"language = {toml_string(script.language)}", "", "# Who speaks, and how."]
    for character in script.characters:
        rows += _cast(character)
    return "\n".join([*rows, "", _TAIL])


def _cast(character: Character) -> list[str]:
    rows = ["", f"[cast.{toml_string(character.name)}]"]
    rows.append(f"# {counted(character.lines, 'line')}, {counted(character.words, 'word')}")
    if character.gender != "unknown":
        rows.append(f"gender = {toml_string(character.gender)}")
    else:
        rows.append('# gender = "female"')
    if character.age != "unknown":
        rows.append(f"age = {toml_string(character.age)}")
    if character.aliases:
        rows.append(f"aliases = [{', '.join(toml_string(alias) for alias in character.aliases)}]")
    rows.append('# voice = ""')
    return rows
