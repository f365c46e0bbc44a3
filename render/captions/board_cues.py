"""What is shown and not said, for transcripts: tables, formulas and closing quotations."""

from __future__ import annotations

from collections.abc import Sequence

from render.captions.model import Cue
from story.boards.boards import board, board_text
from story.model import Section
from voices.clock import frame_to_sample
from voices.timeline import Timeline


def board_cues(sections: Sequence[Section], timeline: Timeline) -> tuple[Cue, ...]:
    """A cue over the time of each board, its words in one row; captions leave it out."""
    starts = zip(sections, timeline.sections, timeline.first_frames(), strict=True)
    made = []
    for index, (section, performed, first) in enumerate(starts):
        shown = board(section.cards[0]) if section.cards else None
        if shown:
            start = frame_to_sample(first, timeline.fps)
            end = frame_to_sample(first + performed.frames, timeline.fps)
            text = board_text(shown)
            made.append(Cue(start, end, (text,), "", section=index, kind="board", paragraph=True))
    return tuple(made)
