"""What stands on pictures: does it hide anything, come at its word, come alone, and what costs it?

    python -m bench.stage [STORY ...] [--chapter 3,6] [--styles comic documentary everything]
                          [--store FOLDER] [--cost] [--edits N]

Each story in each style, in the draft voice at 720p; without stories, the sample. --cost composes
and encodes all frames of the comic and of the plain film, by turns, in this process, and prints the
quotient of their CPU seconds. --edits changes a word in N lines, one after another, and counts what
else is written otherwise than before where the same is seen. Whether a frame shows the right person
is for eyes: bench/stage_pictures.py draws frames. Exits 1 where a must is missed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.stage_films import StageFilm, film_of
from render.geometry import Rect, overlap, seen
from render.lettering.callouts import written_in
from render.lettering.onscreen import BRIEF, Scenery, cut_frames, is_brief, to_canvas
from render.lettering.signs.balloon_signs import BalloonSign
from render.lettering.signs.callout_signs import CalloutSign
from render.lettering.signs.signs import NameSign, Sign
from render.lettering.speech_pieces import GOES_ON
from render.pixels.compose import segment_bytes
from render.production.planning.style import StyleOptions
from render.shots import Overlay, rect_at, shot_at, shots_at
from voices.clock import RATE

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "assets" / "sample"
STYLES = {
    "plain": StyleOptions("plain"),
    "documentary": StyleOptions("documentary"),
    "comic": StyleOptions("comic"),
    "everything": StyleOptions("comic", names=True, callouts=True),
}
STEP = 5
"""Frames between two looks: six a second."""
HIDDEN = 0.02
"""The part of a face or of lettering from which on it counts as covered."""
OTHER_HEAD, CUT_WORD = 0.06, (0.04, 0.96)
"""The part of another head that may be in a frame of one; parts of lettering that are cut."""
NEAR, WITH_CUT = 3, 12
"""Frames within which something comes at its word, and with a cut that is near."""


@dataclass(frozen=True)
class Thing:
    """What stands on a picture in frames [first, last): a balloon, a callout, a plate, a frame."""

    kind: str
    box: Rect
    first: int
    last: int
    sign: Sign | None = None


def things_on(film: StageFilm, number: int) -> list[Thing]:
    """All that stands on a scene's pictures; what a callout rolls through is one with it."""
    letters = film.letters(number)
    boxes = {(each.first, each.last): each.box for each in letters.areas}
    found = []
    begun: Overlay | None = None
    for overlay, sign in zip(letters.overlays, letters.signs, strict=True):
        begun = begun or overlay
        if isinstance(sign, CalloutSign) and sign.rolling:
            continue
        first = begun.first if isinstance(sign, CalloutSign) else overlay.first
        begun, kinds = None, {BalloonSign: "balloon", CalloutSign: "callout", NameSign: "name"}
        if type(sign) in kinds:
            box = boxes[first, overlay.last]
            found.append(Thing(kinds[type(sign)], box, first, overlay.last, sign))
    for inset in film.made.directions[number].insets:
        first, last = inset.shot.start, inset.shot.start + inset.shot.frames
        found.append(Thing("inset", inset.rect, first, last))
    return found


def hides(thing: Thing, scenery: Scenery, frame: int) -> bool:
    """Whether it covers a face, or lettering, of the picture in front."""
    for shot in shots_at(scenery.shots, frame):
        facts = scenery.facts[shot.picture]
        for region in (*facts.heads, *facts.of("lettering")):
            box = to_canvas(region.box, shot, frame, scenery.view)
            if region.weight >= 0.2 and overlap(box, thing.box) > HIDDEN * box.w * box.h:
                return True
    return False


def wrong_frames(film: StageFilm, number: int) -> Iterator[str]:
    """Insets and pictures side by side that show somebody else's head, or cut a word."""
    direction, scenery = film.made.directions[number], film.scenery(number)
    split = [shot for shot in direction.shots if shot.places]
    for shot in (*split, *(inset.shot for inset in direction.insets)):
        facts, crop = scenery.facts[shot.picture], shot.keyframes[0].rect
        shown = sorted((seen(each.box, crop), each.box.h) for each in facts.heads)
        if any(part > OTHER_HEAD for part, _ in shown[:-1]):
            yield "another head"
        low, high = CUT_WORD
        if any(low < seen(each.box, crop) < high for each in facts.of("lettering")):
            yield "a cut word"


def at_its_word(thing: Thing, film: StageFilm, number: int) -> bool:
    """Whether a callout or a balloon comes within NEAR frames of its first word, or with a cut that
    is near."""
    assert isinstance(thing.sign, BalloonSign | CalloutSign)
    wanted = thing.sign.text.strip(GOES_ON + ".")[:12]
    lines = {line.id: line.text for line in film.plan.scenes[number].section.lines}
    fps, cuts = film.plan.view.fps, cut_frames(film.scenery(number))
    for clip in film.made.timelines[number].clips:
        for at in (m.start() for m in re.finditer(re.escape(wanted), lines[clip.line])):
            word = next((word for word in clip.words if word.end > at >= clip.words[0].start), None)
            due = word.onset * fps / RATE if word else -99
            if abs(thing.first - due) <= NEAR or (
                thing.first in cuts and abs(thing.first - due) < 15
            ):
                return True
    return False


def misread(thing: Thing, film: StageFilm, number: int) -> bool:
    """Whether a callout says what no line of its scene does, or what the panel says itself."""
    assert isinstance(thing.sign, CalloutSign)
    scene, scenery = film.plan.scenes[number], film.scenery(number)
    told = any(each.kind == "told" and each.text == thing.sign.text for each in scene.callouts)
    said = any(thing.sign.text in line.text for line in scene.section.lines)
    shot = shot_at(scenery.shots, thing.first)
    lettered = shot and written_in(thing.sign.text, shot, scenery, film.plan.letters)
    return not told and (not said or bool(lettered))


def measured(film: StageFilm) -> Counter[str]:
    """Counts over a film: frames, things, and what is wrong with them."""
    found: Counter[str] = Counter()
    for number in film.scenes:
        things, scenery = things_on(film, number), film.scenery(number)
        for frame in range(0, film.made.timelines[number].frames, STEP):
            on = [each for each in things if each.first <= frame < each.last]
            found["looks"] += 1
            found["covered"] += any(hides(each, scenery, frame) for each in on)
            found["several"] += len(on) > 1
        found.update(f"wrong: {each}" for each in wrong_frames(film, number))
        found["frames"] += sum(bool(s.places) for s in scenery.shots)
        for thing in things:
            found[thing.kind] += 1
            brief = is_brief(scenery, thing.first, thing.last)
            found["in a brief shot"] += brief and thing.kind != "balloon"
            if thing.kind in ("balloon", "callout") and not _goes_on(thing, things):
                found["worded"] += 1
                found["at its word"] += at_its_word(thing, film, number)
            if thing.kind == "callout":
                found["misread"] += misread(thing, film, number)
    return found


def _goes_on(thing: Thing, things: Sequence[Thing]) -> bool:
    """Whether it is the rest of what stood elsewhere before a cut."""
    assert thing.sign
    return any(
        each.sign and each.sign.text == thing.sign.text and each.last == thing.first
        for each in things
    )


def report(name: str, film: StageFilm) -> bool:
    """Print the measures of a film; whether all that must be is."""
    n = measured(film)
    seconds = n["looks"] * STEP / float(film.plan.view.fps)
    covered, several = n["covered"] / n["looks"], n["several"] * STEP / float(film.plan.view.fps)
    wrong = n["wrong: another head"] + n["wrong: a cut word"]
    kinds = ", ".join(f"{n[kind]} {kind}s" for kind in ("balloon", "callout", "name", "inset"))
    print(f"\n{name}: {seconds:.0f} s, {kinds}, {n['frames']} pictures side by side")
    rows = (
        ("seconds with a face or lettering covered", f"{covered:.1%}", "<= 1 %", covered <= 0.01),
        ("seconds with more than one thing", f"{several:.1f}", "0", several == 0),
        ("callouts misread, or lettered in view", f"{n['misread']}", "0", n["misread"] == 0),
        (
            f"of {n['worded']} at their word, or with its cut",
            f"{n['at its word']}",
            "all",
            n["at its word"] == n["worded"],
        ),
        ("frames with another head or a cut word", f"{wrong}", "0", wrong == 0),
        (
            f"in shots under {BRIEF} s, speech aside",
            f"{n['in a brief shot']}",
            "0",
            n["in a brief shot"] == 0,
        ),
    )
    for what, figure, must, _ in rows:
        print(f"  {what:<44}{figure:>8}   {must}")
    return all(row[3] for row in rows)


def cost(plain: StageFilm, comic: StageFilm) -> float:
    """CPU of the comic film's frames, composed and encoded, in parts of the plain one's."""
    taken: dict[tuple[bool, int], float] = {}
    for turn in range(2):
        for number in plain.scenes:
            for film in (plain, comic) if turn % 2 else (comic, plain):
                begun = time.process_time()
                for segment in film.made.segments[number]:
                    segment_bytes(segment, film.plan.video, _reader(film))
                spent = time.process_time() - begun
                key = (film is comic, number)
                taken[key] = min(spent, taken.get(key, spent))
    less, more = (
        sum(spent for (which, _), spent in taken.items() if which is is_comic)
        for is_comic in (False, True)
    )
    print(f"\ncomic ÷ plain, CPU: {more:.1f} s ÷ {less:.1f} s = {more / less:.2f}")
    return more / less


def _reader(film: StageFilm) -> Callable[[str], bytes]:
    return lambda key: film.store.get(key) or b""


def changed(story: Path, make: Callable[[Path], StageFilm], edits: int) -> tuple[int, int]:
    """Of the lines over which the same is seen after another was changed, how many have other
    lettering, of how many. A word is changed in each of `edits` lines by itself; one that makes
    somebody else of a speaker is no such change."""
    other = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "story"
        shutil.copytree(story if story.is_dir() else story.parent, copy)
        file = copy / "index.md"
        text = file.read_text("utf-8")
        before = make(file)
        lines = [x for n in before.scenes for x in before.plan.scenes[n].section.lines]
        longer = [x.text for x in lines if len(x.text.split()) > 4 and text.count(x.text) == 1]
        for line in longer[:: max(1, len(longer) // edits)][:edits]:
            first, second, rest = line.split(" ", 2)
            file.write_text(text.replace(line, f"{first} {second} indeed {rest}"), "utf-8")
            after = make(file)
            if after.plan.letters.speakers != before.plan.letters.speakers:
                continue
            for number in before.scenes:
                pair = zip(_by_line(before, number), _by_line(after, number), strict=True)
                same = [(a, b) for a, b in pair if a[0] == b[0] and a[1] == b[1]]
                compared += len(same)
                other += sum(a[2] != b[2] for a, b in same)
    return other, compared


def _by_line(film: StageFilm, number: int) -> Iterator[tuple[object, object, object]]:
    """Each line with who says it, what is seen while it is heard, and what stands on it, by its own
    time."""
    fps, timeline = film.plan.view.fps, film.made.timelines[number]
    scenery, things = film.scenery(number), things_on(film, number)
    for line in film.plan.scenes[number].section.lines:
        clips = [clip for clip in timeline.clips if clip.line == line.id]
        if not clips:
            yield (line.speaker, line.text), None, None
            continue
        first, last = (round(at * fps / RATE) for at in (clips[0].start, clips[-1].end))
        shots = [
            (shot.picture, shot.start - first, shot.frames, rect_at(shot, at - shot.start, fps))
            for at in range(first - 15, last + 20, STEP)
            if (shot := shot_at(scenery.shots, at))
        ]
        on = [(each.sign, each.box) for each in things if first - 12 <= each.first < last]
        yield (line.speaker, line.text), shots, on


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path, nargs="*", default=[SAMPLE / "index.md"])
    parser.add_argument("--chapter", default="")
    parser.add_argument("--styles", nargs="*", default=["documentary", "comic", "everything"])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--edits", type=int, default=0)
    asked = parser.parse_args()
    well = True
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or Path(folder)

        def made(story: Path, style: str) -> StageFilm:
            return film_of(story, store, STYLES[style], chapters=asked.chapter)

        for story in asked.stories:
            for style in asked.styles:
                well &= report(f"{story.parent.name} {asked.chapter}, {style}", made(story, style))
            if asked.cost:
                well &= cost(made(story, "plain"), made(story, "comic")) <= 1.25
            for style in asked.styles if asked.edits else ():
                other, compared = changed(story, lambda file, s=style: made(file, s), asked.edits)
                print(f"{style}: {other} of {compared} other lines are written otherwise")
                well &= other == 0
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
