"""How much each kind of evidence counts. Set by hand, in round numbers; see docs/splitter.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Evidence adds up; a difference of about 4 is near certainty."""

    name_tag: float = 14.0  # "said Ada": as good as certain
    role_again: float = 6.0  # "said the man", who may have a name
    epithet: float = 1.0  # "said the girl": rather one of those who are there
    wrong_gender: float = -9.0  # "she said" of a man: only a tag outweighs it
    open_gender: float = -1.0  # somebody whose gender nothing tells is a worse guess
    newcomer: float = 6.0  # brought in by the sentence before
    same_subject: float = 7.0  # the subject of the sentence that "he said" ends
    same_paragraph: float = 2.5  # named in it, but not its subject
    subject_before: float = 2.5  # the subject of the paragraph above, if that is all narration
    subject_last: float = 1.0  # the subject of its last sentence
    mentioned_before: float = 1.2  # only named there
    arrived: float = 2.0  # and has just come in
    recency: float = 2.2  # named or heard last; it fades with every passage
    topic: float = 2.0  # whom "he" has meant so far
    present: float = 1.0  # speaks in the turns before; once more where in those behind
    beat: float = 5.0  # acts beside the speech: nearly a tag
    beat_topic: float = 1.5  # "She turned to the window.": whom "she" has meant so far
    beat_mention: float = 1.5  # only named beside it
    vocative: float = -8.0  # nobody calls to themselves
    addressed: float = 3.0  # called to or told in the turn before, or answered by name in the next
    called_unseen: float = 1.5  # but nothing was told of them of late: perhaps only spoken of
    namesake: float = 2.0  # "Mr. Pell" is called, and he is another Pell
    other_called: float = -2.5  # "sir" is called beside the turn, and she is a woman
    spoken_of: float = -2.5  # few speak of themselves by name
    told_beside: float = -8.0  # "he said to Ada": a clause names its subject once
    talked_about: float = -1.5  # nor are those present often spoken of in the turns beside
    tagged_near: float = 0.5  # a tag of this section names this person of a closed cast
    silent: float = -1.5  # no tag of the whole story names this person
    calls_so: float = 4.0  # calls somebody as this person does: "Harry", not "Lord Henry"
    says_so: float = 1.0  # or speaks so of them
    self_named: float = 6.0  # "I am Ada"
    repeat: float = -3.5  # turns alternate where nothing says otherwise
    repeat_long: float = -1.5  # but long speeches go on
    repeat_told: float = -1.5  # and what is told behind a speech gives a breath
    repeat_said: float = 2.0  # where something is told between, "he said" rather means the same man
    repeat_apart: float = 0.5  # a paragraph of narration more so
    repeat_tagged: float = -0.6  # unless "he said" shows that somebody else goes on
    unanswered: float = 2.5  # "Ada did not answer.": whoever spoke goes on
    exchange: float = -2.0  # a question was asked, or this says yes or no
    answers: float = -3.0  # "he replied" is not said of whoever spoke last
    return_: float = 1.8  # back to whom was answered: two people talk
    return_said: float = 1.4  # "he said" depends less on turns
    return_apart: float = 0.6  # less so, with narration between
    return_tagged: float = 0.6
    third: float = -0.6  # somebody breaks in on two who have answered each other, once or twice
    goes_on: float = 4.0  # "he continued", "she added"
    continues: float = 20.0  # a quotation left open has one speaker: above any tag


WEIGHTS = Weights()
