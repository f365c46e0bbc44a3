"""Turns: the quotations of a paragraph that one speaker says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from story.attribution.epithets import Arrivals
from story.attribution.passages import Reading
from story.attribution.people import People
from story.language.tokens import Mention, Tag, tokens
from story.model import NARRATOR

_PLAIN = 0.7
"""How sure a tag before a speech is that leads right into it."""


@dataclass(frozen=True)
class Turn:
    """Quotations `quotes` of passage `passage`.

    `named` are the people that the tag names (several where it is ambiguous), `pronoun` is what
    it says instead ("he"), `how` names the evidence. `loose` is set where a description (of a
    `noun`) may be of somebody known by another name. `newcomer` is whom the sentence before
    brings in, -1 where it does not. `verb` is what the tag, or the sentence before, says they do.
    """

    passage: int
    quotes: tuple[int, ...]
    how: str
    tag: Tag | None = None
    named: tuple[int, ...] = ()
    pronoun: str = ""
    noun: str = ""
    loose: bool = False
    epithet: bool = False
    newcomer: int = -1
    verb: str = ""


@dataclass
class _Group:
    """Quotations of one passage that nothing parts, with the tag and the people they go with."""

    quotes: list[int]
    tag: Tag | None
    named: tuple[int, ...]


def turns_of(readings: Sequence[Reading], people: People) -> list[Turn]:
    """The turns of all passages, in order."""
    turns: list[Turn] = []
    arrivals = None if people.closed else Arrivals(readings, people)
    for number, reading in enumerate(readings):
        groups = _groups(reading, readings[max(0, number - 1)], people)
        if reading.passage.label:
            person = people.labelled(reading.passage.label)
            turns += [Turn(number, tuple(g.quotes), "label", None, (person,)) for g in groups]
        else:
            made = [_turn(number, group, people) for group in groups]
            made = [_with_newcomer(turn, reading, people, arrivals) for turn in made]
            made = _led_in(made, reading, people)
            turns += [_judged(turn, arrivals) for turn in made] if arrivals else made
    return turns


def _judged(turn: Turn, arrivals: Arrivals) -> Turn:
    """The turn, with whether its tag is another word for somebody there."""
    told = turn.tag if turn.loose else None
    return replace(turn, epithet=bool(told and arrivals.is_epithet(told.mention, turn.passage)))


def _groups(reading: Reading, above: Reading, people: People) -> list[_Group]:
    """The spoken quotations of a passage below another, parted where the speaker changes."""
    groups: list[_Group] = []
    for at, spoken in enumerate(reading.speech):
        if not spoken:
            continue
        tag = _personal(reading.tags[at], people) or _beat(reading, at, people)
        if tag and (_idle(tag, people) or _retold(tag, reading, at, people)):
            tag = None
        named = _named(tag, people, reading.passage.section) or _ordered(
            tag, reading, above, people
        )
        if groups and not _parts(groups[-1], tag, named, people):
            last = groups[-1]
            last.quotes.append(at)
            if last.tag is None or (
                named and not last.named and last.tag.mention.kind == "pronoun"
            ):
                last.tag = tag
            last.named = last.named or named
        else:
            groups.append(_Group([at], tag, named))
    return groups


def _personal(tag: Tag | None, people: People) -> Tag | None:
    """A tag as one of whoever a thing in it is of: "her faint voice said"."""
    mention = people.language.roles.speaks_for(tag.mention) if tag else None
    return replace(tag, mention=mention) if tag and mention else None


def _retold(tag: Tag, reading: Reading, at: int, people: People) -> bool:
    """Whether "said I" stands in a long speech of several paragraphs: the speaker tells it."""
    first = people.language.pronouns.kinds.get(tag.mention.head) == "first"
    return first and at == 0 and reading.passage.continues


def _named(tag: Tag | None, people: People, section: int) -> tuple[int, ...]:
    """Whom a tag names; nobody where it only points back at somebody."""
    if tag is None or people.language.roles.points_back(tag.mention):
        return ()
    return tuple(people.resolve(tag.mention, section))


def _ordered(tag: Tag | None, reading: Reading, above: Reading, people: People) -> tuple[int, ...]:
    """Whom "the latter" means: the last of those named before it here, or in the passage above."""
    back = people.language.roles.ordered.get(tag.mention.head, 0) if tag else 0
    if tag is None or not back:
        return ()
    for told, stop in ((reading, tag.mention.start), (above, len(above.passage.text))):
        words = [word for words in told.words for word in words if word.end <= stop]
        named = [who[0] for _, _, who in people.spot(words) if len(who) == 1]
        found = list(dict.fromkeys(reversed(named)))
        if len(found) >= 2:
            return (found[back - 1],)
    return ()


def _with_newcomer(turn: Turn, reading: Reading, people: People, arrivals: Arrivals | None) -> Turn:
    """The turn with the person whom the sentence before it brings in."""
    mention = newcomer(reading, turn, people)
    if mention and arrivals and arrivals.is_epithet(mention, turn.passage):
        return turn  # "The girl smiled.": she was there
    bearers = people.resolve(mention, reading.passage.section) if mention else []
    return replace(turn, newcomer=bearers[0]) if len(bearers) == 1 else turn


def _led_in(turns: list[Turn], reading: Reading, people: People) -> list[Turn]:
    """The turns of a passage, the first as the paragraph before it leads it in."""
    lead = reading.lead
    if not turns or lead is None or _idle(lead, people):
        return turns
    lead = _personal(lead, people)
    if lead is None:
        return turns
    first, verbs = turns[0], people.language.verbs
    if first.quotes[0] != 0:
        return turns
    if first.tag is not None:
        goes_on = lead.verb in verbs.going_on and bool(first.pronoun)
        return [replace(first, verb=lead.verb), *turns[1:]] if goes_on else turns
    group = _Group(list(first.quotes), lead, _named(lead, people, reading.passage.section))
    led = replace(_turn(first.passage, group, people), tag=None, how="lead-in")
    led = replace(led, loose=led.loose or lead.sure < _PLAIN)
    return [led, *turns[1:]]


def _beat(reading: Reading, number: int, people: People) -> Tag | None:
    """Who acts behind an unnamed person's question: they are likely to answer it."""
    if not number or not reading.speech[number - 1]:
        return None
    before, text = reading.tags[number - 1], reading.passage.text
    asked = reading.passage.quotes[number - 1]
    start, end = reading.passage.told[number]
    told = text[start:end].strip()
    if not before or before.mention.kind != "role":
        return None
    if before.after or text[asked.outer - 1] != "?" or told[-1:] not in (".", "!"):
        return None
    found = people.language.grammar.subject(text, tokens(text, start, end))
    if not found or found.text == before.mention.text or not told[0].isupper():
        return None
    return Tag(found, "", 0.65, start, end, after=False)


def _idle(tag: Tag, people: People) -> bool:
    """Whether a tag without a verb of speech names nobody that is known."""
    mention = tag.mention
    if tag.verb or mention.kind == "pronoun":
        return False
    stranger = mention.kind == "role" and people.language.roles.is_somebody(mention)
    return not stranger and not people.lookup(people.names.key(mention.text))


def _parts(group: _Group, tag: Tag | None, named: tuple[int, ...], people: People) -> bool:
    """Whether a quotation with this tag is another speaker's than the group's."""
    first = group.tag
    if not tag or not first or min(tag.sure, first.sure) < 0.6:
        return False
    if named and group.named:
        return not set(named) & set(group.named)
    if not tag.verb and tag.mention.kind == "pronoun":
        return not tag.after
    a, b = _gender(first, group.named, people), _gender(tag, named, people)
    return bool(a and b and a != b)


def _gender(tag: Tag, named: tuple[int, ...], people: People) -> str:
    """What a tag says of its speaker's gender or number; empty where nothing."""
    if len(named) == 1:
        gender = people.persons[named[0]].gender
        return "" if gender == "unknown" else gender
    kinds = people.language.pronouns.kinds
    return kinds.get(tag.mention.head, "") if tag.mention.kind == "pronoun" else ""


def _turn(number: int, group: _Group, people: People) -> Turn:
    quotes, tag = tuple(group.quotes), group.tag
    if tag is None:
        return Turn(number, quotes, "context")
    mention = tag.mention
    if mention.kind == "pronoun":
        return Turn(number, quotes, "pronoun", tag, (), mention.head, verb=tag.verb)
    known = bool(mention.longer) and bool(people.index.get(people.names.key(mention.longer)))
    loose = people.language.roles.may_be_named(mention) and not known
    how = "explicit" if mention.kind == "name" or not loose else "description"
    noun = mention.head if mention.kind == "role" else ""
    return Turn(number, quotes, how, tag, group.named, noun=noun, loose=loose, verb=tag.verb)


def newcomer(reading: Reading, turn: Turn, people: People) -> Mention | None:
    """Somebody without a name whom the sentence before a quotation brings in."""
    grammar, pronouns = people.language.grammar, people.language.pronouns
    told = pronouns.kinds.get(turn.pronoun) in ("male", "female")
    if turn.named or (turn.pronoun and not told):
        return None
    place = turn.quotes[0]
    start, end = reading.passage.told[place]
    text = reading.passage.text
    ranges = grammar.sentences(text, start, end)
    words = tokens(text, *ranges[-1]) if ranges else []
    found = grammar.phrase_at(text, words, 0)
    somebody = found and found.kind == "role" and people.language.roles.is_somebody(found)
    if not found or not somebody or found.last >= len(words):
        return None
    return found if found.text.split()[0].lower() not in pronouns.possessives else None


def settled(
    turns: Sequence[Turn], readings: Sequence[Reading], people: People, lines: Mapping[str, str]
) -> list[Turn]:
    """The turns, those that the author settled with the speaker that is given for them: `lines`
    maps the first words of a speech to a name."""
    names = {plain(words): name for words, name in lines.items() if name != NARRATOR}
    lengths = sorted({len(words) for words in names if words}, reverse=True)
    out: list[Turn] = []
    for turn in turns:
        passage = readings[turn.passage].passage
        quotes = [passage.quotes[number] for number in turn.quotes]
        said = [plain(passage.text[quote.inner : quote.outer]) for quote in quotes]
        found = [names[text[:size]] for text in said for size in lengths if text[:size] in names]
        person = people.lookup(people.names.key(found[0])) if found else []
        out.append(_given(turn, person[0]) if person else turn)
    return out


def _given(turn: Turn, person: int) -> Turn:
    return Turn(turn.passage, turn.quotes, "settled", turn.tag, (person,))


def plain(text: str) -> str:
    """Words to compare speeches by, without marks, case or line ends."""
    return " ".join(text.split()).strip("\"“”«»' ").casefold()
