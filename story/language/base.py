"""What reading a story asks of its language: the one door to what is English, or another tongue.

The splitter and the attribution know paragraphs, turns and chains; what a word means, they ask a
`Language`. To add one:

1. Make a folder beside `story/english/`, named for the language, with a module `language.py` that
   makes a `Language`: each part below says what it wants, `story/english/` shows how it may look.
2. Register it under its IETF tag in `story/languages.py`.
3. Tell a story in it in `tests/story`: the verbatim law holds in any language by itself.

A tongue without some feature gives an empty set, or `NEVER` for a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from story.language.paratext import Paratext
from story.language.tokens import Mention, Tag, Token
from story.model import Gender

NEVER = re.compile(r"(?!)")
"""Matches nothing: for what a language does not have."""

NameKey = tuple[str, ...]
"""A name as it is looked up: its words in small letters."""


class Sentences(Protocol):
    """Ranges of the sentences in a stretch of text; they cover it but for white space."""

    def __call__(
        self, text: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int]]: ...


class TagBefore(Protocol):
    """The tag that closes the narration [start, end) before a quotation.

    `opens` says that the quotation stands in a paragraph of its own.
    """

    def __call__(self, text: str, start: int, end: int, *, opens: bool = False) -> Tag | None: ...


@dataclass(frozen=True)
class Grammar:
    """How sentences give a quotation to somebody.

    `tag_after(text, start, end, quoted)` is the tag that opens the narration behind a quotation;
    `announced(text, start, end)` that of whom a whole sentence there says that they speak next,
    `spoke_above(text, start, end)` of whom it says that they have just spoken;
    `subject` the first noun phrase of a sentence; `acts(words, first, last)`: is the name
    [first, last) the subject of a verb right behind it? `acted_on(words, at)`: is the pronoun there
    right behind a verb or a preposition? `phrase_at` the phrase that begins at a token;
    `apposition(text, words, first, last)` the role that stands behind the name [first, last),
    `named_role` the one before it ("the old keeper, whose name was Odo"), `predicate` the one that
    is said of it ("Odo was a painter"), `equated` the one that has the name ("the cook was Odo").
    `unanswered(text)`: does a text end with that nobody answered, or with an answer that is not
    quoted? `addresses(words, first, last)`: is the name [first, last) called to in speech?
    `stands_alone(words, first, last)`: or does it open a speech as an answer does ("Jack.")?
    `introduces(words, first)`: does the speaker give it as their own ("I am Ada")?
    `reveals(words, first, last)`: does a sentence say that it was they ("It was Ada.")?
    `asks_name(text)`: is somebody asked for their name? `answers(text)`: does it open with yes or
    no? `joining` are words behind which a clause
    with a subject of its own may begin ("and Tom cried"); `opening` are
    those that only a clause follows ("where Tom stood").
    """

    sentences: Sentences
    tag_after: Callable[[str, int, int, str], Tag | None]
    tag_before: TagBefore
    announced: Callable[[str, int, int], Tag | None]
    spoke_above: Callable[[str, int, int], Tag | None]
    subject: Callable[[str, Sequence[Token]], Mention | None]
    acts: Callable[[Sequence[Token], int, int], bool]
    acted_on: Callable[[Sequence[Token], int], bool]
    phrase_at: Callable[[str, Sequence[Token], int], Mention | None]
    apposition: Callable[[str, Sequence[Token], int, int], Mention | None]
    named_role: Callable[[str, Sequence[Token], int, int], Mention | None]
    predicate: Callable[[str, Sequence[Token], int, int], Mention | None]
    equated: Callable[[str, Sequence[Token], int, int], Mention | None]
    unanswered: Callable[[str], bool]
    addresses: Callable[[Sequence[Token], int, int], bool]
    stands_alone: Callable[[Sequence[Token], int, int], bool]
    introduces: Callable[[Sequence[Token], int], bool]
    reveals: Callable[[Sequence[Token], int, int], bool]
    asks_name: Callable[[str], bool]
    answers: Callable[[str], bool]
    joining: frozenset[str]
    opening: frozenset[str]


@dataclass(frozen=True)
class Verbs:
    """Verbs in every form that they take: of speech, of thought, and of whatever people do.

    `going_on` are said of whoever spoke last ("continued"), `answering` of somebody else, verbs and
    nouns ("was the answer").
    `deliveries` maps a form, or a word of a stage direction, to a delivery ("whispered": whisper).
    """

    speech: frozenset[str]
    thought: frozenset[str]
    deeds: frozenset[str]
    going_on: frozenset[str]
    answering: frozenset[str]
    deliveries: Mapping[str, str]


@dataclass(frozen=True)
class Pronouns:
    """`kinds` of those that may be a subject ("male", "female", "plural", "first", ...), by word.

    `genders` of all forms that tell one ("her"); `first_person` forms of "I". `vocatives` are nouns
    by which somebody is called, with the gender that they tell ("sir").
    """

    kinds: Mapping[str, str]
    genders: Mapping[str, Gender]
    first_person: frozenset[str]
    possessives: frozenset[str]
    vocatives: Mapping[str, Gender]


@dataclass(frozen=True)
class Roles:
    """Descriptions of people: "the old keeper", "another woman", "his friend".

    `child`, `elder`, `collective` are nouns. `determiners` may open a role; `fresh` are those that
    bring in somebody new ("a"), `definite` is the one for somebody known, `another` for one more.
    `heard` are nouns for somebody who is not seen ("a voice"), `parts` those of what is somebody's
    ("eyes").
    `ordered` point back at the last of those named, or the one before ("the latter": 1). `others`
    stand for a noun that was said before. `passers_by` is what somebody is called of whom only the
    gender is told. `gender_of` tells what a noun says. `points_back` and `may_be_named`: is the
    role only a way to name somebody known? `is_epithet(role, behind)`: is it, by itself and what
    stands behind it, but another word for one of those there ("the girl")? `described` is a role
    with what tells it apart, "" for none; `mark` the nouns of such a one, its own and of what is
    theirs (man, beard); `lowered` the role as in mid-sentence.
    """

    child: frozenset[str]
    elder: frozenset[str]
    collective: frozenset[str]
    determiners: frozenset[str]
    fresh: frozenset[str]
    definite: str
    another: str
    heard: frozenset[str]
    parts: frozenset[str]
    ordered: Mapping[str, int]
    others: frozenset[str]
    passers_by: Mapping[str, str]
    gender_of: Callable[[str], Gender]
    is_somebody: Callable[[Mention], bool]
    speaks_for: Callable[[Mention], Mention | None]
    points_back: Callable[[Mention], bool]
    may_be_named: Callable[[Mention], bool]
    is_epithet: Callable[[Mention, str], bool]
    described: Callable[[Mention], str]
    mark: Callable[[Mention], NameKey]
    lowered: Callable[[str], str]


@dataclass(frozen=True)
class Names:
    """Names of people, and what a name says of its bearer.

    `same_first(one, other)`: is one the other, or short for it? `firsts_like(one)` are all names of
    which it is so. `end(words, at)` is the token after the name that begins at `at`. `civil` are
    titles of which a person has one ("Mr", "Miss"); `maiden` those of a woman who may be another's
    daughter, `married` that of his wife, `wives` those of a wife where a man bears the name.
    `particles` open a surname ("de"). `not_names` are words that may be written with a capital;
    `places` close the name of a place. `linking` is the word between a name and a place ("Anne of
    ..."). `spelt_out` are whole words by the titles that are short for them ("dr"); `offices` are
    titles that name their bearer by themselves ("the Colonel"). `kin` are nouns such as "aunt"; of
    those, `elders` have the surname of whoever they are kin to, with one of the titles `heads`
    ("Mrs."); `kin_calls` are nouns of kin by what they are called ("papa": father),
    `title_nouns` other words for whoever has a title or a calling ("inspector": detective),
    `styles` those that speak of one by a title ("her ladyship"). `ages` are words before a name
    that tell an "elder" from a "younger"; `weddings` tell of one. `placed(words, first)`: do the
    words before a name say that it is a place ("in Kent")? `renaming(between)`: do these words
    between two names say that they are one person's ("Miss Vane, now Mrs. Pell")?
    """

    first_gender: Callable[[str], Gender]
    same_first: Callable[[str, str], bool]
    firsts_like: Callable[[str], frozenset[str]]
    end: Callable[[Sequence[Token], int], int]
    titles: frozenset[str]
    titles_male: frozenset[str]
    titles_female: frozenset[str]
    civil: frozenset[str]
    maiden: frozenset[str]
    married: str
    wives: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    attributes: frozenset[str]
    possessive: tuple[str, ...]
    not_names: frozenset[str]
    places: frozenset[str]
    linking: str
    spelt_out: Mapping[str, str]
    offices: frozenset[str]
    kin: frozenset[str]
    kin_calls: Mapping[str, str]
    title_nouns: Mapping[str, frozenset[str]]
    styles: frozenset[str]
    ages: Mapping[str, str]
    weddings: frozenset[str]
    elders: frozenset[str]
    heads: frozenset[str]
    placed: Callable[[Sequence[Token], int], bool]
    renaming: Callable[[Sequence[Token]], bool]

    def key(self, name: str) -> NameKey:
        """A name as it is looked up: lower case words, without article and stops."""
        parts = [part for part in name.replace(".", " ").replace("’", "'").lower().split() if part]
        while len(parts) > 1 and parts[0] in self.articles:
            parts = parts[1:]
        return tuple(parts)

    def plainer(self, key: NameKey) -> NameKey:
        """A name without words such as "poor" before it."""
        while len(key) > 1 and key[0] in self.attributes:
            key = key[1:]
        return key

    def core(self, key: NameKey) -> NameKey:
        """A name without its titles, and without particles before a surname by itself."""
        bare = tuple(part for part in key if part not in self.titles)
        while len(bare) > 1 and bare[0] in self.particles:
            bare = bare[1:]
        return bare or key

    def stands_alone(self, key: NameKey) -> bool:
        """Whether a name is one word, but for particles: "van der Lin"."""
        return len(key) == 1 or (len(self.core(key)) == 1 and key[0] in self.particles)

    def titled_gender(self, key: NameKey) -> Gender:
        """What a title in the name says of its bearer's gender."""
        for part in key[:-1] or key:
            if part in self.titles_male:
                return "male"
            if part in self.titles_female:
                return "female"
        return "unknown"

    def owner(self, word: str) -> str:
        """A word without the ending of a possessive."""
        for ending in self.possessive:
            word = word.removesuffix(ending)
        return word


@dataclass(frozen=True)
class Quoted:
    """What stands in quotation marks: `elisions` open with an apostrophe that is no mark.

    `is_writing(before)`: do the words before it say that it is a sign, a title or a term?
    `is_caption(inner)`: is a paragraph in quotation marks narration?
    """

    elisions: re.Pattern[str]
    is_writing: Callable[[str], bool]
    is_caption: Callable[[str], bool]


@dataclass(frozen=True)
class Headings:
    """Patterns of whole headings. `numbered` ("Chapter 2: Fog") and `alone` ("Prologue") have the
    groups "label" and "title"; the others say what kind of section they open.

    `chapters` and `pages` are words of labels: of a story's greater and of its smaller parts;
    `days` are chapters where there are others, else scenes. `bare` numbers a chapter among others.
    `in_plain_text` is a line that opens a chapter where nothing marks headings.
    """

    numbered: re.Pattern[str]
    alone: re.Pattern[str]
    credits: re.Pattern[str]
    prompt: re.Pattern[str]
    aside: re.Pattern[str]
    moral: re.Pattern[str]
    bare: re.Pattern[str]
    chapters: frozenset[str]
    days: frozenset[str]
    pages: frozenset[str]
    in_plain_text: re.Pattern[str]


@dataclass(frozen=True)
class Labels:
    """Patterns of what opens a paragraph and is not spoken.

    `narrator` ("Narrator:"), `text` ("Scene:"); `speaker` ("Ada (softly):") has the groups "name",
    "direction", "rest" and "quote", unless its name is one of `not_speakers`. `source` is where a
    quotation is from.
    """

    narrator: re.Pattern[str]
    text: re.Pattern[str]
    speaker: re.Pattern[str]
    not_speakers: frozenset[str]
    source: re.Pattern[str]


@dataclass(frozen=True)
class Leftovers:
    """Patterns of what a chat model or a prompt left in a story, matched at a paragraph's start.

    `prompt_title` and `lone_label` are whole paragraphs; `of_the_story` is searched for in the
    title of a prompt that asked for words, not for a picture.
    """

    chat: re.Pattern[str]
    offer: re.Pattern[str]
    request: re.Pattern[str]
    prompt_label: re.Pattern[str]
    prompt_title: re.Pattern[str]
    lone_label: re.Pattern[str]
    of_the_story: re.Pattern[str]


@dataclass(frozen=True)
class Looks:
    """Patterns of what is said of people's looks and age.

    `person` has the groups "female" and "male". `years_before` ends at a name and has the group
    "before"; `years_after` begins behind it and has "after": digits, or a word of `numbers`.
    `grand` ends at a name ("Grandma "). `described` is a description in apposition to a name.
    """

    person: re.Pattern[str]
    child: re.Pattern[str]
    elder: re.Pattern[str]
    grand: re.Pattern[str]
    years_before: re.Pattern[str]
    years_after: re.Pattern[str]
    numbers: Mapping[str, int]
    described: re.Pattern[str]


@dataclass(frozen=True)
class Pictures:
    """What is said of a picture to those who can't see it.

    `generic` is an alternative text that says nothing; `from_prompt` a prompt's own words of what
    is seen, without its orders to the artist.
    """

    generic: re.Pattern[str]
    from_prompt: Callable[[str], str]


@dataclass(frozen=True)
class MoodWords:
    """Patterns of words that speak for a mood: those that hint at it, and those that say it."""

    plain: re.Pattern[str]
    strong: re.Pattern[str]


BorderKind = Literal["colon", "clause", "phrase", "breath"]
"""What parts two stretches of a sentence, the strongest first: a colon or an ellipsis, a clause's
punctuation, a word that opens a clause ("but"), a word that opens a phrase ("with")."""


@dataclass(frozen=True)
class Phrasing:
    """How a sentence is parted by ear: where a breath may be taken, or a picture changed.

    `borders(text)` gives the characters at which stretches begin, in order, each with what parts it
    from the one before; none is inside a name or a date. `articles` and `before_nouns` open a noun
    phrase, in small letters; `held` matches words that hold on to the one behind them, as most
    adjectives do.
    """

    borders: Callable[[str], list[tuple[int, BorderKind]]]
    articles: frozenset[str]
    before_nouns: frozenset[str]
    held: re.Pattern[str] = NEVER


@dataclass(frozen=True)
class Landmarks:
    """What a text tells in figures; each pattern has what is shown of it as the group "shown", and
    what of that is the figure itself as the group "figure" where there is more to it.

    `sum` is an amount of money, `date` a year or a day of one, `number` one that is large or a
    share; `compares` matches words by which a sentence sets a number against another. `written` is
    what an image prompt wants to be read in the picture: its groups are the words, or stand about.
    `scales` are the words for powers of ten.
    """

    sum: re.Pattern[str]
    date: re.Pattern[str]
    number: re.Pattern[str]
    compares: re.Pattern[str]
    written: re.Pattern[str] = NEVER
    scales: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """All that is asked of one language.

    `leaps` matches the start of a sentence that leaps in time or place ("Three weeks later, ...").
    `moods` has "calm", "bright", "tense" and "wonder".
    """

    grammar: Grammar
    verbs: Verbs
    pronouns: Pronouns
    roles: Roles
    names: Names
    quoted: Quoted
    headings: Headings
    labels: Labels
    leftovers: Leftovers
    paratext: Paratext
    looks: Looks
    pictures: Pictures
    phrasing: Phrasing
    leaps: re.Pattern[str]
    moods: Mapping[str, MoodWords]
    landmarks: Landmarks
