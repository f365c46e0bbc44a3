"""Addresses, files, hashtags and the names of people on networks."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.numbers import DIGITS
from voices.pronunciation.normalise.rule import ReadingRule, needing, rule

_ENDINGS = (
    "com|org|net|edu|gov|io|ai|dev|app|co|uk|de|fr|eu|info|me|tv|us|ca|au|jp|cn|in|nl|se|ch|it|es"
)
_FILES = (
    "md|py|js|ts|txt|pdf|png|jpg|jpeg|gif|csv|json|toml|yaml|yml|html|css|cpp|rs|go|java|exe|zip"
    "|tar|gz|mp3|mp4|wav|doc|docx|xls|xlsx|ppt|pptx|onnx|srt|vtt|xml|ini|cfg|sh|log"
)
_SAID_AS_WORDS = re.compile("com|org|net|edu|gov|info|app|dev|io|java|zip|log|tar|go")


def address(text: str) -> str:
    """ "example.com/a-b" is "example dot com slash a b"; queries and anchors are left out."""
    text = re.split(r"[?#]", text, maxsplit=1)[0].strip("/")
    parts = re.split(r"([./@:_~-])", text)
    return " ".join(said for said in (_piece(part) for part in parts) if said)


def _piece(part: str) -> str:
    joints = {".": "dot", "/": "slash", "@": "at", ":": "colon", "_": "", "~": "tilde", "-": ""}
    if part in joints:
        return joints[part]
    runs = re.findall(r"[0-9]+|[^0-9]+", part)
    return " ".join(
        " ".join(DIGITS[int(char)] for char in run) if run.isdecimal() else run for run in runs
    )


def _url(match: re.Match[str]) -> str:
    return address(re.sub(r"^(?:\w+://)?(?:www\.)?", "", match[0]))


def _file(match: re.Match[str]) -> str:
    name, _, ending = match[0].rpartition(".")
    said = ending if _SAID_AS_WORDS.fullmatch(ending) else " ".join(ending).upper()
    return f"{address(name)} dot {_piece(said)}"


def _hashtag(match: re.Match[str]) -> str:
    return f"hashtag {_words(match[1])}"


def _words(text: str) -> str:
    """Camel case and underscores as words, digits as digits."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|[0-9]+|[^\W\d_]+", text)
    return " ".join(_piece(part) for part in parts)


RULES: tuple[ReadingRule, ...] = needing(
    "@.:#",
    rule(r"(?<![\w@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", lambda match: address(match[0])),
    rule(r"(?<!\w)(?:https?|ftp)://[^\s<>\"“”]*[\w/]|(?<!\w)www\.[^\s<>\"“”]*[\w/]", _url),
    rule(rf"(?<![\w.@/])(?:[\w-]+\.)+(?:{_ENDINGS})(?:/[\w./~-]*[\w/])?(?![\w@])(?!\.\w)", _url),
    rule(rf"(?<![\w.@])[\w-]+\.(?:{_FILES})(?!\w)", _file),
    rule(r"(?<![\w&])#(?=[^\W\d])(\w+)", _hashtag),
    rule(r"(?<![\w.])@([A-Za-z_]\w*)", lambda match: f"at {_words(match[1])}"),
)
