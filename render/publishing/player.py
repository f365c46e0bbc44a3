"""The page that shows a story: film, captions, chapters, and a transcript that follows and jumps.

One file without anything fetched from elsewhere: it works from a folder and from any web host.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from render.captions.formats.transcript import transcript_html
from render.publishing.episode_facts import EpisodeFacts
from render.publishing.upload_text import upload_chapters
from render.typography.layout import reads_right_to_left
from render.typography.palette import STORY_PALETTE
from render.typography.type import Colour
from story.assets import asset
from story.credits import licence
from voices.clock import RATE, clock_text, seconds_to_samples


def player_page(episodes: Sequence[EpisodeFacts]) -> str:
    """`index.html` for a folder that holds the episodes' films and `youtube/`."""
    first = episodes[0] if episodes else None
    title = first.story if first else ""
    return _template().render(
        title=title,
        subtitle=first.subtitle if first else "",
        author=first.author if first else "",
        summary=str(first.meta.get("description") or first.opening) if first else "",
        language=first.language if first else "en",
        direction="rtl" if reads_right_to_left(title) else "ltr",
        licence=licence(first.meta) if first else "",
        episodes=[_shown(episode) for episode in episodes],
        deep=_rgb(STORY_PALETTE.deep),
        light=_rgb(STORY_PALETTE.light),
        accent=_rgb(STORY_PALETTE.accent),
    )


def _shown(episode: EpisodeFacts) -> dict[str, object]:
    headings = [mark.title for mark in episode.marks]
    chapters = upload_chapters(episode.marks, episode.seconds)
    return {
        "title": episode.story if episode.is_film else episode.title,
        "label": "The whole film" if episode.is_film and episode.count > 1 else episode.label,
        "video": quote(episode.video),
        "poster": f"youtube/{quote(episode.name)}/thumbnail.jpg",
        "language": episode.language,
        "time": clock_text(seconds_to_samples(episode.seconds) // RATE),
        "chapters": json.dumps(
            [{"time": c.time, "seconds": c.seconds, "title": c.title} for c in chapters],
            ensure_ascii=False,
        ),
        "transcript": Markup(transcript_html(episode.cues, headings=headings)),  # noqa: S704 - escaped
    }


def _rgb(colour: Colour) -> str:
    return " ".join(str(part) for part in colour)


@cache
def _template() -> Template:
    source = asset("player/index.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
