"""Counts capitalised phrases, to tell names of people from other capitals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from story.language.base import Language, NameKey
from story.language.tokens import Mention, Token
from story.model import Gender

_REACH = 160
"""Characters behind a name: a pronoun further on may mean somebody else, named between."""
_PRONOUNS_EACH = 3
"""Votes of one mention: a long run of "he" is one piece of evidence, not twenty."""

_PREFIXED = re.compile(r"\w'\w{3,}")
"""A name with a letter of its own before it: "O'Hara", but not "I'd"."""

_PLACED = 0.15
"""Of a name's mentions, the share behind "in" or "at" from which it is a place's."""
_OFTEN = 3
"""Mentions that make a name of what only ever opens sentences and never has a small letter: fewer
may be a word that does something ("Lightning flashed.")."""
_HEARD = 2.0
"""Speeches that are somebody's, whatever stands before the name."""


@dataclass
class Seen:
    """What is known of a capitalised phrase: how often it stands where, what it does.

    `beside` counts what it does in paragraphs in which somebody speaks.
    """

    count: int = 0
    middle: int = 0
    spoke: float = 0.0
    acted: int = 0
    beside: int = 0
    titled: int = 0
    articled: int = 0
    placed: int = 0
    votes: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def form(self) -> str:
        """The phrase as it is most often written, not in capitals throughout."""
        quiet = [item for item in self.written.most_common() if not item[0].isupper()]
        return quiet[0][0] if quiet else self.written.most_common(1)[0][0].title()


class Census:
    """Reads the words of a story once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.names = language.names
        self.seen: dict[NameKey, Seen] = defaultdict(Seen)
        self.lower: Counter[str] = Counter()

    def read(
        self, text: str, words: Sequence[Token], *, told: bool = True, beside: bool = False
    ) -> None:
        """Counts the names in a stretch of text; `told` is narration, whose pronouns vote, and
        `beside` such in a paragraph in which somebody speaks."""
        at, fresh = 0, True
        not_names, titles = self.names.not_names, self.names.titles
        genders = self.language.pronouns.genders
        last: tuple[Seen, int, int] | None = None
        while at < len(words):
            word = words[at]
            if word.capital and (word.lower not in not_names or word.lower in titles):
                end = self.names.end(words, at)
                seen = self._meet(text, words, at, end, fresh)
                last = (seen, word.start, 0) if seen else None
                if seen and beside:
                    seen.beside += self._acts(words, at, end)
                at, fresh = end, False
                continue
            if not word.capital:
                self.lower[word.lower] += 1
            if told and last:
                aimed = self.language.grammar.acted_on(words, at)
                last = _vote(last, word, None if aimed else genders.get(word.lower))
            fresh = word.text in '.!?"“”‘:—' or (fresh and not word.text[0].isalnum())
            at += 1

    def _meet(
        self, text: str, words: Sequence[Token], at: int, end: int, fresh: bool
    ) -> Seen | None:
        name = text[words[at].start : words[end - 1].end]
        name = self.names.owner(name)
        key = self.names.key(name)
        if not key:
            return None
        seen = self.seen[key]
        seen.count += 1
        seen.middle += not fresh
        seen.titled += len(key) > 1 and key[0] in self.names.titles
        seen.articled += at > 0 and words[at - 1].lower in self.names.articles
        own = name == text[words[at].start : words[end - 1].end]
        seen.placed += own and self.names.placed(words, at)
        seen.acted += end < len(words) and words[end].lower in self.language.verbs.deeds
        seen.written[name] += 1
        return seen

    def _acts(self, words: Sequence[Token], first: int, last: int) -> bool:
        """Whether the name [first, last) does something, or a part of its bearer: "Odo's eyes
        widened"."""
        parts = self.language.roles.parts
        owns = self.names.owner(words[last - 1].lower) != words[last - 1].lower
        part = owns and last < len(words) and words[last].lower in parts
        return self.language.grammar.acts(words, first, last + part)

    def spoke(self, mention: Mention, weight: float) -> None:
        """Counts a mention that a quotation is given to."""
        first = next((n for n, c in enumerate(mention.text) if c.isupper()), None)
        key = self.names.key(mention.text[first:]) if first is not None else ()
        if key in self.seen:
            self.seen[key].spoke += weight

    def people(self) -> list[tuple[NameKey, Seen]]:
        """Names of people, fullest first."""
        chosen = [item for item in self.seen.items() if self._is_person(*item)]
        chosen = [(key, seen) for key, seen in chosen if not self._is_joined(key, seen)]
        core = self.names.core
        chosen += self._bare_surnames(chosen)
        return sorted(chosen, key=lambda item: (-len(core(item[0])), -item[1].count, item[0]))

    def _bare_surnames(self, chosen: Sequence[tuple[NameKey, Seen]]) -> list[tuple[NameKey, Seen]]:
        """Surnames of people that also stand alone, too seldom to show what they are."""
        known = {key for key, _ in chosen}
        lasts = {(key[-1],) for key in known if len(key) > 1} - known
        named = ((key, self.seen[key]) for key in sorted(lasts) if key in self.seen)
        alone = [(key, seen) for key, seen in named if seen.middle or seen.acted]
        return [(key, seen) for key, seen in alone if self.lower[key[0]] <= seen.count]

    def _is_person(self, key: NameKey, seen: Seen) -> bool:
        if key[0] in self.names.civil and len(key) == 1:
            return False
        place = key[-1] in self.names.places and len(key) > 1 and not self._is_surname(key[-1])
        if place and not seen.spoke:
            return False
        if seen.placed >= _PLACED * seen.count and seen.spoke < _HEARD and not seen.titled:
            return False
        if len(key) == 1 and self.lower[key[0]] > seen.count:
            return seen.spoke >= 2
        gendered = self.names.first_gender(self.names.core(key)[0]) != "unknown"
        known = gendered or seen.acted
        if len(key) == 1 and not seen.middle and not seen.spoke and not known:
            return False
        score = 2 * min(seen.spoke, 4.0) + 3 * bool(seen.titled) + min(2.0, 0.5 * seen.acted)
        score += 2 * ((gendered or self._acts_beside(key, seen)) and not seen.articled)
        return score >= 2

    def _acts_beside(self, key: NameKey, seen: Seen) -> bool:
        """Whether a bare name acts where others speak, as somebody does who is told of beside their
        speech alone: "Odo crouched. "Wait."."""
        often = seen.count >= _OFTEN and not self.lower[key[0]]
        return len(key) == 1 and seen.beside > 0 and (often or seen.middle > 0)

    def _is_surname(self, word: str) -> bool:
        """Whether a word that may end a place's name is somebody's: where "Miss Lane" is, "Vera
        Lane" is no street."""
        return any((title, word) in self.seen for title in self.names.civil)

    def _is_whole(self, key: NameKey) -> bool:
        """Whether two words are a first name and what is none: "Tom Harrison"."""
        gender = self.names.first_gender
        return len(key) == 2 and "unknown" == gender(key[1]) != gender(key[0])

    def _is_joined(self, key: NameKey, seen: Seen) -> bool:
        """Two names that met by chance: "With Mrs. Allan Anne felt at home"."""
        if any("'" in part and not _PREFIXED.match(part) for part in key[1:]):
            return True
        if self.names.linking in key[1:] and self.seen.get(key[: key.index(self.names.linking)]):
            return True
        if seen.count > 2 or self._is_whole(key) or (len(key) == 2 and key[0] in self.names.titles):
            return False
        for cut in range(1, len(key)):
            place = cut + 1 < len(key) and key[cut] == self.names.linking
            rest = key[cut + 1 :] if place else key[cut:]
            first, second = self.seen.get(key[:cut]), self.seen.get(rest)
            if first and second and first.count > 3 and second.count > 3:
                return self.names.core(key[:cut]) != key[:cut] or first.spoke > 1 < second.spoke
        return False


def _vote(
    last: tuple[Seen, int, int], word: Token, gender: Gender | None
) -> tuple[Seen, int, int] | None:
    """A pronoun soon behind a name votes for its bearer's gender."""
    seen, place, votes = last
    if word.start - place > _REACH or votes >= _PRONOUNS_EACH:
        return None
    if not gender:
        return last
    seen.votes[gender] += 1
    return seen, place, votes + 1
