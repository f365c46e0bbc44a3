"""A verdict on one thing checked: pass or fail, with the figure that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal["pass", "note", "fail"]


@dataclass(frozen=True)
class CheckVerdict:
    """`subject` is the file judged, `what` the rule, `figure` what was found, `wanted` the rule's
    own figure. A "note" is worth knowing and fails nothing."""

    subject: str
    what: str
    state: State
    figure: str
    wanted: str = ""

    def __str__(self) -> str:
        wanted = f" (wanted: {self.wanted})" if self.wanted and self.state != "pass" else ""
        return f"{self.state}: {self.subject}: {self.what}: {self.figure}{wanted}"


def verdict(subject: str, what: str, passed: bool, figure: str, wanted: str) -> CheckVerdict:
    """A verdict that passes or fails."""
    return CheckVerdict(subject, what, "pass" if passed else "fail", figure, wanted)


def failed(subject: str, what: str, figure: str, wanted: str) -> CheckVerdict:
    """A verdict that fails."""
    return CheckVerdict(subject, what, "fail", figure, wanted)


def failing(verdicts: Sequence[CheckVerdict]) -> tuple[CheckVerdict, ...]:
    """Those that fail: the command's exit code is 1 where there are any."""
    return tuple(each for each in verdicts if each.state == "fail")


def verdicts_json(verdicts: Sequence[CheckVerdict]) -> dict[str, Any]:
    """The verdicts as plain data."""
    return {
        "version": 1,
        "passed": not failing(verdicts),
        "checks": [asdict(each) for each in verdicts],
    }
