"""How much each kind of evidence counts. Set by hand, in round numbers; see docs/splitter.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Evidence adds up; a difference of about 4 is near certainty."""

    name_tag: float = 14.0
    role_again: float = 5.0
    wrong_gender: float = -9.0
    open_gender: float = -1.0
    newcomer: float = 6.0
    same_subject: float = 5.0
    same_paragraph: float = 2.5
    subject_before: float = 2.5
    mentioned_before: float = 1.2
    recency: float = 2.2
    beat: float = 5.0
    beat_mention: float = 0.8
    vocative: float = -8.0
    addressed: float = 3.0
    spoken_of: float = -2.5
    self_named: float = 6.0
    repeat: float = -3.5
    repeat_long: float = -1.5
    repeat_apart: float = -0.6
    return_: float = 1.8
    return_apart: float = 0.6
    continues: float = 20.0


WEIGHTS = Weights()
