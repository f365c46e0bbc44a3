"""Divides a document into sections by its headings, and decides which of them are performed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from story.document import Block, Document, Heading, Picture, Prose
from story.language.base import Headings, Language
from story.model import SectionKind
from story.problems import Problem, Problems
from story.settings import FILE_NAME, StorySettings
from story.splitter.leftovers import visible_prompts

_FEWEST_BARE = 3
"""Headings that are nothing but a number before they are a story's chapters."""
_MISTYPED = 0.75
"""How like a heading a text is that is meant for it."""
_QUOTED = re.compile(r"[\"“”«](.*)[\"“”»]\s*$")


@dataclass
class Draft:
    """A section before its words are split. `omit` is the reason why it is not performed;
    `ends` where nothing performed follows."""

    kind: SectionKind
    title: str
    label: str
    start: int
    heading: Heading | None = None
    end: int = 0
    subtitle: str = ""
    omit: str = ""
    ends: bool = False
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    title: str
    subtitle: str
    drafts: tuple[Draft, ...]


def split_heading(text: str, headings: Headings) -> tuple[str, str]:
    """("Chapter 3", "The Storm") of "Chapter 3: The Storm"; no label where there is none."""
    found = headings.numbered.fullmatch(text) or None
    if found and found["title"].startswith("of "):
        return found["label"], text.strip()
    if found:
        return found["label"], _unquoted(found["title"].strip())
    equal = headings.alone.fullmatch(text)
    if equal and (equal["title"] or len(text.split()) == 1):
        return equal["label"], _unquoted(equal["title"].strip()) or equal["label"]
    return "", _unquoted(text.strip())


def _unquoted(title: str) -> str:
    found = _QUOTED.fullmatch(title)
    return found[1] if found and not re.search('["“”«»]', found[1]) else title


def outline(document: Document, settings: StorySettings, language: Language) -> Outline:
    """The sections of a document in order, and its title."""
    headings = language.headings
    found = (block for block in document.blocks if isinstance(block, Heading))
    main = next((heading for heading in found if heading.level == 1), None)
    if main and (main.chapter or split_heading(main.run.text, headings)[0]):
        main = None
    drafts = _drafts(document, main, headings)
    subtitle = _subtitle(drafts, language)
    _name_kinds(drafts, headings)
    _omit(drafts, settings, headings)
    title = settings.title or _title(main, str(document.meta.get("title") or ""))
    return Outline(title or _file_title(document), subtitle, tuple(drafts))


def _title(main: Heading | None, told: str) -> str:
    """The main heading; the front matter's own way to write it where that shouts."""
    text = main.run.text if main else ""
    return told if not text or (text.isupper() and text.casefold() == told.casefold()) else text


def _file_title(document: Document) -> str:
    stem = document.path.stem
    name = document.path.absolute().parent.name if stem.lower() in ("index", "story") else stem
    return name.replace("-", " ").replace("_", " ").strip().title() or "Story"


def _drafts(document: Document, main: Heading | None, headings: Headings) -> list[Draft]:
    drafts = [Draft("title", "", "", 0)]
    for block in document.blocks:
        if isinstance(block, Heading):
            if block is main and not any(isinstance(b, Prose | Picture) for b in drafts[0].blocks):
                drafts[0].heading, drafts[0].title = block, block.run.text
                continue
            label, title = split_heading(block.run.text, headings)
            if _goes_on(drafts[-1], label):
                drafts[-1].title = title
                continue
            drafts[-1].end = block.start
            drafts.append(Draft("scene", title, label, block.start, block))
        else:
            drafts[-1].blocks.append(block)
    drafts[-1].end = len(document.source)
    return drafts


def _goes_on(draft: Draft, label: str) -> bool:
    """Whether a heading is the title of the label that stands alone before it."""
    return bool(draft.label) and not draft.title and not label and not draft.blocks


def _subtitle(drafts: list[Draft], language: Language) -> str:
    """A tagline in italics under the title, or a bare second heading."""
    first = drafts[0]
    asked = visible_prompts(first.blocks, language.leftovers)
    prose = [block for block in first.blocks if isinstance(block, Prose) and block not in asked]
    if first.heading and prose and _is_tagline(prose[0]) and len(drafts) > 1:
        first.blocks.remove(prose[0])
        first.subtitle = prose[0].run.text
    elif _is_bare_subtitle(drafts, language.headings):
        second = drafts.pop(1)
        first.subtitle, first.end = second.title, second.end
        first.blocks += second.blocks
    return first.subtitle


def _is_tagline(prose: Prose) -> bool:
    text = prose.run.text
    whole = prose.run.emphasis and prose.run.emphasis[0][0] == 0
    covered = sum(b - a for a, b in prose.run.emphasis)
    return (
        bool(whole) and covered >= len(text) - 2 and len(text) <= 200 and prose.kind == "paragraph"
    )


def _is_bare_subtitle(drafts: Sequence[Draft], headings: Headings) -> bool:
    """Whether nothing stands between the title and the second heading, nor below that."""
    if len(drafts) < 3 or not drafts[0].heading or drafts[0].blocks:
        return False
    draft, after = drafts[1:3]
    spoken = any(isinstance(block, Prose) for block in draft.blocks)
    level = draft.heading.level if draft.heading else 2
    below = after.heading.level if after.heading else 2
    closing = headings.credits.fullmatch(draft.title) or _opens_file(draft)
    return not spoken and not draft.label and not closing and level <= below


def _name_kinds(drafts: Sequence[Draft], headings: Headings) -> None:
    words = [word for draft in drafts if (word := _label_word(draft))]
    chapters = any(word in headings.chapters for word in words) or any(map(_opens_file, drafts))
    if not chapters:
        _as_scenes([draft for draft in drafts if _label_word(draft) in headings.days])
        words = [word for word in words if word not in headings.days]
    bare = [
        draft for draft in drafts[1:] if not draft.label and headings.bare.fullmatch(draft.title)
    ]
    numbered: SectionKind = "chapter" if chapters else "panel"
    for draft in drafts[1:]:
        draft.kind = _kind(draft, numbered, headings, has_numbers=bool(words))
    for draft in bare if chapters or len(bare) >= _FEWEST_BARE else ():
        draft.kind = "chapter" if chapters or not words else "panel"


def _opens_file(draft: Draft) -> bool:
    """Whether a section opens a file of a book."""
    return bool(draft.heading and draft.heading.chapter)


def _label_word(draft: Draft) -> str:
    """The first word of a label with a number: "chapter" of "Chapter 2"; "" without a number."""
    parts = draft.label.replace(".", ". ").split()
    if len(parts) > 1:
        return parts[0].lower().strip(".")
    return "chapter" if draft.label and not draft.label.isascii() else ""


def _as_scenes(drafts: Sequence[Draft]) -> None:
    """Days and letters of a story without chapters: headings like any others."""
    for draft in drafts:
        draft.label, draft.title = "", draft.heading.run.text if draft.heading else draft.title


def _kind(
    draft: Draft, numbered: SectionKind, headings: Headings, *, has_numbers: bool
) -> SectionKind:
    word = _label_word(draft)
    told = word in headings.chapters or word in headings.days
    if headings.credits.fullmatch(draft.title) and not told:
        return "credits"
    if headings.aside.fullmatch(draft.title):
        return "aside"
    if headings.moral.fullmatch(draft.title):
        return "moral"
    if _opens_file(draft):
        return "chapter"
    if not draft.label:
        return "scene"
    if not word:
        return numbered if has_numbers else "scene"
    inner = word in headings.pages
    return "panel" if inner and numbered == "chapter" else numbered


def _omit(drafts: Sequence[Draft], settings: StorySettings, headings: Headings) -> None:
    """Marks what is not performed; a heading below one that is left out goes with it."""
    level, reason = 0, ""
    for draft in drafts:
        own = draft.heading.level if draft.heading else 1
        if reason and (own <= level or draft.label):
            reason = ""
        found = _reason(draft, settings, headings)
        if found:
            level, reason = own, found
        draft.omit = reason
    performed = [draft for draft in drafts if not draft.omit]
    if performed:
        performed[-1].ends = True


def report_mistyped(drafts: Sequence[Draft], settings: StorySettings, problems: Problems) -> None:
    """A heading to be left out that no section has, but nearly one, is a Problem; what is like
    none may be another story's in the same folder."""
    titles = {draft.title.casefold(): draft.title for draft in drafts if draft.heading}
    for part in settings.skip.headings:
        if any(part.casefold() in title for title in titles):
            continue
        for near in get_close_matches(part.casefold(), sorted(titles), 1, _MISTYPED):
            message = f"skip.headings: no heading has {part!r} in it."
            hint = f"Did you mean {titles[near]!r}?"
            problems.add(Problem(FILE_NAME, 0, "heading-unknown", message, hint))


def _reason(draft: Draft, settings: StorySettings, headings: Headings) -> str:
    skip = settings.skip
    title = draft.title.casefold()
    told = draft.kind == "chapter" and bool(draft.label)
    if draft.heading and headings.prompt.fullmatch(draft.title) and not told:
        return "prompt"
    if draft.kind == "credits" and skip.references:
        return "references"
    if (draft.kind == "aside" and skip.aside) or (draft.kind == "moral" and skip.moral):
        return draft.kind
    if draft.heading and any(part.casefold() in title for part in skip.headings):
        return "skip"
    return ""
