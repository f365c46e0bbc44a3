"""What a voice has in its ear when a phrase goes on in the middle of a sentence.

Read alone, 'said the captain.' starts as high as any sentence. Read on from the words before it,
it has the narrator's running tone: a quotation and its tag are heard as one breath.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from story.model import Line
from voices.recording.takes import Phrase

WORDS_BEFORE = 5
"""More of them make a voice no surer, and cost time."""
_ENDS = ",;:.!?…—–-'\"’” "
_FULL_STOPS = (".", "!", "?", "…")


def words_before(lines: Sequence[Line], at: int, phrase: Phrase) -> str:
    """The last words of the sentence that come before a phrase of lines[at], as a quotation.

    Its marks make voices that would run on over a comma pause, and let the pitch fall after it.
    Empty where the phrase starts a sentence. The narrator reads on from whatever stands there, a
    character from what they said themselves.
    """
    line = lines[at]
    inside = line.text[: phrase.first]
    if inside.strip():
        starts_sentence = any(first == phrase.first for first, _ in line.sentences)
        return "" if starts_sentence else _last(inside)
    for before in _earlier(lines, at):
        if line.kind == "narration":
            return _last(before.text)
        if before.speaker == line.speaker:
            ended = before.text.rstrip(" '\"’”").endswith(_FULL_STOPS)
            return "" if ended else _last(before.text)
    return ""


def _earlier(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """Lines before lines[at] in the same sentence, the nearest first."""
    while at > 0 and lines[at].joint == "tag":
        at -= 1
        yield lines[at]


def _last(text: str) -> str:
    words = " ".join(text.split()[-WORDS_BEFORE:]).rstrip(_ENDS)
    return f"“{words},” —" if words else ""
