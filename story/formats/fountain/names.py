"""Names in capitals as the rest of a text writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class WrittenNames:
    """MCCLANE is McClane where a text has that, too, and Ada where it never says."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> WrittenNames:
        counts: dict[str, Counter[str]] = {}
        for word in _WORD.findall(text):
            if word[0].isupper() and not word.isupper():
                counts.setdefault(word.upper(), Counter())[word] += 1
        return cls({upper: words.most_common(1)[0][0] for upper, words in counts.items()})

    def written(self, name: str) -> str:
        """A name in capitals as people write it; any other as it is."""
        return re.sub(r"[^\W\d_]+", self._word, name) if name.isupper() else name

    def _word(self, found: re.Match[str]) -> str:
        word = found.group()
        owned = word == "S" and found.string[found.start() - 1 : found.start()] in ("'", "’")
        return word.lower() if owned else self.words.get(word, word.capitalize())
