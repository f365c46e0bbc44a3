"""Everything beside the film that a video site asks for: one folder of files per episode."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render.camera.vision.facts import facts_to_json
from render.captions.formats import FORMATS, Captioned, srt, vtt
from render.captions.model import CaptionRules, Cue
from render.production.planning.plan import RenderPlan
from render.publishing.episode_facts import EpisodeFacts, EpisodePanel, EpisodeSlot, foretold_facts
from render.publishing.hook import hook_words
from render.publishing.keep import Keep, make_now
from render.publishing.thumbnail import VERSION, thumbnail
from render.publishing.thumbnail_framing import SIZE, best_panel
from render.publishing.upload_text import (
    UploadTexts,
    upload_description,
    upload_texts,
    upload_title,
)
from render.typography.faces import font_digest
from render.typography.type import TextStyle, glyph_problems
from story.errors import SettingsError
from story.model import Script
from story.problems import Problem, Problems
from story.settings import CaptionSettings, StorySettings, YouTubeSettings

Look = Callable[[str], NDArray[np.uint8]]
"""Gives the pixels of a picture, RGB uint8 [h, w, 3], by the key in its facts."""

CATEGORIES = {
    "Film & Animation": 1,
    "Autos & Vehicles": 2,
    "Music": 10,
    "Pets & Animals": 15,
    "Sports": 17,
    "Travel & Events": 19,
    "Gaming": 20,
    "People & Blogs": 22,
    "Comedy": 23,
    "Entertainment": 24,
    "News & Politics": 25,
    "Howto & Style": 26,
    "Education": 27,
    "Science & Technology": 28,
    "Nonprofits & Activism": 29,
}
"""YouTube's categories by name, with the numbers that its API takes."""

_TRIED = 20
"""Episodes that templates are tried with: what fails fails with the first, in most stories."""
SHORT_SECONDS = 180
"""YouTube takes an upright or square film for a Short up to this length."""


def caption_rules(settings: CaptionSettings, *, children: bool = False) -> CaptionRules:
    """The rules that the author's settings ask for; `children` where the command line says so."""
    rules = CaptionRules(
        speakers=settings.speakers,
        sounds=settings.sounds,
        narrator=settings.narrator,
        labels=dict(settings.labels),
    )
    return rules.for_children() if children or settings.children else rules


def caption_files(episode: EpisodeFacts, *, karaoke: bool = False) -> dict[str, bytes]:
    """The captions and transcripts that stand beside the film, by file name."""
    headings = tuple(mark.title for mark in episode.marks)
    told = Captioned(episode.cues, episode.title, episode.size, headings, karaoke)
    texts = {suffix: write(told) for suffix, write in FORMATS.items()}
    described = described_cues(episode.cues)
    if described:
        texts["descriptions.vtt"] = vtt(described)
    return {f"{episode.name}.{suffix}": text.encode() for suffix, text in texts.items()}


def described_cues(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Each spoken description as one cue, for a track that a screen reader speaks."""
    told = [cue for cue in cues if cue.kind == "description"]
    groups = (tuple(group) for _, group in groupby(told, key=lambda cue: cue.words[0].line))
    return tuple(
        replace(group[0], end=group[-1].end, lines=(" ".join(cue.text for cue in group),))
        for group in groups
    )


def upload_files(
    episode: EpisodeFacts,
    settings: StorySettings,
    look: Look,
    problems: Problems,
    keep: Keep = make_now,
) -> dict[str, bytes]:
    """The upload files of an episode, by their path below `youtube/`.

    `look` gives the pixels of the thumbnail's panel. What YouTube would refuse is cut, with a
    Problem. Raises SettingsError for a broken template or an unknown category.
    """
    own = settings.youtube
    texts = upload_texts(episode, own, problems)
    picture = _thumbnail(episode, own, look, problems, keep)
    captions = f"captions.{episode.language}.srt"
    _ask_author(own, problems)
    data = _upload_json(episode, own, texts)
    data["captions"] = [{"file": captions, "language": episode.language, "name": ""}]
    files = {
        **_text_files(texts),
        captions: srt([cue for cue in episode.cues if cue.captioned]).encode(),
        "thumbnail.jpg": picture,
        "upload.json": (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(),
    }
    return {f"{episode.name}/{name}": content for name, content in files.items()}


def _text_files(texts: UploadTexts) -> dict[str, bytes]:
    files = {
        "title.txt": f"{texts.title}\n",
        "description.txt": f"{texts.description}\n",
        "tags.txt": "".join(f"{tag}\n" for tag in texts.tags),
    }
    if texts.chapters:
        files["chapters.txt"] = "".join(f"{c.time} {c.title}\n" for c in texts.chapters)
    return {name: text.encode() for name, text in files.items()}


def _upload_json(
    episode: EpisodeFacts, settings: YouTubeSettings, texts: UploadTexts
) -> dict[str, Any]:
    width, height = episode.size
    return {
        "version": 1,
        "video": f"../../{episode.video}",
        "seconds": round(episode.seconds, 3),
        "title": texts.title,
        "description": texts.description,
        "tags": list(texts.tags),
        "chapters": [
            {"time": c.time, "seconds": c.seconds, "title": c.title} for c in texts.chapters
        ],
        "thumbnail": {"file": "thumbnail.jpg", "width": SIZE[0], "height": SIZE[1]},
        "playlist": _playlist(episode, settings),
        "category": {"id": str(category_id(settings.category)), "name": settings.category},
        "language": episode.language,
        "privacy": settings.privacy,
        "publish_at": settings.publish_at or None,
        "made_for_kids": settings.made_for_kids,
        "synthetic_media": settings.synthetic_media,
        "licence": settings.licence,
        "short": height >= width and episode.seconds <= SHORT_SECONDS,
    }


def _playlist(episode: EpisodeFacts, settings: YouTubeSettings) -> dict[str, Any]:
    """Where an episode stands among the others; the film of them all stands by itself."""
    if episode.is_film and episode.count > 1:
        return {"title": "", "position": 0}
    title = settings.playlist or (episode.story if episode.count > 1 else "")
    return {"title": title, "position": max(episode.number - 1, 0)}


def check_uploads(
    script: Script, plan: RenderPlan, settings: YouTubeSettings, episodes: int
) -> None:
    """Raises SettingsError for what can't become an upload, before hours of work go into it.

    Templates are filled with what is known of the first of the story's `episodes`, and of the film.
    """
    category_id(settings.category)
    if not (settings.title or settings.description):
        return
    for episode in (*plan.episodes[:_TRIED], *plan.episodes[_TRIED:][-1:]):
        slot = EpisodeSlot(
            episode.path.stem, episode.title, episode.number, episodes, episode.following
        )
        sections = [scene.section for scene in plan.scenes[episode.first : episode.last]]
        facts = foretold_facts(script, slot, sections, plan.video.size)
        upload_title(facts, settings, Problems())
        upload_description(facts, settings, Problems())


def category_id(name: str) -> int:
    """YouTube's number of a category. Raises SettingsError for one that there isn't."""
    known = {each.lower(): number for each, number in CATEGORIES.items()}
    if name.strip().lower() not in known:
        raise SettingsError(
            f"inkreel.toml: youtube.category: {name!r} is none of {', '.join(CATEGORIES)}."
        )
    return known[name.strip().lower()]


def _ask_author(settings: YouTubeSettings, problems: Problems) -> None:
    """What only the author can say stays open until it is said."""
    for key, meaning in (
        ("made_for_kids", "whether the video is made for children"),
        ("synthetic_media", "whether it shows realistic altered or synthetic media"),
    ):
        if getattr(settings, key) is None:
            problems.add(
                Problem(
                    "inkreel.toml",
                    0,
                    "upload-unsettled",
                    f"youtube.{key} is not set, and YouTube asks {meaning}.",
                    f"Write {key} = true or false under [youtube].",
                    "info",
                )
            )


def _thumbnail(
    episode: EpisodeFacts,
    settings: YouTubeSettings,
    look: Look,
    problems: Problems,
    keep: Keep,
) -> bytes:
    panel = _chosen_panel(episode, settings, problems)
    title = episode.story if episode.is_film else episode.title
    hook = settings.hook or hook_words(title)
    problems.extend(glyph_problems(hook, TextStyle("poster", extra=episode.fonts), episode.file))
    facts = panel.facts if panel else None

    def draw() -> bytes:
        picture = look(facts.key) if facts else None
        return thumbnail(picture, facts, hook, fonts=episode.fonts)

    made_of = {
        "facts": facts_to_json(facts) if facts else None,
        "hook": hook,
        "fonts": [font_digest(path) for path in episode.fonts],
        "version": VERSION,
    }
    return keep("thumbnail", made_of, draw)


def _chosen_panel(
    episode: EpisodeFacts, settings: YouTubeSettings, problems: Problems
) -> EpisodePanel | None:
    if not episode.panels:
        return None
    if settings.panel:
        wanted = Path(settings.panel).as_posix().removeprefix("./")
        for panel in episode.panels:
            if Path(panel.path).as_posix().removeprefix("./") == wanted:
                return panel
        if episode.is_film or episode.count == 1:
            message = f"youtube.panel {settings.panel!r} is not a picture of the story."
            problems.add(Problem("inkreel.toml", 0, "upload-panel", message))
    return episode.panels[best_panel([panel.facts for panel in episode.panels])]


def all_files(
    episodes: Sequence[EpisodeFacts],
    settings: StorySettings,
    look: Look,
    problems: Problems,
    keep: Keep = make_now,
) -> Mapping[str, bytes]:
    """Captions, transcripts and upload files of all `episodes`, by path below the output folder."""
    files: dict[str, bytes] = {}
    for episode in episodes:
        files |= caption_files(episode, karaoke=settings.captions.karaoke)
        uploads = upload_files(episode, settings, look, problems, keep)
        files |= {f"youtube/{path}": content for path, content in uploads.items()}
    return files
