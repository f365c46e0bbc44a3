"""The grammar of cutting as a table: what each scale is for, how long it lasts, what a fault costs.

Prices are in seconds of a subject rightly shown: a cut that costs 0.6 has to gain as much. Each
says where it comes from: "taught" in the handbooks of editing (Murch, In the Blink of an Eye;
Thompson and Bowen, Grammar of the Edit), "measured" on two chapters cut by hand, or "by eye".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scale = Literal["establishing", "wide", "medium", "medium close", "close", "detail", "insert"]


SURE, PLACED = 0.6, 0.1
"""From here on a box is taken for what its name says: less is shown wider, not closer; a box that
is less sure than the second says nothing of where its thing is."""


@dataclass(frozen=True)
class ScaleRule:
    """How a scale is used. Lengths in seconds: `least` it lasts, `fine` up to where it holds the
    eye, `most` it lasts; `idle` is what it is worth a second while no words speak of anything."""

    least: float
    fine: float
    most: float
    idle: float


SCALES: dict[Scale, ScaleRule] = {
    "establishing": ScaleRule(2.2, 3.0, 9.0, 0.34),
    "wide": ScaleRule(2.3, 3.6, 9.0, 0.24),
    "medium": ScaleRule(2.2, 4.6, 10.0, 0.16),
    "medium close": ScaleRule(2.0, 4.6, 10.0, 0.08),
    "close": ScaleRule(1.9, 4.2, 8.5, 0.0),
    "detail": ScaleRule(1.3, 3.2, 4.6, 0.02),
    "insert": ScaleRule(1.3, 3.2, 4.6, 0.0),
}
"""Lengths as taught, the upper ones a little longer than by hand: narration is slower than talk.
A close or a detail without words for it is worth nothing: what no word fits is shown wide."""

CLOSE_UP: frozenset[Scale] = frozenset(("medium close", "close", "detail", "insert"))
"""Scales that claim something: that this, and nothing else, is meant."""

OF_ONE: frozenset[Scale] = frozenset(("medium", "medium close", "close"))
"""Scales of one person: whoever hears a name takes the face for its bearer's."""

THINGS: frozenset[Scale] = frozenset(("detail", "insert"))
"""Scales without a person: two in a row, and the viewer asks who sees it (taught)."""

WIDE_SCALES: frozenset[Scale] = frozenset(("establishing", "wide"))
"""Scales that say where we are."""

CUT = {
    "panel": 0.0, "line": 0.45, "sentence": 0.5, "colon": 0.5, "clause": 0.55, "word": 0.55,
    "phrase": 0.8, "breath": 1.2,
}  # fmt: skip
"""What a cut costs at each kind of point: before a voice or a sentence it is hardly felt (Murch),
inside a sentence it has to show something new (by eye)."""

TOO_SHORT, TOO_LONG, NEVER_LONGER = 7.0, 0.3, 2.5
"""A second below `least`; the square of a second past `fine`; a second past `most` (by eye)."""

REACTION, TOO_IDLE = 3.0, 0.6
"""Seconds for which a part of a picture holds the eye that no words speak of, a listener or a
corner; and what the square of a second more costs (taught: a reaction is 1.2-2.5 s)."""

JUMP_CUT = 12.0
"""A cut to nearly the same crop looks like a mistake in the film (taught: the 30-degree rule)."""

HELD_ON = 5.0
"""To hold a crop on past the longest shot, where nothing else can be cut to."""

SAME_SUBJECT, IN_COMMON = 1.7, 0.42
"""A cut on one subject changes the scale by so much at least (taught); a cut to another shares no
more of the smaller crop than this (by eye: above it is felt as a slip of the same picture)."""

SAME_FRAMING = 0.5
"""Crops that share more than this of all that they cover are one framing to the eye (measured)."""

THIRD_DETAIL = 3.0
"""A third detail in a row without a person or a wide (taught: at most two)."""

AGAIN, WHOLE_AGAIN, FORGOTTEN, WHERE_AGAIN = 1.3, 0.4, 20.0, 0.1
"""The same crop again, and all of the scene: a dialogue goes to and fro, all else should go on;
less the longer ago it was, nothing after so many seconds. The whole scene anew, where that is not
due yet."""

TO_AND_FRO = 3.0
"""A cut back and back again between two crops, A, B, A, B: a dialogue may, but nothing is learnt by
it (by eye)."""

TO_LIKE = 0.15
"""From one wide to another: nothing comes nearer (by eye)."""

ALIKE, VARIED, LIKE_BEFORE, IN_A_ROW = 0.16, 1.0, 3.2, 5.0
"""Lengths within this part are felt as one, from this part on as different; what two and what three
of one length in a row cost (measured: the hand cut within 14 % is a metronome)."""

OPENED_CLOSE, OPENING = 4.0, 3.0
"""A panel of more than a few seconds that does not open with where we are, and for how long it
does, in seconds (taught: 3-5)."""

NOT_DUE, DUE = 0.25, 4.0
"""A second of all of a panel while nothing is named and it is not due; for so many seconds it is:
where the panel opens, before it ends, and where we are told anew where we are. Else a group, a half
of the picture or a listener is as good, and new (by eye: whole, other, whole, other bores). While
something is named whose place is known it has no price: charged then too, other crops than of what
is named came up, and a third of the sentences' boxes were shown less (measured)."""

ENDED_CLOSE, ENDED_WIDE = 4.0, 3.0
"""A panel that ends close, and one that ends on a part of it or on several people (by eye: the last
image is what stays; all of it at the end of every panel is one more return)."""

REESTABLISHED = 1.5
"""What it is worth to say again where we are, where that was long ago (taught: each 25-40 s)."""

CROSSED = 2.5
"""A face that an edge crosses, each second: the one fault that every viewer sees."""

FLAWED = 0.5
"""Lettering, a bust or a busy spot that an edge cuts, each second, in full (by eye)."""

NOT_SPEAKING, NOT_NAMED = 8.0, 1.2
"""A second of a real, named face under somebody else's words; of anybody's close face under the
words of one who is not known by sight."""

ABOUT_ANOTHER = 0.8
"""A second of one person while a narrator tells of another, who is not in the frame."""

FOR_NOTHING = 0.25
"""A second near somebody with a name, of whom a narrator does not tell: it would be about them."""

NOT_SHOWN = 1.2
"""A second close on something else while what is named is in the picture."""

UNMOTIVATED = 1.2
"""A second of a close thing that no word speaks of."""

STAND_IN_CLOSE, CLOSE_FOR_NOTHING = 0.15, 0.14
"""A second close on one who may be the unnamed speaker; and of any close-up where the words do not
weigh: it is kept for questions, exclamations and silences (taught: twice a scene, for the turn)."""

PAN = 0.14
"""Peak speed of a pan, in widths of the frame a second: what crosses the frame in seven seconds is
followed with ease (taught to camera operators). Crossing a panel in one shot needs it."""

ZOOM = 0.03
"""Peak speed of a zoom: change of the crop's width a second, as a part of that width (by eye:
faster is felt as a lurch on still art)."""
