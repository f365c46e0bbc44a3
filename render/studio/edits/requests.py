"""What a person may ask to have changed, as data that is checked: the body of a request."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(max_length=400)]
Name = Annotated[str, Field(max_length=200, pattern=r"^[^<>|\x00-\x1f]*$")]
"""A name, or words of an order: what stands in a comment can't end it."""


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LineAt(_Asked):
    """A line by its id, with what it reads where the person sees it."""

    id: str = Field(max_length=64)
    text: str = Field(max_length=100_000)


class SpeakerEdit(_Asked):
    """Who says a line: a name, or "narrator"; `alike`: all that its speaker says."""

    kind: Literal["speaker"]
    line: LineAt
    speaker: Name = Field(min_length=1)
    alike: bool = False


class NoteEdit(_Asked):
    """A direction before a line; "" takes it away. `pause` and `beat` are seconds."""

    kind: Literal["voice", "pause", "beat", "delivery", "take", "camera"]
    line: LineAt
    value: Name = ""


class OrdersEdit(_Asked):
    """All that is asked of the camera in a line, in order: each as its comment has it."""

    kind: Literal["orders"]
    line: LineAt
    values: tuple[Name, ...] = Field(max_length=40)


class SayEdit(_Asked):
    """How words are said: in a line alone, from it on, in the whole story, or in all stories that
    share its `inkreel.toml`; "" for as before. The first two name their line."""

    kind: Literal["say"]
    written: Name = Field(min_length=1)
    said: Name = ""
    where: Literal["line", "on", "story", "series"] = "story"
    line: LineAt | None = None


class SplitEdit(_Asked):
    """At the character `at` of a line's text another line begins."""

    kind: Literal["split"]
    line: LineAt
    at: int = Field(ge=1)


class JoinEdit(_Asked):
    """A line that was parted from the one before it is joined to it again."""

    kind: Literal["join"]
    line: LineAt


class SkipEdit(_Asked):
    """A line that is not to be told."""

    kind: Literal["skip"]
    line: LineAt


class TellEdit(_Asked):
    """What stands between skip comments at a character of the story is told again."""

    kind: Literal["tell"]
    start: int = Field(ge=0)
    text: str = Field(max_length=100_000)


class VoiceEdit(_Asked):
    """The voice of somebody in the whole story; "" has one chosen."""

    kind: Literal["cast"]
    speaker: Name = Field(min_length=1)
    voice: Name = ""


class HeadAt(_Asked):
    """A head in a picture: left, top, width, height in its pixels; nobody's without a name."""

    box: tuple[
        Annotated[float, Field(ge=0, le=100_000)],
        Annotated[float, Field(ge=0, le=100_000)],
        Annotated[float, Field(gt=0, le=100_000)],
        Annotated[float, Field(gt=0, le=100_000)],
    ]
    name: Name = ""


class HeadsEdit(_Asked):
    """Who is where in a picture, by its path as the story writes it."""

    kind: Literal["heads"]
    panel: Words
    heads: tuple[HeadAt, ...] = Field(max_length=100)


EditRequest = Annotated[
    SpeakerEdit
    | NoteEdit
    | OrdersEdit
    | SayEdit
    | SplitEdit
    | JoinEdit
    | SkipEdit
    | TellEdit
    | VoiceEdit
    | HeadsEdit,
    Field(discriminator="kind"),
]
