"""From what a person asks for to the changes that say so in the story's files."""

from __future__ import annotations

import re

from render.studio.edits.changes import EditError, TextChange, applied
from render.studio.edits.comments import (
    ANY,
    StoryText,
    Wanted,
    has_note,
    holds_comments,
    note,
    one_line,
    parted,
    sidecar_of,
    skipped,
    spoken_by,
    told,
)
from render.studio.edits.known import check_order, check_voice, picture_key
from render.studio.edits.requests import (
    EditRequest,
    HeadsEdit,
    JoinEdit,
    NoteEdit,
    OrdersEdit,
    SayEdit,
    SkipEdit,
    SpeakerEdit,
    SplitEdit,
    TellEdit,
    VoiceEdit,
)
from render.studio.edits.settings_keys import heads_value, with_key, with_word
from render.studio.edits.side_notes import left_out, parted_beside, side_note
from story.model import Line
from story.safe_text import shortened

BY_SETTING = ("references", "aside", "moral", "chat")
"""Reasons for which a story's settings leave pieces out: keys of `[skip]`."""
_A_VOICE, _A_NAME = r"[^:<>\s]+:[^<>]*?", r"[^:<>]*?"
"""What a comment `voice:` may name: a voice of an engine, or somebody who speaks."""
_AT_NO_WORD = r'(?:(?!-->|\bat ")[\s\S])*?'
"""An order to the camera that holds from the line's first word."""


def changes_for(asked: EditRequest, story: StoryText) -> tuple[str, list[TextChange]]:
    """What an edit is called, and the changes that make it; none where it is so already.

    Raises EditError where the story can't say that, or reads otherwise than it was shown.
    """
    what, changes = _changes_for(asked, story)
    made = applied(story.texts, changes)
    same = all(text == story.texts.get(file) for file, text in made.items())
    return what, [] if same else changes


def _changes_for(asked: EditRequest, story: StoryText) -> tuple[str, list[TextChange]]:
    match asked:
        case SpeakerEdit():
            return _speaker(asked, story)
        case NoteEdit():
            return _note(asked, story)
        case SayEdit():
            return _say(asked, story)
        case OrdersEdit():
            return _orders(asked, story)
        case SplitEdit():
            return _split(asked, story)
        case JoinEdit():
            line = story.line(asked.line.id, asked.line.text)
            if not any(each.kind == "split" for each in line.annotations):
                raise EditError("only lines that were parted by the writer can be joined.")
            put = note if holds_comments(story, line) else side_note
            return f"join {_quoted(line)}", put(story, line, "split", "", one_line(story, line))
        case SkipEdit():
            line = story.line(asked.line.id, asked.line.text)
            out = skipped if holds_comments(story, line) else left_out
            return f"leave out {_quoted(line)}", out(story, line)
        case TellEdit():
            return _tell(asked, story)
        case VoiceEdit():
            if asked.voice:
                check_voice(asked.voice, story)
            key = ("cast", asked.speaker, "voice")
            said = asked.voice or "a voice that is chosen"
            return f"{asked.speaker}: {said}", [with_key(story.texts, key, asked.voice or None)]
        case HeadsEdit():
            value = heads_value([(each.box, each.name) for each in asked.heads])
            key = ("panels", picture_key(asked.panel, story), "heads")
            return f"heads in {asked.panel}", [with_key(story.texts, key, value)]


def _speaker(asked: SpeakerEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    line = story.line(asked.line.id, asked.line.text)
    if asked.alike:
        if line.speaker in ("narrator", asked.speaker) or asked.speaker == "narrator":
            raise EditError("only lines of somebody can all be given to somebody else.")
        change = with_key(story.texts, ("aliases", line.speaker), asked.speaker)
        return f"{line.speaker} is {asked.speaker}", [change]
    what = f"{asked.speaker} says {_quoted(line)}"
    if line.speaker == asked.speaker and line.confidence >= 1:
        return what, []
    key = next((key for key in story.settings.lines if _is_key(key, line)), None)
    if key is not None or not holds_comments(story, line):
        return what, [with_key(story.texts, ("lines", key or line.id), asked.speaker)]
    wanted = spoken_by(asked.speaker, line)
    return what, note(story, line, "voice", asked.speaker, wanted, _A_NAME)


def _note(asked: NoteEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    line = story.line(asked.line.id, asked.line.text)
    value = _seconds(asked.value) if asked.kind in ("pause", "beat") else asked.value.strip()
    if asked.kind == "voice" and value and ":" not in value:
        raise EditError(f"{value!r} is no voice: write engine:name, such as kokoro:af_heart.")
    if asked.kind == "voice" and value:
        check_voice(value, story)
    if asked.kind == "camera" and value:
        check_order(value, line, story)
    said = f"{asked.kind} {value}" if value else f"no {asked.kind}"
    if asked.kind == "take" and value == "1":
        value = ""
    wanted = has_note(asked.kind, value, line)
    like = _like(asked.kind, value)
    put = note if holds_comments(story, line) else side_note
    return f"{said}: {_quoted(line)}", put(story, line, asked.kind, value, wanted, like)


def _orders(asked: OrdersEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    """Orders that are no longer asked for go, one by one; new ones come behind those that stay."""
    line = story.line(asked.line.id, asked.line.text)
    there = [each.value for each in line.annotations if each.kind == "camera"]
    put = note if holds_comments(story, line) else side_note
    for value in asked.values:
        if value not in there:
            check_order(value, line, story)
    steps = [(value, "") for value in there if value not in asked.values]
    steps += [(value, value) for value in asked.values if value not in there]
    made: list[TextChange] = []
    for old, new in steps:
        line = story.line(asked.line.id, asked.line.text)
        wanted = has_note("camera", new, line)
        change = put(story, line, "camera", new, wanted, re.escape(old))
        made += change
        texts = {each.file: story.texts.get(each.file) for each in change}
        story = story.with_texts(applied(texts, change))
    return f"shots in {_quoted(line)}", made


def _like(kind: str, value: str) -> str:
    """Of which comments a new one takes the place: an order at a word leaves those at others."""
    if kind == "voice":
        return _A_VOICE
    word = re.search(r'\bat "([^"]+)"', value)
    if kind == "camera" and word:
        return rf'{ANY}\bat "{re.escape(word[1])}"{ANY}'
    return _AT_NO_WORD if kind == "camera" and value else ANY


def _tell(asked: TellEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    """By its comments where those leave it out, else by the setting that does."""
    pieces = story.script.pieces
    reason = next((each.reason for each in pieces if each.start == asked.start), "")
    if reason in BY_SETTING:
        return f"tell the {reason}", [with_key(story.texts, ("skip", reason), value=False)]
    return "tell what was left out", told(story, asked.start, asked.text)


def _split(asked: SplitEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    line = story.line(asked.line.id, asked.line.text)
    text, at = line.text, asked.at
    if at >= len(text) or not (text[:at].strip() and text[at:].strip()):
        raise EditError("a line is parted between two of its words.")
    at += len(text[at:]) - len(text[at:].lstrip())
    part = parted if holds_comments(story, line) else parted_beside
    return f"part {_quoted(line)} before “{shortened(text[at:], 20)}”", part(story, line, at)


def _say(asked: SayEdit, story: StoryText) -> tuple[str, list[TextChange]]:
    what = f"say {asked.said or 'as before'} for {asked.written}"
    if asked.where in ("story", "series"):
        own, shared = sidecar_of(story.path), asked.where == "series"
        return what, with_word(story.texts, own, asked.written, asked.said, shared=shared)
    if asked.line is None:
        raise EditError("which line is meant? Only a whole story has none.")
    line = story.line(asked.line.id, asked.line.text)
    if asked.written not in line.text:
        raise EditError(f"the line does not say {asked.written!r}.")
    pair = f"{asked.written} | {asked.said}" if asked.said else ""
    once = asked.where == "line"
    like = rf"{re.escape(asked.written)}\s*\|{ANY}"
    put = note if holds_comments(story, line) else side_note
    wanted = has_note("say", pair, line) if once else _said(pair, line)
    return what, put(story, line, "say once" if once else "say", pair, wanted, like)


def _said(pair: str, line: Line) -> Wanted:
    """Lines before stay as they are; from `line` on the words may be said otherwise."""

    def wanted(before: list[Line], after: list[Line]) -> bool:
        if [each.text for each in before] != [each.text for each in after]:
            return False
        now = next((each for each in after if each.id == line.id), None)
        says = [each.value for each in now.annotations if each.kind == "say"] if now else []
        return bool(now) and (not pair or pair in says)

    return wanted


def _seconds(value: str) -> str:
    """A time as the notation has it; "" for none. Raises EditError."""
    if not value.strip():
        return ""
    try:
        seconds = float(value.strip().removesuffix("s"))
    except ValueError as error:
        raise EditError(f"{value!r} is no time: write seconds, such as 1.5.") from error
    if not 0 <= seconds <= 60:
        raise EditError(f"{value} seconds: a pause has 0 to 60.")
    return f"{seconds:g}"


def _is_key(key: str, line: Line) -> bool:
    """Whether a key of `[lines]` settles this line already."""
    return key == line.id or (
        line.how == "inkreel.toml" and _bare(line.text).startswith(_bare(key))
    )


def _bare(text: str) -> str:
    return " ".join(text.split()).strip("\"“”«»' ").casefold()


def _quoted(line: Line) -> str:
    return f"“{shortened(line.text, 40)}”"
