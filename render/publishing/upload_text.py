"""The words of an upload: title, description, tags, chapters, within YouTube's limits.

Whatever is over a limit is cut at a word, with a Problem that says so.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from render.publishing.episode_facts import EpisodeFacts, SectionMark
from render.publishing.often_named import often_named
from render.publishing.templates import filled_template
from story.credits import credit_lines, licence
from story.problems import Problem, Problems
from story.safe_text import ORDERS
from story.settings import YouTubeSettings
from voices.clock import clock_text

TITLE_CHARACTERS = 100
"""YouTube's limit of a title."""
DESCRIPTION_BYTES = 5000
"""YouTube's limit of a description, in UTF-8."""
TAG_CHARACTERS = 500
"""YouTube's limit of all tags together, as `tags_length` counts."""
THUMBNAIL_BYTES = 2_000_000
"""YouTube's limit of a thumbnail."""
CHAPTER_SECONDS = 10
"""YouTube shows no chapters where one is shorter."""
FEWEST_CHAPTERS = 3
"""YouTube shows no chapters where there are fewer."""
_LONGEST_STORY, _LONGEST_LABEL = 50, 30
"""Characters of a story's name and of a label in a title: half of it is left to the episode."""

TITLE = (
    "{% if film or count == 1 %}{{ story }}"
    "{% else %}{{ title }} | {{ story_short }}, {{ label or 'Part ' ~ number }}{% endif %}"
)
DESCRIPTION = """{{ summary }}
{% if count > 1 and not film %}
{{ label or 'Part ' ~ number }} of “{{ story }}”, episode {{ number }} of {{ count }}.\
{% if next_title %} Next: {{ next_title }}.{% endif %}
{% endif %}{% if chapters %}
Chapters
{% for chapter in chapters %}{{ chapter.time }} {{ chapter.title }}
{% endfor %}{% endif %}{% if author or credits or licence %}
{% if author %}Story: {{ author }}
{% endif %}{% if credits %}{{ credits }}
{% endif %}{% if licence %}Licence: {{ licence }}
{% endif %}{% endif %}{% if links %}
Sources
{% for link in links %}{{ link.text }}: {{ link.address }}
{% endfor %}{% endif %}"""


@dataclass(frozen=True)
class Chapter:
    """A chapter of the player: whole seconds from the start, and what it is called."""

    seconds: int
    title: str

    @property
    def time(self) -> str:
        """As YouTube reads it: "0:00", "12:34", "1:02:03"."""
        return clock_text(self.seconds)


@dataclass(frozen=True)
class UploadTexts:
    """What an upload says, within YouTube's limits."""

    title: str
    description: str
    tags: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def upload_texts(
    episode: EpisodeFacts, settings: YouTubeSettings, problems: Problems
) -> UploadTexts:
    """All texts of an episode's upload. Raises SettingsError for a broken template."""
    return UploadTexts(
        upload_title(episode, settings, problems),
        upload_description(episode, settings, problems),
        upload_tags(episode, settings, problems),
        upload_chapters(episode.marks, episode.seconds),
    )


def upload_title(episode: EpisodeFacts, settings: YouTubeSettings, problems: Problems) -> str:
    """The video's title, at most 100 characters. Raises SettingsError for a broken template."""
    text = one_line(filled_template(settings.title or TITLE, "title", _values(episode, settings)))
    text = _plain(text, "title", episode, problems)
    if not text:
        text = episode.name
    fitted = _fit(text, TITLE_CHARACTERS, len, "title", episode, problems)
    if fitted == text or settings.title or episode.is_film or episode.count == 1:
        return fitted
    story, label = short_title(episode.story), _label(episode)  # which episode it is stays readable
    tail = f"| {story}, {label}" if len(story) <= _LONGEST_STORY else f"| {label}"
    head, tail = (_plain_text(one_line(part)) for part in (episode.title, tail))
    return f"{_cut(head, TITLE_CHARACTERS - len(tail) - 1, len)} {tail}"


def upload_description(episode: EpisodeFacts, settings: YouTubeSettings, problems: Problems) -> str:
    """The description, at most 5,000 bytes: links go first where it is longer.

    Raises SettingsError for a broken template.
    """

    def text_with(links: int) -> str:
        return _described(replace(episode, links=episode.links[:links]), settings)

    def full_with(links: int) -> bool:
        return len(text_with(links).encode()) > DESCRIPTION_BYTES

    kept = len(episode.links)
    if full_with(kept):
        kept = max(bisect_left(range(kept), x=True, key=full_with) - 1, 0)
    text = text_with(kept)
    if kept < len(episode.links):
        left = len(episode.links) - kept
        message = f"the description of {episode.name} has no room for {left} of its links."
        problems.add(Problem(episode.file, 0, "upload-links-cut", message, severity="info"))
    text = _plain(text, "description", episode, problems)
    return _fit(text, DESCRIPTION_BYTES, _bytes, "description", episode, problems)


def upload_tags(
    episode: EpisodeFacts, settings: YouTubeSettings, problems: Problems
) -> tuple[str, ...]:
    """The tags: the author's, else the front matter's, else the story's own names."""
    asked = settings.tags or _meta_tags(episode)
    own = (short_title(episode.story), episode.author, *episode.people[:8])
    said = " ".join(cue.text for cue in episode.cues if cue.kind == "speech")
    found = asked or (*own, *often_named(said, episode.language))
    tags = dict.fromkeys(tag for each in found if (tag := _tag(str(each))))
    kept: list[str] = []
    for tag in tags:
        if tags_length([*kept, tag]) <= TAG_CHARACTERS:
            kept.append(tag)
    if len(kept) < len(tags):
        message = (
            f"{len(tags) - len(kept)} tags of {episode.name} are over 500 characters together."
        )
        problems.add(Problem(episode.file, 0, "upload-tags-cut", message, "Give fewer tags."))
    return tuple(kept)


def tags_length(tags: Iterable[str]) -> int:
    """Characters as YouTube counts them: commas between, quotation marks around spaces."""
    lengths = [len(tag) + (2 if " " in tag else 0) for tag in tags]
    return sum(lengths) + max(0, len(lengths) - 1)


def upload_chapters(marks: Sequence[SectionMark], seconds: float) -> tuple[Chapter, ...]:
    """Chapters from 0:00, each at least 10 s; none where there would be fewer than three.

    A section too short for a chapter belongs to the one before it.
    """
    found: list[Chapter] = []
    for mark in marks:
        title = _plain_text(one_line(mark.title)).rstrip(" :")
        at = int(mark.seconds) if found else 0
        if not title or (found and at - found[-1].seconds < CHAPTER_SECONDS):
            continue
        found.append(Chapter(at, _cut(title, TITLE_CHARACTERS, len)))
    while found and seconds - found[-1].seconds < CHAPTER_SECONDS:
        found.pop()
    return tuple(found) if len(found) >= FEWEST_CHAPTERS else ()


def short_title(title: str) -> str:
    """A title without its subtitle: what stands before a colon or a dash."""
    for mark in (": ", " – ", " — ", " - "):
        head, found, _ = title.partition(mark)
        if found and len(head) >= 4:
            return head
    return title


def one_line(text: str) -> str:
    """`text` without line breaks, control characters, doubled spaces, and characters
    that change the order of others."""
    breaks = {"Cc", "Zl", "Zp"}
    kept = (" " if unicodedata.category(c) in breaks else c for c in text if c not in ORDERS)
    return " ".join("".join(kept).split())


def _label(episode: EpisodeFacts) -> str:
    return _cut(one_line(episode.label), _LONGEST_LABEL, len) or f"Part {episode.number}"


def _values(episode: EpisodeFacts, settings: YouTubeSettings) -> dict[str, object]:
    meta = episode.meta
    described = meta.get("description") if episode.is_film or episode.count == 1 else ""
    return {
        "title": episode.title,
        "story": episode.story,
        "story_short": short_title(episode.story),
        "label": episode.label,
        "number": episode.number,
        "count": episode.count,
        "film": episode.is_film,
        "subtitle": episode.subtitle,
        "author": episode.author,
        "summary": settings.summary or str(described or "") or episode.opening,
        "credits": "\n".join(credit_lines(meta, settings.credits)),
        "licence": licence(meta),
        "next_title": episode.next_title,
        "chapters": upload_chapters(episode.marks, episode.seconds),
        "links": [{"text": text, "address": address} for text, address in episode.links],
        "people": list(episode.people),
        "meta": dict(meta),
    }


def _described(episode: EpisodeFacts, settings: YouTubeSettings) -> str:
    text = filled_template(
        settings.description or DESCRIPTION, "description", _values(episode, settings)
    )
    rows = map(one_line, text.strip().splitlines())
    kept: list[str] = []
    for row in rows:
        if row or (kept and kept[-1]):
            kept.append(row)
    return "\n".join(kept)


def _plain(text: str, field: str, episode: EpisodeFacts, problems: Problems) -> str:
    """`text` without what YouTube refuses: angle brackets become their typographic twins."""
    if "<" in text or ">" in text:
        message = f"the {field} of {episode.name} has < or >, which YouTube refuses: written ‹ ›."
        problems.add(Problem(episode.file, 0, f"upload-{field}-brackets", message, severity="info"))
    return _plain_text(text)


def _plain_text(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")


def _fit(
    text: str,
    limit: int,
    measure: Callable[[str], int],
    field: str,
    episode: EpisodeFacts,
    problems: Problems,
) -> str:
    size = measure(text)
    if size <= limit:
        return text
    unit = "bytes" if measure is _bytes else "characters"
    message = f"the {field} of {episode.name} is {size} {unit} long: cut to {limit}."
    advice = f"Set youtube.{field} in inkreel.toml."
    problems.add(Problem(episode.file, 0, f"upload-{field}-cut", message, advice))
    return _cut(text, limit, measure)


def _cut(text: str, limit: int, measure: Callable[[str], int]) -> str:
    """`text` up to the last word that leaves room for an ellipsis; a lone word is cut in itself."""
    if measure(text) <= limit:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle] + "…") <= limit else (low, middle - 1)
    head = text[:low]
    while head and unicodedata.combining(text[len(head)]):
        head = head[:-1]
    if not text[len(head)].isspace():
        word = max(head.rfind(" "), head.rfind("\n"))
        head = head[:word] if word > len(head) // 2 else head
    return head.rstrip(" ,;:–—-|") + "…"


def _bytes(text: str) -> int:
    return len(text.encode())


def _meta_tags(episode: EpisodeFacts) -> tuple[str, ...]:
    found = episode.meta.get("tags") or episode.meta.get("keywords") or ()
    if isinstance(found, str):
        return tuple(found.split(","))
    return tuple(str(tag) for tag in found) if isinstance(found, list | tuple) else ()


def _tag(text: str) -> str:
    return one_line("".join(char for char in text if char not in '<>,"'))
