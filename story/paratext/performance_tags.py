"""Tags of voice and feeling in a text: `[Ash]:`, `{Ash}`, `[whispering]`, `[pause: 1.5s]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from story.document import Block, Prose, Run, SourceAnnotation
from story.formats.base import Report
from story.language.paratext import Paratext
from story.paratext.runs import Stretch, source_range, without
from story.problems import counted

_NAME = r"[^\W\d_][\w.’' -]{0,40}?"
_LABEL = re.compile(
    rf"\[(?:(?:voice|speaker|character)\s*[:=]\s*)(?P<voiced>{_NAME})\]\s*:?\s*"
    rf"|\[(?P<named>[^\W\d_a-z][\w.’' -]{{0,40}}?)\]\s*:\s*"
    rf"|\{{(?:voice\s*[:=]\s*)?(?P<braced>[^\W\d_a-z][\w.’' -]{{0,40}}?)\}}\s*[-–:]?\s*"
    rf"|\{{voice\}}\s*[-–:]?\s*"
)
_CLOSED_LABEL = re.compile(
    r"\{(?P<name>[^\W\d_][\w.’' -]{0,40}?)\}\s*[-–:]?\s*(?=[^{}]*\{/(?P=name)\})"
)
_BRACE_END = re.compile(r"\s*\{/[^{}\n]{0,40}\}")
_TAG = re.compile(r"[\[{](?P<body>[A-Za-z][^\[\]{}\n]{0,50})[\]}]")
_SECONDS = re.compile(r"(?P<size>\d{1,2}(?:\.\d+)?)\s*(?P<unit>ms|s|sec|seconds?)?\b")
_SPEAKER_TAG = re.compile(
    r"\s*<(?:speaker|voice|character|say)\b[^<>]*?\b(?:name|id|speaker|voice)\s*=\s*[\"'](?P<name>[^\"'<>]{1,60})[\"']",
    re.IGNORECASE,
)
_SHOWN = 30
"""Characters of a row of sounds that the Problem shows."""
_PAUSE = 0.8
"""Seconds of a pause that has no length: that between two paragraphs."""
_FEWEST_TAGS = 2
"""Tags in a story before words in italics may be sounds too: else they are stressed words."""


@dataclass
class Tagged:
    """The blocks without their tags, what these ask for, and the ranges that they cover."""

    blocks: list[Block] = field(default_factory=list)
    asked: list[SourceAnnotation] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def performance_tags(
    blocks: Sequence[Block], source: str, paratext: Paratext, report: Report
) -> Tagged:
    """Every tag is understood, or left out and told in one Problem; other brackets are text."""
    out = Tagged()
    prose = [block for block in blocks if isinstance(block, Prose)]
    many = sum(1 for block in prose for _ in _tags(block.run.text, paratext)) >= _FEWEST_TAGS
    for block in blocks:
        if not isinstance(block, Prose):
            out.blocks.append(block)
        elif paratext.sound_label.match(block.run.text.lstrip("[(")) and not block.speaker:
            out.left_out.append((block.start, block.run.text[:_SHOWN]))
            out.skips.append((block.start, block.end, "tag"))
        else:
            out.blocks.append(_untagged(block, source, paratext, out, many=many))
    if out.left_out:
        first = ", ".join(dict.fromkeys(text for _, text in out.left_out[:3]))
        report(
            out.left_out[0][0],
            "tag-unread",
            f"No voice can do {counted(len(out.left_out), 'tag')} such as {first}: left out.",
            "For a sound write <!-- sound: sigh.ogg -->, for a silence <!-- pause 1s -->.",
            "info",
        )
    return out


def _untagged(block: Prose, source: str, paratext: Paratext, out: Tagged, *, many: bool) -> Prose:
    run, gone = block.run, []
    speaker = _SPEAKER_TAG.match(source, block.start)
    label = _LABEL.match(run.text) or _CLOSED_LABEL.match(run.text)
    name = speaker["name"] if speaker else ""
    if label and not _is_tag(label.group().strip("[]{} "), paratext):
        name = name or next((part for part in label.groups() if part), "")
        gone.append(label.span())
        gone += [found.span() for found in _BRACE_END.finditer(run.text, label.end())]
    delivery = ""
    for start, end, body in _tags(run.text, paratext):
        gone.append((start, end))
        delivery = delivery or _asked(body, run.offsets[start], paratext, out, run.text[start:end])
    if many:
        gone += _stressed_sounds(run, paratext)
    if not gone and not name:
        return block
    for start, end in gone:
        out.skips.append((*source_range(run, start, end), "tag"))
    return replace(
        block,
        run=without(run, gone),
        speaker=name or block.speaker,
        delivery=delivery or block.delivery,
    )


def _tags(text: str, paratext: Paratext) -> Iterator[tuple[int, int, str]]:
    for found in _TAG.finditer(text):
        if _is_tag(found["body"], paratext):
            yield found.start(), found.end(), found["body"]


def _is_tag(body: str, paratext: Paratext) -> bool:
    words = re.findall(r"[^\W\d_]+", body.lower())
    known = paratext.sounds | paratext.feelings | paratext.pauses
    return bool(words) and len(words) <= 4 and (words[0] in known or words[-1] in known)


def _asked(body: str, at: int, paratext: Paratext, out: Tagged, written: str) -> str:
    """The delivery that a tag asks for; a pause is noted, whatever else is left out."""
    words = re.findall(r"[^\W\d_]+", body.lower())
    if words[0] in paratext.pauses:
        found = _SECONDS.search(body)
        size = float(found["size"]) / (1000 if found["unit"] == "ms" else 1) if found else _PAUSE
        out.asked.append(SourceAnnotation("pause", f"{min(size, 60.0):g}", at, at + len(written)))
        return ""
    delivery = next(
        (paratext.deliveries[word] for word in words if word in paratext.deliveries), ""
    )
    if not delivery:
        out.left_out.append((at, written))
    return delivery


def _stressed_sounds(run: Run, paratext: Paratext) -> Iterator[Stretch]:
    """Words in italics that stand by themselves behind a sentence: "*chuckles softly*"."""
    for start, end in run.emphasis:
        before = run.text[:start].rstrip()
        while before and not (before[-1].isalnum() or before[-1].isascii()):
            before = before[:-1].rstrip() if before[-1] not in "”’…" else before
            if before and before[-1] in "”’…":
                break
        own = not before or before[-1] in '.!?"”…'
        words = re.findall(r"[^\W\d_]+", run.text[start:end])
        known = (
            bool(words)
            and words[0].islower()
            and len(words) <= 4
            and _is_tag(run.text[start:end], paratext)
        )
        if own and known:
            yield start, end
