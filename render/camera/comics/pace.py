"""How long a page is seen where nobody speaks: each drawing as long as it takes to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from render.camera.comics.drawings import Drawing, drawings, is_strip
from render.camera.vision.facts import PictureFacts
from story.model import Section

GLANCE, LOOK = 2.2, 2.4
"""Seconds for a small drawing, and what one that fills its page takes longer: readers of comics
spend two to four on a panel (by eye)."""

DOWN = 0.30
"""Frame widths a second that the camera goes down a tall drawing at ease: with nothing to read to,
twice as fast as a pan in a panel (by eye)."""

UNHURRIED = 4.0
"""Seconds for a picture that is no page, as `Rhythm.silent` has it."""


def weights(parts: Sequence[Drawing], page: PictureFacts, aspect: Fraction) -> list[float]:
    """Seconds that each drawing of a page takes at a readable pace."""
    if is_strip(page):
        return [GLANCE + _way(part, aspect) / DOWN for part in parts]
    size = page.width * page.height
    return [GLANCE + LOOK * min(1.0, 2 * part.frame.w * part.frame.h / size) for part in parts]


def _way(part: Drawing, aspect: Fraction) -> float:
    """How far the camera goes down a drawing that it shows at full width, in frame widths."""
    return max(0.0, part.frame.h / part.frame.w - 1 / float(aspect))


def silent_seconds(
    section: Section, pictures: Sequence[PictureFacts], aspect: Fraction, lead: float = 0.0
) -> tuple[float, ...]:
    """How long each panel of a section is seen in which nobody speaks; () where none is a page. The
    first waits for `lead` seconds more, under a card."""
    if section.lines:
        return ()
    found = [
        sum(weights(drawings(facts, panel.page), facts, aspect))
        for panel, facts in zip(section.panels, pictures, strict=True)
    ]
    if not any(found):
        return ()
    first, *others = (seconds or UNHURRIED for seconds in found)
    return (first + lead, *others)


def with_rest(paces: Sequence[float], seconds: float) -> list[float]:
    """Paces of a page that is seen for longer than they take together: its first drawing waits."""
    return [paces[0] + max(0.0, seconds - sum(paces)), *paces[1:]]
