"""Tells a story from what stands around and inside it, in any format: before it is split."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from story.document import Block, Document, Prompt, SourceAnnotation
from story.formats.base import Report
from story.language.base import Language
from story.paratext.chat_turns import chat_turns
from story.paratext.front_lines import front_lines
from story.paratext.note_pictures import with_their_pictures
from story.paratext.page_marks import heading_skips, page_marks
from story.paratext.performance_tags import performance_tags
from story.paratext.picture_notes import picture_notes
from story.paratext.plays import staged
from story.paratext.pronunciations import pronunciations
from story.paratext.rows import parted_rows
from story.paratext.scanned_text import mended, without_footnotes
from story.paratext.story_tables import story_tables
from story.paratext.title_page import title_page


def told_apart(document: Document, language: Language, report: Report) -> Document:
    """The document with notes for pictures as prompts, marks of pages as headings, tags as asked.

    What is no part of the story gets its reason in `skips`; every character keeps its place.
    """
    tabled = story_tables(document.blocks, document.source, language.paratext)
    chatted = chat_turns(tabled.blocks, language.paratext)
    opened = title_page(chatted.blocks, language.paratext)
    parted = parted_rows(opened.blocks, language.headings)
    noted = picture_notes(parted, language.paratext)
    notes = frozenset(_prompts(noted.blocks) - _prompts(document.blocks))
    plain = without_footnotes(noted.blocks)
    played = staged(plain.blocks, document.source, language.paratext.deliveries)
    paged = page_marks(played.blocks, language.headings)
    said = pronunciations(document.links)
    paged_document = replace(document, blocks=tuple(paged), links=said.links)
    told = front_lines(paged_document, language.paratext)
    whole = mended(told.blocks)
    tagged = performance_tags(whole.blocks, document.source, language.paratext, report)
    before = [skip for skip in document.skips if skip[:2] not in tabled.told]
    skips = (
        *before,
        *tabled.skips,
        *chatted.skips,
        *opened.skips,
        *noted.skips,
        *plain.skips,
        *played.skips,
        *heading_skips(document.blocks, paged),
        *told.skips,
        *whole.skips,
        *tagged.skips,
    )
    blocks = with_their_pictures(tagged.blocks, notes, document.path.parent, report)
    asked = (
        *document.annotations,
        *tagged.asked,
        *_from_their_paragraph(said.asked, tagged.blocks),
    )
    author = {"author": told.author} if told.author and not document.meta.get("author") else {}
    return replace(
        document,
        blocks=tuple(blocks),
        annotations=tuple(sorted(asked, key=lambda each: each.start)),
        skips=skips,
        meta={**document.meta, **author},
        links=said.links,
    )


def _prompts(blocks: Sequence[Block]) -> set[int]:
    return {block.start for block in blocks if isinstance(block, Prompt)}


def _from_their_paragraph(
    asked: Sequence[SourceAnnotation], blocks: Sequence[Block]
) -> list[SourceAnnotation]:
    """A pronunciation holds from the start of the paragraph that its word stands in."""
    starts = [block.start for block in blocks]
    out = []
    for each in asked:
        at = bisect_right(starts, each.start)
        start = starts[at - 1] - 1 if at else each.start
        out.append(replace(each, start=max(0, start)))
    return out
