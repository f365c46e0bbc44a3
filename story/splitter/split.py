"""Splits a document into its performable form: sections, panels and lines with their speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from story.attribution.attribute import Attribution, Verdict, attribute
from story.attribution.passages import Passage
from story.attribution.portraits import read_ages, read_portraits
from story.attribution.quotes import Quote, story_marks
from story.credits import author_of
from story.document import Block, Document, Heading, Prompt, Prose, Rule, Shown
from story.formats.base import Report, Rows
from story.language.base import Labels, Language, Leftovers
from story.language.detect import language_in, tag_of
from story.languages import language_of
from story.model import NARRATOR, Card, Line, Panel, Script, Section
from story.paratext.told_apart import told_apart
from story.problems import Problems
from story.settings import StorySettings
from story.splitter.annotations import Annotations
from story.splitter.author_fixes import Fixes, given_speakers
from story.splitter.closing_quotations import closing_cards
from story.splitter.hidden_pictures import report_commented, with_commented, with_cover
from story.splitter.leftovers import leftover, lone_label, visible_prompts
from story.splitter.lines import Cut, Identities, cuts, emphasis_of, joint_of, text_of
from story.splitter.panels import assign, panels_of, pictures_follow
from story.splitter.paragraphs import Item, among_dashes, items_of, label_of
from story.splitter.picture_files import site_of
from story.splitter.roster import Roster
from story.splitter.sections import Draft, Outline, outline, report_mistyped
from story.splitter.verbatim import Fates

_QUOTED = 0.85
"""How sure it is that the narrator reads words in quotation marks that nobody seems to say."""


_DASHES = ("-", "–", "—", "―")
"""Where an open quotation breaks off so, whoever speaks in the next paragraph has interrupted."""


def split(document: Document, settings: StorySettings, problems: Problems) -> Script:
    """The script of a document. Any document has one; what is odd becomes a Problem."""
    report = Report(document.path.name, Rows.in_document(document), problems)
    tag = settings.language or _language(document)
    language = language_of(tag)
    document = with_cover(with_commented(document, shown=settings.commented_panels))
    document = told_apart(document, language, report)
    plan = outline(document, settings, language)
    report_mistyped(plan.drafts, settings, problems)
    fates = Fates(document.source)
    items = _performed(plan, settings, language, fates, report)
    passages = [item.passage for item in items]
    attribution = attribute(
        passages, settings, language, given_speakers(document.annotations, settings)
    )
    prompts = [block for block in document.blocks if isinstance(block, Prompt)]
    read_portraits(attribution.persons, prompts, language.looks)
    read_ages(attribution.persons, passages, language.looks)
    performance = _Performance(document, plan, items, attribution, settings, language, report)
    sections = performance.sections()
    report_commented(document, sections, report)
    _paint(fates, document, items, sections)
    return Script(
        title=plan.title,
        sections=tuple(sections),
        characters=performance.roster.characters(sections),
        pieces=fates.pieces(),
        source=document.source,
        path=document.path,
        subtitle=plan.subtitle,
        language=tag,
        author=settings.author or author_of(document.meta),
        meta=document.meta,
        links=_links(document, plan),
        parts=document.parts,
        dialect=document.dialect,
    )


def _quoted_in(quotes: Sequence[Quote], cut: Cut) -> bool:
    """Whether a quotation opens in a cut: looked up, since one paragraph may have very many."""
    at = bisect_left(quotes, cut.first, key=lambda quote: quote.start)
    return at < len(quotes) and quotes[at].start < cut.last


def _language(document: Document) -> str:
    """What the front matter says, else the text itself; English where neither is sure."""
    told = str(document.meta.get("language") or document.meta.get("lang") or "").strip()
    if told and told.replace("-", "").isalnum() and len(told) < 12:
        return tag_of(told)
    prose = [block.run.text for block in document.blocks[:400] if isinstance(block, Prose)]
    return language_in("\n".join(prose)) or "en"


def _links(document: Document, plan: Outline) -> tuple[tuple[str, str], ...]:
    """What the references name; all links of a story that has none."""
    parts = [(d.start, d.end) for d in plan.drafts if d.omit == "references"]
    found = [(text, url) for at, text, url in document.links if any(a <= at < b for a, b in parts)]
    return tuple(found)


def _performed(
    plan: Outline,
    settings: StorySettings,
    language: Language,
    fates: Fates,
    report: Report,
) -> list[Item]:
    """The paragraphs that are spoken, as items; the others are painted as skipped."""
    prose = [
        (number, block)
        for number, draft in enumerate(plan.drafts)
        for block in _kept(draft, language.leftovers, fates)
    ]
    marks = story_marks([block.run.text for _, block in prose], language.quoted.elisions)
    speakers = _speakers([block for _, block in prose], settings, language.labels)
    talk = among_dashes(prose)
    items: list[Item] = []
    last = -1
    for number, block in prose:
        reason = leftover(block.run.text, language.leftovers) if settings.skip.chat else ""
        if reason:
            fates.skip(block.start, block.end, reason)
            report(
                block.start, "leftover", "Words of a chat or a prompt are left out.", "Remove them."
            )
            continue
        if number != last:
            items += _headings(plan.drafts[last + 1 : number + 1], last + 1)
            last = number
        among = block.start in talk
        items += items_of(block, number, marks, speakers, language, talk=among)
    return _continued(items, report)


def _kept(draft: Draft, leftovers: Leftovers, fates: Fates) -> list[Prose]:
    reasons = {
        block.start: "end quotation" for block in closing_cards(draft.blocks, ends=draft.ends)
    }
    reasons |= {block.start: "prompt" for block in visible_prompts(draft.blocks, leftovers)}
    kept = []
    for block in draft.blocks:
        if isinstance(block, Prose):
            reason = draft.omit or reasons.get(block.start, "") or lone_label(block, leftovers)
            if reason:
                fates.skip(block.start, block.end, reason)
            else:
                kept.append(block)
    return kept


def _speakers(prose: Sequence[Prose], settings: StorySettings, labels: Labels) -> frozenset[str]:
    """Names that open a line as its label: of the cast, or met twice; in lower case."""
    told = [block for block in prose if block.kind != "item"]
    counts = Counter(label for block in told for label in label_of(block, labels))
    known = {name.casefold() for name in settings.cast}
    return frozenset(known | {label for label, count in counts.items() if count >= 2})


def _headings(drafts: Sequence[Draft], first: int) -> list[Item]:
    """Headings name people too: they are read, not spoken."""
    return [
        Item(
            first + at,
            Prose("paragraph", draft.heading.run, draft.heading.start, draft.heading.start),
            replace(draft.heading.run, text="", offsets=()),
            Passage(
                draft.heading.run.text,
                (),
                ((0, len(draft.heading.run.text)),),
                first + at,
                heading=True,
            ),
        )
        for at, draft in enumerate(drafts)
        if isinstance(draft.heading, Heading)
    ]


def _continued(items: list[Item], report: Report) -> list[Item]:
    """Marks paragraphs that go on with an open quotation; an open one without such is mended."""
    out: list[Item] = []
    opened: Item | None = None
    for item in items:
        goes_on = opened is not None and item.draft == opened.draft and _resumes(item, opened)
        if opened and not goes_on:
            _unbalanced(opened, report)
        if opened and goes_on:
            item = replace(item, passage=replace(item.passage, continues=True))
        opened = item if item.opened else None
        for stray in item.strays:
            report(
                item.run.offsets[stray],
                "quote-stray",
                "A quotation mark closes nothing.",
                "",
                "info",
            )
        out.append(item)
    if opened:
        _unbalanced(opened, report)
    return out


def _resumes(item: Item, opened: Item) -> bool:
    """Whether a paragraph goes on with the quotation that the one before left open."""
    quotes = item.passage.quotes
    broken_off = opened.run.text.rstrip().endswith(_DASHES)
    return bool(quotes) and quotes[0].start == 0 and not broken_off


def _unbalanced(item: Item, report: Report) -> None:
    start = item.run.offsets[item.passage.quotes[-1].start]
    report(
        start, "quote-open", "A quotation is never closed; it ends with its paragraph.", "", "info"
    )


def _paint(
    fates: Fates, document: Document, items: Sequence[Item], sections: Sequence[Section]
) -> None:
    for item in items:
        fates.markup(item.prose.start, item.prose.end)
    for start, end, reason in document.skips:
        fates.skip(start, end, reason)
    for item in items:
        for start, end, reason in item.silent:
            if start < end:
                fates.skip(item.run.offsets[start], item.run.offsets[end - 1] + 1, reason)
    for section in sections:
        for line in section.lines:
            fates.spoken(line.offsets)


def _parts(draft: Draft) -> list[list[Block]]:
    """What is performed of a section, between its rules."""
    if draft.omit:
        return []
    ruled = groupby(draft.blocks, lambda block: isinstance(block, Rule))
    return [list(part) for rule, part in ruled if not rule]


@dataclass
class _Performance:
    """Builds the sections of a script."""

    document: Document
    plan: Outline
    items: Sequence[Item]
    attribution: Attribution
    settings: StorySettings
    language: Language
    report: Report

    def __post_init__(self) -> None:
        self.roster = Roster(self.attribution.persons, self.plan.drafts, self.report)
        self.annotations = Annotations(
            self.document.annotations, self.language.verbs.deliveries, self.report
        )
        self.fixes = Fixes(self.settings, self.roster, self.language.names, self.report)
        parts = [
            part for draft in self.plan.drafts[1:] or self.plan.drafts for part in _parts(draft)
        ]
        self.follow = pictures_follow(parts)
        self.site = site_of(self.document)
        self.line_ids = Identities()
        self.section_ids = Identities()

    def sections(self) -> list[Section]:
        by_draft: dict[int, list[int]] = {}
        for number, item in enumerate(self.items):
            by_draft.setdefault(item.draft, []).append(number)
        out = []
        for number, draft in enumerate(self.plan.drafts):
            section = self.section(draft, by_draft.get(number, []))
            if section:
                out.append(section)
        self.fixes.report_unused()
        self.annotations.report_unused()
        self.site.report_above(self.report)
        return out

    def section(self, draft: Draft, numbers: Sequence[int]) -> Section | None:
        """A section, None where nothing of it is performed or shown."""
        performed = not draft.omit
        blocks = draft.blocks if performed else []
        panels = panels_of(blocks, self.site, self.language.leftovers, self.report)
        lines = self.lines(numbers, panels) if performed else []
        cards = self.cards(draft) if performed and not self.settings.skip.cards else []
        if not performed and draft.kind != "credits":
            return None
        if draft.kind not in ("credits", "title") and not (lines or panels or cards):
            return None
        if draft.kind == "title" and not (draft.heading or lines or panels or cards):
            return None
        name = draft.heading.run.text if draft.heading else draft.title
        return Section(
            identity=self.section_ids.of(name),
            kind=draft.kind,
            title=draft.title,
            label=draft.label,
            panels=tuple(panels),
            lines=tuple(lines),
            start=draft.start,
            end=draft.end,
            row=self.report.rows.row(draft.start),
            subtitle=draft.subtitle,
            cards=tuple(cards),
        )

    def lines(self, numbers: Sequence[int], panels: Sequence[Panel]) -> list[Line]:
        lines: list[Line] = []
        for number in numbers:
            lines += self.item_lines(self.items[number], self.attribution.verdicts[number])
        if lines:
            lines[0] = replace(lines[0], joint="start")
        order = sorted(
            [(panel.start, "picture", int(panel.file is not None)) for panel in panels]
            + [(line.start, "line", len(line.text)) for line in lines]
        )
        shown = assign([(kind, length) for _, kind, length in order], follow=self.follow)
        return [replace(line, panel=panel) for line, panel in zip(lines, shown, strict=True)]

    def item_lines(self, item: Item, verdicts: Sequence[Verdict]) -> list[Line]:
        lines = []
        before: Cut | None = None
        for cut in cuts(item, verdicts, self.annotations.splits(item)):
            lines.append(self.line(item, cut, before))
            before = cut
        return lines

    def line(self, item: Item, cut: Cut, before: Cut | None) -> Line:
        text = text_of(item, cut)
        offsets = tuple(item.run.offsets[at] for at in cut.keep)
        start, end = item.run.offsets[cut.first], item.run.offsets[cut.last - 1] + 1
        line = Line(
            id=self.line_ids.of(text),
            kind="speech" if cut.verdict else "narration",
            speaker=NARRATOR,
            panel=None,
            start=start,
            end=end,
            text=text,
            offsets=offsets,
            sentences=tuple(self.language.grammar.sentences(text)),
            joint=joint_of(item, before, cut),
            row=self.report.rows.row(offsets[0]),
            emphasis=emphasis_of(item, cut),
            annotations=self.annotations.for_line(item, cut, start, end, text),
        )
        if cut.verdict:
            line = self.roster.spoken(line, cut.verdict)
        elif _quoted_in(item.passage.quotes, cut):
            line = replace(line, confidence=_QUOTED)
        line = self.fixes.apply(line)
        self.roster.report_unknown(line)
        return line

    def cards(self, draft: Draft) -> list[Card]:
        rows = self.report.rows
        shown = [
            block for block in draft.blocks if isinstance(block, Shown) and block.kind != "code"
        ]
        quoted = closing_cards(draft.blocks, ends=draft.ends)
        cards = [
            (block.start, Card(block.kind, block.text, rows.row(block.start))) for block in shown
        ]
        cards += [
            (block.start, Card("quotation", block.run.text, rows.row(block.start)))
            for block in quoted
        ]
        return [card for _, card in sorted(cards, key=lambda pair: pair[0])]
