"""Where sentences end, and how they are parted; how they leap in time; the figures in them."""

from __future__ import annotations

import re

from story.english.vocabulary import word_set
from story.language.base import BorderKind, Landmarks, Phrasing
from story.language.tokens import trimmed

_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof st rev capt col gen sgt lt maj messrs mme mlle jr sr hon gov sen rep vs
    etc fig no vol inc ltd co corp dept approx est e.g i.e mt
    """
)
_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s|$)|[.!?…]+(?:--+|[—–])(?=[A-Z])|\n")


_CLAUSE = re.compile(r"[,;:—–…][\"”’']?\s+(?=\S)|\s[—–-]\s|(?<=\w)[—–](?=\w)")
_CLAUSE_WORD = re.compile(
    r"\s(?=(?:but|which|who|whose|where|when|while|because|although|until|so that"
    r"|(?:and|or|that) (?:he|she|it|they|we|you|i|then|there))\s)"
    r"|(?<!what)(?<!as)(?<!even)(?<!only)\s(?=if\s)",
    re.IGNORECASE,
)
_PHRASE_WORD = re.compile(
    r"(?<!just)(?<!only)(?<!even)(?<!such)(?<!well)(?<!long)(?<!soon)"
    r"\s(?=(?:and|or|that|as|for|with|from|into|after|before|to|by|during|through|across"
    r"|between|among|against|without|within|beyond|along|towards?)\s)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:ous|ive|al|ic|ful|less|[ai]ble|wide|ary|ory|ish|ant|ent|est|ing|ed|ly)$"
    r"|^(?:one|two|three|four|five|six|seven|eight|nine|ten|many|few|several|more|most|other"
    r"|another|all|both|any|such|very|so|too|new|old|large|small|great|good|long|young|first|last|own|not"
    r"|of|in|on|during|through|across|between|among|against|without|within|beyond|along|towards?"
    r"|is|are|was|were|be|been|has|have|had|can|could|will|would|may|might|must|should)$",
    re.IGNORECASE,
)
"""Adjectives by their endings, and other words that lean on the next: prepositions, verbs, numbers.
A noun now and then is among them; then a cut falls elsewhere."""

_NAME_OR_DATE = re.compile(
    r"(?:[A-Z][\w’'-]*|\d{1,2}),\s(?=(?:[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*|\d{4})(?:[,;.:!?]|$))"
)
"""The comma of "Menlo Park, California," and of "May 5, 1783," parts nothing."""

_FEWEST = 2
"""Words of a stretch that is worth parting from the sentence's start, or end."""


LEAPS = re.compile(
    r"""(?:\w+\s){0,3}(?:moments?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|
        centur(?:y|ies))\s(?:later|passed|went\sby)\b
    |(?:(?:early|late)\s)?(?:that|one|(?:the\s)?(?:next|following))\s(?:morning|noon|afternoon|
        evening|night|day|week|month|year|spring|summer|autumn|winter)\b
    |(?:meanwhile|elsewhere|far\saway|back\s(?:in|at|home))\b
    |(?:in|by)\s(?:the\s(?:\w+\s){1,2}(?:of\s)?)?(?:1\d|20)\d\d\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a sentence opens that leaps in time or place."""


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Ranges of the sentences in a stretch of text; they cover it but for white space."""
    stop = len(text) if end is None else end
    ranges: list[tuple[int, int]] = []
    at = start
    for found in _END.finditer(text, start, stop):
        if _ends(text, found, stop):
            ranges.append((at, found.end()))
            at = found.end()
    ranges.append((at, stop))
    whole = (trimmed(text, a, b) for a, b in ranges)
    return [(a, b) for a, b in whole if a < b]


def _ends(text: str, found: re.Match[str], stop: int) -> bool:
    after = text[found.end() : min(stop, found.end() + 3)].lstrip()
    if after and after[0].islower():
        return False
    if found.group()[0] != "." or len(found.group()) > 1:
        return True
    word = re.search(r"[\w.’'-]*$", text[max(0, found.start() - 12) : found.start()])
    last = word.group().lower() if word else ""
    initial = len(last) == 1 and last.isalpha() and last != "i" and bool(after)
    return not (initial or (last in _ABBREVIATIONS and bool(after)))


def borders(text: str) -> list[tuple[int, BorderKind]]:
    """Where the stretches of a sentence begin, in order; see `Phrasing`."""
    names = {found.end() for found in _NAME_OR_DATE.finditer(text)}
    kinds: dict[int, BorderKind] = {found.end(): "breath" for found in _PHRASE_WORD.finditer(text)}
    kinds |= {found.end(): "phrase" for found in _CLAUSE_WORD.finditer(text)}
    for found in _CLAUSE.finditer(text):
        kinds[found.end()] = "colon" if found.group().strip()[:1] in (":", "…") else "clause"
    return [(at, kinds[at]) for at in sorted(kinds) if at not in names and _parts(text, at)]


def _parts(text: str, at: int) -> bool:
    return min(len(text[:at].split()), len(text[at:].split())) >= _FEWEST


PHRASING = Phrasing(
    borders,
    articles=word_set(
        "the a an his her its their this that these those my your our no every each some"
    ),
    before_nouns=word_set("in on at to by for with from into under over and or"),
    held=_HELD,
)


_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SCALE = "(?:thousand|million|billion|trillion)"
_MONEY = "(?:dollars|pounds|euros|francs|yen|rubles|marks)"
_AMOUNT = r"\d+(?:,\d+)*(?:\.\d+)?"
_SHY = "(?:(?:over|more than|nearly|almost|about|around|up to|at least|under|less than) )?"
_OR_SO = r"(?:\sor\s(?:more|less)\b)?"
"""What says that an amount is not quite that: shown without, the figure would be false."""
LANDMARKS = Landmarks(
    sum=re.compile(
        rf"(?<![\w$£€])(?P<shown>{_SHY}(?P<figure>(?:US|C|A)?[$£€¥₹]{_AMOUNT}"
        rf"(?:\s{_SCALE}|[KMB]n?\b)?|{_AMOUNT}\s(?:{_SCALE}\s)?{_MONEY}\b)(?!,?[\d–-]){_OR_SO})"
    ),
    date=re.compile(
        r"(?:\b(?:[Ii]n|[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil)\s|^|(?<=[.!?]\s))"
        rf"(?P<shown>(?:(?:early|late)\s)?(?:{_MONTH}\s(?:\d{{1,2}},\s)?)?(?:1\d|20)\d\d)"
        r"(?![\d,.]?\d|s\b|[–-]|\s[a-z]+s\b)"
    ),
    number=re.compile(
        rf"(?<![\w$£€.,–-])(?P<shown>{_SHY}(?P<figure>(?:{_AMOUNT}(?:\s?%|\spercent\b|\s{_SCALE}\b)"
        rf"|\d{{1,3}}(?:,\d{{3}})+)(?:\s[a-z]{{3,}}s\b)?)(?!,?[\d–-]|\w){_OR_SO})"
    ),
    scales={"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    compares=re.compile(
        r"\b(?:than|compared|versus|instead of|up from|down from|times|surpass\w*|exceed\w*"
        r"|doubled|tripled|rose|fell|grew|only|nearly|over|almost)\b",
        re.IGNORECASE,
    ),
    written=re.compile(
        r"[\"“']([^\"”\n]{2,120})[\"”']"
        r"|\b(?:reads?|reading|label\w*|letter\w*|inscri\w+|signs?|headlines?|banners?|plaques?"
        r"|titled?|marked|dated?|calendars?|saying|says)\b(.{0,80})",
        re.IGNORECASE,
    ),
)
"""Figures that are worth to be seen as they are said."""
