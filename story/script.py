"""Reads and splits a story in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from story.errors import StoryError
from story.model import Script
from story.output.skipped import dropped
from story.problems import Problem, Problems
from story.read import read_document
from story.safe_text import shortened
from story.settings import StorySettings, load_settings
from story.splitter.author_notes import with_notes
from story.splitter.picture_marks import with_marks
from story.splitter.split import split

MOST_TITLE = 300
"""Characters of a title: more fit no card and no list, and 12,000 on a card took a gigabyte."""

MOST_PARAGRAPHS = 50_000
"""Paragraphs, headings and pictures of a story: four times War and Peace; 250,000, which a packed
file holds in 30 kB, took half a minute and 1.5 GB."""

MOST_SPEAKERS = 3_000
"""Who speak in a story: over ten times a long novel's. Each voice is chosen by who else is heard
in the scene, which for thousands in one takes the square of them."""


def asked_for(
    settings: StorySettings, *, book: bool = False, commented: bool = False
) -> StorySettings:
    """The settings with what a command asks for beside them."""
    reading = settings.format.model_copy(update={"book": settings.format.book or book})
    shown = settings.commented_panels or commented
    return settings.model_copy(update={"format": reading, "commented_panels": shown})


def read_script(
    path: Path,
    problems: Problems,
    settings: StorySettings | None = None,
    given: Mapping[Path, bytes] = MappingProxyType({}),
) -> Script:
    """The script of a story file, of the folder that holds one, or of a book of several files.

    Loads the settings beside the story where none are given. `given` is read in place of
    what files hold. Raises StoryError and SettingsError, with advice.
    """
    chosen = load_settings(path, problems) if settings is None else settings
    document = read_document(
        path, problems, chosen.format.dialect, as_book=chosen.format.book, given=given
    )
    many = len(document.blocks)
    if many > MOST_PARAGRAPHS:
        raise StoryError(
            f"{path.name} has {many:,} paragraphs; {MOST_PARAGRAPHS:,} are the most. "
            "Give it as several stories."
        )
    document = with_notes(document, chosen, problems)
    script = _titled(with_marks(split(document, chosen, problems), chosen, problems), problems)
    speakers = len(script.characters)
    if speakers > MOST_SPEAKERS:
        raise StoryError(
            f"{path.name} has {speakers:,} speakers; {MOST_SPEAKERS:,} are the most. "
            "Give it as several stories."
        )
    problems.extend(dropped(script))
    return script


def _titled(script: Script, problems: Problems) -> Script:
    """`script` with titles that a card, a file and a list have room for."""
    titles = [script.title, script.subtitle, *(section.title for section in script.sections)]
    if max(map(len, titles)) <= MOST_TITLE:
        return script
    longest = max(titles, key=len)
    row = next((each.row for each in script.sections if each.title == longest), 0)
    message = f"a title of {len(longest):,} characters is cut to {MOST_TITLE}"
    advice = "Write a shorter heading, or title = ... in inkreel.toml."
    problems.add(Problem(script.path.name, row, "title-long", f"{message}.", advice))
    sections = (replace(each, title=shortened(each.title, MOST_TITLE)) for each in script.sections)
    return replace(
        script,
        title=shortened(script.title, MOST_TITLE),
        subtitle=shortened(script.subtitle, MOST_TITLE),
        sections=tuple(sections),
    )
