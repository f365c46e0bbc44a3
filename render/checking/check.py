"""`inkreel check`: judges films, captions and upload files, ours or not, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from render.captions.lint import CaptionFault, caption_figures, lint_captions
from render.captions.model import CaptionRules
from render.captions.read import read_captions
from render.checking.film_check import LOUDNESS, check_film, film_facts
from render.checking.upload_check import check_upload
from render.checking.verdict import CheckVerdict, State, failed, verdict
from render.checking.video_decode import Known, frames_told
from render.production.queue.progress import UNSEEN
from render.production.queue.work import Progress
from story.errors import RenderError, SettingsError, StoreError, reason
from story.problems import counted

FILMS = frozenset({".mp4", ".m4v", ".mov"})
CAPTIONS = frozenset({".srt", ".vtt"})
UPLOAD = "upload.json"
_SHOWN = 8
"""Faults of a caption file that get a row of their own; more would hide the other files."""
_LARGEST = 64_000_000
"""Bytes of a file that is read whole: no captions or upload files come near."""


@dataclass(frozen=True)
class _Asked:
    """What is asked for, and what was met on the way."""

    root: Path
    loudness: float
    jobs: int
    done: Callable[[int], None]
    known: Known = field(default_factory=dict)


def check_path(
    path: Path,
    *,
    loudness: float = LOUDNESS,
    jobs: int = 1,
    progress: Progress = UNSEEN,
) -> tuple[CheckVerdict, ...]:
    """The verdicts on a film, a caption file, or a folder with all that lies in it.

    A film is judged with the captions beside it, a folder with its `youtube/`. `loudness` in
    LUFS; `jobs` threads decode. Raises RenderError where there is nothing to judge.
    """
    files = tuple(_files(path))
    if not files:
        raise RenderError(f"{path} holds nothing to check: no film, no captions, no upload files.")
    progress.expect("checking", sum(map(frames_told, filter(_is_film, files))))
    root = path if path.is_dir() else path.parent
    heard = partial(progress.done, "checking")
    asked = _Asked(root, loudness, jobs, heard)
    return tuple(found for file in files for found in _judged(file, asked))


def check_captions(
    name: str, data: bytes, rules: CaptionRules, *, length: float | None = None, fps: float = 60.0
) -> tuple[CheckVerdict, ...]:
    """The verdicts on an SRT or WebVTT file: its figures, then what is wrong cue by cue.

    `length` in seconds and `fps` are the film's, where it is known.
    """
    captions = read_captions(data, name)
    if not captions.cues and not captions.faults:
        kind: State = "fail" if length is None else "note"  # beside a film, nobody may speak in it
        return (CheckVerdict(name, "captions", kind, "no cues"),)
    figures = caption_figures(captions.cues)
    faults = lint_captions(captions, rules, length=length, fps=fps)
    wrong = [fault for fault in faults if not fault.forced]
    figure = (
        f"{counted(figures.cues, 'cue')}, {figures.speed:.1f} characters a second, "
        f"{figures.fastest:.1f} at most, {figures.shortest:.2f} to {figures.longest:.2f} s, "
        f"rows of {figures.columns}"
    )
    wanted = (
        f"{rules.rows} rows of {rules.columns}, {rules.speed:.0f} a second, "
        f"{rules.shortest:.2f} to {rules.longest:.0f} s"
    )
    return (verdict(name, "captions", not wrong, figure, wanted), *_faults(name, faults))


def _faults(name: str, faults: Sequence[CaptionFault]) -> Iterator[CheckVerdict]:
    """Each fault in a row of its own, the first of many; what the voice forces as one note."""
    wrong = [fault for fault in faults if not fault.forced]
    for fault in wrong[:_SHOWN]:
        yield CheckVerdict(name, fault.code, "fail", f"{_place(fault)}{fault.message}")
    if len(wrong) > _SHOWN:
        yield CheckVerdict(name, "captions", "fail", f"and {len(wrong) - _SHOWN} more")
    forced = len(faults) - len(wrong)
    if forced:
        figure = f"{counted(forced, 'cue')} as brief as the voice leaves them"
        yield CheckVerdict(name, "captions", "note", figure)


def _place(fault: CaptionFault) -> str:
    if fault.number:
        return f"cue {fault.number} (row {fault.row}): "
    return f"row {fault.row}: " if fault.row else ""


def _files(path: Path) -> Iterator[Path]:
    """The files below `path` to be judged, each by itself."""
    if path.is_dir():
        for each in sorted(path.iterdir()):
            beside = each.suffix.lower() in CAPTIONS and _film_of(each) is not None
            if not beside and not each.name.startswith("."):
                yield from _files(each)
    elif not path.exists():
        raise SettingsError(f"{path} does not exist. Give a film, captions, or a folder of them.")
    elif not path.is_file():  # a pipe or a device would never end
        raise RenderError(f"{path} is no file.")
    elif _is_film(path) or path.suffix.lower() in CAPTIONS or path.name == UPLOAD:
        yield path


def _is_film(path: Path) -> bool:
    return path.suffix.lower() in FILMS


def _judged(path: Path, asked: _Asked) -> tuple[CheckVerdict, ...]:
    """The verdicts on one file: the one that it can't be read, where it can't."""
    try:
        if _is_film(path):
            return tuple(_film(path, asked))
        if path.name == UPLOAD:
            files = {each.name: _read(each) for each in path.parent.iterdir() if each.is_file()}
            return check_upload(_name(path.parent, asked.root), files)
        return check_captions(_name(path, asked.root), _read(path), CaptionRules())
    except RenderError as error:
        return (failed(_name(path, asked.root), "file", str(error), "what its name says"),)


def _film(path: Path, asked: _Asked) -> Iterator[CheckVerdict]:
    name = _name(path, asked.root)
    facts, pace, heard = film_facts(path, jobs=asked.jobs, known=asked.known, done=asked.done)
    yield from check_film(name, facts, pace, heard, asked.loudness)
    length = float(facts.video.duration) if facts.video else None
    fps = float(facts.video.fps) if facts.video and facts.video.fps else 60.0
    beside = sorted(each for each in path.parent.iterdir() if _film_of(each) == path)
    for file in beside:
        captions, data = _name(file, asked.root), _read(file)
        yield from check_captions(captions, data, CaptionRules(), length=length, fps=fps)
    if not beside:
        yield CheckVerdict(name, "captions", "note", "none beside the film")


def _film_of(captions: Path) -> Path | None:
    """The film that a caption file belongs to: the one with its name, up to a language tag."""
    if captions.suffix.lower() not in CAPTIONS:
        return None
    stems = (captions.stem, captions.stem.rpartition(".")[0])
    films = (captions.with_name(stem + suffix) for stem in stems if stem for suffix in FILMS)
    return next((film for film in films if film.is_file()), None)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise RenderError(f"{path} is too large to be what its name says.")
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} can't be read: {reason(error)}.") from error


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
