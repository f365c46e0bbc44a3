"""Paragraphs as the attribution sees them: what is quoted, what is told, what the tags say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from story.attribution.quotes import Quote
from story.language.base import Language
from story.language.tokens import Tag, Token, tokens


@dataclass(frozen=True)
class Passage:
    """A paragraph. `label` is a script line's speaker ("Ada: ..."), `section` counts sections.

    `start` is its source offset. `told` are the ranges outside the quotations. `continues` is
    set where it goes on with the quotation that the passage before left open.
    """

    text: str
    quotes: tuple[Quote, ...]
    told: tuple[tuple[int, int], ...]
    section: int
    label: str = ""
    continues: bool = False
    heading: bool = False
    start: int = 0


@dataclass
class Reading:
    """What was found in a passage. `speech[i]` says whether quotation i is spoken by somebody;
    `words` are those of the narration, `quoted` those of each quotation."""

    passage: Passage
    tags: list[Tag | None] = field(default_factory=list)
    speech: list[bool] = field(default_factory=list)
    words: list[list[Token]] = field(default_factory=list)
    quoted: list[list[Token]] = field(default_factory=list)
    lead: Tag | None = None


_NEAR = 300
"""Characters around a quotation that are looked at: the sentence it stands in, and little more."""


_TAGGED = 0.9
"""How sure a tag is that leaves no doubt of who speaks."""

_REPORTED = 4
"""Words in mid-sentence that are speech in somebody's own words: Tom said that "it was all he had
to eat."."""


def told_ranges(text: str, quotes: Sequence[Quote]) -> tuple[tuple[int, int], ...]:
    """The ranges between quotations, before the first and behind the last; some may be empty."""
    edges = [0, *(edge for quote in quotes for edge in (quote.start, quote.end)), len(text)]
    return tuple((edges[at], edges[at + 1]) for at in range(0, len(edges), 2))


def read_passage(passage: Passage, language: Language, *, alone: bool = False) -> Reading:
    """Tags and kinds of the quotations of a passage; `alone` where its section has no other."""
    reading = Reading(passage)
    reading.words = [tokens(passage.text, a, b) for a, b in passage.told]
    reading.quoted = [tokens(passage.text, q.inner, q.outer) for q in passage.quotes]
    used = 0
    for number, quote in enumerate(passage.quotes):
        tag = _tag(passage, number, reading.tags[-1] if number else None, used, language)
        reading.tags.append(tag)
        used = max(used, tag.end) if tag else used
        resumes = _resumes(passage, number, reading) if number and reading.speech[-1] else 0
        spoken = _is_speech(passage, quote, tag, language, resumes=resumes, alone=alone)
        reading.speech.append(spoken)
    return reading


def _tag(
    passage: Passage, number: int, last: Tag | None, used: int, language: Language
) -> Tag | None:
    """The tag of a quotation; `last` is that of the quotation before it, and what stands before
    `used` belongs to tags already."""
    text, quote, grammar = passage.text, passage.quotes[number], language.grammar
    inner = text[quote.inner : quote.outer]
    start, end = max(passage.told[number][0], used), passage.told[number][1]
    before = grammar.tag_before(text, start, end) if start < end else None
    if before and last and _same_sentence(text, last, before, end, language):
        before = None
    start, end = passage.told[number + 1]
    after = grammar.tag_after(text, start, end, inner) if start < end else None
    if before and after and _leads_next(passage, number, before, after):
        return before
    if before and after and _joined_on(passage, number, before, after, language):
        return before
    if after and after.sure >= 1:
        return after
    if after and last and _goes_on(passage, number, last, after):
        return before
    return before if before and (not after or before.sure > after.sure) else after


def _same_sentence(text: str, last: Tag, before: Tag, end: int, language: Language) -> bool:
    """Whether a tag only goes on with the one behind the quotation before: "said Ada, who knew
    what Tom said; "."""
    if not last.after or last.sure < 1 or len(language.grammar.sentences(text, last.end, end)) > 1:
        return False
    between = text[last.end : before.start].split()
    anew = bool(between) and between[-1].lower() in language.grammar.joining
    if anew and len(between) > 1 and between[-2].endswith(";"):
        return False  # "sighed Ada; and Tom took the chance of saying "
    return not (
        anew and before.verb in language.verbs.speech and text[_inked(text, end) - 1] in ",:"
    )


def _inked(text: str, end: int) -> int:
    """Where the text before `end` ends without the blanks there: no copy of it is made, which for
    each of many quotations would be of all before."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _goes_on(passage: Passage, number: int, last: Tag, after: Tag) -> bool:
    """Whether a quotation goes on with a tagged one and the next sentence only tells what comes of
    it: "said Ada, "and that is final." Tom shouted after her."."""
    text, (start, end) = passage.text, passage.told[number]
    ended = text[passage.quotes[number].outer - 1] in ".!?"
    tagged = last.sure >= _TAGGED and start <= last.start and last.end <= end
    if not ended or not tagged:
        return False
    return text[_inked(text, end) - 1] == "," or after.sure < _TAGGED


def _leads_next(passage: Passage, number: int, before: Tag, after: Tag) -> bool:
    """Whether the words behind a quotation lead into the next: "Ada said, "Yes," and he said, "."""
    text, (start, end) = passage.text, passage.told[number + 1]
    lead = _inked(text, passage.quotes[number].start) - 1
    closing = text[start:end].rstrip()
    marked = lead >= 0 and text[lead] in ",:"
    led = marked and bool(before.verb) and text.endswith(before.verb, 0, lead)
    follows = number + 1 < len(passage.quotes) and closing[-1:] in (",", ":")
    return led and follows and closing[:-1].endswith(after.verb or " ")


def _joined_on(passage: Passage, number: int, before: Tag, after: Tag, language: Language) -> bool:
    """Whether a sentence only goes on behind a speech that it led into: "Tom said, "Yes," and Ada
    laughed"."""
    text, quote = passage.text, passage.quotes[number]
    lead = _inked(text, quote.start) - 1
    led = lead >= 0 and text[lead] in ",:" and bool(before.verb)
    words = text[quote.end : after.start + 1].split()
    joins = bool(words) and words[0].strip(",;").lower() in language.grammar.joining
    return led and joins and text.endswith(before.verb, 0, lead)


def _resumes(passage: Passage, number: int, reading: Reading) -> int:
    """2 where only a tag parts a quotation from the speech before it, else 1."""
    before = reading.tags[number - 1]
    start, end = passage.told[number]
    close = bool(before and before.after and before.start >= start and end - before.end < 16)
    return 2 if close else 1


def _is_speech(
    passage: Passage,
    quote: Quote,
    tag: Tag | None,
    language: Language,
    *,
    resumes: int,
    alone: bool,
) -> bool:
    """Whether somebody speaks a quotation; else it is a term, a title or writing.

    `resumes` is over 0 where the quotation before it in the paragraph is speech, 2 where only a
    tag stands between them.
    """
    text = passage.text
    inner = text[quote.inner : quote.outer].strip()
    if not any(character.isalnum() for character in inner):
        return False
    opening = max(passage.told[0][0], quote.start - _NEAR)
    before = text[opening : quote.start].rstrip()
    after = text[quote.end : quote.end + _NEAR].lstrip()
    if language.quoted.is_writing(before[-100:]):
        return False
    if alone and not after and not before and tag is None and language.quoted.is_caption(inner):
        return False
    if not before or before[-1] in '.!?…:”"’—–':
        return _opens_as_speech(inner, after, tag)
    ended = inner[-1] in ".,!?…—–-"
    if resumes and (before[-1] in ",;)-" or resumes == 2 or (inner[0].isupper() and ended)):
        return True
    if before[-1] == ",":
        return bool(tag) or inner[0].isupper() or ended
    return _inside_sentence(inner, before, tag, language)


def _opens_as_speech(inner: str, after: str, tag: Tag | None) -> bool:
    """A quotation at the start of a sentence, unless it is the sentence's subject."""
    if tag or inner[-1] in ".,!?…—–-:;":
        return True
    return not (after and after[0].islower() and len(inner.split()) <= 6)


def _inside_sentence(inner: str, before: str, tag: Tag | None, language: Language) -> bool:
    """A quotation in mid-sentence: speech only where a verb of speech leads to whole words."""
    if tag is None or (tag.after and tag.sure < 0.9):
        return False
    last = before.split()[-1].lower().strip("(\"'“‘")
    ended = inner[-1] in ".,!?…"
    if tag.after:
        return inner[-1] in ",!?"
    if not tag.verb and before[-1] != ":":
        return ended or inner[-1] in "–—-"  # as far as "Tom, I –", but not as far as "The Swan"
    told = tag.verb in language.verbs.speech and len(inner.split()) >= _REPORTED
    opens = last in language.verbs.speech or inner[0].isupper()
    return (opens or (told and ended)) and (ended or inner[0].isupper())


def spoken_above(reading: Reading, below: Reading, language: Language) -> Tag | None:
    """The tag that a paragraph opens with for the speech that ends the one above it."""
    above, passage = reading.passage, below.passage
    bare = bool(reading.tags) and reading.tags[-1] is None and reading.speech[-1]
    closed = bare and not above.text[slice(*above.told[-1])].strip()
    if not closed or passage.heading or above.section != passage.section:
        return None
    return language.grammar.spoke_above(passage.text, *passage.told[0])


def lead_in(before: Reading, reading: Reading, language: Language) -> Tag | None:
    """The tag with which the paragraph before ends: "Then Syme said:", or "Syme ran on gaily."."""
    passage, above = reading.passage, before.passage
    first = passage.quotes[0].start if passage.quotes else -1
    if first or above.heading or above.section != passage.section:
        return None
    start, end = above.told[-1]
    closing = above.text[start:end].rstrip()[-1:]
    if closing == "." and not any(before.speech):
        return language.grammar.announced(above.text, start, end)
    if not closing or closing in '.!?…"”':
        return None
    return language.grammar.tag_before(above.text, start, end, opens=True)
